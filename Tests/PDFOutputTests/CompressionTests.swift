import CDeflate
import FontAccess
import Foundation
import PDFOutput
import PagedModel
import TestKit
import Testing

@Suite("Compression")
struct CompressionTests {
    private func inflated(_ packed: [UInt8], count: Int) -> [UInt8]? {
        let decompressor = libdeflate_alloc_decompressor()
        defer { libdeflate_free_decompressor(decompressor) }
        var written = 0
        var out = [UInt8](repeating: 0, count: max(1, count))
        let result = libdeflate_zlib_decompress(decompressor, packed, packed.count, &out, count, &written)
        return result == LIBDEFLATE_SUCCESS && written == count ? Array(out.prefix(count)) : nil
    }

    @Test(
        "a font program that comes packed is the plain one in zlib's form, whatever was packed before",
        .enabled(if: Places.hasFonts, "Fonts/install.sh brings the fonts"),
        arguments: [
            "FandolFang-Regular", "FandolSong-Regular", "FandolSong-Bold", "FandolHei-Regular", "FandolKai-Regular",
        ])
    func packedProgram(face: String) throws {
        let typeface = try FontLibrary(folder: Places.fonts.path).typeface(named: face)
        let many = (1...1_200).map { UInt16($0 * 5) }
        var values: Set<UInt8> = []
        for glyphs: [UInt16] in [[], [900], many, [3, 900, 4_001], many.reversed()] {
            let plain = try typeface.subset(glyphs)
            let packed = try typeface.subset(glyphs, packs: true)
            #expect(packed.isPacked && !plain.isPacked)
            #expect(packed.codes == plain.codes)
            #expect(inflated(packed.program, count: plain.program.count) == plain.program)
            values.formUnion(plain.program)
        }
        #expect(values.count == 256, "some byte's code was not written")
    }

    @Test(
        "the code of outlines makes them a tenth smaller at least",
        .enabled(if: Places.hasFonts, "Fonts/install.sh brings the fonts"))
    func share() throws {
        let typeface = try fontLibrary().typeface(named: "FandolSong-Regular")
        let glyphs = (1...600).map { UInt16($0 * 10) }
        let plain = try typeface.subset(glyphs).program.count
        let packed = try typeface.subset(glyphs, packs: true).program.count
        #expect(packed * 10 < plain * 9, "\(packed) of \(plain) bytes")
    }

    @Test(
        "every choice of compression writes the same document, the same bytes each time, the smallest with small",
        .enabled(if: Places.hasFonts && Tool.exists("qpdf"), "the fonts or qpdf are not installed"))
    func choices() throws {
        let document = try sampleDocument(fontLibrary())
        func write(_ compression: Compression) throws -> [UInt8] {
            try writePDF(
                document, library: fontLibrary(), metadata: PDFMetadata(creator: "Jiyao", producer: "Jiyao"),
                compression: compression, descriptions: FaceDescriptions()
            ).bytes
        }
        let files = try Compression.allCases.map { try write($0) }
        #expect(try Compression.allCases.map { try write($0) } == files)
        #expect(Set(files).count == files.count)
        let small = try write(.small).count
        #expect(files.allSatisfy { $0.count >= small })
        let parsed = try files.map { try ParsedPDF($0) }
        for file in parsed {
            #expect(
                file.pages.map { file.stream(file.dictionary($0)["/Contents"]) }
                    == parsed[0].pages.map { parsed[0].stream(parsed[0].dictionary($0)["/Contents"]) })
        }
        let texts = try files.map { try ContentText($0).text }
        #expect(Set(texts).count == 1)
    }
}
