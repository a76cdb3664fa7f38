import PagedModel
import PaperUnits

private let noSignature = "there is no 署名 with 成文日期 below the body"

/// 附件说明, 署名, 成文日期, 附注, 附件: clauses 7.3.4 to 7.3.7.
let closingRules: [Rule] = [
    Rule("GB-7.3.4-a", "附件说明：正文下空一行，左空二字") { reading in
        guard let block = reading.first(.annexNote) else { return .notApplicable("there is no 附件说明") }
        var measuring = Measuring("15.324 mm below the body, at 2字")
        measuring.indent(block, 2, reading)
        measuring.blankAbove(block, reading)
        return measuring.verdict(orElse: "")
    },
    Rule("GB-7.3.4-b", "附件名称后不加标点") { reading in
        var measuring = Measuring("no mark after the name")
        for block in reading.blocks(.annexNote) {
            let isMarked = block.text.last.map { "。；，、.;,".contains($0) } ?? false
            measuring.note(isMarked ? String(block.text.suffix(4)) : "no mark", !isMarked, at: block.place)
        }
        return measuring.verdict(orElse: "there is no 附件说明")
    },
    Rule("GB-7.3.4-c", "附件名称回行与上行首字对齐") { reading in
        var measuring = Measuring("turn-over lines and numbers under those of the first annex, ± 0.1 mm")
        var numberLeft: Length?
        for block in reading.blocks(.annexNote) {
            let name = block.first.nameOfAnnex
            for line in block.lines.dropFirst() {
                measuring.note(
                    "x \(line.left.spelt)", name.map { abs(($0 - line.left).millimetres) <= 0.1 } ?? false,
                    at: line.place)
            }
            guard let number = block.first.numberOfAnnex else { continue }
            if let numberLeft {
                measuring.note("x \(number.spelt)", abs((number - numberLeft).millimetres) <= 0.1, at: block.place)
            }
            numberLeft = numberLeft ?? number
        }
        return measuring.verdict(orElse: "no name of an annex turns over, and no second one is numbered")
    },
    Rule("GB-7.3.5.1-a", "加盖印章的公文") { _ in .notApplicable("no seal is drawn") },
    Rule("GB-7.3.5.2-a", "署名：正文下空一行，右空二字；日期首字比署名右移二字") { reading in
        var measuring = Measuring("name 2字 from the right, 15.324 mm below; date 2字 right of the name")
        for (names, date) in reading.signatures where !isDateLonger(names, date) {
            measuring.signature(names, date, reading)
            let right = reading.right(names[0].first.page) - 2 * Standard.em
            measuring.note(
                "name ends at \(names[0].first.right.spelt)", abs(names[0].first.right.millimetres - right) <= 0.1,
                at: names[0].place)
        }
        if let name = reading.undatedSignature {
            measuring.blankAbove(name, reading)
            let right = reading.right(name.first.page) - 2 * Standard.em
            measuring.note(
                "name ends at \(name.first.right.spelt)", abs(name.first.right.millimetres - right) <= 0.1,
                at: name.place)
        }
        return measuring.verdict(orElse: noSignature + ", or the date is the longer of the two")
    },
    Rule("GB-7.3.5.2-b", "日期长于署名：日期右空二字") { reading in
        var measuring = Measuring("date 2字 from the right, name 2字 left of it")
        for (names, date) in reading.signatures where isDateLonger(names, date) {
            measuring.signature(names, date, reading)
            let right = reading.right(date.first.page) - 2 * Standard.em
            measuring.note(
                "date ends at \(date.first.right.spelt)", abs(date.first.right.millimetres - right) <= 0.1,
                at: date.place)
        }
        return measuring.verdict(orElse: noSignature + ", or the name is the longer of the two")
    },
    Rule("GB-7.3.5.2-c", "联合行文：依次向下编排") { reading in
        var measuring = Measuring("each organ on a line of its own, below one another")
        for (names, _) in reading.signatures where names.count > 1 {
            for (name, next) in zip(names, names.dropFirst()) {
                let isBelow = next.first.page > name.first.page || next.first.emTop > name.first.emBottom
                measuring.note(
                    "below", isBelow && abs((next.first.right - name.first.right).millimetres) <= 0.1, at: next.place)
            }
        }
        return measuring.verdict(orElse: "one organ signs, or none")
    },
    Rule("GB-7.3.5.3-a", "签名章") { _ in .notApplicable("no 签名章 is drawn") },
    Rule("GB-7.3.5.4-a", "成文日期：阿拉伯数字，年份标全，月日不编虚位") { reading in
        var measuring = Measuring("2024年3月9日")
        for block in reading.blocks where [.date, .headLine, .imprint, .adoption].contains(block.kind) {
            for match in block.text.matches(of: /[0-9〇○一二三四五六七八九十]+年[0-9一二三四五六七八九十]{1,3}月(?:[0-9一二三四五六七八九十]{1,3}日)?/) {
                let date = String(match.0)
                let isRight = date.wholeMatch(of: /[0-9]{4}年(?:[1-9]|1[0-2])月(?:(?:[1-9]|[12][0-9]|3[01])日)?/) != nil
                measuring.note(date, isRight, at: block.place)
            }
        }
        return measuring.verdict(orElse: "no date stands by itself")
    },
    Rule("GB-7.3.5.5-a", "署名不单独成页，不标此页无正文") { reading in
        var measuring = Measuring("text above the signature on its page")
        for (names, _) in reading.signatures {
            let isAlone = reading.bottomAbove(names[0].first) == nil
            measuring.note(isAlone ? "alone on its page" : "text above it", !isAlone, at: names[0].place)
        }
        for line in reading.lines where line.text.contains("此页无正文") { measuring.note(line.text, false, at: line.place) }
        return measuring.verdict(orElse: noSignature)
    },
    Rule("GB-7.3.6-a", "附注：左空二字，加圆括号") { reading in
        var measuring = Measuring("at 2字, in full-width parentheses")
        for block in reading.blocks(.note) {
            measuring.indent(block, 2, reading)
            measuring.note("（…）", block.text.hasPrefix("（") && block.text.hasSuffix("）"), at: block.place)
        }
        return measuring.verdict(orElse: "there is no 附注")
    },
    Rule("GB-7.3.7-a", "附件另面编排") { reading in
        var measuring = Measuring("at the top of a page")
        for block in reading.blocks(.annexHead) {
            let above = reading.bottomAbove(block.first)
            measuring.note(above == nil ? "at the top" : "below other text", above == nil, at: block.place)
        }
        return measuring.verdict(orElse: "there is no annex")
    },
    Rule("GB-7.3.7-b", "附件及顺序号：3号黑体，顶格第一行") { reading in
        var measuring = Measuring("黑体 3号, at the left edge, on line 1")
        for block in reading.blocks(.annexHead) {
            measuring.type(block.first.runs[0].run, .heiti, Standard.third, reading, at: block.place)
            let isLeft = abs(block.first.left.millimetres - reading.left(block.first.page)) <= 0.1
            measuring.note("x \(block.first.left.spelt)", isLeft, at: block.place)
            measuring.note(
                "y \(block.first.emTop.spelt)", abs(block.first.emTop.millimetres - Standard.top) <= 0.1,
                at: block.place)
        }
        return measuring.verdict(orElse: "there is no annex")
    },
    Rule("GB-7.3.7-c", "附件标题居中编排在第三行") { reading in
        var measuring = Measuring("centred, em box from 57.898 mm ± 0.5 mm")
        for block in reading.blocks(.annexTitle) {
            measuring.note(
                "y \(block.first.emTop.spelt)",
                abs(block.first.emTop.millimetres - Standard.top - 2 * Standard.pitch) <= 0.5, at: block.place)
            measuring.note(
                "centre \(block.first.centre.spelt)",
                abs(block.first.centre.millimetres - reading.centre(block.first.page)) <= 0.3, at: block.place)
        }
        return measuring.verdict(orElse: "there is no annex")
    },
    Rule("GB-7.3.7-d", "附件顺序号和标题与附件说明一致") { reading in
        var measuring = Measuring("as in 附件说明")
        let named = reading.blocks(.annexNote).map(\.text)
        for (head, title) in zip(reading.blocks(.annexHead), reading.blocks(.annexTitle)) where !named.isEmpty {
            let number = String(head.text.dropFirst(2))
            let isNamed = named.contains { note in
                note.hasSuffix(title.text) && (number.isEmpty || note.contains("\(number)."))
            }
            measuring.note(isNamed ? "the same" : title.text.shortened, isNamed, at: title.place)
        }
        return measuring.verdict(orElse: "there is no annex, or no 附件说明")
    },
    Rule("GB-7.3.7-e", "附件不与正文一起装订") { _ in .notApplicable("annexes are bound with the text") },
]

