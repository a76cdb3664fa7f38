import FontAccess
import PNGOutput
import PagedModel
import PaperUnits
import TestKit
import Testing

@Suite("A turned part of a page image", .enabled(if: Places.hasFonts, "the fonts are not installed"))
struct TurnedPartTests {
    @Test("is the upright image turned counter-clockwise, pixel by pixel", arguments: [0.0, 0.03, 0.07])
    func pixels(shift: Double) throws {
        let library = try fontLibrary()
        let red = Colour(red: 230, green: 0, blue: 18)
        let items: [DisplayItem] = [
            try run("会议", library, x: .mm(2 + shift), y: .mm(8 + shift)),
            try run("纪要", library, size: .pt(9), x: .mm(1.5), y: .mm(13 - shift), colour: red),
            .rule(Rect(x: .mm(1), y: .mm(15), width: .mm(16), height: .mm(0.5)), red),
            .rule(Rect(x: .mm(16), y: .mm(1), width: .mm(0.3), height: .mm(14)), .black),
        ]
        // 10 pixels to the millimetre, so that the part begins on a pixel.
        let options = PNGOptions(dpi: 254)
        let upright = try image(items, options)
        let turned = try image([.beginTurned(Point(x: .mm(3), y: .mm(19)))] + items + [.endTurned], options)
        var inked = 0
        for row in 0..<170 {
            for column in 0..<180 {
                let pixel = upright.pixel(column, row)
                #expect(turned.pixel(30 + row, 190 - 1 - column) == pixel)
                if pixel != [255, 255, 255] { inked += 1 }
            }
        }
        #expect(inked > 2_000)
    }

    @Test("reaches beyond the paper without harm, and what follows it is upright")
    func edges() throws {
        let library = try fontLibrary()
        let text = try run("会议", library)
        let both = try image([.beginTurned(Point(x: .mm(-4), y: .mm(2))), text, .endTurned, text])
        let alone = try image([text])
        for row in 0..<alone.height {
            for column in 60..<alone.width { #expect(both.pixel(column, row)[0] <= alone.pixel(column, row)[0]) }
        }
    }
}
