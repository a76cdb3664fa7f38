internal import Intake

/// How an input is read.
public enum InputFormat: String, Sendable, Hashable, CaseIterable {
    case text, markdown, html, json
    /// A record on each line.
    case jsonLines = "jsonl"
    /// An archive of files of the others.
    case zip

    /// Suffixes of names, in lower case, that are read.
    static let suffixes: [(suffix: String, format: InputFormat)] = [
        ("txt", .text), ("md", .markdown), ("html", .html), ("htm", .html), ("json", .json), ("jsonl", .jsonLines),
        ("zip", .zip),
    ]

    /// A file of it holds any number of records.
    var holdsMany: Bool { self == .jsonLines || self == .zip }

    /// How one record of it is read.
    var recordFormat: RecordFormat {
        switch self {
        case .text: .text
        case .markdown: .markdown
        case .html: .html
        case .json, .jsonLines, .zip: .json
        }
    }

    static func of(suffix: String) -> InputFormat? { suffixes.first { $0.suffix == suffix }?.format }
    static var supported: String { suffixes.map { "." + $0.suffix }.joined(separator: ", ") }
}
