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
        blocks = try typesetter.layOut(document)
        numbers = try document.page.pageNumber.map { style throws(FontError) in
            try typesetter.layOutPageNumber(style, language: document.language)
        }
    } catch {
        throw .font(error)
    }
    guard typesetter.faces.missing.isEmpty else { throw .missingCharacters(typesetter.faces.missing) }
    var flow = PageFlow(document, limit: limits.pages, pageNumbers: numbers)
    try flow.place(blocks, faces: &typesetter.faces)
    var paged = flow.finish()
    paged.faces = typesetter.faces.used.map(\.name)
    paged.pictures = document.pictures
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
    mutating func layOut(_ document: Document) throws(FontError) -> [LaidOutBlock] {
        let (blocks, page) = (document.blocks, document.page)
        var result: [LaidOutBlock] = []
        result.reserveCapacity(blocks.count)
        let measure = page.typeArea.width
        for block in blocks {
            switch block {
            case .paragraph(let paragraph):
                let (stack, trailing) = try layOut(paragraph, measure: measure, hanging: lines.hanging)
                result.append(.paragraph(paragraph, stack, trailing: trailing))
            case .nameList(let list):
                result.append(.nameList(list, try layOut(list, measure: measure)))
            case .table(let table):
                result.append(.table(table, try layOut(table, on: page)))
            case .rule(let rule):
                result.append(.rule(rule))
            case .figures(let row):
                result.append(.figures(row, try layOut(row, on: page, pictures: document.pictures)))
            case .signature(let signature):
                result.append(.signature(signature, try layOut(signature, measure: measure)))
            case .imprint(let imprint):
                result.append(.imprint(imprint, try layOut(imprint, measure: measure)))
            }
        }
        return result
    }

    /// A paragraph and what stands flush right on its first line; where there is only that, it is the paragraph.
    mutating func layOut(
        _ paragraph: Paragraph, measure: Length, hanging: HangingMarks
    ) throws(FontError) -> (lines: LineStack, trailing: LineStack?) {
        let stack =
            paragraph.lead.isEmpty
            ? try layOut(paragraph.inlines, style: paragraph.style, measure: measure, hanging: hanging)
            : try layOutHanging(paragraph, measure: measure, hanging: hanging)
        guard !paragraph.trailing.isEmpty else { return (stack, nil) }
        let style = ParagraphStyle(alignment: .right, rightIndent: paragraph.style.rightIndent)
        let trailing = try layOut(paragraph.trailing, style: style, measure: measure)
        return stack.isEmpty ? (trailing, nil) : (stack, trailing)
    }

    /// Lead and text share the first line; turn-over lines hang below the text.
    private mutating func layOutHanging(
        _ paragraph: Paragraph, measure: Length, hanging: HangingMarks
    ) throws(FontError) -> LineStack {
        var style = paragraph.style
        let start = style.leftIndent + style.firstIndent
        let lead = try layOutLabel(paragraph.lead, x: start)
        style.leftIndent = start + lead.width
        style.firstIndent = .zero
        var stack = lead.stack
        stack.hang(try layOut(paragraph.inlines, style: style, measure: measure, hanging: hanging))
        return stack
    }

    /// Label and names share the first line; turn-over lines and groups hang below the names.
    private mutating func layOut(_ list: NameList, measure: Length) throws(FontError) -> LineStack {
        let label = try layOutLabel([list.label], x: list.indent)
        var stack = label.stack
        let start = list.indent + label.width
        var body = try layOut(list.grid, list.groups, x: start, measure: measure)
        for unit in list.units {
            // A gap of half a character stays before the names.
            let gap = (unit.name.first?.style.size ?? .zero).scaled(by: 1, over: 2)
            let style = ParagraphStyle(alignment: .left, leftIndent: start)
            let left = try layOut(unit.name, style: style, measure: start + list.unitWidth - gap)
            let right = try layOut(unit.grid, unit.groups, x: start + list.unitWidth, measure: measure)
            body.append(left.beside(right))
        }
        stack.hang(body)
        return stack
    }

    private mutating func layOut(
        _ grid: NameGrid, _ groups: [Inline], x: Length, measure: Length
    ) throws(FontError) -> LineStack {
        var stack = try layOut(grid, x: x, measure: measure - x)
        if !groups.isEmpty {
            stack.append(try layOut(groups, style: ParagraphStyle(leftIndent: x), measure: measure))
        }
        return stack
    }

    /// Each name and the date on lines of their own, all left edges settled (GB/T 9704 7.3.5.2).
    private mutating func layOut(_ signature: Signature, measure: Length) throws(FontError) -> LineStack {
        let style = ParagraphStyle(alignment: .left)
        var names: [LineStack] = []
        for name in signature.names where !name.isEmpty {
            names.append(try layOut(name, style: style, measure: measure))
        }
        let date = try layOut(signature.date, style: style, measure: measure)
        func width(_ stack: LineStack) -> Int64 { stack.lines.joined().map(\.line.width).max() ?? 0 }
        let edge = measure.emu - signature.inset.emu
        let (nameWidth, dateWidth) = (names.first.map(width) ?? 0, width(date))
        let isDateLonger = dateWidth > nameWidth
        var dateLeft = isDateLonger ? edge - dateWidth : edge - nameWidth + signature.offset.emu
        var nameRight = isDateLonger ? dateLeft - signature.offset.emu + nameWidth : edge
        // What is too wide for these places starts at the left edge.
        dateLeft = max(0, min(dateLeft, measure.emu - dateWidth))
        nameRight = max(nameRight, nameWidth)
        var stack = LineStack()
        for name in names { stack.append(name.moved(by: max(0, nameRight - width(name)))) }
        stack.append(date.moved(by: dateLeft))
        return stack
    }

    private mutating func layOut(_ imprint: Imprint, measure: Length) throws(FontError) -> LaidOutImprint {
        var lines: [LaidOutImprint.Line] = []
        for (group, paragraphs) in imprint.groups.enumerated() {
            for paragraph in paragraphs {
                let (stack, trailing) = try layOut(paragraph, measure: measure, hanging: .none)
                for number in stack.lines.indices {
                    lines.append(
                        LaidOutImprint.Line(
                            group: group, paragraph: paragraph, stack: stack, number: number,
                            trailing: number == 0 ? trailing : nil))
                }
            }
        }
        return LaidOutImprint(lines: lines)
    }
}

