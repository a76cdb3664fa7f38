import Intake
import Provenance
import Testing

@Suite("Reading a text file")
struct TextIntakeTests {
    @Test("the text is the file's bytes, a byte order mark apart, and lines are ranges of it")
    func lines() throws {
        let body = Array("会议\r\n\r\n 通过 \n\u{3000}\n末".utf8)
        for bytes in [body, [0xEF, 0xBB, 0xBF] + body] {
            let record = try readText(bytes)
            #expect(Array(record.text.utf8) == body)
            #expect(record.lines.map { words(record, $0.range) } == ["会议", "", " 通过 ", "\u{3000}", "末"])
            #expect(record.lines.map(\.kind) == [.text, .blank, .text, .blank, .text])
            #expect(record.id == "青安-2031")
        }
    }

    @Test(
        "what is no text is refused with a code and the first wrong byte",
        arguments: [
            ([], .empty, 0), (Array(" \n\u{3000}\t".utf8), .empty, 0), ([0xEF, 0xBB, 0xBF, 0x0A], .empty, 0),
            ([0xE4, 0xBC, 0x9A, 0x00], .binary, 3), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A], .binary, 6),
            ([0x41, 0x1B], .binary, 1), ([0x41, 0xC3, 0xFE, 0xFF], .notUTF8, 1), ([0xE4, 0xBC], .notUTF8, 0),
            ([0xED, 0xA0, 0x80], .notUTF8, 0), ([0xFF, 0xFE, 0x41], .notDecodable, 2),
            ([0xFF, 0xFE, 0x00, 0xD8], .notDecodable, 2), ([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], .notDecodable, 0),
        ] as [([UInt8], IntakeError.Code, Int)])
    func refused(bytes: [UInt8], code: IntakeError.Code, offset: Int) {
        let error = #expect(throws: IntakeError.self) { try readText(bytes) }
        #expect(error?.code == code)
        #expect(error?.byteOffset == offset)
        #expect(error?.hint.isEmpty == false)
    }

    @Test("a record of exactly the limit is read, one byte more is refused")
    func limit() throws {
        #expect(try readText(Array("abcd".utf8), limit: 4).text == "abcd")
        let error = #expect(throws: IntakeError.self) { try readText(Array("abcde".utf8), limit: 4) }
        #expect(error?.code == .tooLarge)
        #expect(error?.byteOffset == 4)
    }
}

@Suite("Reading a JSON record")
struct JSONIntakeTests {
    @Test("the text is made of the fields in a fixed order and each field knows its place")
    func fields() throws {
        let record = try readJSONText(
            #"{"content": ["甲。", "乙。\n丙。"], "title": "董事会会议", "id": 7, "time": "2031-05-06", "source": "青安报", "x": 1}"#)
        #expect(record.text == "董事会会议\n\n2031-05-06\n\n青安报\n\n甲。\n\n乙。\n丙。")
        #expect(record.id == "7")
        #expect(record.fields.map(\.name) == [.title, .publicationTime, .publisher, .content])
        #expect(record.ranges(of: .content).map { words(record, $0) } == ["甲。", "乙。\n丙。"])
        #expect(
            record.lines.filter { $0.kind != .blank }.map { words(record, $0.range) }
                == ["董事会会议", "2031-05-06", "青安报", "甲。", "乙。", "丙。"])
        #expect(record.diagnostics.map(\.code.rawValue) == ["intake.unknown-field"])
    }

