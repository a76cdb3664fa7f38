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
    // Removed on the left and added on the right of each atom.
    var left = range.map { $0 == firstIndex ? atoms[$0].startTrim : atoms[$0].left }
    var right = range.map { $0 == lastIndex ? -atoms[$0].endTrim : atoms[$0].right }
    if line.hangs, let end = right.indices.last { right[end] = -atoms[lastIndex].advance }
    // A centred mark gives up as much on its left as on its right: its ink goes half the way.
    let centred = text.style.region.centresStops ? right : []
    var width: Int64 = 0
    for (offset, index) in range.enumerated() { width += atoms[index].advance - left[offset] + right[offset] }

    if width > measure {
        for step: UInt8 in [2, 3, 4, 5, 6, 7] where width > measure {
            var rooms: [Int64] = []
            var targets: [(offset: Int, isLeft: Bool)] = []
            for (offset, index) in range.enumerated() {
                if step == 4, offset > 0, atoms[index].shrinkLeft > 0 {
                    rooms.append(atoms[index].shrinkLeft)
                    targets.append((offset, true))
                }
                if offset + 1 < range.count, atoms[index].shrinkRightStep == step, atoms[index].shrinkRight > 0 {
                    rooms.append(atoms[index].shrinkRight)
                    targets.append((offset, false))
                }
            }
            let shares = share(width - measure, among: rooms)
            for (target, amount) in zip(targets, shares) {
                if target.isLeft { left[target.offset] += amount } else { right[target.offset] -= amount }
                width -= amount
            }
        }
    } else if alignment == .distributed || (alignment == .justified && !line.isLast && !text.style.keepsCells) {
        for step: UInt8 in [1, 2, 3] where width < measure {
            let targets = (0..<range.count - 1).filter { atoms[range.lowerBound + $0].stretchStep == step }
            let rooms = targets.map { step == 3 ? Int64.max : atoms[range.lowerBound + $0].stretch }
            for (offset, amount) in zip(targets, share(measure - width, among: rooms)) {
                right[offset] += amount
                width += amount
            }
        }
    }
    var cells: ContiguousArray<Cell> = []
    cells.reserveCapacity(range.count)
    var x: Int64 = 0
    var size = Length.zero
    for (offset, index) in range.enumerated() {
        let advance = atoms[index].advance - left[offset] + right[offset]
        var shift = atoms[index].shift - left[offset]
        if !centred.isEmpty, atoms[index].lineClass.isCentred { shift += min(0, right[offset], centred[offset]) / 2 }
        cells.append(Cell(atom: index, x: x, advance: advance, glyphShift: shift))
        x += advance
        size = max(size, atoms[index].size)
    }
    var end = x
    if range.contains(where: { atoms[$0].level > 0 }) {
        reorder(&cells, text)
        if !atoms[lastIndex].level.isMultiple(of: 2) { end = cells[cells.count - 1].x }
    }
    for index in line.trailing { cells.append(Cell(atom: index, x: end, advance: 0, glyphShift: 0)) }
    return SetLine(cells: cells, width: x, overfull: max(0, x - measure), size: size)
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
