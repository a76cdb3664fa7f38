#!/usr/bin/env python3
"""Writes Sources/LineRules/LineBreakData.swift from the Unicode Character Database.

usage: scripts/generate-line-break-table.py [FOLDER]     # Debian's package unicode-data: /usr/share/unicode

The output holds one run-length string over U+0000-U+10FFFF and the table of the values it names.
"""
import pathlib
import re
import sys

LIMIT = 0x110000
folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
project = pathlib.Path(__file__).resolve().parent.parent


def rows(name):
    """(first, last, value) of a data file, its @missing lines first, as UAX #44 4.2.10 asks."""
    missing, stated = [], []
    for line in (folder / name).read_text(encoding="utf-8").splitlines():
        found = re.match(r"(# @missing: )?([0-9A-F]{4,6})(?:\.\.([0-9A-F]{4,6}))?\s*;\s*([\w]+)", line)
        if found:
            first = int(found[2], 16)
            last = int(found[3], 16) if found[3] else first
            (missing if found[1] else stated).append((first, last, found[4]))
    return missing + stated


def column(name, default):
    values = [default] * LIMIT
    for first, last, value in rows(name):
        values[first : last + 1] = [value] * (last + 1 - first)
    return values


line_break = column("extracted/DerivedLineBreak.txt", "XX")
width = column("extracted/DerivedEastAsianWidth.txt", "N")
category = column("extracted/DerivedGeneralCategory.txt", "Cn")
cluster = column("auxiliary/GraphemeBreakProperty.txt", "Other")
pictographic = [False] * LIMIT
for first, last, value in rows("emoji/emoji-data.txt"):
    if value == "Extended_Pictographic":
        pictographic[first : last + 1] = [True] * (last + 1 - first)

# "Unassigned" by @missing stands under its long name in one file and its short one in the other.
LONG = {"Unknown": "XX", "Ideographic": "ID", "Prefix_Numeric": "PR", "Neutral": "N", "Wide": "W", "Ambiguous": "A",
        "Unassigned": "Cn"}

def value(scalar):
    """LB1 settles what depends on the general category alone; AI and CJ stay for the tailorings."""
    kind = LONG.get(line_break[scalar], line_break[scalar])
    gc = LONG.get(category[scalar], category[scalar])
    if kind == "SA":
        kind = "CM" if gc in ("Mn", "Mc") else "AL"
    if kind in ("SG", "XX"):
        kind = "AL"
    traits = []
    ea = LONG.get(width[scalar], width[scalar])
    traits += {"W": ["wide"], "F": ["wide"], "H": ["halfwidth"], "A": ["ambiguous"]}.get(ea, [])
    if pictographic[scalar] and gc == "Cn":
        traits.append("unassignedPictograph")
    if kind == "QU" and gc == "Pi":
        traits.append("initialQuotation")
    if kind == "QU" and gc == "Pf":
        traits.append("finalQuotation")
    if gc in ("Mn", "Me", "Cf", "Cc") and scalar != 0xAD:
        traits.append("zeroWidth")
    # What a later version assigns may join; the standard library's version decides.
    later = gc == "Cn" and kind != "ID"
    if cluster[scalar] not in ("Other", "Control", "CR", "LF") or pictographic[scalar] or later:
        traits.append("joinsCluster")
    return kind, tuple(traits)


def code(number):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return letters[number // 52] + letters[number % 52]


def name(kind):
    """Unicode's short names in Swift's case; `in` is a keyword."""
    return "`in`" if kind == "IN" else kind.lower()


runs = []
for scalar in range(LIMIT):
    item = value(scalar)
    if runs and runs[-1][1] == item:
        runs[-1][0] += 1
    else:
        runs.append([1, item])
values = sorted({item for _, item in runs})
text = "".join((str(count) if count > 1 else "") + code(values.index(item)) for count, item in runs)
version = re.search(r"LineBreak-([\d.]+)\.txt", (folder / "LineBreak.txt").read_text(encoding="utf-8"))[1]

out = [
    "// Made by scripts/generate-line-break-table.py from the Unicode Character Database; not edited by hand.",
    "// (c) Unicode, Inc., Unicode License v3.",
    "",
    "enum LineBreakData {",
    "    /// Of LineBreak.txt, EastAsianWidth.txt, GraphemeBreakProperty.txt, emoji-data.txt, DerivedGeneralCategory.txt.",
    '    static let unicodeVersion = "%s"' % version,
    "",
    "    /// What the letters of `runs` mean: AA, AB … Az, BA …",
    "    static let values: [ScalarBreakTraits] = [",
]
for kind, traits in values:
    rest = ", [%s]" % ", ".join("." + t for t in traits) if traits else ""
    out.append("        ScalarBreakTraits(.%s%s)," % (name(kind), rest))
out += [
    "    ]",
    "",
    "    /// All scalars from U+0000 on: how many in a row (1 is left out), then two letters for their value.",
    "    static let runs: StaticString = \"\"\"",
]
for at in range(0, len(text), 110):
    last = at + 110 >= len(text)
    out.append("        " + text[at : at + 110] + ("" if last else "\\"))
out += ['        """', "}", ""]
(project / "Sources/LineRules/LineBreakData.swift").write_text("\n".join(out), encoding="utf-8")
print("%d runs, %d values, Unicode %s" % (len(runs), len(values), version))
