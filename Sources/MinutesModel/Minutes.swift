package import OrderedJSON
package import Provenance

/// The structured minutes of one record (`"schema": "jiyao.minutes/1"`).
///
/// Field names in JSON are those of the corpus (`meeting_date`, `publication_time`, `boilerplate_lines` …).
/// A machine fills it, a person may correct it; nothing later in the flow looks at the source again.
package struct Minutes: Sendable, Hashable {
    /// Safe as a folder name: the record's own id, else the input's file stem.
    package var id: String
    /// What was read: absent in minutes a person wrote from nothing.
    package var record: RecordReference?

    /// What kind of meeting it was, with the words that tell it.
    package var kind: MeetingKind?
    package var title: PlacedText?
    package var kicker: PlacedText?
    package var subheadlines: [PlacedText] = []
    package var organisation: PlacedText?
    package var session: PlacedText?
    package var sitting: PlacedText?
    package var meetingDate: MeetingDate?
    package var publicationTime: PlacedText?
    package var place: PlacedText?
    package var chair: [PlacedText] = []
    package var speakers: [PlacedText] = []
    package var attendees: [AttendeeGroup] = []
    package var counts = Counts()
    package var agenda: [PlacedText] = []
    package var resolutions: [Resolution] = []
    package var appointments: [Appointment] = []
    /// The course of the meeting in the source's own sentences: opening, closing, what no other field carries.
    package var proceedings: [PlacedText] = []
    package var speeches: [Speech] = []
    package var statements: [Statement] = []
    package var annexes: [Annex] = []
    /// Number, organ, addressees of the document itself.
    package var document: [DocumentFact: PlacedText] = [:]
    package var captions: [PlacedText] = []
    package var photographs: [Photograph] = []
    package var reporters: [PlacedText] = []
    package var photographers: [PlacedText] = []
    package var editors: [PlacedText] = []
    package var recorder: PlacedText?
    package var source: PlacedText?
    package var boilerplateLines: [PlacedText] = []
    /// Sentences of the source that stand in no field above, with the reason.
    package var remainder: [Remainder] = []
    package var diagnostics: [Diagnostic] = []
    /// Keys this version does not know, in the order read; written back unchanged.
    package var unknown: [JSONMember] = []
    /// The same of the objects inside, each with its place; they go where their object went.
    package var unknownInside: [InnerMembers] = []

    package init(id: String) { self.id = id }
}

/// Members of an inner object that this version does not know.
package struct InnerMembers: Sendable, Hashable {
    /// `$.attendees[2].names[0]`, as read.
    package var path: String
    package var members: [JSONMember]

    package init(path: String, members: [JSONMember]) {
        self.path = path
        self.members = members
    }
}

/// The source a machine read.
package struct RecordReference: Sendable, Hashable {
    /// File name without folders.
    package var name: String
    /// `text`, `markdown`, `html`, `json`.
    package var format: String
    /// Of the input's bytes, lower-case hexadecimal.
    package var sha256: String
    /// UTF-8 length of the record's text, the space all byte ranges count in.
    package var textBytes: Int
    /// Of the input, where it is not UTF-8: `GB18030`, `Big5`, `UTF-16LE`, `UTF-16BE`.
    package var encoding: String?

    package init(name: String, format: String, sha256: String, textBytes: Int) {
        self.name = name
        self.format = format
        self.sha256 = sha256
        self.textBytes = textBytes
    }
}

/// A kind of meeting as the corpus names them: `people_congress`, `company_board` …
package struct MeetingKind: Sendable, Hashable {
    /// Lower-case letters and `_`.
    package var kind: String
    /// The words of the source that tell it.
    package var evidence: PlacedText?

    package init(kind: String, evidence: PlacedText? = nil) {
        self.kind = kind
        self.evidence = evidence
    }
}

