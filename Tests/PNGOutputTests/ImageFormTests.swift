import FontAccess
import PNGOutput
import PagedModel
import PaperUnits
import TestKit
import Testing

@Suite("The form of a page image", .enabled(if: Places.hasFonts, "the fonts are not installed"))
struct ImageFormTests {
    private let red = Colour(red: 230, green: 0, blue: 18)

    private func rule(_ colour: Colour, at millimetres: Double = 5) -> DisplayItem {
        .rule(Rect(x: .mm(3), y: .mm(millimetres), width: .mm(10), height: .mm(1)), colour)
    }

    @Test(
        "has as many bits as its grays need", arguments: zip([0, 85, 17, 128] as [UInt8], [1, 2, 4, 8]))
    func bits(_ gray: UInt8, _ bits: Int) throws {
        let page = try image([rule(Colour(red: gray, green: gray, blue: gray))])
        #expect(page.kind == .gray && page.bitDepth == bits)
        #expect(page.colours == [[255], [gray]])
    }

    @Test("is 1 bit for white paper, 4 bits for black text")
    func usual() throws {
        #expect(try image([]).bitDepth == 1)
        let text = try image([run("会议", try fontLibrary())])
        #expect(text.kind == .gray && text.bitDepth == 4)
    }

    @Test("is a palette for black, red and their blends, and the pixels are those of 24 bits")
    func palette() throws {
        let library = try fontLibrary()
        let items = [
            try run("会议", library, colour: red), try run("纪要", library, x: .mm(8)), rule(red, at: 2),
        ]
        let page = try image(items)
        let whole = try image(items, PNGOptions(color: .rgb))
        #expect(page.kind == .palette && page.bitDepth == 8)
        #expect(whole.kind == .rgb && whole.bitDepth == 8)
        #expect(page.samples == whole.samples)
        #expect(page.colours.isSuperset(of: [[0, 0, 0], [255, 255, 255], [230, 0, 18]]))
    }

    @Test("keeps a gray that is none of the 16 shades, with its blends")
    func ownGray() throws {
        let page = try image([run("会", try fontLibrary(), colour: Colour(red: 100, green: 100, blue: 100))])
        #expect(page.kind == .gray && page.bitDepth == 8)
        #expect(page.colours.contains([100]) && page.colours.count > 10)
        #expect(page.colours.allSatisfy { $0[0] >= 100 })
    }

    @Test("is 24 bits where a palette has no room for the blends")
    func manyInks() throws {
        let library = try fontLibrary()
        let items = try (0..<20).map { index in
            try run(
                "会", library, x: .mm(1 + Double(index)), y: .mm(12),
                colour: Colour(red: UInt8(index * 12), green: 90, blue: 200))
        }
        let page = try image(items)
        #expect(page.kind == .rgb)
        #expect(page.colours.contains([12, 90, 200]) && page.colours.contains([228, 90, 200]))
        #expect(try image(items, PNGOptions(color: .gray)).kind == .gray)
    }

    @Test("of gray makes a colour its luma, of 1 bit black or white")
    func colourless() throws {
        let items = [rule(red), rule(Colour(red: 255, green: 255, blue: 0), at: 9)]
        let gray = try image(items, PNGOptions(color: .gray))
        #expect(gray.colours == [[255], [51], [238]])
        #expect(try image(items, PNGOptions(color: .mono)).colours == [[255], [0]])
    }

    @Test("does not depend on the height of bands or on how many glyphs are kept", arguments: [100, 300])
    func bands(dpi: Int) throws {
        let library = try fontLibrary()
        let items = [
            try run("会议纪要", library, y: .mm(8)), try run("纪要会议", library, size: .pt(40), y: .mm(18)),
            .beginTurned(Point(x: .mm(4), y: .mm(18))), try run("会纪", library, y: .mm(2)), .endTurned,
            rule(red, at: 7.5), try run("议", library, y: .mm(9), colour: red),
        ]
        for color in PNGOptions.Color.allCases {
            let options = PNGOptions(dpi: dpi, color: color)
            var renderer = PageRenderer(library: library, bandBytes: 1, glyphBytes: 1)
            let banded = try DecodedPNG(renderer.writePNG(page: 0, of: document(items), options: options))
            #expect(try banded.samples == image(items, options).samples)
        }
    }
}
