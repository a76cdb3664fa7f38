import LineRules
import PaperUnits

/// Breaks a title into as few lines as fit, of lengths as equal as its breaks allow (`gbt9704.md` 7.1.1).
func chooseBalancedLines(_ text: PreparedText, measure: Int64) -> [ChosenLine] {
    let filled = chooseLines(text, firstMeasure: measure, measure: measure, avoidsOrphans: false)
    guard filled.count > 1, !filled.dropLast().contains(where: \.isLast) else { return filled }
    let atoms = text.atoms
    let widths = WidthTable(atoms)
    let aim = widths.width(0..<atoms.count, atoms) / Int64(filled.count)
    var lines: [ChosenLine] = []
    var start = 0
    for remaining in stride(from: filled.count, to: 1, by: -1) {
        var best: (cost: Int64, end: Int)?
        for end in (start + 1)..<max(start + 2, atoms.count - remaining + 2) where end < atoms.count {
            let width = widths.width(start..<end, atoms)
            if width > measure { break }
            guard text.opportunities[end - 1] == .allowed, fits(text, widths, end, measure, remaining - 1) else {
                continue
            }
            let cost = abs(width - aim) + wordCost(atoms, end) * atoms[end].emu
            if best.map({ cost < $0.cost }) ?? true { best = (cost, end) }
        }
        guard let best else { return filled }
        lines.append(ChosenLine(atoms: start..<best.end, trailing: best.end..<best.end, isLast: false))
        start = best.end
    }
    let end = atoms.count
    lines.append(ChosenLine(atoms: start..<end, trailing: end..<end, isLast: true))
    return lines
}

/// Whether the rest can stand on so many lines.
private func fits(_ text: PreparedText, _ widths: WidthTable, _ start: Int, _ measure: Int64, _ lines: Int) -> Bool {
    widths.width(start..<text.atoms.count, text.atoms) <= Int64(lines) * measure
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
    if after == "第" { return 0 }
    return "议会的和与及暨》、".unicodeScalars.contains(before) ? 0 : 3
}
