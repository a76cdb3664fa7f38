#!/bin/sh
# Runs the tests that reach HarfBuzz, FreeType, FriBidi, libpng and libdeflate under address and leak sanitizers.
#
# In a build folder of its own, since every target is compiled again. Installs what is missing.
set -eu
cd "$(dirname -- "$0")/.."

scripts/setup.sh --tests
LSAN_OPTIONS="suppressions=$PWD/scripts/leaks-of-others.supp:print_suppressions=0" \
    swift test --disable-xctest --sanitize=address --scratch-path .build-sanitized \
    --filter 'FontAccessTests|TextDirectionTests|PDFOutputTests|PNGOutputTests|TypesettingTests|PipelineTests'

# The readers of strangers' bytes, on inputs that are the same every time.
LSAN_OPTIONS="suppressions=$PWD/scripts/leaks-of-others.supp:print_suppressions=0" \
    swift run --sanitize=address --scratch-path .build-sanitized fuzz-readers all 0 2000
