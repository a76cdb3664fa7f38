import PagedModel
import PaperUnits

/// 主送机关 and 正文, clauses 7.3.2 and 7.3.3.
let bodyRules: [Rule] = [
    Rule("GB-7.3.2-a", "主送机关：标题下空一行，顶格，全角冒号") { reading in
        guard let block = reading.first(.addressees) else { return .notApplicable("there is no 主送机关") }
        var measuring = Measuring("flush left, 15.324 mm ± 0.3 mm below the title")
        for line in block.lines {
            measuring.note(
                "x \(line.left.spelt)", abs(line.left.millimetres - reading.left(line.page)) <= 0.3, at: line.place)
        }
        if let above = reading.bottomAbove(block.first) {
            let gap = block.first.emTop - above
            let isRight = (Standard.blank(1) - 0.3...Standard.blank(1) + Standard.pitch).contains(gap.millimetres)
            measuring.note("\(gap.spelt) below", isRight, at: block.place)
        }
        return measuring.verdict(orElse: "")
    },
    Rule("GB-7.3.2-b", "主送机关过多：移至版记") { reading in
        guard let block = reading.first(.addressees) else { return .notApplicable("there is no 主送机关") }
        var measuring = Measuring("body text on the first page below 主送机关")
        measuring.note("body text on page 1", reading.showsBody(onPage: 1), at: block.place)
        return measuring.verdict(orElse: "")
    },
    Rule("GB-7.3.3-a", "首页必须显示正文") { reading in
        var measuring = Measuring("a line of body text or of its table on page 1")
        let shows = reading.showsBody(onPage: 1)
        measuring.note(shows ? "shown" : "none", shows, at: Place(page: 1, x: .zero, y: .zero, text: ""))
        return reading.blocks.contains { $0.kind == .body } || reading.lines.contains { $0.kind == .table }
            ? measuring.verdict(orElse: "") : .notApplicable("there is no body text")
    },
    Rule("GB-7.3.3-b", "每段左空二字，回行顶格") { reading in
        var measuring = Measuring("first lines at 2字 from the left edge, all others at the edge, ± 0.1 mm")
        for block in reading.blocks where block.kind == .body {
            for (index, line) in block.lines.enumerated() {
                let indent = line.left.millimetres - reading.left(line.page)
                let isRight = abs(indent - (index == 0 ? 2 * Standard.em : 0)) <= 0.1
                measuring.note(isRight ? "2字, 0" : "\(Length.mm(indent).spelt) in", isRight, at: line.place)
            }
        }
        return measuring.verdict(orElse: "there is no body text")
    },
    Rule("GB-7.3.3-c", "结构层次序数：一、（一）1.（1）") { reading in
        var measuring = Measuring("一、 （一） 1. （1） by level, counted from one")
        var expected = 1
        for block in reading.blocks where block.kind == .body {
            if block.headingLevel == 2, let match = block.text.firstMatch(of: /^([〇一二三四五六七八九十百]+)(.)/) {
                let isRight = match.2 == "、" && String(match.1) == chineseNumber(expected)
                measuring.note(isRight ? "一、" : String(match.0), isRight, at: block.place)
                expected += 1
            }
            if block.headingLevel == 3 || block.headingLevel == 4 || block.isItem {
                let label = block.isItem ? block.first.runs[0].run.text : String(block.text.prefix(5))
                guard let first = label.unicodeScalars.first, "（(0123456789０１２３４５６７８９".unicodeScalars.contains(first)
                else { continue }
                let isRight = label.firstMatch(of: /^（[一二三四五六七八九十百]+）|^[0-9]+\.|^（[0-9]+）/) != nil
                measuring.note(isRight ? label.hasPrefix("（") ? "（一）" : "1." : label, isRight, at: block.place)
            }
        }
        return measuring.verdict(orElse: "no paragraph has an ordinal")
    },
    Rule("GB-7.3.3-d", "层次字体：一级黑体，二级楷体，三、四级仿宋") { reading in
        var measuring = Measuring("黑体, 楷体, 仿宋 by level, 3号")
        for block in reading.blocks where block.kind == .body {
            for line in block.lines {
                for read in line.runs {
                    guard let level = read.headingLevel else { continue }
                    let role: Role = level <= 2 ? .heiti : level == 3 ? .kaiti : .fangsong
                    measuring.type(read.run, role, Standard.third, reading, at: line.place)
                }
            }
        }
        return measuring.verdict(orElse: "there is no heading")
    },
    Rule("GB-7.3.3-e", "接排标题：只有首句用标题字体") { reading in
        var measuring = Measuring("the heading ends with its sentence")
        for heading in reading.runInHeadings {
            let inside = heading.words.dropLast().contains { "。！？".contains($0) }
            measuring.note(inside ? heading.words.shortened : "one sentence", !inside, at: heading.place)
        }
        return measuring.verdict(orElse: "no heading runs into its paragraph")
    },
    Rule("GB-7.3.3-f", "标题标点") { reading in
        var measuring = Measuring("no full stop after a heading on its own line, a mark after a run-in one")
        for block in reading.blocks where block.kind == .body && block.headingLevel == 2 {
            measuring.note(
                block.text.hasSuffix("。") ? "full stop" : "no full stop", !block.text.hasSuffix("。"), at: block.place)
        }
        for heading in reading.runInHeadings {
            let isClosed = heading.words.last.map { $0.isPunctuation } ?? false
            measuring.note(isClosed ? "a mark" : heading.words.shortened, isClosed, at: heading.place)
        }
        for block in reading.blocks where block.kind == .body {
            guard let match = block.text.prefix(8).firstMatch(of: /^（[0-9一二三四五六七八九十]+）([、，．.])/) else { continue }
            measuring.note(String(match.0), false, at: block.place)
        }
        return measuring.verdict(orElse: "there is no heading")
    },
    Rule("GB-7.3.3-g", "数字、年份不回行") { reading in
        var measuring = Measuring("no line ends inside a number or between a year and 年")
        for block in reading.blocks {
            for (line, next) in zip(block.lines, block.lines.dropFirst()) {
                let isSplit = splitsNumber(line.text, next.text)
                measuring.note(
                    isSplit ? "\(line.text.suffix(6))|\(next.text.prefix(4))" : "whole numbers", !isSplit,
                    at: next.place)
            }
        }
        return measuring.verdict(orElse: "no paragraph has a second line")
    },
]

