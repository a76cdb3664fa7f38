import MinutesModel
import Provenance

/// Fields that carry what a sentence says without its words, the weightiest first.
private enum CarryingField: UInt8, CaseIterable {
    case attendees = 1
    case counts, resolutions, appointments, agenda, speakers

    var reason: String { "carried-by:" + name }

    /// Spelt out: to ask Swift for a case's name takes longer than to read a short record.
    private var name: String {
        switch self {
        case .attendees: "attendees"
        case .counts: "counts"
        case .resolutions: "resolutions"
        case .appointments: "appointments"
        case .agenda: "agenda"
        case .speakers: "speakers"
        }
    }
}

/// Which characters of the source stand in a value.
struct Coverage {
    private let source: SourceText
    private var isCovered: [Bool]
    /// The raw value of the weightiest `CarryingField` at a character, 0 for none.
    private var carrier: [UInt8]
    private var isChair: [Bool]

    init(_ minutes: Minutes, _ source: SourceText) {
        self.source = source
        isCovered = Array(repeating: false, count: source.scalars.count)
        carrier = Array(repeating: 0, count: source.scalars.count)
        isChair = isCovered
        for text in minutes.wholeTexts { cover(text.origin) }
        cover(minutes.meetingDate?.origin ?? .written)
        for field in CarryingField.allCases {
            for origin in minutes.origins(of: field) { cover(origin, by: field) }
        }
        for chair in minutes.chair {
            for range in chair.origin.ranges { for index in source.span(range) { isChair[index] = true } }
        }
    }

    private mutating func cover(_ origin: Origin, by field: CarryingField? = nil) {
        for range in origin.ranges {
            for index in source.span(range) {
                isCovered[index] = true
                if let field, carrier[index] == 0 || carrier[index] > field.rawValue { carrier[index] = field.rawValue }
            }
        }
    }

    /// Why a sentence of the body need not be printed: lists carry what it says; nil when none does.
    func carryingReason(_ sentence: Span) -> String? {
        if let field = sentence.lazy.map({ carrier[$0] }).filter({ $0 > 0 }).min().flatMap(
            CarryingField.init(rawValue:))
        {
            return field.reason
        }
        // 林静主持会议。 says nothing beyond who chaired.
        let words = source.withoutFinalMarks(sentence)
        let saysChair = sentence.contains { isChair[$0] } && chairingEndings.suffix(source, of: words) != nil
        return saysChair && !sentence.contains { isComma(source.scalars[$0]) } ? "carried-by:chair" : nil
    }

    /// The stretches of a paragraph that stand in no value, without blanks at their ends.
    func gaps(in paragraph: Span) -> [Span] {
        var gaps: [Span] = []
        var start: Int?
        for index in paragraph {
            if isCovered[index] {
                if let open = start { gaps.append(source.trimmed(open..<index)) }
                start = nil
            } else if start == nil {
                start = index
            }
        }
        if let start { gaps.append(source.trimmed(start..<paragraph.upperBound)) }
        return gaps.filter { !$0.isEmpty }
    }
}

private let chairingEndings = knowledge.table("chairing-endings")

extension Minutes {
    /// Texts that are printed, or listed, as they stand.
    fileprivate var wholeTexts: [PlacedText] {
        let single = [title, kicker, organisation, session, sitting, publicationTime, place, recorder, source]
        var texts = single.compactMap { $0 } + subheadlines + chair + speakers + proceedings + captions + reporters
        texts += photographers + editors + boilerplateLines + remainder.map(\.text)
        for resolution in resolutions {
            texts += [resolution.title, resolution.adoption].compactMap { $0 } + resolution.paragraphs
        }
        for annex in annexes { texts += [annex.title] + annex.paragraphs }
        for speech in speeches {
            texts += [speech.speaker] + speech.lead + speech.closing
            for point in speech.points { texts += [point.heading] + point.body }
        }
        for statement in statements { texts += [statement.verb, statement.text] }
        return texts
    }

    fileprivate func origins(of field: CarryingField) -> [Origin] {
        switch field {
        case .attendees:
            attendees.flatMap { [$0.role] + [$0.unit].compactMap { $0 } + $0.names + $0.groups }.map(\.origin)
        case .counts:
            [counts.expected, counts.present, counts.absent, counts.observers, counts.alternates]
                .compactMap { $0?.origin } + [counts.quorumStated?.origin].compactMap { $0 }
        case .resolutions: resolutions.flatMap { [$0.verb, $0.text] + [$0.votes].compactMap { $0 } }.map(\.origin)
        case .appointments: appointments.flatMap { [$0.person] + [$0.post].compactMap { $0 } }.map(\.origin)
        case .agenda: agenda.map(\.origin)
        case .speakers: speakers.map(\.origin)
        }
    }
}
