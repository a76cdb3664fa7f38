import BlockModel
import PaperUnits

/// What stands of a table on one page, from the top of its first row, without repeated head and title.
struct TablePart {
    struct Row {
        var index: Int
        var top: Length
        var height: Length
    }
    /// A cell, or as much of it as the page has.
    struct Cell {
        /// Where the cell begins.
        var row: Int
        var index: Int
        /// Rows of the part it reaches over.
        var rows: Range<Int>
        var lines: Range<Int>
        /// All of it stood on an earlier page and is said again.
        var isRepeated = false
    }
    var rows: [Row] = []
    /// By row, then by column.
    var cells: [Cell] = []
    var height = Length.zero
    /// A line was forced into too little room.
    var isOverfull = false
}

/// Cuts a table into parts, one a page.
///
/// Rows joined by a cell over several of them, or kept with the row above, stay on one page where a page holds them. A row
/// that may split, or is higher than a page, breaks between lines; each part takes at least a line or a row, so that
/// cutting ends.
struct TableCutter {
    private let table: LaidOutTable
    private let padding: Length
    /// First row of the group that each row belongs to.
    private let groupStarts: [Int]
    /// Room for rows on a page that begins with the table, and on one that goes on with it.
    private let firstRoom: Length
    private let laterRoom: Length
    /// Lines set so far, by row and cell.
    private var done: [[Int]]
    private(set) var row = 0

    init(_ table: LaidOutTable, padding: Length, firstRoom: Length, laterRoom: Length) {
        self.table = table
        self.padding = padding
        self.firstRoom = firstRoom
        self.laterRoom = laterRoom
        done = table.rows.map { $0.cells.map { _ in 0 } }
        var starts: [Int] = []
        for (index, row) in table.rows.enumerated() {
            // The head stands with the first row below it.
            let joins = row.isJoined || row.keepsWithPrevious || index > 0 && index <= table.headCount
            starts.append(index > 0 && joins ? starts[index - 1] : index)
        }
        groupStarts = starts
    }

    var isDone: Bool { row == table.rows.count }

    /// Height of the rows up to and with the group of the first body row.
    var firstGroup: (height: Length, firstLine: Length) {
        let end = groupEnd(0)
        let height = table.rows[..<end].reduce(.zero) { $0 + $1.height }
        guard end == table.headCount + 1, let last = table.rows[..<end].last else { return (height, height) }
        let line = last.cells.map { $0.height(of: 0..<min(1, $0.lines.count)) }.max() ?? .zero
        let firstLine = height - last.height + min(last.height, line + 2 * padding)
        return (last.maySplit ? firstLine : height, firstLine)
    }

    private func groupEnd(_ start: Int) -> Int {
        var end = start + 1
        while end < groupStarts.count, groupStarts[end] == groupStarts[start] { end += 1 }
        return end
    }

    /// The next part, at most `room` high.
    ///
    /// - Parameter isFresh: the page has nothing else that would make breaking it here worth while.
    /// - Returns: nothing where it is better to begin on the next page; never for a fresh page.
    mutating func next(room: Length, isFresh: Bool) -> TablePart {
        var part = TablePart()
        var open = openCells()
        var y = Length.zero
        while row < table.rows.count {
            let group = groupStarts[row]
            let pageRoom = group == 0 ? firstRoom : laterRoom
            if row == group, done[row].allSatisfy({ $0 == 0 }) {
                let end = groupEnd(row)
                let height = table.rows[row..<end].reduce(Length.zero) { $0 + $1.height }
                let mayCut = end == row + 1 && table.rows[row].maySplit
                if y + height > room, height <= pageRoom, !mayCut, !(isFresh && part.rows.isEmpty) { break }
            }
            for index in table.rows[row].cells.indices {
                open.append(OpenCell(row: row, index: index, top: y, firstRow: part.rows.count))
            }
            let height = rowHeight(open, at: y)
            if y + height <= room {
                part.rows.append(TablePart.Row(index: row, top: y, height: height))
                close(&open, endingAt: row, bottom: y + height, in: &part)
                y += height
                row += 1
                continue
            }
            let fitted = cut(open, at: y, room: room)
            let isFirst = isFresh && part.rows.isEmpty
            let mayCut = table.rows[row].maySplit || height > pageRoom || isFirst
            guard mayCut, isFirst || isWorthCutting(fitted, open) else {
                open.removeAll { $0.row == row && $0.top == y && $0.firstRow == part.rows.count }
                break
            }
            let isForced = fitted.allSatisfy(\.isEmpty)
            part.isOverfull = part.isOverfull || isForced
            y = finish(cut: fitted, of: open, at: y, room: room, forced: isForced, in: &part)
            open = []
            break
        }
        closeAll(open, bottom: y, in: &part)
        part.height = y
        part.cells.sort { a, b in
            let (first, second) = (table.rows[a.row].cells[a.index], table.rows[b.row].cells[b.index])
            return (a.rows.lowerBound, first.column) < (b.rows.lowerBound, second.column)
        }
        return part
    }

    // MARK: Cells

    private struct OpenCell {
        var row: Int
        var index: Int
        /// Where it begins in the part.
        var top: Length
        var firstRow: Int
    }

