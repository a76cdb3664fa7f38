private import Intake
package import OrderedJSON

/// What became of one input.
public struct RecordOutcome: Sendable, Hashable {
    public enum Status: String, Sendable, Hashable {
        case exported
        /// Was exported from the same before, and left alone.
        case unchanged
        /// Would be exported; nothing is written.
        case planned
        case failed
    }

    public var input: String
    /// Of a file with a record on each line; 1-based.
    public var line: Int?
    /// Name of the output folder; nil where the input could not be read far enough.
    public var id: String?
    public var status: Status
    public var pages: Int?
    /// In the order written, the manifest last.
    public var files: [WrittenFile]
    /// Of the record's bytes as they were read; nil where they were not.
    public var sourceSHA256: String?
    /// The record's own id; nil where it was not read so far.
    var draftID: String?
    public var messages: [Message]
    public var milliseconds: Int

    public init(
        input: String, line: Int? = nil, id: String? = nil, status: Status, pages: Int? = nil,
        files: [WrittenFile] = [],
        messages: [Message] = [], milliseconds: Int = 0
    ) {
        self.input = input
        self.line = line
        self.id = id
        self.status = status
        self.pages = pages
        self.files = files
        self.messages = messages
        self.milliseconds = milliseconds
    }

    /// An input of which nothing has become yet.
    init(of item: FoundInputs.Item) {
        switch item {
        case .refused(let path, let message):
            self.init(input: path, line: message.line, id: stemName(path), status: .failed)
        case .input(let input):
            self.init(
                input: input.path, line: input.line, id: stemName(input.name), status: .failed)
        }
    }

    /// Names the record among all inputs: the path, and the line where a file holds many.
    public var label: String { line.map { "\(input):\($0)" } ?? input }

    /// One line of the report with its newline.
    public var reportLine: String {
        var members = [
            JSONMember("id", id.map { .string($0) } ?? .null),
            JSONMember("input", .string(input)),
        ]
        if let line { members.append(JSONMember("line", .number(String(line)))) }
        members += [
            JSONMember("status", .string(status.rawValue)),
            JSONMember("pages", pages.map { .number(String($0)) } ?? .null),
            JSONMember("files", .array(files.map(\.json))),
            JSONMember("warnings", .array(messages.filter { $0.severity == .warning }.map(\.json))),
            JSONMember("errors", .array(messages.filter { $0.severity == .error }.map(\.json))),
            JSONMember("milliseconds", .number(String(milliseconds))),
        ]
        return JSONValue.object(members).oneLine + "\n"
    }
}

/// What a record that could not be read is called in the report: its file's stem, made safe.
private func stemName(_ path: String) -> String? { safeFolderName(splitSuffix(lastComponent(path)).stem) }

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
