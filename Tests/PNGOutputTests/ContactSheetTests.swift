import PNGOutput
import PagedModel
import PaperUnits
import TestKit
import Testing

@Suite("A contact sheet", .enabled(if: Places.hasFonts, "the fonts are not installed"))
struct ContactSheetTests {
    private func pages(_ count: Int) -> PagedDocument {
        var document = document([
            .rule(Rect(x: .mm(5), y: .mm(5), width: .mm(20), height: .mm(10)), .black)
        ])
        document.pages = Array(repeating: document.pages[0], count: count)
        return document
    }

    private func sheet(of pages: [Int], in document: PagedDocument) throws -> DecodedPNG {
        var renderer = PageRenderer(library: try fontLibrary())
        return try DecodedPNG(renderer.writeSheet(of: pages, in: document))
    }

    /// 30 × 20 mm are 59 × 39 pixels at 50 dpi.
    @Test(
        "has its pages in rows, each in a frame",
        arguments: zip([1, 2, 3, 7, 40], [(1, 1), (2, 1), (3, 1), (4, 2), (8, 5)]))
    func rows(_ count: Int, _ cells: (columns: Int, rows: Int)) throws {
        let sheet = try sheet(of: Array(0..<count), in: pages(count))
        #expect(sheet.width == cells.columns * (59 + 2 + 16) + 16)
        #expect(sheet.height == cells.rows * (39 + 2 + 16) + 16)
        for place in 0..<count {
            let left = place % cells.columns * 77 + 16
            let top = place / cells.columns * 57 + 16
            #expect(sheet.pixel(left, top) == [136])
            #expect(sheet.pixel(left + 60, top + 40) == [136])
            #expect(sheet.pixel(left + 1, top + 1) == [255])
            #expect(sheet.pixel(left + 30, top + 20) == [0])
        }
        #expect(sheet.pixelsPerMetre == 1969)
    }

    @Test("refuses a page that is not there, and a sheet beyond the limit")
    func limits() throws {
        var renderer = PageRenderer(library: try fontLibrary())
        #expect(throws: PNGError.noSuchPage(3)) { try renderer.writeSheet(of: [0, 2], in: pages(2)) }
        var options = PNGOptions()
        options.maximumPixels = 1000
        #expect(throws: PNGError.tooManyPixels(page: 2, pixels: 93 * 73, limit: 1000)) {
            try renderer.writeSheet(of: [1], in: pages(2), options: options)
        }
    }
}
