import LineRules
import PaperUnits

/// A line before its width is shared out.
struct ChosenLine {
    var atoms: Range<Int>
    /// Blanks after the last atom: no width, but part of the text.
    var trailing: Range<Int>
    /// The last line of its paragraph or before a required break, which is not stretched.
    var isLast: Bool
    /// The last atom stands outside the measure (行尾点号悬挂).
    var hangs = false
}

/// Breaks a paragraph into lines of at most `measure` (the first one `firstMeasure`), in EMU, weighing all lines together.
///
/// Each line's badness comes from how much its gaps must give or take (`LineBadness`); the breaks with the least sum of
/// squares win, the later break where two sums are equal. So a line is squeezed rather than left wide where its natural
/// end is forbidden (先挤进后推出), as `clreq.md` 8.2 A does line by line, and a wide line is shared with its neighbours.
/// Breaks inside a unit, single characters on a last line, and breaks by force cost so much that they come last.
///
/// Cost: each place is tried as the start of one line, and a line's end among `candidateLimit` places; no recursion.
func chooseLines(
    _ text: PreparedText, firstMeasure: Int64, measure: Int64, avoidsOrphans: Bool, hanging: HangingMarks = .none
) -> [ChosenLine] {
    let atoms = text.atoms
    guard !atoms.isEmpty else { return [] }
    let widths = WidthTable(atoms)
    var nodes = ContiguousArray(repeating: Node(), count: atoms.count + 1)
    nodes[0].cost = 0
    var reach = 0
    for start in 0..<atoms.count where nodes[start].cost < .infinity {
        let room = max(start == 0 ? firstMeasure : measure, 0)
        reach = max(reach, start + 1)
        let cost = nodes[start].cost
        visitEnds(text, widths, from: start, room: room, hanging: hanging, reach: &reach) { end, penalty in
            let line = trimmed(atoms, start..<end)
            var next = end
            while next < atoms.count, atoms[next].lineClass == .space { next += 1 }
            let isLast = next == atoms.count || text.opportunities[next - 1] == .required
            let outside = text.outside(line, widths, room: room, hanging)
            var badness = widths.badness(line, atoms, room: room + outside, isLast: isLast)
            if isLast, avoidsOrphans, start > 0, isOrphan(atoms, line) { badness.demerits += Demerits.orphan }
            let total = cost + badness.demerits + penalty
            // Ends come from the far one to the near one, so the longer line keeps a tie.
            if total < nodes[next].cost { nodes[next] = Node(cost: total, start: start, end: line.upperBound) }
        }
    }
    var lines: [ChosenLine] = []
    var end = atoms.count
    while end > 0 {
        let node = nodes[end]
        let line = node.start..<node.end
        let room = max(node.start == 0 ? firstMeasure : measure, 0)
        lines.append(
            ChosenLine(
                atoms: line, trailing: node.end..<end,
                isLast: end == atoms.count || text.opportunities[end - 1] == .required,
                hangs: text.outside(line, widths, room: room, hanging) > 0))
        end = node.start
    }
    return lines.reversed()
}

/// The best way known to end a line before an atom.
private struct Node {
    var cost = Double.infinity
    var start = 0
    /// Without the blanks at the line's end.
    var end = 0
}

/// Costs beside a line's own; each outweighs any line that is merely loose.
enum Demerits {
    static let orphan = 5e7
    static let unitSplit = 1e9
    static let forced = 1e13
}

/// Calls `visit` with the places where a line from `start` may end, far to near, and what a break there costs by itself.
///
/// - Parameter reach: where the search for the last start ended; it only grows, so all searches together pass the text
///   once.
private func visitEnds(
    _ text: PreparedText, _ widths: WidthTable, from start: Int, room: Int64, hanging: HangingMarks,
    reach: inout Int,
    _ visit: (_ end: Int, _ penalty: Double) -> Void
) {
    let atoms = text.atoms
    // Two em more than fits: a mark may fit with half its width where the text before it did not.
    while reach < atoms.count, reach == start || text.opportunities[reach - 1] != .required,
        widths.leastWidth(start..<reach + 1) <= room + 2 * atoms[reach].emu
    {
        reach += 1
    }
    let candidateLimit = 8
    for (weakest, penalty) in [(BreakOpportunity.allowed, 0.0), (.lastResort, Demerits.unitSplit)] {
        var found = 0
        for end in stride(from: reach, to: start, by: -1) {
            guard
                end == atoms.count || text.opportunities[end - 1] == weakest || text.opportunities[end - 1] == .required
            else { continue }
            let line = trimmed(atoms, start..<end)
            guard
                widths.width(line, atoms) - text.outside(line, widths, room: room, hanging) - widths.shrinkable(line)
                    <= room
            else { continue }
            visit(end, penalty)
            found += 1
            if found == candidateLimit { break }
        }
        if found > 0 { return }
    }
    // A token longer than the line: as much of it as fits, at least one user-perceived character.
    func isWhole(_ end: Int) -> Bool { end == atoms.count || text.opportunities[end - 1] != .inseparable }
    let fit = stride(from: reach, to: start, by: -1).first {
        isWhole($0) && widths.width(start..<$0, atoms) <= room
    }
    visit(fit ?? (start + 1..<atoms.count).first(where: isWhole) ?? atoms.count, Demerits.forced)
}

/// Without the blanks at the end, but for a line of nothing else.
private func trimmed(_ atoms: ContiguousArray<Atom>, _ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound + 1, atoms[end - 1].lineClass == .space { end -= 1 }
    return range.lowerBound..<end
}

/// A single character, with or without a mark (孤字; CLREQ 3.4.4).
private func isOrphan(_ atoms: ContiguousArray<Atom>, _ line: Range<Int>) -> Bool {
    var seen: LineClass?
    for index in line {
        switch atoms[index].lineClass {
        case .han, .western:
            if seen != nil { return false }
            seen = atoms[index].lineClass
        default: break
        }
    }
    return seen == .han
}
