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
    /// A bit for each first scalar, by its low bits: most places of a text are no start of any phrase.
    private let starts: ScalarFilter
    private let ends: ScalarFilter

    init(_ words: [String]) {
        let phrases = words.map { Array($0.unicodeScalars) }.filter { !$0.isEmpty }
        let sorted = phrases.sorted { $0.count > $1.count }
        byFirst = Dictionary(grouping: sorted) { $0[0] }
        byLast = Dictionary(grouping: sorted) { $0[$0.count - 1] }
        starts = ScalarFilter(byFirst.keys)
        ends = ScalarFilter(byLast.keys)
    }

    /// The longest phrase that starts at an index and ends within the span.
    func match(_ source: SourceText, at index: Int, within span: Span) -> Span? {
        guard span.contains(index), starts.mayHold(source.scalars[index]),
            let phrases = byFirst[source.scalars[index]]
        else { return nil }
        for phrase in phrases where index + phrase.count <= span.upperBound && source.holds(phrase, at: index) {
            return index..<index + phrase.count
        }
        return nil
    }

    /// The longest phrase the span ends with.
    func suffix(_ source: SourceText, of span: Span) -> Span? {
        guard let last = span.last, ends.mayHold(source.scalars[last]), let phrases = byLast[source.scalars[last]]
        else {
            return nil
        }
        for phrase in phrases where phrase.count <= span.count {
            let start = span.upperBound - phrase.count
            if source.holds(phrase, at: start) { return start..<span.upperBound }
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

/// A set of scalars with false hits: 1,024 bits by the low ten bits of the value.
private struct ScalarFilter: Sendable {
    private var bits = [UInt64](repeating: 0, count: 16)

    init(_ scalars: some Sequence<Unicode.Scalar>) {
        for scalar in scalars { bits[Int(scalar.value >> 6) & 15] |= 1 << UInt64(scalar.value & 63) }
    }

    func mayHold(_ scalar: Unicode.Scalar) -> Bool {
        bits[Int(scalar.value >> 6) & 15] & (1 << UInt64(scalar.value & 63)) != 0
    }
}

extension SourceText {
    /// The words stand at an index; they must end within the text.
    fileprivate func holds(_ words: [Unicode.Scalar], at start: Int) -> Bool {
        var index = words.count - 1
        while index >= 0 {
            if scalars[start + index] != words[index] { return false }
            index -= 1
        }
        return true
    }
}
