import MinutesModel
import Provenance

/// The first sentence that says that a meeting took place; one with a date before others.
func findOpening(_ sentences: [Span], _ source: SourceText) -> Span? {
    let head = sentences.prefix(24)
    let opens = head.filter { eventClause(of: $0, source) != nil }
    return opens.first { !source.dates(in: $0).isEmpty || source.dayOnly(in: $0) != nil } ?? opens.first
        ?? sentences.dropFirst(24).prefix(200).first { eventClause(of: $0, source) != nil }
}

/// What the opening sentence says of the meeting: which one, which sitting of it, whose, where. The headline where the
/// text has no such sentence.
func readMeetingName(_ opening: Span?, _ article: Article, into minutes: inout Minutes) {
    let source = article.source
    if let opening, let clause = eventClause(of: opening, source) {
        readEvent(clause, source, into: &minutes)
        if minutes.session == nil { readCalledMeeting(opening, source, into: &minutes) }
    }
    let headline =
        article.paragraphs.first { $0.part == .headline && $0.isTitle }?.span
        ?? minutes.title.flatMap { $0.origin.ranges.first }.map(source.span)
    if minutes.session == nil, let whole = headline.map(source.headlineName) {
        let title = source.firstClause(whole)
        if let clause = eventClause(of: title, source) {
            readEvent(clause, source, into: &minutes)
        } else if let noun = meetingNouns.all(source, in: title).last {
            readSession(in: title.lowerBound..<noun.upperBound, sitting: nil, source, into: &minutes)
            // 青安俱乐部 第三次会议纪要: a blank parts whose meeting it is.
            let owner = source.trimmed(whole.lowerBound..<title.lowerBound)
            if minutes.organisation == nil, source.isNumbered(title), let body = source.body(endingOf: owner) {
                minutes.organisation = source.placed(body, "organisation.before-blank")
            }
        }
    }
    if minutes.organisation == nil, let title = headline.map(source.headlineName),
        let clause = eventClause(of: title, source)
    {
        readOwner(clause.name, source, into: &minutes)
    }
    if minutes.organisation.map({ source.isTorn($0) }) ?? true { readNamedBody(article, into: &minutes) }
    readFullGovernment(article, into: &minutes)
}

/// 青安股份有限公司（以下简称“公司”）, or a line that holds the name of a company alone: whose meeting it was, where the
/// meeting's name begins with its number.
private func readNamedBody(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    for paragraph in article.paragraphs.prefix(40) where paragraph.part != .boilerplate {
        for sentence in source.sentences(paragraph.span).prefix(4) {
            guard let note = source.abbreviation(in: sentence.prefix(80)) else { continue }
            let body = source.trimmed(sentence.lowerBound..<note.lowerBound)
            guard legalBodies.suffix(source, of: body) != nil, body.count <= 40 else { continue }
            minutes.organisation = source.placed(body, "organisation.abbreviated")
            return
        }
    }
    for paragraph in article.paragraphs.prefix(12) where (6...40).contains(paragraph.span.count) {
        guard let noun = companies.suffix(source, of: paragraph.span), noun.lowerBound > paragraph.span.lowerBound
        else {
            continue
        }
        minutes.organisation = source.placed(paragraph.span, "organisation.line")
        return
    }
}

/// 围绕…协商议政, 就…进行讨论 in the opening sentence or the headline: the matter of the meeting.
func readTopic(_ opening: Span?, _ article: Article, into minutes: inout Minutes) {
    guard minutes.agenda.isEmpty else { return }
    let source = article.source
    let headline = article.paragraphs.first { $0.isTitle }.map(\.span)
    for sentence in [opening, headline].compactMap({ $0 }) {
        for clause in source.split(sentence, at: { isComma($0) || isSentenceEnd($0) || isBlank($0) }).prefix(12) {
            let opening = topicOpenings.first(source, in: clause)?.upperBound ?? clause.lowerBound
            guard let mark = topicMarks.match(source, at: opening, within: clause),
                let end = topicEnds.all(source, in: mark.upperBound..<clause.upperBound)
                    .first(where: { $0.lowerBound - mark.upperBound >= 4 })
            else { continue }
            let matter = source.trimmed(mark.upperBound..<end.lowerBound)
            guard (4...60).contains(matter.count), clause.upperBound - end.upperBound <= 16 else { continue }
            minutes.agenda.append(source.placed(matter, "agenda.topic"))
            return
        }
    }
}

