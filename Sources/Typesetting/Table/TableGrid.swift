import PaperUnits

/// Which cell covers which place of a part, from which the inner rules follow: one wherever two cells meet, none through a
/// cell, and as long as it runs on.
struct TableGrid {
    struct Row {
        var top: Length
        var bottom: Length
        /// The cell over each column, by the row and the column it began in.
        private(set) var owners: [Owner]

        init(top: Length, bottom: Length, columns: Int) {
            self.top = top
            self.bottom = bottom
            owners = Array(repeating: Owner(row: -1, column: -1), count: columns)
        }

        mutating func take(_ cell: LaidOutCell, begun row: Int) {
            for column in cell.column..<cell.column + cell.columnSpan {
                owners[column] = Owner(row: row, column: cell.column)
            }
        }
    }

    struct Owner: Hashable {
        var row: Int
        var column: Int
    }

    struct Stroke: Hashable {
        /// The place across it.
        var at: Length
        var start: Length
        var end: Length
    }

    let edges: [Length]
    let rows: [Row]

    private var columns: Range<Int> { 0..<max(0, edges.count - 1) }

    var horizontals: [Stroke] {
        var strokes: [Stroke] = []
        for (above, below) in zip(rows, rows.dropFirst()) {
            append(
                columns.map { above.owners[$0] != below.owners[$0] }, at: below.top, { edges[$0] }, to: &strokes)
        }
        return strokes
    }

    var verticals: [Stroke] {
        var strokes: [Stroke] = []
        let ends = rows.map(\.top) + [rows.last?.bottom ?? .zero]
        for edge in columns.dropFirst() {
            append(
                rows.map { $0.owners[edge - 1] != $0.owners[edge] }, at: edges[edge], { ends[$0] }, to: &strokes)
        }
        return strokes
    }

    /// One stroke for each run of true.
    private func append(_ isDrawn: [Bool], at: Length, _ end: (Int) -> Length, to strokes: inout [Stroke]) {
        var start: Int?
        for index in 0...isDrawn.count {
            let draws = index < isDrawn.count && isDrawn[index]
            if draws, start == nil { start = index }
            if !draws, let from = start {
                strokes.append(Stroke(at: at, start: end(from), end: end(index)))
                start = nil
            }
        }
    }
}
