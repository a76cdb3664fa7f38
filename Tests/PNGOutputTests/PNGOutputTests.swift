import FontAccess
import Foundation
import PNGOutput
import PagedModel
import PaperUnits
import Provenance
import TestKit
import Testing

/// A page of 30 × 20 mm; runs and rules are put on it by the tests.
func document(_ items: [DisplayItem], faces: [String] = ["FandolFang-Regular"]) -> PagedDocument {
    var document = PagedDocument(title: "青禾市会议纪要", language: "zh-CN")
    document.faces = faces
    document.pages = [
        Page(size: Size(width: .mm(30), height: .mm(20)), label: "1", items: ContiguousArray(items))
    ]
    return document
}

func run(
    _ text: String, _ library: FontLibrary, size: Length = .pt(16), x: Length = .mm(5), y: Length = .mm(15),
    colour: Colour = .black
) throws -> DisplayItem {
    let face = try library.typeface(named: "FandolFang-Regular")
    var glyphs: ContiguousArray<PlacedGlyph> = []
    for (index, scalar) in text.unicodeScalars.enumerated() {
        let glyph = try #require(face.glyph(for: scalar.value))
        glyphs.append(
            PlacedGlyph(id: glyph, cluster: UInt32(3 * index), x: index * size, y: .zero, advance: size))
    }
    return .glyphs(
        GlyphRun(
            face: 0, size: size, colour: colour, position: Point(x: x, y: y), glyphs: glyphs, text: text,
            origin: .template, line: 0, emTop: y - size, emBottom: y))
}

func fontLibrary() throws -> FontLibrary { try FontLibrary(folder: Places.fonts.path) }

func image(_ items: [DisplayItem], _ options: PNGOptions = PNGOptions()) throws -> DecodedPNG {
    var renderer = PageRenderer(library: try fontLibrary())
    return try DecodedPNG(renderer.writePNG(page: 0, of: document(items), options: options))
}

@Suite("A page image", .enabled(if: Places.hasFonts, "the fonts are not installed"))
struct PNGOutputTests {
    let red = Colour(red: 230, green: 0, blue: 18)

    @Test("its size and resolution follow from the paper", arguments: [72, 200, 601])
    func resolution(_ dpi: Int) throws {
        let page = try image([], PNGOptions(dpi: dpi))
        #expect(page.width == Int((30.0 / 25.4 * Double(dpi)).rounded()))
        #expect(page.height == Int((20.0 / 25.4 * Double(dpi)).rounded()))
        #expect(page.pixelsPerMetre == Int((Double(dpi) / 0.0254).rounded()))
        #expect(page.texts == ["Title": "青禾市会议纪要", "Page": "1 of 1"])
        #expect(page.chunks.contains("tIME") == false)
    }

    @Test(
        "a disc is inked on its area around its centre, wherever it stands between pixels", arguments: [0, 0.03, 0.07])
    func disc(offset: Double) throws {
        let centre = Point(x: .mm(12 + offset), y: .mm(9 + offset))
        let ink = try image([.shape(.disc(centre: centre, diameter: .mm(6)), .black)], PNGOptions(dpi: 254)).ink
        #expect(abs(ink.area / (Double.pi * 900) - 1) < 0.005)
        #expect(abs(ink.x - 10 * (12 + offset)) < 0.05 && abs(ink.y - 10 * (9 + offset)) < 0.05)
    }

    @Test("a wave is inked on both sides of its middle, in equal parts")
    func wave() throws {
        let wave = Contour.wave(
            from: Point(x: .mm(5), y: .mm(10)), width: .mm(12), wavelength: .mm(2), height: .mm(1), thickness: .mm(0.4))
        let ink = try image([.shape(wave, .black)], PNGOptions(dpi: 254)).ink
        #expect(abs(ink.y - 100) < 0.1 && abs(ink.x - 110) < 0.1)
        #expect(ink.area > 480 * 0.9)
    }

    @Test("a wave across a whole line is drawn at every resolution", arguments: [100, 200, 300, 600, 1200])
    func longWave(dpi: Int) throws {
        let wave = Contour.wave(
            from: Point(x: .mm(2), y: .mm(5)), width: .mm(156), wavelength: .mm(1.9), height: .mm(0.5),
            thickness: .mm(0.25))
        var page = document([.shape(wave, .black)])
        page.pages[0].size = Size(width: .mm(160), height: .mm(10))
        var renderer = PageRenderer(library: try fontLibrary())
        let ink = try DecodedPNG(renderer.writePNG(page: 0, of: page, options: PNGOptions(dpi: dpi))).ink
        let millimetres = 25.4 / Double(dpi)
        #expect(abs(ink.x * millimetres - 80) < 0.1 && abs(ink.y * millimetres - 5) < 0.05)
        #expect(ink.area * millimetres * millimetres > 156 * 0.25 * 0.98)
    }

