#!/usr/bin/env python3
"""Checks Minutes JSON files against docs/minutes.schema.json (draft 2020-12).

  scripts/check-minutes-schema.py MINUTES.json…

Needs the package jsonschema (PyPI, or Debian's python3-jsonschema from 4.0 on). Prints one line for each mistake with its
JSON path; status 1 where there is one or the package is missing.
"""
import json
import pathlib
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit("the package jsonschema is not installed")

schema = json.loads((pathlib.Path(__file__).parent.parent / "docs/minutes.schema.json").read_text(encoding="utf-8"))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
mistakes = 0
for name in sys.argv[1:]:
    minutes = json.loads(pathlib.Path(name).read_text(encoding="utf-8"))
    for error in sorted(validator.iter_errors(minutes), key=lambda error: error.json_path):
        mistakes += 1
        print(f"{name}: {error.json_path}: {error.message[:200]}")
print(f"{len(sys.argv) - 1} files, {mistakes} mistakes")
sys.exit(1 if mistakes else 0)
