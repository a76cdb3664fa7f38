/// A text's scalars with their line-break classes, which a tailoring may change before the rules are applied.
///
/// The rules are those of UAX #14, revision 53 (Unicode 16), LB2–LB31, over the data of `LineBreakData`. They read the
/// text once from left to right and look two units ahead at most: linear time, no recursion.
package struct BreakableText: Sendable {
    package let scalars: ContiguousArray<UInt32>
    package var classes: ContiguousArray<LineBreakClass> = []
    package var traits: ContiguousArray<ScalarBreakTraits.Traits> = []
    /// Some scalar may stand in one grapheme cluster with a neighbour.
    let joinsClusters: Bool

    package init(_ scalars: ContiguousArray<UInt32>) {
        self.scalars = scalars
        let table = LineBreakTable.shared
        var all: ScalarBreakTraits.Traits = []
        classes = ContiguousArray(filledWith: .id, count: scalars.count)
        traits = ContiguousArray(filledWith: .wide, count: scalars.count)
        let span = scalars.span
        // Most of Chinese text is ideographs.
        for index in span.indices where span[index] &- 0x4E00 >= 0x5200 {
            let found = table[span[index]]
            classes[index] = found.lineBreak
            traits[index] = found.traits
            all.formUnion(found.traits)
        }
        joinsClusters = all.contains(.joinsCluster)
    }

    /// Whether a line may end after each scalar. The last one always may (LB3).
    ///
    /// A forced break is `allowed` here; `isForcedBreak` tells it apart.
    package func opportunities() -> ContiguousArray<BreakOpportunity> {
        var result = ContiguousArray(filledWith: BreakOpportunity.forbidden, count: scalars.count)
        var state = BreakState()
        var units = UnitReader(self)
        while let unit = units.next() {
            if unit.start > 0, state.mayBreak(before: unit, units.ahead) { result[Int(unit.start) - 1] = .allowed }
            state.pass(unit)
            guard state.isPlain(after: unit), let run = units.passPlain() else { continue }
            for index in run where classes[index] != .cl && classes[index - 1] != .op { result[index - 1] = .allowed }
            // The rules remember two units.
            for index in run.suffix(2) { state.pass(units.plainUnit(at: index)) }
        }
        if !result.isEmpty { result[result.count - 1] = .allowed }
        return result
    }

    /// A line must end after this scalar (LB4, LB5).
    package func isForcedBreak(after index: Int) -> Bool {
        switch classes[index] {
        case .bk, .lf, .nl: true
        case .cr: index + 1 == classes.count || classes[index + 1] != .lf
        default: false
        }
    }
}

extension ContiguousArray {
    /// As `init(repeating:count:)`, which asks the runtime for its own type each time: half the cost of a short text.
    init(filledWith element: Element, count: Int) {
        self.init()
        append(contentsOf: repeatElement(element, count: count))
    }
}

/// A character with the marks on it: what the rules after LB9 see as one.
private struct BreakUnit {
    var start: Int32
    var lineBreak: LineBreakClass
    var traits: ScalarBreakTraits.Traits
    var scalar: UInt32
    var endsInJoiner: Bool

    var isEastAsian: Bool { !traits.isDisjoint(with: [.wide, .halfwidth]) }
    var isInitialQuotation: Bool { lineBreak == .qu && traits.contains(.initialQuotation) }
    var isFinalQuotation: Bool { lineBreak == .qu && traits.contains(.finalQuotation) }
}

extension LineBreakClass {
    fileprivate var isPlain: Bool { self == .id || self == .cl || self == .op }
}

/// Applies LB1, LB9 and LB10 on the way; always two units ahead.
private struct UnitReader {
    private let text: BreakableText
    private var position = 0
    private(set) var ahead: (BreakUnit?, BreakUnit?)

    init(_ text: BreakableText) {
        self.text = text
        ahead = (nil, nil)
        ahead.0 = read()
        ahead.1 = read()
    }

    mutating func next() -> BreakUnit? {
        let unit = ahead.0
        ahead.0 = ahead.1
        ahead.1 = read()
        return unit
    }

    /// Passes a run of ideographs and brackets but for its last one, which may carry marks. A line may break before each
    /// but a closing bracket, and after each but an opening one: no rule between them looks further.
    mutating func passPlain() -> Range<Int>? {
        guard let start = ahead.0.map({ Int($0.start) }) else { return nil }
        var end = start
        while end < text.classes.count, text.classes[end].isPlain { end += 1 }
        guard end - start > 3 else { return nil }
        position = end - 1
        ahead.0 = read()
        ahead.1 = read()
        return start..<end - 1
    }

