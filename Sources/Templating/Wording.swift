import MinutesModel

/// A value of the minutes a template's words may name in braces, `{session}`; spelt as in `minutes.json`.
package enum WordingField: String, Sendable, Hashable, CaseIterable {
    case title, kicker, organisation, session, sitting, place, source, recorder
    case meetingDate = "meeting_date"
    case publicationTime = "publication_time"
    case chair, speakers, reporters, photographers, editors
    case expected, present, absent, observers, alternates
    // Derived from the counts.
    case attendanceRate = "attendance_rate"
    case quorum
    // What the document says of itself.
    case organ
    case documentNumber = "document_number"
    case copyNumber = "copy_number"
    case secrecy, urgency, signer
    case sentTo = "sent_to"
    case copiedTo = "copied_to"
    case issuer, issued, copies, signatory
    case signedOn = "signed_on"
    case remark
    // Of one item of a list.
    case speaker, verb, text, votes, person, post, number, resolution
    case resolutionTitle = "resolution_title"
    case adoption

    /// Those of the meeting as a whole.
    static let ofMinutes: [WordingField] =
        [
            .title, .kicker, .organisation, .session, .sitting, .place, .source, .recorder, .meetingDate,
            .publicationTime,
            .chair, .speakers, .reporters, .photographers, .editors, .expected, .present, .absent, .observers,
            .alternates,
            .attendanceRate, .quorum,
        ] + DocumentFact.allCases.compactMap { WordingField(rawValue: $0.rawValue) }
}

/// Words of a template with fields in braces: `{session}{sitting}纪要`.
package struct Wording: Sendable, Hashable {
    package enum Piece: Sendable, Hashable {
        case words(String)
        case field(WordingField)
    }
    package var pieces: [Piece]

    package init(_ pieces: [Piece]) { self.pieces = pieces }

    package var fields: [WordingField] {
        pieces.compactMap { piece in
            if case .field(let field) = piece { field } else { nil }
        }
    }

    package var spelling: String {
        pieces.map { piece in
            switch piece {
            case .words(let words): words
            case .field(let field): "{\(field.rawValue)}"
            }
        }.joined()
    }
}

extension Wording {
    enum Mistake: Error { case unknownField(String), unclosedBrace }

    /// Reads `{session}纪要`; only `allowed` fields may stand in it.
    init(reading text: String, allowed: [WordingField]) throws(Mistake) {
        pieces = []
        var rest = text[...]
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
            if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
            guard let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}")) else { throw .unclosedBrace }
            let name = String(rest[rest.utf8.index(after: open)..<close])
            guard let field = WordingField(rawValue: name), allowed.contains(field) else { throw .unknownField(name) }
            pieces.append(.field(field))
            rest = rest[rest.utf8.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.words(String(rest))) }
    }
}
