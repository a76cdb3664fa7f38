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
        guard
            let inner = source.byline(in: span) ?? source.openByline(in: span) ?? source.bareByline(span)
                ?? source.bracketedNames(span)
        else { continue }
        var byline = Byline()
        for word in source.split(inner, at: { isBlank($0) || isListComma($0) || isComma($0) || isBylineMark($0) }) {
            byline.read(word, source, into: &minutes)
        }
    }
}

/// The words of a byline, one after another: a label says what the names behind it did.
private struct Byline {
    private var wrote = true
    private var photographed = false
    private var edited = false
    /// The word before was a label.
    private var isFresh = false

    mutating func read(_ word: Span, _ source: SourceText, into minutes: inout Minutes) {
        guard !word.isEmpty else { return }
        var word = word
        if let label = reporterWords.all(source, in: word).last, label.upperBound < word.upperBound {
            set(wrote: true)
            word = label.upperBound..<word.upperBound
        }
        while let label = reporterLabels.match(source, at: word.lowerBound, within: word), label.count < word.count {
            set(wrote: true)
            word = label.upperBound..<word.upperBound
        }
        if bothLabels.equals(source, word) {
            set(wrote: true, photographed: true)
        } else if photographerLabels.equals(source, word) {
            // 文/图: the second label of two that stand together.
            set(wrote: isFresh && wrote, photographed: true)
        } else if reporterLabels.equals(source, word) {
            set(wrote: true, photographed: isFresh && photographed)
        } else if editorLabels.equals(source, word) {
            set(wrote: false, edited: true)
        } else if detailLabels.equals(source, word) {
            set(wrote: false)
        } else if let name = source.names(in: word).first ?? (isFresh ? source.labelledNames(in: word).first : nil) {
            isFresh = false
            if wrote { minutes.reporters.append(source.placed(name, "reporter.byline")) }
            if photographed { minutes.photographers.append(source.placed(name, "photographer.byline")) }
            if edited { minutes.editors.append(source.placed(name, "editor.byline")) }
        }
    }

    private mutating func set(wrote: Bool, photographed: Bool = false, edited: Bool = false) {
        self.wrote = wrote
        self.photographed = photographed
        self.edited = edited
        isFresh = true
    }
}

/// What parts label and names in a byline: 文/林静, 图丨高原.
private func isBylineMark(_ scalar: Unicode.Scalar) -> Bool {
    isColon(scalar) || isSemicolon(scalar) || "/／|｜丨∣".unicodeScalars.contains(scalar)
}

extension SourceText {
    /// （林静 高原）: a line of nothing but names in brackets.
    fileprivate func bracketedNames(_ span: Span) -> Span? {
        guard (4...20).contains(span.count), let first = span.first, let last = span.last,
            scalars[first] == "（" || scalars[first] == "(", scalars[last] == "）" || scalars[last] == ")"
        else { return nil }
        let words = split(first + 1..<last) { isBlank($0) || isListComma($0) }.filter { !$0.isEmpty }
        return words.allSatisfy(isName) && !words.isEmpty ? first + 1..<last : nil
    }

    /// 文/林静 图/高原, ■本报记者 林静: a short line that opens with a label.
    fileprivate func bareByline(_ span: Span) -> Span? {
        guard span.count <= 60, !span.contains(where: { isSentenceEnd(scalars[$0]) }) else { return nil }
        var start = span.lowerBound
        while start < span.upperBound, "■●▲△◎□◆※*-".unicodeScalars.contains(scalars[start]) || isBlank(scalars[start]) {
            start += 1
        }
        let line = start..<span.upperBound
        guard let label = bylineLabels.match(self, at: start, within: line), label.upperBound < line.upperBound else {
            return nil
        }
        let next = scalars[label.upperBound]
        return isBlank(next) || isBylineMark(next) ? line : nil
    }

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
                bylineLabels.match(self, at: reach.lowerBound, within: reach) != nil
                    || reporterWords.occurs(self, in: head)
            else { continue }
            guard let end = reach.first(where: { scalars[$0] == "）" || scalars[$0] == ")" }) else { continue }
            return reach.lowerBound..<end
        }
        return nil
    }
}

private let bothLabels = knowledge.table("both-labels")
private let bylineLabels = knowledge.table("both-labels", "reporter-labels", "photographer-labels")
private let reporterWords = knowledge.table("reporter-words")
