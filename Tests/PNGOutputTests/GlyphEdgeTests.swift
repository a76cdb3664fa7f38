import FontAccess
import PNGOutput
import PagedModel
import PaperUnits
import Provenance
import TestKit
import Testing

/// A face, a character of it, and why it is here.
struct GlyphCase: Sendable, CustomTestStringConvertible {
    var face: String
    var scalar: UInt32
    var testDescription: String
}

private let cases = [
    GlyphCase(face: "FandolFang-Regular", scalar: 0x8BAE, testDescription: "cubic outlines of a role's face"),
    GlyphCase(face: "LXGWWenKai-Regular", scalar: 0x8BAE, testDescription: "quadratic outlines"),
    GlyphCase(face: "NotoSerifCJK-Regular#2", scalar: 0x3400, testDescription: "a face of a collection"),
    GlyphCase(face: "BabelStoneHan", scalar: 0x20164, testDescription: "a rare name of plane 2"),
    GlyphCase(face: "HanaMinB", scalar: 0x2A700, testDescription: "a character of extension C"),
    GlyphCase(face: "NotoSerif-Regular", scalar: 0x6A, testDescription: "ink left of the pen"),
    GlyphCase(face: "NotoSerif-Regular", scalar: 0x0301, testDescription: "a combining mark, no advance"),
    GlyphCase(face: "NotoSansMongolian-Regular", scalar: 0x1826, testDescription: "another script"),
    GlyphCase(face: "NotoNaskhArabic-Regular", scalar: 0x062C, testDescription: "ink below the em box"),
]

@Suite("A glyph of a page image", .enabled(if: Places.hasFonts, "the fonts are not installed"))
struct GlyphEdgeTests {
    private func item(_ glyph: UInt16) -> GlyphRun {
        GlyphRun(
            face: 0, size: .pt(24), colour: .black, position: Point(x: .mm(12), y: .mm(12)),
            glyphs: [PlacedGlyph(id: glyph, cluster: 0, x: .zero, y: .zero, advance: .pt(24))], text: "会",
            origin: .template, line: 0, emTop: .mm(4), emBottom: .mm(13))
    }

    @Test("is inked where its face says, to the pixel", arguments: cases, [72, 200])
    func box(_ glyph: GlyphCase, dpi: Int) throws {
        let library = try fontLibrary()
        let face = try library.typeface(named: glyph.face)
        let id = try #require(face.glyph(for: glyph.scalar))
        let ink = try #require(face.inkBounds(of: id))
        var renderer = PageRenderer(library: library)
        let page = try DecodedPNG(
            renderer.writePNG(
                page: 0, of: document([.glyphs(item(id))], faces: [glyph.face]), options: PNGOptions(dpi: dpi)))
        let box = page.inkBox
        let scale = 24.0 / 72 * Double(dpi) / Double(face.unitsPerEm)
        let origin = 12 / 25.4 * Double(dpi)
        // A pixel with a thirtieth of ink and less stays white; a quarter of a pixel for the place.
        func agree(_ found: Int, _ units: Int32) -> Bool { abs(Double(found) - origin - Double(units) * scale) < 1.3 }
        #expect(agree(box.left, ink.left.raw))
        #expect(agree(box.right, ink.right.raw))
        #expect(agree(box.top, -ink.top.raw))
        #expect(agree(box.bottom, -ink.bottom.raw))
    }

    @Test("that touches another adds its share of the pixels between, and no seam is left")
    func touching() throws {
        let library = try fontLibrary()
        // Two boxes that share an edge in the middle of a pixel column: 254 dpi are 10 pixels a millimetre.
        let items = [Length.mm(5), Length.mm(10.05)].map { x in
            DisplayItem.shape(
                Contour(
                    start: Point(x: x, y: .mm(5)),
                    stretches: [
                        .line(Point(x: x + .mm(5.05), y: .mm(5))),
                        .line(Point(x: x + .mm(5.05), y: .mm(10))),
                        .line(Point(x: x, y: .mm(10))), .line(Point(x: x, y: .mm(5))),
                    ]), .black)
        }
        var renderer = PageRenderer(library: library)
        let page = try DecodedPNG(renderer.writePNG(page: 0, of: document(items), options: PNGOptions(dpi: 254)))
        #expect((51..<150).allSatisfy { page.pixel($0, 75) == [0] })
    }
}
