import LineRules
import PaperUnits

/// A line before its width is shared out: which atoms it holds, blanks at either end already left out.
struct ChosenLine {
    var atoms: Range<Int>
    /// Blanks after the last atom: no width, but part of the text.
    var trailing: Range<Int>
    /// Left as it is: the last line of a paragraph, or one broken by force.
    var isLast: Bool
}

/// Sums over a paragraph's atoms, so that the width of any stretch of it costs one subtraction.
struct WidthTable {
    /// `natural[i]`: room of the atoms before i, with the spacing inside a line.
    private(set) var natural: ContiguousArray<Int64> = [0]
    /// `room[i]`: what the atoms before i can give in all shrinking steps, each on its right side.
    private(set) var room: ContiguousArray<Int64> = [0]
    private(set) var roomLeft: ContiguousArray<Int64> = [0]

    init(_ atoms: ContiguousArray<Atom>) {
        natural.reserveCapacity(atoms.count + 1)
        room.reserveCapacity(atoms.count + 1)
        roomLeft.reserveCapacity(atoms.count + 1)
        var width: Int64 = 0
        var right: Int64 = 0
        var left: Int64 = 0
        for atom in atoms {
            width += atom.advance - atom.left + atom.right
            right += atom.shrinkRight
            left += atom.shrinkLeft
            natural.append(width)
            room.append(right)
            roomLeft.append(left)
        }
    }

    /// Width of a line of these atoms with the rules of line start and line end applied (`clreq.md` 6.3).
    func width(_ range: Range<Int>, _ atoms: ContiguousArray<Atom>) -> Int64 {
        guard !range.isEmpty else { return 0 }
        let first = atoms[range.lowerBound]
        let last = atoms[range.upperBound - 1]
        return natural[range.upperBound] - natural[range.lowerBound] + first.left - first.startTrim - last.right
            - last.endTrim
    }

    /// What justification can take off the line.
    func shrinkable(_ range: Range<Int>) -> Int64 {
        guard range.count > 1 else { return 0 }
        // Gaps lie between atoms: the last one's right side and the first one's left side are edges.
        return room[range.upperBound - 1] - room[range.lowerBound] + roomLeft[range.upperBound]
            - roomLeft[range.lowerBound + 1]
    }
}

/// Breaks a paragraph into lines of at most `measure` (the first one `firstMeasure`), in EMU.
///
/// Policy A of `clreq.md` 8.2: break at the last character that fits; where that is forbidden squeeze the line up to
/// the next break (先挤进), else fall back to the one before (后推出). Every line takes at least one atom, so the work is
/// bounded by the text. Cost: linear but for the atoms read again after falling back.
func chooseLines(
    _ text: PreparedText, firstMeasure: Int64, measure: Int64, avoidsOrphans: Bool
) -> [ChosenLine] {
    let atoms = text.atoms
    let widths = WidthTable(atoms)
    var lines: [ChosenLine] = []
    var start = 0
    while start < atoms.count {
        let room = max(lines.isEmpty ? firstMeasure : measure, 0)
        let end = lineEnd(text, widths, from: start, room: room)
        var last = end
        while last > start + 1, atoms[last - 1].lineClass == .space { last -= 1 }
        var next = end
        while next < atoms.count, atoms[next].lineClass == .space { next += 1 }
        lines.append(ChosenLine(atoms: start..<last, trailing: last..<next, isLast: next == atoms.count))
        start = next
    }
    if avoidsOrphans { pullOrphan(&lines, text) }
    return lines
}

/// One past the last atom of the line that starts at `start`.
private func lineEnd(_ text: PreparedText, _ widths: WidthTable, from start: Int, room: Int64) -> Int {
    let atoms = text.atoms
    // The longest prefix that fits. A mark at the end may fit with half its width although the text after it does
    // not, so the search goes on until the line is too long even without its last mark.
    var fit = start
    var end = start
    while end < atoms.count {
        end += 1
        if trimmedWidth(text, widths, start, end) <= room {
            fit = end
        } else if widths.natural[end] - widths.natural[start] > room + 2 * atoms[end - 1].emu {
            break
        }
    }
    if fit == atoms.count { return fit }
    if fit > start, text.opportunities[fit - 1] == .allowed { return fit }
    for weakest in [BreakOpportunity.allowed, .lastResort] {
        // Squeeze: the next break, if the line shrinks far enough.
        var next = fit + 1
        while next < atoms.count, text.opportunities[next - 1].rawValue > weakest.rawValue { next += 1 }
        if next <= atoms.count,
            widths.width(start..<next, atoms) - widths.shrinkable(start..<next) <= room
        {
            return next
        }
        // Push out: the break before.
        var before = fit
        while before > start, text.opportunities[before - 1].rawValue > weakest.rawValue { before -= 1 }
        if before > start { return before }
    }
    return max(fit, start + 1)
}

private func trimmedWidth(_ text: PreparedText, _ widths: WidthTable, _ start: Int, _ end: Int) -> Int64 {
    var last = end
    while last > start + 1, text.atoms[last - 1].lineClass == .space { last -= 1 }
    return widths.width(start..<last, text.atoms)
}

/// Moves a character of the last line but one down where the last would hold a single one (CLREQ 3.4.4).
private func pullOrphan(_ lines: inout [ChosenLine], _ text: PreparedText) {
    guard lines.count > 1, let last = lines.last else { return }
    let visible = last.atoms.filter { text.atoms[$0].lineClass == .han || text.atoms[$0].lineClass == .western }
    guard visible.count == 1, text.atoms[visible[0]].lineClass == .han else { return }
    let before = lines[lines.count - 2].atoms
    var split = before.upperBound - 1
    while split > before.lowerBound + 1, text.opportunities[split - 1] != .allowed { split -= 1 }
    // Giving up half a line for the orphan would be worse than the orphan.
    guard split > before.lowerBound + 1, before.upperBound - split <= 4 else { return }
    guard lines[lines.count - 2].trailing.isEmpty else { return }
    lines[lines.count - 2].atoms = before.lowerBound..<split
    lines[lines.count - 2].trailing = split..<split
    lines[lines.count - 1].atoms = split..<last.atoms.upperBound
}

/// Breaks a title into as few lines as fit, of lengths as equal as its breaks allow (`gbt9704.md` 7.1.1).
func chooseBalancedLines(_ text: PreparedText, measure: Int64) -> [ChosenLine] {
    let filled = chooseLines(text, firstMeasure: measure, measure: measure, avoidsOrphans: false)
    guard filled.count > 1 else { return filled }
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
