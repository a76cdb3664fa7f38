import BlockModel
import PagedModel
import PaperUnits

extension PageFlow {
    /// Sets a table part by part; where the page ends the table is closed with its frame and opened again with its head.
    ///
    /// A turned table has pages of its own (GB/T 9704 8). Its places are those before the turn, so that its rows run down a
    /// page as wide as the type area is high.
    mutating func place(_ table: Table, _ laidOut: LaidOutTable) throws(TypesettingError) {
        guard !laidOut.rows.isEmpty else { return }
        if laidOut.isTurned, !isAtTop { try newPage() }
        let title = laidOut.height(of: laidOut.title, table)
        let later = laidOut.height(of: laidOut.continued, table) + (laidOut.repeatsHead ? laidOut.headHeight : .zero)
        var cutter = TableCutter(
            laidOut, padding: table.padding.height, firstRoom: laidOut.limit - title, laterRoom: laidOut.limit - later)
        var writer = TableElements(root: element(.table(summary: table.summary)), rows: laidOut.rows.count)
        var isFirst = true
        while !cutter.isDone {
            if laidOut.isTurned { beginTurned() }
            var y = isTurned ? .zero : top(after: bottom, atTop: isAtTop, before: table.before, onGrid: false)
            let repeatsHead = !isFirst && laidOut.repeatsHead && cutter.row >= laidOut.headCount
            let above =
                laidOut.height(of: isFirst ? laidOut.title : laidOut.continued, table)
                + (repeatsHead ? laidOut.headHeight : .zero)
            let part = cutter.next(
                room: laidOut.limit + tolerance - y - above, isFresh: isAtTop || holdsOnlyKept)
            guard !part.rows.isEmpty else {
                try newPage()
                continue
            }
            if part.isOverfull { noteOverfull("a row of a table needs more room than the page has") }
            place(isFirst ? laidOut.title : laidOut.continued, of: table, at: &y, isFirst ? writer.root : nil)
            var drawn: [TableGrid.Row] = []
            if repeatsHead {
                items.append(.beginArtifact(.repeatedHead))
                drawn += placeHead(of: table, laidOut, at: &y)
                items.append(.end)
            }
            drawn += place(part, of: table, laidOut, at: y, &writer)
            y += part.height
            drawRules(of: table, TableGrid(edges: laidOut.edges, rows: drawn))
            bottom = y
            isAtTop = false
            isFirst = false
            if isTurned { endTurned() }
            if !cutter.isDone { try newPage() }
        }
    }

    /// Title lines, then their distance to the frame; without an element they are said again.
    private mutating func place(_ stack: LineStack, of table: Table, at y: inout Length, _ root: ElementID?) {
        guard let title = table.title, !stack.isEmpty else { return }
        let caption = root.map { element(.caption, in: $0) }
        if caption == nil { items.append(.beginArtifact(.repeatedHead)) }
        for number in stack.lines.indices {
            emit(stack, line: number, left: origin.x, top: y + number * title.linePitch) { _, _ in caption }
        }
        if caption == nil { items.append(.end) }
        y += (stack.lines.count - 1) * title.linePitch + stack.size(ofLine: stack.lines.count - 1) + title.below
    }

    /// The head on a later page: the same lines without elements.
    private mutating func placeHead(of table: Table, _ laidOut: LaidOutTable, at y: inout Length) -> [TableGrid.Row] {
        var tops: [Length] = []
        for row in laidOut.rows[..<laidOut.headCount] {
            tops.append(y)
            y += row.height
        }
        let columns = laidOut.edges.count - 1
        var drawn = zip(tops, laidOut.rows).map { TableGrid.Row(top: $0, bottom: $0 + $1.height, columns: columns) }
        for (number, row) in laidOut.rows[..<laidOut.headCount].enumerated() {
            for cell in row.cells {
                let bottom = drawn[number + cell.rowSpan - 1].bottom
                emit(cell, cell.lines, of: table, left: laidOut.edges[cell.column], from: tops[number], to: bottom, nil)
                for row in number..<number + cell.rowSpan { drawn[row].take(cell, begun: number) }
            }
        }
        return drawn
    }

    private mutating func place(
        _ part: TablePart, of table: Table, _ laidOut: LaidOutTable, at y: Length, _ elements: inout TableElements
    ) -> [TableGrid.Row] {
        var drawn = part.rows.map {
            TableGrid.Row(top: y + $0.top, bottom: y + $0.top + $0.height, columns: laidOut.edges.count - 1)
        }
        for placed in part.cells {
            let cell = laidOut.rows[placed.row].cells[placed.index]
            for row in placed.rows { drawn[row].take(cell, begun: placed.row) }
            let tag = elementOfCell(placed, laidOut, &elements)
            if placed.isRepeated { items.append(.beginArtifact(.repeatedHead)) }
            emit(
                cell, placed.lines, of: table, left: laidOut.edges[cell.column],
                from: drawn[placed.rows.lowerBound].top, to: drawn[placed.rows.upperBound - 1].bottom,
                placed.isRepeated ? nil : tag)
            if placed.isRepeated { items.append(.end) }
        }
        return drawn
    }