    @Test("a shape beyond any page is refused")
    func strayShape() throws {
        let disc = Contour.disc(centre: Point(x: .pt(20_000), y: .zero), diameter: .mm(6))
        #expect(throws: PNGError.self) { try image([.shape(disc, .black)]) }
    }

    @Test("a page without colour is gray, one with colour is not")
    func automaticColour() throws {
        let library = try fontLibrary()
        #expect(try image([run("会", library)]).channels == 1)
        let coloured = try image([run("会", library, colour: red)])
        #expect(coloured.channels == 3)
        #expect(coloured.colours.contains([230, 0, 18]))
        #expect(try image([run("会", library, colour: red)], PNGOptions(color: .gray)).channels == 1)
    }

    @Test("a renderer that has drawn other pages gives the same bytes as a new one")
    func deterministic() throws {
        let library = try fontLibrary()
        let page = document([try run("会议纪要", library)])
        var fresh = PageRenderer(library: library)
        var used = PageRenderer(library: library)
        _ = try used.writePNG(page: 0, of: document([try run("纪要会议", library, x: .mm(6))]))
        _ = try used.writePNG(page: 0, of: page, options: PNGOptions(dpi: 300, color: .rgb))
        #expect(try fresh.writePNG(page: 0, of: page) == used.writePNG(page: 0, of: page))
    }

    @Test(
        "ink stands within a quarter of a pixel of its place, small glyphs within an eighth",
        arguments: [0, 0.1, 0.3, 0.6, 0.85], [(24.0, 0.25), (14.0, 0.125)])
    func position(_ shift: Double, _ size: (points: Double, tolerance: Double)) throws {
        let library = try fontLibrary()
        let x = Length.mm(8) + Length(emu: Int64(shift * 914_400 / 100))
        let y = Length.mm(14) + Length(emu: Int64(shift * 914_400 / 100))
        let item = try run("回", library, size: .pt(size.points), x: x, y: y)
        let coarse = try image([item], PNGOptions(dpi: 100)).ink
        let fine = try image([item], PNGOptions(dpi: 800)).ink
        // The fine image has its own quarter of a pixel, 1/32 of the coarse one's; shades shift the centre of ink.
        #expect(abs(coarse.x - fine.x / 8) <= size.tolerance + 0.06)
        #expect(abs(coarse.y - fine.y / 8) <= size.tolerance + 0.06)
    }

    @Test("a glyph's ink has the area of its outline at any resolution")
    func area() throws {
        let library = try fontLibrary()
        let coarse = try image([run("回", library, size: .pt(36))], PNGOptions(dpi: 100)).ink
        let fine = try image([run("回", library, size: .pt(36))], PNGOptions(dpi: 800)).ink
        #expect(abs(fine.area / coarse.area / 64 - 1) < 0.02)
    }

    @Test("small glyphs are a little darker than their area, the smaller the more, and never beyond black")
    func darkening() throws {
        let library = try fontLibrary()
        let area = try image([run("回", library, size: .pt(16))], PNGOptions(dpi: 1200)).ink.area / 1200 / 1200
        let darker = try [72, 150, 200, 300].map { dpi in
            let ink = try image([run("回", library, size: .pt(16))], PNGOptions(dpi: dpi)).ink.area
            return ink / Double(dpi * dpi) / area - 1
        }
        #expect(darker[0] > 0.1 && darker[0] < 0.5)
        #expect(darker[1] > 0.04 && darker[1] < darker[0])
        #expect(darker[2] < darker[1] && abs(darker[3]) < 0.02)
    }

    @Test("equal rules look equal wherever they stand, and the thinnest is one pixel")
    func rules() throws {
        let thickness = Length.pt(0.5)
        let items = (0..<20).map { index -> DisplayItem in
            .rule(
                Rect(x: .mm(5), y: .mm(2) + index * Length.mm(0.87), width: .mm(20), height: thickness), .black)
        }
        let page = try image(items)
        let column = page.width / 2
        var bands: [Int] = []
        var height = 0
        for row in 0..<page.height {
            let value = page.pixel(column, row)[0]
            #expect(value == 0 || value == 255)
            if value == 0 {
                height += 1
            } else if height > 0 {
                bands.append(height)
                height = 0
            }
        }
        #expect(bands == Array(repeating: 1, count: 20))
    }

