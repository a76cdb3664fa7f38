import MinutesModel

/// Marks the paragraphs in which the meeting as a whole is said to think or ask, and reads them.
func readStatements(_ article: inout Article, into minutes: inout Minutes) {
    let source = article.source
    for index in article.paragraphs.indices where article.paragraphs[index].part == .body {
        let span = article.paragraphs[index].span
        guard let verb = source.statementVerb(span) else { continue }
        article.paragraphs[index].part = .statement
        var start = source.skipBlanks(verb.upperBound, within: span)
        if start < span.upperBound, isComma(source.scalars[start]) || isColon(source.scalars[start]) { start += 1 }
        let text = source.trimmed(start..<span.upperBound)
        guard !text.isEmpty else { continue }
        minutes.statements.append(
            Statement(verb: source.placed(verb, "statements.verb"), text: source.placed(text, "statements.paragraph")))
    }
}

extension SourceText {
    /// 会议指出, 大会号召 at the start of a paragraph, a comma or colon behind it.
    func statementVerb(_ paragraph: Span) -> Span? {
        guard let subject = meetingSubjects.match(self, at: paragraph.lowerBound, within: paragraph),
            let verb = statementVerbs.match(self, at: subject.upperBound, within: paragraph)
        else { return nil }
        let next = skipBlanks(verb.upperBound, within: paragraph)
        guard next < paragraph.upperBound, isComma(scalars[next]) || isColon(scalars[next]) else { return nil }
        return subject.lowerBound..<verb.upperBound
    }
}
