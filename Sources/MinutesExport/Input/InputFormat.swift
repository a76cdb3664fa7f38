/// How an input is read.
public enum InputFormat: String, Sendable, Hashable, CaseIterable {
    case text, json

    /// Suffixes of names, in lower case, that are read.
    static let suffixes: [(suffix: String, format: InputFormat)] = [("txt", .text), ("json", .json)]
    /// Suffixes that a later version reads; refused by name rather than misread.
    static let laterSuffixes = ["md", "html", "htm", "jsonl"]

    static func of(suffix: String) -> InputFormat? { suffixes.first { $0.suffix == suffix }?.format }
    static var supported: String { suffixes.map { "." + $0.suffix }.joined(separator: ", ") }
}
