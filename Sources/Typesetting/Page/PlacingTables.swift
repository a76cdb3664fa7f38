import BlockModel
import PagedModel
import PaperUnits

extension PageFlow {
    /// Rows one below the other; where the page ends the table is closed with its frame and opened again with its head.
    mutating func place(_ table: Table, _ laidOut: LaidOutTable) throws(TypesettingError) {
        guard !laidOut.head.isEmpty || !laidOut.rows.isEmpty else { return }
        let root = element(.table(summary: table.summary))
        var y = top(after: bottom, atTop: isAtTop, before: table.before, onGrid: false)
        let headHeight = laidOut.head.reduce(.zero) { $0 + $1.height }
        let firstHeight = laidOut.rows.first?.height ?? .zero
        if !isAtTop, !fits(y + headHeight + firstHeight) {
            try newPage()
            y = .zero
        }
        // Rows of the part of the table on this page, for its rules.
        var drawn: [(row: LaidOutRow, top: Length)] = []
        if !laidOut.head.isEmpty {
            let group = element(.tableHead, in: root)
            for row in laidOut.head {
                let parent = element(.row, in: group)
                emit(row, of: table, laidOut, at: y, in: parent, scope: .column)
                drawn.append((row, y))
                y = y + row.height
            }
        }
        let repeatsHead = headHeight + headHeight < style.typeArea.height
        let body = element(.tableBody, in: root)
        var rowElement = (source: -1, cells: [ElementID](), row: body)
        for row in laidOut.rows {
            if !drawn.isEmpty, !fits(y + row.height), drawn.count > laidOut.head.count || !repeatsHead {
                drawRules(of: table, laidOut, rows: drawn)
                drawn = []
                try newPage()
                y = .zero
                for head in repeatsHead ? laidOut.head : [] {
                    items.append(.beginArtifact(.repeatedHead))
                    emitArtifact(head, of: table, laidOut, at: y)
                    items.append(.end)
                    drawn.append((head, y))
                    y = y + head.height
                }
            }
            if row.source != rowElement.source {
                let parent = element(.row, in: body)
                rowElement = (row.source, cellElements(of: row, in: parent, scope: .row), parent)
            }
            emit(row, of: table, laidOut, at: y, cells: rowElement.cells)
            drawn.append((row, y))
            y = y + row.height
            isAtTop = false
        }
        drawRules(of: table, laidOut, rows: drawn)
        bottom = y
        isAtTop = false
    }

    private mutating func cellElements(
        of row: LaidOutRow, in parent: ElementID, scope: StructureTag.Scope
    ) -> [ElementID] {
        row.cells.map { cell in
            element(
                cell.isHead ? .headCell(columnSpan: cell.span, scope: scope) : .cell(columnSpan: cell.span), in: parent)
        }
    }

    private mutating func emit(
        _ row: LaidOutRow, of table: Table, _ laidOut: LaidOutTable, at y: Length, in parent: ElementID,
        scope: StructureTag.Scope
    ) {
        emit(row, of: table, laidOut, at: y, cells: cellElements(of: row, in: parent, scope: scope))
    }

    private mutating func emit(
        _ row: LaidOutRow, of table: Table, _ laidOut: LaidOutTable, at y: Length, cells: [ElementID]
    ) {
        for (cell, tag) in zip(row.cells, cells) {
            let left = style.left + laidOut.edges[cell.column] + table.padding.width
            let top = y + (row.height - cell.height).scaled(by: 1, over: 2)
            for number in cell.stack.lines.indices {
                emit(cell.stack, line: number, left: left, top: top + cell.tops[number]) { _, _ in tag }
            }
        }
    }

    /// A head on a later page: the same lines without elements.
    private mutating func emitArtifact(_ row: LaidOutRow, of table: Table, _ laidOut: LaidOutTable, at y: Length) {
        for cell in row.cells {
            let left = style.left + laidOut.edges[cell.column] + table.padding.width
            let top = y + (row.height - cell.height).scaled(by: 1, over: 2)
            for number in cell.stack.lines.indices {
                for piece in cell.stack.lines[number] {
                    let runs = piece.runs(
                        cell.stack.texts, left: left, emTop: style.top + top + cell.tops[number],
                        size: cell.stack.size(ofLine: number), number: line)
                    for (_, run) in runs { items.append(.glyphs(run)) }
                }
                items += cell.stack.interlinearMarks(
                    line: number, left: left, emTop: style.top + top + cell.tops[number])
                line += 1
            }
        }
    }

    /// Frame and inner rules of the rows on this page; the frame lies inside the table's edges.
    private mutating func drawRules(of table: Table, _ laidOut: LaidOutTable, rows: [(row: LaidOutRow, top: Length)]) {
        guard let first = rows.first, let last = rows.last, let width = laidOut.edges.last else { return }
        let top = style.top + first.top
        let bottom = style.top + last.top + last.row.height
        items.append(.beginArtifact(.layout))
        func horizontal(_ y: Length, _ thickness: Length) {
            items.append(.rule(Rect(x: style.left, y: y, width: width, height: thickness), table.colour))
        }
        func vertical(_ x: Length, _ thickness: Length, from: Length, to: Length) {
            items.append(.rule(Rect(x: style.left + x, y: from, width: thickness, height: to - from), table.colour))
        }
        let half = table.innerRule.scaled(by: 1, over: 2)
        horizontal(top, table.frame)
        for row in rows.dropFirst() { horizontal(style.top + row.top - half, table.innerRule) }
        horizontal(bottom - table.frame, table.frame)
        vertical(.zero, table.frame, from: top, to: bottom)
        vertical(width - table.frame, table.frame, from: top, to: bottom)
        for edge in laidOut.edges.dropFirst().dropLast() {
            // One stroke as far down as no cell spans the edge.
            var start: Length?
            for row in rows + [(row: LaidOutRow(cells: [], height: .zero, source: -1), top: last.top + last.row.height)]
            {
                let open = row.row.cells.contains { laidOut.edges[$0.column] == edge }
                if open, start == nil { start = row.top }
                if !open, let from = start {
                    vertical(edge - half, table.innerRule, from: style.top + from, to: style.top + row.top)
                    start = nil
                }
            }
        }
        items.append(.end)
    }
}
