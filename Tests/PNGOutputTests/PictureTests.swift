import PNGOutput
import PagedModel
import PaperUnits
import Pictures
import TestKit
import Testing

@Suite("A picture on a page image", .enabled(if: Places.hasFonts, "the fonts are not installed"))
struct PictureTests {
    private func page(_ picture: Picture, _ place: Rect, _ color: PNGOptions.Color = .auto) throws -> DecodedPNG {
        var sheet = document([.image(0, place)])
        sheet.pictures = [picture]
        var renderer = PageRenderer(library: try fontLibrary())
        return try DecodedPNG(
            renderer.writePNG(page: 0, of: sheet, options: PNGOptions(dpi: 254, color: color)))
    }

    @Test("it fills its place, upright, in its colours, and makes the page a coloured one")
    func place() throws {
        let picture = try readPicture(SamplePictures.png)
        let image = try page(picture, Rect(x: .mm(2), y: .mm(3), width: .mm(16), height: .mm(8)))
        #expect(image.channels == 3)
        #expect(image.pixel(19, 40) == [255, 255, 255] && image.pixel(20, 40) == SamplePictures.fields[0])
        #expect(image.pixel(179, 50) == SamplePictures.fields[1] && image.pixel(180, 50) == [255, 255, 255])
        #expect(image.pixel(20, 109) == SamplePictures.fields[2] && image.pixel(20, 110) == [255, 255, 255])
        #expect(image.pixel(20, 30) == SamplePictures.fields[0] && image.pixel(20, 29) == [255, 255, 255])
    }

    @Test("made smaller, a pixel is the mean of what it covers")
    func averages() throws {
        let picture = Picture(width: 4, height: 2, channels: 1, content: .samples([0, 100, 200, 200, 40, 60, 0, 0]))
        let image = try page(picture, Rect(x: .mm(1), y: .mm(1), width: .mm(0.2), height: .mm(0.1)))
        #expect(image.channels == 1)
        #expect(image.pixel(10, 10) == [50] && image.pixel(11, 10) == [100] && image.pixel(12, 10) == [255])
    }

    @Test("on a gray page it is its luma")
    func gray() throws {
        let picture = try readPicture(SamplePictures.png)
        let image = try page(picture, Rect(x: .mm(2), y: .mm(3), width: .mm(16), height: .mm(8)), .gray)
        #expect(image.channels == 1 && image.pixel(30, 40) == [63])
    }

    @Test("made larger, it goes smoothly from pixel to pixel, and not beyond black and white")
    func smooth() throws {
        let picture = Picture(width: 2, height: 1, channels: 1, content: .samples([0, 255]))
        let image = try page(picture, Rect(x: .mm(1), y: .mm(1), width: .mm(2), height: .mm(1)))
        let row = (10..<30).map { image.pixel($0, 15)[0] }
        #expect(row[0] == 0 && row[19] == 255 && zip(row, row.dropFirst()).allSatisfy { $0 <= $1 })
        #expect((1..<19).allSatisfy { Int(row[$0 + 1]) - Int(row[$0]) < 45 })
        #expect(row[9] < 128 && row[10] > 128)
    }

    @Test("in black and white it has as much black as it is dark")
    func dithered() throws {
        for gray in [0, 64, 128, 200, 255] as [UInt8] {
            let picture = Picture(width: 1, height: 1, channels: 1, content: .samples([gray]))
            let image = try page(picture, Rect(x: .mm(2), y: .mm(2), width: .mm(16), height: .mm(16)), .mono)
            #expect(image.bitDepth == 1)
            let black = (20..<180).reduce(0) { count, row in
                count + (20..<180).filter { image.pixel($0, row) == [0] }.count
            }
            #expect(abs(Double(black) / 25_600 - (1 - Double(gray) / 255)) < 0.02)
        }
    }

    @Test("on a page with text, text and picture are both there, whatever the bands")
    func withText() throws {
        let library = try fontLibrary()
        var sheet = document([
            .image(0, Rect(x: .mm(2), y: .mm(3), width: .mm(16), height: .mm(8))), try run("会", library),
        ])
        sheet.pictures = [try readPicture(SamplePictures.png)]
        var renderer = PageRenderer(library: library)
        var banded = PageRenderer(library: library, bandBytes: 1)
        let image = try DecodedPNG(renderer.writePNG(page: 0, of: sheet))
        #expect(image.kind == .rgb && image.colours.contains([0, 0, 0]))
        #expect(try DecodedPNG(banded.writePNG(page: 0, of: sheet)).samples == image.samples)
    }
}
