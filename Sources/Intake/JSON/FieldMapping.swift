import OrderedJSON

/// Where the fields of a record stand in a JSON object (`docs/command.md`, "Fields of JSON records").
package struct FieldMapping: Sendable, Hashable {
    /// The first path that leads to a value counts.
    var id: [FieldPath]
    var fields: [MappedField]
    var images: [FieldPath]
    /// The keys that every record may have; others are reported, since nobody said that they are not wanted.
    package var isStandard: Bool

    package static let standard = FieldMapping(
        id: [FieldPath(key: "id")],
        fields: FieldName.allCases.map { MappedField(name: $0, paths: $0.keys.map(FieldPath.init(key:))) },
        images: imageKeys.map(FieldPath.init(key:)),
        isStandard: true)
}

/// The first path that leads to a value counts.
struct MappedField: Sendable, Hashable {
    var name: FieldName
    var paths: [FieldPath]
}

/// The keys under which a record may list its pictures; the first one present counts.
let imageKeys = ["images", "pictures", "photographs", "图片"]

/// A way into a JSON value: `data.article.title`, `parts[0].text`, `paragraphs[*]`.
struct FieldPath: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        case key(String)
        case index(Int)
        /// Every element of an array.
        case all
    }

    var steps: [Step]

    init(key: String) { steps = [.key(key)] }

    /// - Returns: nil for a path that cannot be read.
    init?(_ text: String) {
        steps = []
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            let key = part.prefix { $0 != "[" }
            guard !key.isEmpty || (steps.isEmpty && part.hasPrefix("[")) else { return nil }
            if !key.isEmpty { steps.append(.key(String(key))) }
            var rest = part[key.endIndex...]
            while !rest.isEmpty {
                guard rest.first == "[", let close = rest.firstIndex(of: "]") else { return nil }
                let inside = rest[rest.index(after: rest.startIndex)..<close]
                if inside == "*" {
                    steps.append(.all)
                } else if let index = Int(inside), index >= 0 {
                    steps.append(.index(index))
                } else {
                    return nil
                }
                rest = rest[rest.index(after: close)...]
            }
        }
        if steps.isEmpty { return nil }
    }

    /// The values a path leads to, nulls left out, each with its own path.
    func values(in root: JSONNode) -> [FoundValue] {
        var found = [FoundValue(node: root, path: "$")]
        for step in steps {
            found = found.flatMap { value -> [FoundValue] in
                switch (step, value.node.content) {
                case (.key(let key), .object(let members)):
                    return members.filter { $0.key == key }
                        .map { FoundValue(node: $0.node, path: "\(value.path).\(key)") }
                case (.index(let index), .array(let elements)):
                    return index < elements.count
                        ? [FoundValue(node: elements[index], path: "\(value.path)[\(index)]")] : []
                case (.all, .array(let elements)):
                    return elements.enumerated().map { FoundValue(node: $1, path: "\(value.path)[\($0)]") }
                default: return []
                }
            }
        }
        return found.filter { $0.node.content != .null }
    }
}

struct FoundValue {
    var node: JSONNode
    /// `$.content[2]`
    var path: String
}

extension FieldMapping {
    /// Reads a mapping: one JSON object from names of fields to paths.
    ///
    ///     {"id": "guid", "title": "data.title", "content": ["data.html", "data.paragraphs[*].text"]}
    package init(readingJSON bytes: [UInt8]) throws(IntakeError) {
        let root: JSONNode
        do {
            root = try readJSON(bytes)
        } catch {
            throw Self.failure(error.offset, nil, "\(error.message) [\(error.code.rawValue)]")
        }
        guard case .object(let members) = root.content else {
            throw Self.failure(root.offset, "$", "the mapping is no object")
        }
        id = []
        fields = []
        images = []
        isStandard = false
        for member in members {
            let paths = try Self.paths(member)
            if member.key == "id" {
                id = paths
            } else if member.key == "images" {
                images = paths
            } else if let name = FieldName(rawValue: member.key) {
                fields.append(MappedField(name: name, paths: paths))
            } else {
                throw Self.failure(
                    member.keyOffset, "$.\(member.key)", "a record has no field \"\(member.key)\"",
                    hint: "the fields are id, images, " + FieldName.allCases.map(\.rawValue).joined(separator: ", "))
            }
        }
        guard !fields.isEmpty else { throw Self.failure(root.offset, "$", "the mapping names no field of a record") }
    }

    private static func paths(_ member: JSONNode.Member) throws(IntakeError) -> [FieldPath] {
        var nodes = [(member.node, "$.\(member.key)")]
        if case .array(let elements) = member.node.content {
            nodes = elements.enumerated().map { ($1, "$.\(member.key)[\($0)]") }
        }
        var paths: [FieldPath] = []
        for (node, place) in nodes {
            guard case .string(let text) = node.content, let path = FieldPath(text) else {
                throw failure(node.offset, place, "this is no path into a record")
            }
            paths.append(path)
        }
        return paths
    }

    private static func failure(
        _ offset: Int, _ path: String?, _ message: String,
        hint: String = "a path is written data.parts[0].text or paragraphs[*]"
    ) -> IntakeError {
        IntakeError(.fieldMapping, at: offset, jsonPath: path, message, hint: hint)
    }
}