package struct MeetingDate: Sendable, Hashable {
    /// `2024-03-29`; `XXXX-03-29` where the year cannot be known.
    package var iso: String
    package var isoEnd: String?
    /// The words of the source, `3月29日`.
    package var text: String
    /// True when the year or month was completed from elsewhere; `derivation` names the rule then.
    package var inferred: Bool
    package var derivation: String?
    package var origin: Origin

    package init(
        iso: String, isoEnd: String? = nil, text: String, inferred: Bool, derivation: String? = nil, origin: Origin
    ) {
        self.iso = iso
        self.isoEnd = isoEnd
        self.text = text
        self.inferred = inferred
        self.derivation = derivation
        self.origin = origin
    }
}

/// 名单: the people of one role, named and unnamed.
package struct AttendeeGroup: Sendable, Hashable {
    /// `出席`, `主席台前排就座`, `列席`.
    package var role: PlacedText
    /// Where the people come from, in lists by unit; such a list is a group for each unit.
    package var unit: PlacedText?
    package var names: [PlacedText]
    /// Attendees without names: `大会主席团成员`.
    package var groups: [PlacedText]

    package init(role: PlacedText, unit: PlacedText? = nil, names: [PlacedText] = [], groups: [PlacedText] = []) {
        self.role = role
        self.unit = unit
        self.names = names
        self.groups = groups
    }
}

package struct Counts: Sendable, Hashable {
    package var expected: Placed<Int>?
    package var present: Placed<Int>?
    package var absent: Placed<Int>?
    package var observers: Placed<Int>?
    package var alternates: Placed<Int>?
    package var quorumStated: Placed<Bool>?

    package init() {}
}

package struct Resolution: Sendable, Hashable {
    /// As printed: `表决通过`, `宣布`.
    package var verb: PlacedText
    package var text: PlacedText
    package var votes: PlacedText?
    /// The resolution's own text, where the source has it.
    package var paragraphs: [PlacedText]
    /// Above its own text, as the source prints it.
    package var title: PlacedText?
    /// 题注 with its parentheses, as the source prints it.
    package var adoption: PlacedText?

    package init(
        verb: PlacedText, text: PlacedText, votes: PlacedText? = nil, paragraphs: [PlacedText] = [],
        title: PlacedText? = nil, adoption: PlacedText? = nil
    ) {
        self.title = title
        self.adoption = adoption
        self.verb = verb
        self.text = text
        self.votes = votes
        self.paragraphs = paragraphs
    }
}

package struct Appointment: Sendable, Hashable {
    package enum Action: String, Sendable, Hashable, CaseIterable { case appoint, remove, elect }
    package var action: Action
    package var person: PlacedText
    package var post: PlacedText?

    package init(action: Action, person: PlacedText, post: PlacedText?) {
        self.action = action
        self.person = person
        self.post = post
    }
}

/// What one speaker said, in the order of the source: `lead`, then `points`, then `closing`.
package struct Speech: Sendable, Hashable {
    package var speaker: PlacedText
    package var lead: [PlacedText]
    package var points: [Point]
    package var closing: [PlacedText]

    package init(
        speaker: PlacedText, lead: [PlacedText] = [], points: [Point] = [], closing: [PlacedText] = []
    ) {
        self.speaker = speaker
        self.lead = lead
        self.points = points
        self.closing = closing
    }

    /// 要点: `heading` is the first sentence with its ordinal and final mark (`一要……。`), `body` what follows it.
    package struct Point: Sendable, Hashable {
        package var heading: PlacedText
        package var body: [PlacedText]

        package init(heading: PlacedText, body: [PlacedText] = []) {
            self.heading = heading
            self.body = body
        }
    }
}

/// What the meeting as a whole is said to think or ask: `会议指出`, `会议强调`.
package struct Statement: Sendable, Hashable {
    package var verb: PlacedText
    package var text: PlacedText

    package init(verb: PlacedText, text: PlacedText) {
        self.verb = verb
        self.text = text
    }
}

package struct Remainder: Sendable, Hashable {
    package var text: PlacedText
    /// A stable word: `navigation`, `caption`, `duplicate-of-heading`, `not-understood` …
    package var reason: String

    package init(text: PlacedText, reason: String) {
        self.text = text
        self.reason = reason
    }
}