extension LineStack {
    /// Line by line next to another stack; the longer one goes on alone.
    fileprivate func beside(_ right: LineStack) -> LineStack {
        var stack = self
        stack.texts += right.texts
        for (number, line) in right.lines.enumerated() {
            let moved = line.map { Piece(text: $0.text + texts.count, line: $0.line, x: $0.x) }
            if number < stack.lines.count { stack.lines[number] += moved } else { stack.lines.append(moved) }
        }
        return stack
    }

    /// Puts the first line of another stack behind this one's only line, and its other lines below.
    fileprivate mutating func hang(_ body: LineStack) {
        guard let first = body.lines.first else { return }
        let base = texts.count
        texts += body.texts
        func moved(_ line: [Piece]) -> [Piece] {
            line.map { Piece(text: $0.text + base, line: $0.line, x: $0.x) }
        }
        lines[0] += moved(first)
        lines += body.lines.dropFirst().map(moved)
    }

    fileprivate func moved(by distance: Int64) -> LineStack {
        var stack = self
        for line in stack.lines.indices {
            for piece in stack.lines[line].indices { stack.lines[line][piece].x += distance }
        }
        return stack
    }
}

enum LaidOutBlock {
    case paragraph(Paragraph, LineStack, trailing: LineStack?)
    case nameList(NameList, LineStack)
    case table(Table, LaidOutTable)
    case rule(Rule)
    case figures(Figures, LaidOutFigures)
    case signature(Signature, LineStack)
    case imprint(Imprint, LaidOutImprint)
}
