#!/usr/bin/env python3
"""Sets the same paragraphs with Jiyao, Typst and XeLaTeX + ctex in the same face, and puts the pages beside each other.

usage: compare.py FOLDER     # writes FOLDER/page-1.png …; Jiyao left, Typst in the middle, XeLaTeX right

Needs .build/release/jiyao, Fonts/, PyPI's typst, and of Debian texlive-xetex, texlive-lang-chinese, poppler-utils,
imagemagick.
"""
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FONTS = os.path.join(ROOT, "Fonts") + "/"

TEMPLATE = """description: 对照
language: zh-CN
page: {size: A4, top: 37mm, left: 28mm, type-area: [156mm, 225mm], characters-per-line: 28, lines-per-page: 22}
faces: {仿宋: fangsong, 宋体: songti}
styles:
  body: {face: 仿宋, size: 3号, align: justified, first-indent: 2字}
  page-number: {face: 宋体, size: 4号}
page-number: {style: page-number, dash: —, gap: 1.23472mm, below: 7mm, inset: 1字, side: outer}
parts:
"""

TYPST = """#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm))
#let pitch = (225mm - 15.793pt) / 21
#set text(font: "FandolFang R", size: 15.793pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: pitch - 15.793pt, spacing: pitch - 15.793pt,
  first-line-indent: (amount: 2em, all: true))
#for p in json("paragraphs.json") { par(p) }
"""

LATEX = r"""\documentclass[a4paper,fontset=none]{ctexart}
\usepackage[top=37mm,left=28mm,right=26mm,bottom=35mm,footskip=14mm,headheight=0pt,headsep=0pt]{geometry}
\setCJKmainfont[Path=FONTS]{FandolFang-Regular.otf}\setmainfont[Path=FONTS]{FandolFang-Regular.otf}
\pagestyle{empty}\raggedbottom\parskip=0pt\topskip=13.9pt
\begin{document}\linespread{1}\fontsize{15.85}{29.72}\selectfont\setlength\parindent{2em}
TEXT
\end{document}
"""


def escaped(text):
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return "".join(special.get(c, "\\" + c if c in "#$%&_{}" else c) for c in text)


def run(*command, **options):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)


def main(folder):
    os.makedirs(os.path.join(folder, "templates", "plain"), exist_ok=True)
    with open(os.path.join(HERE, "paragraphs.txt"), encoding="utf-8") as file:
        paragraphs = file.read().split()
    quoted = [json.dumps(text, ensure_ascii=False) for text in paragraphs]

    with open(os.path.join(folder, "templates", "plain", "template.yaml"), "w", encoding="utf-8") as file:
        file.write(TEMPLATE + "".join(f"  - {{kind: text, style: body, wording: [{text}]}}\n" for text in quoted))
    program = os.path.join(ROOT, ".build", "release", "jiyao")
    record = os.path.join(ROOT, "examples", "board-meeting.json")
    run(program, "extract", record, "-o", os.path.join(folder, "minutes.json"))
    run(program, "render", os.path.join(folder, "minutes.json"), "--templates", os.path.join(folder, "templates"),
        "--template", "plain", "--fonts", FONTS, "--format", "pdf", "-o", os.path.join(folder, "output"), "--force")
    for name, _, files in os.walk(os.path.join(folder, "output")):
        if "minutes.pdf" in files:
            shutil.copy(os.path.join(name, "minutes.pdf"), os.path.join(folder, "a-jiyao.pdf"))

    import typst

    with open(os.path.join(folder, "paragraphs.json"), "w", encoding="utf-8") as file:
        json.dump(paragraphs, file, ensure_ascii=False)
    with open(os.path.join(folder, "b-typst.typ"), "w", encoding="utf-8") as file:
        file.write(TYPST)
    typst.compile(os.path.join(folder, "b-typst.typ"), output=os.path.join(folder, "b-typst.pdf"), font_paths=[FONTS])

    with open(os.path.join(folder, "c-xelatex.tex"), "w", encoding="utf-8") as file:
        text = "\n\n".join(escaped(text) for text in paragraphs)
        file.write(LATEX.replace("FONTS", FONTS).replace("TEXT", text))
    run("xelatex", "-interaction=batchmode", "c-xelatex.tex", cwd=folder)

    for name in ("a-jiyao", "b-typst", "c-xelatex"):
        run("pdftoppm", "-r", "110", "-gray", "-png", f"{name}.pdf", name, cwd=folder)
    for page in (1, 2, 3):
        pages = [f"{name}-{page}.png" for name in ("a-jiyao", "b-typst", "c-xelatex")]
        run("montage", *pages, "-tile", "3x1", "-geometry", "+4+4", "-depth", "4", f"page-{page}.png", cwd=folder)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(os.path.abspath(sys.argv[1]))
