#!/bin/sh
# Puts the command beside other programs that make the same document, by a comparison's run.sh.
#
#   Benchmarks/SideBySide/peers.sh COMPARISON [--compression fast] [OPTION of run.sh, as --only pango,typst]…
#
# COMPARISON is the folder with run.sh; it starts the command with `one RECORD PDF` and `many RECORDS FOLDER`. BIN names the folder
# of the program, .build/release by default. run.sh counts pages and bytes of PDFs that lie side by side, and the command makes a
# folder for each record: `one` costs a shell and a link more than the command itself, some 2 ms; of `many` nothing shows in the
# difference of two lengths.
set -eu
here=$(cd "$(dirname -- "$0")" && pwd)
project=$(dirname -- "$(dirname -- "$here")")
jiyao=${BIN:-$project/.build/release}/jiyao
common="--format pdf --force --quiet --compression ${COMPRESSION:-default}"

# Word splitting of the options is meant.
# shellcheck disable=SC2086
case ${1:?"COMPARISON is missing"} in
    one)
        name=$(basename -- "$2")
        ln -sf "$3.folder/${name%.*}/minutes.pdf" "$3"
        exec "$jiyao" export "$2" -o "$3.folder" --fonts "$project/Fonts" $common
        ;;
    many)
        "$jiyao" export "$2" -o "$3" --fonts "$project/Fonts" $common
        exec python3 -c '
import os, sys
for name in os.listdir(sys.argv[1]):
    if os.path.isdir(os.path.join(sys.argv[1], name)):
        os.rename(os.path.join(sys.argv[1], name, "minutes.pdf"), os.path.join(sys.argv[1], name + ".pdf"))' "$3"
        ;;
esac

comparison=$1
shift
if [ "${1:-}" = --compression ]; then
    export COMPRESSION="$2"
    shift 2
fi
exec "$comparison/run.sh" --no-raster --ours "$here/peers.sh one {txt} {out}" --ours-batch "$here/peers.sh many {txtdir} {outdir}" "$@"
