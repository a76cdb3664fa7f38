import Extraction
import Foundation
import Glibc
import Intake
import MinutesModel
import TestKit
import Testing

/// What a page shows around its article.
private let head = """
    <!DOCTYPE html><html><head><meta charset="utf-8"><script>var x = "<p>会议由张三主持。</p>";</script></head><body>
    <div class="top"><a href="/">首页</a></div><ul class="nav"><li><a>要闻</a></li><li><a>公告</a></li><li><a>专题</a></li></ul>
    <div class="wrap"><div class="main">
    """
private let foot = """
    </div><div class="hotlist"><ul><li><a>邻市召开会议</a></li><li><a>又一条新闻</a></li><li><a>第三条新闻</a></li></ul></div></div>
    <div class="footer">版权所有 青安新闻网</div></body></html>
    """

private func escaped(_ line: some StringProtocol) -> String {
    line.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
        .replacingOccurrences(of: ">", with: "&gt;")
}

private func articleLines(_ record: ArticleRecord) -> [String] {
    let bytes = Array(record.text.utf8)
    return record.lines.filter { $0.kind != .frame && $0.kind != .blank }.map {
        String(decoding: bytes[Int($0.range.lowerBound)..<Int($0.range.upperBound)], as: UTF8.self)
            .trimmingCharacters(in: CharacterSet(charactersIn: " \t"))
    }
}

private func convert(_ text: String, to encoding: String) -> [UInt8]? {
    guard let converter = iconv_open(encoding, "UTF-8"), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var input = Array(text.utf8)
    var output = [UInt8](repeating: 0, count: input.count * 2 + 16)
    var inputLeft = input.count
    var outputLeft = output.count
    input.withUnsafeMutableBytes { input in
        output.withUnsafeMutableBytes { output in
            var from = input.baseAddress?.assumingMemoryBound(to: CChar.self)
            var to = output.baseAddress?.assumingMemoryBound(to: CChar.self)
            _ = iconv(converter, &from, &inputLeft, &to, &outputLeft)
        }
    }
    return inputLeft == 0 ? Array(output[..<(output.count - outputLeft)]) : nil
}

/// In traditional characters' place Big5 has nothing for most simplified ones; these stand in for them.
private func forBig5(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { scalar in
                convert(String(scalar), to: "BIG5-HKSCS") != nil ? scalar : "會"
            }))
}

@Suite("The same article in any form gives the same minutes")
struct ReaderInvariantTests {
    @Test("in every encoding")
    func encodings() throws {
        for (name, text) in try texts() {
            let plain = extractMinutes(from: try readText(text))
            for encoding in ["GB18030", "UTF-16LE", "UTF-16BE"] {
                let bytes = try #require(convert(text, to: encoding), "\(name)")
                let record = try readRecord(bytes, format: .text, fileStem: "record")
                #expect(record.encoding.rawValue == encoding, "\(name)")
                #expect(record.text == (try readText(text)).text, "\(name) in \(encoding)")
                #expect(extractMinutes(from: record) == plain, "\(name) in \(encoding)")
            }
            let replaced = forBig5(text)
            let bytes = try #require(convert(replaced, to: "BIG5-HKSCS"), "\(name)")
            let page = #"<meta charset="big5"><p>"# + escaped(replaced)
            #expect(
                try readRecord(bytes, format: .text, fileStem: "x").text == (try readText(replaced)).text,
                "\(name) in Big5")
            let declared = try #require(convert(page, to: "BIG5-HKSCS"))
            #expect(
                try readRecord(declared, format: .html, fileStem: "x").encoding == .big5, "\(name) as a page in Big5")
        }
    }

    @Test("as a page with navigation, scripts and lists of news about it")
    func pages() throws {
        for (name, text) in try texts() {
            let lines = text.split(whereSeparator: \.isNewline)
            let shown = lines.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " \t")) }
                .filter { !$0.allSatisfy { $0.isWhitespace || $0 == "\u{FEFF}" } }
            for (open, close) in [("<p>", "</p>\n"), ("<div>", "</div>"), ("", "<br>\n"), ("<p><span>", "</span>")] {
                let page = head + lines.map { open + escaped($0) + close }.joined() + foot
                let record = try readRecord(Array(page.utf8), format: .html, fileStem: "record")
                #expect(articleLines(record) == shown, "\(name) in \(open)")
                #expect(record.lines.contains { $0.kind == .frame }, "\(name) in \(open)")
                expectComplete(record, "\(name) in \(open)")
                expectTraced(record, page, "\(name) in \(open)")
            }
        }
    }

    @Test("as Markdown, where it holds none of its marks")
    func markdown() throws {
        for (name, text) in try texts() {
            let record = try readRecord(Array(text.utf8), format: .markdown, fileStem: "record")
            #expect(record.text == (try readText(text)).text, "\(name)")
            expectComplete(record, "\(name) as Markdown")
        }
    }

    @Test("as a JSON record, with HTML in it or without")
    func records() throws {
        for (name, text) in try texts() {
            let lines = text.split(whereSeparator: \.isNewline).map(String.init)
            for html in [false, true] {
                let content = html ? ["<div>" + lines.map { "<p>" + escaped($0) + "</p>" }.joined() + "</div>"] : lines
                let data = try JSONSerialization.data(withJSONObject: ["id": "record", "content": content])
                let record = try readRecord([UInt8](data), format: .json, fileStem: "x")
                expectComplete(record, "\(name) as JSON")
                expectTraced(record, String(decoding: data, as: UTF8.self), "\(name) as JSON")
            }
        }
    }

    @Test("damaged pages and encodings end in a record or an error, and lose nothing")
    func damaged() throws {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func number(below limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(limit))
        }
        for (name, text) in try texts() {
            let lines = text.split(whereSeparator: \.isNewline).map { "<p>" + escaped($0) + "</p>" }
            var page = Array((head + lines.joined() + foot).utf8)
            for turn in 0..<4 {
                let start = number(below: page.count)
                let end = min(page.count, start + number(below: 400))
                switch turn % 4 {
                case 0: page.removeSubrange(start..<end)
                case 1: page.insert(contentsOf: page[start..<end], at: number(below: page.count))
                case 2: page = Array(page[..<max(1, page.count - number(below: page.count / 4 + 1))])
                default: page[start] = UInt8(number(below: 256))
                }
                for format in [RecordFormat.html, .text, .markdown, .json] {
                    guard let record = try? readRecord(page, format: format, fileStem: "x") else { continue }
                    expectComplete(record, "\(name), turn \(turn), \(format)")
                }
            }
        }
    }
}

/// Every character that is no line end put between two values came from bytes of the file.
private func expectTraced(_ record: ArticleRecord, _ file: String, _ context: Comment) {
    let bytes = Array(file.utf8)
    var untraced = 0
    var invalid = 0
    for line in record.lines where line.kind != .blank {
        let covered = record.fileRanges(of: line.range)
        if covered.isEmpty { untraced += 1 }
        if covered.contains(where: { $0.upperBound > bytes.count || $0.isEmpty }) { invalid += 1 }
    }
    #expect(untraced == 0 && invalid == 0, context)
}
