import OrderedJSON
import Provenance

/// Reads the parts of minutes that are objects of their own.
struct PartReader {
    var placed: PlacedReader

    func meetingDate(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> MeetingDate {
        var object = try ObjectReader(node, path)
        let date = MeetingDate(
            iso: try object.required("iso", isoDate), isoEnd: try object.optional("iso_end", isoDate),
            text: try object.optional("text", readString) ?? "",
            inferred: try object.optional("inferred", readBool) ?? false,
            derivation: try object.optional("derivation", readString),
            origin: try placed.origin(of: &object, node))
        object.keepOthers(placed.kept)
        return date
    }

    func meetingKind(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> MeetingKind {
        var object = try ObjectReader(node, path)
        let kind = MeetingKind(
            kind: try object.required("kind", readString), evidence: try object.optional("evidence", placed.text))
        object.keepOthers(placed.kept)
        return kind
    }

    /// `2024-03-29`, or `XXXX-03-29` where the year is not known.
    private func isoDate(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> String {
        let text = try readString(node, path)
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let widths = parts.map(\.utf8.count) == [4, 2, 2]
        guard widths, parts[0] == "XXXX" || isNumber(parts[0], in: 1...9999), isNumber(parts[1], in: 1...12),
            isNumber(parts[2], in: 1...31)
        else {
            throw MinutesJSONError(
                .badValue, path, at: node.offset, "\"\(text)\" is no date", hint: "write a date as 2024-03-29")
        }
        return text
    }

    private func isNumber(_ digits: Substring, in range: ClosedRange<Int>) -> Bool {
        digits.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
            && Int(digits).map(range.contains) == true
    }

    func attendeeGroup(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> AttendeeGroup {
        var object = try ObjectReader(node, path)
        let group = AttendeeGroup(
            role: try object.required("role", placed.text), unit: try object.optional("unit", placed.text),
            names: try object.list("names", placed.text),
            groups: try object.list("groups", placed.text))
        object.keepOthers(placed.kept)
        return group
    }

    func counts(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Counts {
        var object = try ObjectReader(node, path)
        var counts = Counts()
        counts.expected = try object.optional("expected", placed.count)
        counts.present = try object.optional("present", placed.count)
        counts.absent = try object.optional("absent", placed.count)
        counts.observers = try object.optional("observers", placed.count)
        counts.alternates = try object.optional("alternates", placed.count)
        counts.quorumStated = try object.optional("quorum_stated", placed.flag)
        object.keepOthers(placed.kept)
        return counts
    }

    func resolution(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Resolution {
        var object = try ObjectReader(node, path)
        let resolution = Resolution(
            verb: try object.required("verb", placed.text), text: try object.required("text", placed.text),
            votes: try object.optional("votes", placed.text), paragraphs: try object.list("paragraphs", placed.text),
            title: try object.optional("title", placed.text), adoption: try object.optional("adoption", placed.text))
        object.keepOthers(placed.kept)
        return resolution
    }

    func annex(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Annex {
        var object = try ObjectReader(node, path)
        let annex = Annex(
            title: try object.required("title", placed.text), paragraphs: try object.list("paragraphs", placed.text))
        object.keepOthers(placed.kept)
        return annex
    }

    func photograph(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Photograph {
        var object = try ObjectReader(node, path)
        var photograph = Photograph(
            file: try object.required("file", readString), caption: try object.optional("caption", placed.text),
            alternate: try object.optional("alternate", placed.text))
        photograph.named = try object.optional("named", readString)
        photograph.sha256 = try object.optional("sha256", readString)
        photograph.width = try object.optional("width", readCount)
        photograph.height = try object.optional("height", readCount)
        object.keepOthers(placed.kept)
        return photograph
    }

    func document(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> [DocumentFact: PlacedText] {
        var object = try ObjectReader(node, path)
        var facts: [DocumentFact: PlacedText] = [:]
        for fact in DocumentFact.allCases { facts[fact] = try object.optional(fact.rawValue, placed.text) }
        object.keepOthers(placed.kept)
        return facts
    }

    func appointment(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Appointment {
        var object = try ObjectReader(node, path)
        let appointment = Appointment(
            action: try object.required("action", action), person: try object.required("person", placed.text),
            post: try object.optional("post", placed.text))
        object.keepOthers(placed.kept)
        return appointment
    }

    private func action(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Appointment.Action {
        try word(node, path, Appointment.Action.init(rawValue:), of: Appointment.Action.allCases.map(\.rawValue))
    }

    private func word<Value>(
        _ node: JSONNode, _ path: String, _ make: (String) -> Value?, of words: [String]
    ) throws(MinutesJSONError) -> Value {
        let text = try readString(node, path)
        if let value = make(text) { return value }
        throw MinutesJSONError(
            .badValue, path, at: node.offset, "\"\(text)\" is not known here",
            hint: "one of: \(words.joined(separator: ", "))")
    }

    func speech(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Speech {
        var object = try ObjectReader(node, path)
        let speech = Speech(
            speaker: try object.required("speaker", placed.text), lead: try object.list("lead", placed.text),
            points: try object.list("points", point), closing: try object.list("paragraphs", placed.text))
        object.keepOthers(placed.kept)
        return speech
    }

    private func point(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Speech.Point {
        var object = try ObjectReader(node, path)
        let point = Speech.Point(
            heading: try object.required("heading", placed.text), body: try object.list("body", placed.text))
        object.keepOthers(placed.kept)
        return point
    }

    func statement(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Statement {
        var object = try ObjectReader(node, path)
        let statement = Statement(
            verb: try object.required("verb", placed.text), text: try object.required("text", placed.text))
        object.keepOthers(placed.kept)
        return statement
    }

    func remainder(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Remainder {
        var object = try ObjectReader(node, path)
        let remainder = Remainder(
            text: try object.required("text", placed.text), reason: try object.required("reason", readString))
        object.keepOthers(placed.kept)
        return remainder
    }

    func diagnostic(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Diagnostic {
        var object = try ObjectReader(node, path)
        let diagnostic = Diagnostic(
            try object.required("severity", severity),
            Diagnostic.Code(try object.required("code", readString)), try object.required("message", readString),
            at: try object.optional("at", placed.range), hints: try object.list("hints", readString))
        object.keepOthers(placed.kept)
        return diagnostic
    }

    private func severity(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Diagnostic.Severity {
        try word(node, path, Diagnostic.Severity.init(rawValue:), of: ["warning", "error"])
    }
}
