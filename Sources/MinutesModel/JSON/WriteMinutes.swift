package import OrderedJSON
import Provenance

extension Minutes {
    package static let schema = "jiyao.minutes/1"

    /// The minutes as `docs/minutes-json.md` describes them. Empty fields are left out; the order of keys is fixed.
    package func json() -> JSONValue {
        var object = ObjectWriter()
        object["schema"] = .string(Minutes.schema)
        object["id"] = .string(id)
        object["record"] = record.map(encoded)
        object["meeting_kind"] = kind.map(encoded)
        object["title"] = title.map(encoded)
        object["kicker"] = kicker.map(encoded)
        object["subheadlines"] = list(subheadlines)
        object["organisation"] = organisation.map(encoded)
        object["session"] = session.map(encoded)
        object["sitting"] = sitting.map(encoded)
        object["meeting_date"] = meetingDate.map(encoded)
        object["publication_time"] = publicationTime.map(encoded)
        object["place"] = place.map(encoded)
        object["chair"] = list(chair)
        object["speakers"] = list(speakers)
        object["attendees"] = list(attendees, encoded)
        object["counts"] = encoded(counts)
        object["agenda"] = list(agenda)
        object["resolutions"] = list(resolutions, encoded)
        object["appointments"] = list(appointments, encoded)
        object["points"] = points
        object["proceedings"] = list(proceedings)
        object["speeches"] = list(speeches, encoded)
        object["statements"] = list(statements, encoded)
        object["annexes"] = list(annexes, encoded)
        object["document"] = encoded(document)
        object["captions"] = list(captions)
        object["photographs"] = list(photographs, encoded)
        object["reporters"] = list(reporters)
        object["photographers"] = list(photographers)
        object["editors"] = list(editors)
        object["recorder"] = recorder.map(encoded)
        object["source"] = source.map(encoded)
        object["boilerplate_lines"] = list(boilerplateLines)
        object["remainder"] = list(remainder, encoded)
        object["diagnostics"] = list(diagnostics, encoded)
        let known = JSONValue.object(object.members)
        guard case .object(let members) = unknownInside.reduce(known, { $0.adding($1.members, at: steps(of: $1.path)) })
        else { return known }
        return .object(members + unknown)
    }

    /// `json()` as UTF-8 with a final newline; equal minutes give equal bytes.
    package func jsonBytes() -> [UInt8] { json().prettyBytes() }

    /// A view of the speeches, one entry a point; written for comparison with annotated articles, never read.
    private var points: JSONValue? {
        let entries = speeches.flatMap { speech in
            speech.points.map { point in
                var object = ObjectWriter()
                object["speaker"] = encoded(speech.speaker)
                object["text"] = encoded(point.heading)
                return object.value
            }
        }
        return entries.isEmpty ? nil : .array(entries)
    }
}

/// Members in the order of assignment; nil writes nothing.
private struct ObjectWriter {
    var members: [JSONMember] = []
    var value: JSONValue { .object(members) }

    subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set { if let newValue { members.append(JSONMember(key, newValue)) } }
    }
}

private func list<Element>(_ elements: [Element], _ json: (Element) -> JSONValue) -> JSONValue? {
    elements.isEmpty ? nil : .array(elements.map(json))
}

private func list(_ values: [PlacedText]) -> JSONValue? { list(values, encoded) }

private func encoded(_ range: ByteRange) -> JSONValue {
    .array([.number(String(range.lowerBound)), .number(String(range.upperBound))])
}

private func placed(_ value: JSONValue, _ origin: Origin) -> JSONValue {
    switch origin {
    case .source(let ranges, let rule):
        .object([
            JSONMember("value", value), JSONMember("at", .array(ranges.map(encoded))),
            JSONMember("rule", .string(rule)),
        ])
    case .derived(let rule): .object([JSONMember("value", value), JSONMember("derived", .string(rule))])
    case .written, .template: value
    }
}

private func encoded(_ text: PlacedText) -> JSONValue { placed(.string(text.value), text.origin) }

private func encoded(_ record: RecordReference) -> JSONValue {
    .object(
        [
            JSONMember("name", .string(record.name)), JSONMember("format", .string(record.format)),
            JSONMember("sha256", .string(record.sha256)), JSONMember("text_bytes", .number(String(record.textBytes))),
        ] + (record.encoding.map { [JSONMember("encoding", .string($0))] } ?? []))
}

