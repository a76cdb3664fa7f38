// U+2018–U+201D are Chinese marks of one em or Latin ones of their own width, and only the words around them tell.
extension LineClass {
    /// Makes the quotation marks of Latin phrases `western`: a pair that holds nothing Chinese and has nothing Chinese at
    /// its sides, and single marks that stand for letters (’90s, dogs’).
    ///
    /// - Parameter quotes: their indices, in order. Linear in the text.
    static func settleQuotes(_ quotes: [Int], _ text: [UInt32], _ classes: inout [LineClass]) {
        var open: [Int] = []
        var latin: [Int] = []
        var surroundings: Surroundings?
        for index in quotes {
            let closes = text[index] == 0x2019 || text[index] == 0x201D
            guard closes else {
                open.append(index)
                continue
            }
            if let last = open.last, text[last] + 1 == text[index] {
                open.removeLast()
                // Most marks stand before an ideograph, and that is enough.
                if isChinese(text[last + 1], classes[last + 1]) { continue }
                let known = surroundings ?? Surroundings(text, classes)
                surroundings = known
                if known.areLatin(from: last, to: index) { latin += [last, index] }
            } else if text[index] == 0x2019, isElision(index, text) {
                latin.append(index)
            }
        }
        for index in open where text[index] == 0x2018 && isElision(index, text) { latin.append(index) }
        for index in latin { classes[index] = .western }
    }

    /// What stands before and after each place of a text, blanks and quotation marks aside.
    private struct Surroundings {
        private var chineseBefore: [Bool] = []
        private var chineseAfter: [Bool] = []
        /// Number of Chinese characters before each place.
        private var count: [Int32] = [0]

        init(_ text: [UInt32], _ classes: [LineClass]) {
            var state = false
            var sum: Int32 = 0
            for index in text.indices {
                chineseBefore.append(state)
                if classes[index] == .space || isQuote(text[index]) {
                    count.append(sum)
                    continue
                }
                state = isChinese(text[index], classes[index])
                if state { sum += 1 }
                count.append(sum)
            }
            state = false
            for index in text.indices.reversed() {
                chineseAfter.append(state)
                if classes[index] != .space, !isQuote(text[index]) { state = isChinese(text[index], classes[index]) }
            }
            chineseAfter.reverse()
        }

        func areLatin(from open: Int, to close: Int) -> Bool {
            count[open] == count[close] && !chineseBefore[open] && !chineseAfter[close]
        }
    }

    /// A single mark in place of letters: before figures, or after the letter that ends a word.
    private static func isElision(_ index: Int, _ text: [UInt32]) -> Bool {
        let before = index > 0 ? text[index - 1] : 0x20
        let after = index + 1 < text.count ? text[index + 1] : 0x20
        return isLetterOrDigit(after) && before < 0x80 || isLetterOrDigit(before) && after < 0x80
    }

    private static func isQuote(_ scalar: UInt32) -> Bool {
        (0x2018...0x2019).contains(scalar) || (0x201C...0x201D).contains(scalar)
    }

    private static func isChinese(_ scalar: UInt32, _ lineClass: LineClass) -> Bool {
        switch lineClass {
        case .western, .westernOpen, .westernClose, .space, .connector, .solidus, .dot, .ellipsis, .dash: false
        default: !isQuote(scalar)
        }
    }
}