    private func cell(_ open: OpenCell) -> LaidOutCell { table.rows[open.row].cells[open.index] }

    private func rest(_ open: OpenCell) -> Range<Int> { done[open.row][open.index]..<cell(open).lines.upperBound }

    /// Cells of earlier rows that reach into the current one.
    private func openCells() -> [OpenCell] {
        guard row < table.rows.count else { return [] }
        var result: [OpenCell] = []
        var above = row
        while above > 0, table.rows[above].isJoined {
            above -= 1
            for (index, cell) in table.rows[above].cells.enumerated() where above + cell.rowSpan > row {
                result.append(OpenCell(row: above, index: index, top: .zero, firstRow: 0))
            }
        }
        return result
    }

    /// Height the current row needs from `y` on for what of its cells is still to be set.
    private func rowHeight(_ open: [OpenCell], at y: Length) -> Length {
        let isWhole = table.rows[row].cells.indices.allSatisfy { done[row][$0] == 0 }
        let own = isWhole && open.allSatisfy { $0.row == row || done[$0.row][$0.index] == 0 }
        var height = own ? table.rows[row].height : 2 * padding
        for candidate in open where candidate.row + cell(candidate).rowSpan == row + 1 {
            let needed = cell(candidate).height(of: rest(candidate)) + 2 * padding
            height = max(height, candidate.top + needed - y)
        }
        return height
    }

    /// Ends the cells whose last row is the one just placed.
    private mutating func close(_ open: inout [OpenCell], endingAt row: Int, bottom: Length, in part: inout TablePart) {
        for candidate in open where candidate.row + cell(candidate).rowSpan == row + 1 {
            append(candidate, lines: rest(candidate), bottom: bottom, to: &part)
        }
        open.removeAll { $0.row + cell($0).rowSpan == row + 1 }
    }

    /// Ends the part of cells that go on on the next page: as many lines as fit.
    private mutating func closeAll(_ open: [OpenCell], bottom: Length, in part: inout TablePart) {
        for candidate in open where candidate.firstRow < part.rows.count {
            let start = rest(candidate).lowerBound
            let end = cell(candidate).end(from: start, fitting: bottom - candidate.top - 2 * padding)
            append(candidate, lines: start..<end, bottom: bottom, to: &part)
        }
    }

    private mutating func append(_ open: OpenCell, lines: Range<Int>, bottom: Length, to part: inout TablePart) {
        let cell = cell(open)
        var placed = TablePart.Cell(
            row: open.row, index: open.index, rows: open.firstRow..<part.rows.count, lines: lines)
        let isOver = lines.isEmpty && done[open.row][open.index] == cell.lines.upperBound && !cell.lines.isEmpty
        if isOver, cell.isHead || cell.rowSpan > 1, cell.height(of: cell.lines) + 2 * padding <= bottom - open.top {
            placed.lines = cell.lines
            placed.isRepeated = true
        }
        done[open.row][open.index] = max(done[open.row][open.index], placed.lines.upperBound)
        part.cells.append(placed)
    }

    // MARK: Cutting a row

    /// The lines of each open cell that fit; rather one less than a single line for the next page.
    private func cut(_ open: [OpenCell], at y: Length, room: Length) -> [Range<Int>] {
        open.map { candidate in
            let rest = rest(candidate)
            let end = cell(candidate).end(from: rest.lowerBound, fitting: room - candidate.top - 2 * padding)
            return rest.lowerBound..<(end == rest.upperBound - 1 && end > rest.lowerBound + 2 ? end - 1 : end)
        }
    }

    /// Two lines of the longest cell at least.
    private func isWorthCutting(_ lines: [Range<Int>], _ open: [OpenCell]) -> Bool {
        guard let longest = open.indices.max(by: { rest(open[$0]).count < rest(open[$1]).count }) else { return false }
        return !lines[longest].isEmpty && lines[longest].count >= min(2, rest(open[longest]).count)
    }

    /// Sets part of the row at the foot of the page; where nothing fits, a line of each cell nevertheless.
    ///
    /// - Returns: the bottom of the part.
    private mutating func finish(
        cut: [Range<Int>], of open: [OpenCell], at y: Length, room: Length, forced: Bool, in part: inout TablePart
    ) -> Length {
        var bottom = y + 2 * padding
        var lines = cut
        for (index, candidate) in open.enumerated() {
            if forced {
                let rest = rest(candidate)
                lines[index] = rest.lowerBound..<min(rest.lowerBound + 1, rest.upperBound)
            }
            bottom = max(bottom, candidate.top + cell(candidate).height(of: lines[index]) + 2 * padding)
        }
        bottom = min(bottom, max(room, y))
        part.rows.append(TablePart.Row(index: row, top: y, height: bottom - y))
        for (candidate, lines) in zip(open, lines) { append(candidate, lines: lines, bottom: bottom, to: &part) }
        let isOver = open.allSatisfy { candidate in
            candidate.row + cell(candidate).rowSpan > row + 1
                || done[candidate.row][candidate.index] == cell(candidate).lines.upperBound
        }
        if isOver { row += 1 }
        return bottom
    }
}
