internal import PaperUnits

/// What the bytes of a `ShadeBand` stand for: 0…15 are grays from white to black in equal steps, the others colours as
/// the page needs them, up to 256 in all.
///
/// Ink covers a pixel by fifteenths, so that black text alone needs 16 shades: a page of it is exact in 4 bits.
struct Palette {
    /// Fifteenths of a pixel.
    static let full = 15

    /// Ink of one colour on its way into the palette.
    struct Ink {
        /// Index of each coverage 0…15 over white.
        var overWhite: SIMD16<UInt8>
        var colour: Colour
        /// Fifteenths of black for an ink whose blends with grays are grays of the palette; nil for others.
        var shade: UInt8?
    }

    /// Whether inks are turned into their luma.
    let isGray: Bool
    private(set) var colours: [Colour]
    private(set) var inks: [Ink] = []
    private var numbers: [Colour: Int] = [:]
    private var blends: [Int: UInt8] = [:]
    /// A colour was wanted that the palette has no room for; the page is then drawn without one.
    private(set) var isExhausted = false

    init(isGray: Bool) {
        self.isGray = isGray
        colours = (0...15).map { gray(255 - 17 * $0) }
    }

    /// Index into `inks`.
    ///
    /// A colour's luma becomes the nearest of the 16 shades; grays stay what they are.
    mutating func ink(_ colour: Colour) -> Int {
        if let number = numbers[colour] { return number }
        let value = colour.isGray ? Int(colour.red) : (luma(of: colour) + 8) / 17 * 17
        // Inks of a press are not for screens.
        let plain = Colour(red: colour.red, green: colour.green, blue: colour.blue)
        var ink = Ink(overWhite: SIMD16(), colour: isGray || colour.isGray ? gray(value) : plain, shade: nil)
        if ink.colour.isGray, (255 - Int(ink.colour.red)).isMultiple(of: 17) {
            ink.shade = UInt8((255 - Int(ink.colour.red)) / 17)
        }
        for coverage in 1...UInt8(Self.full) {
            ink.overWhite[Int(coverage)] = blended(ink, over: 0, coverage)
        }
        inks.append(ink)
        numbers[colour] = inks.count - 1
        return inks.count - 1
    }

    /// Index of an ink laid over a pixel.
    /// - Parameter coverage: 1…15
    mutating func lay(_ ink: Int, over index: UInt8, _ coverage: UInt8) -> UInt8 {
        if index == 0 || coverage == Self.full { return inks[ink].overWhite[Int(coverage)] }
        if index < 16, inks[ink].shade != nil { return blended(inks[ink], over: index, coverage) }
        let key = ink << 16 | Int(index) << 8 | Int(coverage)
        if let known = blends[key] { return known }
        let made = blended(inks[ink], over: index, coverage)
        blends[key] = made
        return made
    }

    private mutating func blended(_ ink: Ink, over index: UInt8, _ coverage: UInt8) -> UInt8 {
        if index < 16, let shade = ink.shade {
            // Shapes of black do not overlap but touch: their parts of a pixel add up.
            if shade == 15 { return min(15, index + coverage) }
            return UInt8(mixed(Int(index), Int(shade), coverage))
        }
        let paper = colours[Int(index)]
        return self.index(
            of: Colour(
                red: UInt8(mixed(Int(paper.red), Int(ink.colour.red), coverage)),
                green: UInt8(mixed(Int(paper.green), Int(ink.colour.green), coverage)),
                blue: UInt8(mixed(Int(paper.blue), Int(ink.colour.blue), coverage))))
    }

    private mutating func index(of colour: Colour) -> UInt8 {
        if let known = colours.firstIndex(of: colour) { return UInt8(known) }
        guard colours.count < 256 else {
            isExhausted = true
            return 15
        }
        colours.append(colour)
        return UInt8(colours.count - 1)
    }
}

private func mixed(_ paper: Int, _ ink: Int, _ coverage: UInt8) -> Int {
    let sum = paper * (15 - Int(coverage)) + ink * Int(coverage)
    return (2 * sum + 15) / 30
}

private func gray(_ value: Int) -> Colour {
    let value = UInt8(clamping: value)
    return Colour(red: value, green: value, blue: value)
}

/// Of ITU-R BT.709, 0…255.
func luma(of colour: Colour) -> Int {
    (2126 * Int(colour.red) + 7152 * Int(colour.green) + 722 * Int(colour.blue) + 5000) / 10_000
}
