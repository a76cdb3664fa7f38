import MinutesModel
import Provenance

/// Reads what was adopted, decided and announced, and what was heard and considered.
func readResolutions(_ sentences: [Span], _ source: SourceText, into minutes: inout Minutes) {
    var adopted: Set<String> = []
    var heard: Set<String> = []
    var headings: [Span] = []
    for sentence in sentences {
        if source.conclusionLine(sentence) != nil { continue }
        let before = minutes.resolutions.count
        for act in source.acts(in: sentence) {
            for item in source.items(in: act.object).map(source.withoutAgent) where item.count >= 3 {
                let key = source.key(item)
                if act.isResolution {
                    guard adopted.insert(key).inserted else { continue }
                    minutes.resolutions.append(
                        Resolution(
                            verb: source.placed(act.verb, "resolutions.verb"),
                            text: source.placed(item, "resolutions.item")))
                } else if source.isMatterHeading(sentence) {
                    headings.append(item)
                } else if heard.insert(key).inserted {
                    minutes.agenda.append(source.placed(item, "agenda.item"))
                }
            }
        }
        // Votes told of with several resolutions do not say which of them they belong to.
        if minutes.resolutions.count == before + 1, let votes = source.votes(in: sentence) {
            minutes.resolutions[before].votes = source.placed(votes, "resolutions.votes")
        }
    }
    // What was considered and then adopted stands among the resolutions.
    minutes.agenda.removeAll { adopted.contains(withoutBlanks($0.value)) }
    readMatterHeadings(headings, source, into: &minutes)
}

/// Reads the reports that the sentences of speeches say were given.
func readReportsGiven(_ sentences: [Span], _ source: SourceText, into minutes: inout Minutes) {
    var heard = Set(minutes.agenda.map { withoutBlanks($0.value) })
    for act in sentences.flatMap(source.reportGiven) {
        for item in source.items(in: act.object) where heard.insert(source.key(item)).inserted {
            minutes.agenda.append(source.placed(item, "agenda.report-given"))
        }
    }
}

/// A verb of the meeting with what it is about.
struct MeetingAct {
    var verb: Span
    var object: Span
    var isResolution: Bool
}

/// Where a sentence begins to tell of something else than what the meeting did; its end where it does not.
private struct Turns {
    /// What this meeting has before it.
    var programme: Int
    /// What is proposed to another meeting.
    var proposal: Int
    /// What somebody said.
    var speech: Int
}

extension SourceText {
    fileprivate func acts(in sentence: Span) -> [MeetingAct] {
        var acts: [MeetingAct] = []
        var objectEnd = sentence.lowerBound
        // 大会将听取…，表决…: what follows 将 is yet to come, to the end of the sentence.
        let announced = announcements.first(self, in: sentence)?.lowerBound ?? sentence.upperBound
        let turns = turns(of: sentence)
        let isProgramme = turns.programme < sentence.upperBound
        for verb in actVerbs.all(self, in: sentence).prefix(400) {
            guard verb.lowerBound < announced || isProgramme else { break }
            guard verb.lowerBound >= objectEnd, !isInMarks(verb, in: sentence), isAct(verb, turns, in: sentence) else {
                continue
            }
            // 会议决定：原则同意…: the deed stands behind the colon.
            if decidingVerbs.equals(self, verb), verb.upperBound < sentence.upperBound,
                isColon(scalars[verb.upperBound]), opensDeed(trimmed(verb.upperBound + 1..<sentence.upperBound))
            {
                continue
            }
            let whole = object(of: verb, in: sentence)
            let object = makerStandsFirst(whole) ? withoutAgent(whole) : whole
            guard object.count >= 3, !isAppointment(object), !isListOfElected(object, verb, in: sentence) else {
                continue
            }
            let isResolution = resolutionVerbs.equals(self, verb) && verb.lowerBound < announced
            if starts(verb, with: "宣布"), announcedEndings.suffix(self, of: object) == nil { continue }
            if starts(object, with: "并") || vagueEndings.suffix(self, of: object) != nil { continue }
            if vagueMatters.match(self, at: object.lowerBound, within: object) != nil { continue }
            if takesUp(object, oneOf: acts) { continue }
            objectEnd = object.upperBound
            acts.append(MeetingAct(verb: verb, object: object, isResolution: isResolution))
        }
        if acts.isEmpty { acts += reportGiven(in: sentence) }
        if isProgramme { acts += electionsAhead(in: announced..<sentence.upperBound) }
        return acts
    }

