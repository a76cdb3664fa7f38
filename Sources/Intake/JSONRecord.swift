import OrderedJSON
import Provenance

/// Reads a record given as one JSON object (`docs/minutes-json.md`, "The record").
func readJSONRecord(_ bytes: [UInt8], fallbackID: String) throws(IntakeError) -> ArticleRecord {
    let root: JSONNode
    do {
        root = try readJSON(bytes)
    } catch {
        throw IntakeError(
            .jsonSyntax, at: error.offset, "\(error.message) [\(error.code.rawValue)]",
            hint: "the record must be valid JSON")
    }
    guard case .object(let members) = root.content else {
        throw shapeError(root, "$", "the record is \(article(root)), not an object")
    }
    var composer = RecordComposer()
    var known: Set<String> = idKeys
    for name in FieldName.allCases {
        known.formUnion(name.keys)
        // A JSON null says that the record does not have the field.
        guard let member = firstMember(members, name.keys), member.node.content != .null else { continue }
        try composer.add(name, member)
    }
    guard !composer.fields.isEmpty else {
        throw shapeError(root, "$", "the record has none of the fields that make up a text")
    }
    var record = ArticleRecord(
        id: try ownID(members) ?? fallbackID, format: .json, text: String(decoding: composer.text, as: UTF8.self),
        lines: composer.lines, fields: composer.fields)
    for member in members where !known.contains(member.key) {
        record.diagnostics.append(
            Diagnostic(
                .warning, Diagnostic.Code("intake.unknown-field"), "the field \"\(member.key)\" is not read",
                hints: ["put what the minutes need into \"content\""]))
    }
    for name in FieldName.allCases {
        let given = members.filter { name.keys.contains($0.key) && $0.node.content != .null }
        for member in given.dropFirst() {
            record.diagnostics.append(
                Diagnostic(
                    .warning, Diagnostic.Code("intake.second-field"),
                    "the field \"\(member.key)\" is not read, since the record has another one of its meaning"))
        }
    }
    return record
}

private let idKeys: Set<String> = ["id"]

/// The member of the first key that is present with a value.
private func firstMember(_ members: [JSONNode.Member], _ keys: [String]) -> JSONNode.Member? {
    members.first { keys.contains($0.key) && $0.node.content != .null }
}

private func ownID(_ members: [JSONNode.Member]) throws(IntakeError) -> String? {
    guard let node = firstMember(members, ["id"])?.node else { return nil }
    switch node.content {
    case .string(let id), .number(let id): return safeFolderName(id)
    default: throw shapeError(node, "$.id", "the id is \(article(node)), not a string")
    }
}

private func article(_ node: JSONNode) -> String {
    let kind = node.kindName
    return (kind == "array" || kind == "object" ? "an " : "a ") + kind
}

private func shapeError(_ node: JSONNode, _ path: String, _ message: String) -> IntakeError {
    IntakeError(
        .jsonShape, at: node.offset, jsonPath: path, message,
        hint: "a record is one object with the fields id, title, publication_time, publisher and content, all strings")
}

/// Puts the values of the fields one after another, a blank line between them.
private struct RecordComposer {
    var text: [UInt8] = []
    var lines: [Line] = []
    var fields: [DeclaredField] = []

    mutating func add(_ name: FieldName, _ member: JSONNode.Member) throws(IntakeError) {
        let path = "$.\(member.key)"
        var ranges: [ByteRange] = []
        switch member.node.content {
        case .string(let value):
            if let range = try append(value, name, member.node, path) { ranges.append(range) }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                guard case .string(let value) = element.content else {
                    throw shapeError(element, "\(path)[\(index)]", "the paragraph is \(article(element)), not a string")
                }
                if let range = try append(value, name, element, "\(path)[\(index)]") { ranges.append(range) }
            }
        default:
            throw shapeError(
                member.node, path, "the field is \(article(member.node)), not a string or an array of strings")
        }
        if !ranges.isEmpty { fields.append(DeclaredField(name: name, ranges: ranges)) }
    }

    /// - Returns: nil for a value of white space only, which is left out.
    private mutating func append(
        _ value: String, _ name: FieldName, _ node: JSONNode, _ path: String
    ) throws(IntakeError) -> ByteRange? {
        let bytes = Array(value.utf8)
        guard !bytes.contains(where: isForbiddenControl) else {
            throw IntakeError(
                .binary, at: node.offset, jsonPath: path, "a control character stands in the text",
                hint: "remove the \\u00.. escapes from the value")
        }
        guard holdsMoreThanSpace(bytes) else { return nil }
        if !text.isEmpty {
            let end = UInt32(text.count)
            text.append(contentsOf: [UInt8(ascii: "\n"), UInt8(ascii: "\n")])
            lines.append(Line(range: end + 1..<end + 1, kind: .blank))
        }
        let start = text.count
        text.append(contentsOf: bytes)
        lines.append(contentsOf: splitLines(bytes, base: start, kind: .field(name)))
        return UInt32(start)..<UInt32(text.count)
    }
}
