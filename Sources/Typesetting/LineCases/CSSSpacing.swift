import LineRules

/// Widths of a text as CSS Text 4 `text-spacing-trim: normal` has them, and first-fit lines of them.
struct CSSSpacing {
    private enum Kind { case opening, closing, middle, blank, narrowOpening, narrowClosing, other }

    private let text: BreakableText
    private let kinds: ContiguousArray<Kind>
    private let natural: [Int]
    /// Room of each scalar inside a line, thousandths of an em.
    private(set) var advances: [Int]

    init(_ text: BreakableText, language: String, metrics: LineCase.Metrics) {
        self.text = text
        kinds = ContiguousArray(text.scalars.map { Self.kind(of: $0, language.lowercased()) })
        natural = text.scalars.indices.map {
            metrics.width(of: text.scalars[$0], text.classes[$0], text.traits[$0])
        }
        advances = natural
        for index in kinds.indices {
            let before = index > 0 ? kinds[index - 1] : .other
            let after = index + 1 < kinds.count ? kinds[index + 1] : .other
            switch kinds[index] {
            case .opening where before != .other && before != .narrowClosing: advances[index] = natural[index] / 2
            case .closing where after != .other && after != .opening && after != .narrowOpening:
                advances[index] = natural[index] / 2
            default: break
            }
        }
    }

    /// Where in its em a mark stands is the face's affair; by language as in the Noto CJK faces.
    private static func kind(of scalar: UInt32, _ language: String) -> Kind {
        let traditional = isTraditional(language)
        let simplified = language.hasPrefix("zh") && !traditional
        switch scalar {
        case 0x3000: return .blank
        case 0x30FB: return .middle
        case 0x3001, 0x3002, 0xFF0C, 0xFF0E: return traditional ? .middle : .closing
        case 0xFF1A, 0xFF1B: return simplified ? .closing : .middle
        case 0x2018, 0x201C: return .opening
        case 0x2019, 0x201D: return language.hasPrefix("zh") ? .closing : .narrowClosing
        default: break
        }
        switch LineClass.of(scalar) {
        case .open: return .opening
        case .close: return .closing
        case .westernOpen where scalar < 0x80 && scalar != 0x24: return .narrowOpening
        case .westernClose where scalar == 0x29 || scalar == 0x5D || scalar == 0x7D: return .narrowClosing
        default: return .other
        }
    }

    /// Fills each line up to the last break that fits; what has no break overflows. Blanks at a line's end hang.
    func lines(
        _ opportunities: ContiguousArray<BreakOpportunity>, measure: Int, trim: LineCase.LineStartTrim
    ) -> (ranges: [Range<Int>], advances: [Int]) {
        var advances = advances
        var ranges: [Range<Int>] = []
        var start = 0
        var isForced = true
        while start < natural.count {
            if kinds[start] == .opening {
                let trims = trim == .all || (trim == .spaceFirst && !isForced)
                advances[start] = trims ? natural[start] / 2 : natural[start]
            }
            var width = 0
            var blanks = 0
            var end: Int?
            var index = start
            isForced = false
            while index < natural.count {
                if text.classes[index] == .sp {
                    blanks += advances[index]
                } else {
                    width += blanks + advances[index]
                    blanks = 0
                }
                if width > measure, end != nil { break }
                index += 1
                if text.isForcedBreak(after: index - 1) {
                    end = index
                    isForced = true
                    break
                }
                if opportunities[index - 1].mayEndLine { end = index }
            }
            let next = end ?? natural.count
            ranges.append(start..<next)
            start = next
        }
        return (ranges, advances)
    }
}

extension LineCase.Metrics {
    /// Thousandths of an em.
    func width(of scalar: UInt32, _ lineBreak: LineBreakClass, _ traits: ScalarBreakTraits.Traits) -> Int {
        if traits.contains(.zeroWidth) { return 0 }
        switch self {
        case .eastAsian: return traits.isDisjoint(with: [.wide, .ambiguous]) ? 500 : 1_000
        case .asciiHalf: return scalar < 0x80 && LineClass.isLetterOrDigit(scalar) ? 500 : 1_000
        case .square: return lineBreak == .zw ? 0 : 1_000
        }
    }
}

/// Scalars after which CSS Text 4 `text-autospace: normal` opens a gap: between an ideograph and a letter or numeral of
/// another script. Marks belong to the character they stand on.
func hanLatinGaps(_ text: BreakableText) -> [Int] {
    enum Side { case ideograph, letter, other }
    func side(_ scalar: UInt32, _ traits: ScalarBreakTraits.Traits) -> Side {
        switch scalar {
        case 0x30A0, 0x30FB: return .other
        // Kana, strokes.
        case 0x3041...0x30FF, 0x31C0...0x31FF: return .ideograph
        default: break
        }
        if LineClass.isIdeograph(scalar) { return .ideograph }
        if traits.contains(.wide) { return .other }
        switch Unicode.Scalar(scalar)?.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber:
            return .letter
        default: return .other
        }
    }
    var result: [Int] = []
    var before = Side.other
    for index in text.scalars.indices where text.classes[index] != .cm && text.classes[index] != .zwj {
        let here = side(text.scalars[index], text.traits[index])
        if (before == .ideograph && here == .letter) || (before == .letter && here == .ideograph) {
            result.append(index - 1)
        }
        before = here
    }
    return result
}

/// A text with each source newline removed between East Asian characters other than Hangul, and made a blank elsewhere
/// (CSS Text 3, 4.1.3). Blanks around a newline go with it.
func joiningSegments(_ text: String) -> String {
    func joins(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        if scalar.value == 0x200B { return true }
        let found = LineBreakTable.shared[scalar.value]
        switch found.lineBreak {
        case .jl, .jv, .jt, .h2, .h3: return false
        default: return found.isEastAsian
        }
    }
    var out = String.UnicodeScalarView()
    var rest = Array(text.unicodeScalars)[...]
    while let newline = rest.firstIndex(of: "\n") {
        var line = rest[..<newline]
        while line.last == " " || line.last == "\t" { line.removeLast() }
        out.append(contentsOf: line)
        rest = rest[(newline + 1)...].drop { $0 == " " || $0 == "\t" || $0 == "\n" }
        if !(joins(out.last) && joins(rest.first)) { out.append(" ") }
    }
    out.append(contentsOf: rest)
    return String(out)
}