    /// 通过由林静担任主任, 通过林静为主任: no document.
    private func isAppointment(_ object: Span) -> Bool {
        if scalars[object.lowerBound] != "由", appointingVerbs.match(self, at: object.lowerBound, within: object) != nil
        {
            return !documentEnd(object)
        }
        return appointmentJoints.all(self, in: object).prefix(4).contains { joint in
            var names = object.lowerBound..<joint.lowerBound
            if let first = names.first, scalars[first] == "由" { names = first + 1..<names.upperBound }
            return !people(in: names).names.isEmpty
        }
    }

    /// 大会将…，选举新一届理事会: elections that a programme names, with their verb.
    private func electionsAhead(in programme: Span) -> [MeetingAct] {
        clausesOutsideMarks(programme).map(trimmed).compactMap { clause in
            guard let verb = electionVerbs.match(self, at: clause.lowerBound, within: clause), verb != clause else {
                return nil
            }
            return MeetingAct(verb: verb, object: clause, isResolution: false)
        }
    }

    /// The words begin with a verb of adopting, appointing or removing.
    func opensDeed(_ words: Span) -> Bool {
        deedsDecided.match(self, at: words.lowerBound, within: words) != nil
    }

    /// 选举产生了主席团成员：林静、高原: the people stand among the appointments.
    private func isListOfElected(_ object: Span, _ verb: Span, in sentence: Span) -> Bool {
        guard electionVerbs.equals(self, verb) else { return false }
        if membersMade(in: object) != nil { return true }
        guard object.upperBound < sentence.upperBound,
            isColon(scalars[object.upperBound])
        else { return false }
        return !people(in: object.upperBound + 1..<sentence.upperBound).names.isEmpty
    }

    /// 听取了…审查结果报告的汇报，审议了审查结果报告: words of a matter that the sentence has told of already, with or without
    /// a number before them (两个决议草案).
    private func takesUp(_ object: Span, oneOf acts: [MeetingAct]) -> Bool {
        var words = object
        if let number = chineseNumber(at: words.lowerBound, within: words),
            number.span.upperBound + 1 < words.upperBound
        {
            words = number.span.upperBound + 1..<words.upperBound
        } else if has("两", at: words.lowerBound, within: words), words.count > 4 {
            words = words.lowerBound + 2..<words.upperBound
        }
        let phrase = Phrase(string(words))
        return acts.suffix(8).contains { $0.object.count > words.count && contains(phrase, in: $0.object) }
    }

    /// No document stands before the person who made the first one.
    private func makerStandsFirst(_ object: Span) -> Bool {
        let reach = object.lowerBound..<min(object.upperBound, object.lowerBound + 80)
        guard let joint = agentJoints.all(self, in: reach).first(where: { isGiving($0, in: reach) }) else {
            return true
        }
        return !finishedDocuments.occurs(self, in: object.lowerBound..<joint.lowerBound)
    }

    /// 副会长林静代表理事会作的财务报告 gives 财务报告; what would be left too short to tell anything stays whole.
    fileprivate func withoutAgent(_ object: Span) -> Span {
        let reach = object.lowerBound..<min(object.upperBound, object.lowerBound + 80)
        guard let joint = agentJoints.all(self, in: reach).first(where: { isGiving($0, in: reach) }),
            joint.lowerBound > object.lowerBound,
            !isInMarks(joint, in: object)
        else { return object }
        let rest = trimmed(joint.upperBound..<object.upperBound)
        return rest.count >= 6 ? rest : object
    }

    /// The verb stands in a quotation or a title: 《…审议办法》.
    func isInMarks(_ verb: Span, in sentence: Span) -> Bool {
        var index = verb.lowerBound
        let limit = max(sentence.lowerBound, index - 60)
        while index > limit {
            index -= 1
            switch scalars[index] {
            case "》", "”", "）", ")": return false
            case "《", "“", "（", "(": return true
            default: continue
            }
        }
        return false
    }

