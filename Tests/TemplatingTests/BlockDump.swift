import BlockModel
import PaperUnits
import Provenance

/// A document as text, one block after the other: what is said, in which style, and from where.
func dump(_ document: Document) -> String {
    var lines = ["document \(document.title) \(document.language)"]
    for block in document.blocks {
        switch block {
        case .paragraph(let paragraph): lines += dump(paragraph)
        case .nameList(let list):
            lines.append("names \(list.before) indent \(spell(list.indent)) pitch \(spell(list.grid.pitch))")
            lines += ([list.label] + list.grid.names).map(dump)
            lines += list.groups.map { dump($0) + " group" }
        case .table(let table): lines += dump(table)
        case .rule(let rule):
            lines.append("rule \(spell(rule.thickness)) above \(spell(rule.above)) \(spell(rule.colour))")
        case .figures(let row):
            lines.append("figures \(row.before) at most \(spell(row.maximum.width)) by \(spell(row.maximum.height))")
            for figure in row.figures {
                lines.append(" picture \(figure.picture) \(figure.alternate)")
                lines += figure.caption.map(dump) ?? []
            }
        case .signature(let signature):
            lines.append("signature \(spell(signature.before))")
            lines += signature.names.joined().map(dump) + signature.date.map(dump)
        case .imprint(let imprint):
            lines.append("imprint" + (imprint.onEvenPage ? " even" : ""))
            for (number, group) in imprint.groups.enumerated() {
                lines.append(" group \(number + 1)")
                lines += group.flatMap(dump)
            }
        }
    }
    return lines.joined(separator: "\n") + "\n"
}

private func dump(_ paragraph: Paragraph) -> [String] {
    let style = paragraph.style
    var head = "paragraph \(spell(paragraph.role)) \(style.alignment) \(spell(style.before))"
    for (name, length) in [
        ("first", style.firstIndent), ("left", style.leftIndent), ("right", style.rightIndent),
    ] where length != .zero { head += " \(name) \(spell(length))" }
    if style.keepWithNext { head += " keep" }
    if style.balanced { head += " balanced" }
    if let pitch = style.linePitch { head += " pitch \(spell(pitch))" }
    if !style.fitSizes.isEmpty { head += " fit " + style.fitSizes.map(spell).joined(separator: "/") }
    return [head] + paragraph.lead.map { dump($0) + " lead" } + paragraph.inlines.map(dump)
        + paragraph.trailing.map { dump($0) + " trailing" }
}

private func dump(_ table: Table) -> [String] {
    var lines = ["table \(spell(table.before)) \(table.columns.map(spell).joined(separator: " ")) \(table.summary)"]
    for (kind, rows) in [("head", table.head), ("row", table.rows)] {
        for row in rows {
            lines.append("  \(kind)")
            for cell in row.cells {
                let marks =
                    (cell.isHead ? " TH" : "") + (cell.columnSpan > 1 ? " span \(cell.columnSpan)" : "")
                    + (cell.rowSpan > 1 ? " rows \(cell.rowSpan)" : "")
                switch cell.content {
                case .text(let paragraphs, let alignment):
                    lines.append("   cell \(alignment)\(marks)")
                    lines += paragraphs.joined().map { "  " + dump($0) }
                case .names(let grid, let groups):
                    lines.append("   cell names\(marks)")
                    lines += grid.names.map { "  " + dump($0) } + groups.map { "  " + dump($0) + " group" }
                }
            }
        }
    }
    return lines
}

private func dump(_ inline: Inline) -> String {
    let origin =
        switch inline.origin {
        case .source(let ranges, _): ranges.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: "+")
        case .derived(let rule): "derived(\(rule))"
        case .written: "written"
        case .template: "template"
        }
    let heading = inline.headingLevel.map { " H\($0)" } ?? ""
    return "    [\(inline.text)] \(inline.style.role.rawValue) \(spell(inline.style.size))"
        + (inline.style.colour == .black ? "" : " \(spell(inline.style.colour))") + " \(origin)\(heading)"
}

private func spell(_ column: TableColumn) -> String {
    switch column.width {
    case .fixed(let width): spell(width)
    case .automatic(let least, let most): "auto(\(spell(least))-\(most.map(spell) ?? ""))"
    }
}

private func spell(_ length: Length) -> String { "\(length.emu)" }

private func spell(_ colour: Colour) -> String { "rgb(\(colour.red),\(colour.green),\(colour.blue))" }

private func spell(_ blank: Blank) -> String {
    switch blank {
    case .lines(let count): "lines(\(count))"
    case .length(let length): "length(\(spell(length)))"
    case .inkFromTop(let length): "ink(\(spell(length)))"
    case .none: "none"
    }
}

private func spell(_ role: BlockRole) -> String {
    switch role {
    case .body: "body"
    case .heading(let level): "H\(level)"
    case .listItem: "item"
    }
}

extension Document {
    /// Every run that will be printed, page numbers aside.
    var inlines: [Inline] {
        blocks.flatMap { block -> [Inline] in
            switch block {
            case .paragraph(let paragraph): paragraph.lead + paragraph.inlines + paragraph.trailing
            case .nameList(let list): [list.label] + list.grid.names + list.groups
            case .table(let table):
                (table.head + table.rows).flatMap(\.cells).flatMap { cell in
                    switch cell.content {
                    case .text(let paragraphs, _): Array(paragraphs.joined())
                    case .names(let grid, let groups): grid.names + groups
                    }
                }
            case .rule: []
            case .figures(let row): row.figures.compactMap(\.caption).flatMap { $0.lead + $0.inlines + $0.trailing }
            case .signature(let signature): signature.names.flatMap(\.self) + signature.date
            case .imprint(let imprint):
                imprint.groups.joined().flatMap { $0.lead + $0.inlines + $0.trailing }
            }
        }
    }

    var paragraphs: [Paragraph] {
        blocks.compactMap { if case .paragraph(let paragraph) = $0 { paragraph } else { nil } }
    }

    var tables: [Table] {
        blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    var nameLists: [NameList] {
        blocks.compactMap { if case .nameList(let list) = $0 { list } else { nil } }
    }
}

extension Paragraph {
    var text: String { inlines.map(\.text).joined() }
}

/// What normalisation may not change: the text without white space and with marks in half width.
func folded(_ text: String) -> String {
    let pairs: [Unicode.Scalar: Unicode.Scalar] = [
        "，": ",", "：": ":", "；": ";", "？": "?", "！": "!", "（": "(", "）": ")", "。": ".", "“": "\"", "”": "\"",
        "‘": "'", "’": "'",
    ]
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
        switch scalar.value {
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
            result.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
        default: result.append(pairs[scalar] ?? scalar)
        }
    }
    return String(result)
}
