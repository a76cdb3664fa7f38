import PaperUnits
import Testing

@Suite("Lengths")
struct LengthTests {
    @Test("one inch is the same length in points and in millimetres")
    func inch() { #expect(Length.pt(72) == Length.mm(25.4)) }

    @Test("the em of 3号 is 156/28 mm, 15.79303 pt (gbt9704.md 3.3)")
    func em() {
        let em = Length.mm(156).scaled(by: 1, over: 28)
        #expect(em.emu == 200_571)
        #expect(abs(em.points - 15.79303) < 0.00005)
    }

    @Test(
        "scaling rounds once, half away from zero",
        arguments: [(10, 1, 4, 3), (-10, 1, 4, -3), (9, 1, 4, 2), (7, 3, 2, 11), (0, 5, 7, 0)])
    func scaling(emu: Int64, numerator: Int64, denominator: Int64, expected: Int64) {
        #expect(Length(emu: emu).scaled(by: numerator, over: denominator).emu == expected)
    }

    @Test("font units scale to the size of the em")
    func fontUnits() {
        #expect(FontUnits(500).scaled(to: .pt(16), unitsPerEm: 1_000) == .pt(8))
        #expect(FontUnits(-250).scaled(to: .pt(16), unitsPerEm: 1_000) == .pt(-4))
    }
}
