#!/bin/sh
# Makes Data/strokes.tsv, by which names are put in order of strokes: character, tab, its strokes in writing order as digits,
# 横 1, 竖 2, 撇 3, 点 and 捺 4, 折 5.
#
#   scripts/stroke-order.sh
#
# The sequences are those of Debian's rime-data-stroke (LGPL-3, from CNS 11643 and PKU's stroke tables), of which that with
# as many strokes as Unicode's kTotalStrokes says is taken, among equals the last, which is the mainland's way of writing.
# The file is made on each machine and not shipped. No root is needed.
set -eu
cd "$(dirname -- "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
(cd "$work" && apt-get -q=2 -o APT::Sandbox::User=root download rime-data-stroke unicode-data) \
    || { echo "stroke-order: error: the packages cannot be fetched" >&2; echo "  hint: apt-get update" >&2; exit 1; }
for package in "$work"/*.deb; do dpkg -x "$package" "$work/root"; done

mkdir -p Data
python3 - "$work/root" > "$work/strokes.tsv" <<'PYTHON'
import bz2, sys

root = sys.argv[1]
totals = {}
with bz2.open(f"{root}/usr/share/unicode/Unihan_IRGSources.txt.bz2", "rt", encoding="utf-8") as file:
    for line in file:
        fields = line.rstrip("\n").split("\t")
        if len(fields) == 3 and fields[1] == "kTotalStrokes":
            totals[chr(int(fields[0][2:], 16))] = int(fields[2].split()[0])
digits = str.maketrans("hspnz", "12345")
sequences = {}
with open(f"{root}/usr/share/rime-data/stroke.dict.yaml", encoding="utf-8") as file:
    for line in file:
        fields = line.rstrip("\n").split("\t")
        if len(fields) >= 2 and len(fields[0]) == 1 and fields[1] and not set(fields[1]) - set("hspnz"):
            sequences.setdefault(fields[0], []).append(fields[1].translate(digits))
for character in sorted(sequences):
    known = sequences[character]
    fitting = [sequence for sequence in known if len(sequence) == totals.get(character)]
    print(f"{character}\t{(fitting or known)[-1]}")
PYTHON
mv "$work/strokes.tsv" Data/strokes.tsv
echo "Data/strokes.tsv: $(wc -l < Data/strokes.tsv) characters"
