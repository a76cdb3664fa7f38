import MinutesModel

/// Reads （记者 林静 摄影 高原） in the first and last paragraph of the body.
func readBylines(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    let body = article.paragraphs.filter {
        $0.part != .boilerplate && $0.part != .details && $0.part != .facts && $0.part != .headline
    }
    var spans = body.prefix(1).map(\.span)
    spans += body.dropFirst().suffix(4).map(\.span).filter { span in
        span == body.last?.span || source.scalars[span.lowerBound] == "（" || source.scalars[span.lowerBound] == "("
    }
    for span in spans {
        guard let inner = source.byline(in: span) ?? source.openByline(in: span) else { continue }
        var isPhotographer = false
        for word in source.split(
            inner, at: { isBlank($0) || isListComma($0) || isComma($0) || isColon($0) || $0 == "/" })
        {
            var word = word
            if let label = reporterWords.all(source, in: word).last, label.upperBound < word.upperBound {
                isPhotographer = false
                word = label.upperBound..<word.upperBound
            }
            while let label = reporterLabels.match(source, at: word.lowerBound, within: word), label.count < word.count
            {
                isPhotographer = false
                word = label.upperBound..<word.upperBound
            }
            if photographerLabels.equals(source, word) { isPhotographer = true }
            if reporterLabels.equals(source, word) { isPhotographer = false }
            guard let name = source.names(in: word).first else { continue }
            if isPhotographer {
                minutes.photographers.append(source.placed(name, "photographer.byline"))
            } else {
                minutes.reporters.append(source.placed(name, "reporter.byline"))
            }
        }
    }
}

extension SourceText {
    /// 记者林静、实习生高原报道：without brackets, in the lead of a report.
    fileprivate func openByline(in span: Span) -> Span? {
        let reach = span.lowerBound..<min(span.upperBound, span.lowerBound + 80)
        guard let end = first("报道", in: reach),
            let start = reporterLabels.first(self, in: span.lowerBound..<end.lowerBound)
        else { return nil }
        return start.lowerBound..<end.lowerBound
    }

    /// The words of the first parenthesis that opens with a reporter's label.
    fileprivate func byline(in span: Span) -> Span? {
        for start in span where scalars[start] == "（" || scalars[start] == "(" {
            let reach = start + 1..<min(span.upperBound, start + 80)
            let head = reach.lowerBound..<min(reach.upperBound, reach.lowerBound + 14)
            guard
                reporterLabels.match(self, at: reach.lowerBound, within: reach) != nil
                    || reporterWords.occurs(self, in: head)
            else { continue }
            guard let end = reach.first(where: { scalars[$0] == "）" || scalars[$0] == ")" }) else { continue }
            return reach.lowerBound..<end
        }
        return nil
    }
}

private let reporterWords = knowledge.table("reporter-words")
