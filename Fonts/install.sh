#!/bin/sh
# Gets exactly the font files that index.tsv names out of Debian's packages, verifies them and puts them beside it.
#
#   Fonts/install.sh [FOLDER]      FOLDER: a font folder with an index.tsv; this script's own by default
#
# Needs a Debian with apt and nothing else; neither root nor an installed package. Nothing is installed on the system:
# packages are downloaded to a temporary folder and only the files of the index are taken out of them.
# When every file is there and right it downloads nothing. Exit status: 0 all files are there and verified; 1 otherwise.
set -eu
LC_ALL=C
export LC_ALL
tab=$(printf '\t')

folder=${1:-$(dirname -- "$0")}
index=$folder/index.tsv

fail() {
    printf 'Fonts/install.sh: error: %s\n' "$1" >&2
    shift
    for hint; do printf '  hint: %s\n' "$hint" >&2; done
    exit 1
}

[ -r "$index" ] || fail "no index at $index"
for command in awk sha256sum mktemp sort; do
    command -v "$command" >/dev/null || fail "the command $command is not there"
done

# file, digest and package of every file, each once, for lines that are no comment and not the head.
files=$(awk -F '\t' '/^#/ || /^$/ { next } !head { head = 1; next } !seen[$4]++ { print $4 "\t" $6 "\t" $8 }' "$index")
[ -n "$files" ] || fail "no face in $index"

is_right() { # path digest
    [ -f "$1" ] && [ "$(sha256sum <"$1" | cut -d ' ' -f 1)" = "$2" ]
}

wanted=$(printf '%s\n' "$files" | while IFS=$tab read -r file digest package; do
    is_right "$folder/$file" "$digest" || printf '%s\t%s\t%s\n' "$file" "$digest" "$package"
done)
count=$(printf '%s\n' "$files" | wc -l)
if [ -z "$wanted" ]; then
    echo "Fonts: all $count files are there and right."
    exit 0
fi

by_hand=$(printf '%s\n' "$wanted" | awk -F '\t' '$3 == "-" { print $1 }')
if [ -n "$by_hand" ]; then
    fail "not there, or with another digest than the index says: $(printf '%s\n' "$by_hand" | paste -s -d ,)" \
        "no package holds these files: place them in $folder, or correct the index"
fi
for command in apt-get dpkg-deb tar; do
    command -v "$command" >/dev/null || fail "the command $command is not there" "this script needs Debian's apt"
done

work=$(mktemp -d)
trap 'rm -rf "$work" "$folder"/.incoming.$$.*' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/packages"

# As root, apt would drop to a user who cannot write to the temporary folder.
if [ "$(id -u)" = 0 ]; then sandbox='-o APT::Sandbox::User=root'; else sandbox=; fi
# Lists of our own, so that nobody needs root to bring old ones up to date.
own="-o Dir::State::lists=$work/lists -o Dir::Cache=$work/cache"

download() { # package, further options
    # Word splitting of the options is meant.
    # shellcheck disable=SC2086
    (cd "$work/packages" && apt-get -q=2 $sandbox $2 download "$1")
}

update_done=
for package in $(printf '%s\n' "$wanted" | awk -F '\t' '{ print $3 }' | sort -u); do
    echo "Fonts: downloading $package"
    if [ -n "$update_done" ] || ! download "$package" '' >"$work/log" 2>&1; then
        if [ -z "$update_done" ]; then
            # shellcheck disable=SC2086
            apt-get -q=2 $sandbox $own update >"$work/log" 2>&1 || {
                cat "$work/log" >&2
                fail "apt cannot read its package lists" "check the network and apt's sources, then run it again"
            }
            update_done=yes
        fi
        download "$package" "$own" >"$work/log" 2>&1 || {
            cat "$work/log" >&2
            fail "the package $package cannot be downloaded" \
                "it is in Debian's section main; check apt's sources, then run it again"
        }
    fi
    deb=$(ls "$work/packages/$package"_*.deb)
    mkdir "$work/files"
    printf '%s\n' "$wanted" | awk -F '\t' -v package="$package" '$3 == package { print "*/" $1 }' >"$work/names"
    # The digests below tell whether this went well.
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$work/files" --wildcards -T "$work/names" || true
    rm -f "$deb"
    printf '%s\n' "$wanted" | while IFS=$tab read -r file digest from; do
        [ "$from" = "$package" ] || continue
        found=$(find "$work/files" -name "$file" -type f | head -n 1)
        [ -n "$found" ] || fail "$package does not hold $file" "the index is for Debian 12 (bookworm)"
        is_right "$found" "$digest" || fail "$file in $package has another SHA-256 than the index says" \
            "the index is for Debian 12 (bookworm)"
        # The name appears only when the file is complete.
        cp "$found" "$folder/.incoming.$$.$file"
        chmod 644 "$folder/.incoming.$$.$file"
        mv -f "$folder/.incoming.$$.$file" "$folder/$file"
    done
    rm -rf "$work/files"
done

printf '%s\n' "$files" | while IFS=$tab read -r file digest package; do
    is_right "$folder/$file" "$digest" || fail "$folder/$file is not what the index says after installing"
done
echo "Fonts: $count files installed and verified."
