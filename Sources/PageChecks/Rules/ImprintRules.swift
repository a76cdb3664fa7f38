import PagedModel
import PaperUnits

private let noImprint = "there is no 版记"

/// 版记, clause 7.4.
let imprintRules: [Rule] = [
    Rule("GB-7.4.1-a", "版记分隔线与版心等宽") { reading in
        var measuring = Measuring("156 mm ± 0.2 mm from the left edge")
        for rule in reading.imprintRules {
            let isRight =
                abs(rule.rect.width.millimetres - Standard.width) <= 0.2
                && abs(rule.rect.x.millimetres - reading.left(rule.page)) <= 0.2
            measuring.note("\(rule.rect.width.spelt) from \(rule.rect.x.spelt)", isRight, at: rule.place)
        }
        return measuring.imprintVerdict(reading)
    },
    Rule("GB-7.4.1-b", "首条和末条分隔线 0.35 mm，中间 0.25 mm") { reading in
        var measuring = Measuring("0.35 mm at both ends, 0.25 mm between, ± 0.05 mm")
        let rules = reading.imprintRules
        for (index, rule) in rules.enumerated() {
            let wanted = index == 0 || index == rules.count - 1 ? 0.35 : 0.25
            measuring.note(rule.rect.height.spelt, abs(rule.rect.height.millimetres - wanted) <= 0.05, at: rule.place)
        }
        return measuring.imprintVerdict(reading)
    },
    Rule("GB-7.4.1-c", "末条分隔线与最后一面的版心下边缘重合") { reading in
        var measuring = Measuring("first line above the words, last line at 262 mm ± 0.2 mm on the last page")
        if let first = reading.imprintRules.first, let last = reading.imprintRules.last,
            let words = reading.first(.imprint)
        {
            let isAbove = first.page < words.first.page || first.rect.y < words.first.emTop
            measuring.note(isAbove ? "above" : "not above", isAbove, at: first.place)
            let middle = last.rect.y + last.rect.height.scaled(by: 1, over: 2)
            measuring.note(
                "last line at \(middle.spelt)", abs(middle.millimetres - Standard.bottom) <= 0.2, at: last.place)
            measuring.note("page \(last.page)", last.page == reading.document.pages.count, at: last.place)
        }
        return measuring.imprintVerdict(reading)
    },
    Rule("GB-7.4.2-a", "抄送：4号仿宋，左右空一字，回行与冒号后首字对齐，句号") { reading in
        var measuring = Measuring("4号仿宋, 1字 in at both sides, turn-over after the colon, 。 at the end")
        for block in reading.addressees("抄送") { measuring.addressees(block, reading) }
        return measuring.verdict(orElse: "there is no 抄送")
    },
    Rule("GB-7.4.2-b", "主送移至版记：在抄送之上，之间不加分隔线") { reading in
        guard let main = reading.addressees("主送").first else { return .notApplicable("there is no 主送 in 版记") }
        var measuring = Measuring("as 抄送, above it without a line")
        measuring.addressees(main, reading)
        if let copies = reading.addressees("抄送").first {
            let isCut = reading.imprintRules.contains {
                $0.page == copies.first.page && $0.rect.y > main.first.emTop && $0.rect.y < copies.first.emTop
            }
            measuring.note(isCut ? "a line between" : "no line between", !isCut, at: copies.place)
            measuring.note(
                "above 抄送", main.first.emTop < copies.first.emTop || main.first.page < copies.first.page, at: main.place
            )
        }
        return measuring.verdict(orElse: "")
    },
    Rule("GB-7.4.3-a", "印发机关左空一字，印发日期右空一字，后加印发") { reading in
        var measuring = Measuring("4号仿宋, organ 1字 from the left, date 1字 from the right, like 2024年3月30日印发")
        for block in reading.blocks(.imprint) where block.text.hasSuffix("印发") {
            let line = block.first
            for read in block.lines.flatMap(\.runs) {
                measuring.type(read.run, .fangsong, Standard.fourth, reading, at: line.place)
            }
            let right = reading.right(line.page) - line.right.millimetres
            measuring.note(
                "\(Length.mm(right).spelt) from the right", Standard.smallIndent.contains(right), at: line.place)
            let left = line.left.millimetres - reading.left(line.page)
            let hasOrgan = block.text.firstMatch(of: /^[0-9]{4}年/) == nil
            if hasOrgan {
                measuring.note(
                    "\(Length.mm(left).spelt) from the left", Standard.smallIndent.contains(left), at: line.place)
            }
            let isDated = block.text.firstMatch(of: /[0-9]{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12][0-9]|3[01])日印发$/) != nil
            measuring.note(isDated ? "dated" : block.text.shortened, isDated, at: line.place)
        }
        return measuring.verdict(orElse: "there is no 印发日期")
    },
    Rule("GB-7.4.3-b", "印发机关之上加一条细线") { reading in
        var measuring = Measuring("a line of 0.25 mm between")
        let blocks = reading.blocks(.imprint)
        for (above, block) in zip(blocks, blocks.dropFirst()) where block.text.hasSuffix("印发") {
            let rule = reading.imprintRules.first {
                $0.page == block.first.page && $0.rect.y < block.first.emTop
                    && ($0.rect.y > above.first.emTop || above.first.page < block.first.page)
            }
            measuring.note(
                rule?.rect.height.spelt ?? "no line",
                rule.map { abs($0.rect.height.millimetres - 0.25) <= 0.05 } ?? false, at: block.place)
        }
        return measuring.verdict(orElse: "nothing stands above 印发机关 in 版记")
    },
    Rule("GB-7.4-c", "版记置于最后一面") { reading in
        var measuring = Measuring("the last page")
        for block in reading.blocks(.imprint) {
            let page = block.lines[block.lines.count - 1].page
            measuring.note("page \(page)", page == reading.document.pages.count, at: block.place)
        }
        return measuring.verdict(orElse: noImprint)
    },
]

