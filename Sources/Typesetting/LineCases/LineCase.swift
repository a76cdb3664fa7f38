package import LineRules

/// A text with the conditions under which its lines are asked for, without any face: `jiyao inspect lines`.
package struct LineCase: Sendable, Hashable {
    package enum Level: Sendable, Hashable {
        /// The engine's own lines, squeezed and justified.
        case chinese(ProhibitionLevel)
        /// The same by all that is usual in the region of the text's language.
        case regional
        /// First-fit lines with the breaks of CSS `line-break` and `word-break`.
        case css(CSSBreakRules.Strictness, CSSBreakRules.WordBreak)
        /// UAX #14 as it stands.
        case unicode
        /// UAX #14 with CSS `text-spacing-trim`.
        case trimmed(LineStartTrim)
        /// User-perceived characters.
        case clusters
    }

    /// Which opening brackets lose their blank half at a line start; CSS `text-spacing-trim`.
    package enum LineStartTrim: Sendable, Hashable {
        case none
        /// `space-first`: all but those of the first line and of lines after a forced break.
        case spaceFirst
        /// `trim-start`
        case all
    }

    /// Room of a scalar at natural width.
    package enum Metrics: Sendable, Hashable {
        /// East Asian Wide, Fullwidth and Ambiguous 1 em, zero-width 0, others 0.5 em.
        case eastAsian
        /// ASCII letters and digits 0.5 em, others 1 em.
        case asciiHalf
        /// 1 em each.
        case square
    }

    package var text: String
    /// Thousandths of an em; nil: breaks are asked for, not lines.
    package var measure: Int?
    package var level: Level
    /// BCP 47; empty where it does not matter.
    package var language: String
    /// Nil: the model of `clreq.md` 2 for Chinese levels, `eastAsian` for the others.
    package var metrics: Metrics?

    package init(text: String, measure: Int?, level: Level, language: String = "", metrics: Metrics? = nil) {
        self.text = text
        self.measure = measure
        self.level = level
        self.language = language
        self.metrics = metrics
    }
}

/// Taiwan and Hong Kong, by the language's script or region.
func isTraditional(_ language: String) -> Bool {
    ["zh-hant", "zh-tw", "zh-hk", "zh-mo"].contains { language.lowercased().hasPrefix($0) }
}

/// What the engine makes of a `LineCase`. Offsets count Unicode scalars.
package struct LineAnswer: Sendable, Hashable {
    /// Without the newline or line separator that ended them; nil without a measure.
    package var lines: [String]?
    /// Where a line may end, the end of the text included.
    package var breaks: [Int]
    /// Room of each scalar, thousandths of an em.
    package var advances: [Int]?
    /// Scalars after which a Han–Latin space stands.
    package var gaps: [Int]?
    /// The text with its newlines removed or made blanks.
    package var joined: String?
}

/// Answers a case. Linear in the text but for the lines' own cost.
package func answer(_ asked: LineCase) -> LineAnswer {
    let scalars = ContiguousArray(asked.text.unicodeScalars.map(\.value))
    switch asked.level {
    case .clusters: return LineAnswer(breaks: graphemeClusterEnds(scalars))
    case .chinese(let level):
        let region = TypesettingRegion(language: asked.language)
        return chineseAnswer(asked, scalars, LineStyle(breaks: BreakRules(level: level), region: region))
    case .regional:
        return chineseAnswer(asked, scalars, LineStyle(usualIn: TypesettingRegion(language: asked.language)))
    default: return cssAnswer(asked, scalars)
    }
}

private func breakOffsets(_ opportunities: ContiguousArray<BreakOpportunity>) -> [Int] {
    opportunities.indices.filter { opportunities[$0].mayEndLine }.map { $0 + 1 }
}

private func chineseAnswer(
    _ asked: LineCase, _ scalars: ContiguousArray<UInt32>, _ style: LineStyle
) -> LineAnswer {
    let breaks = style.breaks.opportunities(scalars, classes: LineClass.classify(scalars))
    var result = LineAnswer(breaks: breakOffsets(breaks), advances: [], gaps: [])
    var lines: [String] = []
    var offset = 0
    for (paragraph, terminator) in paragraphs(of: asked.text) {
        let set = modelLines(
            paragraph, measure: asked.measure ?? .max / 1_000_000_000, style: style, metrics: asked.metrics)
        lines += paragraph.isEmpty ? [""] : set.lines
        result.advances? += set.advances + [Int](repeating: 0, count: terminator)
        result.gaps? += set.gaps.map { $0 + offset }
        offset += paragraph.unicodeScalars.count + terminator
    }
    if asked.measure != nil { result.lines = lines }
    return result
}

/// A text cut at its forced breaks; with each part the number of scalars that ended it.
private func paragraphs(of text: String) -> [(text: String, terminator: Int)] {
    let scalars = Array(text.unicodeScalars)
    let breakable = BreakableText(ContiguousArray(scalars.map(\.value)))
    var result: [(String, Int)] = []
    var start = 0
    for index in scalars.indices where breakable.isForcedBreak(after: index) {
        let pair = scalars[index] == "\n" && index > start && scalars[index - 1] == "\r"
        let terminator = pair ? 2 : 1
        result.append((string(scalars[start...index].dropLast(terminator)), terminator))
        start = index + 1
    }
    if start < scalars.count { result.append((string(scalars[start...]), 0)) }
    return result
}

private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
}

private func cssAnswer(_ asked: LineCase, _ scalars: ContiguousArray<UInt32>) -> LineAnswer {
    let text = BreakableText(scalars)
    let primary = asked.language.split(separator: "-").first?.lowercased() ?? ""
    let opportunities: ContiguousArray<BreakOpportunity>
    switch asked.level {
    case .css(let strictness, let wordBreak):
        opportunities = CSSBreakRules(
            strictness: strictness, writingSystem: primary == "zh" ? .chinese : primary == "ja" ? .japanese : .other,
            wordBreak: wordBreak
        ).opportunities(scalars)
    case .trimmed where primary == "zh":
        var quoted = text
        for index in scalars.indices { quoted.openAndCloseQuotation(at: index) }
        opportunities = quoted.opportunities()
    case .unicode where primary == "ja":
        // CJ is what the language makes of it (LB1); Japanese breaks before small kana unless told to be strict.
        var kana = text
        for index in scalars.indices where kana.classes[index] == .cj { kana.classes[index] = .id }
        opportunities = kana.opportunities()
    default: opportunities = text.opportunities()
    }
    let spacing = CSSSpacing(text, language: asked.language, metrics: asked.metrics ?? .eastAsian)
    var result = LineAnswer(
        breaks: breakOffsets(opportunities), advances: spacing.advances, gaps: hanLatinGaps(text))
    if scalars.contains(0x0A) { result.joined = joiningSegments(asked.text) }
    var trim = LineCase.LineStartTrim.none
    if case .trimmed(let start) = asked.level { trim = start }
    let filled = spacing.lines(opportunities, measure: asked.measure ?? .max / 2, trim: trim)
    result.advances = filled.advances
    if asked.measure != nil {
        let all = Array(asked.text.unicodeScalars)
        result.lines = filled.ranges.map { range in
            string(all[range].reversed().drop { $0 == "\n" || $0 == "\r" || $0 == "\u{2028}" }.reversed())
        }
    }
    return result
}
