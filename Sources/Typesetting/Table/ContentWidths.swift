import BlockModel
import FontAccess
import LineRules
import PaperUnits

/// What the content of a cell asks of its column, in EMU without padding.
struct ContentWidths {
    /// The longest unit that does not break over lines.
    var least: Int64 = 0
    /// With short content (a label, a number, a name) left on one line, and no text narrower than four characters.
    var comfortable: Int64 = 0
    /// Everything on as few lines as it has paragraphs.
    var widest: Int64 = 0
    /// Widths of the paragraphs on one line each.
    private var paragraphs: [Int64] = []
    private var grid: (columns: Int64, cell: Int64, pitch: Int64)?

    /// Lines in a column of this width, estimated from the sum of widths.
    func lines(in room: Int64) -> Int64 {
        let room = max(room, 1)
        var lines = paragraphs.reduce(0) { $0 + max(1, ($1 + room - 1) / room) }
        if let grid {
            let perLine = max(1, (room - grid.cell) / grid.pitch + 1)
            lines += (grid.columns + perLine - 1) / perLine
        }
        return lines
    }

    /// A thousand times the lines, not rounded up.
    func fineLines(in room: Int64) -> Int64 {
        let names = grid.map { $0.columns * $0.pitch } ?? 0
        return (paragraphs.reduce(names, +) / 1_000) * 1_000_000 / max(room, 1)
    }

    fileprivate mutating func add(paragraph width: Int64, unit: Int64, em: Int64, keeps ems: Int64) {
        paragraphs.append(width)
        widest = max(widest, width)
        least = max(least, unit)
        comfortable = max(comfortable, unit, width <= ems * em ? width : min(width, 4 * em))
    }

    fileprivate mutating func add(names columns: Int64, widest name: Int64, cell: Int64, pitch: Int64) {
        grid = (columns, cell, pitch)
        widest = max(widest, (columns - 1) * pitch + max(cell, name))
        least = max(least, cell, name)
        comfortable = max(comfortable, least)
    }
}

extension Typesetter {
    /// - Returns: also the texts that were prepared, in the order of the content.
    mutating func contentWidths(
        of content: TableCell.Content, isHead: Bool
    ) throws(FontError) -> (widths: ContentWidths, texts: [PreparedText]) {
        var result = ContentWidths()
        var texts: [PreparedText] = []
        func add(_ inlines: [Inline], _ typesetter: inout Typesetter) throws(FontError) {
            let text = try typesetter.prepare(inlines)
            texts.append(text)
            guard let em = text.atoms.map(\.emu).max() else { return }
            let widths = WidthTable(text.atoms)
            var unit: Int64 = 0
            var start = 0
            for index in text.atoms.indices where text.opportunities[index] == .allowed || index + 1 == text.atoms.count
            {
                var end = index + 1
                while end > start + 1, text.atoms[end - 1].lineClass == .space { end -= 1 }
                unit = max(unit, widths.width(start..<end, text.atoms))
                start = index + 1
            }
            // The words of a head stay whole up to eight characters, other words up to four.
            result.add(
                paragraph: widths.width(0..<text.atoms.count, text.atoms), unit: unit, em: em,
                keeps: isHead ? 8 : 4)
        }
        switch content {
        case .text(let paragraphs, _):
            for inlines in paragraphs where !inlines.isEmpty { try add(inlines, &self) }
        case .names(let names, let groups):
            let pitch = max(names.pitch.emu, 1)
            var (columns, widest, cellWidth) = (Int64(0), Int64(0), Int64(0))
            for name in names.names {
                let text = try prepare([name])
                texts.append(text)
                let width = WidthTable(text.atoms).width(0..<text.atoms.count, text.atoms)
                let em = name.style.size.emu
                widest = max(widest, width)
                cellWidth = max(cellWidth, Int64(names.cells) * em)
                columns += max(1, (width + em + pitch - 1) / pitch)
            }
            if columns > 0 { result.add(names: columns, widest: widest, cell: cellWidth, pitch: pitch) }
            if !groups.isEmpty { try add(groups, &self) }
        }
        return (result, texts)
    }
}
