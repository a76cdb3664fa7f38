#!/usr/bin/env python3
"""Compares our page images with those that other programs draw of our PDF: ink, sharpness, evenness and places.

  scripts/compare-images.py JIYAO RECORD [--page N] [--dpi 200,300] [--picture FILE]

A reference is the same part of the PDF drawn by Poppler at 2,400 dpi. For each character of the page's body whose box is
its own, the ink in the box and its centre are compared with the reference:

  ink      of all boxes, as a share of the reference's
  evenness standard deviation of the boxes' ink against the reference, in per cent
  edges    share of the ink that stands in pixels that are neither white nor black
  place    mean and greatest distance of the centres from the reference, in pixels, across and down

Needs numpy and Pillow; asks mutool, pdftoppm, gs and the Python package pypdfium2, those that are there.
"""
import argparse, io, json, shutil, subprocess, sys, tempfile
from pathlib import Path

import numpy
from PIL import Image

Image.MAX_IMAGE_PIXELS = None
FINE = 2400


def run(*command):
    return subprocess.run([str(c) for c in command], capture_output=True, check=True).stdout


def load(data):
    return 1 - numpy.asarray(Image.open(io.BytesIO(data)).convert("L"), dtype=numpy.float32) / 255


def ours(a, pdf, dpi):
    return run(a.jiyao, "export", a.record, "-o", "-", "--format", "png", "--pages", a.page, "--dpi", dpi, "--color",
               "gray", "--quiet")


def mutool(a, pdf, dpi):
    return run("mutool", "draw", "-q", "-r", dpi, "-c", "gray", "-F", "png", "-o", "-", pdf, a.page)


def pdftoppm(a, pdf, dpi):
    return run("pdftoppm", "-r", dpi, "-gray", "-png", "-f", a.page, "-l", a.page, pdf)


def gs(a, pdf, dpi):
    return run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pnggray", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4",
               f"-r{dpi}", f"-dFirstPage={a.page}", f"-dLastPage={a.page}", "-sOutputFile=-", pdf)


def pdfium(a, pdf, dpi):
    import pypdfium2
    image = pypdfium2.PdfDocument(str(pdf))[a.page - 1].render(scale=dpi / 72, grayscale=True).to_pil()
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def boxes(a):
    """Boxes of full-width characters in mm: left, top, right, bottom; a millimetre of the blank between lines with them."""
    page = json.loads(run(a.jiyao, "inspect", "layout", a.record))["pages"][a.page - 1]
    found = []
    for item in page["items"]:
        if item["kind"] != "text" or item["size"] < 5:
            continue
        for (x, _), advance in zip(item["offsets"], item["advances"]):
            if advance >= item["size"] * 0.99:
                left = item["x"] + x
                found.append((left, item["em_top"] - 1, left + advance, item["em_bottom"] + 1))
    return found


def measures(ink, dpi, box, offset=(0, 0)):
    left, top, right, bottom = (v / 25.4 * dpi for v in box)
    left, right, top, bottom = left - offset[0], right - offset[0], top - offset[1], bottom - offset[1]
    part = ink[int(top):int(bottom) + 1, int(left):int(right) + 1]
    total = part.sum()
    if total == 0:
        return None
    rows, columns = numpy.indices(part.shape)
    x = ((columns + 0.5 + int(left)) * part).sum() / total + offset[0]
    y = ((rows + 0.5 + int(top)) * part).sum() / total + offset[1]
    return total / dpi / dpi, x / dpi, y / dpi


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("jiyao")
    parser.add_argument("record")
    parser.add_argument("--page", type=int, default=2)
    parser.add_argument("--dpi", default="200,300")
    parser.add_argument("--picture")
    parser.add_argument("--crop", default="28,36,44,22", help="left, top, width, height in mm")
    a = parser.parse_args()
    crop = [float(v) for v in a.crop.split(",")]
    programs = {"Jiyao": ours, "mutool": mutool, "pdftoppm": pdftoppm, "PDFium": pdfium, "Ghostscript": gs}
    with tempfile.TemporaryDirectory() as folder:
        run(a.jiyao, "export", a.record, "-o", folder, "--format", "pdf", "--quiet")
        pdf = next(Path(folder).glob("*/minutes.pdf"))
        all_boxes = boxes(a)
        top = min(b[1] for b in all_boxes) - 2
        bottom = min(max(b[3] for b in all_boxes) + 2, top + 110)
        all_boxes = [b for b in all_boxes if b[3] < bottom - 2]
        at = int(top / 25.4 * FINE)
        fine = load(run("pdftoppm", "-r", FINE, "-gray", "-png", "-f", a.page, "-l", a.page, "-x", 0, "-y", at, "-W",
                        int(210 / 25.4 * FINE), "-H", int((bottom - top) / 25.4 * FINE), pdf))
        truth = [measures(fine, FINE, b, (0, at)) for b in all_boxes]
        del fine
        pictures = []
        print(f"page {a.page} of {Path(a.record).name}, {len(all_boxes)} characters")
        print(f"{'':12} dpi    ink  evenness  edges   place: mean  greatest across  down     KB")
        for dpi in map(int, a.dpi.split(",")):
            row = []
            for name, draw in programs.items():
                try:
                    data = draw(a, pdf, dpi)
                except (FileNotFoundError, ImportError):
                    continue
                ink = load(data)
                pairs = [(m, t) for m, t in zip((measures(ink, dpi, b) for b in all_boxes), truth) if m and t]
                ratio = numpy.array([m[0] / t[0] for m, t in pairs])
                across = numpy.array([(m[1] - t[1]) * dpi for m, t in pairs])
                down = numpy.array([(m[2] - t[2]) * dpi for m, t in pairs])
                edges = ink[(ink > 0) & (ink < 1)].sum() / ink.sum()
                print(f"{name:12} {dpi:3} {100 * sum(m[0] for m, _ in pairs) / sum(t[0] for _, t in pairs):5.1f}% "
                      f"{100 * ratio.std():8.2f}% {100 * edges:5.1f}% {numpy.hypot(across, down).mean():12.3f} "
                      f"{abs(across).max():15.3f} {abs(down).max():6.3f} {len(data) / 1000:6.0f}")
                px = [round(v / 25.4 * dpi) for v in crop]
                image = Image.open(io.BytesIO(data)).convert("L")
                row.append(image.crop((px[0], px[1], px[0] + px[2], px[1] + px[3])))
            pictures.append(row)
    if a.picture:
        show(pictures, a.picture)


def show(pictures, path):
    """A column a program; each resolution at 100 % and a corner of it at 400 %."""
    gap = 6
    cells = []
    for row in pictures:
        cells.append(row)
        cells.append([i.crop((0, 0, i.width // 3, i.height // 3)).resize((i.width // 3 * 4, i.height // 3 * 4), 0)
                      for i in row])
    widths = [max(row[c].width for row in cells) for c in range(len(cells[0]))]
    sheet = Image.new("L", (sum(widths) + gap * (len(widths) - 1), sum(r[0].height + gap for r in cells) - gap), 200)
    y = 0
    for row in cells:
        x = 0
        for width, image in zip(widths, row):
            sheet.paste(image, (x, y))
            x += width + gap
        y += row[0].height + gap
    sheet.quantize(16).save(path, optimize=True)


if __name__ == "__main__":
    main()
