/// 以姓氏笔画为序: names by the strokes of their characters (names-and-lists.md 5.2).
///
/// Characters are compared by their number of strokes, then stroke by stroke in writing order (横 竖 撇 点 折); those no data
/// is known for stand behind, by code point. Structure, the last rule among equals, is not known and gives way to the code
/// point.
package struct StrokeOrder: Sendable, Hashable {
    package enum Mode: String, Sendable, Hashable, CaseIterable {
        /// As the source has it.
        case source
        /// 姓氏笔画: the middle character that a name of two lacks counts as none, 张敏 before 张宇光.
        case surname
        /// 姓名笔画: character against character, 张宇光 before 张敏.
        case fullname
    }

    /// Code point to strokes as digits 1...5.
    private let strokes: [UInt32: String]

    /// Reads lines of a character, a tab and its strokes; nil where a line is none.
    package init?(text: String) {
        var strokes: [UInt32: String] = [:]
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t")
            guard fields.count == 2, fields[0].unicodeScalars.count == 1, let scalar = fields[0].unicodeScalars.first,
                fields[1].utf8.allSatisfy({ UInt8(ascii: "1")...UInt8(ascii: "5") ~= $0 })
            else { return nil }
            strokes[scalar.value] = String(fields[1])
        }
        guard !strokes.isEmpty else { return nil }
        self.strokes = strokes
    }

    /// Names in order; equal ones keep their places.
    package func sorted<Name>(_ names: [Name], by mode: Mode, _ text: (Name) -> String) -> [Name] {
        guard mode != .source else { return names }
        let keyed = names.enumerated().map { (key: key(text($1), mode), place: $0, name: $1) }
        return keyed.sorted { first, second in
            for (one, other) in zip(first.key, second.key) where one != other { return one < other }
            if first.key.count != second.key.count { return first.key.count < second.key.count }
            return first.place < second.place
        }.map(\.name)
    }

    private struct Key: Hashable, Comparable {
        /// Nothing stands before every character, a character without data behind all.
        var count: Int
        var strokes: String
        var scalar: UInt32

        static func < (a: Key, b: Key) -> Bool {
            if a.count != b.count { return a.count < b.count }
            return a.strokes == b.strokes ? a.scalar < b.scalar : a.strokes < b.strokes
        }
    }

    private func key(_ name: String, _ mode: Mode) -> [Key] {
        var keys = name.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "·" }.map { scalar in
            let known = strokes[scalar.value]
            return Key(count: known?.utf8.count ?? .max, strokes: known ?? "", scalar: scalar.value)
        }
        if mode == .surname, keys.count == 2 { keys.insert(Key(count: 0, strokes: "", scalar: 0), at: 1) }
        return keys
    }
}
