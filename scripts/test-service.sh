#!/bin/sh
# Builds the office service and runs its tests: in the package, then in a browser, then what its description promises, then load and death.
set -eu
cd "$(dirname -- "$0")/.."

scripts/setup.sh --service-tests
swift format lint --strict --recursive Service/Package.swift Service/Sources Service/Tests
swift test --package-path Service -c release --disable-xctest --disable-testable-imports
server=$(swift build --package-path Service -c release --show-bin-path)/jiyao-server
swift build --package-path Service -c release --product jiyao-server

tools=$PWD/Service/.build/python/bin
"$tools/python" Service/Tests/Outside/walk.py "$server"
Service/Tests/Outside/describe.sh "$server" "$tools/schemathesis"
"$tools/python" Service/Tests/Outside/attack.py "$server"
