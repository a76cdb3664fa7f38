import MinutesModel
import Provenance

/// Forms of dates without figures for all their parts.
extension SourceText {
    /// 昨日, 今天 at the beginning of a report: counted back from the day it was published.
    func dayCountedBack(in sentence: Span, from reference: ReferenceDate?) -> MeetingDate? {
        guard let reference, let year = reference.date.year else { return nil }
        let head = sentence.lowerBound..<min(sentence.upperBound, sentence.lowerBound + 40)
        for (days, words) in daysBefore {
            guard let found = words.first(self, in: head) else { continue }
            let day = civilDay(year, reference.date.month, reference.date.day, minus: days)
            let derivation = days == 0 ? "day of" : days == 1 ? "day before" : "\(days) days before"
            return MeetingDate(
                iso: isoDate(day.year, day.month, day.day), text: string(found), inferred: true,
                derivation: "\(derivation) \(reference.name)", origin: .source(ranges(found), rule: "date.counted-back")
            )
        }
        return nil
    }

    /// 12日 without a month: the first in the span.
    func dayOnly(in span: Span) -> PrintedDate? {
        for index in span where scalars[index] == "日" {
            var start = index
            while start > span.lowerBound, isBlank(scalars[start - 1]) { start -= 1 }
            while start > span.lowerBound, index - start < 4, digit(scalars[start - 1]) != nil { start -= 1 }
            guard let number = number(at: start, within: start..<index), (1...31).contains(number.value) else {
                continue
            }
            let before = start > span.lowerBound ? scalars[start - 1] : "，"
            if "月年-—/.至".unicodeScalars.contains(before) { continue }
            var date = PrintedDate(year: nil, month: 0, day: number.value, span: start..<index + 1)
            readDayEnd(&date, within: span)
            return date
        }
        return nil
    }

    /// 12日至14日
    private func readDayEnd(_ date: inout PrintedDate, within span: Span) {
        let next = date.span.upperBound
        guard next < span.upperBound, "至到—-－~".unicodeScalars.contains(scalars[next]),
            let end = number(at: next + 1, within: span), end.span.upperBound < span.upperBound,
            scalars[end.span.upperBound] == "日", (1...31).contains(end.value)
        else { return }
        date.endDay = end.value
        date.span = date.span.lowerBound..<end.span.upperBound + 1
    }

    /// 二○二四年三月二十九日, 三月二十九日
    func chineseDate(at index: Int, within span: Span) -> PrintedDate? {
        var year: Int?
        var start = index
        if let digits = yearDigits(at: index, within: span) {
            year = digits
            start = index + 5
        }
        guard let month = chineseNumber(at: start, within: span), (1...12).contains(month.value),
            month.span.upperBound < span.upperBound, scalars[month.span.upperBound] == "月",
            let day = chineseNumber(at: month.span.upperBound + 1, within: span), (1...31).contains(day.value),
            day.span.upperBound < span.upperBound, scalars[day.span.upperBound] == "日"
        else { return nil }
        return PrintedDate(year: year, month: month.value, day: day.value, span: index..<day.span.upperBound + 1)
    }

    /// 二○二四年
    private func yearDigits(at index: Int, within span: Span) -> Int? {
        guard index + 5 <= span.upperBound, scalars[index + 4] == "年" else { return nil }
        var value = 0
        for scalar in scalars[index..<index + 4] {
            guard let digit = positionalDigit(scalar) else { return nil }
            value = value * 10 + digit
        }
        return value >= 1_000 ? value : nil
    }

    private func positionalDigit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "〇", "○", "零", "Ｏ", "O": 0
        default: chineseDigit(scalar)
        }
    }

    /// The day in the address of a page: …/2031/05/06/…, …/20310506.html.
    var linkedDay: PrintedDate? {
        for link in links.prefix(20) {
            let letters = Array(link.unicodeScalars)
            for start in letters.indices.dropLast(7) where start == 0 || digit(letters[start - 1]) == nil {
                guard let year = figures(letters, start, 4), (1990...2099).contains(year) else { continue }
                let month = skipSeparator(letters, start + 4)
                guard let second = figures(letters, month, 2), (1...12).contains(second) else { continue }
                guard let third = figures(letters, skipSeparator(letters, month + 2), 2), (1...31).contains(third)
                else {
                    continue
                }
                return PrintedDate(year: year, month: second, day: third, span: 0..<0)
            }
        }
        return nil
    }

    private func figures(_ letters: [Unicode.Scalar], _ start: Int, _ count: Int) -> Int? {
        guard start + count <= letters.count else { return nil }
        var value = 0
        for letter in letters[start..<start + count] {
            guard let next = digit(letter) else { return nil }
            value = value * 10 + next
        }
        return value
    }

    private func skipSeparator(_ letters: [Unicode.Scalar], _ index: Int) -> Int {
        index < letters.count && (letters[index] == "/" || letters[index] == "-") ? index + 1 : index
    }
}

/// The day so many days before one; at most 27 of them.
private func civilDay(_ year: Int, _ month: Int, _ day: Int, minus days: Int) -> (year: Int, month: Int, day: Int) {
    if day > days { return (year, month, day - days) }
    let last = month == 1 ? (year: year - 1, month: 12) : (year: year, month: month - 1)
    let isLeap = last.year % 4 == 0 && (last.year % 100 != 0 || last.year % 400 == 0)
    let length = last.month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(last.month) ? 30 : 31
    return (last.year, last.month, length + day - days)
}

/// Words for a day, by how many days it lies before publication.
private let daysBefore = [
    (days: 0, words: knowledge.table("same-day")), (1, knowledge.table("day-before")),
    (2, knowledge.table("two-days-before")),
]
