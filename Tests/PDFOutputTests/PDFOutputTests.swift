import FontAccess
import Foundation
import PDFOutput
import PagedModel
import PaperUnits
import TestKit
import Testing

let metadata = PDFMetadata(creator: "Jiyao", producer: "Jiyao")

func write(_ document: PagedDocument, _ compression: Compression = .default) throws -> [UInt8] {
    try writePDF(
        document, library: fontLibrary(), metadata: metadata, compression: compression,
        descriptions: FaceDescriptions()
    ).bytes
}

/// A document of one paragraph on one page.
func paragraph(_ build: (inout PageBuilder) throws -> Void) throws -> PagedDocument {
    var page = PageBuilder(library: try fontLibrary(), title: "试样")
    let element = page.element(.paragraph)
    page.page()
    page.put(.begin(element))
    try build(&page)
    page.put(.end)
    return page.document
}

/// Lines as pdftotext gives them in the order of the content.
func extractedLines(_ document: PagedDocument) throws -> [String] {
    let tool = try #require(Tool("pdftotext"))
    let text = try withFile(write(document), named: "a.pdf") { try tool.run("-raw", $0, "-").text }
    return text.split(whereSeparator: { $0 == "\n" || $0 == "\u{C}" }).map(String.init)
}

@Suite("A file written from pages", .enabled(if: Places.hasFonts, "the fonts are not installed"))
struct PDFOutputTests {
    @Test("the same pages give the same bytes")
    func deterministic() throws {
        let document = try sampleDocument(fontLibrary())
        #expect(try write(document) == write(document))
    }

    @Test(
        "qpdf finds nothing to complain about",
        .enabled(if: Tool.exists("qpdf"), "qpdf is not installed"), arguments: Compression.allCases)
    func qpdf(_ compression: Compression) throws {
        let outcome = try withFile(write(try sampleDocument(fontLibrary()), compression), named: "a.pdf") {
            try #require(Tool("qpdf")).run("--check", $0)
        }
        #expect(outcome.status == 0)
        #expect(outcome.messages.isEmpty)
        #expect(outcome.text.contains("No syntax or stream encoding errors found"))
    }

    @Test(
        "shapes are artifacts between the words and change no text",
        .enabled(if: Tool.exists("qpdf"), "qpdf is not installed"))
    func shapes() throws {
        let plain = try paragraph { try $0.text("云溪市", y: .mm(40)) }
        var marked = plain
        let dots = (0..<3).map { number in
            DisplayItem.shape(
                .disc(centre: Point(x: .mm(31) + number * .mm(5.6), y: .mm(43)), diameter: .mm(0.9)), .black)
        }
        marked.pages[0].items += [.beginArtifact(.layout)] + dots + [.end]
        #expect(try extractedLines(marked) == extractedLines(plain))
        let file = try ParsedPDF(write(marked))
        let page = try #require(file.pages.first)
        let stream = String(decoding: file.stream(file.dictionary(page)["/Contents"]), as: UTF8.self)
        #expect(stream.components(separatedBy: " c\n").count == 13)
        #expect(stream.contains("h\nf\n"))
        var stray = marked
        let far = Contour.disc(centre: Point(x: .pt(20_000), y: .zero), diameter: .mm(1))
        stray.pages[0].items.append(.shape(far, .black))
        #expect(throws: PDFError.self) { try write(stray) }
    }

    @Test("mutool draws every page without a warning", .enabled(if: Tool.exists("mutool"), "mutool is not installed"))
    func mutool() throws {
        let outcome = try withFile(write(try sampleDocument(fontLibrary())), named: "a.pdf") {
            try #require(Tool("mutool")).run("draw", "-q", "-F", "txt", "-o", "-", $0)
        }
        #expect(outcome.status == 0)
        let messages = outcome.messages.split(separator: "\n").filter { !$0.contains("ICC support is not available") }
        #expect(messages.isEmpty)
        #expect(outcome.text.contains("青禾市会议纪要"))
    }

