import PagedModel
import PaperUnits

private let noMinutes = "the document does not call itself 纪要"
private let noList = "there is no list of 出席, 请假 or 列席"

/// 纪要格式, clause 10.3.
let minutesRules: [Rule] = [
    Rule("GB-10.3-a", "纪要标志由×××××纪要组成") { reading in
        guard reading.isMinutes else { return .notApplicable(noMinutes) }
        var measuring = Measuring("a mark that ends with 纪要")
        let place = Place(page: 1, x: .zero, y: .mm(72), text: "")
        let text = reading.mark?.text ?? "no mark"
        measuring.note(text, text.hasSuffix("纪要"), at: reading.mark?.place ?? place)
        return measuring.verdict(orElse: "")
    },
    Rule("GB-10.3-b", "纪要标志居中") { reading in
        guard reading.isMinutes, let (ink, place) = reading.markInk else { return .notApplicable(noMinutes) }
        var measuring = Measuring("centre of the ink at \(reading.centre(1)) mm ± 0.5 mm")
        measuring.length(ink.x + ink.width.scaled(by: 1, over: 2), is: reading.centre(1), within: 0.5, at: place)
        return measuring.verdict(orElse: "")
    },
    Rule("GB-10.3-c", "纪要标志上边缘至版心上边缘 35 mm") { reading in
        guard reading.isMinutes, let (ink, place) = reading.markInk else { return .notApplicable(noMinutes) }
        var measuring = Measuring("ink from 72 mm ± 1 mm")
        measuring.length(ink.y, is: 72, within: 1, at: place)
        return measuring.verdict(orElse: "")
    },
    Rule("GB-10.3-d", "纪要标志红色小标宋") { reading in
        guard reading.isMinutes, let mark = reading.mark else { return .notApplicable(noMinutes) }
        var measuring = Measuring("red 小标宋")
        for read in mark.lines.flatMap(\.runs) {
            measuring.note(read.run.colour.spelt, read.run.colour.isRed, at: mark.place)
            let fills = reading.faces.fills(read.run, .xiaobiaosong)
            measuring.note(fills ? "小标宋" : reading.faces.name(of: read.run), fills, at: mark.place)
        }
        return measuring.verdict(orElse: "")
    },
    Rule("GB-10.3-e", "出席：正文下空一行，左空二字，3号黑体，全角冒号") { reading in
        var measuring = Measuring("15.324 mm below the body, at 2字, 黑体 3号, colon one character wide")
        for (index, list) in reading.blocks(.nameList).enumerated() {
            measuring.indent(list, 2, reading)
            if index == 0 { measuring.blankAbove(list, reading) }
            for read in list.labelRuns { measuring.type(read.run, .heiti, Standard.third, reading, at: list.place) }
            guard let colon = list.colon else { continue }
            measuring.note(
                "colon \(colon.advance.spelt)", abs(colon.advance.millimetres - Standard.em) <= 0.05, at: list.place)
        }
        return measuring.verdict(orElse: noList)
    },
    Rule("GB-10.3-f", "冒号后3号仿宋标注姓名") { reading in
        var measuring = Measuring("仿宋 3号 from 5字 on")
        for list in reading.blocks(.nameList) {
            for line in list.lines {
                for read in line.runs where !list.isLabel(read.run) {
                    measuring.body(read.run, reading, at: line.place)
                }
            }
            guard let name = list.first.runs.first(where: { !list.isLabel($0.run) }) else { continue }
            let wanted = reading.left(list.first.page) + Double(list.labelLength + 3) * Standard.em
            measuring.note(
                "x \(name.run.position.x.spelt)", abs(name.run.position.x.millimetres - wanted) <= 0.1, at: list.place)
        }
        return measuring.verdict(orElse: noList)
    },
    Rule("GB-10.3-g", "回行与冒号后的首字对齐") { reading in
        var measuring = Measuring("at 5字, ± 0.1 mm")
        for list in reading.blocks(.nameList) {
            for line in list.lines.dropFirst() {
                let wanted = reading.left(line.page) + Double(list.labelLength + 3) * Standard.em
                let left = line.left.millimetres
                // People of one unit stand under the first of them.
                let isUnderPeople = list.columnOfPeople.map { abs(left - $0.millimetres) <= 0.1 } ?? false
                measuring.note("x \(line.left.spelt)", abs(left - wanted) <= 0.1 || isUnderPeople, at: line.place)
            }
        }
        return measuring.verdict(orElse: "no list turns over")
    },
    Rule("GB-10.3-h", "请假、列席依次另起一行") { reading in
        let lists = reading.blocks(.nameList)
        guard lists.count > 1 else { return .notApplicable("there is one list, or none") }
        var measuring = Measuring("出席, 请假, 缺席, 列席, each on the next line")
        let order = ["出席", "请假", "缺席", "列席"]
        var last = 0
        for (above, list) in zip(lists, lists.dropFirst()) {
            let line = above.lines[above.lines.count - 1]
            if line.page == list.first.page {
                let step = list.first.emTop - line.emTop
                measuring.note("\(step.spelt) below", abs(step.millimetres - Standard.pitch) <= 0.1, at: list.place)
            }
            last = max(last, order.firstIndex { above.text.hasPrefix($0) } ?? 0)
            let own = order.firstIndex { list.text.hasPrefix($0) } ?? last
            measuring.note(own >= last ? "in order" : "\(order[own]) after \(order[last])", own >= last, at: list.place)
        }
        return measuring.verdict(orElse: "")
    },
    Rule("GB-10.3-i", "纪要格式可以根据实际制定") { _ in
        .notApplicable("a permission: an organ's own template decides")
    },
]

extension ReadBlock {
    /// Characters of `出席：` without its colon.
    fileprivate var labelLength: Int { text.prefix { $0 != "：" }.count }

    /// Where the second column of a list by unit begins: the same on two lines or more, with units before it.
    fileprivate var columnOfPeople: Length? {
        let seconds = lines.compactMap { line -> Length? in
            let runs = line.runs.filter { !isLabel($0.run) }.map(\.run)
            guard runs.count > 1 else { return nil }
            return runs[1].position.x
        }
        guard let column = mostFrequent(seconds), seconds.count(where: { $0 == column }) > 1 else { return nil }
        return column
    }

    /// Runs before and with the colon.
    fileprivate var labelRuns: [ReadRun] {
        guard let end = first.runs.firstIndex(where: { $0.run.text.contains("：") }) else { return [] }
        return Array(first.runs[...end])
    }

    fileprivate func isLabel(_ run: GlyphRun) -> Bool { labelRuns.contains { $0.run == run } }

    fileprivate var colon: PlacedGlyph? {
        guard let run = labelRuns.last?.run, let place = run.text.firstIndex(of: "：") else { return nil }
        let offset = run.text.utf8.distance(from: run.text.startIndex, to: place)
        return run.glyphs.last { Int($0.cluster) == offset }
    }
}
