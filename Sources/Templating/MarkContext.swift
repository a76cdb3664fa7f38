import Provenance

/// What the letters around each position are, for one text.
struct MarkContext {
    /// The nearest letter before and after is Chinese.
    private let chineseBefore: [Bool]
    private let chineseAfter: [Bool]
    /// Number of Chinese letters before each position.
    private let chineseCount: [Int]
    /// Nothing but closing marks and blanks up to the next line break or the end.
    private let lineEnds: [Bool]
    /// Inside an address of the web or of a person's mail.
    private(set) var isProtected: [Bool]

    init(_ scalars: [Unicode.Scalar]) {
        // By index: appending would ask for room at each place.
        let none = Array(repeating: false, count: scalars.count)
        var (before, after, ends) = (none, none, none)
        var counts = Array(repeating: 0, count: scalars.count + 1)
        var state = false
        var count = 0
        for index in scalars.indices {
            before[index] = state
            if let isChinese = scalars[index].isChineseLetter {
                state = isChinese
                if isChinese { count += 1 }
            }
            counts[index + 1] = count
        }
        state = false
        var isAtEnd = true
        for index in scalars.indices.reversed() {
            let scalar = scalars[index]
            after[index] = state
            ends[index] = isAtEnd
            state = scalar.isChineseLetter ?? state
            if scalar.isLineBreak { isAtEnd = true } else if !scalar.isBlank && !scalar.isClosing { isAtEnd = false }
        }
        chineseBefore = before
        chineseAfter = after
        chineseCount = counts
        lineEnds = ends
        isProtected = none
        protectAddresses(scalars)
    }

    func isChinese(around index: Int) -> Bool { chineseBefore[index] || chineseAfter[index] }

    /// A pair of marks is Chinese by what it holds or by what stands around it.
    func isChinese(from start: Int, to end: Int) -> Bool {
        chineseCount[end] > chineseCount[start] || chineseBefore[start] || chineseAfter[end]
    }

    func endsLine(after index: Int) -> Bool { lineEnds[index] }

    private mutating func protectAddresses(_ scalars: [Unicode.Scalar]) {
        var index = 0
        while index < scalars.count {
            var start = index
            while index < scalars.count, (0x21...0x7E).contains(scalars[index].value) { index += 1 }
            var end = index
            if index == start {
                index += 1
                continue
            }
            guard isAddress(scalars[start..<end]) else { continue }
            while start < end, scalars[start].isFoldable { start += 1 }
            while end > start, scalars[end - 1].isFoldable { end -= 1 }
            for protected in start..<end { isProtected[protected] = true }
        }
    }
}

/// Scalars and not a string: Swift's search in strings goes by characters.
private func isAddress(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    word.indices.contains { index in
        switch word[index] {
        case "@": true
        case ":": word[index...].starts(with: "://".unicodeScalars)
        case "w": word[index...].starts(with: "www.".unicodeScalars)
        default: false
        }
    }
}
