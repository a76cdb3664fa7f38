import MinutesModel

/// The words with which a medium opens its report: 青安网讯（记者林静）, 青安通讯社5月6日电.
struct AgencyLead {
    /// The medium's name; nil for 本报 and the like.
    var name: Span?
    /// Where the report itself begins.
    var end: Int
    /// A date between place and 电: when the report was sent.
    var sent: PrintedDate?
}

extension SourceText {
    /// The lead of a paragraph: 讯, 消息 or 电 within its first words, before any comma.
    func agencyLead(_ paragraph: Span) -> AgencyLead? {
        let reach = paragraph.lowerBound..<min(paragraph.upperBound, paragraph.lowerBound + 40)
        let stop = reach.first { isComma(scalars[$0]) || isSentenceEnd(scalars[$0]) || isColon(scalars[$0]) }
        let head = reach.lowerBound..<(stop.map { $0 + 1 } ?? reach.upperBound)
        guard let mark = leadMarks.all(self, in: head).first(where: { isLeadMark($0, in: paragraph) }) else {
            return nil
        }
        var name = trimmed(paragraph.lowerBound..<mark.lowerBound)
        let sent = dates(in: name).last ?? dayOnly(in: name)
        if let sent { name = trimmed(name.lowerBound..<sent.span.lowerBound) }
        if let medium = mediumEndings.all(self, in: name).last { name = name.lowerBound..<medium.upperBound }
        let isOwn = ownMedia.equals(self, name) || name.count < 3
        return AgencyLead(name: isOwn ? nil : name, end: leadEnd(mark, in: paragraph), sent: sent)
    }

    /// Where the words of an agency end; nil where a clause has none.
    func agencyEnd(_ span: Span) -> Int? { agencyLead(span)?.end }

    private func isLeadMark(_ mark: Span, in paragraph: Span) -> Bool {
        let next = mark.upperBound
        guard next < paragraph.upperBound, mark.lowerBound > paragraph.lowerBound else { return false }
        let opens = "（(：: \u{3000}【[".unicodeScalars.contains(scalars[next])
        if scalars[mark.lowerBound] == "电" { return scalars[mark.lowerBound - 1] == "日" }
        if starts(mark, with: "讯") {
            return opens || digit(scalars[next]) != nil
                || reporterLabels.match(self, at: next, within: paragraph) != nil
                || mediumEndings.suffix(self, of: paragraph.lowerBound..<mark.lowerBound) != nil
        }
        return opens
    }

    /// Past a bracket and a colon right behind the mark.
    private func leadEnd(_ mark: Span, in paragraph: Span) -> Int {
        var end = skipBlanks(mark.upperBound, within: paragraph)
        if end < paragraph.upperBound, scalars[end] == "（" || scalars[end] == "(" {
            let reach = end..<min(paragraph.upperBound, end + 60)
            if let close = reach.first(where: { scalars[$0] == "）" || scalars[$0] == ")" }) { end = close + 1 }
        }
        if end < paragraph.upperBound, isColon(scalars[end]) { end += 1 }
        return end
    }
}

/// Reads the medium that reports, where no line names the source.
func readAgencyLead(_ article: Article, into minutes: inout Minutes) {
    guard minutes.source == nil else { return }
    for paragraph in article.paragraphs.filter({ $0.part == .body }).prefix(4) {
        guard let name = article.source.agencyLead(paragraph.span)?.name else { continue }
        minutes.source = article.source.placed(name, "source.lead")
        return
    }
}

private let leadMarks = knowledge.table("lead-marks")
private let mediumEndings = knowledge.table("medium-endings")
private let ownMedia = knowledge.table("own-media")
