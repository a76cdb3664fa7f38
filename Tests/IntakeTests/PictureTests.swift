import Intake
import Provenance
import Testing

@Suite("Pictures a record names")
struct PictureTests {
    private func words(_ record: ArticleRecord, _ range: ByteRange?) -> String? {
        range.map { String(decoding: Array(record.text.utf8)[Int($0.lowerBound)..<Int($0.upperBound)], as: UTF8.self) }
    }

    private func record(_ text: String, _ format: RecordFormat) throws -> ArticleRecord {
        try readRecord(Array(text.utf8), format: format, fileStem: "a")
    }

    @Test("JSON lists them by file, caption and words; a caption is a line of the record")
    func json() throws {
        let text = """
            {"title": "会议召开", "content": "会议召开。", "images": ["a.png",
             {"path": "b/c.jpg", "caption": "会场。", "alt": "台上坐着五人"}]}
            """
        let found = try record(text, .json)
        #expect(found.pictures.map(\.file) == ["a.png", "b/c.jpg"])
        #expect(found.pictures.map { words(found, $0.caption) } == [nil, "会场。"])
        #expect(found.pictures.map(\.alternate) == [nil, "台上坐着五人"])
        #expect(found.lines.last?.kind == .caption)
        #expect(found.diagnostics.isEmpty)
        let error = #expect(throws: IntakeError.self) {
            try record(#"{"content": "会议召开。", "images": [{"caption": "会场"}]}"#, .json)
        }
        #expect(error?.jsonPath == "$.images[0]")
    }

    @Test("in Markdown the words are the caption of a picture that has its line to itself")
    func markdown() throws {
        let found = try record("# 会议召开\n\n![会场 一角](pics/a%20b.png \"题\")\n\n会议![徽](<b c.png>)开始。", .markdown)
        #expect(found.pictures.map(\.file) == ["pics/a%20b.png", "b c.png"])
        #expect(found.pictures.map { words(found, $0.caption) } == ["会场 一角", nil])
        #expect(found.pictures.map(\.alternate) == ["会场 一角", "徽"])
    }

    @Test("on a web page those of the article count, with the caption of their figure; marks of a few pixels do not")
    func html() throws {
        let page = PageTests.page.replacing("<img alt=", with: "<img src=\"hall.jpg\" alt=")
            .replacing("<a href=\"/\">首页</a>", with: "<a href=\"/\">首页<img src=\"logo.png\"></a>")
            .replacing("<table>", with: "<img src=\"dot.gif\" width=\"1\" height=\"1\"><img src=\"two.png\"><table>")
        let found = try record(page, .html)
        #expect(found.pictures.map(\.file) == ["hall.jpg", "two.png"])
        #expect(found.pictures.map { words(found, $0.caption) } == ["图为闭幕会现场。高原摄", nil])
        #expect(found.pictures.first?.alternate == "青安市人大会议闭幕会现场")
    }
}
