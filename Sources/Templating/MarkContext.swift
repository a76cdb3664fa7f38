import Provenance

/// What the letters around each position are, for one text.
struct MarkContext {
    /// The nearest letter before and after is Chinese.
    private var chineseBefore: [Bool] = []
    private var chineseAfter: [Bool] = []
    /// Number of Chinese letters before each position.
    private var chineseCount: [Int] = [0]
    /// Nothing but closing marks and blanks up to the next line break or the end.
    private var lineEnds: [Bool] = []
    /// Inside an address of the web or of a person's mail.
    private(set) var isProtected: [Bool]

    init(_ scalars: [Unicode.Scalar]) {
        isProtected = Array(repeating: false, count: scalars.count)
        chineseBefore.reserveCapacity(scalars.count)
        chineseAfter.reserveCapacity(scalars.count)
        chineseCount.reserveCapacity(scalars.count + 1)
        lineEnds.reserveCapacity(scalars.count)
        var state = false
        var count = 0
        for scalar in scalars {
            chineseBefore.append(state)
            if let isChinese = scalar.isChineseLetter {
                state = isChinese
                if isChinese { count += 1 }
            }
            chineseCount.append(count)
        }
        state = false
        var ends = true
        for scalar in scalars.reversed() {
            chineseAfter.append(state)
            lineEnds.append(ends)
            state = scalar.isChineseLetter ?? state
            if scalar.isLineBreak { ends = true } else if !scalar.isBlank && !scalar.isClosing { ends = false }
        }
        chineseAfter.reverse()
        lineEnds.reverse()
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
