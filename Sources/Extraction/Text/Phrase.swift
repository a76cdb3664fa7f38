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
    /// What phrases start with: most scalars of a text start none.
    private let starts: ScalarFilter

    init(_ words: [String], or chain: PhraseChain? = nil) {
        self.words = WordList(words)
        self.chain = chain
        var starts = self.words.byFirst.filter
        if let chain { starts.formUnion(chain.starts) }
        self.starts = starts
    }

    /// - Parameter phrases: none is empty.
    init(_ phrases: [Span], of scalars: [Unicode.Scalar]) {
        words = WordList(phrases, of: scalars)
        chain = nil
        starts = words.byFirst.filter
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
        var index = nextStart(source, from: span.lowerBound, to: span.upperBound)
        while index < span.upperBound {
            if let found = match(source, at: index, within: span) { return found }
            index = nextStart(source, from: index + 1, to: span.upperBound)
        }
        return nil
    }

    /// The next place where a phrase may start, `end` where there is none.
    private func nextStart(_ source: SourceText, from start: Int, to end: Int) -> Int {
        starts.firstHeld(of: source.scalars, from: start, to: end)
    }

    /// All phrases from left to right, none overlapping.
    func all(_ source: SourceText, in span: Span) -> [Span] {
        var found: [Span] = []
        var index = nextStart(source, from: span.lowerBound, to: span.upperBound)
        while index < span.upperBound {
            var next = index + 1
            if let phrase = match(source, at: index, within: span) {
                found.append(phrase)
                next = phrase.upperBound
            }
            index = nextStart(source, from: next, to: span.upperBound)
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
    fileprivate let starts: ScalarFilter

    /// - Parameter lists: an empty word means that the list may be passed over; not every list has one.
    init(_ lists: [[String]]) {
        precondition(lists.contains { !$0.contains("") }, "a phrase needs a word")
        links = lists.map { (WordList($0), $0.contains("")) }
        var starts = links[0].words.byFirst.filter
        // Where the words of a list may be passed over, a phrase may start with those of the next.
        for (before, link) in zip(links, links.dropFirst()) {
            guard before.isOptional else { break }
            starts.formUnion(link.words.byFirst.filter)
        }
        self.starts = starts
    }

    /// - Parameter link: the first of the lists that is still to be matched.
    fileprivate func longestEnd(_ source: SourceText, from index: Int, limit: Int, link: Int = 0) -> Int? {
        guard link < links.count else { return index }
        var longest =
            links[link].isOptional ? longestEnd(source, from: index, limit: limit, link: link + 1) : nil
        guard index < limit else { return longest }
        let words = links[link].words
        for place in words.byFirst.places(of: source.scalars[index]) {
            let phrase = words.byFirst.phrase(at: place)
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
            let phrase = words.byLast.phrase(at: place)
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
    /// Among which the words stand, maybe between others.
    let scalars: [Unicode.Scalar]
    let byFirst: PhraseIndex
    let byLast: PhraseIndex

    init(_ phrases: [Span], of scalars: [Unicode.Scalar]) {
        self.scalars = scalars
        byFirst = PhraseIndex(phrases) { scalars[$0.lowerBound] }
        byLast = PhraseIndex(phrases) { scalars[$0.upperBound - 1] }
    }

    init(_ words: [String]) {
        var scalars: [Unicode.Scalar] = []
        var phrases: [Span] = []
        for word in words {
            let start = scalars.count
            scalars.append(contentsOf: word.unicodeScalars)
            if scalars.count > start { phrases.append(start..<scalars.count) }
        }
        self.init(phrases, of: scalars)
    }

    /// Where the longest word that starts at an index of the text ends.
    func longestEnd(_ source: SourceText, from index: Int, limit: Int) -> Int? {
        let places = byFirst.places(of: source.scalars[index])
        if places.isEmpty { return nil }
        let (text, words) = (source.scalars.span, scalars.span)
        for place in places {
            let phrase = byFirst.phrase(at: place)
            guard index + phrase.count <= limit else { continue }
            // The first scalar is known to be the same.
            var offset = phrase.count - 1
            while offset > 0, text[index + offset] == words[phrase.lowerBound + offset] { offset -= 1 }
            if offset == 0 { return index + phrase.count }
        }
        return nil
    }

    /// Where the longest word that ends before an index starts.
    func longestStart(_ source: SourceText, to end: Int, limit: Int) -> Int? {
        for place in byLast.places(of: source.scalars[end - 1]) {
            let phrase = byLast.phrase(at: place)
            let start = end - phrase.count
            if start >= limit, source.holds(scalars, phrase, at: start) { return start }
        }
        return nil
    }
}

/// Tells of most scalars that they are not among some, by a bit for their low bits.
private struct ScalarFilter: Sendable {
    /// A power of two of them.
    private var bits: [UInt64]

    init(words: Int) { bits = Array(repeating: 0, count: words) }

    mutating func insert(_ scalar: UInt32) { bits[Int(scalar >> 6) & (bits.count - 1)] |= 1 << UInt64(scalar & 63) }

    /// Lets through what one of the two lets through.
    mutating func formUnion(_ other: ScalarFilter) {
        let (own, others) = (bits, other.bits)
        bits = (0..<max(own.count, others.count)).map { own[$0 & (own.count - 1)] | others[$0 & (others.count - 1)] }
    }

    @inline(__always)
    func mayHold(_ scalar: UInt32) -> Bool {
        bits[Int(scalar >> 6) & (bits.count - 1)] >> UInt64(scalar & 63) & 1 != 0
    }

    /// The first place from `start` on with a scalar that may be among them; `end` where there is none.
    func firstHeld(of scalars: [Unicode.Scalar], from start: Int, to end: Int) -> Int {
        guard start < end else { return end }
        precondition(start >= 0 && end <= scalars.count, "the text ends before")
        // Tables ask for every scalar of the text, so the bounds are checked once.
        return bits.withUnsafeBufferPointer { bits in
            scalars.withUnsafeBufferPointer { scalars in
                let mask = bits.count - 1
                var index = start
                while index < end {
                    let scalar = scalars[index].value
                    if bits[Int(scalar >> 6) & mask] &>> UInt64(scalar & 63) & 1 != 0 { break }
                    index &+= 1
                }
                return index
            }
        }
    }
}

/// Phrases by one of their scalars, the longest first.
private struct PhraseIndex: Sendable {
    /// The phrases of one scalar, or of none.
    private struct Slot {
        var scalar = UInt32.max
        var begin: UInt16 = 0
        var end: UInt16 = 0
    }

    private(set) var filter: ScalarFilter
    /// Found from the scalar by open addressing; a power of two of them, more than there are scalars.
    private var slots: [Slot]
    private let shift: UInt32
    private var list: [(start: UInt32, count: UInt32)]

    init(_ phrases: [Span], key: (Span) -> Unicode.Scalar) {
        precondition(phrases.count <= UInt16.max, "too many phrases for one table")
        let bits = Int.bitWidth - (phrases.count + phrases.count / 2).leadingZeroBitCount
        shift = UInt32(32 - max(bits, 1))
        slots = Array(repeating: Slot(), count: 1 << max(bits, 1))
        // Sixteen bits a phrase let one in sixteen through.
        filter = ScalarFilter(words: min(1 << max(bits - 2, 0), 64))
        list = Array(repeating: (0, 0), count: phrases.count)
        for phrase in phrases {
            let scalar = key(phrase).value
            let slot = slot(of: scalar)
            slots[slot].scalar = scalar
            slots[slot].end += 1
            filter.insert(scalar)
        }
        var next: UInt16 = 0
        for slot in slots.indices {
            let count = slots[slot].end
            slots[slot].begin = next
            slots[slot].end = next
            next += count
        }
        for phrase in phrases {
            let slot = slot(of: key(phrase).value)
            var place = Int(slots[slot].end)
            while place > slots[slot].begin, list[place - 1].count < phrase.count {
                list[place] = list[place - 1]
                place -= 1
            }
            list[place] = (UInt32(phrase.lowerBound), UInt32(phrase.count))
            slots[slot].end += 1
        }
    }

    @inline(__always)
    private func slot(of scalar: UInt32) -> Int {
        var slot = Int((scalar &* 0x9E37_79B1) >> shift)
        while slots[slot].scalar != scalar, slots[slot].scalar != .max { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    /// Places of a scalar's phrases: numbers, since a slice would be counted for each letter of a text.
    @inline(__always)
    func places(of scalar: Unicode.Scalar) -> Range<Int> {
        guard filter.mayHold(scalar.value) else { return 0..<0 }
        let slot = slots[slot(of: scalar.value)]
        return Int(slot.begin)..<Int(slot.end)
    }

    /// Where the phrase at a place stands.
    @inline(__always)
    func phrase(at place: Int) -> Span {
        let start = Int(list[place].start)
        return start..<start + Int(list[place].count)
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
