#!/bin/sh
# Puts the command beside other programs that make the same document, by a comparison's run.sh.
#
#   Benchmarks/SideBySide/peers.sh COMPARISON [--compression fast] [OPTION of run.sh, as --only pango,typst]…
#
# COMPARISON is the folder with run.sh. BIN names the folder of the program, .build/release by default. run.sh counts pages and bytes
# of PDFs that lie side by side, and the command makes a folder for each record. One record is exported by the command alone, so its
# pages and bytes are not counted; many by `many RECORDS FOLDER`, which moves the PDFs: nothing of that shows in the difference of two
# lengths.
set -eu
here=$(cd "$(dirname -- "$0")" && pwd)
project=$(dirname -- "$(dirname -- "$here")")
jiyao=${BIN:-$project/.build/release}/jiyao

export_to() { echo "export $1 -o $2 --fonts $project/Fonts --format pdf --force --quiet --compression ${COMPRESSION:-default}"; }

# Word splitting of the options is meant.
# shellcheck disable=SC2046
if [ "${1:?"COMPARISON is missing"}" = many ]; then
    "$jiyao" $(export_to "$2" "$3")
    exec python3 -c '
import os, sys
for name in os.listdir(sys.argv[1]):
    if os.path.isdir(os.path.join(sys.argv[1], name)):
        os.rename(os.path.join(sys.argv[1], name, "minutes.pdf"), os.path.join(sys.argv[1], name + ".pdf"))' "$3"
fi

comparison=$1
shift
if [ "${1:-}" = --compression ]; then
    export COMPRESSION="$2"
    shift 2
fi
exec "$comparison/run.sh" --no-raster --ours "$jiyao $(export_to "{txt}" "{out}.folder")" \
    --ours-batch "$here/peers.sh many {txtdir} {outdir}" "$@"
