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

    /// Each byte occurs about 1.6 times as often as the next: an unlimited code would have words of 30 bits.
    private static let steep: [UInt8] = {
        var counts = [1, 1]
        while counts.count < 28 { counts.append(counts[counts.count - 1] + counts[counts.count - 2]) }
        return counts.enumerated().flatMap { Array(repeating: UInt8($0.offset), count: $0.element) }
    }()

    static let samples: [(String, [UInt8])] = [
        ("nothing", []), ("one byte", [7]), ("one value", Array(repeating: 200, count: 1_000)),
        ("every value", (0..<4_099).map { UInt8(truncatingIfNeeded: $0) }), ("a steep code", steep),
        ("three bytes", [255, 0, 255]),
        ("a number sequence", (0..<70_001).map { UInt8(truncatingIfNeeded: $0 * $0 >> 5 & $0) }),
    ]

    @Test("what is written as literals is read back", arguments: samples)
    func literals(name: String, data: [UInt8]) {
        let packed = literalZlib(data)
        #expect(inflated(packed, count: data.count) == data)
        #expect(packed.count <= data.count + 200)
    }

    @Test("literals are damaged by a flipped bit")
    func damaged() {
        var packed = literalZlib(Self.steep)
        packed[packed.count / 2] ^= 4
        #expect(inflated(packed, count: Self.steep.count) != Self.steep)
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
