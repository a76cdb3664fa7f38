import BlockModel
import LineRules
import PaperUnits
import TextDirection

/// A line with every atom at its place.
struct SetLine {
    var cells: ContiguousArray<Cell>
    /// From the line's start to the end of its last cell.
    var width: Int64
    /// What could not be squeezed; 0 for all but lines longer than the measure.
    var overfull: Int64
    /// Size of the largest text, which gives the line its em box.
    var size: Length
}

/// Where one atom stands on its line.
struct Cell {
    var atom: Int
    /// Left edge from the line's start.
    var x: Int64
    var advance: Int64
    /// Origin of the glyphs from the cell's left edge.
    var glyphShift: Int64
}

/// Sets a chosen line: to `measure` where it is justified, at natural width otherwise but squeezed if too long.
func setLine(_ text: PreparedText, _ line: ChosenLine, measure: Int64, alignment: Alignment) -> SetLine {
    let atoms = text.atoms
    let range = line.atoms
    guard let firstIndex = range.first, let lastIndex = range.last else {
        return SetLine(cells: [], width: 0, overfull: 0, size: .zero)
    }
    var cells: ContiguousArray<Cell> = []
    cells.reserveCapacity(range.count + line.trailing.count)
    var width: Int64 = 0
    var size: Int64 = 0
    var highestLevel: UInt8 = 0
    let span = atoms.span
    for index in range {
        // Removed on the left and added on the right.
        let left = index == firstIndex ? span[index].startTrim : span[index].left
        let right = index == lastIndex ? lastRight(span[index], hangs: line.hangs) : span[index].right
        let advance = span[index].advance - left + right
        cells.append(Cell(atom: index, x: 0, advance: advance, glyphShift: span[index].shift - left))
        width += advance
        if span[index].emu > size { size = span[index].emu }
        if span[index].level > highestLevel { highestLevel = span[index].level }
    }
    if width > measure {
        squeeze(&cells, atoms, by: width - measure)
    } else if alignment == .distributed || (alignment == .justified && !line.isLast && !text.style.keepsCells) {
        stretch(&cells, atoms, by: measure - width)
    }
    if text.style.region.centresStops { centreStops(&cells, atoms, line) }
    var x: Int64 = 0
    var places = cells.mutableSpan
    for index in places.indices {
        places[index].x = x
        x += places[index].advance
    }
    var end = x
    if highestLevel > 0 {
        reorder(&cells, text)
        if !atoms[lastIndex].level.isMultiple(of: 2) { end = cells[cells.count - 1].x }
    }
    for index in line.trailing { cells.append(Cell(atom: index, x: end, advance: 0, glyphShift: 0)) }
    return SetLine(cells: cells, width: x, overfull: max(0, x - measure), size: Length(emu: size))
}

/// What is added right of a line's last atom.
private func lastRight(_ atom: Atom, hangs: Bool) -> Int64 { hangs ? -atom.advance : -atom.endTrim }

/// Takes room from the gaps, step after step of `clreq.md` 8.1.
private func squeeze(_ cells: inout ContiguousArray<Cell>, _ atoms: ContiguousArray<Atom>, by excess: Int64) {
    var excess = excess
    for step in UInt8(2)...7 where excess > 0 {
        var rooms: [Int64] = []
        var targets: [(cell: Int, isLeft: Bool)] = []
        for cell in cells.indices {
            let atom = cells[cell].atom
            if step == 4, cell > 0, atoms[atom].shrinkLeft > 0 {
                note(atoms[atom].shrinkLeft, at: (cell, true), of: cells.count, &rooms, &targets)
            }
            if atoms[atom].shrinkRightStep == step, cell + 1 < cells.count, atoms[atom].shrinkRight > 0 {
                note(atoms[atom].shrinkRight, at: (cell, false), of: cells.count, &rooms, &targets)
            }
        }
        if rooms.isEmpty { continue }
        let shares = share(excess, among: rooms)
        for index in shares.indices {
            let cell = targets[index].cell
            cells[cell].advance -= shares[index]
            if targets[index].isLeft { cells[cell].glyphShift -= shares[index] }
            excess -= shares[index]
        }
    }
}

private func note<Target>(
    _ room: Int64, at target: Target, of count: Int, _ rooms: inout [Int64], _ targets: inout [Target]
) {
    if rooms.isEmpty {
        rooms.reserveCapacity(count)
        targets.reserveCapacity(count)
    }
    rooms.append(room)
    targets.append(target)
}

