import BlockModel
import FontAccess
import PaperUnits
import Provenance

/// A table with its lines, before it is cut into pages.
struct LaidOutTable {
    /// Head first.
    var rows: [LaidOutRow]
    var headCount: Int
    /// Left edges of the columns and the right edge of the last.
    var edges: [Length]
    var title: LineStack
    var continued: LineStack
    /// Set on pages of its own, turned; its own directions are then those before the turn.
    var isTurned: Bool
    /// Room of a whole page.
    var limit: Length

    /// A head is said again on each page unless it leaves too little of it.
    var repeatsHead: Bool {
        headCount > 0 && headCount < rows.count && 2 * headHeight < limit
    }
    var headHeight: Length { rows[..<headCount].reduce(.zero) { $0 + $1.height } }
}

struct LaidOutRow {
    var cells: [LaidOutCell]
    /// With what cells over several rows add to it.
    var height: Length
    var maySplit: Bool
    var keepsWithPrevious: Bool
    /// Cells from rows above reach into it.
    var isJoined = false
}

struct LaidOutCell {
    /// Nil for a cell that fills up a short row.
    var content: TableCell.Content?
    var column: Int
    var columnSpan: Int
    var rowSpan: Int
    var isHead: Bool
    var vertical: TableCell.VerticalAlignment
    var stack = LineStack()
    var linePitch: Length
    /// Its texts as they were measured, until they are set.
    fileprivate var measured: [PreparedText] = []

    /// From the top of the first of these lines to the bottom of the last.
    func height(of lines: Range<Int>) -> Length {
        guard let last = lines.last else { return .zero }
        return (last - lines.lowerBound) * linePitch + stack.size(ofLine: last)
    }

    var lines: Range<Int> { 0..<stack.lines.count }

    /// One past the last line from `start` on that fits into the height.
    func end(from start: Int, fitting height: Length) -> Int {
        var end = start
        while end < stack.lines.count, self.height(of: start..<end + 1) <= height { end += 1 }
        return end
    }
}

extension Typesetter {
    mutating func layOut(_ table: Table, on page: PageStyle) throws(FontError) -> LaidOutTable {
        var rows = cellGrid(table.head, of: table)
        let headCount = rows.count
        rows += cellGrid(table.rows, of: table)
        let (widths, isTurned) = try columnWidths(of: table, &rows, on: page)
        var edges = [Length.zero]
        for width in widths { edges.append(edges[edges.count - 1] + Length(emu: width)) }
        for row in rows.indices {
            for index in rows[row].cells.indices {
                let cell = rows[row].cells[index]
                guard let content = cell.content else { continue }
                let measure =
                    edges[cell.column + cell.columnSpan] - edges[cell.column] - 2 * table.padding.width
                rows[row].cells[index].stack = try layOut(content, cell.measured, measure: measure)
                rows[row].cells[index].measured = []
            }
        }
        for (column, options) in table.columns.enumerated() where options.alignsDigits {
            alignDigits(&rows, column: column, measure: edges[column + 1] - edges[column] - 2 * table.padding.width)
        }
        settleHeights(&rows, padding: table.padding.height)
        let measure = edges[edges.count - 1]
        var laidOut = LaidOutTable(
            rows: rows, headCount: headCount, edges: edges, title: LineStack(), continued: LineStack(),
            isTurned: isTurned, limit: isTurned ? page.typeArea.width : page.typeArea.height)
        if let title = table.title {
            laidOut.title = try layOut(title.line, style: ParagraphStyle(alignment: .centre), measure: measure)
            laidOut.continued = try layOut(
                title.continued, style: ParagraphStyle(alignment: .centre), measure: measure)
        }
        return laidOut
    }

