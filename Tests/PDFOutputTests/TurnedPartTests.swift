import FontAccess
import Foundation
import PDFOutput
import PagedModel
import PaperUnits
import TestKit
import Testing

@Suite("A turned part of a page", .enabled(if: Places.hasFonts, "the fonts are not installed"))
struct TurnedPartTests {
    /// Upright words, a turned cell with a rule, upright words again.
    private func turnedDocument() throws -> PagedDocument {
        var page = PageBuilder(library: try fontLibrary(), title: "试样")
        let before = page.element(.paragraph)
        let table = page.element(.table(summary: ""))
        let row = page.element(.row, in: table)
        let cells = [
            page.element(.cell(columnSpan: 1, rowSpan: 2), in: row), page.element(.cell(columnSpan: 1), in: row),
        ]
        let after = page.element(.paragraph)
        page.page()
        page.put(.begin(before))
        try page.text("表前", face: "FandolHei-Regular", y: .mm(20))
        page.put(.end)
        page.put(.beginTurned(Point(x: .mm(28), y: .mm(262))))
        for (number, cell) in cells.enumerated() {
            page.put(.begin(cell))
            try page.text(
                "项目\(number + 1)", x: .mm(10 + 40 * Double(number)), y: .mm(20), colour: red, sameLine: number > 0)
            page.put(.end)
        }
        page.put(.beginArtifact(.layout))
        page.put(.rule(Rect(x: .mm(5), y: .mm(25), width: .mm(100), height: .mm(1)), .black))
        page.put(.end)
        page.put(.endTurned)
        page.put(.begin(after))
        try page.text("表后", face: "FandolHei-Regular", y: .mm(280))
        page.put(.end)
        return page.document
    }

    @Test("runs up the page from its place, with what follows upright again", .enabled(if: Tool.exists("pdftotext")))
    func places() throws {
        let tool = try #require(Tool("pdftotext"))
        let text = try withFile(write(turnedDocument()), named: "a.pdf") { try tool.run("-bbox", $0, "-").text }
        func box(_ word: String) throws -> [Double] {
            let pattern = try Regex(
                #"xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">"# + word,
                as: (Substring, Substring, Substring, Substring, Substring).self)
            let match = try #require(text.firstMatch(of: pattern)).output
            return [match.1, match.2, match.3, match.4].compactMap { Double($0) }.map { $0 / 72 * 25.4 }
        }
        // The pen starts at (28 + 20, 262 − 10) and the baseline is x = 48.
        let first = try box("项目1")
        #expect(abs(first[3] - 252) < 0.5 && first[0] < 48 && first[2] > 48 && first[2] < 51)
        #expect(first[3] - first[1] > 2 * (first[2] - first[0]), "it is higher than wide")
        #expect(abs(try box("项目2")[3] - 212) < 0.5)
        let after = try box("表后")
        #expect(abs(after[0] - 28) < 0.5 && after[1] > 270 && after[2] - after[0] > 1.5 * (after[3] - after[1]))
    }

    @Test("keeps the order of the text", .enabled(if: Tool.exists("pdftotext")))
    func order() throws {
        #expect(try extractedLines(turnedDocument()).joined(separator: " ") == "表前 项目1 项目2 表后")
    }

    @Test("is drawn without a complaint", .enabled(if: Tool.exists("qpdf")), .enabled(if: Tool.exists("mutool")))
    func tools() throws {
        let bytes = try write(turnedDocument())
        let (check, drawn) = try withFile(bytes, named: "a.pdf") { file in
            (
                try #require(Tool("qpdf")).run("--check", file),
                try #require(Tool("mutool")).run("draw", "-q", "-F", "txt", "-o", "-", file)
            )
        }
        #expect(check.status == 0 && check.messages.isEmpty && drawn.status == 0)
        #expect(drawn.messages.split(separator: "\n").allSatisfy { $0.contains("ICC support is not available") })
    }

    @Test("stands between q and Q with whole marks, and restores the colour and font it found")
    func operators() throws {
        let file = try ParsedPDF(write(turnedDocument()))
        let stream = String(decoding: file.stream(file.dictionary(file.pages[0])["/Contents"]), as: UTF8.self)
        let parts = stream.components(separatedBy: "q\n0 1 -1 0 ")
        #expect(parts.count == 2)
        let turned = try #require(parts.last?.components(separatedBy: "Q\n"))
        #expect(turned.count == 2)
        #expect(turned[0].components(separatedBy: "BDC").count == turned[0].components(separatedBy: "EMC").count)
        #expect(turned[0].contains(" rg\n") && !turned[1].contains(" g\n"))
    }

    @Test("a cell over several rows says so")
    func rowSpan() throws {
        let file = try ParsedPDF(write(turnedDocument()))
        let attributes = file.objects.values.compactMap { object -> [String: Any]? in
            ((object as? [String: Any])?["value"] as? [String: Any])?["/A"] as? [String: Any]
        }
        #expect(attributes.contains { $0["/RowSpan"] as? Int == 2 && $0["/O"] as? String == "/Table" })
    }

    @Test("a table's title is its caption")
    func caption() throws {
        var page = PageBuilder(library: try fontLibrary(), title: "试样")
        let table = page.element(.table(summary: ""))
        let caption = page.element(.caption, in: table)
        page.page()
        page.put(.begin(caption))
        try page.text("表1", y: .mm(20))
        page.put(.end)
        let file = try ParsedPDF(write(page.document))
        let tags = file.objects.values.compactMap { object -> String? in
            ((object as? [String: Any])?["value"] as? [String: Any])?["/S"] as? String
        }
        #expect(tags.contains("/Caption"))
    }

    @Test(
        "one that nests, stands inside a mark or does not end is refused",
        arguments: [
            [.beginTurned(Point(x: .zero, y: .zero)), .beginTurned(Point(x: .zero, y: .zero)), .endTurned, .endTurned],
            [.endTurned], [.beginTurned(Point(x: .zero, y: .zero))],
            [.beginArtifact(.layout), .beginTurned(Point(x: .zero, y: .zero)), .end, .endTurned],
            [.beginTurned(Point(x: .mm(9_000), y: .zero)), .endTurned],
        ] as [[DisplayItem]])
    func malformed(_ items: [DisplayItem]) throws {
        var document = try sampleDocument(fontLibrary())
        document.pages[0].items += items
        #expect(throws: PDFError.self) { _ = try write(document) }
    }
}
