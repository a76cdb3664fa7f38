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
        #expect(image.pixel(179, 69) == SamplePictures.fields[1] && image.pixel(180, 69) == [255, 255, 255])
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
}