    /// Gives each cell its columns and rows. Rows that run short of cells get an empty one; cells that find no column left
    /// go on in a row of their own.
    private func cellGrid(_ rows: [TableRow], of table: Table) -> [LaidOutRow] {
        let count = table.columns.count
        guard count > 0 else { return [] }
        // Rows that the cells above still reach into, by column.
        var reach = [Int](repeating: 0, count: count)
        var result: [LaidOutRow] = []
        for (number, row) in rows.enumerated() {
            var rest = row.cells[...]
            repeat {
                var laidOut = LaidOutRow(
                    cells: [], height: .zero, maySplit: row.maySplit, keepsWithPrevious: row.keepWithPrevious,
                    isJoined: reach.contains { $0 > 0 })
                var column = 0
                while column < count {
                    guard reach[column] == 0 else {
                        column += 1
                        continue
                    }
                    let cell = rest.popFirst()
                    let free = reach[column...].prefix { $0 == 0 }.count
                    let columnSpan = max(1, min(cell?.columnSpan ?? count, free))
                    let rowSpan = max(1, min(cell?.rowSpan ?? 1, rows.count - number))
                    laidOut.cells.append(
                        LaidOutCell(
                            content: cell?.content, column: column, columnSpan: columnSpan, rowSpan: rowSpan,
                            isHead: cell?.isHead ?? false, vertical: cell?.vertical ?? .centre,
                            linePitch: table.linePitch))
                    for taken in column..<column + columnSpan { reach[taken] = rowSpan }
                    column += columnSpan
                }
                for column in reach.indices { reach[column] -= 1 }
                result.append(laidOut)
            } while !rest.isEmpty
        }
        for row in result.indices {
            for cell in result[row].cells.indices {
                result[row].cells[cell].rowSpan = min(result[row].cells[cell].rowSpan, result.count - row)
            }
        }
        return result
    }

    private mutating func columnWidths(
        of table: Table, _ rows: inout [LaidOutRow], on page: PageStyle
    ) throws(FontError) -> (widths: [Int64], isTurned: Bool) {
        let isAutomatic = table.columns.contains { if case .automatic = $0.width { true } else { false } }
        var cells: [ColumnWidths.Cell] = []
        if isAutomatic {
            for row in rows.indices {
                for index in rows[row].cells.indices {
                    let cell = rows[row].cells[index]
                    guard let content = cell.content else { continue }
                    let (widths, texts) = try contentWidths(of: content, isHead: cell.isHead)
                    rows[row].cells[index].measured = texts
                    cells.append(
                        ColumnWidths.Cell(
                            row: row, column: cell.column, columnSpan: cell.columnSpan, isOneRow: cell.rowSpan == 1,
                            content: widths))
                }
            }
        }
        let widths = ColumnWidths(table.columns, cells, padding: 2 * table.padding.width.emu)
        let isTurned =
            switch table.turning {
            case .never: false
            case .always: true
            case .whenTooWide: widths.comfortableSum > page.typeArea.width.emu
            }
        return (widths.shared((isTurned ? page.typeArea.height : page.typeArea.width).emu), isTurned)
    }

    /// - Parameter texts: those of the content, where they are prepared.
    private mutating func layOut(
        _ content: TableCell.Content, _ texts: [PreparedText], measure: Length
    ) throws(FontError) -> LineStack {
        switch content {
        case .text(let paragraphs, let alignment):
            var stack = LineStack()
            var texts = texts[...]
            for inlines in paragraphs where !inlines.isEmpty {
                let style = ParagraphStyle(alignment: alignment)
                stack.append(try layOut(inlines, prepared: texts.popFirst(), style: style, measure: measure))
            }
            return stack
        case .names(let grid, let groups):
            let count = grid.names.count
            var stack = try layOut(grid, prepared: texts.prefix(count), x: .zero, measure: measure)
            if !groups.isEmpty {
                let style = ParagraphStyle(alignment: .justified)
                let text = texts.dropFirst(count).first
                stack.append(try layOut(groups, prepared: text, style: style, measure: measure))
            }
            return stack
        }
    }

    /// Rows as high as their highest cell; what a cell over several rows needs beyond them is shared out equally.
    private func settleHeights(_ rows: inout [LaidOutRow], padding: Length) {
        for row in rows.indices {
            let contents = rows[row].cells.map { $0.rowSpan == 1 ? $0.height(of: $0.lines) : .zero }
            rows[row].height = (contents.max() ?? .zero) + 2 * padding
        }
        for row in rows.indices {
            for cell in rows[row].cells.filter({ $0.rowSpan > 1 }).sorted(by: { $0.rowSpan < $1.rowSpan }) {
                let range = row..<row + cell.rowSpan
                let lack = cell.height(of: cell.lines) + 2 * padding - range.reduce(.zero) { $0 + rows[$1].height }
                guard lack > .zero else { continue }
                for (row, part) in zip(range, share(lack.emu, among: range.map { _ in .max })) {
                    rows[row].height += Length(emu: part)
                }
            }
        }
    }
}

extension TableTitle {
    fileprivate var line: [Inline] {
        guard let style = number.last?.style, !words.isEmpty else { return number + words }
        return number + [Inline("\u{3000}", style: style, origin: .template)] + words
    }
}
