import BlockModel
import FontAccess
import LineRules
import PaperUnits

extension Typesetter {
    /// Names in columns; a name that needs more room than its cells takes several columns (`names-and-lists.md` 3.2).
    ///
    /// A name breaks over lines only if it is longer than the measure itself.
    ///
    /// - Parameter prepared: the names, where they are prepared.
    mutating func layOut(
        _ grid: NameGrid, prepared: ArraySlice<PreparedText> = [], x: Length, measure: Length
    ) throws(FontError) -> LineStack {
        var prepared = prepared
        var stack = LineStack()
        var row: [LineStack.Piece] = []
        var column = 0
        for name in grid.names {
            let text = if let known = prepared.popFirst() { known } else { try prepare([name]) }
            let line = setName(text, cells: grid.cells)
            let em = name.style.size.emu
            // The last column needs no blank after it.
            let columns = max(1, Int((measure.emu + grid.pitch.emu - Int64(grid.cells) * em) / grid.pitch.emu))
            let wanted = max(1, Int((line.width + em + grid.pitch.emu - 1) / grid.pitch.emu))
            let taken = min(wanted, columns)
            if column > 0, column + taken > columns || Int64(column) * grid.pitch.emu + line.width > measure.emu {
                stack.lines.append(row)
                row = []
                column = 0
            }
            if line.width > measure.emu {
                let style = ParagraphStyle(alignment: .left, leftIndent: x)
                stack.append(try layOut([name], style: style, measure: x + measure))
                continue
            }
            row.append(
                LineStack.Piece(text: stack.texts.count, line: line, x: x.emu + Int64(column) * grid.pitch.emu))
            stack.texts.append(SettledText(text))
            column += taken
        }
        if !row.isEmpty { stack.lines.append(row) }
        return stack
    }

    /// A name shorter than its cells is spread over them (CLREQ 3.4.1, 3.4.3); others keep their natural width.
    private func setName(_ text: PreparedText, cells: Int) -> SetLine {
        let whole = 0..<text.atoms.count
        let chosen = ChosenLine(atoms: whole, trailing: whole.upperBound..<whole.upperBound, isLast: true)
        let isShort =
            text.atoms.count > 1 && text.atoms.count < cells && text.atoms.allSatisfy { $0.lineClass == .han }
        let measure = isShort ? Int64(cells) * text.atoms[0].emu : .max
        return setLine(text, chosen, measure: measure, alignment: isShort ? .distributed : .left)
    }
}
