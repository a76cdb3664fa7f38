import Provenance

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
        // Most names and many sentences are fit as they are.
        guard text.unicodeScalars.contains(where: \.mayChange) else { return text }
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
        return String(scalars: scalars[...])
    }
}

/// Full-width digits and letters have half-width forms 0xFEE0 below; the point inside a number and the % after it are
/// part of the number.
private func foldDigits(_ scalars: inout [Unicode.Scalar]) {
    for index in scalars.indices {
        switch scalars[index].value {
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
            scalars[index] = Unicode.Scalar(scalars[index].value - 0xFEE0) ?? scalars[index]
        default: break
        }
    }
    for index in scalars.indices.dropFirst() where scalars[index - 1].isASCIIDigit {
        if scalars[index] == "％" { scalars[index] = "%" }
        if scalars[index] == "．", index + 1 < scalars.count, scalars[index + 1].isASCIIDigit { scalars[index] = "." }
    }
}

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
            if !isYear(result, scalars[index...]) { result.append(" ") }
        } else if !isName, before.isIdeograph, after.isIdeograph, scalars[start..<index].contains("\u{3000}") {
            // An ideographic space between words was typed on purpose.
            result.append("\u{3000}")
        }
    }
    return result
}

/// The digits on both sides of a blank are one year: four of them in all, with 年 behind them (`202 6 年`).
private func isYear(_ before: [Unicode.Scalar], _ after: ArraySlice<Unicode.Scalar>) -> Bool {
    let first = before.reversed().prefix(5).prefix(while: \.isASCIIDigit).count
    let second = after.prefix(5).prefix(while: \.isASCIIDigit).count
    guard first > 0, second > 0, first + second == 4 else { return false }
    return after.dropFirst(second).first { !$0.isBlank } == "年"
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
