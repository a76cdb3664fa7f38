import MinutesModel
import Provenance

/// The values of a meeting that wording may name.
struct MinutesFields {
    let minutes: Minutes
    let source: SourceText
    /// Between the names of one field.
    var separator = "、"

    /// The first wording all of whose fields have a value.
    func first(of wordings: [Wording]) -> [Fragment]? {
        wordings.lazy.compactMap { $0.filled(value) }.first
    }

    func value(_ field: WordingField) -> [Fragment]? {
        switch field {
        case .title: prose(minutes.title)
        case .kicker: prose(minutes.kicker)
        case .organisation: prose(minutes.organisation)
        case .session: prose(minutes.session)
        case .sitting: sitting
        case .place: prose(minutes.place)
        case .source: prose(minutes.source)
        case .recorder: names([minutes.recorder].compactMap(\.self))
        // A time stamp is data, not a sentence: its blank stays.
        case .publicationTime: minutes.publicationTime.flatMap { $0.value.isEmpty ? nil : [$0.fragment] }
        case .meetingDate: minutes.meetingDate.map { [date($0)] }
        case .chair: names(minutes.chair)
        case .speakers: names(minutes.speakers)
        case .reporters: names(minutes.reporters)
        case .photographers: names(minutes.photographers)
        case .editors: names(minutes.editors)
        case .expected, .present, .absent, .observers, .alternates:
            count(field).map { [Fragment(text: String($0.value), origin: $0.origin)] }
        case .speaker, .verb, .text, .votes, .person, .post, .number: nil
        }
    }

    func count(_ field: WordingField) -> Placed<Int>? {
        switch field {
        case .expected: minutes.counts.expected
        case .present: minutes.counts.present
        case .absent: minutes.counts.absent
        case .observers: minutes.counts.observers
        case .alternates: minutes.counts.alternates
        default: nil
        }
    }

    private func prose(_ placed: PlacedText?) -> [Fragment]? { source.prose(placed).map { [$0] } }

    private func names(_ placed: [PlacedText]) -> [Fragment]? {
        let fragments = placed.compactMap { source.name($0) }
        return fragments.isEmpty ? nil : fragments.joined(by: separator)
    }

    /// Not where the session's words name it already.
    private var sitting: [Fragment]? {
        guard let sitting = source.prose(minutes.sitting),
            source.prose(minutes.session)?.text.contains(sitting.text) != true
        else { return nil }
        return [sitting]
    }

    /// In full where the year is known: the source's own words if they say just that, else a derived value.
    private func date(_ date: MeetingDate) -> Fragment {
        let words = source.prose(date.text)
        guard let full = fullDate(date.iso, to: date.isoEnd), full != words else {
            return Fragment(text: words, origin: date.origin)
        }
        return Fragment(text: full, origin: .derived(date.derivation ?? "date in full"))
    }
}

extension PlacedText {
    fileprivate var fragment: Fragment { Fragment(text: value, origin: origin) }
}
