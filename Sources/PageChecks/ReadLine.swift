import PagedModel
import PaperUnits

/// A run with the structure element it belongs to.
struct ReadRun {
    var run: GlyphRun
    var element: ElementID?
    var tag: StructureTag?

    var headingLevel: Int? {
        if case .heading(let level) = tag { level } else { nil }
    }
    /// The label of a list item.
    var isLabel: Bool { tag == .label }
}

/// Runs that share a line of a page.
struct ReadLine {
    enum Kind { case content, table, caption, footer, other }
    /// Counted from 1.
    var page: Int
    var kind: Kind
    var isTurned: Bool
    var runs: [ReadRun]

    var left: Length { runs.map(\.run.position.x).min() ?? .zero }
    /// Right end of the counted width.
    var right: Length { runs.map(\.run.right).max() ?? .zero }
    var centre: Length { (left + right).scaled(by: 1, over: 2) }
    var emTop: Length { runs[0].run.emTop }
    var emBottom: Length { runs[0].run.emBottom }
    /// Of the line's em box; a fallback face's glyphs may be a little off it.
    var size: Length { emBottom - emTop }
    /// In the order of the source, which is that of the runs.
    var text: String { runs.map(\.run.text).joined() }
    var isColoured: Bool { runs.contains { !$0.run.colour.isGray } }

    var place: Place { Place(page: page, x: left, y: emTop, text: text.shortened) }
}

/// A horizontal rule that belongs to no table.
struct ReadRule {
    var page: Int
    var rect: Rect
    var colour: Colour

    var place: Place { Place(page: page, x: rect.x, y: rect.y, text: "rule") }
}

struct ReadPicture {
    var page: Int
    var rect: Rect

    var place: Place { Place(page: page, x: rect.x, y: rect.y, text: "picture") }
}

extension GlyphRun {
    var right: Length { glyphs.reduce(position.x) { $0 + $1.advance } }
}

extension String {
    /// At most 16 characters.
    var shortened: String { unicodeScalars.count > 16 ? String(prefix(15)) + "…" : self }
}

extension PagedDocument {
    /// All lines in reading order, all rules outside of tables, and the parity of turned pages.
    func read() -> (lines: [ReadLine], rules: [ReadRule], tableRules: [ReadRule], pictures: [ReadPicture]) {
        var lines: [ReadLine] = []
        var rules: [ReadRule] = []
        var tableRules: [ReadRule] = []
        var pictures: [ReadPicture] = []
        for (index, page) in pages.enumerated() {
            var element: ElementID?
            var artifact: Artifact?
            var isAfterTable = false
            var isTurned = false
            for item in page.items {
                switch item {
                case .begin(let id): element = id
                case .beginArtifact(let kind): artifact = kind
                case .end:
                    if artifact == nil { element = nil } else { artifact = nil }
                case .beginTurned: isTurned = true
                case .endTurned: isTurned = false
                case .shape: continue
                case .image(_, let rect): pictures.append(ReadPicture(page: index + 1, rect: rect))
                case .rule(let rect, let colour):
                    let rule = ReadRule(page: index + 1, rect: rect, colour: colour)
                    if isAfterTable || isTurned { tableRules.append(rule) } else { rules.append(rule) }
                case .glyphs(let run):
                    let inTable = element.map(isInTable) ?? false
                    if artifact == nil { isAfterTable = inTable }
                    let kind: ReadLine.Kind =
                        switch artifact {
                        case .pageFooter: .footer
                        case .repeatedHead: .table
                        case .layout: .other
                        case nil: inTable ? .table : isInCaption(element) ? .caption : .content
                        }
                    let read = ReadRun(run: run, element: element, tag: element.map { structure[Int($0.raw)].tag })
                    if let last = lines.last, last.page == index + 1, last.runs[0].run.line == run.line,
                        last.kind == kind
                    {
                        lines[lines.count - 1].runs.append(read)
                    } else {
                        lines.append(ReadLine(page: index + 1, kind: kind, isTurned: isTurned, runs: [read]))
                    }
                }
            }
        }
        return (lines, rules, tableRules, pictures)
    }

    /// Of a picture: those of tables are part of them.
    private func isInCaption(_ element: ElementID?) -> Bool {
        element.map { structure[Int($0.raw)].tag == .caption } ?? false
    }

    private func isInTable(_ element: ElementID) -> Bool {
        var next: ElementID? = element
        while let id = next {
            if case .table = structure[Int(id.raw)].tag { return true }
            next = structure[Int(id.raw)].parent
        }
        return false
    }
}
