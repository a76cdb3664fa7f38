import PaperUnits

extension Typesetter {
    /// Moves the one-line cells of a column that hold a number, so that units digits stand under one another and the block
    /// they make is centred (`clreq.md` T-e). Where the block is wider than the column nothing moves.
    func alignDigits(_ rows: inout [LaidOutRow], column: Int, measure: Length) {
        struct Number {
            var row: Int
            var cell: Int
            /// From the line's start to the right end of the units digit, and from there on.
            var left: Int64
            var right: Int64
        }
        var numbers: [Number] = []
        for (row, laidOut) in rows.enumerated() {
            for (index, cell) in laidOut.cells.enumerated() where cell.column == column && cell.columnSpan == 1 {
                guard !cell.isHead, cell.stack.lines.count == 1, let piece = cell.stack.lines[0].first,
                    cell.stack.lines[0].count == 1, let units = unitsEnd(piece, cell.stack.texts)
                else { continue }
                numbers.append(Number(row: row, cell: index, left: units, right: piece.line.width - units))
            }
        }
        let left = numbers.map(\.left).max() ?? 0
        let right = numbers.map(\.right).max() ?? 0
        guard left + right <= measure.emu else { return }
        let start = (measure.emu - left - right) / 2
        for number in numbers {
            rows[number.row].cells[number.cell].stack.lines[0][0].x = start + left - number.left
        }
    }

    /// Right end of the last digit before a decimal point, from the line's start; nil without a digit.
    private func unitsEnd(_ piece: LineStack.Piece, _ texts: [SettledText]) -> Int64? {
        let atoms = texts[piece.text].atoms
        var end: Int64?
        for (index, cell) in piece.line.cells.enumerated() {
            let scalar = atoms[cell.atom].scalar
            if isDigit(scalar) {
                end = cell.x + cell.advance
                continue
            }
            guard end != nil else { continue }
            // A comma or blank between digits groups them.
            let next = piece.line.cells.indices.contains(index + 1) ? atoms[piece.line.cells[index + 1].atom].scalar : 0
            guard scalar == 0x2C || scalar == 0x20 || scalar == 0xA0 || scalar == 0x2009, isDigit(next) else { break }
        }
        return end
    }

    private func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }
}
