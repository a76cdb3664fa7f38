import BlockModel
import PaperUnits
import Provenance
import YAMLTree

extension TemplateReader {
    func items(_ node: Node) throws(TemplateError) -> [TemplateItem] {
        guard case .sequence(let sequence) = node else {
            throw sources.error(.templateWrongKind, at: node.mark, "'parts' must be a list")
        }
        var items: [TemplateItem] = []
        for node in sequence.nodes { items.append(try item(node)) }
        return items
    }

    private func item(_ node: Node) throws(TemplateError) -> TemplateItem {
        var map = try YAMLMapping(node, sources, what: "a part")
        let kindNode = try map.require("kind")
        let spelt = try map.text(kindNode, "kind")
        guard let kind = TemplatePart.Kind(rawValue: spelt) else {
            throw map.error(
                .templateUnknownPart, at: kindNode.mark, "no part is of the kind '\(spelt)'",
                hint: "the kinds are: " + TemplatePart.Kind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let name = try map.text("name") ?? spelt
        let when = try conditions("when", in: &map)
        let unless = try conditions("unless", in: &map)
        let part: TemplatePart =
            switch kind {
            case .masthead: .masthead(try masthead(&map))
            case .headLine: .headLine(try headLine(&map))
            case .rule: .rule(try rule(&map))
            case .title: .title(try words(&map))
            case .text: .text(try words(&map))
            case .factsTable: .factsTable(try factsTable(&map))
            case .attendanceTable: .attendanceTable(try attendanceTable(&map))
            case .proceedings: .proceedings(try prose(&map))
            case .agenda: .agenda(try list(&map, fields: [.text]))
            case .resolutions: .resolutions(try list(&map, fields: [.verb, .text]))
            case .appointments: .appointments(try appointments(&map))
            case .speeches: .speeches(try speeches(&map))
            case .statements: .statements(try statements(&map))
            case .nameList: .nameList(try nameList(&map))
            case .imprint: .imprint(try imprint(&map))
            case .facts: .facts(try facts(&map))
            case .summaryTable: .summaryTable(try summaryTable(&map))
            case .voteTable: .voteTable(try voteTable(&map))
            case .appointmentsTable: .appointmentsTable(try appointmentsTable(&map))
            case .register: .register(try register(&map))
            case .resolutionTexts: .resolutionTexts(try resolutionTexts(&map))
            case .signature: .signature(try signature(&map))
            case .annexNote: .annexNote(try annexNote(&map))
            case .annexes: .annexes(try annexes(&map))
            case .photographs: .photographs(try photographs(&map))
            }
        try map.finish()
        return TemplateItem(name: name, when: when, unless: unless, part: part)
    }

    /// Fields, or lists of the minutes, one of which has something.
    private func conditions(_ key: String, in map: inout YAMLMapping) throws(TemplateError) -> [PartCondition] {
        var conditions: [PartCondition] = []
        for node in try map.list(key) ?? [] {
            let spelt = try map.text(node, key)
            guard let condition = PartCondition(spelling: spelt) else {
                throw map.error(
                    .templateUnknownField, at: node.mark, "'\(key)' cannot name '\(spelt)'",
                    hint: "one of: " + PartCondition.spellings.joined(separator: ", "))
            }
            conditions.append(condition)
        }
        return conditions
    }

    private func masthead(_ map: inout YAMLMapping) throws(TemplateError) -> MastheadPart {
        MastheadPart(
            wordings: try wordings("wording", allowed: WordingField.ofMinutes, in: &map),
            maxCharacters: try map.count("max-characters", in: 1...1_000) ?? 15,
            style: try style("style", in: &map))
    }

    private func headLine(_ map: inout YAMLMapping) throws(TemplateError) -> HeadLinePart {
        HeadLinePart(
            left: try wordings("left", allowed: WordingField.ofMinutes, in: &map),
            right: try wordings("right", allowed: WordingField.ofMinutes, in: &map),
            style: try style("style", in: &map), fieldStyle: try optionalStyle("right-field-style", in: &map))
    }

    private func rule(_ map: inout YAMLMapping) throws(TemplateError) -> RulePart {
        RulePart(
            thickness: try length("thickness", try map.require("thickness"), in: map),
            colour: try colour("colour", in: &map) ?? .black,
            above: try length("above", in: &map) ?? .zero, below: try length("below", in: &map))
    }

    private func words(_ map: inout YAMLMapping) throws(TemplateError) -> WordsPart {
        WordsPart(
            wordings: try wordings("wording", allowed: WordingField.ofMinutes, in: &map),
            style: try style("style", in: &map), below: try blank("blank-below", in: &map))
    }

    private func prose(_ map: inout YAMLMapping) throws(TemplateError) -> ProsePart {
        ProsePart(heading: try heading(&map), style: try style("style", in: &map))
    }

    func heading(_ map: inout YAMLMapping) throws(TemplateError) -> Wording? {
        guard let node = map.take("heading") else { return nil }
        try requireHeadings(for: node, in: map)
        return try wording("heading", node, allowed: WordingField.ofMinutes, in: map)
    }

    private func requireHeadings(for node: Node, in map: YAMLMapping) throws(TemplateError) {
        guard headings == nil else { return }
        throw map.error(
            .templateMissingKey, at: node.mark, "the template has headings but no key 'headings' to style them")
    }

    func table(_ map: inout YAMLMapping, splitsRows: Bool) throws(TemplateError) -> TableOptions {
        let (labelStyle, valueStyle) = (try style("label-style", in: &map), try style("value-style", in: &map))
        let size = max(labelStyle.text.size, valueStyle.text.size)
        return TableOptions(
            labelStyle: labelStyle, valueStyle: valueStyle,
            labelWidth: try labelWidth(&map), labelAlignment: try map.choice("label-align") ?? .centre,
            vertical: try map.choice("vertical-align") ?? .centre, splitsRows: try map.flag("split-rows") ?? splitsRows,
            turning: try map.choice("turn") ?? .whenTooWide, title: try tableTitle(&map),
            before: try blank("blank-above", in: &map) ?? .lines(0),
            frame: try length("frame", in: &map) ?? .mm(0.35),
            innerRule: try length("inner-rule", in: &map) ?? .mm(0.25),
            padding: Size(
                width: try length("padding-side", in: &map) ?? .mm(1.5),
                height: try length("padding-top", in: &map) ?? .mm(1.5)),
            linePitch: try length(
                "line-pitch", try map.require("line-pitch"), in: map, from: size, to: highestBlank))
    }

    /// A length, or `auto`.
    private func labelWidth(_ map: inout YAMLMapping) throws(TemplateError) -> Length? {
        let node = try map.require("label-width")
        return try map.text(node, "label-width") == "auto" ? nil : try length("label-width", node, in: map)
    }

    private func tableTitle(_ map: inout YAMLMapping) throws(TemplateError) -> TableTitleOptions? {
        guard let node = map.take("title") else { return nil }
        var map = try YAMLMapping(node, sources, what: "'title'")
        let number = map.take("number")
        let title = TableTitleOptions(
            number: try number.map { node throws(TemplateError) in
                try wording("number", node, allowed: WordingField.ofMinutes, in: map)
            },
            words: try wording("words", try map.require("words"), allowed: WordingField.ofMinutes, in: map),
            continued: try map.text("continued") ?? "", style: try style("style", in: &map),
            below: try length("below", in: &map, to: highestBlank) ?? .mm(2))
        try map.finish()
        return title
    }

    private func factsTable(_ map: inout YAMLMapping) throws(TemplateError) -> FactsTablePart {
        let rowsNode = try map.require("rows")
        guard case .sequence(let sequence) = rowsNode else {
            throw map.error(.templateWrongKind, at: rowsNode.mark, "'rows' must be a list")
        }
        var rows: [FactsTablePart.Row] = []
        for node in sequence.nodes { rows.append(try factsRow(node)) }
        let columnsNode = map.take("columns")
        let columns = try columnsNode.map { node throws(TemplateError) in try map.text(node, "columns") } ?? "4"
        guard columns == "2" || columns == "4" else {
            throw map.error(.templateBadValue, at: columnsNode?.mark, "'columns' is 2 or 4, not '\(columns)'")
        }
        let part = FactsTablePart(
            heading: try heading(&map), columns: columns == "2" ? 2 : 4, table: try table(&map, splitsRows: false),
            rows: rows,
            separator: try map.text("separator") ?? "、", derivedMark: try map.text("derived-mark"))
        try check(part.table, pairs: part.columns / 2, in: map)
        return part
    }

    func factsRow(_ node: Node) throws(TemplateError) -> FactsTablePart.Row {
        var map = try YAMLMapping(node, sources, what: "a row")
        let label = try map.requireText("label")
        let isBlank = try map.flag("fill-in") ?? false
        let row = FactsTablePart.Row(
            label: label,
            wordings: isBlank
                ? try optionalWordings("value", in: &map)
                : try wordings("value", allowed: WordingField.ofMinutes, in: &map),
            condition: try map.choice("when"), wide: try map.flag("wide") ?? false, isFilledIn: isBlank)
        try map.finish()
        return row
    }

    /// The labels must leave room for at least four characters of value beside each.
    func check(_ table: TableOptions, pairs: Int, in map: YAMLMapping) throws(TemplateError) {
        let labelWidth = table.labelWidth ?? 2 * table.padding.width + 2 * table.labelStyle.text.size
        guard let width = page?.typeArea.width, labelWidth > 2 * table.padding.width,
            pairs * (labelWidth + 2 * table.padding.width + 4 * table.valueStyle.text.size) <= width
        else {
            throw map.error(
                .templateBadLength, at: map.mark, "the columns do not fit in the type area",
                hint: "change 'label-width' or 'padding-side'")
        }
    }

    private func attendanceTable(_ map: inout YAMLMapping) throws(TemplateError) -> AttendanceTablePart {
        let table = try table(&map, splitsRows: true)
        let part = AttendanceTablePart(
            heading: try heading(&map), roleHead: try map.requireText("role-head"),
            namesHead: try map.requireText("names-head"), table: table,
            unitHead: try map.text("unit-head") ?? "单位",
            names: try nameColumns(&map, style: table.valueStyle),
            linesPerRow: try map.count("lines-per-row", in: 1...100))
        try check(part.table, pairs: 1, in: map)
        return part
    }

    func nameColumns(
        _ map: inout YAMLMapping, style: TemplateStyle
    ) throws(TemplateError) -> NameColumns {
        let pitchNode = try map.require("name-pitch")
        let columns = NameColumns(
            style: style, cells: try map.count("name-cells", in: 2...10) ?? 3,
            pitch: try length("name-pitch", pitchNode, in: map),
            order: try map.choice("order") ?? .source, separator: try map.text("separator") ?? "，")
        guard columns.pitch >= columns.cells * columns.style.text.size else {
            throw map.error(
                .templateBadLength, at: pitchNode.mark, "'name-pitch' is narrower than the cells of one name",
                hint: "with 'name-cells: \(columns.cells)' it must be at least \(columns.cells) characters")
        }
        return columns
    }

    private func list(_ map: inout YAMLMapping, fields: [WordingField]) throws(TemplateError) -> ListPart {
        let style = try style("style", in: &map)
        let votes = map.take("votes")
        return ListPart(
            heading: try heading(&map), style: style,
            label: try wording("label", try map.require("label"), allowed: [.number], in: map),
            item: try wording("item", try map.require("item"), allowed: fields, in: map),
            votes: try votes.map { node throws(TemplateError) in
                try wording("votes", node, allowed: [.votes], in: map)
            },
            end: try map.text("end") ?? "")
    }

    private func appointments(_ map: inout YAMLMapping) throws(TemplateError) -> AppointmentsPart {
        let fields: [WordingField] = [.person, .post]
        return AppointmentsPart(
            heading: try heading(&map), style: try style("style", in: &map),
            label: try wording("label", try map.require("label"), allowed: [.number], in: map),
            appoint: try wordings("appoint", allowed: fields, in: &map),
            remove: try wordings("remove", allowed: fields, in: &map),
            elect: try wordings("elect", allowed: fields, in: &map), end: try map.text("end") ?? "")
    }

    private func speeches(_ map: inout YAMLMapping) throws(TemplateError) -> SpeechesPart {
        let node = try map.require("heading")
        try requireHeadings(for: node, in: map)
        return SpeechesPart(
            heading: try wording("heading", node, allowed: [.speaker], in: map),
            style: try style("style", in: &map), pointStyle: try style("point-style", in: &map))
    }

    private func statements(_ map: inout YAMLMapping) throws(TemplateError) -> StatementsPart {
        StatementsPart(
            heading: try heading(&map), style: try style("style", in: &map),
            item: try wording("item", try map.require("item"), allowed: [.verb, .text], in: map))
    }

    private func nameList(_ map: inout YAMLMapping) throws(TemplateError) -> NameListPart {
        var roles: [String] = []
        for node in try map.list("roles") ?? [] { roles.append(try map.text(node, "roles")) }
        guard !roles.isEmpty, !roles.contains("") else {
            throw map.error(.templateMissingKey, at: map.mark, "the key 'roles' is missing here or empty")
        }
        let part = NameListPart(
            label: try map.requireText("label"), labelStyle: try style("label-style", in: &map),
            names: try nameColumns(&map, style: try style("style", in: &map)), roles: roles,
            indent: try length("indent", in: &map) ?? .zero, unitWidth: try length("unit-width", in: &map),
            before: try blank("blank-above", in: &map) ?? .lines(1))
        let label = part.label.approximateEms * part.labelStyle.text.size
        guard let width = page?.typeArea.width,
            part.indent + label + (part.unitWidth ?? .zero) + part.names.cells * part.names.style.text.size <= width
        else {
            throw map.error(
                .templateBadLength, at: map.mark, "indent and label leave no room for a name in the type area")
        }
        return part
    }
}

extension TemplateReader {
    private func imprint(_ map: inout YAMLMapping) throws(TemplateError) -> ImprintPart {
        let style = try style("style", in: &map)
        let half = (units?.em ?? .zero).scaled(by: 7, over: 16)
        return ImprintPart(
            sendTo: try imprintEntry("send-to", "主送：", in: &map),
            copyTo: try imprintEntry("copy-to", "抄送：", in: &map), end: try map.text("end") ?? "。",
            issuer: try optionalWordings("issuer", in: &map),
            issued: try optionalWordings("issued", in: &map), style: style,
            outerRule: try length("outer-rule", in: &map) ?? .mm(0.35),
            innerRule: try length("inner-rule", in: &map) ?? .mm(0.25),
            colour: try colour("colour", in: &map) ?? .black,
            padding: try length("padding", in: &map, to: highestBlank) ?? half,
            onEvenPage: try map.flag("even-page") ?? false)
    }

    private func imprintEntry(
        _ key: String, _ label: String, in map: inout YAMLMapping
    ) throws(TemplateError) -> ImprintPart.Entry {
        ImprintPart.Entry(
            label: try map.text(key + "-label") ?? label, wordings: try optionalWordings(key, in: &map))
    }

    func optionalWordings(_ key: String, in map: inout YAMLMapping) throws(TemplateError) -> [Wording] {
        var wordings: [Wording] = []
        for node in try map.list(key) ?? [] {
            wordings.append(try wording(key, node, allowed: WordingField.ofMinutes, in: map))
        }
        return wordings
    }
}

extension TemplatePart {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case masthead
        case headLine = "head-line"
        case rule, title, text
        case factsTable = "facts-table"
        case attendanceTable = "attendance-table"
        case proceedings, agenda, resolutions, appointments, speeches, statements
        case nameList = "name-list"
        case imprint, facts
        case summaryTable = "summary-table"
        case voteTable = "vote-table"
        case appointmentsTable = "appointments-table"
        case register
        case resolutionTexts = "resolution-texts"
        case signature
        case annexNote = "annex-note"
        case annexes, photographs
    }
}
