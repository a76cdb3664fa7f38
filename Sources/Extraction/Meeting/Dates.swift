import MinutesModel
import Provenance

/// A date as printed.
struct PrintedDate {
    var year: Int?
    var month: Int
    var day: Int
    /// Of a stretch of days (2月26日至28日).
    var endMonth: Int?
    var endDay: Int?
    var span: Span
}

extension SourceText {
    /// Dates of the forms 2031年5月6日, 5月6日, 2031-05-06 (also with / and .), from left to right.
    func dates(in span: Span) -> [PrintedDate] {
        var found: [PrintedDate] = []
        var index = span.lowerBound
        while index < span.upperBound {
            if let date = digit(scalars[index]) != nil
                ? date(at: index, within: span) : chineseDate(at: index, within: span)
            {
                found.append(date)
                index = date.span.upperBound
            } else if let number = number(at: index, within: span) {
                index = number.span.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    private func date(at index: Int, within span: Span) -> PrintedDate? {
        guard let first = spacedYear(at: index, within: span) ?? number(at: index, within: span) else { return nil }
        var date: PrintedDate
        if let month = unit("年", after: first.span, within: span) {
            guard (1_000...9_999).contains(first.value), let second = number(at: month, within: span),
                let dayStart = unit("月", after: second.span, within: span),
                let third = number(at: dayStart, within: span), let end = unit("日", after: third.span, within: span)
            else { return nil }
            date = PrintedDate(year: first.value, month: second.value, day: third.value, span: index..<end)
        } else if let dayStart = unit("月", after: first.span, within: span) {
            guard let second = number(at: dayStart, within: span), let end = unit("日", after: second.span, within: span)
            else { return nil }
            date = PrintedDate(year: nil, month: first.value, day: second.value, span: index..<end)
        } else {
            guard first.span.count == 4, let second = part(after: first.span, within: span),
                let third = part(after: second.span, within: span),
                scalars[first.span.upperBound] == scalars[second.span.upperBound]
            else { return nil }
            date = PrintedDate(
                year: first.value, month: second.value, day: third.value, span: index..<third.span.upperBound)
        }
        guard (1...12).contains(date.month), (1...31).contains(date.day), (1_000...9_990).contains(date.year ?? 2_000)
        else { return nil }
        readEnd(&date, within: span)
        return date
    }

    /// 203 1 年: four digits with blanks a page put between them, 年 behind them.
    private func spacedYear(at index: Int, within span: Span) -> (value: Int, span: Span)? {
        var value = 0
        var count = 0
        var end = index
        while end < span.upperBound, end - index < 8, count < 4 {
            if let next = digit(scalars[end]) {
                value = value * 10 + next
                count += 1
            } else if !isBlank(scalars[end]) {
                return nil
            }
            end += 1
        }
        let mark = skipBlanks(end, within: span)
        guard count == 4, mark < span.upperBound, scalars[mark] == "年" else { return nil }
        return (value, index..<end)
    }

    private func unit(_ mark: Unicode.Scalar, after number: Span, within span: Span) -> Int? {
        let index = skipBlanks(number.upperBound, within: span)
        guard index < span.upperBound, scalars[index] == mark else { return nil }
        return mark == "日" ? index + 1 : skipBlanks(index + 1, within: span)
    }

    private func part(after number: Span, within span: Span) -> (value: Int, span: Span)? {
        let index = number.upperBound
        guard index < span.upperBound, scalars[index] == "-" || scalars[index] == "/" || scalars[index] == "." else {
            return nil
        }
        guard let next = self.number(at: index + 1, within: span), next.span.count <= 2 else { return nil }
        return next
    }

    /// 至28日, 至3月1日, －28日 after a date.
    private func readEnd(_ date: inout PrintedDate, within span: Span) {
        let index = date.span.upperBound
        guard index < span.upperBound, "至到—－-~".unicodeScalars.contains(scalars[index]),
            let first = number(at: index + 1, within: span)
        else { return }
        if let end = unit("日", after: first.span, within: span) {
            guard (1...31).contains(first.value) else { return }
            date.endDay = first.value
            date.span = date.span.lowerBound..<end
        } else if let dayStart = unit("月", after: first.span, within: span),
            let day = number(at: dayStart, within: span), let end = unit("日", after: day.span, within: span),
            (1...12).contains(first.value), (1...31).contains(day.value)
        {
            date.endMonth = first.value
            date.endDay = day.value
            date.span = date.span.lowerBound..<end
        }
    }

    /// A date with the time of day that follows it.
    func timeSpan(from date: Span, within span: Span) -> Span {
        var end = date.upperBound
        var index = end
        while index < span.upperBound,
            digit(scalars[index]) != nil || isColon(scalars[index]) || isBlank(scalars[index])
        {
            index += 1
            if digit(scalars[index - 1]) != nil { end = index }
        }
        return date.lowerBound..<end
    }
}

/// The day the meeting was held: the first date of the sentence that opens the report, else of the first sentences.
///
/// A year or month that is not printed is taken from the publication time or the address of the page: the latest such
/// day that does not lie after it.
func readMeetingDate(_ opening: Span?, _ article: Article, into minutes: inout Minutes) {
    guard minutes.meetingDate == nil else { return }
    let source = article.source
    let reference = referenceDate(article, minutes)
    var candidates = opening.map { [$0] } ?? []
    candidates += article.paragraphs.filter { $0.part == .body || $0.part == .speech || $0.part == .caption }.prefix(3)
        .flatMap { source.sentences($0.span).prefix(3) }
    for sentence in candidates {
        let lead = source.agencyLead(sentence)
        let rest = (lead?.end ?? sentence.lowerBound)..<sentence.upperBound
        guard let date = source.eventDate(in: rest) ?? source.dates(in: rest).first ?? source.dayOnly(in: rest) else {
            if let date = source.dayCountedBack(in: rest, from: reference) {
                minutes.meetingDate = date
                return
            }
            continue
        }
        if date.month == 0, reference == nil { continue }
        let rule = sentence == opening ? "date.opening" : "date.early-sentence"
        minutes.meetingDate = meetingDate(date, reference: reference, rule: rule, source)
        return
    }
}

extension SourceText {
    /// …会议通知于5月1日发出，会议于5月6日召开: the date of the clause that says that the meeting took place.
    fileprivate func eventDate(in sentence: Span) -> PrintedDate? {
        for clause in clauses(sentence).prefix(8) {
            guard let verb = eventVerbs.first(self, in: clause),
                meetingNouns.occurs(self, in: clause.lowerBound..<verb.lowerBound),
                let date = dates(in: clause.lowerBound..<verb.lowerBound).last
            else { continue }
            return date
        }
        return nil
    }
}

/// A day near the meeting, with its year, and what it is.
struct ReferenceDate {
    var date: PrintedDate
    var name: String
}

private func referenceDate(_ article: Article, _ minutes: Minutes) -> ReferenceDate? {
    let source = article.source
    if let range = minutes.publicationTime?.origin.ranges.first, let last = minutes.publicationTime?.origin.ranges.last,
        let date = source.dates(in: source.span(range.lowerBound..<last.upperBound)).first, date.year != nil
    {
        return ReferenceDate(date: date, name: "publication_time")
    }
    if let date = source.linkedDay { return ReferenceDate(date: date, name: "the page's address") }
    // The date a page is signed with, or any other full date near its end or its head.
    let full = article.paragraphs.filter { $0.part != .boilerplate && $0.span.count < 60 }
        .compactMap { source.dates(in: $0.span).first { $0.year != nil } }.last
    return full.map { ReferenceDate(date: $0, name: "another date") }
}

/// A printed date with its year and month, the printed ones or those that fit the reference.
func meetingDate(_ date: PrintedDate, reference: ReferenceDate?, rule: String, _ source: SourceText) -> MeetingDate {
    var date = date
    var year = date.year
    var derivation: String?
    if let reference, let referenceYear = reference.date.year {
        if date.month == 0 {
            let isLater = date.day > reference.date.day
            let month = isLater ? reference.date.month - 1 : reference.date.month
            date.month = month == 0 ? 12 : month
            year = month == 0 ? referenceYear - 1 : referenceYear
            derivation = "month and year of \(reference.name)" + (isLater ? ", the month before" : "")
        } else if year == nil {
            let later = (date.month, date.day) > (reference.date.month, reference.date.day)
            year = later ? referenceYear - 1 : referenceYear
            derivation = later ? "year before that of \(reference.name)" : "year of \(reference.name)"
        }
    }
    return MeetingDate(
        iso: isoDate(year, date.month, date.day),
        isoEnd: date.endDay.map { isoDate(endYear(year, date), date.endMonth ?? date.month, $0) },
        text: source.string(date.span), inferred: date.year == nil, derivation: derivation,
        origin: .source(source.ranges(date.span), rule: rule))
}

private func endYear(_ year: Int?, _ date: PrintedDate) -> Int? {
    guard let endMonth = date.endMonth, endMonth < date.month else { return year }
    return year.map { $0 + 1 }
}

func isoDate(_ year: Int?, _ month: Int, _ day: Int) -> String {
    func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(year.map { padded($0, 4) } ?? "XXXX")-\(padded(month, 2))-\(padded(day, 2))"
}
