import Foundation
import PDFOutput
import PagedModel
import PaperUnits
import Pictures
import TestKit
import Testing

@Suite("A picture in a file", .enabled(if: Places.hasFonts, "the fonts are not installed"))
struct PictureTests {
    private let place = Rect(x: .mm(10), y: .mm(20), width: .mm(40), height: .mm(20))

    private func document(_ picture: Picture, _ tag: StructureTag = .figure(alternate: "四色图")) throws -> PagedDocument {
        var page = PageBuilder(library: try fontLibrary(), title: "试样")
        let figure = page.element(tag)
        page.page()
        page.put(.begin(figure))
        page.put(.image(0, place))
        page.put(.end)
        page.document.pictures = [picture]
        return page.document
    }

    /// Colours in the middle of the four fields of the place, drawn at ten pixels a millimetre.
    private func fields(_ bytes: [UInt8]) throws -> [[UInt8]] {
        let tool = try #require(Tool("pdftoppm"))
        let image = try withFile(bytes, named: "a.pdf") { Array(try tool.run("-r", "25.4", $0).output) }
        let head = image.prefix(15)
        #expect(head.starts(with: Array("P6\n211 298\n255\n".utf8)))
        return [(20, 25), (40, 25), (20, 35), (40, 35)].map { column, row in
            Array(image[(15 + (row * 211 + column) * 3)...].prefix(3))
        }
    }

    @Test(
        "samples and JPEG files are drawn in their colours and the right way up",
        .enabled(if: Tool.exists("pdftoppm")), arguments: 1...8)
    func drawn(exif: Int) throws {
        for bytes in [SamplePictures.png, SamplePictures.colour] {
            var picture = try readPicture(bytes)
            picture.orientation = Orientation(exif: exif)
            let seen = try picture.samples(leastWidth: 16, leastHeight: 16)
            let found = try fields(write(document(picture)))
            for (number, colour) in found.enumerated() {
                let (x, y) = (seen.width * (1 + 2 * (number % 2)) / 4, seen.height * (1 + 2 * (number / 2)) / 4)
                let wanted = seen.bytes[((y * seen.width + x) * 3)...].prefix(3)
                #expect(zip(colour, wanted).allSatisfy { abs(Int($0) - Int($1)) <= 4 }, "field \(number): \(colour)")
            }
        }
    }

    @Test("a gray JPEG file stays one, in device gray")
    func tagged() throws {
        let text = try String(decoding: write(document(readPicture(SamplePictures.gray))), as: UTF8.self)
        #expect(text.contains("/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode"))
    }

    @Test("one outside any mark or without a size is refused")
    func refused() throws {
        var outside = try document(readPicture(SamplePictures.gray))
        outside.pages[0].items = [.image(0, place)]
        #expect(throws: PDFError.self) { try write(outside) }
        var unknown = try document(readPicture(SamplePictures.gray))
        unknown.pictures = []
        #expect(throws: PDFError.self) { try write(unknown) }
    }
}
