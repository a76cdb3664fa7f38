#!/usr/bin/env python3
"""Reads our PDFs with code that shares nothing with the writer or with `jiyao check`, and compares what belongs together.

  scripts/second-reading.py MINUTES.pdf... [--fonts FOLDER]

- structure: each marked-content identifier of each page has one element, the parent tree names that element, and no other;
- text: each code shown has a text by ToUnicode or by ActualText around it;
- widths: /W, the advance in the embedded program and the advance in the face agree within 1/1000 of a unit;
- outlines: each glyph shown is drawn, point by point, as the face draws the character it stands for, or one of the glyphs
  its GSUB table puts in place of that;
- user properties: ascending ranges inside the record's text, known names only.

Prints a line for each file and each fault; ends with 1 where there is a fault. Needs pikepdf and fontTools.
"""
import argparse, csv, io, re, sys
from pathlib import Path

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont


def as_list(value):
    return list(value) if isinstance(value, pikepdf.Array) else [] if value is None else [value]


def code_map(font):
    """Text by code."""
    texts = {}
    content = bytes(font.ToUnicode.read_bytes()).decode("ascii")
    decode = lambda digits: bytes.fromhex(digits).decode("utf-16-be")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", content, re.S):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            texts[int(code, 16)] = decode(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", content, re.S):
        for first, last, listed in re.findall(r"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", block, re.S):
            found = re.findall(r"<(\w+)>", listed)
            assert len(found) == int(last, 16) - int(first, 16) + 1, "a range of ToUnicode has another length than its list"
            for offset, text in enumerate(found):
                texts[int(first, 16) + offset] = decode(text)
    return texts


class Face:
    """A face of the index, opened once."""

    def __init__(self, path, number):
        self.font = TTFont(path, fontNumber=number, lazy=True)
        self.glyphs = self.font.getGlyphSet()
        self.characters = self.font.getBestCmap()
        self.units = self.font["head"].unitsPerEm
        self.substitutes = {}
        table = self.font.get("GSUB")
        for lookup in table.table.LookupList.Lookup if table and table.table.LookupList else []:
            for part in lookup.SubTable:
                part = getattr(part, "ExtSubTable", part)
                for one, other in getattr(part, "mapping", {}).items():
                    self.substitutes.setdefault(one, set()).update([other] if isinstance(other, str) else other)
                for one, others in getattr(part, "alternates", {}).items():
                    self.substitutes.setdefault(one, set()).update(others)

    def drawings(self, character):
        """Outline and advance of what the character may be drawn with."""
        names, found = [self.characters.get(ord(character))], set()
        while names:
            name = names.pop()
            if name is None or name in found:
                continue
            found.add(name)
            names += self.substitutes.get(name, [])
        return [(drawing(self.glyphs, name), self.glyphs[name].width * 1000 / self.units) for name in sorted(found)]


def drawing(glyphs, name):
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return pen.value


class Embedded:
    """A composite font of the file: text, width, outline by code."""

    def __init__(self, font):
        self.texts = code_map(font)
        descendant = font.DescendantFonts[0]
        self.default = float(descendant.get("/DW", 1000))
        self.widths, listed = {}, as_list(descendant.get("/W"))
        for first, run in zip(listed[::2], listed[1::2]):
            for offset, width in enumerate(run):
                self.widths[int(first) + offset] = float(width)
        descriptor = descendant.FontDescriptor
        self.name = str(descriptor.FontName)[8:]
        if "/FontFile3" in descriptor:
            fonts = CFFFontSet()
            fonts.decompile(io.BytesIO(bytes(descriptor.FontFile3.read_bytes())), None)
            top = fonts[0]
            self.units = round(1 / getattr(top, "FontMatrix", [0.001])[0])
            outlines = top.CharStrings
            self.outlines = {int(name[3:]): outlines[name] for name in outlines.keys() if name != ".notdef"}
            self.glyphs = None
        else:
            program = TTFont(io.BytesIO(bytes(descriptor.FontFile2.read_bytes())))
            self.units = program["head"].unitsPerEm
            self.glyphs, self.order = program.getGlyphSet(), program.getGlyphOrder()

    def draw(self, code):
        """Outline and advance in thousandths of the em; nil where the program has no such glyph."""
        if self.glyphs:
            name = self.order[code]
            return drawing(self.glyphs, name), self.glyphs[name].width * 1000 / self.units
        pen = DecomposingRecordingPen({})
        outline = self.outlines[code]
        outline.draw(pen)
        return pen.value, outline.width * 1000 / self.units


