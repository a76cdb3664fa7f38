import LineRules
import Typesetting

/// A text asked for with every level in turn: what must hold of any answer.
struct ModelCheck {
    private static let levels: [LineCase.Level] =
        ProhibitionLevel.allCases.map { .chinese($0) } + [.regional]
        + CSSBreakRules.Strictness.allCases.map { .css($0, .normal) }
        + [.css(.normal, .breakAll), .css(.loose, .keepAll), .unicode, .trimmed(.all), .trimmed(.spaceFirst)]

    private static let forcedBreaks: Set<Unicode.Scalar> = [
        "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}",
    ]

    /// - Returns: nil, or what went wrong.
    static func failure(_ dice: inout Dice) -> String? {
        let length = dice.roll(50) == 0 ? 600 : 40
        let text = dice.text(of: Alphabet.any, limit: length, wild: true)
        let asked = LineCase(
            text: text, measure: dice.roll(60) * 500, level: dice.pick(levels),
            language: dice.pick(["zh", "zh-Hant", "ja", "en"]))
        let found = answer(asked)
        if found != answer(asked) { return describe(asked, "a second run differs") }
        let count = text.unicodeScalars.count
        if (found.breaks.last ?? 0) != count { return describe(asked, "no break at the end") }
        if zip(found.breaks, found.breaks.dropFirst()).contains(where: { $0 >= $1 }) {
            return describe(asked, "breaks are not in order")
        }
        guard let advances = found.advances, advances.count == count, advances.allSatisfy({ $0 >= 0 }) else {
            return describe(asked, "an advance for each character, none negative: \(found.advances ?? [])")
        }
        let lines = found.lines ?? []
        let printed = lines.joined().unicodeScalars.filter { !forcedBreaks.contains($0) }
        if !printed.elementsEqual(text.unicodeScalars.filter { !forcedBreaks.contains($0) }) {
            return describe(asked, "text is lost, doubled or moved: \(lines)")
        }
        if case .chinese = asked.level { return linesFailure(asked, lines, advances) }
        return nil
    }

    /// Every line within the measure, but for one user-perceived character or two-em mark that is wider itself.
    private static func linesFailure(_ asked: LineCase, _ lines: [String], _ advances: [Int]) -> String? {
        let widths = lineWidths(asked.text, lines, advances)
        for (line, width) in zip(lines, widths) where width > (asked.measure ?? 0) {
            let rest = line.trimmedBlanks
            let isPair =
                ["——", "……", "⋯⋯"].contains { rest.unicodeScalars.starts(with: $0.unicodeScalars) } && rest.count == 2
            if rest.count > 1, !isPair { return describe(asked, "a line of \(width) is too long: \(line)") }
        }
        // A break inside a cluster would make more of them. What stands at a paragraph's start is another matter.
        if !asked.text.unicodeScalars.contains(where: forcedBreaks.contains),
            lines.reduce(0, { $0 + $1.count }) != asked.text.count
        {
            return describe(asked, "a cluster is split: \(lines)")
        }
        return nil
    }

    /// Advances of a text shared out over its lines, forced breaks left out on both sides.
    private static func lineWidths(_ text: String, _ lines: [String], _ advances: [Int]) -> [Int] {
        var printed: [Int] = []
        for (scalar, advance) in zip(text.unicodeScalars, advances) where !forcedBreaks.contains(scalar) {
            printed.append(advance)
        }
        var next = 0
        return lines.map { line in
            let count = line.unicodeScalars.filter { !forcedBreaks.contains($0) }.count
            defer { next += count }
            return printed[next..<next + count].reduce(0, +)
        }
    }

    private static func describe(_ asked: LineCase, _ complaint: String) -> String {
        let scalars = asked.text.unicodeScalars.map { "\\u{" + String($0.value, radix: 16) + "}" }.joined()
        return "\(complaint)\n  \(asked.level) \(asked.language) \(asked.measure ?? 0)\n  \"\(scalars)\""
    }
}

extension String {
    fileprivate var trimmedBlanks: Substring {
        var rest = self[...]
        while rest.last == " " || rest.last == "\t" || rest.last == "\u{A0}" { rest.removeLast() }
        return rest
    }
}
