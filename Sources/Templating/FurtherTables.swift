import BlockModel
import MinutesModel
import PaperUnits
import Provenance

// Tables beyond those of 纪要 proper.
extension Composer {
    func summaryTable(_ part: SummaryTablePart) -> Table? {
        let fields = fields.separated(by: part.separator)
        let columns = part.columns.compactMap { column in
            value(of: column, fields, mark: part.derivedMark).map { (column.label, $0) }
        }
        guard !columns.isEmpty else { return nil }
        let width = template.page.typeArea.width
        let share = width.scaled(by: 1, over: Int64(columns.count))
        var widths = columns.map { _ in share }
        widths[widths.count - 1] += width - columns.count * share
        let text = part.table.valueStyle.text
        return table(
            widths.map(TableColumn.fixed),
            head: [TableRow(columns.map { head([.words($0.0)], part.table, alignment: .centre) })],
            rows: [TableRow(columns.map { TableCell(.text([$0.1.styled(text)], .centre)) })], part.table,
            summary: columns.map(\.0).joined(separator: "、"))
    }

    func voteTable(_ part: VoteTablePart) -> Table? {
        let text = part.table.valueStyle.text
        var rows: [TableRow] = []
        for resolution in minutes.resolutions {
            guard let votes = source.prose(resolution.votes), let item = source.prose(resolution.text) else { continue }
            let figures = part.counts.map { word in
                voteFigure(of: word, in: votes.text).map { Fragment(text: $0, origin: votes.origin) }
            }
            guard figures.contains(where: { $0 != nil }) else { continue }
            var cells: [TableCell] = []
            if !part.numberHead.isEmpty {
                cells.append(TableCell(.text([[.words(String(rows.count + 1))].styled(text)], .centre)))
            }
            cells.append(TableCell(.text([[item].styled(text)], .left)))
            cells += figures.map { figure in
                TableCell(.text([figure.map { [$0].styled(text) } ?? []], .centre))
            }
            rows.append(TableRow(cells, maySplit: part.table.splitsRows))
        }
        guard !rows.isEmpty else { return nil }
        let heads = (part.numberHead.isEmpty ? [] : [part.numberHead]) + [part.itemHead] + part.counts
        let number = part.numberHead.isEmpty ? [] : [TableColumn(.automatic(), alignsDigits: true)]
        return table(
            number + [TableColumn(.automatic())]
                + part.counts.map { _ in TableColumn(.automatic(), alignsDigits: true) },
            heads: heads, rows, part.table)
    }

    func appointmentsTable(_ part: AppointmentsTablePart) -> Table? {
        let text = part.table.valueStyle.text
        var rows: [TableRow] = []
        for appointment in minutes.appointments {
            guard let person = source.name(appointment.person) else { continue }
            let action =
                switch appointment.action {
                case .appoint: part.appoint
                case .remove: part.remove
                case .elect: part.elect
                }
            let number = part.numberHead.isEmpty ? [] : [[Fragment.words(String(rows.count + 1))]]
            let before = number.map { TableCell(.text([$0.styled(text)], .centre)) }
            let post = source.prose(appointment.post).map { [$0].styled(text) } ?? []
            rows.append(
                TableRow(
                    before + [
                        nameCell(person, part.table, cells: 3), TableCell(.text([post], .left)),
                        TableCell(.text([[Fragment.words(action)].styled(text)], .centre)),
                    ], maySplit: part.table.splitsRows))
        }
        guard !rows.isEmpty else { return nil }
        let number = part.numberHead.isEmpty ? [] : [TableColumn(.automatic(), alignsDigits: true)]
        return table(
            number + [TableColumn(.automatic()), TableColumn(.automatic()), TableColumn(.automatic())],
            heads: (part.numberHead.isEmpty ? [] : [part.numberHead]) + [
                part.personHead, part.postHead, part.actionHead,
            ],
            rows, part.table)
    }

    /// Each person once, under the role of first mention; groups without names have a row too.
    func register(_ part: RegisterPart) -> Table? {
        let text = part.table.valueStyle.text
        let blanks = part.blankHeads.map { _ in TableCell(.text([[]], .left)) }
        var seen: Set<String> = []
        var rows: [TableRow] = []
        func add(_ cell: TableCell, _ role: Fragment?) {
            let number = part.numberHead.isEmpty ? [] : [Fragment.words(String(rows.count + 1))]
            let before = part.numberHead.isEmpty ? [] : [TableCell(.text([number.styled(text)], .centre))]
            let roles = part.roleHead.isEmpty ? [] : [TableCell(.text([(role.map { [$0] } ?? []).styled(text)], .left))]
            rows.append(TableRow(before + [cell] + roles + blanks, maySplit: part.table.splitsRows))
        }
        for group in minutes.attendees {
            let role = source.prose(group.role)
            let words = role?.text ?? ""
            guard part.roles.isEmpty || part.roles.contains(where: words.contains) else { continue }
            for name in ordered(group.names.compactMap { source.name($0) }, part.order)
            where seen.insert(name.text).inserted {
                add(nameCell(name, part.table, cells: part.nameCells), role)
            }
            let groups = part.hasGroups ? group.groups.compactMap { source.prose($0) } : []
            for words in groups where seen.insert(words.text).inserted {
                add(TableCell(.text([[words].styled(text)], .left)), role)
            }
        }
        guard !rows.isEmpty else { return nil }
        let heads =
            (part.numberHead.isEmpty ? [] : [part.numberHead]) + [part.nameHead]
            + (part.roleHead.isEmpty ? [] : [part.roleHead]) + part.blankHeads
        let number = part.numberHead.isEmpty ? [] : [TableColumn(.automatic(), alignsDigits: true)]
        let role = part.roleHead.isEmpty ? [] : [TableColumn(.automatic())]
        return table(
            number
                + [
                    TableColumn(
                        .automatic(least: (part.nameCells + 2) * text.size, most: (part.nameCells + 6) * text.size))
                ]
                + role
                + part.blankHeads.map { _ in .fixed(part.blankWidth) }, heads: heads, rows, part.table)
    }

    private func nameCell(_ name: Fragment, _ table: TableOptions, cells: Int) -> TableCell {
        let text = table.valueStyle.text
        // A name of many characters is set like words, which may turn over, and leaves the other columns their room.
        guard name.text.approximateEms <= cells + 4 else { return TableCell(.text([[name].styled(text)], .left)) }
        return TableCell(
            .names(NameGrid(names: [name].styled(text), cells: cells, pitch: (cells + 1) * text.size), groups: []))
    }

    private func table(
        _ columns: [TableColumn], heads: [String], _ rows: [TableRow], _ options: TableOptions
    ) -> Table {
        table(
            columns, head: [TableRow(heads.map { head([.words($0)], options, alignment: .centre) })], rows: rows,
            options,
            summary: heads.joined(separator: "、"))
    }
}

/// The digits beside a word, `赞成281票` or `281票赞成`; nil where the text has none there.
func voteFigure(of word: String, in text: String) -> String? {
    guard let range = text.firstRange(of: word) else { return nil }
    let after = text[range.upperBound...].drop { "票数为：: ".contains($0) }.prefix { $0.isASCII && $0.isNumber }
    if !after.isEmpty { return String(after) }
    let before = text[..<range.lowerBound]
    guard before.hasSuffix("票") else { return nil }
    let digits = before.dropLast().reversed().prefix { $0.isASCII && $0.isNumber }
    return digits.isEmpty ? nil : String(digits.reversed())
}
