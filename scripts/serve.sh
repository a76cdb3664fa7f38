#!/bin/sh
# Installs what is missing, builds the office service and starts it; arguments are its settings: scripts/serve.sh --port 8090
set -eu
cd "$(dirname -- "$0")/.."

scripts/setup.sh --service
swift build --package-path Service -c release --product jiyao-server
exec "$(swift build --package-path Service -c release --show-bin-path)/jiyao-server" "$@"
