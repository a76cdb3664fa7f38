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
        let paths = fields.fields.first { $0.name == name }?.paths ?? []
        let values = paths.lazy.map { $0.values(in: root) }.first { !$0.isEmpty } ?? []
        try composer.add(name, values)
    }
    try composer.addImages(fields.images.lazy.map { $0.values(in: root) }.first { !$0.isEmpty } ?? [])
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
    let known = Set(FieldName.allCases.flatMap(\.keys) + imageKeys + ["id"])
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
        let (lines, pictures) = try fragment(text, value)
        var ranges: [ByteRange?] = []
        for (paragraph, kind) in lines {
            let kind = kind == .caption && name == .content ? kind : .field(name)
            ranges.append(draft.append(paragraph.folded(), kind: kind, gap: 1))
        }
        for picture in pictures where name == .content {
            let next = ranges.dropFirst(picture.block).lazy.compactMap { $0 }.first
            draft.pictures.append(
                RecordPicture(
                    file: picture.file, place: next?.lowerBound ?? UInt32(draft.text.bytes.count),
                    caption: picture.caption.flatMap { ranges[$0] }, alternate: picture.alternate))
        }
        return ranges.compactMap { $0 }
    }

    /// Pictures stand below the text, their captions on lines of their own.
    mutating func addImages(_ values: [FoundValue]) throws(IntakeError) {
        for value in values {
            guard case .array(let elements) = value.node.content else {
                try addImage(value)
                continue
            }
            for (index, element) in elements.enumerated() {
                try addImage(FoundValue(node: element, path: "\(value.path)[\(index)]"))
            }
        }
    }

    private mutating func addImage(_ value: FoundValue) throws(IntakeError) {
        func words(_ keys: [String]) throws(IntakeError) -> FoundValue? {
            let found = keys.lazy.compactMap { FieldPath(key: $0).values(in: value.node).first }.first
            guard let found else { return nil }
            guard case .string = found.node.content else {
                throw shapeError(found, "the words of an image are \(article(found.node)), not a string")
            }
            return found
        }
        if case .string(let file) = value.node.content {
            return draft.pictures.append(RecordPicture(file: file, place: UInt32(draft.text.bytes.count)))
        }
        guard let found = try words(["file", "path", "src"]), case .string(let file) = found.node.content else {
            throw IntakeError(
                .jsonShape, at: value.node.offset, jsonPath: value.path, "the image names no file",
                hint: "an image is an object with the keys file, caption and alt, all strings")
        }
        var picture = RecordPicture(file: file, place: UInt32(draft.text.bytes.count))
        if let alternate = try words(["alt", "alternate"]), case .string(let words) = alternate.node.content,
            holdsMoreThanSpace(Array(words.utf8))
        {
            picture.alternate = words
        }
        if let caption = try words(["caption", "title"]), case .string(let words) = caption.node.content {
            let text = traceString(words, at: caption.node.offset, in: bytes)
            if let control = text.bytes.first(where: isForbiddenControl) {
                throw controlError(control, at: caption.node.offset, jsonPath: caption.path)
            }
            picture.caption = draft.append(text.folded(), kind: .caption, gap: 1)
        }
        draft.pictures.append(picture)
    }

    private func fragment(
        _ text: TracedText, _ value: FoundValue
    ) throws(IntakeError) -> (lines: [(TracedText, Line.Kind)], pictures: [HTMLPicture]) {
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
