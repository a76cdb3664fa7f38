package import OrderedJSON

/// What became of one input.
public struct RecordOutcome: Sendable, Hashable {
    public enum Status: String, Sendable, Hashable {
        case exported
        /// Was exported from the same before, and left alone.
        case unchanged
        case failed
    }

    public var input: String
    /// Name of the output folder; nil where the input could not be read far enough.
    public var id: String?
    public var status: Status
    public var pages: Int?
    /// Names inside the folder.
    public var files: [String]
    public var messages: [Message]
    public var milliseconds: Int

    public init(
        input: String, id: String? = nil, status: Status, pages: Int? = nil, files: [String] = [],
        messages: [Message] = [], milliseconds: Int = 0
    ) {
        self.input = input
        self.id = id
        self.status = status
        self.pages = pages
        self.files = files
        self.messages = messages
        self.milliseconds = milliseconds
    }

    /// One line of the report with its newline.
    public var reportLine: String {
        let value = JSONValue.object([
            JSONMember("id", id.map { .string($0) } ?? .null),
            JSONMember("input", .string(input)),
            JSONMember("status", .string(status.rawValue)),
            JSONMember("pages", pages.map { .number(String($0)) } ?? .null),
            JSONMember("files", .array(files.map { .string($0) })),
            JSONMember("warnings", .array(messages.filter { $0.severity == .warning }.map(\.json))),
            JSONMember("errors", .array(messages.filter { $0.severity == .error }.map(\.json))),
            JSONMember("milliseconds", .number(String(milliseconds))),
        ])
        return value.oneLine + "\n"
    }
}

extension Message {
    package var json: JSONValue {
        var members = [JSONMember("code", .string(code)), JSONMember("message", .string(text))]
        if let line { members.append(JSONMember("line", .number(String(line)))) }
        if let column { members.append(JSONMember("column", .number(String(column)))) }
        if !hints.isEmpty { members.append(JSONMember("hints", .array(hints.map { .string($0) }))) }
        return .object(members)
    }
}

extension JSONValue {
    /// Without line breaks. Strings hold theirs escaped, so each newline of the pretty form is layout.
    package var oneLine: String {
        prettyText().split(separator: "\n").map { line in
            line.drop { $0 == " " } + (line.hasSuffix(",") ? " " : "")
        }.joined()
    }
}
