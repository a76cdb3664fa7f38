import PagedModel
import PaperUnits

private let noNumber = "there is no page number"

/// 页码, clause 7.5.
let pageNumberRules: [Rule] = [
    Rule("GB-7.5-a", "页码：4号半角宋体阿拉伯数字") { reading in
        var measuring = Measuring("宋体, 13.7 … 14.1 pt, half a character a digit")
        for line in reading.footers {
            for read in line.runs where read.run.text.allSatisfy(\.isNumber) {
                measuring.type(read.run, .songti, Standard.fourth, reading, at: line.place)
                let isHalf = read.run.glyphs.allSatisfy {
                    abs($0.advance.emu - read.run.size.emu / 2) <= read.run.size.emu / 40
                }
                measuring.note(isHalf ? "half-width" : "not half-width", isHalf, at: line.place)
                measuring.note("ASCII", read.run.text.utf8.allSatisfy { $0 < 0x80 }, at: line.place)
            }
        }
        return measuring.verdict(orElse: noNumber)
    },
    Rule("GB-7.5-b", "数字左右各放一条一字线") { reading in
        var measuring = Measuring("— 1 —, each dash one character wide")
        for line in reading.footers {
            let texts = line.runs.map(\.run.text).filter { !$0.allSatisfy(\.isWhitespace) }
            let isRight = line.text.filter { !$0.isWhitespace }.wholeMatch(of: /—[0-9]+—/) != nil
            measuring.note(isRight ? "— 1 —" : texts.joined(separator: " "), isRight, at: line.place)
            for read in line.runs where read.run.text == "—" {
                let width = read.run.right - read.run.position.x
                measuring.note(
                    "1 character", abs(width.emu - read.run.size.emu) <= read.run.size.emu / 50, at: line.place)
            }
        }
        return measuring.verdict(orElse: noNumber)
    },
    Rule("GB-7.5-c", "一字线上距版心下边缘 7 mm") { reading in
        var measuring = Measuring("middle of the dash at 269 mm ± 0.5 mm")
        for line in reading.footers {
            for read in line.runs where !read.run.text.allSatisfy(\.isNumber) {
                guard let ink = reading.faces.ink(of: read.run) else { continue }
                measuring.length(ink.y + ink.height.scaled(by: 1, over: 2), is: 269, within: 0.5, at: line.place)
            }
        }
        return measuring.verdict(orElse: "there is no dash beside a page number")
    },
    Rule("GB-7.5-d", "单页码居右空一字，双页码居左空一字") { reading in
        var measuring = Measuring("1字 (4号 or 3号) from the right edge on odd pages, from the left on even ones")
        for line in reading.footers {
            let inset =
                line.page.isMultiple(of: 2)
                ? line.left.millimetres - reading.left(line.page) : reading.right(line.page) - line.right.millimetres
            // ± 0.4 mm beside one of the two.
            let isRight = (4.5...6.0).contains(inset)
            measuring.note("\(Length.mm(inset).spelt) from the edge", isRight, at: line.place)
        }
        return measuring.verdict(orElse: noNumber)
    },
    Rule("GB-7.5-e", "版记前有空白页的，均不编排页码") { reading in
        let empty = reading.document.pages.indices.filter { index in
            !reading.lines.contains { $0.page == index + 1 && $0.kind != .footer }
        }
        guard !empty.isEmpty else { return .notApplicable("there is no blank page") }
        var measuring = Measuring("no number on the blank page and on that of 版记")
        for page in empty.flatMap({ [$0 + 1, $0 + 2] }) {
            let number = reading.footers.first { $0.page == page }
            measuring.note(
                number?.text ?? "no number", number == nil,
                at: number?.place ?? Place(page: page, x: .zero, y: .mm(269), text: ""))
        }
        return measuring.verdict(orElse: "")
    },
    Rule("GB-7.5-f", "页码连续编排") { reading in
        var measuring = Measuring("the page's own number")
        for line in reading.footers {
            let number = line.text.filter { $0.isASCII && $0.isNumber }
            measuring.note(
                number == String(line.page) ? "consecutive" : number, number == String(line.page), at: line.place)
        }
        return measuring.verdict(orElse: noNumber)
    },
    Rule("GB-7.5-g", "信函格式首页不显示页码") { _ in .notApplicable("the document is no letter") },
]

/// Clauses 8 to 10.2.
let otherRules: [Rule] =
    [
        Rule("GB-8-a", "横排表格的页码位置不变") { reading in
            var measuring = Measuring("page numbers not turned with the table")
            let turned = Set(reading.lines.filter(\.isTurned).map(\.page))
            for line in reading.footers where turned.contains(line.page) {
                measuring.note(line.isTurned ? "turned" : "not turned", !line.isTurned, at: line.place)
            }
            return measuring.verdict(orElse: "no table is turned")
        },
        Rule("GB-8-b", "横排表格表头在左侧") { reading in
            var measuring = Measuring("the head nearest the left edge of the page")
            for page in Set(reading.lines.filter(\.isTurned).map(\.page)).sorted() {
                // In the turned part's coordinates what stands higher is nearer the left edge of the page.
                let here = reading.lines.filter { $0.page == page && $0.isTurned && $0.kind == .table }
                guard let first = here.first, let top = here.map(\.emTop).min() else { continue }
                let isFirst = first.emTop - top <= first.size
                measuring.note(isFirst ? "head at the left" : first.text.shortened, isFirst, at: first.place)
            }
            return measuring.verdict(orElse: "no table is turned")
        },
        Rule("GB-9-a", "计量单位：GB 3100") { _ in .notApplicable("a matter of the words, which are the source's") },
        Rule("GB-9-b", "标点：GB/T 15834") { reading in
            var measuring = Measuring("no half-width mark between ideographs")
            for block in reading.blocks {
                let scalars = Array(block.text.unicodeScalars)
                let wrong = scalars.indices.dropFirst().dropLast().first {
                    ",;:?!".unicodeScalars.contains(scalars[$0]) && scalars[$0 - 1].isHan && scalars[$0 + 1].isHan
                }
                measuring.note(wrong.map { "“\(scalars[$0])”" } ?? "full-width marks", wrong == nil, at: block.place)
            }
            return measuring.verdict(orElse: "there is no text")
        },
    ]
    + ["a", "b", "c", "d"].map { letter in
        Rule("GB-10.1-\(letter)", "信函格式") { _ in .notApplicable("the document is no letter") }
    } + [Rule("GB-10.2-a", "命令（令）格式") { _ in .notApplicable("the document is no order") }]
