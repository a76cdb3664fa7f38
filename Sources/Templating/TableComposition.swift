import BlockModel
import MinutesModel
import PaperUnits
import Provenance

// 会议、时间、地点 …
extension Composer {
    func factsTable(_ part: FactsTablePart) -> Table? {
        let table = part.table
        let width = template.page.typeArea.width
        let pairs = part.columns / 2
        let pairWidth = width.scaled(by: 1, over: Int64(pairs))
        let labelWidth = table.labelWidth ?? widestLabel(part)
        var columns = Array(repeating: [labelWidth, pairWidth - labelWidth], count: pairs).flatMap(\.self)
        // What division leaves over, so that the table is as wide as the type area.
        columns[columns.count - 1] += width - columns.reduce(.zero, +)

        let fields = fields.separated(by: part.separator)
        var rows: [TableRow] = []
        var waiting: [TableCell] = []
        func close(_ cells: inout [TableCell]) {
            guard let last = cells.last else { return }
            cells[cells.count - 1].columnSpan = last.columnSpan + part.columns - cells.count
            rows.append(TableRow(cells, maySplit: table.splitsRows))
            cells = []
        }
        let room = 2 * ems(pairWidth - labelWidth - 2 * table.padding.width, table.valueStyle)
        for row in part.rows {
            guard let value = self.value(of: row, fields, mark: part.derivedMark) else { continue }
            let isWide = row.wide || pairs == 1 || value.text.approximateEms > room
            if isWide { close(&waiting) }
            waiting.append(head([.words(row.label)], table, alignment: table.labelAlignment))
            waiting.append(TableCell(.text([value.styled(table.valueStyle.text)], .left), vertical: table.vertical))
            if isWide || waiting.count == part.columns { close(&waiting) }
        }
        close(&waiting)
        guard !rows.isEmpty else { return nil }
        return self.table(
            columns.map(TableColumn.fixed), rows: rows, table,
            summary: rows.compactMap(\.summary).joined(separator: "、"))
    }

    /// Room for the longest label of the rows there are, with its margins.
    private func widestLabel(_ part: FactsTablePart) -> Length {
        let ems = part.rows.map(\.label.approximateEms).max() ?? 0
        let most = template.page.typeArea.width.scaled(by: 1, over: Int64(part.columns))
        return min(most, ems * part.table.labelStyle.text.size + 2 * part.table.padding.width)
    }

    func value(
        of row: FactsTablePart.Row, _ fields: MinutesFields, mark: String?
    ) -> [Fragment]? {
        var isDerived = false
        switch row.condition {
        case .quorumStated: guard minutes.counts.quorumStated?.value == true else { return nil }
        case .quorumMet:
            let quorum = fields.quorumIsMet
            guard quorum.isMet else { return nil }
            isDerived = quorum.isDerived
        case nil: break
        }
        for wording in row.wordings {
            guard let value = wording.filled(fields.value) else { continue }
            guard isDerived || wording.fields.contains(where: fields.isDerivedNumber) else { return value }
            if let mark { return value + (mark.isEmpty ? [] : [.words(mark)]) }
        }
        return row.isFilledIn ? [] : nil
    }

    func head(_ words: [Fragment], _ table: TableOptions, alignment: Alignment) -> TableCell {
        TableCell(.text([words.styled(table.labelStyle.text)], alignment), isHead: true)
    }

    func table(
        _ columns: [TableColumn], head: [TableRow] = [], rows: [TableRow], _ options: TableOptions, summary: String
    ) -> Table {
        Table(
            columns: columns, head: head, rows: rows, before: options.before, title: title(options.title),
            turning: options.turning, frame: options.frame,
            innerRule: options.innerRule, padding: options.padding, linePitch: options.linePitch, summary: summary)
    }

    /// Nil where the title's words cannot be filled.
    private func title(_ options: TableTitleOptions?) -> TableTitle? {
        guard let options, let words = fields.first(of: [options.words]) else { return nil }
        let number = options.number.flatMap { fields.first(of: [$0]) } ?? []
        let text = options.style.text
        return TableTitle(
            number: number.styled(text), words: words.styled(text),
            continued: options.continued.isEmpty ? [] : [Fragment.words(options.continued)].styled(text),
            linePitch: options.style.paragraph.linePitch ?? text.size.scaled(by: 3, over: 2), below: options.below)
    }

    /// Characters of a style that fit into a width.
    private func ems(_ width: Length, _ style: TemplateStyle) -> Int {
        max(1, Int(width.emu / style.text.size.emu))
    }
}

extension TableRow {
    /// The labels of a row of facts.
    fileprivate var summary: String? {
        let labels = cells.compactMap { cell -> String? in
            guard cell.isHead, case .text(let paragraphs, _) = cell.content else { return nil }
            return paragraphs.joined().map(\.text).joined()
        }
        return labels.isEmpty ? nil : labels.joined(separator: "、")
    }
}