private func readEvent(_ clause: EventClause, _ source: SourceText, into minutes: inout Minutes) {
    var name = clause.name
    if let place = source.place(before: clause.verb, in: name) {
        if minutes.place == nil { minutes.place = source.placed(place.name, "place.zai") }
        name = source.trimmed(name.lowerBound..<place.start)
    } else if minutes.place == nil, let clause = clause.placeClause,
        let place = source.place(before: clause.upperBound..<clause.upperBound, in: clause)
    {
        minutes.place = source.placed(place.name, "place.zai")
    } else if minutes.place == nil, let place = source.place(after: clause.verb, in: clause.object) {
        minutes.place = source.placed(place, "place.after-verb")
    }
    name = source.withoutLead(name)
    // 就…进行第三次集体学习: the matter stands before the verb.
    if let topic = source.topic(in: name) {
        minutes.agenda.append(source.placed(topic.matter, "agenda.topic"))
        name = source.trimmed(name.lowerBound..<topic.start)
    }
    name = source.withoutTime(name)
    let object = source.trimmed(clause.object)
    if meetingNouns.suffix(source, of: name) != nil {
        readSession(in: name, sitting: object, source, into: &minutes)
    } else if let noun = meetingNouns.all(source, in: object).last {
        // 林静主持召开…会议: the meeting is the object.
        let session = source.trimmed(object.lowerBound..<noun.upperBound)
        let owner = source.withoutChair(name)
        if let owner, let body = source.body(endingOf: owner), source.isNumbered(session),
            studyNouns.suffix(source, of: session) == nil
        {
            // 中共青安县第九届委员会召开第一次全体会议: the name stands in two places.
            readComposedName(body, session, source, into: &minutes)
            return
        }
        readSession(in: session, sitting: nil, source, into: &minutes)
        if minutes.organisation == nil, let owner { readOwner(owner, source, into: &minutes) }
    }
}

/// The name of a meeting in two places. 青安县九届人大二次会议主席团举行第三次会议 is a sitting of the congress.
private func readComposedName(_ body: Span, _ object: Span, _ source: SourceText, into minutes: inout Minutes) {
    if minutes.session == nil {
        let rule = "session.subject-and-object"
        if let end = source.firstNumberedMeeting(in: body), end < body.upperBound {
            let organ = source.trimmed(end..<body.upperBound)
            minutes.session = source.placed(body.lowerBound..<end, rule)
            minutes.sitting = source.placed(organ, object, rule: "sitting.subject-and-object")
        } else {
            minutes.session = source.placed(body, object, rule: rule)
        }
    }
    if minutes.organisation == nil { minutes.organisation = source.placed(body, "organisation.subject") }
}

/// 青安市总工会召开座谈会: who held the meeting.
private func readOwner(_ name: Span, _ source: SourceText, into minutes: inout Minutes) {
    if let own = source.ownBody(at: name) {
        minutes.organisation = source.placed(own, "organisation.own")
        return
    }
    guard let body = source.body(endingOf: source.withoutTime(name)) else { return }
    minutes.organisation = source.placed(body, "organisation.subject")
}

private func readSession(in name: Span, sitting object: Span?, _ source: SourceText, into minutes: inout Minutes) {
    var name = name
    while let clause = leadingModifiers.match(source, at: name.lowerBound, within: name) {
        name = source.trimmed(clause.upperBound..<name.upperBound)
    }
    // 青安股份有限公司（以下简称公司）第四届…: what is abbreviated is the body.
    if let note = source.abbreviation(in: name) {
        if minutes.organisation == nil {
            minutes.organisation = source.placed(
                source.trimmed(name.lowerBound..<note.lowerBound), "organisation.abbreviated")
        }
        name = source.trimmed(note.upperBound..<name.upperBound)
    }
    // 第五次会议第一次全体会议: what follows the first meeting with a number is a sitting of it.
    guard !source.isVague(name) else { return }
    var session = name.lowerBound..<(source.firstNumberedMeeting(in: name) ?? name.upperBound)
    // 第三次会员代表大会暨换届选举大会 is one meeting.
    if sessionJoints.match(source, at: session.upperBound, within: name) != nil { session = name }
    guard minutes.session == nil else { return }
    minutes.session = source.placed(session, "session.opening")
    let rest = source.trimmed(session.upperBound..<name.upperBound)
    if !rest.isEmpty, meetingNouns.suffix(source, of: rest) != nil, rest.count > 3 {
        minutes.sitting = source.placed(rest, "sitting.in-name")
    } else if let object, meetingNouns.suffix(source, of: object) != nil {
        minutes.sitting = source.placed(object, "sitting.object")
    }
    if minutes.organisation == nil, let body = source.meetingBody(of: session) {
        minutes.organisation = source.placed(body, "organisation.of-session")
    }
}

