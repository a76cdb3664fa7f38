#!/bin/sh
# Installs what is missing, checks the layout of the code and runs all tests.
set -eu
cd "$(dirname -- "$0")/.."

scripts/setup.sh --tests
swift format lint --strict --recursive Package.swift Sources Tests
swift test --disable-xctest
