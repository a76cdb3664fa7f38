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
    guard !text.atoms.isEmpty else { return [] }
    var search = LineSearch(
        text, firstRoom: max(firstMeasure, 0), room: max(measure, 0), avoidsOrphans: avoidsOrphans, hanging: hanging)
    search.run()
    return search.lines()
}

/// Costs beside a line's own; each outweighs any line that is merely loose.
enum Demerits {
    static let orphan = 5e7
    static let unitSplit = 1e9
    static let forced = 1e13
}

/// The best way known to end a line before an atom.
private struct Node {
    var cost = Double.infinity
    var start: Int32 = 0
    /// Without the blanks at the line's end.
    var end: Int32 = 0
}

/// The search for the breaks that cost least.
///
/// Costs only grow along a way, so what costs more than the whole paragraph may is no part of the best way. What it may
/// cost is guessed from its length; where nothing is found for that, the search is made again with more. The result is
/// that of a search without a bound.
private struct LineSearch {
    private let text: PreparedText
    private let widths: WidthTable
    private let firstRoom: Int64
    private let room: Int64
    private let avoidsOrphans: Bool
    private let hanging: HangingMarks
    private var nodes: ContiguousArray<Node> = []
    /// Where the search for the last start ended; it only grows, so all searches together pass the text once.
    private var reach = 0
    private var budget = 0.0

    private static let candidateLimit = 8

    init(_ text: PreparedText, firstRoom: Int64, room: Int64, avoidsOrphans: Bool, hanging: HangingMarks) {
        self.text = text
        widths = WidthTable(text.atoms)
        self.firstRoom = firstRoom
        self.room = room
        self.avoidsOrphans = avoidsOrphans
        self.hanging = hanging
    }

    mutating func run() {
        let count = text.atoms.count
        let lines = max(0, widths.width(0..<count, text.atoms) / max(room, 1)) + 2
        // A line that is one character short costs 36.
        budget = 24 * Double(lines)
        repeat {
            nodes = ContiguousArray(repeating: Node(), count: count + 1)
            nodes[0].cost = 0
            reach = 0
            for start in 0..<count where nodes[start].cost < .infinity { tryEnds(from: start) }
            budget *= 16
        } while nodes[count].cost == .infinity && budget < .infinity
    }

    func lines() -> [ChosenLine] {
        var lines: [ChosenLine] = []
        var end = text.atoms.count
        while end > 0 {
            let node = nodes[end]
            let line = Int(node.start)..<Int(node.end)
            lines.append(
                ChosenLine(
                    atoms: line, trailing: Int(node.end)..<end, isLast: endsParagraph(end),
                    hangs: text.outside(line, widths, room: room(from: line.lowerBound), hanging) > 0))
            end = line.lowerBound
        }
        return lines.reversed()
    }

    private func room(from start: Int) -> Int64 { start == 0 ? firstRoom : room }

    private func endsParagraph(_ end: Int) -> Bool {
        if end == text.atoms.count { return true }
        if case .required = text.opportunities[end - 1] { return true }
        return false
    }

    /// Tries the places where a line from `start` may end, far to near.
    private mutating func tryEnds(from start: Int) {
        let room = room(from: start)
        findReach(from: start, room: room)
        if tryEnds(.allowed, from: start, room: room, penalty: 0) { return }
        if tryEnds(.lastResort, from: start, room: room, penalty: Demerits.unitSplit) { return }
        // A token longer than the line: as much of it as fits, at least one user-perceived character.
        let fit = stride(from: reach, to: start, by: -1).first {
            isWhole($0) && widths.width(start..<$0, text.atoms) <= room
        }
        let count = text.atoms.count
        let end = fit ?? (start + 1..<count).first(where: isWhole) ?? count
        tryLine(trimmed(start..<end), end, room: room, penalty: Demerits.forced)
    }

    private mutating func findReach(from start: Int, room: Int64) {
        reach = max(reach, start + 1)
        while reach < text.atoms.count {
            if case .required = text.opportunities[reach - 1] { return }
            // Two em more than fits: a mark may fit with half its width where the text before it did not.
            guard widths.leastWidth(start..<reach + 1) <= room + 2 * text.atoms[reach].emu else { return }
            reach += 1
        }
    }

    /// - Returns: whether a line from `start` can end at breaks of this kind.
    private mutating func tryEnds(_ weakest: BreakOpportunity, from start: Int, room: Int64, penalty: Double) -> Bool {
        let loosest = LineBadness.loosestCubed(within: budget - nodes[start].cost - penalty)
        var found = 0
        var end = reach
        while end > start, found < Self.candidateLimit {
            if mayEnd(weakest, at: end) {
                let line = trimmed(start..<end)
                let width = widths.width(line, text.atoms)
                if width <= room {
                    found += 1
                    if !endsParagraph(end), widths.isLooser(line, text.atoms, slack: room - width, thanCube: loosest) {
                        // Nearer ends leave more to share among fewer gaps.
                        return true
                    }
                    tryLine(line, end, room: room, penalty: penalty)
                } else {
                    let outside = text.outside(line, widths, room: room, hanging)
                    if width - outside - widths.shrinkable(line) <= room {
                        found += 1
                        tryLine(line, end, room: room, penalty: penalty)
                    }
                }
            }
            end -= 1
        }
        return found > 0
    }

    private func mayEnd(_ weakest: BreakOpportunity, at end: Int) -> Bool {
        let found = text.opportunities[end - 1]
        return found == weakest || found == .required || end == text.atoms.count
    }

    /// Weighs one line; ends come from the far one to the near one, so the longer line keeps a tie.
    private mutating func tryLine(_ line: Range<Int>, _ end: Int, room: Int64, penalty: Double) {
        var next = end
        while next < text.atoms.count, text.atoms[next].lineClass == .space { next += 1 }
        let isLast = endsParagraph(next)
        let outside = text.outside(line, widths, room: room, hanging)
        var badness = widths.badness(line, text.atoms, room: room + outside, isLast: isLast)
        if isLast, avoidsOrphans, line.lowerBound > 0, isOrphan(text.atoms, line) {
            badness.demerits += Demerits.orphan
        }
        let total = nodes[line.lowerBound].cost + badness.demerits + penalty
        if total <= budget, total < nodes[next].cost {
            nodes[next] = Node(cost: total, start: Int32(line.lowerBound), end: Int32(line.upperBound))
        }
    }

    private func isWhole(_ end: Int) -> Bool {
        end == text.atoms.count || text.opportunities[end - 1] != .inseparable
    }

    /// Without the blanks at the end, but for a line of nothing else.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound + 1, text.atoms[end - 1].lineClass == .space { end -= 1 }
        return range.lowerBound..<end
    }
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
