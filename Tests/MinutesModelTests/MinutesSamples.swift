import MinutesModel
import OrderedJSON
import Provenance

/// Minutes with every field filled at least once; which values, ranges and origins depends on the seed only.
struct MinutesSamples {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    private mutating func number(below limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(limit))
    }

    private mutating func origin() -> Origin {
        switch number(below: 4) {
        case 0: return .written
        case 1: return .derived("rule \(number(below: 9))")
        default:
            let start = UInt32(number(below: 500))
            let ranges = (0..<number(below: 3)).map { start + UInt32($0) * 10..<start + UInt32($0) * 10 + 7 }
            return .source(ranges, rule: "a.b")
        }
    }

    private mutating func text() -> PlacedText {
        let words = ["林静", "会议\n通过", "", "\"引\"\\", "A·B", "\u{1}", "会😀", "e\u{301}"]
        return PlacedText(words[number(below: words.count)], origin())
    }

    private mutating func texts() -> [PlacedText] { (0...number(below: 3)).map { _ in text() } }

    mutating func next() -> Minutes {
        var minutes = Minutes(id: "会议-\(number(below: 99))")
        minutes.record = RecordReference(name: "a.txt", format: "text", sha256: "00ff", textBytes: 1_000)
        minutes.kind = MeetingKind(kind: "people_congress", evidence: text())
        minutes.title = text()
        minutes.kicker = text()
        minutes.subheadlines = texts()
        minutes.organisation = text()
        minutes.session = text()
        minutes.sitting = text()
        minutes.meetingDate = MeetingDate(
            iso: "XXXX-02-29", isoEnd: "2031-03-01", text: "2月29日", inferred: true, derivation: "none", origin: origin()
        )
        minutes.publicationTime = text()
        minutes.place = text()
        minutes.chair = texts()
        minutes.speakers = texts()
        minutes.attendees = [
            AttendeeGroup(role: text(), unit: text(), names: texts()), AttendeeGroup(role: text(), groups: texts()),
        ]
        minutes.counts.expected = Placed(number(below: 400), origin())
        minutes.counts.present = Placed(number(below: 400), origin())
        minutes.counts.absent = Placed(number(below: 400), origin())
        minutes.counts.observers = Placed(0, origin())
        minutes.counts.alternates = Placed(1, origin())
        minutes.counts.quorumStated = Placed(true, origin())
        minutes.agenda = texts()
        minutes.resolutions = [
            Resolution(verb: text(), text: text()),
            Resolution(
                verb: text(), text: text(), votes: text(), paragraphs: texts(), title: text(), adoption: text()),
        ]
        minutes.appointments = Appointment.Action.allCases.map { Appointment(action: $0, person: text(), post: text()) }
        minutes.proceedings = texts()
        minutes.speeches = [
            Speech(
                speaker: text(), lead: texts(),
                points: [Speech.Point(heading: text(), body: texts()), Speech.Point(heading: text())], closing: texts()),
            Speech(speaker: text()),
        ]
        minutes.statements = [Statement(verb: text(), text: text())]
        minutes.annexes = [Annex(title: text(), paragraphs: texts()), Annex(title: text())]
        for fact in DocumentFact.allCases { minutes.document[fact] = text() }
        minutes.captions = texts()
        minutes.photographs = (0...number(below: 3)).map { number in
            var photograph = Photograph(
                file: "picture-\(number).png", caption: number > 0 ? text() : nil, alternate: number > 1 ? text() : nil)
            photograph.named = number > 0 ? "a/\(number).png" : nil
            photograph.sha256 = "00ff"
            photograph.width = self.number(below: 900)
            photograph.height = self.number(below: 900)
            return photograph
        }
        minutes.reporters = texts()
        minutes.photographers = texts()
        minutes.editors = texts()
        minutes.recorder = text()
        minutes.source = text()
        minutes.boilerplateLines = texts()
        minutes.remainder = [Remainder(text: text(), reason: "not-understood")]
        minutes.diagnostics = [
            Diagnostic(.warning, Diagnostic.Code("x.y"), "message", at: 3..<9, hints: ["one", "two"]),
            Diagnostic(.error, Diagnostic.Code("x.z"), "other"),
        ]
        return minutes
    }
}
