import BlockModel
import FontAccess
import PagedModel
import PaperUnits

extension PageFlow {
    mutating func place(
        _ paragraph: Paragraph, _ stack: LineStack, trailing: LineStack?, faces: inout FaceSelection
    ) throws(TypesettingError) {
        guard !stack.isEmpty || trailing != nil else { return }
        let tags = elements(of: paragraph)
        let pitch = paragraph.style.linePitch ?? style.linePitch
        let onGrid = paragraph.style.linePitch == nil
        var lineTop = top(after: bottom, atTop: isAtTop, before: paragraph.style.before, onGrid: onGrid)
        if case .inkFromTop(let wanted) = paragraph.style.before, isAtTop || pageNumber == 1, !stack.isEmpty {
            // 份号, 密级 and 紧急程度 may stand above a mark without moving it.
            let own = wanted - inkTop(stack, faces: &faces)
            lineTop = isAtTop ? own : max(own, bottom)
        }
        var noted: Set<Int> = []
        let headings = paragraph.inlines.count { $0.headingLevel != nil }
        let least = paragraph.style.keepTogether ? stack.lines.count : style.leastLines
        let hasLead = !paragraph.lead.isEmpty
        try placeLines(stack, from: lineTop, pitch: pitch, least: least) { flow, number, top in
            if number == 0 || noted.count < headings {
                flow.noteOutline(paragraph, stack, line: number, top: top, noted: &noted)
            }
            flow.emit(stack, line: number, left: flow.origin.x, top: top) { text, inline in
                tags.element(ofInline: inline, inLead: hasLead && text == 0)
            }
            guard number == 0, let trailing, let first = trailing.lines.indices.first else { return }
            // The two halves of a head line are one line.
            flow.line -= 1
            flow.emit(trailing, line: first, left: flow.origin.x, top: top) { _, _ in tags.last }
        }
    }

    mutating func place(_ list: NameList, _ stack: LineStack) throws(TypesettingError) {
        let parent = element(.paragraph)
        let first = top(after: bottom, atTop: isAtTop, before: list.before, onGrid: true)
        try placeLines(stack, from: first, pitch: style.linePitch, least: 1) { flow, number, top in
            flow.emit(stack, line: number, left: flow.origin.x, top: top) { _, _ in parent }
        }
    }

    /// Sets lines from `top` on, page after page, at least `least` of them on either side of a page end (孤行).
    ///
    /// A block of too few lines moves as a whole; where it does not even fit on an empty page, `least` gives way.
    mutating func placeLines(
        _ stack: LineStack, from top: Length, pitch: Length, least: Int,
        _ emit: (_ flow: inout PageFlow, _ number: Int, _ top: Length) -> Void
    ) throws(TypesettingError) {
        let count = stack.lines.count
        var number = 0
        var top = top
        while number < count {
            for line in number..<lastOnPage(stack, from: number, top: top, pitch: pitch, least: least) {
                emit(&self, line, top)
                bottom = top + stack.size(ofLine: line)
                isAtTop = false
                number = line + 1
                top = top + pitch
            }
            if number < count {
                try newPage()
                top = .zero
            }
        }
    }

    /// One past the last line that belongs on this page; on an empty page always at least one more than `number`.
    private func lastOnPage(_ stack: LineStack, from number: Int, top: Length, pitch: Length, least: Int) -> Int {
        let count = stack.lines.count
        var end = number
        while end < count, fits(top + (end - number) * pitch + stack.size(ofLine: end)) { end += 1 }
        if isAtTop { end = max(end, number + 1) }
        let fitting = end
        if end < count {
            // A block that began on an earlier page left its share there.
            end = min(end, count - least)
            if end - number < (number == 0 ? least : 1) { end = number }
        } else if let companion {
            let bottom = top + (count - 1 - number) * pitch + stack.size(ofLine: count - 1)
            if !fits(bottomOfFirstUnit(companion, after: bottom, atTop: false)) { end = max(number, count - 2) }
        }
        return (isAtTop || holdsOnlyKept) && end == number ? fitting : end
    }

    mutating func place(_ signature: Signature, _ stack: LineStack) throws(TypesettingError) {
        guard !stack.isEmpty else { return }
        // Names and date are a paragraph each.
        let tags = stack.texts.map { _ in element(.paragraph) }
        let first = top(after: bottom, atTop: isAtTop, before: signature.before, onGrid: true)
        try placeLines(stack, from: first, pitch: style.linePitch, least: stack.lines.count) { flow, number, top in
            flow.emit(stack, line: number, left: flow.origin.x, top: top) { text, _ in tags[text] }
        }
    }

