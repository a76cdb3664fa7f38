/// How strictly lines are kept from starting and ending with marks (避头尾; CLREQ 3.1.4, `clreq.md` 4).
package enum ProhibitionLevel: String, Sendable, Hashable, CaseIterable {
    case none, basic, gb, strict

    package func mayStartLine(_ class: LineClass) -> Bool {
        if self == .none { return true }
        switch `class` {
        case .mid, .end, .close, .connector, .dot, .solidus, .westernClose, .hanPostfix: return false
        case .dash, .ellipsis: return self != .strict
        default: return true
        }
    }

    package func mayEndLine(_ class: LineClass) -> Bool {
        if self == .none { return true }
        switch `class` {
        case .open, .westernOpen: return false
        case .solidus: return self == .basic
        default: return true
        }
    }
}

/// What stands between two neighbouring characters.
public enum BreakOpportunity: UInt8, Sendable, Hashable {
    /// A line ends here whatever its length, and is not stretched.
    case required
    case allowed
    /// Only where no allowed break is left: a number and its unit, a label and its first character.
    case lastResort
    /// Never, but for a token longer than the line.
    case forbidden
    /// Inside a user-perceived character or between the halves of `——`: however narrow the line, it stays whole.
    case inseparable

    /// Whether the rules let a line end here.
    package var mayEndLine: Bool { self == .allowed || self == .lastResort || self == .required }
}

/// Which numbers stay on one line with what follows them; each level holds those before it (`clreq.md` 5).
package enum UnitGlue: String, Sendable, Hashable, CaseIterable {
    /// %, ℃ and currency signs, which no level parts.
    case symbols
    /// 年 after its digits (年份不能回行, GB/T 9704-1999 8.2.3).
    case year
    /// Any unit character: 349人, 29日.
    case all
}

/// Break opportunities of Chinese text: UAX #14 with the marks of `LineClass` tailored by level.
package struct BreakRules: Sendable, Hashable {
    package var level: ProhibitionLevel
    package var unitGlue: UnitGlue

    package init(level: ProhibitionLevel = .gb, unitGlue: UnitGlue = .all) {
        self.level = level
        self.unitGlue = unitGlue
    }

    /// Whether a line may end after each scalar; the last one always may. Linear time.
    ///
    /// - Parameter classes: of the same scalars, from `LineClass.classify`, so that the halves of `——` are known.
    package func opportunities(
        _ scalars: ContiguousArray<UInt32>, classes: ContiguousArray<LineClass>
    ) -> ContiguousArray<BreakOpportunity> {
        var text = BreakableText(scalars)
        var hasPairs = false
        var hasNotes = false
        var hasNumbers = false
        var hasLabels = false
        for index in scalars.indices {
            let scalar = scalars[index]
            if scalar &- 0x4E00 < 0x5200 { continue }
            let lineClass = classes[index]
            if lineClass == .han, text.classes[index] == .id, scalar >= 0x3000 { continue }
            tailor(&text, index, lineClass)
            hasPairs = hasPairs || lineClass == .dash || lineClass == .ellipsis
            hasNotes = hasNotes || mayBeNoteMark(scalar)
            hasNumbers = hasNumbers || LineClass.isDigit(scalar)
            hasLabels = hasLabels || mayEndLabel(scalar)
        }
        var result = text.opportunities()
        text.keepClusters(&result)
        if hasPairs {
            for index in LineClass.firstHalves(scalars, classes) { result[index] = .inseparable }
        }
        if hasNumbers { keepNumbers(scalars, classes, &result) }
        if hasLabels { keepLabels(scalars, &result) }
        if hasNotes { keepNoteMarks(scalars, classes, &result) }
        if hasPairs { isolateDoubleEllipses(scalars, classes, &result) }
        return result
    }

    /// A number and its unit, a connector and the number after it.
    private func keepNumbers(
        _ scalars: ContiguousArray<UInt32>, _ classes: ContiguousArray<LineClass>,
        _ result: inout ContiguousArray<BreakOpportunity>
    ) {
        guard var scalar = scalars.first else { return }
        for index in 1..<scalars.count {
            let next = scalars[index]
            if LineClass.isDigit(scalar) {
                if result[index - 1] == .allowed, glues(next) { result[index - 1] = .lastResort }
            } else if LineClass.isDigit(next), classes[index - 1] == .connector, result[index - 1] == .allowed {
                result[index - 1] = .lastResort
            }
            scalar = next
        }
    }

    /// Whether a number and this character after it stay together.
    private func glues(_ unit: UInt32) -> Bool {
        switch unitGlue {
        case .symbols: false
        case .year: unit == 0x5E74
        case .all: Self.isUnit(unit)
        }
    }

    /// Gives a mark the class whose rules say what the level says of it.
    private func tailor(_ text: inout BreakableText, _ index: Int, _ lineClass: LineClass) {
        switch lineClass {
        case .open, .close, .mid, .end, .connector, .dot, .solidus, .hanPostfix, .dash, .ellipsis:
            switch (level.mayStartLine(lineClass), level.mayEndLine(lineClass)) {
            case (true, true): text.classes[index] = .id
            case (true, false): text.classes[index] = .op
            case (false, true): text.classes[index] = .cl
            case (false, false): text.classes[index] = .gl
            }
            // Full-width marks: no rule for the brackets of Latin words reaches them (LB30).
            text.traits[index].insert(.wide)
        case .han:
            switch text.classes[index] {
            case .ai, .al: text.classes[index] = .id
            case .cj where level == .none: text.classes[index] = .id
            default: break
            }
        default: break
        }
    }

    /// Characters that count or measure what the number before them says; from GB/T 15835 usage in minutes.
    package static func isUnit(_ scalar: UInt32) -> Bool { units.contains(scalar) }

    private static let units = Set("年月日时分秒点周天岁人名位户个件项条款章节次届期号票元万亿千百倍级类种场所家座台辆公米吨亩度".unicodeScalars.map(\.value))
}

extension BreakableText {
    /// Forbids breaks inside grapheme clusters, which UAX #14 alone allows after a space or before a lone mark.
    package func keepClusters(_ opportunities: inout ContiguousArray<BreakOpportunity>) {
        guard joinsClusters else { return }
        var index = 0
        for end in graphemeClusterEnds(scalars) {
            while index + 1 < end {
                opportunities[index] = .inseparable
                index += 1
            }
            index = end
        }
    }
}

/// Where user-perceived characters end, by the standard library's reading of UAX #29, as offsets in scalars.
package func graphemeClusterEnds(_ scalars: ContiguousArray<UInt32>) -> [Int] {
    var text = String.UnicodeScalarView()
    for scalar in scalars { text.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
    var end = 0
    return String(text).map { character in
        end += character.unicodeScalars.count
        return end
    }
}
