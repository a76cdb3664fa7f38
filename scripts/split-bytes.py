#!/usr/bin/env python3
"""Says what the bytes of PDFs are for, compressed as they stand in the file.

  scripts/split-bytes.py FILE.pdf...

Objects in object streams (structure, dictionaries of fonts and pages) are counted together. Needs pikepdf.
"""
import re, sys
from pathlib import Path

import pikepdf


def split(path):
    data = Path(path).read_bytes()
    parts = dict.fromkeys(["outlines", "ToUnicode", "content", "pictures", "XMP", "profiles", "object streams"], 0)

    def add(part, stream):
        parts[part] += len(stream.read_raw_bytes())

    with pikepdf.open(path) as file:
        for entry in file.objects:
            if not isinstance(entry, (pikepdf.Dictionary, pikepdf.Stream)):
                continue
            if entry.get("/Type") == "/FontDescriptor":
                add("outlines", entry.get("/FontFile3") or entry.FontFile2)
            elif entry.get("/Subtype") == "/Type0":
                add("ToUnicode", entry.ToUnicode)
            elif entry.get("/Subtype") == "/Image":
                add("pictures", entry)
        for page in file.pages:
            add("content", page.obj.Contents)
        add("XMP", file.Root.Metadata)
        for intent in file.Root.OutputIntents:
            add("profiles", intent.DestOutputProfile)
    parts["object streams"] = sum(
        int(length) for length in re.findall(rb"<</Type/ObjStm[^>]*?/Length (\d+)>>", data))
    parts["all else"] = len(data) - sum(parts.values())
    return len(data), parts


for path in sys.argv[1:]:
    size, parts = split(path)
    print(f"{path}: {size}")
    for part, count in parts.items():
        if count:
            print(f"  {part:<16}{count:>9}{100 * count / size:>7.1f} %")
