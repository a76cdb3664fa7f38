#!/bin/sh
# Installs what a build needs, and nothing that is there already: Debian's packages, then the fonts.
#
#   scripts/setup.sh [--tests | --service | --service-tests]
#     --tests: also the programs that the tests compare with
#     --service: also what the office service needs; --service-tests: and what its tests drive it with
#
# Asks for root (through sudo) only where a Debian package is missing. Swift itself must be on the PATH.
set -eu
cd "$(dirname -- "$0")/.."

fail() {
    printf 'setup: error: %s\n' "$1" >&2
    shift
    for hint; do printf '  hint: %s\n' "$hint" >&2; done
    exit 1
}

# What the Swift toolchain needs to compile, link and fetch packages; then the libraries of Jiyao.
packages='binutils ca-certificates git libc6-dev libcurl4 libgcc-12-dev libncurses6 libsqlite3-0 libstdc++-12-dev
    libxml2 make tzdata
    pkg-config libharfbuzz-dev libfreetype-dev libpng-dev libjpeg-dev libdeflate-dev libfribidi-dev libqpdf-dev libgumbo-dev
    libminizip-dev libyaml-dev nettle-dev'
if [ "${1:-}" = --tests ]; then packages="$packages poppler-utils qpdf mupdf-tools unicode-data python3-jsonschema
    python3-numpy python3-pil python3-pikepdf python3-fonttools"; fi

case ${1:-} in
    --service) packages="$packages libsqlite3-dev" ;;
    --service-tests) packages="$packages libsqlite3-dev poppler-utils chromium python3-venv" ;;
esac

command -v apt-get >/dev/null && command -v dpkg-query >/dev/null \
    || fail "this is no Debian system: apt-get is not there" "install by hand what Package.swift names as apt providers"

missing=
for package in $packages; do
    status=$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) || status=
    case $status in
        ii*) ;;
        *) missing="$missing $package" ;;
    esac
done

if [ -n "$missing" ]; then
    echo "setup: Debian packages to install:$missing"
    if [ "$(id -u)" = 0 ]; then
        root=
    elif command -v sudo >/dev/null; then
        root=sudo
    else
        fail "root is needed to install them, and there is no sudo" "as root: apt-get install$missing"
    fi
    # Word splitting of the list is meant.
    # shellcheck disable=SC2086
    $root apt-get -q=2 update \
        && $root env DEBIAN_FRONTEND=noninteractive \
            apt-get -q=2 install -y --no-install-recommends $missing </dev/null \
        || fail "apt-get could not install them" "apt's own message stands above"
fi

if [ "${1:-}" = --service-tests ] && [ ! -x Service/.build/python/bin/playwright ]; then
    python3 -m venv Service/.build/python
    Service/.build/python/bin/pip install --quiet --disable-pip-version-check \
        playwright==1.65.2 axe-playwright-python==0.1.8 schemathesis==4.32.5
fi

version=$(swift --version 2>/dev/null) || fail "Swift is not on the PATH" \
    "install the Swift 6.3 toolchain from swift.org and add its usr/bin to PATH"
number=$(printf '%s\n' "$version" | sed -n 's/.*Swift version \([0-9][0-9]*\)\.\([0-9][0-9]*\).*/\1 \2/p')
# shellcheck disable=SC2086
set -- $number
if [ "${1:-0}" -lt 6 ] || { [ "$1" = 6 ] && [ "${2:-0}" -lt 3 ]; }; then
    fail "Swift 6.3 or later is needed, and the PATH has ${1:-?}.${2:-?}" "install it from swift.org"
fi

Fonts/install.sh