    @Test(
        "text comes back as printed, in reading order",
        .enabled(if: Tool.exists("pdftotext"), "pdftotext is not installed"))
    func text() throws {
        let lines = try extractedLines(sampleDocument(fontLibrary()))
        #expect(
            lines == [
                "青禾市会议纪要", "一、会议议程", "会议听取了水务专项工作报告，强调要守住底线", "1.审议通过甲事项", "2.审议通过乙事项",
                "职务 姓名", "王珍", "会议要求，各部门协同配合", "— 1 —", "，推动各项任务落实。", "— 2 —",
            ])
    }

    @Test(
        "a gap or overlap between two characters of a run is neither blank nor line end",
        .enabled(if: Tool.exists("pdftotext"), "pdftotext is not installed"),
        arguments: [-0.5, -0.1, 0.05, 0.09, 0.3, 1, 3])
    func gaps(_ ems: Double) throws {
        let document = try paragraph { page in
            try page.text("李伟，王珍到会", y: .mm(50), extra: [0: .pt(16 * ems), 3: .pt(16 * ems)])
        }
        #expect(try extractedLines(document) == ["李伟，王珍到会"])
    }

    @Test(
        "a number set apart from ideographs beside it is not parted from them",
        .enabled(if: Tool.exists("pdftotext"), "pdftotext is not installed"))
    func autospace() throws {
        let document = try paragraph { page in
            let first = try page.text("共有", y: .mm(50))
            let second = try page.text(
                "48", face: "FandolSong-Regular", x: first + .pt(4), y: .mm(50), sameLine: true)
            try page.text("人到会", x: second + .pt(4), y: .mm(50), sameLine: true)
        }
        #expect(try extractedLines(document) == ["共有48人到会"])
    }

    @Test(
        "every face of the index can be embedded, and its text comes back",
        .enabled(if: Tool.exists("pdftotext"), "pdftotext is not installed"),
        .enabled(if: Tool.exists("qpdf"), "qpdf is not installed"))
    func everyFace() throws {
        let library = try fontLibrary()
        let missing = Set(library.missingFiles())
        for entry in library.index.faces where !missing.contains(entry.file) {
            let face = try library.typeface(named: entry.name)
            let text = String(
                String.UnicodeScalarView("会议纪要，AVfi0189".unicodeScalars.filter { face.glyph(for: $0.value) != nil }))
            let document = try paragraph { try $0.text(text, face: entry.name, y: .mm(50)) }
            #expect(try extractedLines(document) == (text.isEmpty ? [] : [text]), "\(entry.name)")
            let outcome = try withFile(write(document), named: "a.pdf") {
                try #require(Tool("qpdf")).run("--check", $0)
            }
            #expect(outcome.status == 0, "\(entry.name)")
        }
    }

    @Test(
        "a glyph that stands for another character gives back that character",
        .enabled(if: Tool.exists("pdftotext"), "pdftotext is not installed"))
    func secondMeaning() throws {
        let document = try paragraph { page in
            try page.text("一人", y: .mm(50))
            try page.text("\u{2F00}人", y: .mm(60), drawn: "一人")
        }
        #expect(try extractedLines(document) == ["一人", "\u{2F00}人"])
    }

    @Test(
        "every glyph is painted within 0.01 pt of its place",
        .enabled(if: Tool.exists("mutool"), "mutool is not installed"), arguments: [9, 15.793, 36])
    func positions(_ points: Double) throws {
        let size = Length(emu: Int64(points * 12_700) + 3)
        let document = try paragraph { page in
            for line in 0..<4 {
                // Advances that no reader's unit divides.
                let extra = (0..<13).map { ($0, Length(emu: Int64(1_237 * ($0 % 5) - 900 * line))) }
                try page.text(
                    "会议听取了专项工作报告四十", size: size, x: .mm(20) + Length(emu: 7), y: .mm(50.3 + 20.01 * Double(line)),
                    extra: Dictionary(uniqueKeysWithValues: extra))
            }
        }
        let trace = try withFile(write(document), named: "a.pdf") {
            try #require(Tool("mutool")).run("trace", $0).text
        }
        let painted = trace.matches(of: /<g [^>]*x="([-0-9.]+)" y="([-0-9.]+)"/)
            .map { (x: Double($0.1) ?? 0, y: Double($0.2) ?? 0) }
        let page = document.pages[0]
        let placed = page.items.flatMap { item -> [(x: Double, y: Double)] in
            guard case .glyphs(let run) = item else { return [] }
            return run.glyphs.map {
                (
                    (run.position.x + $0.x).points,
                    (page.size.height - run.position.y - $0.y).points
                )
            }
        }
        #expect(painted.count == 52)
        try #require(painted.count == placed.count)
        for (painted, placed) in zip(painted, placed) {
            #expect(abs(painted.x - placed.x) <= 0.0102)
            #expect(abs(painted.y - placed.y) <= 0.0102)
        }
    }

    @Test("title, language and labels are set", .enabled(if: Tool.exists("qpdf"), "qpdf is not installed"))
    func catalog() throws {
        let file = try ParsedPDF(write(try sampleDocument(fontLibrary())))
        #expect(file.catalog["/Lang"] as? String == "u:zh-CN")
        #expect((file.catalog["/MarkInfo"] as? [String: Any])?["/Marked"] as? Bool == true)
        #expect((file.catalog["/ViewerPreferences"] as? [String: Any])?["/DisplayDocTitle"] as? Bool == true)
        #expect(file.dictionary(file.trailer["/Info"])["/Title"] as? String == "u:青禾市会议纪要")
    }

    @Test(
        "a document without a date does not ask the clock", .enabled(if: Tool.exists("qpdf"), "qpdf is not installed"))
    func dates() throws {
        let document = try sampleDocument(fontLibrary())
        #expect(try ParsedPDF(write(document)).info["/CreationDate"] == nil)
        var dated = metadata
        dated.date = PDFDate(year: 2024, month: 3, day: 15, hour: 9, minute: 30, offsetMinutes: 480)
        let bytes = try writePDF(document, library: fontLibrary(), metadata: dated, descriptions: FaceDescriptions())
            .bytes
        #expect(try ParsedPDF(bytes).info["/CreationDate"] as? String == "u:D:20240315093000+08'00'")
        #expect(String(decoding: bytes, as: UTF8.self).contains("<xmp:CreateDate>2024-03-15T09:30:00+08:00<"))
        #expect(PDFDate(year: 2023, month: 2, day: 29) == nil)
    }

    @Test("faces no run uses are not opened")
    func unusedFaces() throws {
        var document = try sampleDocument(fontLibrary())
        document.faces.append("Absent-Regular")
        #expect(throws: Never.self) { try write(document) }
    }

    @Test("a glyph the face does not draw is refused by name")
    func missingGlyph() throws {
        var document = try paragraph { try $0.text("甲", y: .mm(50)) }
        guard case .glyphs(var run) = document.pages[0].items[1] else { throw FontError.unknownRole("run") }
        run.glyphs[0].id = 0
        document.pages[0].items[1] = .glyphs(run)
        #expect(throws: PDFError.missingGlyph(face: "FandolFang-Regular", text: "甲", page: 1)) { try write(document) }
    }

    @Test("pages that contradict themselves are refused")
    func malformed() throws {
        let good = try paragraph { try $0.text("甲乙", y: .mm(50)) }
        var open = good
        open.pages[0].items.removeLast()
        var bare = good
        bare.pages[0].items = [good.pages[0].items[1]]
        var nested = good
        nested.pages[0].items.insert(.beginArtifact(.layout), at: 1)
        var stray = good
        stray.pages[0].items[0] = .begin(ElementID(9))
        var empty = good
        empty.pages = []
        var backward = good
        guard case .glyphs(var run) = good.pages[0].items[1] else { throw FontError.unknownRole("run") }
        run.glyphs[1].cluster = 40
        backward.pages[0].items[1] = .glyphs(run)
        for document in [open, bare, nested, stray, empty, backward] {
            let error = #expect(throws: PDFError.self) { try write(document) }
            guard case .malformed = error else {
                Issue.record("\(String(describing: error)) is no contradiction")
                continue
            }
        }
    }
}
