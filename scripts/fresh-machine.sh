#!/usr/bin/env bash
# Proves the README on a machine where nothing is installed: makes a minimal Debian 12 root, mounts the Swift toolchain
# into it read-only, clones the project there and runs `make demo` and `make test` inside.
#
#   sudo scripts/fresh-machine.sh --toolchain DIR [--mount DIR]… [--gitconfig FILE] [--root DIR] [--keep] [COMMAND…]
#
#   --toolchain DIR    the unpacked Swift toolchain (holds usr/bin/swift)
#   --mount DIR        a folder the root sees read-only at the same path (a mirror of Swift packages); may be repeated
#   --gitconfig FILE   git's system configuration inside (for `insteadOf` to such a mirror)
#   --root DIR         where the root is made; an existing one is used again. Default: a temporary folder
#   --keep             leaves the root there
#   COMMAND            run in the clone instead of the two commands of the README, as one shell line each
#
# Needs root, debootstrap and unshare. The mirror is the one that this machine's apt uses.
set -euo pipefail
project=$(cd "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

usage() { sed -n '2,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; }
fail() { printf 'fresh-machine: error: %s\n' "$1" >&2; exit 1; }

toolchain='' gitconfig='' root='' keep='' mounts=() commands=()
while [ $# -gt 0 ]; do
    case $1 in
        --toolchain) toolchain=$(realpath -- "$2"); shift 2 ;;
        --mount) mounts+=("$(realpath -- "$2")"); shift 2 ;;
        --gitconfig) gitconfig=$(realpath -- "$2"); shift 2 ;;
        --root) mkdir -p -- "$2"; root=$(realpath -- "$2"); shift 2 ;;
        --keep) keep=yes; shift ;;
        --help) usage; exit ;;
        -*) usage >&2; fail "unknown option $1" ;;
        *) commands+=("$1"); shift ;;
    esac
done
[ -x "$toolchain/usr/bin/swift" ] || fail "--toolchain must name a folder with usr/bin/swift"
[ "$(id -u)" = 0 ] || fail "root is needed"
[ ${#commands[@]} -gt 0 ] || commands=('make demo' 'make test')

# Mounts made from here on are seen by this process only and end with it.
if [ "${FRESH_MACHINE_INSIDE:-}" != yes ]; then
    again=(--toolchain "$toolchain")
    for folder in "${mounts[@]}"; do again+=(--mount "$folder"); done
    [ -z "$gitconfig" ] || again+=(--gitconfig "$gitconfig")
    if [ -z "$root" ]; then root=$(mktemp -d); else keep=yes; fi
    status=0
    FRESH_MACHINE_INSIDE=yes unshare --mount --propagation private \
        "${BASH_SOURCE[0]}" "${again[@]}" --root "$root" "${commands[@]}" || status=$?
    # Outside the unshared space nothing is mounted in the root any more, so this removes the root alone.
    [ -n "$keep" ] || rm -rf --one-file-system -- "$root"
    exit "$status"
fi

if [ ! -x "$root/usr/bin/apt-get" ]; then
    # The first archive of Debian itself among apt's sources; debootstrap's default where there is none.
    mirror=$(apt-get indextargets --format '$(CREATED_BY) $(ORIGIN) $(CODENAME) $(REPO_URI)' 2>/dev/null \
        | awk '$1 == "Packages" && $2 == "Debian" && $3 == "bookworm" { print $4; exit }')
    debootstrap --variant=minbase bookworm "$root" ${mirror:+"$mirror"}
fi

mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
for folder in "$toolchain" "${mounts[@]}"; do
    mkdir -p "$root$folder"
    mount --bind "$folder" "$root$folder"
    mount -o remount,ro,bind "$root$folder"
done
[ -z "$gitconfig" ] || cp "$gitconfig" "$root/etc/gitconfig"
cp --dereference /etc/resolv.conf "$root/etc/resolv.conf"

inside() {
    env -i HOME=/root TERM=dumb LANG=C.UTF-8 \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:"$toolchain/usr/bin" \
        chroot "$root" /bin/bash -c "$1"
}

# What a newcomer must bring: git for the clone, make for the commands.
inside 'apt-get -q=2 update && DEBIAN_FRONTEND=noninteractive apt-get -q=2 install -y --no-install-recommends \
    git make ca-certificates >/dev/null'

# The clone comes through a bundle of the commit checked out here: nothing uncommitted, nothing built.
git -c safe.directory='*' -C "$project" bundle create -q "$root/srv/jiyao.bundle" HEAD
inside 'rm -rf /srv/jiyao && git clone -q /srv/jiyao.bundle /srv/jiyao'

for command in "${commands[@]}"; do
    printf '\n== %s\n' "$command"
    started=$SECONDS
    inside "cd /srv/jiyao && $command" </dev/null
    printf '== %s: passed, %d s\n' "$command" $((SECONDS - started))
done