/// 县政府 in the text, 青安县人民政府 in the lines of the page's head: the full name.
private func readFullGovernment(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    guard let short = minutes.organisation?.value, short.count <= 5, short.hasSuffix("政府"), let level = short.first,
        "省市县区旗州镇乡".contains(level)
    else { return }
    let ending = Phrase(String(level) + "人民政府")
    for paragraph in article.paragraphs.prefix(8) {
        guard let found = source.first(ending, in: paragraph.span) else { continue }
        var start = found.lowerBound
        while start > paragraph.span.lowerBound, found.lowerBound - start < 10, isHan(source.scalars[start - 1]) {
            start -= 1
        }
        guard found.lowerBound - start >= 2 else { continue }
        minutes.organisation = source.placed(start..<found.upperBound, "organisation.full-name")
        return
    }
}

/// 青安公司第三届董事会第四次会议通知于…发出，会议于…召开: the name stands where the notice is told of.
private func readCalledMeeting(_ sentence: Span, _ source: SourceText, into minutes: inout Minutes) {
    for clause in source.clauses(sentence).prefix(8) {
        guard let end = source.firstNumberedMeeting(in: clause), end < clause.upperBound,
            noticeWords.first(source, in: end..<min(clause.upperBound, end + 6)) != nil
        else { continue }
        readSession(in: clause.lowerBound..<end, sitting: nil, source, into: &minutes)
        return
    }
}

extension SourceText {

    /// 就推进…建设, 围绕…: at the end of the words before a verb.
    fileprivate func topic(in name: Span) -> (start: Int, matter: Span)? {
        guard let mark = topicMarks.all(self, in: name).last, mark.lowerBound > name.lowerBound else { return nil }
        let matter = trimmed(mark.upperBound..<name.upperBound)
        guard matter.count >= 4, meetingNouns.suffix(self, of: matter) == nil,
            !scalars[matter].contains(where: isNameDot)
        else {
            return nil
        }
        return (mark.lowerBound, matter)
    }

    /// The words of the headline without the name of a column before them.
    fileprivate func headlineName(_ line: Span) -> Span {
        let words = headlineWords(line)
        guard let first = words.first, scalars[first] == "【" || scalars[first] == "[",
            let end = words.first(where: { scalars[$0] == "】" || scalars[$0] == "]" })
        else { return withoutMedium(words) }
        return trimmed(end + 1..<words.upperBound)
    }

    /// The first of the clauses that blanks part.
    fileprivate func firstClause(_ title: Span) -> Span {
        var start = title.lowerBound
        for index in title where isBlank(scalars[index]) && index > title.lowerBound && !scalars[index - 1].isASCII {
            // 第 37 次例会
            if scalars[index - 1] == "第" || scalars[index + 1].isASCII { continue }
            if meetingNouns.occurs(self, in: start..<index) { return start..<index }
            start = index + 1
        }
        return meetingNouns.occurs(self, in: start..<title.upperBound) ? start..<title.upperBound : title
    }

    /// 青安日报：…: without the medium a page names before a headline it took over.
    private func withoutMedium(_ words: Span) -> Span {
        guard let colon = words.prefix(16).first(where: { isColon(scalars[$0]) }) else { return words }
        return trimmed(colon + 1..<words.upperBound)
    }

