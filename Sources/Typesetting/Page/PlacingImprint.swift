import BlockModel
import PagedModel
import PaperUnits

/// The lines of a 版记, in order.
struct LaidOutImprint {
    struct Line {
        var group: Int
        var paragraph: Paragraph
        var stack: LineStack
        var number: Int
        var trailing: LineStack?

        var size: Length { stack.size(ofLine: number) }
    }
    var lines: [Line]
}

extension PageFlow {
    /// Sets the imprint at the foot of the page, the middle of its last rule on the lower edge of the type area (GB/T 9704
    /// 7.4.1). What no single page holds fills pages from the top, and its last part stands at the foot.
    mutating func place(_ imprint: Imprint, _ laidOut: LaidOutImprint) throws(TypesettingError) {
        guard !laidOut.lines.isEmpty else { return }
        var rest = laidOut.lines[...]
        var tops = imprint.tops(of: rest)
        let gap = style.em.scaled(by: 7, over: 8)
        if !isAtTop, !fits(bottom + gap + tops.height) { try newPage() }
        if imprint.onEvenPage, !pageNumber.isMultiple(of: 2) {
            let isEmpty = isAtTop
            if isEmpty { omitNumber() }
            try newPage()
            // An empty page before the imprint takes both their numbers (7.5).
            if isEmpty { omitNumber() }
        }
        var elements = ImprintElements()
        while !fits(tops.height), rest.count > 1 {
            var count = 1
            while count < rest.count - 1, fits(imprint.tops(of: rest.prefix(count + 1)).height) { count += 1 }
            let part = rest.prefix(count)
            set(part, of: imprint, imprint.tops(of: part), from: .zero, &elements)
            try newPage()
            rest = rest.dropFirst(count)
            tops = imprint.tops(of: rest)
        }
        if !fits(tops.height) { noteOverfull("a line of the imprint is higher than the page") }
        set(rest, of: imprint, tops, from: max(.zero, style.typeArea.height - tops.height), &elements)
        bottom = style.typeArea.height
        isAtTop = false
    }

    private mutating func set(
        _ lines: ArraySlice<LaidOutImprint.Line>, of imprint: Imprint, _ tops: ImprintTops, from top: Length,
        _ elements: inout ImprintElements
    ) {
        for (line, y) in zip(lines, tops.lines) {
            if line.number == 0 || elements.tags == nil { elements.tags = self.elements(of: line.paragraph) }
            guard let tags = elements.tags else { continue }
            let hasLead = !line.paragraph.lead.isEmpty
            emit(line.stack, line: line.number, left: origin.x, top: top + y) { text, inline in
                tags.element(ofInline: inline, inLead: hasLead && text == 0)
            }
            if let trailing = line.trailing, !trailing.isEmpty {
                self.line -= 1
                emit(trailing, line: 0, left: origin.x, top: top + y) { _, _ in tags.last }
            }
        }
        for (number, y) in tops.rules.enumerated() {
            let isOuter = number == 0 || number == tops.rules.count - 1
            let thickness = isOuter ? imprint.outerRule : imprint.innerRule
            drawRule(at: top + y - thickness.scaled(by: 1, over: 2), thickness, imprint.colour)
        }
        isAtTop = false
    }
}

/// Elements of the paragraph whose lines are being set, which may go on on another page.
private struct ImprintElements {
    var tags: ParagraphElements?
}

/// Where lines and rules of an imprint stand, from the middle of its first rule.
private struct ImprintTops {
    /// Em box of each line.
    var lines: [Length] = []
    /// Middle of each rule.
    var rules: [Length] = [.zero]
    var height: Length { rules[rules.count - 1] }
}

extension Imprint {
    fileprivate func tops(of lines: ArraySlice<LaidOutImprint.Line>) -> ImprintTops {
        var tops = ImprintTops()
        var bottom = Length.zero
        var previous: LaidOutImprint.Line?
        for line in lines {
            if let previous, previous.group == line.group, let top = tops.lines.last {
                tops.lines.append(top + linePitch)
            } else {
                if previous != nil { tops.rules.append(bottom + padding) }
                tops.lines.append(tops.height + padding)
            }
            bottom = tops.lines[tops.lines.count - 1] + line.size
            previous = line
        }
        tops.rules.append(bottom + padding)
        return tops
    }
}
