import MinutesModel

/// The first sentence that says that a meeting took place.
func findOpening(_ sentences: [Span], _ source: SourceText) -> Span? {
    sentences.first { eventClause(of: $0, source) != nil }
}

/// What the opening sentence says of the meeting: which one, which sitting of it, whose, where.
func readMeetingName(_ opening: Span?, _ source: SourceText, into minutes: inout Minutes) {
    guard let opening, let clause = eventClause(of: opening, source) else { return }
    var name = clause.name
    if let place = source.place(before: clause.verb, in: name) {
        minutes.place = source.placed(place.name, "place.zai")
        name = source.trimmed(name.lowerBound..<place.start)
    }
    name = source.withoutLeadingTime(name)
    let object = source.trimmed(clause.object)
    if meetingNouns.suffix(source, of: name) != nil {
        readSession(in: name, sitting: object, source, into: &minutes)
    } else if let noun = meetingNouns.all(source, in: object).last {
        // 林静主持召开…会议: the meeting is the object.
        readSession(in: object.lowerBound..<noun.upperBound, sitting: nil, source, into: &minutes)
    }
}

private func readSession(in name: Span, sitting object: Span?, _ source: SourceText, into minutes: inout Minutes) {
    // 第五次会议第一次全体会议: what follows the first meeting with a number is a sitting of it.
    guard !source.isVague(name) else { return }
    let session = name.lowerBound..<(source.firstNumberedMeeting(in: name) ?? name.upperBound)
    minutes.session = source.placed(session, "session.opening")
    let rest = source.trimmed(session.upperBound..<name.upperBound)
    if !rest.isEmpty {
        minutes.sitting = source.placed(rest, "sitting.in-name")
    } else if let object, meetingNouns.suffix(source, of: object) != nil {
        minutes.sitting = source.placed(object, "sitting.object")
    }
    let body = source.meetingBody(of: session)
    if !body.isEmpty, minutes.organisation == nil {
        minutes.organisation = source.placed(body, "organisation.of-session")
    }
}

/// The first clause that says that a meeting took place: its subject, its verb, and what follows the verb.
private func eventClause(of sentence: Span, _ source: SourceText) -> (name: Span, verb: Span, object: Span)? {
    for clause in source.clauses(sentence) {
        guard let verb = eventVerbs.first(source, in: clause) else { continue }
        let name = source.trimmed(clause.lowerBound..<verb.lowerBound)
        let object = verb.upperBound..<clause.upperBound
        if meetingNouns.occurs(source, in: name) || meetingNouns.occurs(source, in: object) {
            return (name, verb, object)
        }
    }
    return nil
}

extension SourceText {
    /// 这次会议, or a name torn out of a longer one: no name of a meeting.
    fileprivate func isVague(_ name: Span) -> Bool {
        guard let first = name.first else { return true }
        return "的这本此该那次".unicodeScalars.contains(scalars[first])
            || name.contains { scalars[$0] == "<" || scalars[$0] == ">" }
    }

    /// …在礼堂举行: the narrowest words after the last 在.
    fileprivate func place(before verb: Span, in name: Span) -> (start: Int, name: Span)? {
        guard let mark = last("在", in: name) else { return nil }
        var place = trimmed(mark.upperBound..<verb.lowerBound)
        if let adverb = mannerAdverbs.suffix(self, of: place) { place = trimmed(place.lowerBound..<adverb.lowerBound) }
        guard timeEndings.suffix(self, of: place) == nil, (2...30).contains(place.count),
            meetingNouns.suffix(self, of: place) == nil
        else { return nil }
        return (mark.lowerBound, place)
    }

    /// Without what stands before and in a date: 本报讯 5月6日下午, 近日.
    fileprivate func withoutLeadingTime(_ span: Span) -> Span {
        var start = span.lowerBound
        if let date = dates(in: span).last { start = date.span.upperBound }
        if let part = dayParts.match(self, at: start, within: span) { start = part.upperBound }
        return trimmed(start..<span.upperBound)
    }

    /// The end of the first 第…次会议 in a name: the noun of a meeting right after an ordinal and a measure word.
    fileprivate func firstNumberedMeeting(in span: Span) -> Int? {
        for index in span where scalars[index] == "次" {
            let reach = index + 1..<min(span.upperBound, index + 8)
            if let noun = meetingNouns.first(self, in: reach) { return noun.upperBound }
        }
        return nil
    }

    /// The name of the body that met: the session's name before 第…次会议.
    fileprivate func meetingBody(of session: Span) -> Span {
        guard let measure = last("次", in: session) else { return trimmed(withoutMeetingNoun(session)) }
        var start = measure.lowerBound
        while start > session.lowerBound, isNumeral(scalars[start - 1]) { start -= 1 }
        if start > session.lowerBound, scalars[start - 1] == "第" { start -= 1 }
        return trimmed(session.lowerBound..<start)
    }

    private func withoutMeetingNoun(_ session: Span) -> Span {
        guard let noun = meetingNouns.suffix(self, of: session), !ends(session, with: "代表大会") else { return session }
        return session.lowerBound..<noun.lowerBound
    }

    private func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
        digit(scalar) != nil || "一二三四五六七八九十百〇零 ".unicodeScalars.contains(scalar)
    }
}

private let mannerAdverbs = PhraseTable("顺利 隆重 胜利 成功 正式 如期 圆满")
private let timeEndings = PhraseTable("前夕 期间 之际 时 时刻 之时")
private let dayParts = PhraseTable("上午 下午 晚上 晚 清晨 近日 日前 今天 昨天 当天")
