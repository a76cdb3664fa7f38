/// A profile for four inks from a model of them: the colours of solid inks one over another, and between them mixtures in
/// CIELAB in proportion to the paper each covers.
///
/// Colours are relative to the paper, and black ink alone is L* 0, so that text in it is black wherever it is shown. Only
/// additions, multiplications and divisions of IEEE 754 are used: the same bytes everywhere.
enum InkProfile {
    static let bytes: [UInt8] = {
        let separations = labGrid.map { separation(of: $0) }
        let toInks = separations.flatMap { found in found.inks.map { UInt16(($0 * 65_535).rounded()) } }
        // 5 units of ΔE*ab are what a reader may see.
        let outOfGamut: [UInt16] = separations.map { $0.distance > 25 ? 65_535 : 0 }
        return ColourProfile(
            deviceClass: .output, colourSpace: "CMYK", connectionSpace: .lab,
            tags: [
                (["desc"], ColourProfile.text("Jiyao inks")),
                (["cprt"], ColourProfile.text("CC0")),
                (["wtpt"], ColourProfile.xyz(0.9642, 1, 0.8249)),
                (
                    ["A2B0", "A2B1", "A2B2"],
                    ColourProfile.table(inputs: 4, outputs: 3, points: 2, overprints.flatMap(encoded))
                ),
                (
                    ["B2A0", "B2A1", "B2A2"],
                    ColourProfile.table(inputs: 3, outputs: 4, points: points, toInks)
                ),
                (["gamt"], ColourProfile.table(inputs: 3, outputs: 1, points: points, outOfGamut)),
            ]
        ).bytes
    }()

    /// CIELAB.
    private typealias Lab = (l: Double, a: Double, b: Double)

    private static let points = 9

    /// Solids of every set of inks: bit 3 cyan, 2 magenta, 1 yellow, 0 black.
    private static let overprints: [Lab] = [
        (100, 0, 0), (93, -5, 92), (50, 76, 0), (49, 70, 52), (57, -36, -48), (51, -66, 27), (25, 21, -46), (22, 0, 0),
    ].flatMap { solid -> [Lab] in [solid, (0, 0, 0)] }

    /// The colour of four shares of ink, each 0...1.
    private static func colour(of inks: [Double]) -> Lab {
        var sum: Lab = (0, 0, 0)
        for (set, solid) in overprints.enumerated() {
            var share = 1.0
            for (place, ink) in inks.enumerated() { share *= set >> (3 - place) & 1 == 1 ? ink : 1 - ink }
            sum.l += share * solid.l
            sum.a += share * solid.a
            sum.b += share * solid.b
        }
        return sum
    }

    /// Values of `lut16Type` (10.10): L* 100 is 0xFF00, and 0x8000 is 0 of a* and b*.
    private static func encoded(_ lab: Lab) -> [UInt16] {
        [lab.l * 652.8, (lab.a + 128) * 256, (lab.b + 128) * 256].map { UInt16($0.rounded()) }
    }

    private static var labGrid: [Lab] {
        let steps = (0..<points).map { Double($0) / Double(points - 1) * 65_535 }
        return steps.flatMap { l in
            steps.flatMap { a in steps.map { b in (min(l / 652.8, 100), a / 256 - 128, b / 256 - 128) } }
        }
    }

    /// The inks whose colour is nearest, by steps of a half, a quarter … of each ink, and the square of what is missing.
    ///
    /// A little is charged for the coloured inks, so that grays are printed with black.
    private static func separation(of wanted: Lab) -> (inks: [Double], distance: Double) {
        func distance(_ inks: [Double]) -> Double {
            let found = colour(of: inks)
            let (l, a, b) = (found.l - wanted.l, found.a - wanted.a, found.b - wanted.b)
            return l * l + a * a + b * b
        }
        func cost(_ inks: [Double]) -> Double { distance(inks) + inks[0] + inks[1] + inks[2] }
        var best = [0, 0, 0, 1 - wanted.l / 100]
        var least = cost(best)
        var step = 0.5
        while step > 0.001 {
            var isBetter = false
            for place in best.indices {
                for change in [step, -step] {
                    var tried = best
                    tried[place] = min(1, max(0, tried[place] + change))
                    let cost = cost(tried)
                    if cost < least {
                        (best, least, isBetter) = (tried, cost, true)
                    }
                }
            }
            if !isBetter { step /= 2 }
        }
        return (best, distance(best))
    }
}
