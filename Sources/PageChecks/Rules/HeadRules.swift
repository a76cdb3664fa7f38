import PagedModel
import PaperUnits

private let noMark = "the first page has no 标志"

/// 版头, clause 7.2.
let headRules: [Rule] = [
    Rule("GB-7.2.1-a", "份号：6位阿拉伯数字，顶格第一行") { reading in
        guard let block = reading.first(.copyNumber) else { return .notApplicable("there is no 份号") }
        var measuring = Measuring("6 digits, 3号, at \(reading.left(1)) mm on line 1")
        measuring.note("\(block.text.count) digits", block.text.count == 6, at: block.place)
        measuring.corner(block, reading, line: 0)
        return measuring.verdict(orElse: "")
    },
    Rule("GB-7.2.2-a", "密级和保密期限：3号黑体，顶格") { reading in
        guard let block = reading.first(.secrecy) else { return .notApplicable("there is no 密级") }
        var measuring = Measuring("黑体 3号, at \(reading.left(1)) mm on the line below 份号")
        measuring.type(block.first.runs[0].run, .heiti, Standard.third, reading, at: block.place)
        measuring.corner(block, reading, line: reading.first(.copyNumber) == nil ? 0 : 1)
        return measuring.verdict(orElse: "")
    },
    Rule("GB-7.2.3-a", "紧急程度：3号黑体，顶格") { reading in
        guard let block = reading.first(.urgency) else { return .notApplicable("there is no 紧急程度") }
        var measuring = Measuring("黑体 3号, at \(reading.left(1)) mm below 份号 and 密级")
        measuring.type(block.first.runs[0].run, .heiti, Standard.third, reading, at: block.place)
        let above = [ReadBlock.Kind.copyNumber, .secrecy].filter { reading.first($0) != nil }
        measuring.corner(block, reading, line: above.count)
        return measuring.verdict(orElse: "")
    },
    Rule("GB-7.2.4-a", "标志：居中，上边缘至版心上边缘 35 mm") { reading in
        guard let (ink, place) = reading.markInk else { return .notApplicable(noMark) }
        var measuring = Measuring("ink from 72 mm ± 1 mm, centre at \(reading.centre(1)) mm ± 0.5 mm")
        measuring.note("ink from \(ink.y.spelt)", abs(ink.y.millimetres - 72) <= 1, at: place)
        let centre = ink.x + ink.width.scaled(by: 1, over: 2)
        measuring.note(
            "centre \(centre.spelt)", abs(centre.millimetres - reading.centre(1)) <= 0.5, at: place)
        return measuring.verdict(orElse: "")
    },
    Rule("GB-7.2.4-b", "联合行文：主办机关在前") { _ in
        .notApplicable("the pages do not tell whether several organs issue a document together")
    },
    Rule("GB-7.2.5-a", "发文字号：标志下空二行，居中，〔年份〕") { reading in
        guard let block = reading.first(.number), reading.first(.signers) == nil else {
            return .notApplicable("there is no 发文字号 below the mark")
        }
        var measuring = Measuring("25.773 mm ± 0.5 mm below the mark, centred, like ×政发〔2024〕3号 or （第3号）")
        measuring.note(block.text, block.text.isOfficialNumber, at: block.place)
        let centre = block.first.centre
        measuring.note(
            "centre \(centre.spelt)", abs(centre.millimetres - reading.centre(1)) <= 0.3, at: block.place)
        if let above = reading.bottomAbove(block.first) {
            let gap = block.first.emTop - above
            measuring.note(
                "\(gap.spelt) below the mark", abs(gap.millimetres - Standard.blank(2)) <= 0.5, at: block.place)
        }
        return measuring.verdict(orElse: "")
    },
    Rule("GB-7.2.5-b", "上行文发文字号：居左空一字") { reading in
        guard let signers = reading.first(.signers),
            let line = signers.lines.last(where: { $0.text.contains("号") }) ?? reading.first(.number)?.first
        else { return .notApplicable("there is no 签发人 beside a number") }
        var measuring = Measuring("\(Length.mm(reading.left(1) + Standard.em).spelt), on the last line of 签发人")
        measuring.length(line.left, is: reading.left(1) + Standard.em, within: 0.1, at: line.place)
        measuring.note("on its line", line.emTop == signers.lines[signers.lines.count - 1].emTop, at: line.place)
        return measuring.verdict(orElse: "")
    },
    Rule("GB-7.2.6-a", "签发人：居右空一字，姓名楷体") { reading in
        guard let block = reading.first(.signers) else { return .notApplicable("there is no 签发人") }
        var measuring = Measuring("仿宋 and 楷体 3号, ending at \(Length.mm(reading.right(1) - Standard.em).spelt)")
        for line in block.lines {
            measuring.length(line.right, is: reading.right(1) - Standard.em, within: 0.1, at: line.place)
        }
        var isName = false
        for read in block.lines.flatMap(\.runs) {
            if isName { measuring.type(read.run, .kaiti, Standard.third, reading, at: block.place) }
            if read.run.text.contains("签发人") {
                measuring.type(read.run, .fangsong, Standard.third, reading, at: block.place)
                isName = true
            }
        }
        return measuring.verdict(orElse: "")
    },
    Rule("GB-7.2.7-a", "红色分隔线：4 mm 之下，与版心等宽") { reading in
        guard let rule = reading.separator else { return .notApplicable("there is no rule below the mark") }
        var measuring = Measuring("red, 156 mm wide from \(reading.left(1)) mm, 4 mm ± 0.3 mm below the words above")
        measuring.length(rule.rect.width, is: Standard.width, within: 0.2, at: rule.place)
        measuring.note(rule.colour.spelt, rule.colour.isRed, at: rule.place)
        let x = abs(rule.rect.x.millimetres - reading.left(1)) <= 0.2
        measuring.note("from \(rule.rect.x.spelt)", x, at: rule.place)
        if let above = reading.bottomAbove(rule.rect.y, page: 1) {
            let gap = rule.rect.y - above
            measuring.note("\(gap.spelt) below", abs(gap.millimetres - 4) <= 0.3, at: rule.place)
        }
        return measuring.verdict(orElse: "")
    },
]

