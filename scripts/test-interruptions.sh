#!/usr/bin/env bash
# Kills batches with SIGKILL at random moments and fills the disk under them; after the same command has gone on to its end,
# every file must be that of an undisturbed run, with nothing left over.
#
#   scripts/test-interruptions.sh [KILLS [RECORDS [FULL [FORMATS]]]]     default 8 80 2 json,pdf; the long form is 200 2000 20
#
# BIN names a folder with programs that are built; without it they are built first.
# The full disk is a tmpfs and needs root; without it that part is left out, with a message.
set -euo pipefail
cd "$(dirname -- "${BASH_SOURCE[0]}")/.."
kills=${1:-8} records=${2:-80} full=${3:-2} formats=${4:-json,pdf}
RANDOM=4711

if [ -z "${BIN:-}" ]; then
    build=(swift build -c release --static-swift-stdlib)
    for product in jiyao batch-benchmark; do "${build[@]}" --product "$product" >/dev/null; done
    BIN=$("${build[@]}" --show-bin-path)
fi
bin=$BIN
jiyao=$bin/jiyao
work=$(mktemp -d)
disk=
trap '[ -z "$disk" ] || umount "$disk"; rm -rf "$work"' EXIT

fail() { echo "error: $1" >&2; exit 1; }
"$bin/batch-benchmark" generate "$records" 11 >"$work/in.jsonl"
export_to() { "$jiyao" export "$work/in.jsonl" -o "$1" --format "$formats" --quiet >/dev/null 2>>"$work/messages"; }
# Digest of all names and bytes that are not hidden.
digest() { (cd "$1" && find . -type f ! -path './.*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum); }
compare() {
    [ "$(digest "$1")" = "$expected" ] || fail "$1 differs from an undisturbed run"
    strays=$(find "$1" -mindepth 1 -name '.*' ! -name .jiyao-journal.jsonl)
    [ -z "$strays" ] || fail "left over: $strays"
    "$jiyao" verify "$1" --quiet || fail "verify finds problems in $1"
}

begin=$(date +%s%N)
export_to "$work/reference"
milliseconds=$((($(date +%s%N) - begin) / 1000000))
expected=$(digest "$work/reference")
[ "$(find "$work/reference" -mindepth 1 -maxdepth 1 -type d | wc -l)" = "$records" ] || fail "the reference is not complete"
echo "$records records in $milliseconds ms"

killed=0 rounds=0
while [ "$killed" -lt "$kills" ]; do
    "$jiyao" export "$work/in.jsonl" -o "$work/out" --format "$formats" --quiet >/dev/null 2>>"$work/messages" &
    process=$!
    wait_for=$(((RANDOM * 32768 + RANDOM) % (milliseconds + 1)))
    sleep "$((wait_for / 1000)).$(printf %03d $((wait_for % 1000)))"
    if kill -9 "$process" 2>/dev/null; then killed=$((killed + 1)); fi
    status=0
    wait "$process" 2>/dev/null || status=$?
    # A round that came to its end is judged, and another one begun.
    if [ "$status" = 0 ]; then
        compare "$work/out"
        rm -rf "$work/out"
        rounds=$((rounds + 1))
    fi
done
export_to "$work/out"
compare "$work/out"
echo "killed $killed times, $((rounds + 1)) batches whole: the same bytes, nothing left over"

if [ "$full" -gt 0 ]; then
    mkdir "$work/disk"
    if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=64k tmpfs "$work/disk" 2>/dev/null; then
        disk=$work/disk
        kilobytes=$(du -sk "$work/reference" | cut -f1)
        for ((i = 0; i < full; i++)); do
            mount -o "remount,size=$((64 + (RANDOM * 32768 + RANDOM) % kilobytes))k" "$disk"
            status=0
            export_to "$disk/out" || status=$?
            [ "$status" = 4 ] || [ "$status" = 0 ] || fail "a full disk ended with $status"
            mount -o "remount,size=$((kilobytes * 2 + 4096))k" "$disk"
            export_to "$disk/out" || fail "the batch did not go on"
            compare "$disk/out"
            rm -rf "$disk/out"
        done
        echo "disk full $full times: the same bytes, nothing left over"
    else
        echo "no tmpfs can be mounted here: the full disk is left out"
    fi
fi
