import PDFChecks
import PDFOutput
import TestKit
import Testing

@Suite(
    "Reading PDFs back", .enabled(if: Places.hasFonts, "the fonts are not installed"),
    .enabled(if: PDFFile([]) != nil, "libqpdf is not installed"))
struct DefectTests {
    static let defects =
        Defect.ofBytes + Defect.ofFile + Defect.ofCatalog + Defect.ofMetadata + Defect.ofPages + Defect.ofStructure
        + Defect.ofFonts + Defect.ofImages + Defect.ofOrigins + Defect.ofInks

    @Test("a file as it was written breaks no clause, and the table of defects is long", arguments: [2, 3])
    func goodFile(part: Int) throws {
        let bytes = try SampleFile.bytes(part == 2 ? .a2 : .a3)
        let report = try checkPDF(bytes)
        #expect(report.problems == [])
        #expect(report.pages == 2)
        #expect(report.part == part)
        let rewritten = try #require(PDFFile(bytes)).written()
        #expect(try checkPDF(rewritten).problems == [])
        #expect(Self.defects.count >= 60)
    }

    @Test("a file with inks, and red, green and blue beside them, breaks no clause")
    func goodInks() throws {
        let bytes = try SampleFile.inks()
        #expect(try checkPDF(bytes).problems == [])
        #expect(try checkPDF(try #require(PDFFile(bytes)).written()).problems == [])
    }

    private func bytes(for defect: Defect) throws -> [UInt8] {
        if defect.hasInks { return try SampleFile.inks() }
        return try SampleFile.bytes(defect.isAssociated ? .a3 : .a2)
    }

    @Test("each defect is caught by its clause", arguments: defects)
    func caught(defect: Defect) throws {
        var file = try #require(PDFFile(try bytes(for: defect)))
        defect.edit(&file)
        var bytes = file.written()
        defect.editBytes(&bytes)
        let problems = try checkPDF(bytes).problems
        let isCaught = problems.contains { $0.clause == defect.clause && $0.message.contains(defect.word) }
        #expect(isCaught, "\(problems)")
    }

    @Test("files that are no PDF, or end early, are reported and never bring the program down")
    func broken() throws {
        let bytes = try SampleFile.bytes(.a2)
        #expect(!(try checkPDF([]).problems.isEmpty))
        #expect(!(try checkPDF(Array("no PDF".utf8)).problems.isEmpty))
        for length in stride(from: 0, to: bytes.count - 1, by: bytes.count / 40) {
            #expect(!(try checkPDF(Array(bytes[..<length])).problems.isEmpty))
        }
    }
}