    @Test("the corners of a frame close, and nothing sticks out", arguments: [0, 0.13, 0.31, 0.47, 0.62, 0.8])
    func corners(_ shift: Double) throws {
        let thickness = Length.pt(0.5)
        let left = Length.mm(3 + shift * 0.127)
        let top = Length.mm(4 + shift * 0.127)
        let (width, height) = (Length.mm(20), Length.mm(10))
        let page = try image([
            .rule(Rect(x: left, y: top, width: width + thickness, height: thickness), .black),
            .rule(Rect(x: left, y: top + height, width: width + thickness, height: thickness), .black),
            .rule(Rect(x: left, y: top, width: thickness, height: height + thickness), .black),
            .rule(Rect(x: left + width, y: top, width: thickness, height: height + thickness), .black),
        ])
        var columns: Set<Int> = []
        var rows: Set<Int> = []
        for row in 0..<page.height {
            for column in 0..<page.width where page.pixel(column, row) == [0] {
                columns.insert(column)
                rows.insert(row)
            }
        }
        let (first, last) = (try #require(columns.min()), try #require(columns.max()))
        let (upper, lower) = (try #require(rows.min()), try #require(rows.max()))
        for column in first...last {
            #expect(page.pixel(column, upper) == [0])
            #expect(page.pixel(column, lower) == [0])
        }
        for row in upper...lower {
            #expect(page.pixel(first, row) == [0])
            #expect(page.pixel(last, row) == [0])
        }
    }

    @Test("ink over ink of a page with colour keeps both")
    func overlap() throws {
        let library = try fontLibrary()
        let page = try image([
            .rule(Rect(x: .zero, y: .zero, width: .mm(30), height: .mm(20)), Colour(red: 255, green: 255, blue: 0)),
            run("会", library),
        ])
        #expect(page.colours.isSuperset(of: [[0, 0, 0], [255, 255, 0]]))
        #expect(page.colours.allSatisfy { $0[0] == $0[1] && $0[2] == 0 })
    }

    @Test("a page of one bit has black and white alone")
    func mono() throws {
        let page = try image([run("会议", try fontLibrary())], PNGOptions(color: .mono))
        #expect(page.bitDepth == 1)
        #expect(page.colours == [[0], [255]])
    }

    @Test("ink beyond the edge of the paper is cut off")
    func clipping() throws {
        let library = try fontLibrary()
        let page = try image([
            run("会", library, x: -.mm(3), y: .mm(1)), run("会", library, x: .mm(28), y: .mm(22)),
            .rule(Rect(x: -.mm(5), y: .mm(19), width: .mm(90), height: .mm(9)), .black),
        ])
        #expect(page.pixel(0, page.height - 1) == [0])
    }

    @Test("limits are refused by name")
    func limits() throws {
        var renderer = PageRenderer(library: try fontLibrary())
        #expect(throws: PNGError.dpiOutOfRange(dpi: 50, allowed: 72...1200)) {
            try renderer.writePNG(page: 0, of: document([]), options: PNGOptions(dpi: 50))
        }
        #expect(throws: PNGError.noSuchPage(3)) { try renderer.writePNG(page: 2, of: document([])) }
        var small = PNGOptions()
        small.maximumPixels = 1000
        #expect(throws: PNGError.tooManyPixels(page: 1, pixels: 236 * 157, limit: 1000)) {
            try renderer.writePNG(page: 0, of: document([]), options: small)
        }
    }

    @Test("a face or glyph that is not there is refused")
    func absent() throws {
        let library = try fontLibrary()
        var renderer = PageRenderer(library: library)
        let item = try run("会", library)
        #expect(throws: PNGError.font(.unknownFace("Absent"))) {
            try renderer.writePNG(page: 0, of: document([item], faces: ["Absent"]))
        }
        guard case .glyphs(var broken) = item else { return }
        broken.glyphs[0].id = 65_535
        #expect(throws: PNGError.font(.outlineFailed(face: "FandolFang-Regular", glyph: 65_535))) {
            try renderer.writePNG(page: 0, of: document([.glyphs(broken)]))
        }
    }
}
