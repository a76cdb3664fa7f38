import MinutesModel
import Provenance

/// What in the minutes contradicts itself or the source, or was not found; each points at the words it is about.
func diagnose(_ minutes: Minutes, _ article: Article) -> [Diagnostic] {
    var diagnostics = Diagnoses()
    diagnostics.missingParts(minutes)
    diagnostics.chairs(minutes, article)
    diagnostics.counts(minutes)
    diagnostics.votes(minutes)
    diagnostics.spellings(minutes)
    for rest in minutes.remainder where rest.reason == "not-understood" {
        diagnostics.warn(
            "extract.not-understood", "no rule recognised these words", at: rest.text.origin,
            hint: "they are listed in \"remainder\" and not printed")
    }
    return diagnostics.found
}

private struct Diagnoses {
    var found: [Diagnostic] = []

    mutating func warn(_ code: String, _ message: String, at origin: Origin? = nil, hint: String) {
        found.append(Diagnostic(.warning, Diagnostic.Code(code), message, at: origin?.ranges.first, hints: [hint]))
    }

    mutating func missingParts(_ minutes: Minutes) {
        if minutes.title == nil {
            warn("extract.no-title", "no headline was recognised", hint: "add \"title\" to the minutes")
        }
        let isMeeting =
            minutes.session != nil || !minutes.attendees.isEmpty || !minutes.resolutions.isEmpty
            || !minutes.chair.isEmpty
        if !isMeeting {
            warn(
                "extract.no-meeting", "the record does not read as a report of a meeting", hint: "check the record")
        }
        if let date = minutes.meetingDate, date.iso.hasPrefix("X") {
            warn(
                "extract.year-unknown", "the year of the meeting is not known", at: date.origin,
                hint: "add the publication time to the record, or correct meeting_date")
        }
    }

    /// The headline names another person in the chair than the body; one warning at either place.
    mutating func chairs(_ minutes: Minutes, _ article: Article) {
        let told = headlineChairs(article).map { article.source.placed($0, "chair.headline") }
        let names = Set(minutes.chair.map { withoutBlanks($0.value) })
        guard !told.isEmpty, let chair = minutes.chair.first,
            !told.contains(where: { names.contains(withoutBlanks($0.value)) })
        else { return }
        for place in [told[0], chair] {
            warn(
                "extract.chair-conflict",
                "headline and text name different people in the chair: \(told[0].value) and \(chair.value)",
                at: place.origin,
                hint: "correct \"chair\" in the minutes")
        }
    }

    mutating func counts(_ minutes: Minutes) {
        let counts = minutes.counts
        if let doubt = doubtfulCount(counts) {
            warn(
                "extract.counts-disagree", "the counts of attendance do not agree with each other", at: doubt.origin,
                hint: "compare them with the source")
        }
        guard let stated = counts.quorumStated, stated.value, let expected = counts.expected,
            let present = counts.present, let needed = quorum(minutes.kind?.kind, of: expected.value),
            present.value < needed
        else { return }
        for place in [stated.origin, present.origin] {
            warn(
                "extract.quorum-contradicted",
                "the source states a quorum, but \(present.value) of \(expected.value) are fewer than the \(needed) needed",
                at: place,
                hint: "compare the counts with the source")
        }
    }

    /// More votes than people.
    mutating func votes(_ minutes: Minutes) {
        guard let present = minutes.counts.present?.value else { return }
        for votes in minutes.resolutions.compactMap(\.votes) where sumOfVotes(votes.value) > present {
            warn(
                "extract.votes-exceed-present", "more votes were counted than people came", at: votes.origin,
                hint: "compare the votes and the counts with the source")
        }
    }

    /// Two names of three characters that differ in one, where the one is listed and the other acts.
    mutating func spellings(_ minutes: Minutes) {
        let listed = minutes.attendees.flatMap(\.names)
        let keys = Set(listed.map { withoutBlanks($0.value) })
        for actor in minutes.chair + minutes.speakers where !keys.contains(withoutBlanks(actor.value)) {
            guard let other = listed.first(where: { differInOne($0.value, actor.value) }) else { continue }
            for place in [actor, other] {
                warn(
                    "extract.name-spelt-twice", "\(actor.value) and \(other.value) may be one person", at: place.origin,
                    hint: "correct the name in the minutes")
            }
        }
    }
}

/// How many must be there: two thirds in a congress, more than half in a committee; nil where no law says.
private func quorum(_ kind: String?, of expected: Int) -> Int? {
    switch kind {
    case "people_congress", "party_congress", "staff_union_student_congress": (expected * 2 + 2) / 3
    case "npc_standing_committee", "company_board": expected / 2 + 1
    default: nil
    }
}

/// The figures before 票, but where the words give a total too.
private func sumOfVotes(_ words: String) -> Int {
    var sum = 0
    var value = 0
    for scalar in words.unicodeScalars {
        if let next = digit(scalar) {
            value = min(value * 10 + next, 100_000_000)
        } else {
            if scalar == "票" { sum += value }
            value = 0
        }
    }
    return sum
}

private func differInOne(_ first: String, _ second: String) -> Bool {
    let one = Array(withoutBlanks(first).unicodeScalars)
    let other = Array(withoutBlanks(second).unicodeScalars)
    guard one.count == 3, other.count == 3, one[0] == other[0] else { return false }
    return (one[1] == other[1]) != (one[2] == other[2])
}
