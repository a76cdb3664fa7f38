#!/usr/bin/env python3
"""Compares the text that other programs take out of our PDFs with the document's own text, page by page.

  scripts/compare-text.py JIYAO INPUT... [--template NAME]

The document's text is what `jiyao inspect layout` says, in reading order; blanks do not count, since every program puts
them by its own measure. Poppler's pdftotext and MuPDF's mutool are asked where they are installed, PDFium where the Python
package pypdfium2 is. Prints each page that differs, then a line for each program; ends with 1 where a page differs.
"""
import argparse, json, shutil, subprocess, sys, tempfile
from pathlib import Path


def squeezed(text):
    # A soft hyphen is a line's, the others stand for nothing.
    return "".join(c for c in text if not c.isspace() and c not in "\u00ad\u200b\ufeff\ufffe")


def poppler(path, pages):
    text = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], capture_output=True, check=True).stdout
    return text.decode().split("\f")[:pages]


def mupdf(path, pages):
    text = subprocess.run(["mutool", "draw", "-q", "-F", "txt", path], capture_output=True, check=True).stdout
    return text.decode().split("\f")[:pages]


def pdfium(path, pages):
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return [document[index].get_textpage().get_text_range() for index in range(pages)]


def readers():
    found = [(name, call) for name, call in (("pdftotext", poppler), ("mutool", mupdf)) if shutil.which(name)]
    try:
        import pypdfium2  # noqa: F401

        found.append(("pypdfium2", pdfium))
    except ImportError:
        print("pypdfium2 is not installed: skipped", file=sys.stderr)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("jiyao")
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--template", default="gbt9704-minutes")
    options = parser.parse_args()
    counts = {name: [0, 0] for name, _ in readers()}
    with tempfile.TemporaryDirectory() as folder:
        for number, source in enumerate(options.inputs):
            chosen = ["--template", options.template]
            layout = subprocess.run(
                [options.jiyao, "inspect", "layout", source, *chosen], capture_output=True, check=True)
            wanted = [
                squeezed("".join(item["text"] for item in page["items"] if item["kind"] == "text"))
                for page in json.loads(layout.stdout)["pages"]
            ]
            output = Path(folder) / str(number)
            subprocess.run(
                [options.jiyao, "export", source, "-o", output, "--format", "pdf", "--quiet", *chosen],
                capture_output=True, check=True)
            path = str(next(output.glob("*/minutes.pdf")))
            for name, read in readers():
                for page, (text, own) in enumerate(zip(read(path, len(wanted)), wanted), 1):
                    counts[name][0] += 1
                    if squeezed(text) == own:
                        continue
                    counts[name][1] += 1
                    pairs = zip(squeezed(text) + "\0", own + "\0")
                    place = next((i for i, pair in enumerate(pairs) if pair[0] != pair[1]), len(own))
                    print(f"{Path(source).name} page {page}, {name}: {squeezed(text)[place:place + 20]!r}, "
                          f"the document has {own[place:place + 20]!r}")
    for name, (pages, wrong) in counts.items():
        print(f"{name}: {pages - wrong} of {pages} pages have the document's text")
    return any(wrong for _, wrong in counts.values())


sys.exit(main())
