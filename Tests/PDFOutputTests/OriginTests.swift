import FontAccess
import Foundation
import PDFOutput
import PagedModel
import PaperUnits
import Provenance
import TestKit
import Testing

@Suite(
    "Where printed words come from", .enabled(if: Places.hasFonts, "the fonts are not installed"),
    .enabled(if: Tool.exists("qpdf"), "qpdf is not installed"))
struct OriginTests {
    /// User properties of the first element of a type, by name.
    private func properties(_ type: String, _ file: ParsedPDF) -> [String: String] {
        let elements = file.objects.keys.sorted {
            Int($0.split(separator: " ")[0].dropFirst(4)) ?? 0 < Int($1.split(separator: " ")[0].dropFirst(4)) ?? 0
        }
        .map { file.dictionary(String($0.dropFirst(4))) }
        guard let element = elements.first(where: { $0["/S"] as? String == type }) else { return [:] }
        let attributes = (element["/A"] as? [[String: Any]]) ?? [file.dictionary(element["/A"])]
        guard let user = attributes.first(where: { $0["/O"] as? String == "/UserProperties" }) else { return [:] }
        var found: [String: String] = [:]
        for property in file.array(user["/P"]).compactMap({ $0 as? [String: Any] }) {
            found[(property["/N"] as? String ?? "").replacing("u:", with: "")] = "\(property["/V"] ?? "")"
        }
        return found
    }

    private func document() throws -> PagedDocument {
        var page = PageBuilder(library: try fontLibrary(), title: "纪要")
        let heading = page.element(.heading(level: 1))
        let body = page.element(.paragraph)
        let cell = page.element(.table(summary: ""))
        let row = page.element(.row, in: cell)
        let head = page.element(.headCell(columnSpan: 1, scope: .row), in: row)
        page.page()
        page.put(.begin(heading))
        try page.text("纪要", y: .mm(40))
        page.put(.end)
        page.put(.begin(body))
        try page.text("应出席", y: .mm(50))
        try page.text("代表", y: .mm(60))
        page.put(.end)
        page.put(.begin(head))
        try page.text("缺席", y: .mm(70))
        page.put(.end)
        page.page()
        page.put(.begin(body))
        try page.text("四十人", y: .mm(40))
        page.put(.end)
        let origins: [Origin] = [
            .template, .source([60..<69], rule: "counts.expected"), .source([30..<36, 69..<75], rule: "counts.unit"),
            .derived("expected - present"), .source([75..<84], rule: "counts.expected"),
        ]
        var next = origins.makeIterator()
        for page_ in page.document.pages.indices {
            for index in page.document.pages[page_].items.indices {
                guard case .glyphs(var run) = page.document.pages[page_].items[index], let origin = next.next()
                else { continue }
                run.origin = origin
                page.document.pages[page_].items[index] = .glyphs(run)
            }
        }
        return page.document
    }

    @Test("an element names the bytes and rules of all its words, over pages; words of the template name none")
    func ranges() throws {
        let file = try ParsedPDF(write(document()))
        #expect(
            properties("/P", file) == ["source": "u:30-36 60-84", "rule": "u:counts.expected counts.unit"])
        #expect(properties("/H1", file) == [:])
        #expect(file.dictionary(file.catalog["/MarkInfo"])["/UserProperties"] as? Bool == true)
    }

    @Test("a derived value names the rule beside the attributes of its cell")
    func derived() throws {
        let file = try ParsedPDF(write(document()))
        #expect(properties("/TH", file) == ["derived": "u:expected - present"])
    }

    @Test("a document of which no word has an origin announces no user properties")
    func none() throws {
        let file = try ParsedPDF(write(sampleDocument(fontLibrary())))
        #expect(file.dictionary(file.catalog["/MarkInfo"])["/UserProperties"] == nil)
    }

    @Test("the record's metadata stand in XMP, each described by the schema")
    func record() throws {
        var metadata = PDFMetadata(creator: "Jiyao", producer: "Jiyao")
        metadata.documentDate = PDFDate(year: 2031, month: 3, day: 4)
        metadata.record.documentNumber = "青政纪〔2031〕3号"
        metadata.record.sourceSHA256 = String(repeating: "0a", count: 32)
        metadata.record.sourceTextBytes = 812
        metadata.record.recipients = "各区人民政府"
        metadata.record.copies = "市人大常委会办公室"
        metadata.kind = "纪要"
        metadata.people = ["王珍", "李<原>"]
        let file = try ParsedPDF(
            writePDF(document(), library: fontLibrary(), metadata: metadata, descriptions: FaceDescriptions()).bytes)
        let packet = String(decoding: file.stream(file.catalog["/Metadata"]), as: UTF8.self)
        for (name, value) in [
            ("documentNumber", "青政纪〔2031〕3号"), ("sourceTextBytes", "812"), ("recipients", "各区人民政府"),
            ("copies", "市人大常委会办公室"), ("pageCount", "2"),
            ("sourceSHA256", String(repeating: "0a", count: 32)),
        ] {
            #expect(packet.contains("<rec:\(name)>\(value)</rec:\(name)>"))
            #expect(packet.contains("<pdfaProperty:name>\(name)</pdfaProperty:name>"))
        }
        #expect(!packet.contains("urgency"))
        #expect(packet.contains("<dc:type><rdf:Bag><rdf:li>纪要</rdf:li></rdf:Bag></dc:type>"))
        #expect(packet.contains("<rdf:Bag><rdf:li>王珍</rdf:li><rdf:li>李&lt;原&gt;</rdf:li></rdf:Bag>"))
        #expect(packet.contains("<dc:date><rdf:Seq><rdf:li>2031-03-04</rdf:li></rdf:Seq></dc:date>"))
    }
}
