#!/usr/bin/env python3
"""Compares how other programs draw our PDFs with each other and with our own page images.

  scripts/compare-renderings.py JIYAO INPUT... [--template NAME]... [--dpi 150]

Poppler's pdftoppm and MuPDF's mutool draw each page where they are installed, PDFium where the Python package pypdfium2
is, and `jiyao export --format png` draws it without a PDF. Programs smooth edges each in its own way, so that pixels are
not compared but how dark small squares are (a third of a body character wide): a glyph that is missing, another one or in
another place changes several of them by far more than smoothing does. Prints each page on which two programs differ, then
the largest difference of each pair in hundredths of black; ends with 1 where a page differs. That it can fail is tried at
the end: pages moved by a millimetre must differ.

Needs python3-numpy and python3-pil.
"""
import argparse, shutil, subprocess, sys, tempfile
from itertools import combinations
from pathlib import Path

import numpy
from PIL import Image

def limit(dpi):
    """Largest difference in the mean darkness of a square, of 255. What programs snap to whole pixels shrinks with the pixels:
    thin rules reach 17 % of black at 150 dpi, large type 21 % on one page of the corpus; at 200 dpi all is below 14 %."""
    return 51 * min(1, 150 / dpi)


def poppler(path, dpi, folder):
    subprocess.run(["pdftoppm", "-gray", "-r", str(dpi), path, folder / "poppler"], check=True)
    return [Image.open(file) for file in sorted(folder.glob("poppler-*.pgm"))]


def mupdf(path, dpi, folder):
    target = str(folder / "mupdf-%04d.pgm")
    subprocess.run(["mutool", "draw", "-q", "-c", "gray", "-r", str(dpi), "-o", target, path], check=True)
    return [Image.open(file) for file in sorted(folder.glob("mupdf-*.pgm"))]


def pdfium(path, dpi, folder):
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]


def drawers():
    found = [(name, call) for name, call in (("pdftoppm", poppler), ("mutool", mupdf)) if shutil.which(name)]
    try:
        import pypdfium2  # noqa: F401

        found.append(("pypdfium2", pdfium))
    except ImportError:
        print("pypdfium2 is not installed: skipped", file=sys.stderr)
    return found


def darkness(image, dpi):
    """Mean of each square of about 2 mm, in steps of half a square, so that no glyph falls between squares."""
    pixels = 255 - numpy.asarray(image.convert("L"), dtype=numpy.float32)
    step = max(1, round(dpi / 25.4))
    rows, columns = (size // step for size in pixels.shape)
    cells = pixels[: rows * step, : columns * step].reshape(rows, step, columns, step).mean(axis=(1, 3))
    return (cells[:-1, :-1] + cells[1:, :-1] + cells[:-1, 1:] + cells[1:, 1:]) / 4


def difference(first, second):
    rows, columns = (min(a, b) for a, b in zip(first.shape, second.shape))
    return float(numpy.abs(first[:rows, :columns] - second[:rows, :columns]).max())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("jiyao")
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--template", action="append")
    parser.add_argument("--dpi", type=int, default=150)
    options = parser.parse_args()
    programs = drawers()
    largest, pages, wrong, moved = {}, 0, 0, []
    for template in options.template or ["gbt9704-minutes"]:
        for source in options.inputs:
            with tempfile.TemporaryDirectory() as folder:
                folder = Path(folder)
                subprocess.run(
                    [options.jiyao, "export", source, "-o", folder / "out", "--format", "pdf,png", "--quiet",
                     "--template", template, "--dpi", str(options.dpi), "--color", "gray"],
                    capture_output=True, check=True)
                path = next(folder.glob("out/*/minutes.pdf"))
                drawn = {name: [darkness(image, options.dpi) for image in draw(path, options.dpi, folder)]
                         for name, draw in programs}
                drawn["jiyao"] = [darkness(Image.open(file), options.dpi)
                                  for file in sorted(path.parent.glob("page-*.png"))]
            if len({len(sheets) for sheets in drawn.values()}) != 1:
                print(f"{Path(source).name}, {template}: "
                      + ", ".join(f"{name} {len(sheets)} pages" for name, sheets in drawn.items()))
                wrong += 1
                continue
            pages += len(drawn["jiyao"])
            for first, second in combinations(drawn, 2):
                for page, pair in enumerate(zip(drawn[first], drawn[second]), 1):
                    found = difference(*pair)
                    largest[first, second] = max(found, largest.get((first, second), 0))
                    if found > limit(options.dpi):
                        wrong += 1
                        print(f"{Path(source).name} page {page}, {template}: {first} and {second} differ by "
                              f"{found / 2.55:.0f} %")
            moved += [difference(sheet, numpy.roll(sheet, 1, axis=1)) for sheet in drawn["jiyao"]]
    for (first, second), found in largest.items():
        print(f"{first} and {second}: at most {found / 2.55:.1f} % on {pages} pages")
    if min(moved) <= limit(options.dpi):
        print(f"a page moved by a millimetre differs by {min(moved) / 2.55:.1f} % only: the test proves nothing")
        wrong += 1
    return wrong > 0


sys.exit(main())