private func encoded(_ date: MeetingDate) -> JSONValue {
    var object = ObjectWriter()
    object["iso"] = .string(date.iso)
    object["iso_end"] = date.isoEnd.map(JSONValue.string)
    object["text"] = .string(date.text)
    object["inferred"] = .bool(date.inferred)
    object["derivation"] = date.derivation.map(JSONValue.string)
    switch date.origin {
    case .source(let ranges, let rule):
        object["at"] = .array(ranges.map(encoded))
        object["rule"] = .string(rule)
    case .derived(let rule): object["derived"] = .string(rule)
    case .written, .template: break
    }
    return object.value
}

private func encoded(_ kind: MeetingKind) -> JSONValue {
    var object = ObjectWriter()
    object["kind"] = .string(kind.kind)
    object["evidence"] = kind.evidence.map(encoded)
    return object.value
}

private func encoded(_ group: AttendeeGroup) -> JSONValue {
    var object = ObjectWriter()
    object["role"] = encoded(group.role)
    object["unit"] = group.unit.map(encoded)
    object["names"] = list(group.names)
    object["groups"] = list(group.groups)
    return object.value
}

private func encoded(_ counts: Counts) -> JSONValue? {
    func number(_ count: Placed<Int>?) -> JSONValue? { count.map { placed(.number(String($0.value)), $0.origin) } }
    var object = ObjectWriter()
    object["expected"] = number(counts.expected)
    object["present"] = number(counts.present)
    object["absent"] = number(counts.absent)
    object["observers"] = number(counts.observers)
    object["alternates"] = number(counts.alternates)
    object["quorum_stated"] = counts.quorumStated.map { placed(.bool($0.value), $0.origin) }
    return object.members.isEmpty ? nil : object.value
}

private func encoded(_ resolution: Resolution) -> JSONValue {
    var object = ObjectWriter()
    object["verb"] = encoded(resolution.verb)
    object["text"] = encoded(resolution.text)
    object["votes"] = resolution.votes.map(encoded)
    object["title"] = resolution.title.map(encoded)
    object["adoption"] = resolution.adoption.map(encoded)
    object["paragraphs"] = list(resolution.paragraphs)
    return object.value
}

private func encoded(_ annex: Annex) -> JSONValue {
    var object = ObjectWriter()
    object["title"] = encoded(annex.title)
    object["paragraphs"] = list(annex.paragraphs)
    return object.value
}

private func encoded(_ photograph: Photograph) -> JSONValue {
    var object = ObjectWriter()
    object["file"] = .string(photograph.file)
    object["named"] = photograph.named.map(JSONValue.string)
    object["caption"] = photograph.caption.map(encoded)
    object["alternate"] = photograph.alternate.map(encoded)
    object["sha256"] = photograph.sha256.map(JSONValue.string)
    object["width"] = photograph.width.map { .number(String($0)) }
    object["height"] = photograph.height.map { .number(String($0)) }
    return object.value
}

private func encoded(_ facts: [DocumentFact: PlacedText]) -> JSONValue? {
    var object = ObjectWriter()
    for fact in DocumentFact.allCases { object[fact.rawValue] = facts[fact].map(encoded) }
    return object.members.isEmpty ? nil : object.value
}

private func encoded(_ appointment: Appointment) -> JSONValue {
    var object = ObjectWriter()
    object["action"] = .string(appointment.action.rawValue)
    object["person"] = encoded(appointment.person)
    object["post"] = appointment.post.map(encoded)
    return object.value
}

private func encoded(_ speech: Speech) -> JSONValue {
    var object = ObjectWriter()
    object["speaker"] = encoded(speech.speaker)
    object["lead"] = list(speech.lead)
    object["points"] = list(speech.points) { point in
        var object = ObjectWriter()
        object["heading"] = encoded(point.heading)
        object["body"] = list(point.body)
        return object.value
    }
    object["paragraphs"] = list(speech.closing)
    return object.value
}

private func encoded(_ statement: Statement) -> JSONValue {
    .object([JSONMember("verb", encoded(statement.verb)), JSONMember("text", encoded(statement.text))])
}

private func encoded(_ remainder: Remainder) -> JSONValue {
    .object([JSONMember("text", encoded(remainder.text)), JSONMember("reason", .string(remainder.reason))])
}

private func encoded(_ diagnostic: Diagnostic) -> JSONValue {
    var object = ObjectWriter()
    object["severity"] = .string(diagnostic.severity.rawValue)
    object["code"] = .string(diagnostic.code.rawValue)
    object["message"] = .string(diagnostic.message)
    object["at"] = diagnostic.at.map(encoded)
    object["hints"] = list(diagnostic.hints, JSONValue.string)
    return object.value
}
