package import OrderedJSON
package import PaperUnits

extension Length {
    /// Millimetres with four decimals, from the integer: 1 mm is 36,000 EMU.
    package var json: JSONValue {
        let scaled = (emu.magnitude * 10_000 + 18_000) / 36_000
        let (whole, rest) = scaled.quotientAndRemainder(dividingBy: 10_000)
        let decimals = String(rest)
        let sign = emu < 0 && scaled != 0 ? "-" : ""
        return .number("\(sign)\(whole)." + String(repeating: "0", count: 4 - decimals.count) + decimals)
    }
}