/// Adds room to the gaps: word spaces, Han–Latin spaces, then all gaps alike.
private func stretch(_ cells: inout ContiguousArray<Cell>, _ atoms: ContiguousArray<Atom>, by slack: Int64) {
    var slack = slack
    let last = cells.count - 1
    let span = atoms.span
    var limited = false
    var gaps: Int64 = 0
    for cell in 0..<last {
        let step = span[cells[cell].atom].stretchStep
        if step == 3 { gaps += 1 } else if step > 0 { limited = true }
    }
    if limited {
        for step in UInt8(1)...2 where slack > 0 { slack -= stretch(&cells, atoms, step: step, by: slack) }
    }
    guard slack > 0, gaps > 0 else { return }
    // What does not divide goes one EMU each to the first.
    let (equal, remainder) = slack.quotientAndRemainder(dividingBy: gaps)
    var rest = remainder
    var places = cells.mutableSpan
    for cell in 0..<last where span[places[cell].atom].stretchStep == 3 {
        places[cell].advance += rest > 0 ? equal + 1 : equal
        rest -= 1
    }
}

/// Adds room to gaps of one step, which have limits.
///
/// - Returns: what they took.
private func stretch(
    _ cells: inout ContiguousArray<Cell>, _ atoms: ContiguousArray<Atom>, step: UInt8, by slack: Int64
) -> Int64 {
    var rooms: [Int64] = []
    var targets: [Int] = []
    for cell in 0..<cells.count - 1 where atoms[cells[cell].atom].stretchStep == step {
        note(atoms[cells[cell].atom].stretch, at: cell, of: cells.count, &rooms, &targets)
    }
    var taken: Int64 = 0
    if rooms.isEmpty { return 0 }
    let shares = share(slack, among: rooms)
    for index in shares.indices {
        cells[targets[index]].advance += shares[index]
        taken += shares[index]
    }
    return taken
}

/// A centred mark gives up as much on its left as on its right: its ink goes half the way.
private func centreStops(_ cells: inout ContiguousArray<Cell>, _ atoms: ContiguousArray<Atom>, _ line: ChosenLine) {
    for index in cells.indices {
        let atom = atoms[cells[index].atom]
        guard atom.lineClass.isCentred else { continue }
        let natural = index == cells.count - 1 ? lastRight(atom, hangs: line.hangs) : atom.right
        let left = atom.shift - cells[index].glyphShift
        let right = cells[index].advance - atom.advance + left
        cells[index].glyphShift += min(0, natural, right) / 2
    }
}

/// Gives cells in the order of the text their places in visual order (UAX #9 L2).
///
/// The room between two cells lies on the side where the text goes on; where it changes its direction, beside the one
/// that runs as the text around does.
private func reorder(_ cells: inout ContiguousArray<Cell>, _ text: PreparedText) {
    let levels = ContiguousArray(cells.map { text.atoms[$0.atom].level })
    let rooms = cells.map { $0.advance - text.atoms[$0.atom].advance }
    for index in cells.indices {
        if index + 1 < cells.count, levels[index + 1] < levels[index] {
            cells[index].advance -= rooms[index]
            cells[index + 1].advance += rooms[index]
            if levels[index + 1].isMultiple(of: 2) { cells[index + 1].glyphShift += rooms[index] }
        } else if !levels[index].isMultiple(of: 2) {
            cells[index].glyphShift += rooms[index]
        }
    }
    var x = cells.first?.x ?? 0
    for index in visualOrder(levels) {
        cells[index].x = x
        x += cells[index].advance
    }
}

extension LineClass {
    /// Stands in the middle of its em in Taiwan and Hong Kong.
    var isCentred: Bool { self == .mid || self == .end || self == .dot }
}

/// Shares an amount equally among places of limited room; what does not divide goes one EMU each to the first.
///
/// - Returns: one amount a place, none above its room, adding up to `amount` or to all the room there is.
func share(_ amount: Int64, among rooms: [Int64]) -> [Int64] {
    // Mostly the rooms are alike, and the shares too.
    if let least = rooms.min(), least > 0, amount > 0 {
        let (equal, rest) = amount.quotientAndRemainder(dividingBy: Int64(rooms.count))
        if equal < least { return rooms.indices.map { equal + (Int64($0) < rest ? 1 : 0) } }
    }
    var given = [Int64](repeating: 0, count: rooms.count)
    var open = rooms.indices.filter { rooms[$0] > 0 }
    var left = amount
    while left > 0, !open.isEmpty {
        let (equal, rest) = left.quotientAndRemainder(dividingBy: Int64(open.count))
        let full = open.filter { rooms[$0] - given[$0] <= equal }
        if full.isEmpty {
            for (order, index) in open.enumerated() { given[index] += equal + (Int64(order) < rest ? 1 : 0) }
            return given
        }
        for index in full {
            left -= rooms[index] - given[index]
            given[index] = rooms[index]
        }
        open.removeAll { given[$0] == rooms[$0] }
    }
    return given
}
