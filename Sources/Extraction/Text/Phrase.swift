/// Fixed words, compared scalar by scalar.
struct Phrase: ExpressibleByStringLiteral {
    let scalars: [Unicode.Scalar]

    init(_ text: String) { scalars = Array(text.unicodeScalars) }
    init(stringLiteral value: String) { self.init(value) }
}

/// Many phrases, the longest first at every place; found by their first scalar, or their last.
struct PhraseTable: Sendable {
    private let words: WordList
    private let chain: PhraseChain?

    init(_ words: [String], or chain: PhraseChain? = nil) {
        self.words = WordList(words)
        self.chain = chain
    }

    /// The longest phrase that starts at an index and ends within the span.
    func match(_ source: SourceText, at index: Int, within span: Span) -> Span? {
        guard span.contains(index) else { return nil }
        var longest = words.longestEnd(source, from: index, limit: span.upperBound)
        if let end = chain?.longestEnd(source, from: index, limit: span.upperBound) {
            longest = max(longest ?? end, end)
        }
        return longest.map { index..<$0 }
    }

    /// The longest phrase the span ends with.
    func suffix(_ source: SourceText, of span: Span) -> Span? {
        guard !span.isEmpty else { return nil }
        var longest = words.longestStart(source, to: span.upperBound, limit: span.lowerBound)
        if let start = chain?.longestStart(source, to: span.upperBound, limit: span.lowerBound) {
            longest = min(longest ?? start, start)
        }
        return longest.map { $0..<span.upperBound }
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

/// Phrases made of a word of each list after one of the list before: thousands, of a few words, never written out.
struct PhraseChain: Sendable {
    private let links: [(words: WordList, isOptional: Bool)]

    /// - Parameter lists: an empty word means that the list may be passed over; not every list has one.
    init(_ lists: [[String]]) {
        precondition(lists.contains { !$0.contains("") }, "a phrase needs a word")
        links = lists.map { (WordList($0), $0.contains("")) }
    }

    /// - Parameter link: the first of the lists that is still to be matched.
    fileprivate func longestEnd(_ source: SourceText, from index: Int, limit: Int, link: Int = 0) -> Int? {
        guard link < links.count else { return index }
        var longest =
            links[link].isOptional ? longestEnd(source, from: index, limit: limit, link: link + 1) : nil
        guard index < limit else { return longest }
        let words = links[link].words
        for place in words.byFirst.places(of: source.scalars[index]) {
            let phrase = words.byFirst.phrases[place]
            guard index + phrase.count <= limit, source.holds(words.scalars, phrase, at: index),
                let end = longestEnd(source, from: index + phrase.count, limit: limit, link: link + 1)
            else { continue }
            longest = max(longest ?? end, end)
        }
        return longest
    }

    /// - Parameter count: of the lists, from the first, that are still to be matched; all where nil.
    fileprivate func longestStart(_ source: SourceText, to end: Int, limit: Int, count: Int? = nil) -> Int? {
        let count = count ?? links.count
        guard count > 0 else { return end }
        let link = links[count - 1]
        var longest = link.isOptional ? longestStart(source, to: end, limit: limit, count: count - 1) : nil
        guard end > limit else { return longest }
        let words = link.words
        for place in words.byLast.places(of: source.scalars[end - 1]) {
            let phrase = words.byLast.phrases[place]
            guard end - phrase.count >= limit, source.holds(words.scalars, phrase, at: end - phrase.count),
                let start = longestStart(source, to: end - phrase.count, limit: limit, count: count - 1)
            else { continue }
            longest = min(longest ?? start, start)
        }
        return longest
    }
}

/// Words, found by their first scalar, or their last.
private struct WordList: Sendable {
    /// Of all words, one after another.
    let scalars: [Unicode.Scalar]
    let byFirst: PhraseIndex
    let byLast: PhraseIndex

    init(_ words: [String]) {
        var scalars: [Unicode.Scalar] = []
        var phrases: [Span] = []
        phrases.reserveCapacity(words.count)
        for word in words {
            let start = scalars.count
            for scalar in word.unicodeScalars { scalars.append(scalar) }
            if scalars.count > start { phrases.append(start..<scalars.count) }
        }
        let all = scalars
        self.scalars = all
        byFirst = PhraseIndex(phrases) { all[$0.lowerBound] }
        byLast = PhraseIndex(phrases) { all[$0.upperBound - 1] }
    }

    /// Where the longest word that starts at an index of the text ends.
    func longestEnd(_ source: SourceText, from index: Int, limit: Int) -> Int? {
        for place in byFirst.places(of: source.scalars[index]) {
            let phrase = byFirst.phrases[place]
            if index + phrase.count <= limit, source.holds(scalars, phrase, at: index) { return index + phrase.count }
        }
        return nil
    }

    /// Where the longest word that ends before an index starts.
    func longestStart(_ source: SourceText, to end: Int, limit: Int) -> Int? {
        for place in byLast.places(of: source.scalars[end - 1]) {
            let phrase = byLast.phrases[place]
            let start = end - phrase.count
            if start >= limit, source.holds(scalars, phrase, at: start) { return start }
        }
        return nil
    }
}

/// Phrases by one of their scalars, the longest first.
private struct PhraseIndex: Sendable {
    /// A bit for each scalar, by its low twelve bits: most places of a text are the start of no phrase.
    private var filter = [UInt64](repeating: 0, count: 64)
    /// Ordered by scalar, then by length, the longest first.
    let phrases: [Span]
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
            filter[Int(scalar >> 6) & 63] |= 1 << UInt64(scalar & 63)
        }
    }

    /// Indices into `phrases`: numbers, since a slice would be counted for each letter of a text.
    @inline(__always)
    func places(of scalar: Unicode.Scalar) -> Range<Int> {
        let value = scalar.value
        guard filter[Int(value >> 6) & 63] & (1 << UInt64(value & 63)) != 0 else { return 0..<0 }
        return search(value)
    }

    private func search(_ value: UInt32) -> Range<Int> {
        var (low, high) = (0, begins.count)
        while low < high {
            let middle = (low + high) / 2
            if begins[middle].scalar < value { low = middle + 1 } else { high = middle }
        }
        guard low < begins.count, begins[low].scalar == value else { return 0..<0 }
        let end = low + 1 < begins.count ? begins[low + 1].phrase : phrases.count
        return begins[low].phrase..<end
    }
}

extension SourceText {
    /// A phrase among words stands at an index; it must end within the text.
    fileprivate func holds(_ words: [Unicode.Scalar], _ phrase: Span, at start: Int) -> Bool {
        var index = phrase.count - 1
        while index >= 0 {
            if scalars[start + index] != words[phrase.lowerBound + index] { return false }
            index -= 1
        }
        return true
    }
}