    /// The verb opens its clause, or the meeting is its subject; and nothing says that it is yet to come.
    private func isAct(_ verb: Span, _ turns: Turns, in sentence: Span) -> Bool {
        var start = verb.lowerBound
        while start > sentence.lowerBound, verb.lowerBound - start < 40, !isComma(scalars[start - 1]),
            !isSemicolon(scalars[start - 1]), !isColon(scalars[start - 1])
        { start -= 1 }
        let before = withoutPointMark(trimmed(start..<verb.lowerBound))
        if verb.lowerBound >= turns.programme { return true }
        if verb.lowerBound >= turns.proposal || notYetWords.occurs(self, in: before) { return false }
        let next = verb.upperBound
        guard next < sentence.upperBound else { return false }
        let words = withoutAdverbs(before)
        let isMeeting = meetingSubjects.suffix(self, of: words) != nil || meetingNouns.suffix(self, of: words) != nil
        let isReported = verb.lowerBound >= turns.speech
        if isReported, decidingVerbs.equals(self, verb) || looseVerbs.equals(self, verb) { return false }
        if decidingVerbs.equals(self, verb) {
            return isMeeting && words.count <= 16 || words.isEmpty && meetingIsSubject(of: sentence)
        }
        if starts(verb, with: "宣读") {
            return scalars[verb.upperBound..<sentence.upperBound].contains("《")
                || isMeeting && announcedEndings.suffix(self, of: object(of: verb, in: sentence)) != nil
        }
        if looseVerbs.equals(self, verb) {
            if isMeeting || (words.isEmpty && meetingIsSubject(of: sentence)) { return true }
            return scalars[next] == "了" && documentEnd(object(of: verb, in: sentence))
                && !tellsOfPerson(sentence, in: before)
        }
        if scalars[next] == "的" || scalars[next] == "时" { return false }
        let opensObject = scalars[next] == "了" || scalars[next] == "《" || has("关于", at: next, within: sentence)
        if words.isEmpty || isMeeting || ends(words, with: "主持") { return true }
        return opensObject && words.count <= 16 && subjects(of: words).isEmpty
    }

    /// 林静作报告，…总结了工作: the clause of the verb, or the one that opens the sentence, tells of a person.
    private func tellsOfPerson(_ sentence: Span, in words: Span) -> Bool {
        if !subjects(of: words).isEmpty { return true }
        guard let end = sentence.first(where: { isComma(scalars[$0]) || isSentenceEnd(scalars[$0]) }) else {
            return false
        }
        return !subjects(of: sentence.lowerBound..<end).isEmpty
    }

    /// The sentence begins with 会议 or the name of a meeting.
    private func meetingIsSubject(of sentence: Span) -> Bool {
        let start = agencyEnd(sentence) ?? sentence.lowerBound
        let head = start..<min(sentence.upperBound, start + 48)
        return meetingNouns.occurs(self, in: head)
    }

    private func turns(of sentence: Span) -> Turns {
        Turns(
            programme: announcedHere.first(self, in: sentence)?.lowerBound ?? sentence.upperBound,
            proposal: proposals.first(self, in: sentence)?.upperBound ?? sentence.upperBound,
            speech: speechVerbs.first(self, in: sentence)?.upperBound ?? sentence.upperBound)
    }

    /// 四 、 before a verb.
    private func withoutPointMark(_ span: Span) -> Span {
        guard let number = chineseNumber(at: span.lowerBound, within: span) ?? number(at: span.lowerBound, within: span)
        else {
            return span.first.map { scalars[$0] == "（" || scalars[$0] == "(" } == true && span.count <= 4
                ? span.upperBound..<span.upperBound : span
        }
        let mark = skipBlanks(number.span.upperBound, within: span)
        guard mark < span.upperBound, isListComma(scalars[mark]) || scalars[mark] == "." || scalars[mark] == "．" else {
            return span
        }
        return trimmed(mark + 1..<span.upperBound)
    }

    /// Without 还, 依次, 会上 and the like at either end.
    private func withoutAdverbs(_ span: Span) -> Span {
        var span = span
        while let adverb = actAdverbs.suffix(self, of: span) { span = trimmed(span.lowerBound..<adverb.lowerBound) }
        while let adverb = connectors.match(self, at: span.lowerBound, within: span),
            meetingSubjects.match(self, at: span.lowerBound, within: span) == nil
        {
            span = trimmed(adverb.upperBound..<span.upperBound)
        }
        return span
    }

    /// Up to the end of the sentence, or to a comma that no further document of the same verb follows.
    private func object(of verb: Span, in sentence: Span) -> Span {
        var start = skipBlanks(verb.upperBound, within: sentence)
        while start < sentence.upperBound, scalars[start] == "了" || isComma(scalars[start]) || isColon(scalars[start]) {
            start = skipBlanks(start + 1, within: sentence)
        }
        var end = start
        var depth = 0
        while end < sentence.upperBound {
            let scalar = scalars[end]
            if scalar == "《" || scalar == "“" || scalar == "（" || scalar == "(" { depth += 1 }
            if scalar == "》" || scalar == "”" || scalar == "）" || scalar == ")" { depth = max(0, depth - 1) }
            if isSentenceEnd(scalar) && depth == 0 { break }
            if depth == 0 || end - start > 300, isSemicolon(scalar) || isColon(scalar) { break }
            if isComma(scalar), depth == 0 || end - start > 300 {
                let next = skipBlanks(end + 1, within: sentence)
                let continues = has("关于", at: next, within: sentence) || has("《", at: next, within: sentence)
                if !continues,
                    !(end > start && isDocumentClause(from: next, in: sentence) && documentEnd(trimmed(start..<end)))
                {
                    break
                }
            }
            end += 1
        }
        var object = trimmed(start..<end)
        object = withoutOrderNote(object)
        while let tail = objectTails.suffix(self, of: object) { object = trimmed(object.lowerBound..<tail.lowerBound) }
        if let last = object.last, scalars[last] == "等" { object = trimmed(object.lowerBound..<last) }
        return object
    }

