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

    /// Half points, so that 10.5 pt and 6.5 pt are whole: 初号, 一号 …, and 小初, 小一 ….
    private static let namedSizes: (plain: [Int], small: [Int]) = (
        [84, 52, 44, 32, 28, 21, 15, 11, 10], [72, 48, 36, 30, 24, 18, 13]
    )

    /// The value in points of `三号`, `3号`, `小三`, `小3`; nil for any other word.
    static func points(ofNamedSize word: String) -> Double? {
        var rest = word.unicodeScalars[...]
        let isSmall = rest.first == "小"
        if isSmall { rest.removeFirst() }
        guard let place = rest.popFirst().flatMap(place) else { return nil }
        let hasMark = rest.popFirst().map { $0 == "号" }
        guard rest.isEmpty, hasMark ?? isSmall else { return nil }
        let sizes = isSmall ? namedSizes.small : namedSizes.plain
        return place < sizes.count ? Double(sizes[place]) / 2 : nil
    }

    private static func place(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "初": 0
        case "一", "1": 1
        case "二", "2": 2
        case "三", "3": 3
        case "四", "4": 4
        case "五", "5": 5
        case "六", "6": 6
        case "七", "7": 7
        case "八", "8": 8
        default: nil
        }
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
        let base: Length? =
            switch text.unicodeScalars.last {
            case "m": text.utf8.dropLast().last == UInt8(ascii: "m") ? .mm(1) : nil
            case "t": text.utf8.dropLast().last == UInt8(ascii: "p") ? .pt(1) : nil
            case "字": units?.em
            case "行": units?.linePitch
            default: nil
            }
        let unit = text.utf8.last.map { $0 < 0x80 ? 2 : 1 } ?? 0
        guard let base, base != .zero,
            let number = Decimal(Substring(text.unicodeScalars.dropLast(unit)))
        else { return nil }
        return base.scaled(by: number.numerator, over: number.denominator)
    }
}

/// A number as a template spells it, `35`, `0.35`, `-2`: exact, with at most five decimals.
struct Decimal: Hashable {
    var numerator: Int64
    var denominator: Int64

    init?(_ text: Substring) {
        let negative = text.utf8.first == UInt8(ascii: "-")
        var value: Int64 = 0
        // Digits before the point, and behind it.
        var (whole, decimals) = (0, Int?.none)
        for byte in text.utf8.dropFirst(negative ? 1 : 0) {
            switch byte {
            case UInt8(ascii: ".") where decimals == nil: decimals = 0
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
                if let known = decimals { decimals = known + 1 } else { whole += 1 }
                guard whole <= 6, decimals ?? 0 <= 5 else { return nil }
            default: return nil
            }
        }
        guard whole > 0, decimals != 0 else { return nil }
        numerator = negative ? -value : value
        denominator = (0..<(decimals ?? 0)).reduce(1) { product, _ in product * 10 }
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
