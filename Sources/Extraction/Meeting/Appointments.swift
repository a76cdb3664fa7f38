import MinutesModel

/// Reads who was elected, appointed or removed.
///
/// A clause without a verb of its own goes on with the verb before it: 选举林静为理事长，高原为秘书长.
func readAppointments(_ sentences: [Span], _ source: SourceText, into minutes: inout Minutes) {
    var seen: Set<String> = []
    let elected = sentences.contains { electionVerbs.occurs(source, in: $0) }
    for sentence in sentences where postVerbs.occurs(source, in: sentence) || elected {
        if elected, let entries = source.electedLine(sentence) {
            minutes.appointments += entries.filter {
                seen.insert("\($0.person.value) \($0.post?.value ?? "")").inserted
            }
            continue
        }
        var action: Appointment.Action?
        minutes.appointments += source.listed(in: sentence).filter {
            seen.insert("\($0.person.value) \($0.post?.value ?? "")").inserted
        }
        let announced = announcements.first(source, in: sentence)?.lowerBound ?? sentence.upperBound
        for clause in source.appointmentClauses(sentence) where clause.lowerBound < announced {
            let known = minutes.appointments.last?.person
            for found in source.removalOfSame(in: clause, known) ?? source.appointments(in: clause, after: &action) {
                let key = "\(found.action) \(found.person.value) \(found.post?.value ?? "")"
                if seen.insert(key).inserted { minutes.appointments.append(found) }
            }
        }
    }
}

extension SourceText {
    /// 聘任林静为处长，免去其副处长职务: the person of the clause before.
    fileprivate func removalOfSame(in clause: Span, _ person: PlacedText?) -> [Appointment]? {
        guard let person, let verb = removalVerbs.first(self, in: clause), verb.upperBound < clause.upperBound,
            scalars[verb.upperBound] == "其"
        else { return nil }
        var post = verb.upperBound + 1..<clause.upperBound
        if let first = post.first, scalars[first] == "的" || scalars[first] == "原" { post = first + 1..<post.upperBound }
        post = withoutPostEnding(trimmed(post))
        guard post.count >= 2, post.count <= 60 else { return nil }
        return [Appointment(action: .remove, person: person, post: placed(post, "appointments.post-of-same"))]
    }

    private func withoutPostEnding(_ post: Span) -> Span {
        var post = post
        while let ending = postEndings.suffix(self, of: post) { post = trimmed(post.lowerBound..<ending.lowerBound) }
        return post
    }

    /// The clauses of a sentence; a comma inside a list of people before 为 or 当选 does not end one.
    fileprivate func appointmentClauses(_ sentence: Span) -> [Span] {
        split(sentence) { isComma($0) || isSemicolon($0) || isSentenceEnd($0) }.map(trimmed).filter { !$0.isEmpty }
    }

    fileprivate func appointments(in clause: Span, after action: inout Appointment.Action?) -> [Appointment] {
        if let verb = removalVerbs.first(self, in: clause) {
            let found = removals(in: clause, verb: verb)
            action = found.isEmpty ? action : .remove
            return found
        }
        if let verb = leavingWords.first(self, in: clause) {
            let consent = consents.first(self, in: clause.lowerBound..<verb.lowerBound)
            let names = (consent?.upperBound ?? clause.lowerBound)..<verb.lowerBound
            return entries(people(in: names).names, verb.upperBound..<clause.upperBound, .remove)
        }
        if let verb = electedWords.first(self, in: clause) {
            action = .elect
            return elected(in: clause, at: verb)
        }
        var names = clause
        if let verb = electionVerbs.all(self, in: clause).last {
            guard !notYetWords.occurs(self, in: clause.lowerBound..<verb.lowerBound) else { return [] }
            action = .elect
            names = verb.upperBound..<clause.upperBound
        } else if let verb = appointmentVerbs.first(self, in: clause) {
            guard !notYetWords.occurs(self, in: clause.lowerBound..<verb.lowerBound) else { return [] }
            action = .appoint
            names = verb.upperBound..<clause.upperBound
        }
        if action == nil || names == clause, let verb = passingVerbs.first(self, in: clause) {
            let found = named(verb.upperBound..<clause.upperBound, .elect, joints: postJoints)
            if !found.isEmpty { action = .elect }
            return found
        }
        if let members = membersMade(in: names), action == .elect {
            return entries(members.names, members.body, .elect)
        }
        guard let current = action == .remove ? nil : action else { return removedGoOn(clause, action) }
        return named(names, current, joints: postJoints)
    }

