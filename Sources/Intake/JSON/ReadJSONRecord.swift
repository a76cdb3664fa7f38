import OrderedJSON
import Provenance

/// Reads a record given as one JSON object (`docs/minutes-json.md`, "The record").
///
/// - Parameter bytes: UTF-8; origins of the record's text are offsets in it.
func readJSONRecord(_ bytes: [UInt8], fields: FieldMapping, limits: IntakeLimits) throws(IntakeError) -> RecordDraft {
    let root: JSONNode
    do {
        root = try readJSON(bytes)
    } catch {
        throw IntakeError(
            .jsonSyntax, at: error.offset, "\(error.message) [\(error.code.rawValue)]",
            hint: "the record must be valid JSON")
    }
    guard case .object(let members) = root.content else {
        throw shapeError(FoundValue(node: root, path: "$"), "the record is \(article(root)), not an object")
    }
    var composer = RecordComposer(bytes: bytes, limits: limits)
    for name in FieldName.allCases {
        // A JSON null says that the record does not have the field.
        let values = fields.fields[name]?.lazy.map { $0.values(in: root) }.first { !$0.isEmpty } ?? []
        try composer.add(name, values)
    }
    guard !composer.draft.fields.isEmpty else {
        throw shapeError(
            FoundValue(node: root, path: "$"), "the record has none of the fields that make up a text")
    }
    composer.draft.id = try ownID(root, fields)
    if fields.isStandard { composer.draft.diagnostics = unreadFields(members) }
    return composer.draft
}

private func unreadFields(_ members: [JSONNode.Member]) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let known = Set(FieldName.allCases.flatMap(\.keys) + ["id"])
    for member in members where !known.contains(member.key) {
        diagnostics.append(
            Diagnostic(
                .warning, Diagnostic.Code("intake.unknown-field"), "the field \"\(member.key)\" is not read",
                hints: ["put what the minutes need into \"content\", or say with --fields where it stands"]))
    }
    for name in FieldName.allCases {
        let given = name.keys.flatMap { key in members.filter { $0.key == key && $0.node.content != .null } }
        for member in given.dropFirst() {
            diagnostics.append(
                Diagnostic(
                    .warning, Diagnostic.Code("intake.second-field"),
                    "the field \"\(member.key)\" is not read, since the record has another one of its meaning"))
        }
    }
    return diagnostics
}

private func ownID(_ root: JSONNode, _ fields: FieldMapping) throws(IntakeError) -> String? {
    guard let value = fields.id.lazy.compactMap({ $0.values(in: root).first }).first else { return nil }
    switch value.node.content {
    case .string(let id), .number(let id): return safeFolderName(id)
    default: throw shapeError(value, "the id is \(article(value.node)), not a string")
    }
}

private func article(_ node: JSONNode) -> String {
    let kind = node.kindName
    return (kind == "array" || kind == "object" ? "an " : "a ") + kind
}

private func shapeError(_ value: FoundValue, _ message: String) -> IntakeError {
    IntakeError(
        .jsonShape, at: value.node.offset, jsonPath: value.path, message,
        hint: "a record is one object with the fields id, title, publication_time, publisher and content, all strings")
}

/// Puts the values of the fields one after another, a blank line between them.
private struct RecordComposer {
    let bytes: [UInt8]
    let limits: IntakeLimits
    var draft = RecordDraft()

    init(bytes: [UInt8], limits: IntakeLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func add(_ name: FieldName, _ values: [FoundValue]) throws(IntakeError) {
        var ranges: [ByteRange] = []
        for value in values {
            switch value.node.content {
            case .string: ranges += try append(value, name)
            case .array(let elements):
                for (index, element) in elements.enumerated() {
                    let paragraph = FoundValue(node: element, path: "\(value.path)[\(index)]")
                    guard case .string = element.content else {
                        throw shapeError(paragraph, "the paragraph is \(article(element)), not a string")
                    }
                    ranges += try append(paragraph, name)
                }
            default:
                throw shapeError(
                    value, "the field is \(article(value.node)), not a string or an array of strings")
            }
        }
        if !ranges.isEmpty { draft.fields.append(DeclaredField(name: name, ranges: ranges)) }
    }

    /// - Returns: nothing for a value of white space only, which is left out.
    private mutating func append(_ value: FoundValue, _ name: FieldName) throws(IntakeError) -> [ByteRange] {
        guard case .string(let words) = value.node.content else { return [] }
        let text = traceString(words, at: value.node.offset, in: bytes)
        if let control = text.bytes.first(where: isForbiddenControl) {
            throw controlError(control, at: value.node.offset, jsonPath: value.path)
        }
        guard holdsHTML(text.bytes) else {
            return draft.append(text.folded(), kind: .field(name), gap: 1).map { [$0] } ?? []
        }
        var ranges: [ByteRange] = []
        for (paragraph, kind) in try fragment(text, value) {
            let kind = kind == .caption && name == .content ? kind : .field(name)
            if let range = draft.append(paragraph.folded(), kind: kind, gap: 1) { ranges.append(range) }
        }
        return ranges
    }

    private func fragment(_ text: TracedText, _ value: FoundValue) throws(IntakeError) -> [(TracedText, Line.Kind)] {
        do {
            return try readHTMLFragment(text, limits: limits)
        } catch {
            var error = error
            error.byteOffset = text.origins.source(at: error.byteOffset)
            error.jsonPath = value.path
            throw error
        }
    }
}
