import LineRules
import PaperUnits

/// Breaks a title into as few lines as fit: between words first, then into 梯形 or 菱形 of lines of nearly equal length
/// (GB/T 9704 7.3.1; `gbt9704.md` 7.1.1).
func chooseBalancedLines(_ text: PreparedText, measure: Int64) -> [ChosenLine] {
    let filled = chooseLines(text, firstMeasure: measure, measure: measure, avoidsOrphans: false)
    guard filled.count > 1, !filled.dropLast().contains(where: \.isLast) else { return filled }
    let title = TitleBreaks(text, measure: measure, lines: filled.count)
    guard let ends = filled.count <= 3 ? title.best() : title.evenOnes() else { return filled }
    var start = 0
    return (ends + [text.atoms.count]).map { end in
        defer { start = end }
        return ChosenLine(atoms: start..<end, trailing: end..<end, isLast: end == text.atoms.count)
    }
}

/// The places where a title may break, and what each costs.
private struct TitleBreaks {
    let text: PreparedText
    let measure: Int64
    let lines: Int
    private let widths: WidthTable
    /// Width of each line if all were equal.
    private let aim: Int64
    private var count: Int { text.atoms.count }

    init(_ text: PreparedText, measure: Int64, lines: Int) {
        self.text = text
        self.measure = measure
        self.lines = lines
        widths = WidthTable(text.atoms)
        aim = widths.width(0..<text.atoms.count, text.atoms) / Int64(lines)
    }

    /// Of two or three lines every way is weighed: cost grows with the square of the title's length at most.
    func best() -> [Int]? {
        let places = (1..<count).filter { text.opportunities[$0 - 1] == .allowed }
        var best: (cost: Int64, ends: [Int])?
        func weigh(_ ends: [Int]) {
            guard let cost = cost(of: ends), best.map({ cost < $0.cost }) ?? true else { return }
            best = (cost, ends)
        }
        for first in places {
            if lines == 2 {
                weigh([first])
            } else {
                for second in places where second > first { weigh([first, second]) }
            }
        }
        return best?.ends
    }

    /// Line by line, each as near the aim as its breaks allow.
    func evenOnes() -> [Int]? {
        var ends: [Int] = []
        var start = 0
        for remaining in stride(from: lines, to: 1, by: -1) {
            var best: (cost: Int64, end: Int)?
            for end in (start + 1)..<max(start + 2, count - remaining + 2) where end < count {
                let width = widths.width(start..<end, text.atoms)
                if width > measure { break }
                let rest = widths.width(end..<count, text.atoms)
                guard text.opportunities[end - 1] == .allowed, rest <= Int64(remaining - 1) * measure else { continue }
                let cost = abs(width - aim) + wordCost(text.atoms, end) * text.atoms[end].emu
                if best.map({ cost < $0.cost }) ?? true { best = (cost, end) }
            }
            guard let best else { return nil }
            ends.append(best.end)
            start = best.end
        }
        return ends
    }

    /// Nil where a line does not fit.
    private func cost(of ends: [Int]) -> Int64? {
        var widths: [Int64] = []
        var start = 0
        var cost: Int64 = 0
        for end in ends + [count] {
            let width = self.widths.width(start..<end, text.atoms)
            guard width <= measure else { return nil }
            widths.append(width)
            cost += abs(width - aim)
            if end < count { cost += wordCost(text.atoms, end) * text.atoms[end].emu }
            start = end
        }
        return cost + shapeCost(widths) * (text.atoms.first?.emu ?? 0)
    }

    /// In em: a rectangle, an hourglass and a last line of one or two characters are no 梯形 and no 菱形.
    private func shapeCost(_ widths: [Int64]) -> Int64 {
        let em = text.atoms.first?.emu ?? 0
        guard let first = widths.first, let last = widths.last else { return 0 }
        if last < 3 * em { return 40 }
        if widths.allSatisfy({ abs($0 - first) < em / 2 }) { return 11 }
        let isHourglass = widths.count == 3 && widths[1] < min(first, last)
        return isHourglass ? 12 : 0
    }
}

/// In em, how much worse than an even break this place is: word groups of titles stay together.
private func wordCost(_ atoms: ContiguousArray<Atom>, _ end: Int) -> Int64 {
    func scalar(_ index: Int) -> Unicode.Scalar {
        atoms.indices.contains(index) ? Unicode.Scalar(atoms[index].scalar) ?? " " : " "
    }
    let numerals = "〇零一二三四五六七八九十百0123456789".unicodeScalars
    let (before, after) = (scalar(end - 1), scalar(end))
    // Ordinals stay whole: 第三届, 五届四次, 2031年.
    if before == "第" || numerals.contains(before) { return 60 }
    // 的, 了, 和 … and the second halves of 会议, 届次 and the like never start a line of a title.
    if "的了和及与暨等议届次会员".unicodeScalars.contains(after) { return 40 }
    if after == "关", scalar(end + 1) == "于" { return -6 }
    if after == "第" { return -2 }
    if "的和与及".unicodeScalars.contains(before) { return 6 }
    return "议会暨》、”".unicodeScalars.contains(before) ? 0 : 12
}
