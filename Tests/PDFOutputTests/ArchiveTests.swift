import FontAccess
import Foundation
import FoundationXML
import PDFOutput
import PagedModel
import PaperUnits
import TestKit
import Testing

@Suite(
    "What an archive reads", .enabled(if: Places.hasFonts, "the fonts are not installed"),
    .enabled(if: Tool.exists("qpdf"), "qpdf is not installed"))
struct ArchiveTests {
    /// Text of the elements of an XML document, by name.
    private final class Elements: NSObject, XMLParserDelegate {
        var texts: [String: String] = [:]
        private var open: [String] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) { open.append(name) }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            open.removeLast()
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            for name in open { texts[name, default: ""] += string }
        }
    }

    private func packet(_ file: ParsedPDF) throws -> [String: String] {
        let elements = Elements()
        let parser = XMLParser(data: file.stream(file.catalog["/Metadata"]))
        parser.delegate = elements
        #expect(parser.parse())
        return elements.texts.mapValues { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    @Test("XMP says what Info says, whatever the title holds")
    func metadataAgree() throws {
        var document = try sampleDocument(fontLibrary())
        document.title = "甲&乙<丙>\u{B}丁"
        var metadata = PDFMetadata(creator: "Jiyao 1", producer: "Jiyao 2")
        metadata.author = "青禾市人大常委会"
        metadata.subject = "会议 & 纪要"
        metadata.keywords = "纪要,决议"
        metadata.part = .a3
        let file = try ParsedPDF(
            writePDF(document, library: fontLibrary(), metadata: metadata, descriptions: FaceDescriptions()).bytes)
        let xmp = try packet(file)
        #expect(xmp["dc:title"] == "甲&乙<丙>丁")
        for (info, name) in [
            ("/Title", "dc:title"), ("/Author", "dc:creator"), ("/Subject", "dc:description"),
            ("/Keywords", "pdf:Keywords"), ("/Creator", "xmp:CreatorTool"), ("/Producer", "pdf:Producer"),
        ] {
            #expect(file.info[info] as? String == xmp[name].map { "u:" + $0 }, "\(info)")
        }
        #expect(xmp["pdfaid:part"] == "3")
        #expect(xmp["pdfaid:conformance"] == "A")
        #expect(xmp["pdfuaid:part"] == "1")
        #expect(xmp["pdfaSchema:prefix"] == "pdfuaid")
        #expect(xmp["dc:language"] == "zh-CN")
    }

    @Test("the output intent is an sRGB profile that states its own size")
    func profile() throws {
        let file = try ParsedPDF(write(try sampleDocument(fontLibrary())))
        let intent = file.dictionary(file.array(file.catalog["/OutputIntents"]).first)
        #expect(intent["/S"] as? String == "/GTS_PDFA1")
        let profile = [UInt8](file.stream(intent["/DestOutputProfile"]))
        #expect(profile.count == 480)
        #expect(profile.prefix(4).reduce(0) { $0 << 8 | Int($1) } == profile.count)
        #expect(String(decoding: profile[12..<24], as: UTF8.self) == "mntrRGB XYZ ")
        #expect(String(decoding: profile[36..<40], as: UTF8.self) == "acsp")
    }

    @Test("page labels are those printed")
    func pageLabels() throws {
        var document = try sampleDocument(fontLibrary())
        document.pages += [document.pages[1], document.pages[1]]
        for (index, label) in ["3", "4", "附 1", "5"].enumerated() { document.pages[index].label = label }
        let file = try ParsedPDF(write(document))
        let numbers = file.array(file.dictionary(file.catalog["/PageLabels"])["/Nums"])
        #expect(numbers.compactMap { $0 as? Int } == [0, 2, 3])
        let ranges = numbers.compactMap { $0 as? [String: Any] }
        #expect(ranges.map { $0["/St"] as? Int } == [3, nil, 5])
        #expect(ranges.map { $0["/P"] as? String } == [nil, "u:附 1", nil])
    }

    @Test("widths are the face's own advances")
    func widths() throws {
        let library = try fontLibrary()
        let document = try paragraph { try $0.text("会Ai1", face: "FandolSong-Regular", y: .mm(50)) }
        let file = try ParsedPDF(write(document))
        let page = file.dictionary(file.pages.first)
        let fonts = file.dictionary(file.dictionary(page["/Resources"])["/Font"])
        let descendant = file.dictionary(file.array(file.dictionary(fonts["/F0"])["/DescendantFonts"]).first)
        let face = try library.typeface(named: "FandolSong-Regular")
        let expected = try "会Ai1".unicodeScalars.map {
            Double(face.advance(of: try #require(face.glyph(for: $0.value))).raw) * 1000 / Double(face.unitsPerEm)
        }
        let listed = file.array(descendant["/W"]).compactMap { $0 as? [Any] }.flatMap { $0 }
            .compactMap { ($0 as? NSNumber)?.doubleValue }
        #expect(descendant["/DW"] as? Int == 1000)
        #expect(listed.sorted() == expected.filter { $0 != 1000 }.sorted())
        #expect(!listed.isEmpty)
    }
}