/// Title, clause 7.3.1.
let titleRules: [Rule] = [
    Rule("GB-7.3.1-a", "标题：2号小标宋，居中") { reading in
        var measuring = Measuring("小标宋, 20.9 … 22.1 pt")
        for block in reading.blocks(.title) {
            for read in block.lines.flatMap(\.runs) {
                measuring.type(read.run, .xiaobiaosong, Standard.second, reading, at: block.place)
            }
        }
        return measuring.verdict(orElse: "there is no title")
    },
    Rule("GB-7.3.1-b", "标题：红色分隔线下空二行") { reading in
        guard let rule = reading.separator,
            let title = reading.blocks(.title).first(where: { $0.first.page == 1 && $0.first.emTop > rule.rect.y })
        else { return .notApplicable("there is no title below a red line") }
        var measuring = Measuring("20.898 mm ± 2 mm below the red line")
        measuring.length(title.first.emTop - rule.rect.y, is: 2 * Standard.pitch, within: 2, at: title.place)
        return measuring.verdict(orElse: "")
    },
    Rule("GB-7.3.1-c", "标题：各行居中") { reading in
        var measuring = Measuring("centre of every line in the middle of the type area ± 0.3 mm")
        for line in reading.blocks(.title).flatMap(\.lines) {
            measuring.length(line.centre, is: reading.centre(line.page), within: 0.3, at: line.place)
        }
        return measuring.verdict(orElse: "there is no title")
    },
    Rule("GB-7.3.1-d", "标题回行：词意完整") { reading in
        var measuring = Measuring("no line begins inside a number, a date, an ordinal or with 的 了 和 及 与")
        for block in reading.blocks(.title) {
            for (line, next) in zip(block.lines, block.lines.dropFirst()) {
                measuring.note("breaks between words", !breaksWord(line.text, next.text), at: next.place)
            }
        }
        return measuring.verdict(orElse: "the title has one line")
    },
    Rule("GB-7.3.1-e", "标题回行：梯形或菱形") { reading in
        var measuring = Measuring(
            "lines of different length, no short line between longer ones, none below 3 characters")
        for block in reading.blocks(.title) where block.lines.count > 1 {
            let widths = block.lines.map { $0.right - $0.left }
            let spelt = block.lines.map { line in
                let tenths = (line.right - line.left).emu * 10 / max(1, line.size.emu)
                return "\(tenths / 10).\(tenths % 10)"
            }
            measuring.note(
                spelt.joined(separator: ", ") + " characters", isTrapezium(widths, em: block.first.size),
                at: block.place)
        }
        return measuring.verdict(orElse: "the title has one line")
    },
]

/// Neither a rectangle nor an hourglass, and no last line of one or two characters.
private func isTrapezium(_ widths: [Length], em: Length) -> Bool {
    guard let first = widths.first, let last = widths.last, last >= 3 * em else { return false }
    if widths.allSatisfy({ abs($0.emu - first.emu) < em.emu / 10 }) { return false }
    return !widths.indices.dropFirst().dropLast().contains { index in
        widths[index] < widths[..<index].max() ?? .zero && widths[index] < widths[(index + 1)...].max() ?? .zero
    }
}

private func breaksWord(_ before: String, _ after: String) -> Bool {
    guard let last = before.unicodeScalars.last, let first = after.unicodeScalars.first else { return false }
    let isDigit = { (scalar: Unicode.Scalar) in ("0"..."9").contains(scalar) }
    if isDigit(last), isDigit(first) || "年月日号%％".unicodeScalars.contains(first) { return true }
    if last == "第" || "的了和及与".unicodeScalars.contains(first) { return true }
    // Inside a number and what it counts: 第五 届.
    return "〇一二三四五六七八九十".unicodeScalars.contains(last) && "届次".unicodeScalars.contains(first)
}

extension String {
    /// `×政发〔2024〕3号`, `（第3号）`, `第3期`.
    fileprivate var isOfficialNumber: Bool {
        wholeMatch(of: /.*〔[0-9]{4}〕[1-9][0-9]*号|（第[1-9][0-9]*[号期]）|（?(?:总)?第[1-9][0-9]*[号期]）?/) != nil
    }
}

extension Measuring {
    /// At the left edge, on the `line`-th line of the page (from 0).
    mutating func corner(_ block: ReadBlock, _ reading: PageReading, line: Int) {
        let wanted = Standard.top + Double(line) * Standard.pitch
        let isLeft = abs(block.first.left.millimetres - reading.left(1)) <= 0.1
        note("x \(block.first.left.spelt)", isLeft, at: block.place)
        note("y \(block.first.emTop.spelt)", abs(block.first.emTop.millimetres - wanted) <= 0.1, at: block.place)
        note(
            block.first.size.speltInPoints, Standard.third.contains(block.first.size.points), at: block.place)
    }
}
