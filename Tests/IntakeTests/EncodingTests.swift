import Glibc
import Intake
import Provenance
import Testing

/// By the system's converter.
private func convert(_ bytes: [UInt8], from: String, to: String, complete: Bool = true) throws -> [UInt8] {
    let converter = try #require(iconv_open(to, from))
    defer { iconv_close(converter) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: input.count * 4 + 16)
    var inputLeft = input.count
    var outputLeft = output.count
    input.withUnsafeMutableBytes { input in
        output.withUnsafeMutableBytes { output in
            var from = input.baseAddress?.assumingMemoryBound(to: CChar.self)
            var to = output.baseAddress?.assumingMemoryBound(to: CChar.self)
            _ = iconv(converter, &from, &inputLeft, &to, &outputLeft)
        }
    }
    if complete { try #require(inputLeft == 0) }
    return Array(output[..<(output.count - outputLeft)])
}

private func encode(_ text: String, _ encoding: String) throws -> [UInt8] {
    try convert(Array(text.utf8), from: "UTF-8", to: encoding)
}

private let report = "青安市第九届人民代表大会第三次会议3月29日闭幕。会议由王珍主持，应到代表385名，实到372名。\n通过了关于工作报告的决议。"
private let traditional = "青安市議會第九屆第三次會議3月29日閉幕。會議由王珍主持，應到議員35名，實到32名。\n通過了工作報告的決議。"

@Suite("Encodings")
struct EncodingTests {
    @Test(
        "Chinese in an old encoding is read without being told which",
        arguments: [
            ("GB18030", TextEncoding.gb18030, report), ("GBK", .gb18030, report), ("GB2312", .gb18030, report),
            ("GBK", .gb18030, traditional), ("BIG5", .big5, traditional), ("UTF-16LE", .utf16LittleEndian, report),
            ("UTF-16BE", .utf16BigEndian, report),
        ])
    func detected(name: String, encoding: TextEncoding, text: String) throws {
        let record = try readText(try encode(text, name))
        #expect(record.text == text)
        #expect(record.encoding == encoding)
    }

    @Test("a byte order mark decides", arguments: ["UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"])
    func marks(name: String) throws {
        let record = try readText(try encode("\u{FEFF}" + report, name))
        #expect(record.text == report)
        #expect(record.encoding.rawValue == name)
    }

    @Test(
        "every character leads back to its bytes in the file",
        arguments: ["GB18030", "BIG5-HKSCS", "UTF-16LE", "UTF-16BE"])
    func bytes(name: String) throws {
        let text = "會議A由王珍主持。𠮷㗎12"
        let usable = name == "BIG5-HKSCS" ? "會議A由王珍主持。㗎12" : text
        let file = try encode(usable + traditional, name)
        let record = try readText(file)
        #expect(record.text == usable + traditional)
        for word in ["議", "A", "王珍主持", "㗎", name == "BIG5-HKSCS" ? "12" : "𠮷"] {
            #expect(record.source(of: word, in: file) == (try encode(word, name)), "\(word)")
        }
    }

    @Test("a page's declaration is believed where the bytes are of it, and UTF-8 is UTF-8 whatever a page declares")
    func declared() throws {
        let page =
            #"<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><p>冚家</p></html>"#
        let short = try readRecord(try encode(page, "GBK"), format: .html, fileStem: "x")
        #expect(short.text == "冚家")
        #expect(try readPage(page).encoding == .utf8)
    }

    @Test("a page that is not of the encoding it declares is refused at the byte")
    func misdeclared() throws {
        let head = Array(#"<meta charset="gbk"><p>"#.utf8)
        let error = #expect(throws: IntakeError.self) {
            try readRecord(head + [0xBB, 0xE1, 0xFF, 0xFF], format: .html, fileStem: "x")
        }
        #expect(error?.code == .notDecodable)
        #expect(error?.byteOffset == head.count + 2)
    }

    @Test("UTF-8 cut inside a character is refused, not taken for GBK")
    func cut() {
        let error = #expect(throws: IntakeError.self) { try readText(Array(report.utf8).dropLast(4) + []) }
        #expect(error?.code == .notUTF8)
    }

    @Test(
        "text that went through a wrong encoding is refused at its first trace",
        arguments: [
            ("会议由锟斤拷主持", 9), ("会议\u{FFFD}", 6), ("ab ä¼šè®®é€šè¿‡", 3), ("»áÒéÓÉ", 0), ("烫烫烫烫", 0),
            ("会议\u{96}", 6), ("?????????????????????????? ???", 0),
        ])
    func mojibake(text: String, offset: Int) {
        let error = #expect(throws: IntakeError.self) { try readText(Array(text.utf8)) }
        #expect(error?.code == .mojibake)
        #expect(error?.byteOffset == offset)
    }

    @Test("UTF-8 once read as GBK is refused")
    func misread() throws {
        let sentence = "会议由王珍主持，通过了决议。应到三十五人，实到三十二人。"
        let misread = try convert(Array(sentence.utf8), from: "GB18030", to: "UTF-8", complete: false)
        let error = #expect(throws: IntakeError.self) { try readText(misread) }
        #expect(error?.code == .mojibake)
    }

    @Test(
        "Western words and signs among Chinese are no trace of a wrong encoding",
        arguments: ["会议在Orléans召开，约20°C。", "姓名：××××，电话：××××", "法国 Évry 市长 José Muñoz 出席", "第一·第二····第三", "？？？？会议"])
    func western(text: String) throws { #expect(try readText(Array(text.utf8)).text == text) }
}

@Suite("What is folded when a text is read")
struct FoldingTests {
    @Test(
        "letters and marks are put together, radicals and mathematical digits become what they stand for",
        arguments: [
            ("e\u{301}tat", "état"), ("⼈⺠⽇报", "人⺠日报"), ("𝟐𝟎𝟑𝟏年", "2031年"), ("か\u{3099}", "が"), ("\u{F9E4}", "理"),
            ("２０３１年", "２０３１年"), ("①会议", "①会议"),
        ])
    func folded(text: String, expected: String) throws {
        #expect(Array(try readText(Array(text.utf8)).text.utf8) == Array(expected.utf8))
    }

    @Test("what was folded leads back to all its bytes")
    func origins() throws {
        let file = Array("会议e\u{301}由⼈主持".utf8)
        let record = try readText(file)
        #expect(record.source(of: "é", in: file) == Array("e\u{301}".utf8))
        #expect(record.source(of: "由人主", in: file) == Array("由⼈主".utf8))
    }

    @Test("lines broken at the edge of a page are one paragraph, their line ends no words")
    func wrapped() throws {
        let text = """
            　　青安市第九届人民代表大会第三次会议三月二十九
            日闭幕。会议由王珍主持，应到代表三百八十五名，实
            到代表三百七十二名。会议听取了工作报告，审议通过
            了关于工作报告的决议。
            　　林静作了讲话，要求各部门认真落实会议精神，把
            各项工作做好。
            """
        let record = try readText(Array(text.utf8))
        #expect(record.text == text)
        #expect(record.lines.count == 2)
        #expect(record.markup.count == 4)
        #expect(record.markup.allSatisfy { words(record, $0) == "\n" })
    }

    @Test("a list of short lines, and paragraphs of one line each, stay as they are")
    func unwrapped() throws {
        for text in ["一、听取报告\n二、审议议案\n三、通过决议\n四、其他事项", String(repeating: "会议由王珍主持，会议通过了关于工作的报告，会议还通过了决议。\n", count: 5)]
        {
            #expect(try readText(Array(text.utf8)).markup.isEmpty)
        }
    }
}