    private mutating func elementOfCell(
        _ placed: TablePart.Cell, _ laidOut: LaidOutTable, _ elements: inout TableElements
    ) -> ElementID {
        if let known = elements.cells[placed.row] { return known[placed.index] }
        let isHead = placed.row < laidOut.headCount
        let group: ElementID
        if let known = isHead ? elements.head : elements.body {
            group = known
        } else {
            group = element(isHead ? .tableHead : .tableBody, in: elements.root)
            if isHead { elements.head = group } else { elements.body = group }
        }
        let row = element(.row, in: group)
        let scope: StructureTag.Scope = isHead ? .column : .row
        let cells = laidOut.rows[placed.row].cells.map { cell in
            element(
                cell.isHead
                    ? .headCell(columnSpan: cell.columnSpan, rowSpan: cell.rowSpan, scope: scope)
                    : .cell(columnSpan: cell.columnSpan, rowSpan: cell.rowSpan), in: row)
        }
        elements.cells[placed.row] = cells
        return cells[placed.index]
    }

    /// Lines of a cell between two heights; what goes on on another page starts at the top.
    private mutating func emit(
        _ cell: LaidOutCell, _ lines: Range<Int>, of table: Table, left: Length, from top: Length, to bottom: Length,
        _ tag: ElementID?
    ) {
        let text = cell.height(of: lines)
        let room = bottom - top - 2 * table.padding.height
        let isCentred = cell.vertical == .centre && lines == cell.lines
        var y = top + table.padding.height
        if isCentred { y += max(.zero, room - text).scaled(by: 1, over: 2) }
        for number in lines {
            emit(cell.stack, line: number, left: origin.x + left + table.padding.width, top: y) { _, _ in tag }
            y += cell.linePitch
        }
    }

    /// Frame and inner rules of a part; the frame lies inside the table's edges, inner rules are centred on theirs.
    private mutating func drawRules(of table: Table, _ grid: TableGrid) {
        guard let first = grid.rows.first, let last = grid.rows.last, let width = grid.edges.last else { return }
        let (top, bottom) = (origin.y + first.top, origin.y + last.bottom)
        items.append(.beginArtifact(.layout))
        func rule(x: Length, y: Length, _ width: Length, _ height: Length) {
            items.append(.rule(Rect(x: origin.x + x, y: y, width: width, height: height), table.colour))
        }
        let half = table.innerRule.scaled(by: 1, over: 2)
        // Inner rules end in the middle of the frame, so that none sticks out of it where a page image rounds.
        let inset = table.frame.scaled(by: 1, over: 2)
        rule(x: .zero, y: top, width, table.frame)
        for stroke in grid.horizontals {
            let (start, end) = (max(stroke.start, inset), min(stroke.end, width - inset))
            rule(x: start, y: origin.y + stroke.at - half, end - start, table.innerRule)
        }
        rule(x: .zero, y: bottom - table.frame, width, table.frame)
        rule(x: .zero, y: top, table.frame, bottom - top)
        rule(x: width - table.frame, y: top, table.frame, bottom - top)
        for stroke in grid.verticals {
            let (start, end) = (max(stroke.start, first.top + inset), min(stroke.end, last.bottom - inset))
            rule(x: stroke.at - half, y: origin.y + start, table.innerRule, end - start)
        }
        items.append(.end)
    }
}

/// Elements of a table as they are met.
private struct TableElements {
    let root: ElementID
    var head: ElementID?
    var body: ElementID?
    var cells: [[ElementID]?]

    init(root: ElementID, rows: Int) {
        self.root = root
        cells = Array(repeating: nil, count: rows)
    }
}

extension LaidOutTable {
    /// Of title lines with their distance to the frame.
    func height(of stack: LineStack, _ table: Table) -> Length {
        guard let title = table.title, !stack.isEmpty else { return .zero }
        let last = stack.lines.count - 1
        return last * title.linePitch + stack.size(ofLine: last) + title.below
    }

    /// Bottom of the least that may stand at the foot of a page, from the table's top.
    func leastHeight(_ table: Table) -> Length {
        let title = height(of: title, table)
        let cutter = TableCutter(
            self, padding: table.padding.height, firstRoom: limit - title, laterRoom: limit - title)
        let group = cutter.firstGroup
        return title + (title + group.height <= limit ? group.height : group.firstLine)
    }
}
