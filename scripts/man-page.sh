#!/bin/sh
# Prints the manual page of a built jiyao, made from what the program says of itself.
#
#   scripts/man-page.sh PATH/TO/jiyao > jiyao.1
set -eu
jiyao=$1
LC_ALL=C
export LC_ALL

# Text as troff wants it: no line a request, no character a command.
plain() { sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^[.']/\\\\\&&/"; }
shown() { printf '.nf\n'; "$jiyao" "$@" --help | plain; printf '.fi\n'; }

version=$("$jiyao" --version | sed 's/^jiyao //')
printf '%s\n' "'\\\" -*- coding: utf-8 -*-"
printf '.TH JIYAO 1 "" "jiyao %s" "Jiyao"\n' "$version"
printf '.SH NAME\njiyao \\- turns records of Chinese meetings into formal minutes\n'
printf '.SH SYNOPSIS\n.B jiyao\n.I verb\n.RI [ options ]\n'
printf '.SH DESCRIPTION\n'
shown
for verb in export render extract check verify 'fonts list' 'fonts check' 'templates list' 'templates show' \
    'inspect lines' 'inspect layout'; do
    printf '.SH "JIYAO %s"\n' "$(printf %s "$verb" | tr '[:lower:]' '[:upper:]')"
    # Two words are two arguments.
    # shellcheck disable=SC2086
    shown $verb
done
printf '.SH ENVIRONMENT\n.TP\n.B SOURCE_DATE_EPOCH\nseconds since 1970: what files say they were made at, unless \\-\\-date says it.\n'
printf '.TP\n.B LC_ALL, LC_MESSAGES, LANG\nmessages are Chinese where the first that is set begins with zh. Files never depend on it.\n'
printf '.SH FILES\n.I PREFIX/share/jiyao/templates, PREFIX/share/jiyao/Fonts\n'
