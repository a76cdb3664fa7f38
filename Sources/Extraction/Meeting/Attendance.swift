import MinutesModel

/// Reads the lists of people: who sat where, who attended, who sat in, who was excused.
///
/// One entry a role; people told of later in the same role join it, each once.
func readAttendance(_ sentences: [Span], _ source: SourceText, into minutes: inout Minutes) {
    var rolls: [String: Roll] = [:]
    for (index, group) in minutes.attendees.enumerated() { rolls[group.role.value] = Roll(index: index) }
    for sentence in sentences {
        for mention in source.attendance(in: sentence) {
            var people = source.people(in: mention.list)
            people.groups = people.groups.map(source.withoutTotal)
            people.groups.removeAll(where: source.isNoGroup)
            guard !people.names.isEmpty || people.groups.contains(where: source.isGroup) else { continue }
            let role = source.key(mention.role)
            if rolls[role] == nil {
                rolls[role] = Roll(index: minutes.attendees.count)
                minutes.attendees.append(AttendeeGroup(role: source.placed(mention.role, "attendees.role")))
            }
            guard let index = rolls[role]?.index else { continue }
            for name in people.names where rolls[role]?.names.insert(source.key(name)).inserted == true {
                minutes.attendees[index].names.append(source.placed(name, "attendees.list"))
            }
            minutes.attendees[index].groups += people.groups.map { source.placed($0, "attendees.group") }
        }
    }
}

/// Where a role's entry stands, and who stands in it.
private struct Roll {
    var index: Int
    var names: Set<String> = []
}

/// A list of people and the words for their role.
private struct AttendanceMention {
    var list: Span
    var role: Span
}

extension SourceText {
    /// The sentence says of people that they were there.
    func tellsAttendance(_ sentence: Span) -> Bool {
        attendance(in: sentence).contains { mention in
            let people = people(in: mention.list)
            return !people.names.isEmpty || people.groups.contains(where: isGroup)
        }
    }

    /// The mentions of attendance in a sentence: list before the verb, or after …的有; 列席会议并在主席台就座 gives two roles
    /// to one list.
    fileprivate func attendance(in sentence: Span) -> [AttendanceMention] {
        var mentions: [AttendanceMention] = []
        var start = sentence.lowerBound
        // A sentence that mentions attendance more often than this is no list of people.
        for verb in attendanceVerbs.all(self, in: sentence).prefix(16) where !isCount(verb, in: sentence) {
            let rest = start..<sentence.upperBound
            let isSeat = starts(verb, with: "就") || starts(verb, with: "落")
            let place = isSeat ? last("在", in: clauseStart(verb, in: rest)..<verb.lowerBound) : nil
            if isSeat && place == nil { continue }
            let role = place.map { $0.upperBound..<verb.upperBound } ?? verb
            if let list = listAfter(verb, in: rest) {
                return mentions + [AttendanceMention(list: list, role: trimmed(role))]
            }
            let end = place?.lowerBound ?? verb.lowerBound
            if let word = notAttending.suffix(self, of: start..<end), !endsName(word, in: start..<end) { continue }
            let between = trimmed(start..<end)
            if let before = mentions.last, andWords.suffix(self, of: between) != nil, between.count <= 8 {
                mentions.append(AttendanceMention(list: before.list, role: trimmed(role)))
                start = verb.upperBound
                continue
            }
            let list = listBefore(end, in: rest)
            if isSeat || isAttended(verb, in: sentence), !list.isEmpty {
                mentions.append(AttendanceMention(list: list, role: trimmed(role)))
                start = verb.upperBound
            }
        }
        return mentions
    }

    /// 主席尚可 before 出席: the word is the end of a name.
    private func endsName(_ word: Span, in list: Span) -> Bool {
        let entryStart =
            list.last { isListComma(scalars[$0]) || isComma(scalars[$0]) }.map { $0 + 1 } ?? list.lowerBound
        guard word.count == 1, let name = nameInEntry(entryStart..<list.upperBound) else { return false }
        return name.upperBound == word.upperBound
    }

    /// 各校校长共60余人: without the total, where the words before it tell who they are.
    fileprivate func withoutTotal(_ group: Span) -> Span {
        if let end = roughTotalStart(group) { return trimmed(group.lowerBound..<end) }
        guard let total = totals.all(self, in: group).last, total.lowerBound - group.lowerBound >= 6,
            let number = number(at: total.upperBound, within: group), group.upperBound - number.span.upperBound <= 3
        else { return group }
        return trimmed(group.lowerBound..<total.lowerBound)
    }

    /// 学生代表近300人, 干部职工200余人: where the number begins that ends a group.
    private func roughTotalStart(_ group: Span) -> Int? {
        var end = group.upperBound
        while end > group.lowerBound, "人名位余多".unicodeScalars.contains(scalars[end - 1]) { end -= 1 }
        guard end < group.upperBound else { return nil }
        var start = end
        while start > group.lowerBound, digit(scalars[start - 1]) != nil { start -= 1 }
        guard start < end else { return nil }
        let isRough = "余多".unicodeScalars.contains { scalars[end..<group.upperBound].contains($0) }
        let first = start
        while start > group.lowerBound, "近约超逾共计等".unicodeScalars.contains(scalars[start - 1]) { start -= 1 }
        return start - group.lowerBound >= 4 && (isRough || start < first) ? start : nil
    }

