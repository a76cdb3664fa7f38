/// The property Line_Break (UAX #14, table 1), after the parts of LB1 that hang on the general category alone.
///
/// `ai` and `cj` stay: what they become is a tailoring's choice. Unicode 15.1 and later split off the classes of
/// Brahmic aksaras (LB28a); the data of 15.0 has them as `al`.
package enum LineBreakClass: UInt8, Sendable, Hashable {
    case ai, al, b2, ba, bb, bk, cb, cj, cl, cm, cp, cr, eb, em, ex, gl, h2, h3, hl, hy, id, `in`, `is`, jl, jt, jv, lf
    case nl, ns, nu, op, po, pr, qu, ri, sp, sy, wj, zw, zwj
}

/// What breaking and counting widths need to know of a scalar.
package struct ScalarBreakTraits: Sendable, Hashable {
    package struct Traits: OptionSet, Sendable, Hashable {
        package var rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        /// East_Asian_Width W or F.
        package static let wide = Self(rawValue: 1)
        package static let halfwidth = Self(rawValue: 2)
        package static let ambiguous = Self(rawValue: 4)
        /// Extended_Pictographic and not assigned (LB30b).
        package static let unassignedPictograph = Self(rawValue: 8)
        /// Pi and Pf among the quotation marks (LB15a, LB15b, LB19).
        package static let initialQuotation = Self(rawValue: 16)
        package static let finalQuotation = Self(rawValue: 32)
        /// Marks and format characters: no room of their own.
        package static let zeroWidth = Self(rawValue: 64)
        /// May stand in one grapheme cluster with a neighbour.
        package static let joinsCluster = Self(rawValue: 128)
    }

    package var lineBreak: LineBreakClass
    package var traits: Traits

    init(_ lineBreak: LineBreakClass, _ traits: Traits = []) {
        self.lineBreak = lineBreak
        self.traits = traits
    }

    /// East Asian by the reading of LB19a and LB30: W, F or H.
    package var isEastAsian: Bool { !traits.isDisjoint(with: [.wide, .halfwidth]) }

    /// Version of the Unicode data the table was made from.
    package static var unicodeVersion: String { LineBreakData.unicodeVersion }
}

/// The traits of all scalars: one look into an array up to U+1FFFF, a search in a few dozen ranges beyond.
package struct LineBreakTable: Sendable {
    package static let shared = LineBreakTable()

    private let values: [ScalarBreakTraits]
    private let low: ContiguousArray<UInt8>
    /// First scalar and value of each run that reaches beyond `low`, in order.
    private let high: ContiguousArray<(start: UInt32, value: UInt8)>

    private init() {
        var high: ContiguousArray<(start: UInt32, value: UInt8)> = []
        low = ContiguousArray(unsafeUninitializedCapacity: 0x20000) { low, filled in
            var scalar = 0
            var count = 0
            var first: Int?
            LineBreakData.runs.withUTF8Buffer { bytes in
                for byte in bytes {
                    if byte < 0x3A {
                        count = count * 10 + Int(byte) - 0x30
                        continue
                    }
                    let letter = byte < 0x5B ? Int(byte) - 0x41 : Int(byte) - 0x61 + 26
                    guard let begun = first else {
                        first = letter
                        continue
                    }
                    let value = UInt8(begun * 52 + letter)
                    let end = scalar + max(count, 1)
                    let last = min(end, low.count)
                    if scalar < last { low[scalar..<last].initialize(repeating: value) }
                    if end > low.count { high.append((UInt32(scalar), value)) }
                    (scalar, count, first) = (end, 0, nil)
                }
            }
            filled = min(scalar, low.count)
        }
        values = LineBreakData.values
        self.high = high
    }

    package subscript(scalar: UInt32) -> ScalarBreakTraits {
        if scalar < 0x20000 { return values[Int(low[Int(scalar)])] }
        var from = 0
        var to = high.count
        while to - from > 1 {
            let middle = (from + to) / 2
            if high[middle].start <= scalar { from = middle } else { to = middle }
        }
        return values[Int(high[from].value)]
    }
}
