import BlockModel
import FontAccess
import PaperUnits
import Provenance

struct LaidOutTable {
    var head: [LaidOutRow]
    var rows: [LaidOutRow]
    /// Left edges of the columns and the right edge of the last, from the left of the type area.
    var edges: [Length]
}

struct LaidOutRow {
    var cells: [LaidOutCell]
    var height: Length
    /// Index of the row in its table; parts of a split row share it.
    var source: Int
    var isContinuation = false
}

struct LaidOutCell {
    var column: Int
    var span: Int
    var isHead: Bool
    /// Lines from the top of the cell's text.
    var stack: LineStack
    var tops: [Length]

    var height: Length {
        guard let last = tops.indices.last else { return .zero }
        return tops[last] + stack.size(ofLine: last)
    }
}

extension Typesetter {
    /// - Parameter limit: height of the type area; a row that is higher with the head is split between its lines.
    mutating func layOut(_ table: Table, limit: Length) throws(FontError) -> LaidOutTable {
        var edges = [Length.zero]
        for width in table.columns { edges.append(edges[edges.count - 1] + width) }
        var head: [LaidOutRow] = []
        for (number, row) in table.head.enumerated() {
            head.append(try layOut(row, number, of: table, edges: edges))
        }
        let headHeight = head.reduce(.zero) { $0 + $1.height }
        // A head that fills the page leaves room for nothing; it is then set once, like a row.
        let room = headHeight + headHeight < limit ? limit - headHeight : limit
        var rows: [LaidOutRow] = []
        for (number, row) in table.rows.enumerated() {
            rows += split(try layOut(row, number, of: table, edges: edges), table, room: room)
        }
        return LaidOutTable(head: head, rows: rows, edges: edges)
    }

    private mutating func layOut(
        _ row: TableRow, _ number: Int, of table: Table, edges: [Length]
    ) throws(FontError) -> LaidOutRow {
        var cells: [LaidOutCell] = []
        var column = 0
        for cell in row.cells where column + 1 < edges.count {
            let span = max(1, min(cell.columnSpan, edges.count - 1 - column))
            let measure = edges[column + span] - edges[column] - 2 * table.padding.width
            let stack = try layOut(cell.content, measure: measure)
            cells.append(
                LaidOutCell(
                    column: column, span: span, isHead: cell.isHead, stack: stack,
                    tops: stack.lines.indices.map { $0 * table.linePitch }))
            column += span
        }
        let content = cells.map(\.height).max() ?? .zero
        return LaidOutRow(cells: cells, height: content + 2 * table.padding.height, source: number)
    }

    private mutating func layOut(_ content: TableCell.Content, measure: Length) throws(FontError) -> LineStack {
        switch content {
        case .text(let paragraphs, let alignment):
            var stack = LineStack()
            for inlines in paragraphs where !inlines.isEmpty {
                stack.append(try layOut(inlines, style: ParagraphStyle(alignment: alignment), measure: measure))
            }
            return stack
        case .names(let grid, let groups):
            var stack = try layOut(grid, x: .zero, measure: measure)
            if !groups.isEmpty {
                stack.append(try layOut(groups, style: ParagraphStyle(alignment: .justified), measure: measure))
            }
            return stack
        }
    }

    /// Cuts a row that fits on no page into parts of as many lines as do.
    private func split(_ row: LaidOutRow, _ table: Table, room: Length) -> [LaidOutRow] {
        guard row.height > room else { return [row] }
        let text = room - 2 * table.padding.height
        let size = row.cells.flatMap { cell in cell.stack.lines.indices.map { cell.stack.size(ofLine: $0) } }.max()
        let pitch = max(table.linePitch, Length(emu: 1))
        let count = max(1, 1 + Int((text - (size ?? .zero)).emu / pitch.emu))
        let longest = row.cells.map(\.stack.lines.count).max() ?? 0
        return stride(from: 0, to: longest, by: count).map { start in
            var part = row
            part.isContinuation = start > 0
            for index in part.cells.indices {
                let lines = row.cells[index].stack.lines.dropFirst(start).prefix(count)
                part.cells[index].stack.lines = Array(lines)
                part.cells[index].tops = lines.indices.map { ($0 - start) * table.linePitch }
            }
            part.height = (part.cells.map(\.height).max() ?? .zero) + 2 * table.padding.height
            return part
        }
    }
}