    /// 29名委员 is a count, 会议 and 本次活动 are no people.
    fileprivate func isNoGroup(_ group: Span) -> Bool {
        if !group.contains(where: { isHan(scalars[$0]) }) { return true }
        if let words = noPeople.match(self, at: group.lowerBound, within: group) {
            let total = totals.first(self, in: group)
            return words == group
                || total.flatMap({ number(at: skipBlanks($0.upperBound, within: group), within: group) }) != nil
                || groupEndings.suffix(self, of: group) == nil
        }
        if let total = totals.first(self, in: group), let number = number(at: total.upperBound, within: group) {
            return countsPeople(number.span, in: group)
        }
        return number(at: group.lowerBound, within: group).map { countsPeople($0.span, in: group) } ?? false
    }

    private func countsPeople(_ number: Span, in group: Span) -> Bool {
        let unit = skipBlanks(number.upperBound, within: group)
        return unit < group.upperBound && "名位人余多".unicodeScalars.contains(scalars[unit])
    }

    /// The words end like a group of people.
    fileprivate func isGroup(_ span: Span) -> Bool {
        groupEndings.suffix(self, of: span) != nil
            || span.last.map { "长员师生者友".unicodeScalars.contains(scalars[$0]) } == true
    }

    /// 应出席代表349人 is a count.
    private func isCount(_ verb: Span, in sentence: Span) -> Bool {
        guard verb.lowerBound > sentence.lowerBound else { return false }
        return notAttendance.match(self, at: verb.lowerBound - 1, within: sentence) != nil
            || notAttendance.match(self, at: verb.lowerBound, within: sentence) != nil
    }

    /// What is attended follows, or nothing does; 列席人员 is a noun.
    private func isAttended(_ verb: Span, in sentence: Span) -> Bool {
        let next = skipBlanks(verb.upperBound, within: sentence)
        guard next < sentence.upperBound else { return true }
        if isSentenceEnd(scalars[next]) || isComma(scalars[next]) || isSemicolon(scalars[next]) { return true }
        if scalars[next] == "了" || scalars[next] == "并" || scalars[next] == "或" || scalars[next] == "本"
            || scalars[next] == "此"
        {
            return true
        }
        return attendedThings.first(self, in: next..<min(sentence.upperBound, next + 12)) != nil
    }

    private func clauseStart(_ verb: Span, in sentence: Span) -> Int {
        var start = verb.lowerBound
        while start > sentence.lowerBound, !isComma(scalars[start - 1]) { start -= 1 }
        return start
    }

    /// 在主席台就座的还有…, 出席会议的有:…
    private func listAfter(_ verb: Span, in sentence: Span) -> Span? {
        let reach = verb.upperBound..<min(sentence.upperBound, verb.upperBound + 14)
        guard let mark = listOpenings.first(self, in: reach),
            !(verb.upperBound..<mark.lowerBound).contains(where: { isComma(scalars[$0]) || isSentenceEnd(scalars[$0]) })
        else { return nil }
        var start = mark.upperBound
        if start < sentence.upperBound, isColon(scalars[start]) { start += 1 }
        return withoutFinalMarks(start..<sentence.upperBound)
    }

    /// From the last clause that tells something else up to the verb.
    private func listBefore(_ end: Int, in sentence: Span) -> Span {
        // What was attended before: 出席了会议；部分代表列席会议.
        var start = sentence.lowerBound
        if start < end, attendedThings.match(self, at: start, within: sentence) != nil,
            let next = (start..<end).first(where: { isComma(scalars[$0]) || isSemicolon(scalars[$0]) })
        {
            start = next + 1
        }
        for clause in split(start..<end, at: { isComma($0) || isColon($0) || isSemicolon($0) }) {
            let isLast = clause.upperBound == end
            if !isLast, tellsDeed(clause) || dates(in: clause).first != nil {
                start = clause.upperBound + 1
            }
        }
        var list = trimmed(start..<end)
        // The clause tells of a deed, so what stands before the verb is no list.
        if tellsDeed(list) { return list.upperBound..<list.upperBound }
        while let adverb = attendanceAdverbs.suffix(self, of: list), !ends(list, with: "等") {
            list = trimmed(list.lowerBound..<adverb.lowerBound)
        }
        // 会议邀请了部分代表列席
        if let verb = invitations.all(self, in: list).last { list = trimmed(verb.upperBound..<list.upperBound) }
        return withoutVenue(list)
    }

    /// A verb of doing; 主持人 and 汇报人 are people.
    private func tellsDeed(_ clause: Span) -> Bool {
        clauseVerbs.all(self, in: clause).contains { verb in
            verb.upperBound == clause.upperBound || scalars[verb.upperBound] != "人"
        }
    }

    /// 各单位负责人在主会场: without where they sat.
    private func withoutVenue(_ list: Span) -> Span {
        guard let venue = venues.suffix(self, of: list), let mark = last("在", in: list),
            venue.lowerBound - mark.upperBound <= 12, mark.lowerBound > list.lowerBound
        else { return list }
        return trimmed(list.lowerBound..<mark.lowerBound)
    }

    func withoutFinalMarks(_ span: Span) -> Span {
        var end = span.upperBound
        while end > span.lowerBound, isSentenceEnd(scalars[end - 1]) || isBlank(scalars[end - 1]) { end -= 1 }
        return trimmed(span.lowerBound..<end)
    }
}

private let invitations = knowledge.table("invitations")
private let venues = knowledge.table("venues")
private let totals = knowledge.table("totals")
private let andWords = knowledge.table("and-words")
private let noPeople = knowledge.table("no-people")
private let listOpenings = knowledge.table("list-openings")
