import MinutesModel

/// What is said about a picture, with its credit.
struct Caption {
    var photographers: [Span]
}

extension SourceText {
    /// A paragraph that is a caption: it ends with a credit (…。林静摄, （记者 林静 摄）) or says that it is a picture.
    func caption(_ paragraph: Span) -> Caption? {
        guard paragraph.count <= 160 else { return nil }
        let end = withoutEndMarks(paragraph)
        let photographed = ends(end, with: photography) ? 2 : ends(end, with: photograph) ? 1 : 0
        if photographed > 0 {
            let names = creditNames(end.lowerBound..<end.upperBound - photographed)
            return names.isEmpty ? nil : Caption(photographers: names)
        }
        if paragraph.count <= 14, sceneEndings.suffix(self, of: paragraph) != nil { return Caption(photographers: []) }
        let isPicture = starts(paragraph, with: "图为") || starts(paragraph, with: "图：") || starts(paragraph, with: "上图")
        return isPicture ? Caption(photographers: []) : nil
    }

    private func withoutEndMarks(_ paragraph: Span) -> Span {
        var end = paragraph.upperBound
        while end > paragraph.lowerBound,
            isClosing(scalars[end - 1]) || isSentenceEnd(scalars[end - 1]) || isBlank(scalars[end - 1])
        { end -= 1 }
        return paragraph.lowerBound..<end
    }

    /// The names directly before 摄, back to the mark that ends the caption's words.
    private func creditNames(_ span: Span) -> [Span] {
        var start = span.upperBound
        while start > span.lowerBound, span.upperBound - start < 30, !endsCaptionWords(scalars[start - 1]) {
            start -= 1
        }
        return names(in: start..<span.upperBound)
    }

    private func endsCaptionWords(_ scalar: Unicode.Scalar) -> Bool {
        isSentenceEnd(scalar) || isComma(scalar) || isColon(scalar) || scalar == "(" || scalar == "（"
    }

    /// 林　静　高　原　陆知远: names of two characters padded to three. Empty where nothing is padded, or something is no name.
    func paddedNames(in span: Span) -> [Span] {
        let words = split(span, at: isBlank).filter { !$0.isEmpty }
        guard words.contains(where: { $0.count == 1 }) else { return [] }
        var names: [Span] = []
        var index = 0
        while index < words.count {
            let isPadded = words[index].count == 1 && index + 1 < words.count && words[index + 1].count == 1
            let name = isPadded ? words[index].lowerBound..<words[index + 1].upperBound : words[index]
            guard isName(name) else { return [] }
            names.append(name)
            index += isPadded ? 2 : 1
        }
        return names
    }

    /// Names behind a label: also those whose family name no table has.
    func labelledNames(in span: Span) -> [Span] {
        outsideBrackets(span).flatMap { part in
            split(part) { isBlank($0) || isListComma($0) || $0 == "/" || isComma($0) || $0 == "|" || isSemicolon($0) }
        }.flatMap { part -> [Span] in
            let known = names(in: part)
            return known.isEmpty ? rareNameInEntry(trimmed(part)).map { [$0] } ?? [] : known
        }
    }

    /// 林静（县委副书记、县长）: the stretches that stand in no brackets.
    private func outsideBrackets(_ span: Span) -> [Span] {
        var parts: [Span] = []
        var start = span.lowerBound
        var depth = 0
        for index in span {
            if scalars[index] == "（" || scalars[index] == "(" {
                if depth == 0 { parts.append(start..<index) }
                depth += 1
            } else if depth > 0, scalars[index] == "）" || scalars[index] == ")" {
                depth -= 1
                start = index + 1
            }
        }
        if depth == 0 { parts.append(start..<span.upperBound) }
        return parts
    }

    /// Names between blanks, 、 or /, words for their work (记者, 通讯员) apart.
    func names(in span: Span) -> [Span] {
        split(span) { isBlank($0) || isListComma($0) || $0 == "/" || isComma($0) || $0 == "|" }
            .flatMap { part -> [Span] in
                var part = part
                while let label = reporterLabels.match(self, at: part.lowerBound, within: part) {
                    part = label.upperBound..<part.upperBound
                }
                return isName(part) ? [part] : nameInEntry(part).map { [$0] } ?? []
            }
    }
}

private let photography: Phrase = "摄影"
private let photograph: Phrase = "摄"
private let sceneEndings = knowledge.table("scene-endings")