// 身份 | 名单
extension Composer {
    func attendanceTable(_ part: AttendanceTablePart) -> Table? {
        let table = part.table
        let width = template.page.typeArea.width
        let hasUnits = minutes.attendees.contains { source.prose($0.unit) != nil }
        let label = table.labelWidth ?? width.scaled(by: 1, over: 4)
        let unitWidth = hasUnits ? width.scaled(by: 1, over: 4) : .zero
        let inner = width - label - unitWidth - 2 * table.padding.width
        var rows: [TableRow] = []
        for group in minutes.attendees {
            let names = ordered(group.names.compactMap { source.name($0) }, part.names.order)
            let groups = group.groups.compactMap { source.prose($0) }
            let role = source.prose(group.role).map { [$0] } ?? []
            let unit = source.prose(group.unit).map { self.head([$0], table, alignment: .left) }
            let lines = part.linesPerRow
            let chunks =
                lines.map { nameChunks(names, part.names, width: inner, lines: $0) }
                ?? (names.isEmpty ? [] : [names[...]])
            let groupChunks =
                lines.map { chunked(groups, ems: $0 * ems(inner, part.names.style)) }
                ?? (groups.isEmpty ? [] : [groups[...]])
            // The last names and the first groups share a row.
            let shared = chunks.isEmpty || groupChunks.isEmpty ? 0 : 1
            for index in 0..<max(0, chunks.count + groupChunks.count - shared) {
                let names = index < chunks.count ? Array(chunks[index]) : []
                let groupIndex = index - (chunks.count - shared)
                let groups = groupIndex >= 0 && groupIndex < groupChunks.count ? Array(groupChunks[groupIndex]) : []
                let people = TableCell(
                    .names(grid(names, part.names), groups: self.groups(groups, part.names)),
                    columnSpan: hasUnits && unit == nil ? 2 : 1, vertical: table.vertical)
                rows.append(
                    TableRow(
                        [head(role, table, alignment: .centre)] + [unit].compactMap { $0 } + [people],
                        maySplit: table.splitsRows))
            }
        }
        guard !rows.isEmpty else { return nil }
        let heads = [part.roleHead] + (hasUnits ? [part.unitHead] : []) + [part.namesHead]
        let columns: [TableColumn.Width] =
            if table.labelWidth != nil {
                [.fixed(label)] + (hasUnits ? [.fixed(unitWidth)] : []) + [.fixed(width - label - unitWidth)]
            } else {
                [.automatic()] + (hasUnits ? [.automatic(most: unitWidth)] : []) + [.automatic()]
            }
        return self.table(
            columns.map { TableColumn($0) },
            head: [TableRow(heads.map { head([.words($0)], table, alignment: .centre) })], rows: rows, table,
            summary: heads.joined(separator: "、"))
    }

    /// Names that fill at most `lines` lines of the grid each.
    private func nameChunks(
        _ names: [Fragment], _ columns: NameColumns, width: Length, lines: Int
    ) -> [ArraySlice<Fragment>] {
        let size = columns.style.text.size
        let cell = columns.cells * size
        let perLine = max(1, width < cell ? 1 : Int((width - cell).emu / columns.pitch.emu) + 1)
        var chunks: [ArraySlice<Fragment>] = []
        var start = 0
        var line = 1
        var column = 0
        for (index, name) in names.enumerated() {
            let ems = max(columns.cells, name.text.approximateEms)
            let used = min(perLine, Int(((ems + 1) * size + columns.pitch - Length(emu: 1)).emu / columns.pitch.emu))
            if column + used > perLine {
                line += 1
                column = 0
            }
            if line > lines {
                chunks.append(names[start..<index])
                start = index
                line = 1
            }
            column += used
        }
        if start < names.count { chunks.append(names[start...]) }
        return chunks
    }

    /// Groups of at most `ems` characters together, one of them at least.
    private func chunked(_ groups: [Fragment], ems: Int) -> [ArraySlice<Fragment>] {
        var chunks: [ArraySlice<Fragment>] = []
        var start = 0
        var width = 0
        for (index, group) in groups.enumerated() {
            let own = group.text.approximateEms + 1
            if index > start, width + own > ems {
                chunks.append(groups[start..<index])
                start = index
                width = 0
            }
            width += own
        }
        if start < groups.count { chunks.append(groups[start...]) }
        return chunks
    }

    func grid(_ names: [Fragment], _ columns: NameColumns) -> NameGrid {
        NameGrid(names: names.styled(columns.style.text), cells: columns.cells, pitch: columns.pitch)
    }

    func groups(_ groups: [Fragment], _ columns: NameColumns) -> [Inline] {
        groups.joined(by: columns.separator).styled(columns.style.text)
    }
}