    /// 选举产生了主席团成员：林静、高原
    private func electedList(in sentence: Span) -> [Appointment]? {
        guard let verb = electionVerbs.first(self, in: sentence),
            !notYetWords.occurs(self, in: sentence.lowerBound..<verb.lowerBound)
        else { return nil }
        let reach = verb.upperBound..<min(sentence.upperBound, verb.upperBound + 40)
        guard let colon = reach.first(where: { isColon(scalars[$0]) || isComma(scalars[$0]) }), isColon(scalars[colon])
        else { return nil }
        var post = verb.upperBound..<colon
        if post.lowerBound < post.upperBound, scalars[post.lowerBound] == "了" {
            post = post.lowerBound + 1..<post.upperBound
        }
        let end = (colon + 1..<sentence.upperBound).first { isSentenceEnd(scalars[$0]) || isSemicolon(scalars[$0]) }
        let list = colon + 1..<(end ?? sentence.upperBound)
        if let byPost = electedByPost(list) { return byPost }
        let names = people(in: list).names
        return names.isEmpty || post.isEmpty ? nil : entries(names, post, .elect)
    }

    /// 会长林静，副会长高原、陆知远: each post stands before the first who has it.
    private func electedByPost(_ list: Span) -> [Appointment]? {
        var found: [Appointment] = []
        var post: Span?
        for entry in split(list, at: { isComma($0) || isListComma($0) }).map(trimmed) where !entry.isEmpty {
            guard let name = nameInEntry(entry) else { return nil }
            let before = trimmed(entry.lowerBound..<name.lowerBound)
            if titleWords.equals(self, before) { post = before }
            guard let post, before.isEmpty || before == post else { return nil }
            found += entries([name], post, .elect)
        }
        return found.isEmpty ? nil : found
    }

    /// 通过主席团成员名单：林静、高原: a list of names behind the name of the list.
    fileprivate func listed(in sentence: Span) -> [Appointment] {
        if let found = electedList(in: sentence) { return found }
        guard let word = first("名单", in: sentence),
            let verb = listVerbs.first(self, in: sentence.lowerBound..<word.lowerBound),
            !notYetWords.occurs(self, in: sentence.lowerBound..<verb.lowerBound), verb.upperBound < word.lowerBound
        else { return [] }
        let reach = word.upperBound..<min(sentence.upperBound, word.upperBound + 16)
        guard let colon = reach.first(where: { isColon(scalars[$0]) }) else { return [] }
        var post = verb.upperBound..<word.lowerBound
        if let joint = last("的", in: post) { post = joint.upperBound..<post.upperBound }
        if scalars[post.lowerBound] == "了" { post = post.lowerBound + 1..<post.upperBound }
        let end = (colon + 1..<sentence.upperBound).first {
            isSentenceEnd(scalars[$0]) || isSemicolon(scalars[$0]) || isComma(scalars[$0])
        }
        return entries(people(in: colon + 1..<(end ?? sentence.upperBound)).names, post, .elect)
    }

    /// 第九届委员会委员名单（按姓氏笔画为序）：林静、高原: a list of its own below the sentence that tells of the election.
    fileprivate func electedLine(_ sentence: Span) -> [Appointment]? {
        let head = sentence.lowerBound..<min(sentence.upperBound, sentence.lowerBound + 60)
        guard let colon = head.first(where: { isColon(scalars[$0]) }) else { return nil }
        var post = trimmed(sentence.lowerBound..<colon)
        if let open = post.first(where: { scalars[$0] == "（" || scalars[$0] == "(" }) {
            post = trimmed(post.lowerBound..<open)
        }
        guard !postVerbs.occurs(self, in: post), !notElected.occurs(self, in: post) else { return nil }
        if let word = listNouns.suffix(self, of: post) {
            post = trimmed(post.lowerBound..<word.lowerBound)
        } else {
            return nil
        }
        guard titleWords.suffix(self, of: post) != nil, post.count >= 3 else { return nil }
        let names = people(in: withoutFinalMarks(colon + 1..<sentence.upperBound)).names
        return names.count >= 2 ? entries(names, post, .elect) : nil
    }

    /// 由林静、高原7位同志组成的理事会: the members and the body that they make.
    func membersMade(in object: Span) -> (names: [Span], body: Span)? {
        guard let joint = first("组成的", in: object), let mark = memberMarks.first(self, in: object),
            mark.upperBound < joint.lowerBound
        else { return nil }
        var end = joint.lowerBound
        while end > mark.upperBound, isMemberCount(scalars[end - 1]) { end -= 1 }
        let names = people(in: withoutCount(mark.upperBound..<end)).names
        return names.count >= 2 ? (names, joint.upperBound..<object.upperBound) : nil
    }

    private func isMemberCount(_ scalar: Unicode.Scalar) -> Bool {
        digit(scalar) != nil || "位名人同志等".unicodeScalars.contains(scalar)
    }