    /// ，监票人建议名单，: a short clause that is a document and has no verb.
    private func isDocumentClause(from start: Int, in sentence: Span) -> Bool {
        let reach = start..<min(sentence.upperBound, start + 160)
        guard
            let end = reach.first(where: {
                isComma(scalars[$0]) || isSentenceEnd(scalars[$0]) || isSemicolon(scalars[$0])
            }), end - start <= 40 || contains("关于", in: start..<end)
        else { return false }
        let clause = trimmed(start..<end)
        return clause.count >= 4 && documentEnd(clause) && !clause.contains { scalars[$0] == "了" }
            && !actVerbs.occurs(self, in: clause.lowerBound..<clause.lowerBound + 4)
            && !clauseOpeners.contains(scalars[clause.lowerBound])
    }

    /// Without （以姓氏笔画为序） at its end.
    private func withoutOrderNote(_ object: Span) -> Span {
        guard let last = object.last, scalars[last] == "）" || scalars[last] == ")", last > object.lowerBound,
            has("为序", at: last - 2, within: object),
            let open = object.last(where: { scalars[$0] == "（" || scalars[$0] == "(" })
        else { return object }
        return trimmed(object.lowerBound..<open)
    }

    /// The clauses of a sentence; a comma within a title 《…》 or a quotation ends none.
    func clausesOutsideMarks(_ sentence: Span) -> [Span] {
        var clauses: [Span] = []
        clauses.reserveCapacity(8)
        var start = sentence.lowerBound
        var opened: Int?
        for index in sentence {
            let scalar = scalars[index]
            if opened == nil, isCommonIdeograph(scalar) { continue }
            if scalar == "《" || scalar == "“" { opened = index }
            if scalar == "》" || scalar == "”" || opened.map({ index - $0 > 80 }) == true { opened = nil }
            guard opened == nil, isComma(scalar) || isSemicolon(scalar) || isSentenceEnd(scalar) || isColon(scalar)
            else {
                continue
            }
            clauses.append(start..<index)
            start = index + 1
        }
        clauses.append(start..<sentence.upperBound)
        return clauses
    }

    /// 赞成320票、反对3票、弃权2票
    fileprivate func votes(in sentence: Span) -> Span? {
        guard let start = voteWords.first(self, in: sentence) else { return nil }
        var end: Int?
        var index = start.upperBound
        while index < sentence.upperBound, index - (end ?? index) < 12 {
            if scalars[index] == "票", index > start.upperBound, digit(scalars[index - 1]) != nil { end = index + 1 }
            if isSentenceEnd(scalars[index]) { break }
            index += 1
        }
        return end.map { start.lowerBound..<$0 }
    }
}

private let actAdverbs = knowledge.table("act-adverbs")
let announcements = knowledge.table("announcements")
private let proposals = knowledge.table("proposals")
private let voteWords = knowledge.table("vote-words")
private let decidingVerbs = knowledge.table("deciding-verbs")
private let looseVerbs = knowledge.table("loose-verbs")
private let vagueMatters = knowledge.table("vague-matters")
private let objectTails = knowledge.table("object-tails")
private let vagueEndings = knowledge.table("vague-endings")
private let appointingVerbs = knowledge.table("appointment-verbs", "removal-verbs", "election-verbs")
private let electionVerbs = knowledge.table("election-verbs")
private let finishedDocuments = knowledge.table("finished-documents")
private let agentJoints = knowledge.table("agent-joints")
private let announcedHere = knowledge.table("announced-here")
private let clauseOpeners: Set<Unicode.Scalar> = ["并", "对", "就", "要", "为", "以", "将", "在", "由", "向"]
private let appointmentJoints = knowledge.table("post-joints")
private let deedsDecided = knowledge.table("resolution-verb", "appointment-verbs", "removal-verbs")