extension PageReading {
    /// Rules from the one above the first words of the imprint on.
    fileprivate var imprintRules: [ReadRule] {
        guard let words = first(.imprint) else { return [] }
        let after = rules.filter { rule in
            rule.rect != separator?.rect || rule.page != 1
        }.filter {
            $0.page > words.first.page || $0.page == words.first.page && $0.rect.y > words.first.emTop - .mm(12)
        }
        return after
    }

    fileprivate func addressees(_ label: String) -> [ReadBlock] {
        blocks(.imprint).filter { $0.text.hasPrefix(label + "：") }
    }
}

extension Measuring {
    fileprivate func imprintVerdict(_ reading: PageReading) -> Verdict {
        guard reading.first(.imprint) != nil else { return .notApplicable(noImprint) }
        return verdict(orElse: "版记 has no lines")
    }

    fileprivate mutating func addressees(_ block: ReadBlock, _ reading: PageReading) {
        for read in block.lines.flatMap(\.runs) {
            type(read.run, .fangsong, Standard.fourth, reading, at: block.place)
        }
        for (index, line) in block.lines.enumerated() {
            let left = line.left.millimetres - reading.left(line.page)
            let label = index == 0 ? 0 : 3 * Standard.small
            let isRight = (Standard.smallIndent.lowerBound + label...Standard.smallIndent.upperBound + label).contains(
                left)
            note("\(Length.mm(left).spelt) from the left", isRight, at: line.place)
            let right = reading.right(line.page) - line.right.millimetres
            note(
                right >= Standard.smallIndent.lowerBound
                    ? "1字 free at the right" : "\(Length.mm(right).spelt) from the right",
                right >= Standard.smallIndent.lowerBound, at: line.place)
        }
        note(block.text.hasSuffix("。") ? "。" : String(block.text.suffix(1)), block.text.hasSuffix("。"), at: block.place)
    }
}