    /// A scalar without marks.
    func plainUnit(at index: Int) -> BreakUnit {
        BreakUnit(
            start: Int32(index), lineBreak: text.classes[index], traits: text.traits[index],
            scalar: text.scalars[index], endsInJoiner: false)
    }

    private mutating func read() -> BreakUnit? {
        guard position < text.scalars.count else { return nil }
        let start = position
        var lineBreak = text.classes[start]
        position += 1
        switch lineBreak {
        case .bk, .cr, .lf, .nl, .sp, .zw: break
        default:
            while position < text.scalars.count, text.classes[position] == .cm || text.classes[position] == .zwj {
                position += 1
            }
        }
        switch lineBreak {
        case .ai, .cm, .zwj: lineBreak = .al
        case .cj: lineBreak = .ns
        default: break
        }
        return BreakUnit(
            start: Int32(start), lineBreak: lineBreak, traits: text.traits[start], scalar: text.scalars[start],
            endsInJoiner: text.classes[position - 1] == .zwj)
    }
}

/// What the rules remember of the units passed.
private struct BreakState {
    private enum Number { case none, digits, closed }

    private var last: BreakUnit?
    private var beforeLast: BreakUnit?
    /// The last unit that is no space, and whether it is a quotation mark that opens (LB15a).
    private var base: BreakUnit?
    private var baseOpensQuotation = false
    private var number = Number.none
    private var regionalIndicators = 0

    /// Whether nothing before this unit, which was passed last, is of weight for a run of ideographs and brackets.
    func isPlain(after unit: BreakUnit) -> Bool {
        guard unit.lineBreak.isPlain, !unit.endsInJoiner else { return false }
        if case .none = number { return true }
        return false
    }

    mutating func pass(_ unit: BreakUnit) {
        switch unit.lineBreak {
        case .nu: number = .digits
        case .sy, .is: if number != .digits { number = .none }
        case .cl, .cp: number = number == .digits ? .closed : .none
        default: number = .none
        }
        regionalIndicators = unit.lineBreak == .ri ? regionalIndicators + 1 : 0
        if unit.lineBreak != .sp {
            baseOpensQuotation = unit.isInitialQuotation && Self.mayPrecedeOpening(last?.lineBreak)
            base = unit
        }
        beforeLast = last
        last = unit
    }

    private static func mayPrecedeOpening(_ before: LineBreakClass?) -> Bool {
        switch before {
        case nil, .bk, .cr, .lf, .nl, .op, .qu, .gl, .sp, .zw: true
        default: false
        }
    }

    /// LB4–LB31 between the last unit and this one. `ahead`: the two units after it.
    func mayBreak(before unit: BreakUnit, _ ahead: (BreakUnit?, BreakUnit?)) -> Bool {
        guard let last else { return false }
        let (a, b) = (last.lineBreak, unit.lineBreak)
        // Most of Chinese text. Before LB8a no rule is about these pairs; LB13, LB14 and LB31 decide.
        switch (a, b) {
        case (.id, .id), (.cl, .id), (.id, .op), (.cl, .op): return !last.endsInJoiner
        case (.id, .cl), (.op, .id), (.cl, .cl), (.op, .op), (.op, .cl): return false
        default: break
        }
        // LB4–LB6
        switch a {
        case .bk, .lf, .nl: return true
        case .cr: return b != .lf
        default: break
        }
        switch b {
        case .bk, .cr, .lf, .nl: return false
        // LB7
        case .sp, .zw: return false
        default: break
        }
        // LB8, LB8a
        if base?.lineBreak == .zw, a == .sp || a == .zw { return true }
        if last.endsInJoiner { return false }
        // LB11, LB12, LB12a
        if a == .wj || b == .wj || a == .gl { return false }
        if b == .gl, a != .sp, a != .ba, a != .hy { return false }
        // LB13
        if b == .cl || b == .cp || b == .ex || b == .sy { return false }
        // LB14, LB15a
        if base?.lineBreak == .op || baseOpensQuotation { return false }
        // LB15b
        if unit.isFinalQuotation, Self.mayFollowClosing(ahead.0?.lineBreak) { return false }
        // LB15c, LB15d
        if b == .is { return a == .sp && ahead.0?.lineBreak == .nu }
        // LB16, LB17
        if b == .ns, base?.lineBreak == .cl || base?.lineBreak == .cp { return false }
        if b == .b2, base?.lineBreak == .b2 { return false }
        // LB18
        if a == .sp { return true }
        if a == .qu || b == .qu, joinsQuotation(last, unit, ahead.0) { return false }
        // LB20
        if a == .cb || b == .cb { return true }
        return !joinsWord(last, unit, ahead)
    }

