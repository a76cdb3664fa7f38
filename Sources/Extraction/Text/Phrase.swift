/// Fixed words, compared scalar by scalar.
struct Phrase: ExpressibleByStringLiteral {
    let scalars: [Unicode.Scalar]

    init(_ text: String) { scalars = Array(text.unicodeScalars) }
    init(stringLiteral value: String) { self.init(value) }
}

/// Many phrases, the longest first at every place; found by their first scalar, or their last.
struct PhraseTable: Sendable {
    private let words: IndexedWords
    private let chain: PhraseChain?

    init(_ words: WordList, or chain: PhraseChain? = nil) {
        self.words = IndexedWords(words, or: chain?.starts ?? [])
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
        var index = nextStart(source, from: span.lowerBound, to: span.upperBound)
        while index < span.upperBound {
            if let found = match(source, at: index, within: span) { return found }
            index = nextStart(source, from: index + 1, to: span.upperBound)
        }
        return nil
    }

    /// The next place where a phrase may start, `end` where there is none: most scalars of a text start no phrase.
    private func nextStart(_ source: SourceText, from start: Int, to end: Int) -> Int {
        words.byFirst.firstHeld(of: source.scalars, from: start, to: end, words.cells)
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

    /// One of the words, whole; a chain is not asked.
    func contains(_ word: String) -> Bool { words.contains(word) }
}

/// Phrases made of a word of each list after one of the list before: thousands, of a few words, never written out.
struct PhraseChain: Sendable {
    private let links: [(words: IndexedWords, isOptional: Bool)]
    /// The scalars that phrases start with.
    fileprivate let starts: [UInt32]

    /// - Parameter lists: some may be passed over, not all.
    init(_ lists: [(words: WordList, isOptional: Bool)]) {
        precondition(!lists.allSatisfy(\.isOptional), "a phrase needs a word")
        links = lists.map { (IndexedWords($0.words), $0.isOptional) }
        // Where the words of a list may be passed over, a phrase may start with those of the next.
        let passed = lists.prefix { $0.isOptional }.count
        starts = lists[...passed].flatMap { list in list.words.places.map { list.words.scalars[$0.start] } }
    }

    /// - Parameter link: the first of the lists that is still to be matched.
    fileprivate func longestEnd(_ source: SourceText, from index: Int, limit: Int, link: Int = 0) -> Int? {
        guard link < links.count else { return index }
        var longest =
            links[link].isOptional ? longestEnd(source, from: index, limit: limit, link: link + 1) : nil
        guard index < limit else { return longest }
        let words = links[link].words
        var entry = words.byFirst.entry(of: source.scalars[index], words.cells)
        while entry != 0 {
            let phrase = words.phrase(entry)
            entry = words.byFirst.next(entry, words.cells)
            guard index + phrase.count <= limit, words.stands(phrase, source, at: index),
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
        var entry = words.byLast.entry(of: source.scalars[end - 1], words.cells)
        while entry != 0 {
            let phrase = words.phrase(entry)
            entry = words.byLast.next(entry, words.cells)
            guard end - phrase.count >= limit, words.stands(phrase, source, at: end - phrase.count),
                let start = longestStart(source, to: end - phrase.count, limit: limit, count: count - 1)
            else { continue }
            longest = min(longest ?? start, start)
        }
        return longest
    }
}

/// Words, found by their first scalar, or their last, the longest first.
///
/// All stands in one array: a record asks for a hundred tables, and allocating costs more than writing.
private struct IndexedWords: Sendable {
    /// The scalars of the words; an entry for each word, of where it stands and the next entries of its two chains; what
    /// the chains are found by.
    let cells: [UInt32]
    let byFirst: WordChains
    let byLast: WordChains

    /// - Parameter others: the scalars that phrases start with which are not among these words.
    init(_ words: WordList, or others: [UInt32] = []) {
        let entries = words.scalars.count
        let byFirst = WordChains(
            words.places.count, others: others.count, from: entries + 3 * words.places.count, link: 1)
        let byLast = WordChains(words.places.count, from: byFirst.end, link: 2)
        cells = [UInt32](unsafeUninitializedCapacity: byLast.end) { cells, count in
            count = byLast.end
            cells.initialize(repeating: 0)
            for index in words.scalars.indices { cells[index] = words.scalars[index] }
            // The shortest first, as the last of a chain is found first; lengths are few, so counting them sorts.
            let longest = words.places.reduce(0) { max($0, $1.count) }
            var next = [Int](repeating: 0, count: longest + 2)
            for place in words.places { next[place.count + 1] += 1 }
            for length in 1..<next.count { next[length] += next[length - 1] }
            for place in words.places {
                cells[entries + 3 * next[place.count]] = place.cell
                next[place.count] += 1
            }
            for entry in stride(from: entries, to: entries + 3 * words.places.count, by: 3) {
                let place = WordList.Place(cell: cells[entry])
                byFirst.put(entry, by: cells[place.start], cells)
                byLast.put(entry, by: cells[place.start &+ place.count &- 1], cells)
            }
            for scalar in others { byFirst.admit(scalar, cells) }
        }
        self.byFirst = byFirst
        self.byLast = byLast
    }

    @inline(__always)
    func phrase(_ entry: Int) -> WordList.Place { WordList.Place(cell: cells[entry]) }

    /// The phrase stands at an index; it must end within the text.
    func stands(_ phrase: WordList.Place, _ source: SourceText, at start: Int) -> Bool {
        var index = phrase.count - 1
        while index >= 0 {
            if source.scalars[start + index].value != cells[phrase.start + index] { return false }
            index -= 1
        }
        return true
    }

