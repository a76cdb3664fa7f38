import OrderedJSON
import Provenance

extension Minutes {
    /// Reads minutes from JSON: what `jsonBytes` wrote, or what a person wrote or corrected.
    ///
    /// Every value may be plain or placed. A key that is missing, null or an empty array means the same. Keys of the
    /// outermost object that are not known are kept in `unknown`, those of inner objects in `unknownInside`; `points` repeats the speeches and is not read.
    package init(readingJSON bytes: [UInt8]) throws(MinutesJSONError) {
        let root: JSONNode
        do { root = try readJSON(bytes) } catch { throw MinutesJSONError(error) }
        try self.init(root)
    }

    private init(_ root: JSONNode) throws(MinutesJSONError) {
        var object = try ObjectReader(root, "$")
        _ = try object.required("schema", readSchema)
        self.init(id: try object.required("id", readID))
        let kept = KeptKeys()
        record = try object.optional("record") { node, path throws(MinutesJSONError) in
            try readRecordReference(node, path, kept)
        }
        let text = PlacedReader(textBytes: record?.textBytes, kept: kept).text
        title = try object.optional("title", text)
        kicker = try object.optional("kicker", text)
        subheadlines = try object.list("subheadlines", text)
        organisation = try object.optional("organisation", text)
        session = try object.optional("session", text)
        sitting = try object.optional("sitting", text)
        let parts = PartReader(placed: PlacedReader(textBytes: record?.textBytes, kept: kept))
        kind = try object.optional("meeting_kind", parts.meetingKind)
        meetingDate = try object.optional("meeting_date", parts.meetingDate)
        publicationTime = try object.optional("publication_time", text)
        place = try object.optional("place", text)
        chair = try object.list("chair", text)
        speakers = try object.list("speakers", text)
        attendees = try object.list("attendees", parts.attendeeGroup)
        counts = try object.optional("counts", parts.counts) ?? Counts()
        agenda = try object.list("agenda", text)
        resolutions = try object.list("resolutions", parts.resolution)
        appointments = try object.list("appointments", parts.appointment)
        _ = try object.optional("points") { _, _ in true }
        proceedings = try object.list("proceedings", text)
        speeches = try object.list("speeches", parts.speech)
        statements = try object.list("statements", parts.statement)
        annexes = try object.list("annexes", parts.annex)
        document = try object.optional("document", parts.document) ?? [:]
        captions = try object.list("captions", text)
        photographs = try object.list("photographs", parts.photograph)
        reporters = try object.list("reporters", text)
        photographers = try object.list("photographers", text)
        editors = try object.list("editors", text)
        recorder = try object.optional("recorder", text)
        source = try object.optional("source", text)
        boilerplateLines = try object.list("boilerplate_lines", text)
        remainder = try object.list("remainder", parts.remainder)
        diagnostics = try object.list("diagnostics", parts.diagnostic)
        if case .object(let members) = root.content {
            unknownInside = kept.members
            unknown = members.filter { !object.asked.contains($0.key) }.map { JSONMember($0.key, $0.node.value) }
        }
    }
}

private func readSchema(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> String {
    let schema = try readString(node, path)
    guard schema == Minutes.schema else {
        throw MinutesJSONError(
            .unknownSchema, path, at: node.offset, "the schema \"\(schema)\" is not known",
            hint: "this program reads \"\(Minutes.schema)\"")
    }
    return schema
}

/// The id names a folder, so it must not lead out of one.
private func readID(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> String {
    let id = try readString(node, path)
    let bad = id.isEmpty || id.utf8.count > 200 || id.hasPrefix(".") || id.contains { $0 == "/" || $0 == "\\" }
    guard !bad, !id.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
        throw MinutesJSONError(
            .badID, path, at: node.offset, "the id cannot name a folder",
            hint: "use 1 to 200 bytes without slashes and control characters, not starting with a full stop")
    }
    return id
}

private func readRecordReference(
    _ node: JSONNode, _ path: String, _ kept: KeptKeys
) throws(MinutesJSONError) -> RecordReference {
    var object = try ObjectReader(node, path)
    var reference = RecordReference(
        name: try object.required("name", readString), format: try object.required("format", readString),
        sha256: try object.required("sha256", readString), textBytes: try object.required("text_bytes", readCount))
    reference.encoding = try object.optional("encoding", readString)
    object.keepOthers(kept)
    return reference
}
