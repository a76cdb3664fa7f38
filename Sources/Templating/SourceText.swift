/// How the source's words are made fit for print: nothing is added or lost but white space and the width of marks.
///
/// Marks, digits and letters change one scalar for one scalar; docs/normalisation.md lists every rule. Applied twice
/// it gives the same text as applied once. Cost is linear.
package struct SourceText: Sendable {
    package let normalisation: Normalisation

    package init(_ normalisation: Normalisation) { self.normalisation = normalisation }

    /// Running text: a sentence, a heading, a title.
    package func prose(_ text: String) -> String { apply(to: text, isName: false) }

    /// The name of one person: every blank beside a Chinese character is stray, `王　珍`.
    package func name(_ text: String) -> String { apply(to: text, isName: true) }

    private func apply(to text: String, isName: Bool) -> String {
        var scalars = Array(text.unicodeScalars)
        if normalisation.chinesePunctuation {
            foldDigits(&scalars)
            foldMarks(&scalars)
        }
        if normalisation.blanks {
            // Lines first: a word broken over two lines is one word to what follows.
            scalars = joinedLines(scalars)
            scalars = withoutStrayBlanks(scalars, isName: isName)
        }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars)
        return String(result)
    }
}

/// Full-width digits and letters have half-width forms 0xFEE0 below.
private func foldDigits(_ scalars: inout [Unicode.Scalar]) {
    for index in scalars.indices {
        switch scalars[index].value {
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
            scalars[index] = Unicode.Scalar(scalars[index].value - 0xFEE0) ?? scalars[index]
        default: break
        }
    }
}

// Blanks.

/// A line break goes with the blanks around it; between Latin words a blank takes its place.
private func joinedLines(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard scalars.contains(where: \.isLineBreak) else { return scalars }
    var result: [Unicode.Scalar] = []
    var index = 0
    while index < scalars.count {
        let start = index
        while index < scalars.count, scalars[index].isBlank { index += 1 }
        let run = scalars[start..<index]
        if !run.contains(where: \.isLineBreak) {
            result += run
        } else if let before = result.last, index < scalars.count, !before.isWide, !scalars[index].isWide {
            result.append(" ")
        }
        if index < scalars.count { result.append(scalars[index]) }
        index += 1
    }
    return result
}

/// Blanks beside Chinese characters go; between Latin words one of them stays.
private func withoutStrayBlanks(_ scalars: [Unicode.Scalar], isName: Bool) -> [Unicode.Scalar] {
    let separators = isName ? [] : nameSeparators(in: scalars)
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(scalars.count)
    var index = 0
    while index < scalars.count {
        guard scalars[index].isBlank else {
            result.append(scalars[index])
            index += 1
            continue
        }
        let start = index
        while index < scalars.count, scalars[index].isBlank { index += 1 }
        guard let before = result.last, index < scalars.count else { continue }
        let after = scalars[index]
        if separators.contains(start) || !before.isWide && !after.isWide {
            result.append(" ")
        } else if !isName, before.isIdeograph, after.isIdeograph, scalars[start..<index].contains("\u{3000}") {
            // An ideographic space between words was typed on purpose.
            result.append("\u{3000}")
        }
    }
    return result
}

/// Starts of the blanks that separate names in running text (`张三 李四 王小五`): three or more words of two to four
/// ideographs in a row. Taken out, they would make one word of several people.
private func nameSeparators(in scalars: [Unicode.Scalar]) -> Set<Int> {
    var found: Set<Int> = []
    var blanks: [Int] = []
    var words = 0
    var leading: Int?
    var index = 0
    func close(_ trailing: Int?) {
        if words >= 3 { found.formUnion(blanks + [leading, trailing].compactMap(\.self)) }
        blanks = []
        words = 0
    }
    var blankBefore: Int?
    while index < scalars.count {
        let start = index
        if scalars[index].isBlank {
            while index < scalars.count, scalars[index].isBlank { index += 1 }
            blankBefore = start
            continue
        }
        guard scalars[index].isIdeograph else {
            close(blankBefore)
            blankBefore = nil
            leading = nil
            index += 1
            continue
        }
        while index < scalars.count, scalars[index].isIdeograph { index += 1 }
        let isShort = (2...4).contains(index - start)
        if !isShort {
            close(blankBefore)
        } else if words == 0 || blankBefore == nil {
            leading = blankBefore
            words = 1
        } else {
            blanks.append(blankBefore ?? start)
            words += 1
        }
        blankBefore = nil
    }
    close(blankBefore)
    return found
}

// Marks.

