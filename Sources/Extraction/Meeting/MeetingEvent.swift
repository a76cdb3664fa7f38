/// A clause that says that a meeting took place: its subject, its verb, and what follows the verb.
struct EventClause {
    var name: Span
    var verb: Span
    var object: Span
    /// Where the place stands when not in `name`.
    var placeClause: Span?
}

/// The first such clause of a sentence.
func eventClause(of sentence: Span, _ source: SourceText) -> EventClause? {
    let clauses = source.clauses(sentence).prefix(8)
    for (index, clause) in clauses.enumerated() {
        if index > 0, let event = source.eventWithoutSubject(clause, after: clauses[index - 1]) { return event }
        guard let verb = eventVerbs.first(source, in: clause), !source.isHeading(clause) else { continue }
        let name = source.trimmed(clause.lowerBound..<verb.lowerBound)
        let object = verb.upperBound..<clause.upperBound
        if futureWords.suffix(source, of: name) != nil
            || noEventEndings.match(source, at: object.lowerBound, within: object) != nil
        {
            continue
        }
        if source.starts(verb, with: "进行"),
            source.ordinal(in: object)?.span.lowerBound != source.trimmed(object).lowerBound
        {
            continue
        }
        if meetingNouns.occurs(source, in: name) || meetingNouns.occurs(source, in: object) {
            return EventClause(name: name, verb: verb, object: object)
        }
    }
    return nil
}

extension SourceText {
    /// …第二次会议，于5月6日在青安举行: the name of the meeting stands in the clause before.
    func eventWithoutSubject(_ clause: Span, after name: Span) -> EventClause? {
        let name = withoutAside(name)
        guard let verb = eventVerbs.first(self, in: clause), meetingNouns.suffix(self, of: name) != nil,
            timePrepositions.match(self, at: clause.lowerBound, within: clause) != nil,
            !meetingNouns.occurs(self, in: clause)
        else { return nil }
        return EventClause(
            name: name, verb: verb, object: verb.upperBound..<clause.upperBound,
            placeClause: clause.lowerBound..<verb.lowerBound)
    }

    /// …代表大会在完成各项议程后, 于…闭幕: without what came before the event.
    private func withoutAside(_ name: Span) -> Span {
        guard let end = asideEndings.suffix(self, of: name), let mark = asideMarks.first(self, in: name),
            mark.upperBound < end.lowerBound, mark.lowerBound > name.lowerBound
        else { return name }
        return trimmed(name.lowerBound..<mark.lowerBound)
    }

    /// 一、会议召开情况: a heading tells of no event.
    func isHeading(_ clause: Span) -> Bool {
        guard clause.count <= 16, let mark = pointMark(clause) else { return false }
        return mark.style == .pause || mark.style == .parenthesis
    }

    /// …在礼堂举行, …于礼堂举行: the words after the last 在, or after 于 where they end as places do.
    func place(before verb: Span, in name: Span) -> (start: Int, name: Span)? {
        guard let mark = last("在", in: name) ?? placeMark(before: verb, in: name) else { return nil }
        var place = trimmed(mark.upperBound..<verb.lowerBound)
        while let adverb = mannerAdverbs.suffix(self, of: place) {
            place = trimmed(place.lowerBound..<adverb.lowerBound)
        }
        if let manner = mannerPrepositions.first(self, in: place), manner.lowerBound > place.lowerBound {
            place = trimmed(place.lowerBound..<manner.lowerBound)
        }
        guard timeEndings.suffix(self, of: place) == nil, (1...30).contains(place.count),
            meetingNouns.suffix(self, of: place) == nil
        else { return nil }
        return (mark.lowerBound, place)
    }

    /// 于 before a place; not in 关于, 由于.
    private func placeMark(before verb: Span, in name: Span) -> Span? {
        guard let mark = last("于", in: name), verb.lowerBound - mark.upperBound <= 24 else { return nil }
        if mark.lowerBound > name.lowerBound, joinedToYu.contains(scalars[mark.lowerBound - 1]) { return nil }
        var place = trimmed(mark.upperBound..<verb.lowerBound)
        while let adverb = mannerAdverbs.suffix(self, of: place) {
            place = trimmed(place.lowerBound..<adverb.lowerBound)
        }
        return dates(in: place).isEmpty && placeEndings.suffix(self, of: place) != nil ? mark : nil
    }

    /// 召开于青安宾馆, 在 after the verb: 开幕会在礼堂.
    func place(after verb: Span, in object: Span) -> Span? {
        guard let mark = placeMarks.match(self, at: object.lowerBound, within: object) else { return nil }
        let place = trimmed(mark.upperBound..<object.upperBound)
        return (2...20).contains(place.count) && dates(in: place).isEmpty ? place : nil
    }
}

private let asideEndings = knowledge.table("aside-endings")
private let asideMarks = knowledge.table("aside-marks")
private let placeEndings = knowledge.table("place-endings")
private let futureWords = knowledge.table("future-words")
private let noEventEndings = knowledge.table("no-event-endings")
private let mannerAdverbs = knowledge.table("manner-adverbs")
private let mannerPrepositions = knowledge.table("manner-prepositions")
private let placeMarks = knowledge.table("place-marks")
private let timeEndings = knowledge.table("time-endings")
/// Characters that make a word of their own with 于.
private let joinedToYu: Set<Unicode.Scalar> = Set("关对由属位便至鉴基等善用处限高低大小优免利勇乐敢终忠".unicodeScalars)
