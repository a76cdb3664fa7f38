/// The mark of a numbered point: 一要, 二是, 第三，, 首先，
struct PointMark {
    /// What marks of one list have in common, so that another list inside a point is not taken for it.
    enum Style { case want, be, pause, ordinal, parenthesis, word }
    var style: Style
    var number: Int
}

extension SourceText {
    /// The mark a sentence starts with.
    func pointMark(_ sentence: Span) -> PointMark? {
        let start = skipBlanks(sentence.lowerBound, within: sentence)
        guard start < sentence.upperBound else { return nil }
        if let number = wordNumber(start, sentence) { return PointMark(style: .word, number: number) }
        if scalars[start] == "（" || scalars[start] == "(" {
            guard let number = chineseNumber(at: start + 1, within: sentence),
                number.span.upperBound < sentence.upperBound,
                isClosing(scalars[number.span.upperBound])
            else { return nil }
            return PointMark(style: .parenthesis, number: number.value)
        }
        let isOrdinal = scalars[start] == "第"
        guard let number = chineseNumber(at: isOrdinal ? start + 1 : start, within: sentence),
            number.span.upperBound < sentence.upperBound
        else { return nil }
        let next = scalars[min(skipBlanks(number.span.upperBound, within: sentence), sentence.upperBound - 1)]
        if isOrdinal {
            return isComma(next) || isListComma(next) || next == "要" || next == "是"
                ? PointMark(style: .ordinal, number: number.value) : nil
        }
        switch next {
        case "要": return PointMark(style: .want, number: number.value)
        case "是": return PointMark(style: .be, number: number.value)
        default: return isListComma(next) ? PointMark(style: .pause, number: number.value) : nil
        }
    }

    private func wordNumber(_ start: Int, _ sentence: Span) -> Int? {
        guard let word = ordinalWords.match(self, at: start, within: sentence), word.upperBound < sentence.upperBound
        else {
            return nil
        }
        let next = scalars[word.upperBound]
        guard isComma(next) || next == "要" || next == "是" else { return nil }
        if starts(word, with: "首") { return 1 }
        return starts(word, with: "其") ? 2 : 3
    }

    /// The pieces of a paragraph that may open with a mark: its sentences, cut also after ； and ： before a mark.
    func pointPieces(_ paragraph: Span) -> [Span] {
        sentences(paragraph).flatMap { sentence -> [Span] in
            var pieces: [Span] = []
            var start = sentence.lowerBound
            for index in sentence where isSemicolon(scalars[index]) || isColon(scalars[index]) {
                let rest = index + 1..<sentence.upperBound
                if index + 1 < sentence.upperBound, pointMark(rest) != nil {
                    pieces.append(start..<index + 1)
                    start = index + 1
                }
            }
            return pieces + [start..<sentence.upperBound]
        }
    }
}

private let ordinalWords = knowledge.table("ordinal-words")
