/// Half-width marks to full-width ones where the letters around them are Chinese.
///
/// The letter that decides is the nearest one that is neither blank nor figure nor itself such a mark, so that no folding
/// changes the ground of another.
func foldMarks(_ scalars: inout [Unicode.Scalar]) {
    // Most texts have no half-width mark, and then nothing can change.
    guard scalars.contains(where: \.isHalfWidthMark) else { return }
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
