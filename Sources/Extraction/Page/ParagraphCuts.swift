/// Cuts paragraphs of the body where a statement of the meeting or a speech in points begins among other sentences,
/// and where a list of people follows it: 会议听取了报告。会议指出，…。林静、高原出席会议。
func cutParagraphs(_ article: inout Article) {
    let source = article.source
    var paragraphs: [Paragraph] = []
    for paragraph in article.paragraphs {
        guard paragraph.part == .body else {
            paragraphs.append(paragraph)
            continue
        }
        var rest = paragraph
        for cut in source.cuts(in: paragraph.span) {
            var head = rest
            head.span = source.trimmed(rest.span.lowerBound..<cut)
            head.isQuotation =
                source.speaker(of: head.span) != nil && source.statementVerb(cut..<rest.span.upperBound) != nil
            rest.span = cut..<rest.span.upperBound
            if !head.span.isEmpty { paragraphs.append(head) }
        }
        rest.span = source.trimmed(rest.span)
        if !rest.span.isEmpty { paragraphs.append(rest) }
    }
    article.paragraphs = paragraphs
}

extension SourceText {
    /// 会议决定，…, 会议还审议通过了…
    private func opensAct(_ sentence: Span) -> Bool {
        guard let subject = meetingSubjects.match(self, at: sentence.lowerBound, within: sentence) else { return false }
        let next = subject.upperBound..<min(sentence.upperBound, subject.upperBound + 4)
        return next.contains { actVerbs.match(self, at: $0, within: sentence) != nil }
    }

    /// Where sentences begin that open a part of their own.
    fileprivate func cuts(in paragraph: Span) -> [Int] {
        let sentences = sentences(paragraph)
        guard sentences.count > 1 else { return [] }
        let firstPoint = sentences.firstIndex { pointMark(trimmed($0))?.number == 1 }
        var cuts: [Int] = []
        var isOpen = statementVerb(paragraph) != nil
        for (index, sentence) in sentences.enumerated().dropFirst() {
            let sentence = trimmed(sentence)
            if statementVerb(sentence) != nil {
                cuts.append(sentence.lowerBound)
                isOpen = true
            } else if isOpen, tellsAttendance(sentence) || opensAct(sentence) {
                cuts.append(sentence.lowerBound)
                isOpen = false
            } else if !isOpen, let firstPoint, index < firstPoint, firstPoint - index <= 3,
                speaker(of: sentence) != nil,
                speaker(of: paragraph) == nil
            {
                cuts.append(sentence.lowerBound)
                return cuts
            }
        }
        return cuts
    }
}