private func isDateLonger(_ names: [ReadBlock], _ date: ReadBlock) -> Bool {
    date.first.right - date.first.left > names[0].first.right - names[0].first.left
}

extension PageReading {
    /// Names with their date, main organ first.
    fileprivate var signatures: [(names: [ReadBlock], date: ReadBlock)] {
        blocks.indices.compactMap { index in
            guard blocks[index].kind == .date else { return nil }
            let names = blocks[..<index].reversed().prefix { $0.kind == .signatory }
            return names.isEmpty ? nil : (names.reversed(), blocks[index])
        }
    }

    /// The first name where there is no date.
    fileprivate var undatedSignature: ReadBlock? { signatures.isEmpty ? first(.signatory) : nil }
}

extension ReadLine {
    /// Left edge of `1.` in `附件：1.名称` and `2.名称`.
    fileprivate var numberOfAnnex: Length? {
        runs.first { $0.run.text.firstMatch(of: /^[0-9]+\.?$/) != nil }?.run.position.x
    }

    /// Left edge of the first character of the annex's name.
    fileprivate var nameOfAnnex: Length? {
        runs.first { $0.run.text != "附件：" && $0.run.text.firstMatch(of: /^[0-9.]+$/) == nil }?.run.position.x
    }
}

extension Measuring {
    /// The first line so many characters from the left edge.
    mutating func indent(_ block: ReadBlock, _ characters: Int, _ reading: PageReading) {
        let wanted = reading.left(block.first.page) + Double(characters) * Standard.em
        note("x \(block.first.left.spelt)", abs(block.first.left.millimetres - wanted) <= 0.1, at: block.place)
    }

    /// 下空一行, and up to the next line of the page's grid; nothing at the top of a page.
    mutating func blankAbove(_ block: ReadBlock, _ reading: PageReading) {
        guard let above = reading.bottomAbove(block.first) else { return }
        let gap = block.first.emTop - above
        let isRight = (Standard.blank(1) - 0.1..<Standard.blank(2) - 0.1).contains(gap.millimetres)
        note("\(gap.spelt) below", isRight, at: block.place)
    }

    fileprivate mutating func signature(_ names: [ReadBlock], _ date: ReadBlock, _ reading: PageReading) {
        blankAbove(names[0], reading)
        let step = date.first.left - names[0].first.left
        note("date \(step.spelt) right of the name", abs(step.millimetres - 2 * Standard.em) <= 0.1, at: date.place)
    }
}
