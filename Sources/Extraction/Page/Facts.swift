import MinutesModel
import Provenance

/// `label: value` lines that tell about the meeting itself, as notes and records carry them: 地点, 主持人, 出席 …
struct MeetingFact {
    var label: Span
    var value: Span
    /// The label without blanks; of a label in English, the Chinese one that it stands for.
    var kind: String
}

extension SourceText {
    /// The fact of a line: a label at its start (Latin words may stand before it, blanks inside it) and a colon behind.
    func fact(_ line: Span) -> MeetingFact? {
        guard line.count <= 2_000 else { return nil }
        var start = line.lowerBound
        while start < line.upperBound, start - line.lowerBound < 24, scalars[start].isASCII, !isColon(scalars[start]) {
            start += 1
        }
        let reach = start..<min(line.upperBound, start + 24)
        guard let colon = reach.first(where: { isColon(scalars[$0]) }) else { return nil }
        var label = trimmed(start..<colon)
        var kind = key(label)
        if !factLabels.contains(kind), let whole = wholeLabel(line.lowerBound..<colon) { (label, kind) = whole }
        if label.isEmpty {
            label = withoutListMarks(line.lowerBound..<colon)
            kind = englishLabels[key(label).lowercased()] ?? ""
        }
        guard factLabels.contains(kind) else { return nil }
        return MeetingFact(label: label, value: trimmed(colon + 1..<line.upperBound), kind: kind)
    }

    /// 主持人 Host: without the Latin words behind; （一）股东会召开的时间: without number and meeting.
    private func wholeLabel(_ words: Span) -> (label: Span, kind: String)? {
        var end = words.upperBound
        while end > words.lowerBound, scalars[end - 1].isASCII { end -= 1 }
        let label = trimmed(words.lowerBound..<end)
        if factLabels.contains(key(label)) { return (label, key(label)) }
        guard end == words.upperBound, let kind = heldLabels.suffix(self, of: label),
            kind.lowerBound > label.lowerBound,
            meetingNouns.occurs(self, in: label)
        else { return nil }
        return (label, string(kind.upperBound - 2..<kind.upperBound))
    }

    /// - Host: without the marks of a list before it.
    private func withoutListMarks(_ line: Span) -> Span {
        var start = line.lowerBound
        while start < line.upperBound, "-*#•+> ".unicodeScalars.contains(scalars[start]) { start += 1 }
        return trimmed(start..<line.upperBound)
    }
}

/// Labels in English with the Chinese ones that they stand for.
private let englishLabels: [String: String] = {
    let words = knowledge.words("english-fact-labels")
    return Dictionary(
        stride(from: 0, to: words.count - 1, by: 2).map { (words[$0 + 1], words[$0]) }, uniquingKeysWith: { $1 })
}()

/// Reads the lines about the meeting. A 时间 or 日期 among them is the meeting's, not the publication's.
func readFacts(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    for paragraph in article.paragraphs where paragraph.part == .facts {
        guard let fact = source.fact(paragraph.span), !fact.value.isEmpty else { continue }
        readFact(fact, source, into: &minutes)
    }
}

private func readFact(_ fact: MeetingFact, _ source: SourceText, into minutes: inout Minutes) {
    let label = fact.kind
    if placeLabels.contains(label) {
        minutes.place = minutes.place ?? source.placed(fact.value, "place.labelled")
    } else if dateLabels.contains(label) {
        guard minutes.meetingDate == nil, let date = source.dates(in: fact.value).first else { return }
        minutes.meetingDate = meetingDate(date, reference: nil, rule: "date.labelled", source)
    } else if chairLabels.contains(label) {
        minutes.chair += source.labelledNames(in: fact.value).map { source.placed($0, "chair.labelled") }
    } else if recorderLabels.contains(label) {
        minutes.recorder = source.labelledNames(in: fact.value).first.map { source.placed($0, "recorder.labelled") }
    } else if topicLabels.contains(label) || countLabels.contains(label) || source.isSentence(fact.value) {
        return
    } else if let entries = source.unitEntries(in: source.withoutFinalMarks(fact.value)) {
        minutes.attendees += entries.map { source.group(of: $0, role: fact.label) }
    } else {
        let people = source.listedPeople(in: source.withoutFinalMarks(fact.value))
        guard !people.names.isEmpty || !people.groups.isEmpty else { return }
        minutes.attendees.append(
            AttendeeGroup(
                role: source.placed(fact.label, "attendees.label"),
                names: people.names.map { source.placed($0, "attendees.list") },
                groups: people.groups.map { source.placed($0, "attendees.group") }))
    }
}

extension SourceText {
    /// The people of a labelled line: more forms than in a sentence, as nothing but people can stand there. 林 静 高 原,
    /// 县教育局林静、县财政局高原, Maria Lopez、林静, 副县长从容（请假）.
    fileprivate func listedPeople(in value: Span) -> PeopleList {
        let padded = paddedNames(in: value)
        let spaced = padded.isEmpty ? names(in: value) : padded
        var people = people(in: value)
        if spaced.count > people.names.count { return PeopleList(names: spaced) }
        var groups: [Span] = []
        for group in people.groups {
            let members = split(group) { isListComma($0) || isComma($0) || isSemicolon($0) }.map(trimmed)
                .filter { !$0.isEmpty }
            let found = members.compactMap(listedName)
            if found.count == members.count { people.names += found } else { groups.append(group) }
        }
        people.names.sort { $0.lowerBound < $1.lowerBound }
        people.groups = groups
        return people
    }

    /// A name behind a body, behind an office though no table has its family name, or in Latin letters.
    private func listedName(_ entry: Span) -> Span? {
        let note = entry.first { scalars[$0] == "（" || scalars[$0] == "(" }
        let words = trimmed(entry.lowerBound..<(note ?? entry.upperBound))
        guard !words.isEmpty else { return nil }
        if let name = nameAfterBody(words) ?? nameInEntry(words) { return name }
        if isLatinName(words) { return words }
        guard let rare = rareNameInEntry(words), rare != words else { return nil }
        return rare
    }

    /// Kevin Zhou, maria-lopez: one to four words of Latin letters.
    private func isLatinName(_ words: Span) -> Bool {
        (2...40).contains(words.count) && isLatinLetter(scalars[words.lowerBound])
            && words.allSatisfy { index in
                isLatinLetter(scalars[index]) || digit(scalars[index]) != nil
                    || "-_.' @".unicodeScalars.contains(scalars[index])
            } && split(words, at: isBlank).count <= 4
    }
}

private func isLatinLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic && scalar.value < 0x250 }

private let heldLabels = knowledge.table("held-labels")
private let countLabels = knowledge.table("count-labels")

let topicLabels = knowledge.table("topic-labels")
