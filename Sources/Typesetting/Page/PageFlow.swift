import BlockModel
import FontAccess
import PagedModel
import PaperUnits
import Provenance

/// Fills pages from top to bottom.
///
/// Vertical places are relative to the top of the type area until items are made. Body lines stand on the grid, the
/// n-th (from 0) with its em box from `n × linePitch`; what is off the grid returns to it with the next body line.
struct PageFlow {
    let document: Document
    let style: PageStyle
    let limit: Int
    let numbers: PageNumberLayout?
    var paged: PagedDocument
    var items: ContiguousArray<DisplayItem> = []
    /// Bottom of the last thing on the page.
    var bottom = Length.zero
    var isAtTop = true
    /// Number the next line of the page gets.
    var line: Int32 = 0
    private var openList: ElementID?
    /// The block that wants the last lines of the one being placed on its page.
    private(set) var companion: LaidOutBlock?
    /// All that stands on the page keeps with what comes next, which then had better begin here.
    private(set) var holdsOnlyKept = false
    private(set) var isTurned = false
    /// The page that is open has no number.
    private var isUnnumbered = false

    init(_ document: Document, limit: Int, pageNumbers: PageNumberLayout?) {
        self.document = document
        style = document.page
        self.limit = limit
        numbers = pageNumbers
        paged = PagedDocument(title: document.title, language: document.language)
        paged.usesInks = document.page.usesInks
    }

    mutating func place(_ blocks: [LaidOutBlock], faces: inout FaceSelection) throws(TypesettingError) {
        var chained = false
        for (index, block) in blocks.enumerated() {
            if case .rule(let rule) = block {
                place(rule)
                (chained, holdsOnlyKept, openList) = (false, false, nil)
                continue
            }
            if startsPage(block) {
                if !isAtTop { try newPage() }
            } else if !chained, !isAtTop, bottomOfChain(blocks, from: index) > style.typeArea.height + tolerance {
                // Only the first block of a chain decides: its followers were counted with it.
                try newPage()
            }
            let (wasAlone, page) = (isAtTop || holdsOnlyKept, paged.pages.count)
            chained = keepsWithNext(block)
            if case .paragraph(let paragraph, _, _) = block, paragraph.role == .listItem {} else { openList = nil }
            let follower = index + 1 < blocks.count ? blocks[index + 1] : nil
            companion = follower.flatMap { keepsWithPrevious($0) ? $0 : nil }
            // A signature has taken text along itself; what follows it must not take it away from there.
            if case .signature = block { companion = nil }
            switch block {
            case .paragraph(let paragraph, let stack, let trailing):
                try place(paragraph, stack, trailing: trailing, faces: &faces)
            case .nameList(let list, let stack): try place(list, stack)
            case .table(let table, let laidOut): try place(table, laidOut)
            case .figures(let row, let laidOut): try place(row, laidOut)
            case .signature(let signature, let stack): try place(signature, stack)
            case .imprint(let imprint, let laidOut): try place(imprint, laidOut)
            case .rule: break
            }
            holdsOnlyKept = chained && wasAlone && page == paged.pages.count
        }
    }

    mutating func finish() -> PagedDocument {
        if !items.isEmpty || paged.pages.isEmpty { closePage() }
        return paged
    }

    // MARK: Pages

    /// Lengths are rounded to EMU; the last line may exceed the type area by a few of them.
    var tolerance: Length { Length(emu: 200) }

    mutating func newPage() throws(TypesettingError) {
        closePage()
        guard paged.pages.count < limit else { throw .tooManyPages(limit: limit) }
    }

    /// The open page gets no number.
    mutating func omitNumber() { isUnnumbered = true }

    private mutating func closePage() {
        let number = pageNumber
        if let numbers, !isUnnumbered, !(numbers.style.skipsFirst && number == 1) {
            items.append(.beginArtifact(.pageFooter))
            for run in numbers.runs(page: number, on: style, line: line) { items.append(.glyphs(run)) }
            items.append(.end)
        }
        paged.pages.append(Page(size: style.size, label: String(number), items: items))
        items = []
        // Lines of a page with their marks.
        items.reserveCapacity(4 * style.linesPerPage)
        bottom = .zero
        isAtTop = true
        holdsOnlyKept = false
        isUnnumbered = false
        line = 0
    }

    /// Of the page that is open, from 1.
    var pageNumber: Int { paged.pages.count + 1 }

    // MARK: Turned parts

    /// The page is empty, and filled by the part.
    mutating func beginTurned() {
        items.append(.beginTurned(Point(x: origin.x, y: origin.y + style.typeArea.height)))
        isTurned = true
    }

    mutating func endTurned() {
        items.append(.endTurned)
        isTurned = false
        bottom = style.typeArea.height
    }

    /// Top left corner of the type area in the coordinates of items.
    var origin: Point {
        isTurned ? Point(x: .zero, y: .zero) : Point(x: style.left(onPage: pageNumber), y: style.top)
    }

    mutating func noteOverfull(_ message: String) {
        paged.warnings.append(Diagnostic(.warning, .pageOverfull, "page \(pageNumber): \(message)"))
    }

    // MARK: Places

    /// Where the em box of a block's first line starts, on this page.
    func top(after bottom: Length, atTop: Bool, before: Blank, onGrid: Bool) -> Length {
        var top = bottom
        if atTop {
            top = .zero
        } else {
            switch before {
            case .lines(let count): top = bottom + lineGap + count * style.linePitch
            case .length(let length): top = bottom + length
            case .none, .inkFromTop: break
            }
        }
        return onGrid ? gridLine(atOrBelow: top) : top
    }

