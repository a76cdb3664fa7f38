package import PaperUnits

/// The units a template may write lengths in, and what the grid makes of them.
///
/// `mm` and `pt` stand alone. `字` is the em of the grid and `行` its line pitch. A named size (`3号`, `小二`) has the
/// customary value in points (gbt9704.md 4.1, column A); one within 2 % of the grid's em *is* the em, so that 3号 on
/// a line of 28 characters is 156/28 mm and fills the type area.
package struct TemplateUnits: Sendable, Hashable {
    package var em: Length
    package var linePitch: Length

    package init(em: Length, linePitch: Length) {
        self.em = em
        self.linePitch = linePitch
    }

    /// Half points, so that 10.5 pt and 6.5 pt are whole.
    private static let namedSizes: [(name: String, halfPoints: Int)] = [
        ("初号", 84), ("小初", 72), ("一号", 52), ("小一", 48), ("二号", 44), ("小二", 36), ("三号", 32), ("小三", 30),
        ("四号", 28), ("小四", 24), ("五号", 21), ("小五", 18), ("六号", 15), ("小六", 13), ("七号", 11), ("八号", 10),
    ]
    private static let numerals: [Character: Character] = [
        "1": "一", "2": "二", "3": "三", "4": "四", "5": "五", "6": "六", "7": "七", "8": "八",
    ]

    /// The value in points of `三号`, `3号`, `小三`, `小3`; nil for any other word.
    static func points(ofNamedSize word: String) -> Double? {
        let spelt = String(word.map { numerals[$0] ?? $0 })
        let name = spelt.hasPrefix("小") && spelt.hasSuffix("号") && spelt.count == 3 ? String(spelt.dropLast()) : spelt
        return namedSizes.first { $0.name == name }.map { Double($0.halfPoints) / 2 }
    }

    /// Nil where the text is no length. `units` is nil while the grid itself is read; named sizes are then nominal,
    /// and `字` and `行` are no lengths yet.
    static func length(_ text: String, in units: TemplateUnits?) -> Length? {
        if text == "0" { return .zero }
        if let points = points(ofNamedSize: text) {
            let nominal = Length.pt(points)
            guard let em = units?.em else { return nominal }
            let difference = nominal < em ? em - nominal : nominal - em
            return 50 * difference <= em ? em : nominal
        }
        for (suffix, base) in [
            ("mm", Length.mm(1)), ("pt", .pt(1)), ("字", units?.em ?? .zero), ("行", units?.linePitch ?? .zero),
        ] where text.hasSuffix(suffix) {
            guard base != .zero, let number = Decimal(String(text.dropLast(suffix.count))) else { return nil }
            return base.scaled(by: number.numerator, over: number.denominator)
        }
        return nil
    }
}

/// A number as a template spells it, `35`, `0.35`, `-2`: exact, with at most five decimals.
struct Decimal: Hashable {
    var numerator: Int64
    var denominator: Int64

    init?(_ text: String) {
        var digits = text[...]
        let negative = digits.hasPrefix("-")
        if negative { digits.removeFirst() }
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? parts[1] : ""
        guard let whole = parts.first, !whole.isEmpty, parts.count == 1 || !decimals.isEmpty,
            whole.count <= 6, decimals.count <= 5,
            (whole + decimals).utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            let value = Int64(whole + decimals)
        else { return nil }
        numerator = negative ? -value : value
        denominator = decimals.reduce(1) { product, _ in product * 10 }
    }
}

extension Length {
    /// In millimetres with at most five decimals, fine enough to read back the same EMU: `5.57142mm`.
    var spelling: String {
        let scaled = scaled(by: 100_000, over: 36_000).emu
        let (whole, rest) = abs(scaled).quotientAndRemainder(dividingBy: 100_000)
        var decimals = String(rest + 100_000).dropFirst()
        while decimals.hasSuffix("0") { decimals.removeLast() }
        return (scaled < 0 ? "-" : "") + "\(whole)" + (decimals.isEmpty ? "" : ".\(decimals)") + "mm"
    }
}