private func splitsNumber(_ before: String, _ after: String) -> Bool {
    guard let last = before.unicodeScalars.last, let first = after.unicodeScalars.first else { return false }
    let digits: ClosedRange<Unicode.Scalar> = "0"..."9"
    if digits.contains(last), digits.contains(first) || first == "年" || first == "%" { return true }
    // 3.|5 and 3|.5
    let (twoBefore, twoAfter) = (before.unicodeScalars.suffix(2).first, after.unicodeScalars.dropFirst().first)
    let isPoint = { (scalar: Unicode.Scalar) in scalar == "." || scalar == "," }
    return isPoint(last) && digits.contains(first) && twoBefore.map(digits.contains) ?? false
        || digits.contains(last) && isPoint(first) && twoAfter.map(digits.contains) ?? false
}

/// 1 → 一, 21 → 二十一; below 100.
private func chineseNumber(_ number: Int) -> String {
    let digits = Array("〇一二三四五六七八九")
    let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
    return (tens > 1 ? String(digits[tens % 10]) : "") + (tens > 0 ? "十" : "")
        + (ones > 0 || tens == 0 ? String(digits[ones]) : "")
}

extension PageReading {
    func showsBody(onPage page: Int) -> Bool {
        blocks.contains { $0.kind == .body && $0.first.page == page }
            || lines.contains { $0.kind == .table && $0.page == page }
    }

    /// Headings set into the first line of a paragraph.
    fileprivate var runInHeadings: [(words: String, place: Place)] {
        blocks.filter { $0.kind == .body && $0.headingLevel == nil }.compactMap { block in
            let words = block.lines.flatMap(\.runs).prefix { $0.headingLevel != nil }.map(\.run.text).joined()
            return words.isEmpty ? nil : (words, block.place)
        }
    }
}