    /// Between the em boxes of two lines: 7/8 of a character (GB/T 9704 3.2), or what a narrower pitch leaves.
    private var lineGap: Length { min(style.em.scaled(by: 7, over: 8), style.linePitch - style.em) }

    private func gridLine(atOrBelow y: Length) -> Length {
        // A twentieth of a line of slack: 7/8 em and the pitch differ by a hair from whole lines.
        let slack = style.linePitch.scaled(by: 1, over: 20)
        let pitch = style.linePitch.emu
        let line = max(0, (y - slack).emu + pitch - 1) / pitch
        return Int(line) * style.linePitch
    }

    func fits(_ bottom: Length) -> Bool { bottom <= style.typeArea.height + tolerance }

    private func keepsWithPrevious(_ block: LaidOutBlock) -> Bool {
        switch block {
        case .paragraph(let paragraph, _, _): paragraph.style.keepWithPrevious && !paragraph.style.startsPage
        case .signature: true
        default: false
        }
    }

    private func startsPage(_ block: LaidOutBlock) -> Bool {
        if case .paragraph(let paragraph, _, _) = block { return paragraph.style.startsPage }
        return false
    }

    private func keepsWithNext(_ block: LaidOutBlock) -> Bool {
        if case .paragraph(let paragraph, _, _) = block { return paragraph.style.keepWithNext }
        return false
    }

    /// The lowest point of a block that keeps with the next, and of the first unit of what follows it.
    private func bottomOfChain(_ blocks: [LaidOutBlock], from index: Int) -> Length {
        var bottom = bottom
        var atTop = isAtTop
        for (offset, block) in blocks[index...].enumerated() {
            if offset > 0, startsPage(block) { return bottom }
            bottom = bottomOfFirstUnit(block, after: bottom, atTop: atTop)
            atTop = false
            guard keepsWithNext(block), fits(bottom) else { return bottom }
        }
        return bottom
    }

    /// Bottom of the least part of a block that may stand alone at the foot of a page.
    func bottomOfFirstUnit(_ block: LaidOutBlock, after bottom: Length, atTop: Bool) -> Length {
        switch block {
        case .paragraph(let paragraph, let stack, _):
            guard !stack.isEmpty else { return bottom }
            let pitch = paragraph.style.linePitch
            let top = top(after: bottom, atTop: atTop, before: paragraph.style.before, onGrid: pitch == nil)
            let lines = stack.lines.count
            let isWhole =
                paragraph.style.keepWithNext || paragraph.style.keepTogether || lines < 2 * style.leastLines
            let count = isWhole ? lines : style.leastLines
            return top + (count - 1) * (pitch ?? style.linePitch) + stack.size(ofLine: count - 1)
        case .nameList(let list, let stack):
            let top = top(after: bottom, atTop: atTop, before: list.before, onGrid: true)
            return top + stack.size(ofLine: 0)
        case .table(let table, let laidOut):
            guard !laidOut.isTurned, !laidOut.rows.isEmpty else { return bottom }
            return top(after: bottom, atTop: atTop, before: table.before, onGrid: false) + laidOut.leastHeight(table)
        case .signature(let signature, let stack):
            guard !stack.isEmpty else { return bottom }
            let top = top(after: bottom, atTop: atTop, before: signature.before, onGrid: true)
            let last = stack.lines.count - 1
            return top + last * style.linePitch + stack.size(ofLine: last)
        case .figures(let row, let laidOut):
            return self.bottom(of: row, laidOut, after: bottom, atTop: atTop)
        case .rule(let rule):
            return bottom + rule.above + rule.thickness
        case .imprint: return bottom
        }
    }

    // MARK: Structure

    mutating func element(_ tag: StructureTag, in parent: ElementID = ElementID(0)) -> ElementID {
        paged.structure.append(StructureElement(tag: tag, parent: parent))
        return ElementID(Int32(paged.structure.count - 1))
    }

    /// Puts one line of a stack on the page; `element` names the element of each run by its text and inline, nil inside
    /// an artifact.
    mutating func emit(
        _ stack: LineStack, line number: Int, left: Length, top: Length,
        element: (_ text: Int, _ inline: Int) -> ElementID?
    ) {
        let size = stack.size(ofLine: number)
        var open: ElementID?
        var isTagged = false
        for piece in stack.lines[number] {
            piece.forEachRun(
                of: stack.texts[piece.text], left: left, emTop: origin.y + top, size: size, number: line
            ) { inline, run in
                let wanted = element(piece.text, inline)
                if wanted != nil { isTagged = true }
                if open != wanted {
                    if open != nil { items.append(.end) }
                    if let wanted { items.append(.begin(wanted)) }
                    open = wanted
                }
                items.append(.glyphs(run))
            }
        }
        if open != nil { items.append(.end) }
        let marks = stack.interlinearMarks(line: number, left: left, emTop: origin.y + top)
        // Without elements an artifact is open already.
        if !marks.isEmpty { items += isTagged ? [.beginArtifact(.layout)] + marks + [.end] : marks }
        line += 1
    }

    /// The element a list item hangs under; items that follow one another share a list.
    mutating func listElement() -> ElementID {
        if let openList { return openList }
        let list = element(.list)
        openList = list
        return list
    }
}
