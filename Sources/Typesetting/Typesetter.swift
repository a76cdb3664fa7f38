package import BlockModel
package import FontAccess
import LineRules
package import PagedModel
import PaperUnits
import Provenance

/// Lays out a document: shapes each paragraph once, chooses and sets its lines, then fills pages.
///
/// The same document and faces give the same pages everywhere; nothing of one call reaches the next.
/// - Throws: `missingCharacters` if a role's faces lack characters of the text, before any page is made.
package func typeset(
    _ document: Document, library: FontLibrary, limits: LayoutLimits = LayoutLimits()
) throws(TypesettingError) -> PagedDocument {
    var typesetter = Typesetter(library: library, lines: document.lines, language: document.language)
    let blocks: [LaidOutBlock]
    let numbers: PageNumberLayout?
    do {
        blocks = try typesetter.layOut(document.blocks, page: document.page)
        numbers = try document.page.pageNumber.map { style throws(FontError) in
            try typesetter.layOutPageNumber(style, language: document.language)
        }
    } catch {
        throw .font(error)
    }
    guard typesetter.faces.missing.isEmpty else { throw .missingCharacters(typesetter.faces.missing) }
    var flow = PageFlow(document, limit: limits.pages, pageNumbers: numbers)
    try flow.place(blocks, faces: typesetter.faces.used)
    var paged = flow.finish()
    paged.faces = typesetter.faces.used.map(\.name)
    for (excess, origin) in typesetter.overfull {
        paged.warnings.append(
            Diagnostic(
                .warning, .lineOverfull, "a line is \(Length(emu: excess).millimetres) mm too long",
                at: origin?.ranges.first))
    }
    return paged
}

/// What laying out one document needs: one buffer, the faces met so far.
struct Typesetter: ~Copyable {
    var shaper = Shaper()
    var faces: FaceSelection
    let lines: LineStyle
    let language: String
    /// Lines longer than their measure, with the excess in EMU.
    var overfull: [(Int64, Origin?)] = []

    init(library: FontLibrary, lines: LineStyle, language: String) {
        faces = FaceSelection(library: library, language: lines.region.languageOfForms)
        self.lines = lines
        self.language = language
    }

    /// Blocks with their lines, before they have places.
    mutating func layOut(_ blocks: [Block], page: PageStyle) throws(FontError) -> [LaidOutBlock] {
        var result: [LaidOutBlock] = []
        result.reserveCapacity(blocks.count)
        let measure = page.typeArea.width
        for block in blocks {
            switch block {
            case .paragraph(let paragraph):
                let lines = try layOut(
                    paragraph.inlines, style: paragraph.style, measure: measure, hanging: lines.hanging)
                var trailing: LineStack?
                if !paragraph.trailing.isEmpty {
                    let style = ParagraphStyle(alignment: .right, rightIndent: paragraph.style.rightIndent)
                    trailing = try layOut(paragraph.trailing, style: style, measure: measure)
                }
                if lines.isEmpty, let only = trailing {
                    result.append(.paragraph(paragraph, only, trailing: nil))
                } else {
                    result.append(.paragraph(paragraph, lines, trailing: trailing))
                }
            case .nameList(let list):
                result.append(.nameList(list, try layOut(list, measure: measure)))
            case .table(let table):
                result.append(.table(table, try layOut(table, limit: page.typeArea.height)))
            case .rule(let rule):
                result.append(.rule(rule))
            }
        }
        return result
    }

    /// Label and names share the first line; turn-over lines and groups hang below the names.
    private mutating func layOut(_ list: NameList, measure: Length) throws(FontError) -> LineStack {
        let label = try layOutLabel(list.label, x: list.indent)
        var stack = label.stack
        let start = list.indent + label.width
        var body = try layOut(list.grid, x: start, measure: measure - start)
        if !list.groups.isEmpty {
            let style = ParagraphStyle(leftIndent: start)
            body.append(try layOut(list.groups, style: style, measure: measure))
        }
        guard let first = body.lines.first else { return stack }
        let base = stack.texts.count
        stack.texts += body.texts
        func moved(_ line: [LineStack.Piece]) -> [LineStack.Piece] {
            line.map { LineStack.Piece(text: $0.text + base, line: $0.line, x: $0.x) }
        }
        stack.lines[0] += moved(first)
        stack.lines += body.lines.dropFirst().map(moved)
        return stack
    }
}

enum LaidOutBlock {
    case paragraph(Paragraph, LineStack, trailing: LineStack?)
    case nameList(NameList, LineStack)
    case table(Table, LaidOutTable)
    case rule(Rule)
}
