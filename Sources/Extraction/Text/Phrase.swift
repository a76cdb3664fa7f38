/// Fixed words, compared scalar by scalar.
struct Phrase: ExpressibleByStringLiteral {
    let scalars: [Unicode.Scalar]

    init(_ text: String) { scalars = Array(text.unicodeScalars) }
    init(stringLiteral value: String) { self.init(value) }
}

/// Many phrases, the longest first at every place; found by their first scalar, or their last.
struct PhraseTable: Sendable {
    /// Of all phrases, one after another.
    private let scalars: [Unicode.Scalar]
    private let byFirst: PhraseIndex
    private let byLast: PhraseIndex

    /// - Parameter composed: further phrases, a word of each list after one of the list before: thousands, of a few words.
    init(_ words: [String], composed lists: [[String]] = []) {
        var scalars: [Unicode.Scalar] = []
        var phrases: [Span] = []
        phrases.reserveCapacity(words.count)
        for word in words {
            let start = scalars.count
            for scalar in word.unicodeScalars { scalars.append(scalar) }
            if scalars.count > start { phrases.append(start..<scalars.count) }
        }
        let pieces = lists.map { list in list.map { Array($0.unicodeScalars) } }
        func compose(_ place: Int, _ begun: [Unicode.Scalar]) {
            for piece in pieces[place] {
                if place + 1 < pieces.count {
                    compose(place + 1, begun + piece)
                } else {
                    let start = scalars.count
                    for scalar in begun { scalars.append(scalar) }
                    for scalar in piece { scalars.append(scalar) }
                    if scalars.count > start { phrases.append(start..<scalars.count) }
                }
            }
        }
        if !pieces.isEmpty { compose(0, []) }
        let all = scalars
        self.scalars = all
        byFirst = PhraseIndex(phrases) { all[$0.lowerBound] }
        byLast = PhraseIndex(phrases) { all[$0.upperBound - 1] }
    }

    /// The longest phrase that starts at an index and ends within the span.
    func match(_ source: SourceText, at index: Int, within span: Span) -> Span? {
        guard span.contains(index) else { return nil }
        for phrase in byFirst.phrases(of: source.scalars[index]) {
            let end = index + phrase.count
            if end <= span.upperBound, source.holds(scalars[phrase], at: index) { return index..<end }
        }
        return nil
    }

    /// The longest phrase the span ends with.
    func suffix(_ source: SourceText, of span: Span) -> Span? {
        guard let last = span.last else { return nil }
        for phrase in byLast.phrases(of: source.scalars[last]) where phrase.count <= span.count {
            let start = span.upperBound - phrase.count
            if source.holds(scalars[phrase], at: start) { return start..<span.upperBound }
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

/// Phrases by one of their scalars, the longest first.
private struct PhraseIndex: Sendable {
    /// A bit for each scalar, by its low ten bits: most places of a text are the start of no phrase.
    private var filter = [UInt64](repeating: 0, count: 16)
    /// Ordered by scalar, then by length, the longest first.
    private let phrases: [Span]
    /// Scalars in ascending order, each with where its phrases begin.
    private var begins: [(scalar: UInt32, phrase: Int)] = []

    init(_ phrases: [Span], key: (Span) -> Unicode.Scalar) {
        // One number a phrase: scalar, 2^16 less the length, place in the list.
        let order = phrases.indices.map { index in
            UInt64(key(phrases[index]).value) << 40 | UInt64(0xFFFF - min(phrases[index].count, 0xFFFF)) << 24
                | UInt64(index)
        }.sorted()
        self.phrases = order.map { phrases[Int($0 & 0xFF_FFFF)] }
        for (place, number) in order.enumerated() {
            let scalar = UInt32(number >> 40)
            guard begins.last?.scalar != scalar else { continue }
            begins.append((scalar, place))
            filter[Int(scalar >> 6) & 15] |= 1 << UInt64(scalar & 63)
        }
    }

    func phrases(of scalar: Unicode.Scalar) -> ArraySlice<Span> {
        let value = scalar.value
        guard filter[Int(value >> 6) & 15] & (1 << UInt64(value & 63)) != 0 else { return [] }
        var (low, high) = (0, begins.count)
        while low < high {
            let middle = (low + high) / 2
            if begins[middle].scalar < value { low = middle + 1 } else { high = middle }
        }
        guard low < begins.count, begins[low].scalar == value else { return [] }
        let end = low + 1 < begins.count ? begins[low + 1].phrase : phrases.count
        return phrases[begins[low].phrase..<end]
    }
}

extension SourceText {
    /// The words stand at an index; they must end within the text.
    fileprivate func holds(_ words: ArraySlice<Unicode.Scalar>, at start: Int) -> Bool {
        var index = words.count - 1
        while index >= 0 {
            if scalars[start + index] != words[words.startIndex + index] { return false }
            index -= 1
        }
        return true
    }
}
