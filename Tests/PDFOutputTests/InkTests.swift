import FontAccess
import Foundation
import PDFOutput
import PagedModel
import PaperUnits
import Pictures
import TestKit
import Testing

@Suite("Colours as inks", .enabled(if: Places.hasFonts, "the fonts are not installed"))
struct InkTests {
    private static let pressRed = Colour(
        red: 230, green: 0, blue: 18, inks: Inks(cyan: 0, magenta: 80, yellow: 80, black: 0))
    private static let blue = Colour(red: 0, green: 51, blue: 153)

    /// Patches of 20 mm at 30, 60, 90 mm from the top, and a picture.
    private func document(_ colours: [Colour], usesInks: Bool = true, picture: [UInt8]? = nil) throws -> PagedDocument {
        var page = PageBuilder(library: try fontLibrary(), title: "试样")
        let body = page.element(.paragraph)
        page.page()
        page.put(.begin(body))
        try page.text("会议", y: .mm(20))
        page.put(.end)
        page.put(.beginArtifact(.layout))
        for (number, colour) in colours.enumerated() {
            page.put(
                .rule(Rect(x: .mm(30), y: .mm(30 * Double(number + 1)), width: .mm(20), height: .mm(20)), colour))
        }
        page.put(.end)
        if let picture {
            page.document.pictures = [try readPicture(picture)]
            page.put(.begin(page.element(.figure(alternate: "四色图"))))
            page.put(.image(0, Rect(x: .mm(30), y: .mm(200), width: .mm(40), height: .mm(20))))
            page.put(.end)
        }
        page.document.usesInks = usesInks
        return page.document
    }

    @Test(
        "a colour with inks is written as them, and the intent is for inks; gray stays gray",
        .enabled(if: Tool.exists("qpdf"), "qpdf is not installed"))
    func content() throws {
        let bytes = try write(document([Self.pressRed]))
        let file = try ParsedPDF(bytes)
        let page = file.dictionary(file.pages.first)
        let content = String(decoding: file.stream(page["/Contents"]), as: UTF8.self)
        #expect(content.contains("0 .8 .8 0 k") || content.contains("0 0.8 0.8 0 k"))
        #expect(!content.contains("rg"))
        #expect(file.dictionary(page["/Resources"])["/ColorSpace"] == nil)
        let intent = file.dictionary(file.array(file.catalog["/OutputIntents"]).first)
        let profile = [UInt8](file.stream(intent["/DestOutputProfile"]))
        #expect(String(decoding: profile[12..<24], as: UTF8.self) == "prtrCMYKLab ")
        #expect(profile.prefix(4).reduce(0) { $0 << 8 | Int($1) } == profile.count)
    }

    @Test(
        "red, green and blue beside inks have a profile of their own, on the pages that need it",
        .enabled(if: Tool.exists("qpdf"), "qpdf is not installed"),
        arguments: [(true, false), (false, true), (false, false)])
    func screenColours(hasBlue: Bool, hasPicture: Bool) throws {
        let file = try ParsedPDF(
            write(
                document(
                    hasBlue ? [Self.pressRed, Self.blue] : [Self.pressRed],
                    picture: hasPicture ? SamplePictures.colour : nil)))
        let resources = file.dictionary(file.dictionary(file.pages.first)["/Resources"])
        let space = file.array(file.dictionary(resources["/ColorSpace"])["/DefaultRGB"])
        #expect((space.first as? String == "/ICCBased") == (hasBlue || hasPicture))
        if hasBlue || hasPicture { #expect(file.stream(space.last).count == 480) }
    }

    @Test("a template that asks for no inks gets the colours of the screen")
    func screen() throws {
        let text = String(decoding: try write(document([Self.pressRed], usesInks: false)), as: UTF8.self)
        let plain = Colour(red: 230, green: 0, blue: 18)
        #expect(try text == String(decoding: write(document([plain], usesInks: false)), as: UTF8.self))
    }

    @Test(
        "red inks look red, black ink black and blue blue in the programs of others",
        arguments: [
            ["pdftoppm", "-r", "25.4"], ["mutool", "draw", "-q", "-F", "ppm", "-r", "25.4", "-o", "-"],
            ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=ppmraw", "-r25.4", "-sOutputFile=-"],
        ].filter { Tool.exists($0[0]) })
    func drawn(command: [String]) throws {
        let tool = try #require(Tool(command[0]))
        let black = Colour(red: 0, green: 0, blue: 0, inks: Inks(cyan: 0, magenta: 0, yellow: 0, black: 100))
        let bytes = try write(document([Self.pressRed, black, Self.blue]))
        let image = try withFile(bytes, named: "a.pdf") { path in
            Array(try tool.run(arguments: command.dropFirst() + [path]).output)
        }
        // P6, comments, width, height, depth.
        let head = image.prefix(200).split(separator: 0x0A).filter { $0.first != UInt8(ascii: "#") }
        let sides = head[1].split(separator: 0x20).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        try #require(sides.count == 2 && (209...212).contains(sides[0]))
        let width = sides[0]
        let start = image.count - width * sides[1] * 3
        func pixel(_ x: Int, _ y: Int) -> [Int] { image[(start + (y * width + x) * 3)...].prefix(3).map(Int.init) }
        let (red, ink, blue) = (pixel(40, 40), pixel(40, 70), pixel(40, 100))
        #expect(red[0] > 190 && red[1] < 120 && red[2] < 110, "red is \(red)")
        #expect(ink.allSatisfy { $0 < 50 }, "black is \(ink)")
        #expect(blue[0] < 60 && blue[1] < 90 && blue[2] > 100, "blue is \(blue)")
    }
}
