import Foundation

/// A test file of the Unicode Character Database as Debian's package `unicode-data` has it.
struct UnicodeTestFile {
    struct Row: Sendable {
        /// Up to the comment, e.g. `× 0023 ÷`, without surrounding blanks.
        var text: String
        var scalars: ContiguousArray<UInt32>
        /// Offsets of the breaks, the end included.
        var breaks: [Int]
    }

    static let folder = "/usr/share/unicode/auxiliary/"
    static func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder + name) }

    var rows: [Row]

    init(_ name: String) throws {
        let text = try String(contentsOfFile: Self.folder + name, encoding: .utf8)
        rows = text.split(separator: "\n").compactMap { line in
            let rule = line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
            guard !rule.isEmpty else { return nil }
            var row = Row(text: rule, scalars: [], breaks: [])
            for token in rule.split(whereSeparator: \.isWhitespace) {
                if let scalar = UInt32(token, radix: 16) { row.scalars.append(scalar) }
                if token == "÷", !row.scalars.isEmpty { row.breaks.append(row.scalars.count) }
            }
            return row
        }
    }
}