    /// 这次会议, or a name torn out of a longer one: no name of a meeting.
    fileprivate func isVague(_ name: Span) -> Bool {
        guard let first = name.first else { return true }
        return "的这本此该那次".unicodeScalars.contains(scalars[first]) || meetingSubjects.equals(self, name)
    }

    /// Without the words of a news agency or a subordinate clause before the subject: 日前, 经批准.
    fileprivate func withoutLead(_ span: Span) -> Span {
        var span = span
        if let agency = agencyEnd(span) { span = trimmed(agency..<span.upperBound) }
        return span
    }

    /// Without dates, days and parts of the day at its ends: 5月6日下午, 近日.
    func withoutTime(_ span: Span) -> Span {
        var span = span
        if let date = dates(in: span).last {
            let after = trimmed(date.span.upperBound..<span.upperBound)
            var before = trimmed(span.lowerBound..<date.span.lowerBound)
            if let mark = timePrepositions.suffix(self, of: before) {
                before = trimmed(before.lowerBound..<mark.lowerBound)
            }
            span = meetingNouns.suffix(self, of: before) != nil || after.count < 3 ? before : after
        }
        if let day = dayOnly(in: span) {
            let after = trimmed(day.span.upperBound..<span.upperBound)
            let before = trimmed(span.lowerBound..<day.span.lowerBound)
            span = after.count <= 4 ? before : after
        }
        while let part = dayParts.match(self, at: span.lowerBound, within: span) {
            span = trimmed(part.upperBound..<span.upperBound)
        }
        while let part = dayParts.suffix(self, of: span) ?? timePrepositions.suffix(self, of: span) {
            span = trimmed(span.lowerBound..<part.lowerBound)
        }
        if let part = dayParts.match(self, at: span.lowerBound, within: span) {
            span = part.upperBound..<span.upperBound
        }
        return trimmed(span)
    }

    /// 市长林静主持 before 召开 tells who chaired, not whose meeting it was.
    fileprivate func withoutChair(_ name: Span) -> Span? {
        let name = withoutTime(name)
        if ends(name, with: "主持") { return nil }
        return nameInEntry(name) == nil ? name : nil
    }

    /// 第三届监事会: a body's name that begins with its term lacks whose body it is.
    fileprivate func isTorn(_ body: PlacedText) -> Bool {
        guard let start = body.origin.ranges.first?.lowerBound, let end = body.origin.ranges.last?.upperBound else {
            return false
        }
        return isNumbered(span(start..<end))
    }

    /// The words begin with an ordinal: 第一次全体会议.
    fileprivate func isNumbered(_ session: Span) -> Bool { ordinal(in: session)?.span.lowerBound == session.lowerBound }

    /// （以下简称“公司”）
    fileprivate func abbreviation(in name: Span) -> Span? {
        guard let words = abbreviationWords.first(self, in: name), words.lowerBound > name.lowerBound,
            let end = (words.upperBound..<name.upperBound).first(where: { scalars[$0] == "）" || scalars[$0] == ")" })
        else { return nil }
        let start = words.lowerBound - 1
        guard scalars[start] == "（" || scalars[start] == "(" else { return nil }
        return start..<end + 1
    }

    /// The end of the first 第…次会议 in a name: the noun of a meeting right after an ordinal and a measure word.
    fileprivate func firstNumberedMeeting(in span: Span) -> Int? {
        for index in span where scalars[index] == "次" {
            let reach = index + 1..<min(span.upperBound, index + 8)
            if let noun = meetingNouns.first(self, in: reach) {
                let end = noun.upperBound
                let goesOn = end < span.upperBound && scalars[end] == "议" && scalars[end - 1] == "会"
                return goesOn ? end + 1 : end
            }
        }
        return nil
    }
}

private let studyNouns = knowledge.table("study-nouns")
private let noticeWords = knowledge.table("notice-words")
private let sessionJoints = knowledge.table("session-joints")
private let leadingModifiers = knowledge.table("leading-modifiers")
private let topicEnds = knowledge.table("topic-ends")
private let topicOpenings = knowledge.table("topic-openings")
private let topicMarks = knowledge.table("topic-marks")
private let abbreviationWords = knowledge.table("abbreviation-words")
let timePrepositions = knowledge.table("time-prepositions")
private let dayParts = knowledge.table("day-parts")
