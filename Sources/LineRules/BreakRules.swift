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
package enum BreakOpportunity: UInt8, Sendable, Hashable {
    case allowed
    /// Only where no allowed break is left: a number and its unit.
    case lastResort
    /// Never, but for a token longer than the line.
    case forbidden
}

package struct BreakRules: Sendable, Hashable {
    package var level: ProhibitionLevel
    /// Keep a number and the unit character after it on one line (349人, 29日).
    package var gluesUnits: Bool

    package init(level: ProhibitionLevel = .gb, gluesUnits: Bool = true) {
        self.level = level
        self.gluesUnits = gluesUnits
    }

    /// Whether a line may end after character `a` and the next start with `b`.
    ///
    /// - Parameter classes: both classes from `LineClass.classify`, so that the halves of `——` are known.
    /// - Parameter firstHalf: `a` is the first half of a 破折号 or 省略号 pair.
    package func opportunity(
        after a: UInt32, _ classA: LineClass, before b: UInt32, _ classB: LineClass, firstHalf: Bool
    ) -> BreakOpportunity {
        if firstHalf { return .forbidden }
        // A blank goes with the line before it.
        if classB == .space { return .forbidden }
        guard level.mayEndLine(classA), level.mayStartLine(classB) else { return .forbidden }
        if classA == .space { return a == 0xA0 ? .forbidden : .allowed }
        let westernA = classA == .western || classA == .westernOpen || classA == .westernClose
        let westernB = classB == .western || classB == .westernOpen || classB == .westernClose
        if westernA, westernB { return .forbidden }
        if classA == .solidus, westernB || westernA { return .forbidden }
        if classB == .western, classA == .connector, LineClass.isDigit(b) { return .lastResort }
        if gluesUnits, LineClass.isDigit(a), Self.isUnit(b) { return .lastResort }
        return .allowed
    }

    /// Characters that count or measure what the number before them says; from GB/T 15835 usage in minutes.
    package static func isUnit(_ scalar: UInt32) -> Bool { units.contains(scalar) }

    private static let units = Set("年月日时分秒点周天岁人名位户个件项条款章节次届期号票元万亿千百倍级类种场所家座台辆公米吨亩度".unicodeScalars.map(\.value))
}
