private import MinutesModel
private import OrderedJSON
private import Provenance

/// What was understood of one input and why, for a person to read.
public struct Explanation: Sendable {
    /// UTF-8 with a final newline; the same bytes for the same input and `marks`.
    public var text: [UInt8]
    public var warnings: [Message]
}

/// What stands before and behind the words of a value in the line they come from.
public struct ExplanationMarks: Sendable, Hashable {
    public var open: String
    public var close: String

    /// `>>words<<`, for files and pipes.
    public static let plain = Self(open: ">>", close: "<<")
    /// The same in bold, for a terminal.
    public static let terminal = Self(open: "\u{1B}[1m>>", close: "<<\u{1B}[0m")
}

/// Explains one article or record: `jiyao extract --explain`.
///
/// Each value is a block: its field and words, its rule, then each line of the record's text that carries it, with line and
/// column and the words marked. A derived value names what it was derived from. Fields come in the order of the minutes.
public func explainMinutes(
    from input: Input, limits: Limits = Limits(), marks: ExplanationMarks = .plain
) throws(ExportError) -> Explanation {
    let understood = try understand(input, try input.read(limit: limits.recordBytes), limits: limits)
    var writer = ExplanationWriter(understood.text, marks)
    writer.lines.append("# \(input.path)")
    if case .object(let members) = understood.minutes.json() {
        for member in members where !unexplained.contains(member.key) { writer.explain(member.key, member.value) }
    }
    return Explanation(
        text: Array((writer.lines.joined(separator: "\n") + "\n").utf8),
        warnings: understood.minutes.diagnostics.map { Message($0, path: input.path, places: understood.places) })
}

/// Keys without words of the source, a view of other fields, and what is printed as messages.
private let unexplained: Set<String> = ["schema", "id", "record", "points", "diagnostics"]

private struct ExplanationWriter {
    var lines: [String] = []
    private let bytes: [UInt8]
    private let map: SourceMap
    private let marks: ExplanationMarks

    init(_ text: String, _ marks: ExplanationMarks) {
        bytes = Array(text.utf8)
        map = SourceMap(bytes)
        self.marks = marks
    }

    /// A value, or the values within: `attendees[1].names[2]`, counted from 1.
    mutating func explain(_ field: String, _ json: JSONValue) {
        switch json {
        case .array(let elements):
            for (index, element) in elements.enumerated() { explain("\(field)[\(index + 1)]", element) }
        case .object(let members):
            let words = json.words(of: ["value", "iso"])
            let rule = json.words(of: ["rule"])
            let derived = json.words(of: ["derived", "derivation"])
            guard let words, rule != nil || derived != nil else {
                for member in members { explain("\(field).\(member.key)", member.value) }
                return
            }
            let end = json.words(of: ["iso_end"]).map { " to " + $0 } ?? ""
            lines += ["", "\(field): \(shortened(words + end))"]
            if let rule { lines.append("  rule: \(rule)") }
            if let derived { lines.append("  derived: \(derived)") }
            explainPlaces(json["at"])
        case .string(let text): lines += ["", "\(field): \(shortened(text))"]
        case .number(let text): lines += ["", "\(field): \(text)"]
        case .bool(let flag): lines += ["", "\(field): \(flag)"]
        case .null: return
        }
    }

    /// The lines that hold the ranges, a line once for each range.
    private mutating func explainPlaces(_ at: JSONValue?) {
        guard case .array(let ranges) = at else { return }
        for case .array(let bounds) in ranges {
            let numbers = bounds.compactMap { bound -> Int? in
                if case .number(let digits) = bound { return Int(digits) }
                return nil
            }
            guard numbers.count == 2, numbers[0] <= numbers[1], numbers[1] <= bytes.count else { continue }
            let position = map.position(ofByte: numbers[0])
            lines.append("  \(position.line):\(position.column)  \(line(around: numbers[0]..<numbers[1]))")
        }
    }

    /// The words marked, with what stands around them on their line.
    private func line(around range: Range<Int>) -> String {
        var start = range.lowerBound
        while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        var end = range.upperBound
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        let before = text(start..<range.lowerBound)
        let after = text(range.upperBound..<end)
        return (before.count > context ? "…" : "") + escapingControls(String(before.suffix(context))) + marks.open
            + shortened(text(range)) + marks.close + escapingControls(String(after.prefix(context)))
            + (after.count > context ? "…" : "")
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self).split(whereSeparator: \.isNewline).joined(separator: "⏎")
    }

    /// Long words without their middle, and nothing that a terminal would obey.
    private func shortened(_ words: String) -> String {
        var words = words.split(whereSeparator: \.isNewline).joined(separator: "⏎")
        if words.count > longest { words = words.prefix(longest - 14) + " … " + words.suffix(10) }
        return escapingControls(words)
    }
}

/// Characters of a line shown on either side of the marked words, and of a value.
private let context = 20
private let longest = 60

extension JSONValue {
    /// The first of some members, as words.
    fileprivate func words(of keys: [String]) -> String? {
        for key in keys {
            switch self[key] {
            case .string(let text): return text
            case .number(let digits): return digits
            case .bool(let flag): return String(flag)
            default: continue
            }
        }
        return nil
    }
}
