#!/bin/sh
# Installs the command into a folder of its own and works with it from there as an office would: from elsewhere, without the
# project's folder, under every condition that must not reach a byte, and with Control-C on a terminal.
set -eu
cd "$(dirname -- "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PREFIX=/usr/local DESTDIR="$work/root" scripts/install.sh
prefix=$work/root/usr/local
for file in bin/jiyao share/man/man1/jiyao.1 share/jiyao/Fonts/index.tsv share/jiyao/Fonts/install.sh \
    share/jiyao/templates/gbt9704-minutes/template.yaml share/bash-completion/completions/jiyao \
    share/zsh/site-functions/_jiyao share/fish/vendor_completions.d/jiyao.fish; do
    [ -s "$prefix/$file" ] || { echo "error: $file is not installed, or empty" >&2; exit 1; }
done
bash -n "$prefix/share/bash-completion/completions/jiyao"
cp -R examples "$work/examples"
python3 scripts/test-conditions.py "$prefix/bin/jiyao" "$work/examples"
