import Provenance

/// What of a text is markup: HTML tags and entities for blanks, the marks of Markdown's links and emphasis.
///
/// Rules never see it; values that span it have one range on either side of it.
struct Markup {
    /// Ranges of scalars, in order, none overlapping.
    var spans: [Range<Int>] = []
    /// Scalar indices at which a tag ends a paragraph.
    var breaks: [Int] = []
    /// The targets of links, as they stand.
    var links: [String] = []

    /// Finds the markup of a text. Looks at most `reach` scalars ahead of any mark, so time is linear.
    init(_ scalars: [Unicode.Scalar]) {
        var index = 0
        while index < scalars.count {
            switch scalars[index] {
            case "<": index = readTag(scalars, index)
            case "&": index = readEntity(scalars, index)
            case "[": index = readLink(scalars, index)
            case "*" where index + 1 < scalars.count && scalars[index + 1] == "*":
                spans.append(index..<index + 2)
                index += 2
            default: index += 1
            }
        }
        close(scalars)
    }

    /// Where the texts of Markdown links end, from the left, with the target behind them.
    private var pending: [(close: Int, end: Int)] = []

    private mutating func close(_ scalars: [Unicode.Scalar]) {
        guard !pending.isEmpty else { return }
        spans += pending.map { $0.close..<$0.end }
        spans.sort { $0.lowerBound < $1.lowerBound }
        var kept: [Range<Int>] = []
        for span in spans where span.lowerBound >= (kept.last?.upperBound ?? 0) { kept.append(span) }
        spans = kept
    }

    /// `<p class="x">`: an element of HTML's, up to the next `>`.
    private mutating func readTag(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
        var index = start + 1
        if index < scalars.count, scalars[index] == "/" { index += 1 }
        var name = ""
        while index < scalars.count, name.count < 12, isTagLetter(scalars[index]) {
            name.unicodeScalars.append(scalars[index])
            index += 1
        }
        let isBlock = blockTags.contains(name.lowercased())
        guard isBlock || inlineTags.contains(name.lowercased()) else { return start + 1 }
        let limit = min(scalars.count, index + reach)
        while index < limit, scalars[index] != ">" {
            if scalars[index] == "<" || scalars[index] == "\n" { return start + 1 }
            index += 1
        }
        guard index < limit else { return start + 1 }
        spans.append(start..<index + 1)
        if isBlock { breaks.append(start) }
        return index + 1
    }

    private mutating func readEntity(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
        for entity in blankEntities where start + entity.count <= scalars.count {
            guard scalars[start..<start + entity.count].elementsEqual(entity) else { continue }
            spans.append(start..<start + entity.count)
            return start + entity.count
        }
        return start + 1
    }

    /// `[words](address)`: the words stay.
    private mutating func readLink(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
        var index = start + 1
        let limit = min(scalars.count, start + 120)
        while index < limit, scalars[index] != "]" {
            if scalars[index] == "[" || scalars[index] == "\n" { return start + 1 }
            index += 1
        }
        guard index + 1 < limit, scalars[index + 1] == "(" else { return start + 1 }
        let close = index
        index += 2
        let end = min(scalars.count, index + reach)
        while index < end, scalars[index] != ")" {
            if isBlank(scalars[index]) { return start + 1 }
            index += 1
        }
        guard index < end else { return start + 1 }
        var target = String.UnicodeScalarView()
        target.append(contentsOf: scalars[close + 2..<index])
        links.append(String(target))
        spans.append(start..<start + 1)
        pending.append((close, index + 1))
        return start + 1
    }

    private func isTagLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }
}

/// The longest tag or address that is taken for one.
private let reach = 600
private let blockTags = Set(knowledge.words("block-tags"))
private let inlineTags = Set(knowledge.words("inline-tags"))
private let blankEntities = knowledge.words("blank-entities").map { Array($0.unicodeScalars) }
