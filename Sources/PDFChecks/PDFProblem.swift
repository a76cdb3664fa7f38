/// One way in which a file breaks a clause.
package struct PDFProblem: Sendable, Hashable {
    /// `ISO 19005-2 6.1.3`
    package var clause: String
    /// `object 12`, `page 3`, `trailer`; empty for the whole file.
    package var place: String
    package var message: String
}

/// Collects problems in the order in which they are found.
struct Findings {
    private(set) var problems: [PDFProblem] = []

    mutating func note(_ clause: Clause, _ place: String = "", _ message: String) {
        problems.append(PDFProblem(clause: clause.text, place: place, message: message))
    }

    /// Notes the message unless the condition holds.
    mutating func expect(
        _ condition: Bool, _ clause: Clause, _ place: String = "", _ message: @autoclosure () -> String
    ) {
        if !condition { note(clause, place, message()) }
    }
}

/// A place in one of the three standards a file follows.
struct Clause: ExpressibleByStringLiteral {
    var text: String

    /// `A 6.1.3`, `UA 7.1` or `PDF 7.5.4`.
    init(stringLiteral value: String) {
        let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
        let standard =
            switch parts[0] {
            case "A": "ISO 19005-2"
            case "A3": "ISO 19005-3"
            case "UA": "ISO 14289-1"
            default: "ISO 32000-1"
            }
        text = "\(standard) \(parts.last ?? "")"
    }
}
