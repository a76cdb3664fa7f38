import FontAccess
import PagedModel
import PaperUnits

/// What the rules ask about: the pages read once, their parts known by structure, words and place.
///
/// Nothing of a template or of layout is looked at: a document whose parts stand wrong reads the same way.
struct PageReading {
    let document: PagedDocument
    let faces: FaceRoles
    let lines: [ReadLine]
    let blocks: [ReadBlock]
    /// Horizontal rules outside of tables.
    let rules: [ReadRule]
    let tableRules: [ReadRule]
    let pictures: [ReadPicture]
    /// 红色分隔线: the first rule of the first page below its mark.
    let separator: ReadRule?
    /// Left edges of the type area as printed, on odd and on even pages; nil without such a page.
    let leftOfOdd: Length?
    let leftOfEven: Length?
    /// Nil where the edges are none of the readings; measurements then start from reading a.
    let binding: Binding?

    init(_ document: PagedDocument, library: FontLibrary) throws(FontError) {
        self.document = document
        faces = try FaceRoles(document, library: library)
        let (lines, rules, tableRules, pictures) = document.read()
        self.lines = lines
        self.pictures = pictures
        self.tableRules = tableRules
        let wide = rules.filter { $0.rect.width > .mm(40) && $0.rect.height < .mm(4) }
        self.rules = wide
        let firstContent = lines.first { $0.page == 1 && $0.kind == .content && !$0.isTurned }
        let isMarked = firstContent.map { $0.isColoured || $0.size >= .pt(23) } ?? false
        let onFirst = wide.filter { $0.page == 1 }
        let separator = onFirst.first { !$0.colour.isGray } ?? (isMarked ? onFirst.first : nil)
        // A black rule below the words of the body is none of the head.
        self.separator = separator.flatMap { rule in
            rule.colour.isGray && rule.rect.y > .mm(200) ? nil : rule
        }
        blocks = readBlocks(lines, separator: self.separator)
        let edges = TypeAreaEdges(blocks, lines, tableRules + wide)
        leftOfOdd = edges.odd
        leftOfEven = edges.even
        binding = edges.binding
    }

    /// Left edge of the type area by the reading that the pages follow.
    func left(_ page: Int) -> Double { (binding ?? .left).left(isOdd: !page.isMultiple(of: 2)) }
    func right(_ page: Int) -> Double { left(page) + Standard.width }
    func centre(_ page: Int) -> Double { left(page) + Standard.width / 2 }

    func blocks(_ kind: ReadBlock.Kind) -> [ReadBlock] { blocks.filter { $0.kind == kind } }
    func first(_ kind: ReadBlock.Kind) -> ReadBlock? { blocks.first { $0.kind == kind } }

    var mark: ReadBlock? { first(.mark) }
    /// The document calls itself 纪要, so that clause 10.3 holds for it.
    var isMinutes: Bool { (blocks(.mark) + blocks(.title)).contains { $0.text.contains("纪要") } }

    var footers: [ReadLine] { lines.filter { $0.kind == .footer } }

    /// Lowest edge of what stands above a place on its page; nil at the top of a page.
    func bottomAbove(_ line: ReadLine) -> Length? {
        bottomAbove(line.emTop, page: line.page, but: line.runs[0].run.line)
    }

    func bottomAbove(_ y: Length, page: Int, but number: Int32? = nil) -> Length? {
        let words = lines.filter {
            $0.page == page && $0.kind != .footer && !$0.isTurned && $0.emTop < y && $0.runs[0].run.line != number
        }
        let ruled = (rules + tableRules).filter { $0.page == page && $0.rect.y < y }
        let seen = pictures.filter { $0.page == page && $0.rect.y < y }.map(\.rect.bottom)
        return (words.map(\.emBottom) + ruled.map(\.rect.bottom) + seen).max()
    }

    /// 标志 by its ink.
    var markInk: (ink: Rect, place: Place)? {
        guard let mark else { return nil }
        let boxes = mark.lines.flatMap(\.runs).compactMap { faces.ink(of: $0.run) }
        guard let first = boxes.first else { return nil }
        return (boxes.dropFirst().reduce(first) { $0.united(with: $1) }, mark.place)
    }
}

/// The left edge on odd and on even pages, as most lines have it.
private struct TypeAreaEdges {
    var odd: Length?
    var even: Length?

    init(_ blocks: [ReadBlock], _ lines: [ReadLine], _ rules: [ReadRule]) {
        func edge(isOdd: Bool) -> Length? {
            func isHere(_ page: Int) -> Bool { !page.isMultiple(of: 2) == isOdd }
            // Turn-over lines stand flush; first lines tell less.
            let flush = blocks.filter { $0.kind == .body }.flatMap { $0.lines.dropFirst() }.filter { isHere($0.page) }
            if let edge = mostFrequent(flush.map(\.left)) { return edge }
            if let rule = rules.filter({ isHere($0.page) }).map(\.rect.x).min() { return rule }
            let first = blocks.filter { $0.kind == .body }.map(\.first).filter { isHere($0.page) }
            return mostFrequent(first.map(\.left)).map { $0 - .mm(2 * Standard.em) }
        }
        odd = edge(isOdd: true)
        even = edge(isOdd: false)
    }

    /// The reading whose edges these are, to a quarter of a millimetre.
    var binding: Binding? {
        [Binding.left, .mirrored, .both].first { binding in
            [(odd, true), (even, false)].allSatisfy { edge, isOdd in
                edge.map { abs($0.millimetres - binding.left(isOdd: isOdd)) <= 0.25 } ?? true
            }
        }
    }
}

/// Rounded to a tenth of a millimetre for counting; among equals the smallest.
func mostFrequent(_ values: [Length]) -> Length? {
    var counts: [Int64: (count: Int, value: Length)] = [:]
    for value in values {
        let key = (value.emu + 1_800) / 3_600
        let known = counts[key]
        counts[key] = ((known?.count ?? 0) + 1, min(known?.value ?? value, value))
    }
    return counts.values.max { ($0.count, $1.value.emu) < ($1.count, $0.value.emu) }?.value
}
