import MinutesModel
import Provenance

/// `label: value` lines that tell about the meeting itself, as notes and records carry them: 地点, 主持人, 出席 …
struct MeetingFact {
    var label: Span
    var value: Span
}

extension SourceText {
    /// The fact of a line: a label at its start (Latin words may stand before it, blanks inside it) and a colon behind.
    func fact(_ line: Span) -> MeetingFact? {
        guard line.count <= 2_000 else { return nil }
        var start = line.lowerBound
        while start < line.upperBound, start - line.lowerBound < 24, scalars[start].isASCII, !isColon(scalars[start]) {
            start += 1
        }
        let reach = start..<min(line.upperBound, start + 16)
        guard let colon = reach.first(where: { isColon(scalars[$0]) }) else { return nil }
        let label = trimmed(start..<colon)
        guard factLabels.contains(key(label)) else { return nil }
        return MeetingFact(label: label, value: trimmed(colon + 1..<line.upperBound))
    }
}

/// Reads the lines about the meeting. A 时间 or 日期 among them is the meeting's, not the publication's.
func readFacts(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    for paragraph in article.paragraphs where paragraph.part == .facts {
        guard let fact = source.fact(paragraph.span), !fact.value.isEmpty else { continue }
        readFact(fact, source, into: &minutes)
    }
}

private func readFact(_ fact: MeetingFact, _ source: SourceText, into minutes: inout Minutes) {
    let label = source.key(fact.label)
    if placeLabels.contains(label) {
        minutes.place = minutes.place ?? source.placed(fact.value, "place.labelled")
    } else if dateLabels.contains(label) {
        guard minutes.meetingDate == nil, let date = source.dates(in: fact.value).first else { return }
        minutes.meetingDate = meetingDate(date, reference: nil, rule: "date.labelled", source)
    } else if chairLabels.contains(label) {
        minutes.chair += source.labelledNames(in: fact.value).map { source.placed($0, "chair.labelled") }
    } else if recorderLabels.contains(label) {
        minutes.recorder = source.labelledNames(in: fact.value).first.map { source.placed($0, "recorder.labelled") }
    } else if topicLabels.contains(label) || source.isSentence(fact.value) {
        return
    } else {
        let padded = source.paddedNames(in: fact.value)
        let spaced = padded.isEmpty ? source.names(in: fact.value) : padded
        let people = source.people(in: source.withoutFinalMarks(fact.value))
        let names = spaced.count > people.names.count ? spaced : people.names
        let unnamed = spaced.count > people.names.count ? [] : people.groups
        let members = names.isEmpty ? unnamed.compactMap(source.nameAfterBody) : []
        let areMembers = !members.isEmpty && members.count == unnamed.count
        minutes.attendees.append(
            AttendeeGroup(
                role: source.placed(fact.label, "attendees.label"),
                names: (areMembers ? members : names).map { source.placed($0, "attendees.list") },
                groups: (areMembers ? [] : unnamed).map { source.placed($0, "attendees.group") }))
    }
}

private let topicLabels = knowledge.set("topic-labels")
