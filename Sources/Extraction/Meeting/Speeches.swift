import MinutesModel

/// Marks the paragraphs of speeches and reads them. Consecutive paragraphs of one speaker are one speech; captions
/// between them do not part them.
func readSpeeches(_ article: inout Article, into minutes: inout Minutes) {
    let source = article.source
    var drafts: [SpeechDraft] = []
    var isOpen = false
    for index in article.paragraphs.indices {
        let paragraph = article.paragraphs[index]
        guard paragraph.part == .body else {
            if paragraph.part != .caption && paragraph.part != .open { isOpen = false }
            continue
        }
        let opening = paragraph.isQuotation ? nil : source.speaker(of: paragraph.span)
        if let opening, !isOpen || source.key(opening) != drafts.last.map({ source.key($0.speaker) }) {
            drafts.append(SpeechDraft(speaker: opening))
            isOpen = true
        } else if opening == nil, !(isOpen && source.continuesSpeech(paragraph.span)) {
            isOpen = false
        }
        guard isOpen else { continue }
        article.paragraphs[index].part = .speech
        drafts[drafts.count - 1].paragraphs.append(paragraph.span)
    }
    minutes.speeches = drafts.map { $0.speech(source) }
}

private struct SpeechDraft {
    var speaker: Span
    var paragraphs: [Span] = []

    /// The words of the paragraphs without a gap: before the first point, the points, after the last one.
    ///
    /// Points count when at least two of one style follow each other from the first on; what stands between two points
    /// belongs to the first of them, later paragraphs to the closing.
    func speech(_ source: SourceText) -> Speech {
        let pieces = paragraphs.map(source.pointPieces)
        let heads = pointHeads(pieces, source)
        var speech = Speech(speaker: source.placed(speaker, "speech.speaker"))
        let lastHead = heads.last
        for (row, paragraph) in paragraphs.enumerated() {
            let inRow = heads.filter { $0.row == row }
            let start = paragraph.lowerBound
            let firstHead = inRow.first.map { pieces[row][$0.column].lowerBound } ?? paragraph.upperBound
            if start < firstHead {
                speech.add(source, start..<firstHead, isClosing: lastHead.map { row > $0.row } ?? false)
            }
            for (index, head) in inRow.enumerated() {
                let heading = pieces[row][head.column]
                let end =
                    index + 1 < inRow.count ? pieces[row][inRow[index + 1].column].lowerBound : paragraph.upperBound
                var point = Speech.Point(heading: source.placed(heading, "speech.point"))
                if heading.upperBound < end {
                    point.body.append(source.placed(heading.upperBound..<end, "speech.point-body"))
                }
                speech.points.append(point)
            }
        }
        return speech
    }

    private func pointHeads(_ pieces: [[Span]], _ source: SourceText) -> [(row: Int, column: Int)] {
        var heads: [(row: Int, column: Int)] = []
        var style: PointMark.Style?
        var last = 0
        for row in pieces.indices {
            for column in pieces[row].indices {
                guard let mark = source.pointMark(pieces[row][column]) else { continue }
                let opens = mark.number == 1 && (style == nil || style == mark.style)
                let follows = style == mark.style && mark.number == last + 1
                guard opens || follows else { continue }
                style = mark.style
                last = mark.number
                heads.append((row, column))
            }
        }
        return heads.count >= 2 ? heads : []
    }
}

extension Speech {
    fileprivate mutating func add(_ source: SourceText, _ span: Span, isClosing: Bool) {
        if isClosing {
            closing.append(source.placed(span, "speech.closing"))
        } else if points.isEmpty {
            lead.append(source.placed(span, "speech.lead"))
        } else {
            points[points.count - 1].body.append(source.placed(span, "speech.point-body"))
        }
    }
}

extension SourceText {
    /// Who speaks in a paragraph: the person its first sentence says so of, or whom 他说 in it means.
    func speaker(of paragraph: Span) -> Span? {
        guard let first = sentences(paragraph, atMost: 1).first else { return nil }
        let clauses = split(first) { isComma($0) || isColon($0) || isSemicolon($0) || isSentenceEnd($0) }
        for (index, clause) in clauses.prefix(4).enumerated() {
            if let verb = speechVerbs.all(self, in: clause).last,
                let name = subject(of: clause.lowerBound..<verb.lowerBound)
            {
                // The verb ends its clause (林静说，), or has the points for its object (林静强调三点意见).
                let rest = verb.upperBound..<clause.upperBound
                if rest.isEmpty || isKindOfPoints(rest) { return name }
                if index == 0, speakingPronouns.occurs(self, in: head(of: paragraph)) { return name }
            } else if index == 0, speakingPronouns.occurs(self, in: head(of: paragraph)), let name = subject(of: clause)
            {
                return name
            }
        }
        // 会议最后，林静讲话。他表示，…
        if speakingPronouns.occurs(self, in: head(of: paragraph)) {
            for clause in clauses.prefix(3) {
                if let verb = addressVerbs.first(self, in: clause),
                    let name = subject(of: clause.lowerBound..<verb.lowerBound)
                {
                    return name
                }
            }
        }
        return nil
    }

    /// The first sentences, in which a pronoun may take up the subject.
    private func head(of paragraph: Span) -> Span {
        let sentences = sentences(paragraph, atMost: 3)
        return paragraph.lowerBound..<(sentences.count > 2 ? sentences[2].upperBound : paragraph.upperBound)
    }

    /// 三点意见, 四个方面, 以下几点
    private func isKindOfPoints(_ rest: Span) -> Bool {
        rest.count <= 16 && pointNouns.occurs(self, in: rest)
    }

    /// A paragraph without a new subject: it opens with a mark, or with 他 or 她.
    fileprivate func continuesSpeech(_ paragraph: Span) -> Bool {
        pointMark(paragraph) != nil || speakingPronouns.match(self, at: paragraph.lowerBound, within: paragraph) != nil
    }
}

private let pointNouns = knowledge.table("point-nouns")