    mutating func place(_ rule: Rule) {
        let top = isAtTop ? .zero : bottom + rule.above
        guard fits(top + rule.thickness) else { return }
        drawRule(at: top, rule.thickness, rule.colour)
        bottom = top + rule.thickness
        isAtTop = false
    }

    /// Across the type area, its upper edge at `top`.
    mutating func drawRule(at top: Length, _ thickness: Length, _ colour: Colour) {
        items.append(.beginArtifact(.layout))
        items.append(
            .rule(
                Rect(x: origin.x, y: origin.y + top, width: style.typeArea.width, height: thickness), colour))
        items.append(.end)
    }

    mutating func elements(of paragraph: Paragraph) -> ParagraphElements {
        let count = max(1, paragraph.inlines.count)
        switch paragraph.role {
        case .heading(let level):
            return ParagraphElements(inlines: Array(repeating: element(.heading(level: level)), count: count))
        case .listItem:
            let item = element(.listItem, in: listElement())
            let label = element(.label, in: item)
            if !paragraph.lead.isEmpty {
                let body = element(.listBody, in: item)
                return ParagraphElements(lead: label, inlines: Array(repeating: body, count: count))
            }
            guard count > 1 else { return ParagraphElements(inlines: [label]) }
            let body = element(.listBody, in: item)
            return ParagraphElements(inlines: [label] + Array(repeating: body, count: count - 1))
        case .body:
            // Inlines of one heading level share an element; the text after a run-in heading is a paragraph.
            var result: [ElementID] = []
            var previous: Int??
            for inline in paragraph.inlines {
                if let last = result.last, previous == .some(inline.headingLevel) {
                    result.append(last)
                } else {
                    let tag = inline.headingLevel.map { StructureTag.heading(level: $0) } ?? .paragraph
                    result.append(element(tag))
                }
                previous = .some(inline.headingLevel)
            }
            return ParagraphElements(inlines: result.isEmpty ? [element(.paragraph)] : result)
        }
    }

    /// Bookmarks for headings whose first character stands on this line.
    fileprivate mutating func noteOutline(
        _ paragraph: Paragraph, _ stack: LineStack, line number: Int, top: Length, noted: inout Set<Int>
    ) {
        let page = paged.pages.count
        func add(_ level: Int, _ title: String) {
            paged.outline.append(OutlineEntry(level: level, title: title, page: page, y: style.top + top))
        }
        if case .heading(let level) = paragraph.role {
            if number == 0 { add(level, (paragraph.lead + paragraph.inlines).map(\.text).joined()) }
            return
        }
        guard paragraph.inlines.contains(where: { $0.headingLevel != nil }) else { return }
        for piece in stack.lines[number] where paragraph.lead.isEmpty || piece.text > 0 {
            var before = -1
            for cell in piece.line.cells {
                let inline = Int(stack.texts[piece.text].atoms[cell.atom].inline)
                if inline == before { continue }
                before = inline
                guard inline < paragraph.inlines.count, let level = paragraph.inlines[inline].headingLevel,
                    noted.insert(inline).inserted
                else {
                    continue
                }
                // A heading made of several inlines is one bookmark.
                if inline > 0, paragraph.inlines[inline - 1].headingLevel == level { continue }
                let parts = paragraph.inlines[inline...].prefix { $0.headingLevel == level }
                add(level, parts.map(\.text).joined())
            }
        }
    }

    /// From the top of the first line's em box down to its highest ink.
    private func inkTop(_ stack: LineStack, faces: inout FaceSelection) -> Length {
        let size = stack.size(ofLine: 0)
        let baseline = size.scaled(by: emBoxAscent.numerator, over: emBoxAscent.denominator)
        var highest: Length?
        for piece in stack.lines[0] {
            let text = stack.texts[piece.text]
            for cell in piece.line.cells {
                let atom = text.atoms[cell.atom]
                for index in atom.glyphs {
                    let glyph = text.glyphs[Int(index)].id
                    guard let ink = faces.inkBounds(of: glyph, face: atom.face) else { continue }
                    let top = ink.top.scaled(to: atom.size, unitsPerEm: atom.unitsPerEm)
                    highest = max(highest ?? top, top)
                }
            }
        }
        return baseline - (highest ?? baseline)
    }
}

/// The element of each inline of a paragraph, and of its lead.
struct ParagraphElements {
    var lead: ElementID?
    var inlines: [ElementID]

    var last: ElementID? { inlines.last }

    func element(ofInline inline: Int, inLead: Bool) -> ElementID {
        if inLead, let lead { return lead }
        return inlines[inLead ? 0 : min(inline, inlines.count - 1)]
    }
}