    @Test("null means absent and a second name of a field is reported, not lost in silence")
    func doubles() throws {
        let record = try readJSONText(#"{"title": null, "headline": "标题", "content": "甲", "body": "乙", "id": null}"#)
        #expect(record.text == "标题\n\n甲")
        #expect(record.id == "文件")
        #expect(record.diagnostics.map(\.code.rawValue) == ["intake.second-field"])
    }

    @Test(
        "a record of the wrong shape is refused with path and byte",
        arguments: [
            ("[1]", "$", 0), ("{}", "$", 0), (#"{"content": "\n"}"#, "$", 0), (#"{"content": 5}"#, "$.content", 12),
            (#"{"content": ["a", {}]}"#, "$.content[1]", 18), (#"{"id": [], "content": "a"}"#, "$.id", 7),
        ])
    func shape(text: String, path: String, offset: Int) {
        let error = #expect(throws: IntakeError.self) { try readJSONText(text) }
        #expect(error?.code == .jsonShape)
        #expect(error?.jsonPath == path)
        #expect(error?.byteOffset == offset)
    }

    @Test("broken JSON and control characters in it are refused with their byte")
    func broken() {
        let syntax = #expect(throws: IntakeError.self) { try readJSONText(#"{"title": }"#) }
        #expect(syntax?.code == .jsonSyntax)
        #expect(syntax?.byteOffset == 10)
        let control = #expect(throws: IntakeError.self) { try readJSONText(#"{"title": "a\u0000"}"#) }
        #expect(control?.code == .binary)
        #expect(control?.jsonPath == "$.title")
    }
}

@Suite("JSON of another system")
struct FieldMappingTests {
    private func mapping(_ text: String) throws(IntakeError) -> FieldMapping {
        try FieldMapping(readingJSON: Array(text.utf8))
    }

    @Test("a mapping leads into nested objects and lists, the first path with a value counts")
    func nested() throws {
        let fields = try mapping(
            #"{"id": "meta.guid", "title": ["data.t", "data.titles[1]"], "content": "data.parts[*].text"}"#)
        let record = try readJSONText(
            #"{"meta": {"guid": "x-7"}, "data": {"t": null, "titles": ["a", "董事会会议"], "parts": [{"text": "甲。"}, {}, {"text": ["乙。", "丙。"]}]}}"#,
            fields: fields)
        #expect(record.id == "x-7")
        #expect(record.text == "董事会会议\n\n甲。\n\n乙。\n\n丙。")
        #expect(record.diagnostics.isEmpty)
    }

    @Test(
        "a mapping that cannot be followed is refused with its place",
        arguments: [
            ("[]", "$"), ("{}", "$"), (#"{"titel": "a"}"#, "$.titel"), (#"{"title": "a..b"}"#, "$.title"),
            (#"{"title": ["a", "b["]}"#, "$.title[1]"), (#"{"content": 1}"#, "$.content"),
            (#"{"content": "a[-1]"}"#, "$.content"),
        ])
    func refused(text: String, path: String) {
        let error = #expect(throws: IntakeError.self) { try mapping(text) }
        #expect(error?.code == .fieldMapping)
        #expect(error?.jsonPath == path)
    }

    @Test("HTML in a field becomes its paragraphs, each character with its bytes in the file")
    func html() throws {
        let file = #"{"title": "会议", "content": "<p>会议&nbsp;\u7531<b>王\"珍<\/b>主持。</p><p>\ud842\udfb7</p>"}"#
        let record = try readJSONText(file)
        #expect(record.text == "会议\n\n会议\u{A0}由王\"珍主持。\n\n𠮷")
        let bytes = Array(file.utf8)
        for (words, source) in [("由王", "\\u7531王"), ("\"珍主", "\\\"珍主"), ("𠮷", "\\ud842\\udfb7"), ("\u{A0}", "&nbsp;")] {
            #expect(record.source(of: words, in: bytes).map { String(decoding: $0, as: UTF8.self) } == source)
        }
        #expect(try readJSONText(#"{"content": "a < b，《某<法>》"}"#).text == "a < b，《某<法>》")
    }
}

@Suite("Names of folders")
struct FolderNameTests {
    @Test(
        "a name keeps Han characters, letters and digits, and nothing that leads out of a folder",
        arguments: [
            ("青安市 第五次", "青安市-第五次"), ("../../etc/passwd", "etc-passwd"), (".", nil), ("..", nil), ("", nil),
            ("a/b\\c:d", "a-b-c-d"), (".hidden", "hidden"), ("2031_05-06.v2", "2031_05-06.v2"), ("--x--", "x"),
            ("甲 - 乙", "甲-乙"), ("a.", "a"), ("《》", nil),
        ] as [(String, String?)])
    func names(name: String, expected: String?) { #expect(safeFolderName(name) == expected) }

    @Test("a long name is cut between characters")
    func length() {
        #expect(safeFolderName(String(repeating: "会", count: 60)) == String(repeating: "会", count: 33))
        #expect(safeFolderName("ab 会议", byteLimit: 6) == "ab-会")
        #expect(safeFolderName("ab 会议", byteLimit: 5) == "ab")
    }
}
