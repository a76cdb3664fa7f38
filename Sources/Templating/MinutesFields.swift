import MinutesModel
import Provenance

/// The values of a meeting that wording may name.
///
/// A class, since each wording asks it: a copy of the minutes would count all their references.
final class MinutesFields: Sendable {
    let minutes: Minutes
    let source: SourceText
    private let settings: [DocumentFact: String]
    /// Between the names of one field.
    private let separator: String

    init(minutes: Minutes, source: SourceText, settings: [DocumentFact: String], separator: String = "、") {
        self.minutes = minutes
        self.source = source
        self.settings = settings
        self.separator = separator
    }

    /// The same values with something else between names.
    func separated(by separator: String) -> MinutesFields {
        MinutesFields(minutes: minutes, source: source, settings: settings, separator: separator)
    }

    /// The first wording all of whose fields have a value.
    func first(of wordings: [Wording]) -> [Fragment]? {
        wordings.lazy.compactMap { $0.filled(self.value) }.first
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
        case .attendanceRate, .quorum: derived(field).map { [$0] }
        case .organ, .documentNumber, .copyNumber, .secrecy, .urgency, .signer, .sentTo, .copiedTo, .issuer, .issued,
            .copies, .signatory, .signedOn, .remark:
            DocumentFact(rawValue: field.rawValue).flatMap(fact)
        case .speaker, .verb, .text, .votes, .person, .post, .number, .resolution, .resolutionTitle,
            .adoption:
            nil
        }
    }

    /// The record's own words, else the office's.
    private func fact(_ fact: DocumentFact) -> [Fragment]? {
        if let own = source.prose(minutes.document[fact]) { return [own] }
        return settings[fact].flatMap { $0.isEmpty ? nil : [Fragment.words($0)] }
    }

    /// A number that the program works out from the counts.
    private func derived(_ field: WordingField) -> Fragment? {
        guard let expected = minutes.counts.expected?.value, expected > 0 else { return nil }
        switch field {
        case .attendanceRate:
            guard let present = minutes.counts.present?.value, present <= expected else { return nil }
            return Fragment(text: percentage(present, of: expected), origin: .derived("present / expected"))
        case .quorum:
            return quorum(of: minutes.kind, expected: expected).map {
                Fragment(text: String($0), origin: .derived("quorum of \(minutes.kind?.kind ?? "")"))
            }
        default: return nil
        }
    }

    /// The value is a number the program worked out.
    func isDerivedNumber(_ field: WordingField) -> Bool {
        if field == .attendanceRate || field == .quorum { return true }
        if case .derived = count(field)?.origin { return true }
        return false
    }

    /// The source states a quorum, or its counts reach the number that this kind of body needs.
    var quorumIsMet: (isMet: Bool, isDerived: Bool) {
        if let stated = minutes.counts.quorumStated?.value { return (stated, false) }
        guard let expected = minutes.counts.expected?.value, let present = minutes.counts.present?.value,
            let needed = quorum(of: minutes.kind, expected: expected)
        else { return (false, true) }
        return (present >= needed, true)
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
            source.prose(minutes.session)?.text.holds(sitting.text) != true
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
