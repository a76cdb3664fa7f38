import BlockModel
import PaperUnits
import YAMLTree

extension TemplateReader {
    func optionalStyle(_ key: String, in map: inout YAMLMapping) throws(TemplateError) -> TemplateStyle? {
        guard map.has(key) else { return nil }
        return try style(key, in: &map)
    }

    private func rows(_ key: String, in map: inout YAMLMapping) throws(TemplateError) -> [FactsTablePart.Row] {
        let node = try map.require(key)
        guard case .sequence(let sequence) = node else {
            throw map.error(.templateWrongKind, at: node.mark, "'\(key)' must be a list")
        }
        var rows: [FactsTablePart.Row] = []
        for node in sequence.nodes { rows.append(try factsRow(node)) }
        return rows
    }

    func facts(_ map: inout YAMLMapping) throws(TemplateError) -> FactsPart {
        let (labelStyle, style) = (try style("label-style", in: &map), try style("style", in: &map))
        return FactsPart(
            heading: try heading(&map), labelStyle: labelStyle, style: style, rows: try rows("rows", in: &map),
            separator: try map.text("separator") ?? "、", derivedMark: try map.text("derived-mark"))
    }

    func summaryTable(_ map: inout YAMLMapping) throws(TemplateError) -> SummaryTablePart {
        let part = SummaryTablePart(
            heading: try heading(&map), table: try table(&map, splitsRows: false),
            columns: try rows("columns", in: &map), separator: try map.text("separator") ?? "、",
            derivedMark: try map.text("derived-mark"))
        let least = 2 * part.table.padding.width + 3 * part.table.labelStyle.text.size
        guard let width = page?.typeArea.width, part.columns.count * least <= width else {
            throw map.error(.templateBadLength, at: map.mark, "the columns do not fit in the type area")
        }
        return part
    }

    func voteTable(_ map: inout YAMLMapping) throws(TemplateError) -> VoteTablePart {
        var counts: [String] = []
        for node in try map.list("counts") ?? [] { counts.append(try map.text(node, "counts")) }
        let part = VoteTablePart(
            heading: try heading(&map), table: try table(&map, splitsRows: false),
            numberHead: try map.text("number-head") ?? "", itemHead: try map.requireText("item-head"),
            counts: counts.isEmpty ? ["赞成", "反对", "弃权"] : counts)
        try check(part.table, pairs: 1, in: map)
        return part
    }

    func appointmentsTable(_ map: inout YAMLMapping) throws(TemplateError) -> AppointmentsTablePart {
        let part = AppointmentsTablePart(
            heading: try heading(&map), table: try table(&map, splitsRows: false),
            numberHead: try map.text("number-head") ?? "", personHead: try map.requireText("person-head"),
            postHead: try map.requireText("post-head"), actionHead: try map.requireText("action-head"),
            appoint: try map.requireText("appoint"), remove: try map.requireText("remove"),
            elect: try map.requireText("elect"))
        try check(part.table, pairs: 1, in: map)
        return part
    }

    func register(_ map: inout YAMLMapping) throws(TemplateError) -> RegisterPart {
        var roles: [String] = []
        for node in try map.list("roles") ?? [] { roles.append(try map.text(node, "roles")) }
        var blanks: [String] = []
        for node in try map.list("blank-heads") ?? [] { blanks.append(try map.text(node, "blank-heads")) }
        let part = RegisterPart(
            heading: try heading(&map), table: try table(&map, splitsRows: true), roles: roles,
            hasGroups: try map.flag("groups") ?? true, order: try map.choice("order") ?? .source,
            numberHead: try map.text("number-head") ?? "",
            nameHead: try map.requireText("name-head"),
            roleHead: try map.text("role-head") ?? "", blankHeads: blanks,
            blankWidth: try length("blank-width", in: &map) ?? .mm(30),
            nameCells: try map.count("name-cells", in: 2...10) ?? 3)
        try check(part.table, pairs: 1, in: map)
        guard let width = page?.typeArea.width, 2 * (blanks.count * part.blankWidth) <= width else {
            throw map.error(
                .templateBadLength, at: map.mark, "the empty columns take more than half of the type area",
                hint: "change 'blank-width'")
        }
        return part
    }

    func resolutionTexts(_ map: inout YAMLMapping) throws(TemplateError) -> ResolutionTextsPart {
        let fields = WordingField.ofMinutes + [.resolution, .resolutionTitle, .adoption]
        let adoption = try map.list("adoption") ?? []
        var wordings: [Wording] = []
        for node in adoption { wordings.append(try wording("adoption", node, allowed: fields, in: map)) }
        let titleStyle = try style("title-style", in: &map)
        return ResolutionTextsPart(
            title: try self.wordings("title", allowed: fields, in: &map), titleStyle: titleStyle,
            adoption: wordings, adoptionStyle: try optionalStyle("adoption-style", in: &map) ?? titleStyle,
            style: try style("style", in: &map))
    }

    func signature(_ map: inout YAMLMapping) throws(TemplateError) -> SignaturePart {
        let em = units?.em ?? .zero
        return SignaturePart(
            names: try wordings("names", allowed: WordingField.ofMinutes, in: &map),
            date: try optionalWordings("date", in: &map), style: try style("style", in: &map),
            inset: try length("inset", in: &map) ?? 2 * em, offset: try length("offset", in: &map) ?? 2 * em,
            before: try blank("blank-above", in: &map) ?? .lines(1))
    }

    func annexNote(_ map: inout YAMLMapping) throws(TemplateError) -> AnnexNotePart {
        AnnexNotePart(label: try map.text("label") ?? "附件：", style: try style("style", in: &map))
    }

    func annexes(_ map: inout YAMLMapping) throws(TemplateError) -> AnnexesPart {
        AnnexesPart(
            mark: try map.text("mark") ?? "附件", markStyle: try style("mark-style", in: &map),
            titleStyle: try style("title-style", in: &map), style: try style("style", in: &map))
    }

    func photographs(_ map: inout YAMLMapping) throws(TemplateError) -> PhotographsPart {
        let area = page?.typeArea ?? Size(width: .zero, height: .zero)
        let columns = try map.count("columns", in: 1...6) ?? 1
        let gap = try length("gap", in: &map) ?? units?.em ?? .zero
        guard 2 * ((columns - 1) * gap) <= area.width else {
            throw map.error(
                .templateBadLength, at: map.mark, "the gaps take more than half of the type area",
                hint: "change 'gap' or 'columns'")
        }
        let widest = try length("width", in: &map) ?? area.width
        let highest = try length("height", in: &map, to: area.height) ?? area.height.scaled(by: 2, over: 5)
        guard widest >= .mm(5), highest >= .mm(5) else {
            throw map.error(.templateBadLength, at: map.mark, "a picture is at least 5 mm wide and high")
        }
        var captions: [Wording] = []
        for node in try map.list("caption") ?? [] {
            captions.append(try wording("caption", node, allowed: [.number, .text], in: map))
        }
        return PhotographsPart(
            heading: try heading(&map), columns: columns, gap: gap, maximum: Size(width: widest, height: highest),
            leastResolution: try map.count("least-resolution", in: 1...1_200) ?? 96,
            caption: captions.isEmpty ? [Wording([.field(.text)])] : captions,
            captionStyle: try style("caption-style", in: &map), alternate: try map.text("alternate") ?? "会议照片",
            before: try blank("blank-above", in: &map) ?? .lines(1))
    }
}