    private static func mayFollowClosing(_ after: LineBreakClass?) -> Bool {
        switch after {
        case nil, .sp, .gl, .wj, .cl, .qu, .cp, .ex, .is, .sy, .bk, .cr, .lf, .nl, .zw: true
        default: false
        }
    }

    /// LB19 and LB19a: between ideographs, a line may break outside a quotation.
    private func joinsQuotation(_ last: BreakUnit, _ unit: BreakUnit, _ next: BreakUnit?) -> Bool {
        if unit.lineBreak == .qu {
            if !unit.isInitialQuotation || !last.isEastAsian { return true }
            if next.map({ !$0.isEastAsian }) ?? true { return true }
        }
        if last.lineBreak == .qu {
            if !last.isFinalQuotation || !unit.isEastAsian { return true }
            if beforeLast.map({ !$0.isEastAsian }) ?? true { return true }
        }
        return false
    }

    /// LB20a–LB30b.
    private func joinsWord(_ last: BreakUnit, _ unit: BreakUnit, _ ahead: (BreakUnit?, BreakUnit?)) -> Bool {
        let (a, b) = (last.lineBreak, unit.lineBreak)
        let letterA = a == .al || a == .hl
        let letterB = b == .al || b == .hl
        // LB20a
        if a == .hy || last.scalar == 0x2010, letterB {
            switch beforeLast?.lineBreak {
            case nil, .bk, .cr, .lf, .nl, .sp, .zw, .cb, .gl: return true
            default: break
            }
        }
        // LB21, LB21a, LB21b
        if b == .ba || b == .hy || b == .ns || a == .bb { return true }
        if a == .hy || (a == .ba && !last.isEastAsian), beforeLast?.lineBreak == .hl, b != .hl { return true }
        if a == .sy, b == .hl { return true }
        // LB22
        if b == .in { return true }
        // LB23, LB23a, LB24
        if letterA && b == .nu || a == .nu && letterB { return true }
        if a == .pr, b == .id || b == .eb || b == .em { return true }
        if b == .po, a == .id || a == .eb || a == .em { return true }
        if a == .pr || a == .po, letterB { return true }
        if letterA, b == .pr || b == .po { return true }
        if joinsNumber(a, b, ahead) { return true }
        return joinsSyllable(a, b) || joinsLetters(last, unit, letterA, letterB)
    }

    /// LB25.
    private func joinsNumber(_ a: LineBreakClass, _ b: LineBreakClass, _ ahead: (BreakUnit?, BreakUnit?)) -> Bool {
        switch b {
        case .po, .pr: return number != .none
        case .nu: return a == .po || a == .pr || a == .hy || a == .is || number == .digits
        case .op where a == .po || a == .pr:
            if ahead.0?.lineBreak == .nu { return true }
            return ahead.0?.lineBreak == .is && ahead.1?.lineBreak == .nu
        default: return false
        }
    }

    /// LB26, LB27: Hangul.
    private func joinsSyllable(_ a: LineBreakClass, _ b: LineBreakClass) -> Bool {
        switch (a, b) {
        case (.jl, .jl), (.jl, .jv), (.jl, .h2), (.jl, .h3): true
        case (.jv, .jv), (.jv, .jt), (.h2, .jv), (.h2, .jt): true
        case (.jt, .jt), (.h3, .jt): true
        case (.jl, .po), (.jv, .po), (.jt, .po), (.h2, .po), (.h3, .po): true
        case (.pr, .jl), (.pr, .jv), (.pr, .jt), (.pr, .h2), (.pr, .h3): true
        default: false
        }
    }

    /// LB28, LB29, LB30–LB30b.
    private func joinsLetters(_ last: BreakUnit, _ unit: BreakUnit, _ letterA: Bool, _ letterB: Bool) -> Bool {
        let (a, b) = (last.lineBreak, unit.lineBreak)
        if letterB, letterA || a == .is { return true }
        if b == .op, letterA || a == .nu, !unit.isEastAsian { return true }
        if a == .cp, letterB || b == .nu, !last.isEastAsian { return true }
        if a == .ri, b == .ri { return !regionalIndicators.isMultiple(of: 2) }
        return b == .em && (a == .eb || last.traits.contains(.unassignedPictograph))
    }
}