    /// 林静、高原同志当选为副会长: people before, post behind.
    private func elected(in clause: Span, at verb: Span) -> [Appointment] {
        if notYetWords.occurs(self, in: clause.lowerBound..<verb.lowerBound) { return [] }
        return entries(
            people(in: clause.lowerBound..<verb.lowerBound).names, verb.upperBound..<clause.upperBound, .elect)
    }

    /// 林静为理事长: people, a joint, a post.
    private func named(_ span: Span, _ action: Appointment.Action, joints: PhraseTable) -> [Appointment] {
        // A clause with more joints than this names nobody.
        for joint in joints.all(self, in: span).prefix(6) {
            let names = people(in: withoutCount(span.lowerBound..<joint.lowerBound)).names
            if !names.isEmpty { return entries(names, joint.upperBound..<span.upperBound, action) }
        }
        return []
    }

    /// 免去林静的秘书长职务, 接受林静辞去秘书长职务的请求
    private func removals(in clause: Span, verb: Span) -> [Appointment] {
        if notYetWords.occurs(self, in: clause.lowerBound..<verb.lowerBound) { return [] }
        let rest = verb.upperBound..<clause.upperBound
        if let joint = removalJoints.first(self, in: rest) {
            return entries(
                people(in: rest.lowerBound..<joint.lowerBound).names, joint.upperBound..<rest.upperBound, .remove)
        }
        return removalWithoutJoint(rest)
    }

    /// 免去林静县教育局局长职务: the name opens what follows the verb.
    private func removalWithoutJoint(_ rest: Span) -> [Appointment] {
        let rest = trimmed(rest)
        guard postEndings.suffix(self, of: rest) != nil else { return [] }
        if let comrade = comradeWords.first(self, in: rest), isName(rest.lowerBound..<comrade.lowerBound) {
            return entries([rest.lowerBound..<comrade.lowerBound], comrade.upperBound..<rest.upperBound, .remove)
        }
        for length in [3, 2, 4] where length + 3 < rest.count {
            let name = rest.lowerBound..<rest.lowerBound + length
            if isName(name) { return entries([name], name.upperBound..<rest.upperBound, .remove) }
        }
        return []
    }

    /// ，高原的副秘书长职务 after a removal.
    private func removedGoOn(_ clause: Span, _ action: Appointment.Action?) -> [Appointment] {
        guard action == .remove, postEndings.suffix(self, of: clause) != nil,
            let joint = removalJoints.first(self, in: clause)
        else { return [] }
        return entries(
            people(in: clause.lowerBound..<joint.lowerBound).names, joint.upperBound..<clause.upperBound, .remove)
    }

    private func entries(_ names: [Span], _ post: Span, _ action: Appointment.Action) -> [Appointment] {
        var post = trimmed(post)
        if let bracket = post.first(where: { scalars[$0] == "（" || scalars[$0] == "(" }), bracket > post.lowerBound + 1
        {
            post = trimmed(post.lowerBound..<bracket)
        }
        post = withoutPostEnding(post)
        guard !post.isEmpty, post.count <= 60 else { return [] }
        return names.map {
            Appointment(
                action: action, person: placed($0, "appointments.person"), post: placed(post, "appointments.post"))
        }
    }

    /// Without 等7位同志 behind the last name.
    private func withoutCount(_ span: Span) -> Span {
        guard let mark = last("等", in: span), span.upperBound - mark.upperBound <= 6,
            mark.upperBound == span.upperBound || digit(scalars[mark.upperBound]) != nil
                || "位名人同三两四五六七八九十".unicodeScalars.contains(scalars[mark.upperBound])
        else { return span }
        return span.lowerBound..<mark.lowerBound
    }
}

private let comradeWords = knowledge.table("comrade-words")
private let electionVerbs = knowledge.table("election-verbs")
private let electedWords = knowledge.table("elected-words")
private let appointmentVerbs = knowledge.table("appointment-verbs")
private let removalVerbs = knowledge.table("removal-verbs")
private let notElected = knowledge.table("not-elected")
private let listNouns = knowledge.table("list-nouns")
private let memberMarks = knowledge.table("member-marks")
private let consents = knowledge.table("consents")
private let leavingWords = knowledge.table("leaving-words")
private let removalJoints = knowledge.table("removal-joints")
private let postVerbs = knowledge.table(
    "election-verbs", "elected-words", "appointment-verbs", "removal-verbs", "passing-verbs",
    "leaving-words")
private let passingVerbs = knowledge.table("passing-verbs")
private let listVerbs = knowledge.table("passing-verbs", "election-verbs")
private let postJoints = knowledge.table("post-joints")
private let postEndings = knowledge.table("post-endings")
