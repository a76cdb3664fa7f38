#!/bin/sh
# Installs what is missing, builds the command and exports the example to output/.
set -eu
cd "$(dirname -- "$0")/.."

scripts/setup.sh
swift build -c release --product jiyao --static-swift-stdlib
jiyao=$(swift build -c release --product jiyao --static-swift-stdlib --show-bin-path)/jiyao
"$jiyao" export examples/qingan-congress.txt -o output
echo "Written:"
ls -l output/qingan-congress