def read_page(page, fonts, fault):
    """Identifiers in the order of the content; (font, code, whether a mark gives the text) of all that is shown."""
    identifiers, shown, marks, font = [], set(), [], None
    for operands, operator in pikepdf.parse_content_stream(page):
        operator = str(operator)
        if operator in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
            if "/MCID" in properties:
                identifiers.append(int(properties["/MCID"]))
            tagged = "/MCID" in properties or str(operands[0]) == "/Artifact"
            marks.append((tagged, "/ActualText" in properties))
        elif operator == "EMC":
            marks.pop()
        elif operator == "Tf":
            font = fonts[page.Resources.Font[str(operands[0])].objgen]
        elif operator in ("TJ", "Tj"):
            if not any(tagged for tagged, _ in marks):
                fault("text stands outside marks")
            for part in as_list(operands[0]):
                if isinstance(part, pikepdf.String):
                    codes = bytes(part)
                    for place in range(0, len(codes), 2):
                        shown.add((font, codes[place] << 8 | codes[place + 1], any(given for _, given in marks)))
    if sorted(identifiers) != list(range(len(identifiers))):
        fault("identifiers are not 0, 1, 2 …, each once")
    return identifiers, shown


def check_structure(file, pages, fault):
    """Walks the tree and compares it with the parent tree and the pages."""
    root = file.Root.StructTreeRoot
    parents = {}
    for number, owners in zip(*[iter(as_list(root.ParentTree.get("/Nums")))] * 2):
        parents[int(number)] = [owner.objgen for owner in owners]
    owned = {}
    size = file.open_metadata().get("{urn:jiyao:record:1#}sourceTextBytes")

    def walk(element, page, parent):
        page = element.get("/Pg", page)
        if element.P.objgen != parent:
            fault(f"element {element.objgen[0]} does not name its parent")
        for kid in as_list(element.get("/K")):
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                place, identifier = (page, int(kid)) if isinstance(kid, int) else (kid.get("/Pg", page), int(kid.MCID))
                if owned.setdefault((place.objgen, identifier), element.objgen) != element.objgen:
                    fault(f"identifier {identifier} belongs to two elements")
            else:
                walk(kid, page, element.objgen)
        check_origin(element, size, fault)

    for kid in as_list(root.K):
        walk(kid, None, root.objgen)
    count = 0
    for page, identifiers in pages:
        listed = parents.get(int(page.obj.get("/StructParents", -1)), [])
        if len(listed) != len(identifiers):
            fault("the parent tree has another number of entries than the page has identifiers")
        for identifier, owner in enumerate(listed):
            count += 1
            if owned.pop((page.obj.objgen, identifier), None) != owner:
                fault(f"the parent tree names another element for identifier {identifier}")
    if owned:
        fault(f"{len(owned)} identifiers of the tree stand on no page")
    return count


def check_origin(element, size, fault):
    for owner in as_list(element.get("/A")):
        if owner.get("/O") != "/UserProperties":
            continue
        for entry in owner.P:
            if str(entry.N) not in ("source", "rule", "derived", "written"):
                fault(f"a user property is named {entry.N}")
            if str(entry.N) == "source":
                ends = [int(end) for pair in str(entry.V).split() for end in pair.split("-")]
                if ends != sorted(set(ends)) or size is not None and ends[-1] > int(size):
                    fault(f"ranges are not ascending or leave the text: {entry.V}")


def check_glyphs(shown, faces, fault):
    outlines = 0
    for font, code, given in sorted(shown, key=lambda entry: (entry[0].name, entry[1], entry[2])):
        text = font.texts.get(code)
        if text is None and not given:
            fault(f"{font.name}: code {code} has no text")
        outline, advance = font.draw(code)
        width = font.widths.get(code, font.default)
        if abs(width - advance) > 0.001:
            fault(f"{font.name}: code {code} is {width} wide by /W, {advance} by the program")
        face = faces(font.name)
        if face is None or text is None or len(text) != 1:
            continue
        outlines += 1
        if not any(outline == other and abs(width - wide) <= 0.001 for other, wide in face.drawings(text)):
            fault(f"{font.name}: {text} (U+{ord(text):04X}, code {code}) is drawn otherwise than by the face")
    return outlines


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pdf", nargs="+")
    parser.add_argument("--fonts", default=str(Path(__file__).resolve().parent.parent / "Fonts"))
    options = parser.parse_args()
    opened, places, faults = {}, {}, []
    with open(Path(options.fonts) / "index.tsv", encoding="utf-8") as index:
        for row in csv.DictReader((line for line in index if not line.startswith("#")), delimiter="\t"):
            place = (str(Path(options.fonts) / row["file"]), int(row["face"]))
            with TTFont(place[0], fontNumber=place[1], lazy=True) as font:
                places[font["name"].getDebugName(6)] = place

    def faces(name):
        if name not in opened:
            opened[name] = Face(*places[name]) if name in places else None
            if opened[name] is None:
                faults.append(print(f"no face of the index is called {name}"))
        return opened[name]

    for path in options.pdf:
        fault = lambda message: faults.append(print(f"{path}: {message}"))
        with pikepdf.open(path) as file:
            fonts = {
                font.objgen: Embedded(font) for font in file.objects
                if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/Type0"}
            pages, shown = [], set()
            for page in file.pages:
                identifiers, more = read_page(page, fonts, fault)
                pages.append((page, identifiers))
                shown |= more
            count = check_structure(file, pages, fault)
            outlines = check_glyphs(shown, faces, fault)
            print(f"{path}: {len(pages)} pages, {count} identifiers, {len(fonts)} fonts, {outlines} glyphs as in their faces")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
