#!/bin/sh
# Writes Sources/jiyao/Linking/functions.order: the functions that a process needs to export one record, for the linker to place together.
#
# Needs valgrind. A list that is out of date costs memory, nothing else.
set -eu
cd "$(dirname -- "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
swift build -c release --product jiyao --static-swift-stdlib
# valgrind cannot read Swift's debugging symbols.
strip --strip-debug -o "$work/jiyao" "$(swift build -c release --product jiyao --static-swift-stdlib --show-bin-path)/jiyao"
for example in examples/qingan-congress.txt examples/board-meeting.json; do
    valgrind --quiet --tool=callgrind --demangle=no --callgrind-out-file="$work/$(basename "$example").calls" \
        "$work/jiyao" export "$example" -o "$work/out" --format pdf --fonts Fonts --templates templates --quiet
done
for calls in "$work"/*.calls; do callgrind_annotate --threshold=100 "$calls"; done \
    | sed -n "s#^[^:]*:\([A-Za-z_\$][^ ']*\).* \[$work/jiyao\]\$#\1#p" | LC_ALL=C sort -u > "$work/functions"
[ "$(wc -l < "$work/functions")" -gt 1000 ] || { echo "error: too few functions were seen" >&2; exit 1; }
mv "$work/functions" Sources/jiyao/Linking/functions.order
