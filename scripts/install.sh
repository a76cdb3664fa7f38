#!/bin/sh
# Builds the command and installs it with its templates, fonts, manual page and completions.
#
#   [PREFIX=/usr/local] [DESTDIR=] scripts/install.sh
#
# The command finds templates and fonts in PREFIX/share/jiyao from where it stands itself. Fonts that are here are copied;
# PREFIX/share/jiyao/Fonts/install.sh installs those that are not.
set -eu
cd "$(dirname -- "$0")/.."
prefix=${PREFIX:-/usr/local}
root=${DESTDIR:-}$prefix

swift build -c release --product jiyao --static-swift-stdlib
built=$(swift build -c release --product jiyao --static-swift-stdlib --show-bin-path)/jiyao

umask 022
mkdir -p "$root/bin" "$root/share/jiyao/Fonts" "$root/share/man/man1" "$root/share/bash-completion/completions" \
    "$root/share/zsh/site-functions" "$root/share/fish/vendor_completions.d"
install -m 755 "$built" "$root/bin/jiyao"
strip --strip-debug "$root/bin/jiyao"
rm -rf "$root/share/jiyao/templates"
cp -R templates "$root/share/jiyao/templates"
for file in Fonts/index.tsv Fonts/README.md Fonts/*.otf Fonts/*.ttf Fonts/*.ttc; do
    if [ -f "$file" ]; then install -m 644 "$file" "$root/share/jiyao/Fonts/"; fi
done
install -m 755 Fonts/install.sh "$root/share/jiyao/Fonts/install.sh"
if [ -d Data ]; then
    rm -rf "$root/share/jiyao/Data"
    cp -R Data "$root/share/jiyao/Data"
fi
scripts/man-page.sh "$root/bin/jiyao" >"$root/share/man/man1/jiyao.1"
"$root/bin/jiyao" --generate-completion-script bash >"$root/share/bash-completion/completions/jiyao"
"$root/bin/jiyao" --generate-completion-script zsh >"$root/share/zsh/site-functions/_jiyao"
"$root/bin/jiyao" --generate-completion-script fish >"$root/share/fish/vendor_completions.d/jiyao.fish"
echo "Installed in $root"
