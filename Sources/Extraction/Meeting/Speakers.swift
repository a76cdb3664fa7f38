import MinutesModel
import Provenance

/// Who spoke: those with a speech, then those the sentences say have given an address or a report.
func readSpeakers(_ sentences: [Span], _ source: SourceText, into minutes: inout Minutes) {
    var keys: Set<String> = []
    for speech in minutes.speeches where keys.insert(withoutBlanks(speech.speaker.value)).inserted {
        minutes.speakers.append(speech.speaker)
    }
    for sentence in sentences {
        for name in source.speakers(in: sentence) where keys.insert(source.key(name)).inserted {
            minutes.speakers.append(source.placed(name, "speaker.address"))
        }
    }
}

func withoutBlanks(_ text: String) -> String {
    String(scalars: text.unicodeScalars.filter { !isBlank($0) }[...])
}

extension SourceText {
    /// The people a sentence says have spoken; a clause without a person goes on with those of the clause before it.
    ///
    /// 会长林静主持会议，回顾了工作，并作讲话 gives 林静.
    private func speakersByClause(_ clauses: [Span]) -> [Span] {
        // Most sentences have no such verb, and who does what in them need not be known.
        let verbs = clauses.map { addressVerb(in: $0) }
        guard let last = verbs.lastIndex(where: { $0 != nil }) else { return [] }
        var found: [Span] = []
        var current: [Span] = []
        var isList = false
        for (clause, verb) in zip(clauses, verbs).prefix(last + 1) {
            // 主席林静，会长高原，…作了发言: people parted by commas, each with an office.
            if let name = nameInEntry(clause), name.upperBound == clause.upperBound {
                current = isList ? current + [name] : [name]
                isList = true
                continue
            }
            defer { isList = false }
            guard let verb else {
                let people = subjects(of: clause)
                if !people.isEmpty { current = isList ? current + people : people }
                continue
            }
            let people = subjects(of: clause.lowerBound..<verb.lowerBound)
            if !people.isEmpty { current = isList ? current + people : people }
            if announcements.occurs(self, in: clause.lowerBound..<verb.lowerBound) { continue }
            if people.isEmpty, thingVerbs.equals(self, verb) || !goesOn(clause, to: verb) { continue }
            found += current
        }
        return found
    }

    /// 听取了副会长林静代表理事会作的报告: who made what was heard.
    private func agents(in sentence: Span) -> [Span] {
        var found: [Span] = []
        var heard = sentence.lowerBound
        for joint in agentJoints.all(self, in: sentence).prefix(8) where isGiving(joint, in: sentence) {
            let reach = max(heard, joint.lowerBound - 80)..<joint.lowerBound
            if let verb = hearingVerbs.all(self, in: reach).last {
                var start = verb.upperBound
                if start < reach.upperBound, scalars[start] == "了" { start += 1 }
                found += subjects(of: start..<reach.upperBound)
            } else if heard > sentence.lowerBound, let mark = reach.last(where: { isListComma(scalars[$0]) }) {
                // …作的报告、会长林静作的报告: the same verb of hearing.
                found += subjects(of: mark + 1..<reach.upperBound)
            }
            heard = joint.upperBound
        }
        return found
    }

    fileprivate func speakers(in sentence: Span) -> [Span] {
        let clauses = clausesOutsideMarks(sentence)
        return agents(in: sentence) + speakersByClause(clauses.prefix(40).map(trimmed).filter { !$0.isEmpty })
    }

    /// A clause without a subject of its own: its verb, or an adverb before it, opens it.
    private func goesOn(_ clause: Span, to verb: Span) -> Bool {
        verb.lowerBound == clause.lowerBound
            || goingOn.match(self, at: clause.lowerBound, within: clause) != nil
    }

    /// 讲话, 致辞 …, or 作…报告 with words between.
    fileprivate func addressVerb(in clause: Span) -> Span? {
        for verb in addressVerbs.all(self, in: clause) where !isNoun(verb, in: clause) {
            if !thingVerbs.equals(self, verb) || !subjects(of: clause.lowerBound..<verb.lowerBound).isEmpty {
                return verb
            }
        }
        let words = withoutClosingMarks(clause)
        guard reportEndings.suffix(self, of: words) != nil else { return nil }
        return givers.all(self, in: clause).first { isGiving($0, in: clause) }
    }

    /// 作《工作报告》: without the marks around a title.
    private func withoutClosingMarks(_ clause: Span) -> Span {
        var end = clause.upperBound
        while end > clause.lowerBound, isClosing(scalars[end - 1]) { end -= 1 }
        return clause.lowerBound..<end
    }

    /// 讲话精神, 发言材料: a thing, no deed.
    private func isNoun(_ verb: Span, in clause: Span) -> Bool {
        speechNouns.match(self, at: verb.upperBound, within: clause) != nil
    }
}

private let goingOn = knowledge.table("clause-goes-on")
private let agentJoints = knowledge.table("made-by")
private let hearingVerbs = knowledge.table("hearing-verbs")
private let givers = knowledge.table("givers")
private let reportEndings = knowledge.table("report-endings")
private let speechNouns = knowledge.table("speech-nouns")