    /// Where the longest word that starts at an index of the text ends.
    func longestEnd(_ source: SourceText, from index: Int, limit: Int) -> Int? {
        var entry = byFirst.entry(of: source.scalars[index], cells)
        if entry == 0 { return nil }
        let (text, cells) = (source.scalars.span, cells.span)
        while entry != 0 {
            let phrase = WordList.Place(cell: cells[entry])
            entry = byFirst.next(entry, cells)
            guard index + phrase.count <= limit else { continue }
            // The first scalar is known to be the same.
            var offset = phrase.count - 1
            while offset > 0, text[index + offset].value == cells[phrase.start + offset] { offset -= 1 }
            if offset == 0 { return index + phrase.count }
        }
        return nil
    }

    /// Where the longest word that ends before an index starts.
    func longestStart(_ source: SourceText, to end: Int, limit: Int) -> Int? {
        var entry = byLast.entry(of: source.scalars[end - 1], cells)
        while entry != 0 {
            let phrase = phrase(entry)
            let start = end - phrase.count
            if start >= limit, stands(phrase, source, at: start) { return start }
            entry = byLast.next(entry, cells)
        }
        return nil
    }

    func contains(_ word: String) -> Bool {
        guard let first = word.unicodeScalars.first else { return false }
        var entry = byFirst.entry(of: first, cells)
        while entry != 0 {
            let phrase = phrase(entry)
            let found = cells[phrase.start..<phrase.start + phrase.count]
            if found.elementsEqual(word.unicodeScalars.lazy.map(\.value)) { return true }
            entry = byFirst.next(entry, cells)
        }
        return false
    }
}

/// How words among cells are found by one of their scalars: a chain of entries for each scalar.
private struct WordChains: Sendable {
    /// A bit for each scalar, by its low bits: most places of a text are the start of no phrase.
    private let filter: Int
    private let filterMask: Int
    /// Two cells a slot: a scalar, by open addressing, and the first entry of its chain, 0 in a free slot.
    private let slots: Int
    private let slotMask: Int
    private let shift: UInt32
    /// Of an entry, the cell of the next one.
    private let link: Int

    /// - Parameters:
    ///   - others: how many scalars may be admitted without an entry.
    ///   - start: the first cell that may be used.
    init(_ count: Int, others: Int = 0, from start: Int, link: Int) {
        /// Of a power of two that is above the number and its half.
        func bits(_ number: Int) -> Int { max(Int.bitWidth - (number + number / 2).leadingZeroBitCount, 1) }
        let slotBits = bits(count)
        filter = start
        // Sixteen bits a phrase let one in sixteen through.
        filterMask = min(2 << max(bits(count + others) - 2, 0), 128) - 1
        slots = filter + filterMask + 1
        slotMask = 1 << slotBits - 1
        shift = UInt32(32 - slotBits)
        self.link = link
    }

    var end: Int { slots + 2 * (slotMask + 1) }

    /// Puts an entry before the others of its scalar.
    @inline(__always)
    func put(_ entry: Int, by scalar: UInt32, _ cells: UnsafeMutableBufferPointer<UInt32>) {
        let slot = slot(of: scalar, in: cells)
        cells[slot] = scalar
        cells[entry &+ link] = cells[slot &+ 1]
        cells[slot &+ 1] = UInt32(truncatingIfNeeded: entry)
        admit(scalar, cells)
    }

    /// Lets the filter hold a scalar.
    @inline(__always)
    func admit(_ scalar: UInt32, _ cells: UnsafeMutableBufferPointer<UInt32>) {
        cells[filter &+ (Int(scalar >> 5) & filterMask)] |= 1 << (scalar & 31)
    }

    /// The first place from `start` on with a scalar that may be held; `end` where there is none.
    func firstHeld(of scalars: [Unicode.Scalar], from start: Int, to end: Int, _ cells: [UInt32]) -> Int {
        guard start < end else { return end }
        precondition(start >= 0 && end <= scalars.count, "the text ends before")
        // Tables ask for every scalar of the text, so the bounds are checked once.
        return cells[filter...filter + filterMask].withUnsafeBufferPointer { bits in
            scalars.withUnsafeBufferPointer { scalars in
                var index = start
                while index < end {
                    let scalar = scalars[index].value
                    if bits[Int(scalar >> 5) & filterMask] &>> (scalar & 31) & 1 != 0 { break }
                    index &+= 1
                }
                return index
            }
        }
    }

    @inline(__always)
    private func slot<Cells: RandomAccessCollection<UInt32>>(
        of scalar: UInt32, in cells: Cells
    ) -> Int where Cells.Index == Int {
        var slot = Int((scalar &* 0x9E37_79B1) >> shift)
        while true {
            let cell = slots &+ 2 &* slot
            if cells[cell] == scalar || cells[cell &+ 1] == 0 { return cell }
            slot = (slot &+ 1) & slotMask
        }
    }

    @inline(__always)
    func mayHold(_ scalar: Unicode.Scalar, _ cells: [UInt32]) -> Bool {
        cells[filter &+ (Int(scalar.value >> 5) & filterMask)] & 1 << (scalar.value & 31) != 0
    }

    /// The first entry of a scalar's chain: a number, since a slice would be counted for each letter of a text.
    ///
    /// - Returns: 0 where no word has that scalar.
    @inline(__always)
    func entry(of scalar: Unicode.Scalar, _ cells: [UInt32]) -> Int {
        guard mayHold(scalar, cells) else { return 0 }
        return Int(cells[slot(of: scalar.value, in: cells) &+ 1])
    }

    @inline(__always)
    func next(_ entry: Int, _ cells: [UInt32]) -> Int { Int(cells[entry &+ link]) }

    @inline(__always)
    func next(_ entry: Int, _ cells: Swift.Span<UInt32>) -> Int { Int(cells[entry &+ link]) }
}