/// Half-width marks to full-width ones where the letters around them are Chinese.
///
/// The letter that decides is the nearest one that is neither blank nor itself such a mark, so that no folding
/// changes the ground of another.
private func foldMarks(_ scalars: inout [Unicode.Scalar]) {
    let context = MarkContext(scalars)
    var lastInk: Unicode.Scalar?
    for index in scalars.indices {
        let before = lastInk
        if !scalars[index].isBlank { lastInk = scalars[index] }
        guard !context.isProtected[index] else { continue }
        let isBetweenDigits =
            index > 0 && index + 1 < scalars.count && scalars[index - 1].isASCIIDigit
            && scalars[index + 1].isASCIIDigit
        switch scalars[index] {
        case ",", ":", ";", "?", "!":
            guard context.isChinese(around: index), !isBetweenDigits else { continue }
            scalars[index] = Unicode.Scalar(scalars[index].value + 0xFEE0) ?? scalars[index]
        case ".":
            // Only what ends a Chinese sentence; 一. and 3.5 are something else.
            guard let before, before.isIdeograph, !before.isNumeral, context.endsLine(after: index) else { continue }
            scalars[index] = "。"
        default: break
        }
    }
    foldParentheses(&scalars, context)
    foldQuotes("\"", "“", "”", &scalars, context)
    foldQuotes("'", "‘", "’", &scalars, context)
}

private func foldParentheses(_ scalars: inout [Unicode.Scalar], _ context: MarkContext) {
    var open: [Int] = []
    func fold(_ index: Int) {
        if scalars[index] == "(" { scalars[index] = "（" }
        if scalars[index] == ")" { scalars[index] = "）" }
    }
    for index in scalars.indices where !context.isProtected[index] {
        switch scalars[index] {
        case "(", "（": open.append(index)
        case ")", "）":
            guard let start = open.popLast() else {
                if context.isChinese(around: index) { fold(index) }
                continue
            }
            let isFull = scalars[start] == "（" || scalars[index] == "）"
            if isFull || context.isChinese(from: start, to: index) {
                fold(start)
                fold(index)
            }
        default: break
        }
    }
    for index in open where context.isChinese(around: index) { fold(index) }
}

private func foldQuotes(
    _ straight: Unicode.Scalar, _ opening: Unicode.Scalar, _ closing: Unicode.Scalar,
    _ scalars: inout [Unicode.Scalar], _ context: MarkContext
) {
    // An apostrophe stands between Latin letters.
    let marks = scalars.indices.filter { index in
        guard scalars[index] == straight, !context.isProtected[index] else { return false }
        let isApostrophe =
            straight == "'" && index > 0 && index + 1 < scalars.count && scalars[index - 1].isASCIILetterOrDigit
            && scalars[index + 1].isASCIILetterOrDigit
        return !isApostrophe
    }
    for pair in stride(from: 0, to: marks.count - 1, by: 2) {
        let (start, end) = (marks[pair], marks[pair + 1])
        guard context.isChinese(from: start, to: end) else { continue }
        scalars[start] = opening
        scalars[end] = closing
    }
}

/// What the letters around each position are, for one text.
private struct MarkContext {
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
        var state = false
        for scalar in scalars {
            chineseBefore.append(state)
            let isLetter = !scalar.isBlank && !scalar.isFoldable
            if isLetter { state = scalar.isChineseLetter }
            chineseCount.append((chineseCount.last ?? 0) + (isLetter && scalar.isChineseLetter ? 1 : 0))
        }
        state = false
        var ends = true
        for scalar in scalars.reversed() {
            chineseAfter.append(state)
            lineEnds.append(ends)
            if !scalar.isBlank && !scalar.isFoldable { state = scalar.isChineseLetter }
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
            var word = String.UnicodeScalarView()
            word.append(contentsOf: scalars[start..<end])
            let spelt = String(word)
            guard spelt.contains("://") || spelt.contains("www.") || spelt.contains("@") else { continue }
            while start < end, scalars[start].isFoldable { start += 1 }
            while end > start, scalars[end - 1].isFoldable { end -= 1 }
            for protected in start..<end { isProtected[protected] = true }
        }
    }
}

extension Unicode.Scalar {
    /// White space, the ideographic and the unbreakable blank included.
    fileprivate var isBlank: Bool { properties.isWhitespace }

    /// Line feed, carriage return and what Unicode calls a mandatory break.
    fileprivate var isLineBreak: Bool {
        switch value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Han, with 〇 and 々.
    var isIdeograph: Bool {
        switch value {
        case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    /// An ideograph or a mark of its width.
    fileprivate var isWide: Bool {
        switch value {
        case 0x3001...0x30FF, 0xFF01...0xFF65: true
        default: isIdeograph
        }
    }

    /// A mark that folding makes or takes away, in either width.
    fileprivate var isFoldable: Bool {
        switch self {
        case ",", ":", ";", "?", "!", "(", ")", ".", "\"", "'": true
        case "，", "：", "；", "？", "！", "（", "）", "。", "“", "”", "‘", "’": true
        default: false
        }
    }

    fileprivate var isChineseLetter: Bool { isWide && !isFoldable }

    fileprivate var isClosing: Bool {
        switch self {
        case ")", "）", "\"", "”", "'", "’", "》", "】": true
        default: false
        }
    }

    fileprivate var isNumeral: Bool {
        switch self {
        case "一", "二", "三", "四", "五", "六", "七", "八", "九", "十": true
        default: false
        }
    }

    fileprivate var isASCIIDigit: Bool { (0x30...0x39).contains(value) }
    fileprivate var isASCIILetterOrDigit: Bool {
        isASCIIDigit || (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
    }
}
