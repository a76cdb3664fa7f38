#!/usr/bin/env python3
"""Says where printed words come from, from a PDF of ours alone.

  scripts/where-from.py MINUTES.pdf WORDS [--source RECORD]

Finds the structure elements whose text holds WORDS and prints what their user properties say (docs/provenance.md). With
the source record, a text file in UTF-8, the words at those bytes are shown too, and its digest is compared.

An example of a reader that shares nothing with the writer; needs the Python package pikepdf.
"""
import argparse, hashlib, re, sys
from pathlib import Path

import pikepdf


def code_map(font):
    """Text by code, of a ToUnicode map with single codes and lists of texts for ranges."""
    texts = {}
    content = bytes(font.ToUnicode.read_bytes()).decode("ascii")
    decode = lambda digits: bytes.fromhex(digits).decode("utf-16-be", "replace")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", content, re.S):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            texts[int(code, 16)] = decode(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", content, re.S):
        for first, _, listed in re.findall(r"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", block, re.S):
            for offset, text in enumerate(re.findall(r"<(\w+)>", listed)):
                texts[int(first, 16) + offset] = decode(text)
    return texts


def page_texts(page):
    """Text by marked-content identifier."""
    fonts = {name: code_map(font) for name, font in page.Resources.get("/Font", {}).items()}
    found, marks, codes = {}, [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        operator = str(operator)
        if operator == "BDC":
            properties = operands[1] if isinstance(operands[1], pikepdf.Dictionary) else {}
            replaced = any(mark.get("replaced") for mark in marks) or "/ActualText" in properties
            owner = int(properties["/MCID"]) if "/MCID" in properties else next(
                (mark["owner"] for mark in reversed(marks)), None)
            if "/ActualText" in properties and owner is not None:
                found[owner] = found.get(owner, "") + str(properties["/ActualText"])
            marks.append({"owner": owner, "replaced": replaced})
        elif operator == "EMC":
            marks.pop()
        elif operator == "Tf":
            codes = fonts[str(operands[0])]
        elif operator == "TJ" and marks and marks[-1]["owner"] is not None and not marks[-1]["replaced"]:
            shown = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
            text = "".join(codes.get(shown[i] << 8 | shown[i + 1], "\ufffd") for i in range(0, len(shown), 2))
            found[marks[-1]["owner"]] = found.get(marks[-1]["owner"], "") + text
    return found


def elements(node, page=None):
    """Structure elements with their own content: (element, [(page object, identifier)])."""
    page = node.get("/Pg", page)
    kids = node.get("/K", [])
    own = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            own.append((page, int(kid)))
        elif kid.get("/Type") == "/MCR":
            own.append((kid.get("/Pg", page), int(kid.MCID)))
        else:
            yield from elements(kid, page)
    if own:
        yield node, own


def user_properties(element):
    attributes = element.get("/A", [])
    for owner in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if owner.get("/O") == "/UserProperties":
            return [(str(entry.N), str(entry.V)) for entry in owner.P]
    return []


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pdf")
    parser.add_argument("words")
    parser.add_argument("--source")
    options = parser.parse_args()
    file = pikepdf.open(options.pdf)
    source = Path(options.source).read_bytes() if options.source else None
    named = str(file.open_metadata().get("{urn:jiyao:record:1#}sourceSHA256", ""))
    if source is not None and hashlib.sha256(source).hexdigest() != named:
        print(f"{options.source} is not the record the minutes were made from: {named}", file=sys.stderr)
        return 1
    numbers = {page.objgen: number for number, page in enumerate(file.pages, 1)}
    texts = {page.objgen: page_texts(page) for page in file.pages}
    hits = 0
    for element, own in elements(file.Root.StructTreeRoot.K[0]):
        text = "".join(texts[page.objgen].get(mcid, "") for page, mcid in own)
        if options.words not in text:
            continue
        hits += 1
        print(f"{str(element.S)[1:]} on page {numbers[own[0][0].objgen]}: {text}")
        for name, value in user_properties(element):
            print(f"  {name}: {value}")
            for start, end in re.findall(r"(\d+)-(\d+)", value) if name == "source" and source else []:
                print(f"    {source[int(start):int(end)].decode('utf-8', 'replace')}")
    return hits == 0


sys.exit(main())
