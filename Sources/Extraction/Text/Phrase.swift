/// Fixed words, compared scalar by scalar.
struct Phrase: ExpressibleByStringLiteral {
    let scalars: [Unicode.Scalar]

    init(_ text: String) { scalars = Array(text.unicodeScalars) }
    init(stringLiteral value: String) { self.init(value) }
}

/// Many phrases, the longest first at every place; found by their first scalar.
struct PhraseTable: Sendable {
    private let byFirst: [Unicode.Scalar: [[Unicode.Scalar]]]
    private let byLast: [Unicode.Scalar: [[Unicode.Scalar]]]

    init(_ words: [String]) {
        let phrases = words.map { Array($0.unicodeScalars) }.filter { !$0.isEmpty }
        let sorted = phrases.sorted { $0.count > $1.count }
        byFirst = Dictionary(grouping: sorted) { $0[0] }
        byLast = Dictionary(grouping: sorted) { $0[$0.count - 1] }
    }

    /// The longest phrase that starts at an index and ends within the span.
    func match(_ source: SourceText, at index: Int, within span: Span) -> Span? {
        guard span.contains(index), let phrases = byFirst[source.scalars[index]] else { return nil }
        for phrase in phrases where index + phrase.count <= span.upperBound {
            if source.scalars[index..<index + phrase.count].elementsEqual(phrase) {
                return index..<index + phrase.count
            }
        }
        return nil
    }

    /// The longest phrase the span ends with.
    func suffix(_ source: SourceText, of span: Span) -> Span? {
        guard let last = span.last, let phrases = byLast[source.scalars[last]] else { return nil }
        for phrase in phrases where phrase.count <= span.count {
            let start = span.upperBound - phrase.count
            if source.scalars[start..<span.upperBound].elementsEqual(phrase) { return start..<span.upperBound }
        }
        return nil
    }

    func first(_ source: SourceText, in span: Span) -> Span? {
        for index in span { if let found = match(source, at: index, within: span) { return found } }
        return nil
    }

    /// All phrases from left to right, none overlapping.
    func all(_ source: SourceText, in span: Span) -> [Span] {
        var found: [Span] = []
        var index = span.lowerBound
        while index < span.upperBound {
            if let next = match(source, at: index, within: span) {
                found.append(next)
                index = next.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    func occurs(_ source: SourceText, in span: Span) -> Bool { first(source, in: span) != nil }

    /// The span consists of exactly one phrase.
    func equals(_ source: SourceText, _ span: Span) -> Bool {
        match(source, at: span.lowerBound, within: span) == span
    }
}
