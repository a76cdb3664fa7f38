import Extraction
import Glibc
import Intake
import MinutesModel

/// Megabytes of text a second on one core, and what share of it is reading, cleaning and extraction.
///
///     reading-benchmark [RECORDS]
///
/// Makes its own articles out of invented words, each about 4 KB of text, the same on every machine; reads each in every
/// form. Cleaning is what a web page takes beyond the same article as plain text.
@main
struct ReadingBenchmark {
    static func main() {
        let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 400
        let articles = (0..<count).map { Article(number: $0) }
        let text = articles.map { Array($0.text.utf8) }
        let bytes = text.reduce(0) { $0 + $1.count }
        print("\(count) articles, \(bytes) bytes of text")
        let plain = seconds { for article in text { _ = read(article, .text) } }
        report("reading text", plain, bytes)
        report("reading Markdown", seconds { for article in text { _ = read(article, .markdown) } }, bytes)
        let records = articles.map { Array($0.json.utf8) }
        report("reading JSON", seconds { for article in records { _ = read(article, .json) } }, bytes)
        let wide = articles.map { $0.text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
        report("reading UTF-16", seconds { for article in wide { _ = read([0xFF, 0xFE] + article, .text) } }, bytes)
        let pages = articles.map { Array($0.page.utf8) }
        let html = seconds { for article in pages { _ = read(article, .html) } }
        report("reading HTML", html, bytes)
        let found = pages.compactMap { read($0, .html) }
        let extraction = seconds { for record in found { _ = extractMinutes(from: record) } }
        report("extraction", extraction, bytes)
        let whole = html + extraction
        report("HTML to minutes", whole, bytes)
        for (name, part) in [("reading", plain), ("cleaning", html - plain), ("extraction", extraction)] {
            print("  \(name): \(Int((part * 100 / whole).rounded())) %")
        }
    }

    private static func read(_ bytes: [UInt8], _ format: RecordFormat) -> ArticleRecord? {
        try? readRecord(bytes, format: format, fileStem: "x")
    }

    /// The best of five runs, in seconds of processor time.
    private static func seconds(_ work: () -> Void) -> Double {
        (0..<5).map { _ in
            let start = clock()
            work()
            return Double(clock() - start) / Double(CLOCKS_PER_SEC)
        }.min() ?? 0
    }

    private static func report(_ name: String, _ seconds: Double, _ bytes: Int) {
        let rate = Double(bytes) / 1e6 / max(seconds, 1e-9)
        print("\(name): \(Double(Int(rate * 10)) / 10) MB/s")
    }
}

/// An article of invented people and places.
private struct Article {
    var lines: [String]

    init(number: Int) {
        var dice = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func roll(_ sides: Int) -> Int {
            dice ^= dice << 13
            dice ^= dice >> 7
            dice ^= dice << 17
            return Int(dice % UInt64(sides))
        }
        func pick(_ list: [String]) -> String { list[roll(list.count)] }
        func name() -> String {
            pick(["王", "林", "高", "陶", "陆", "周", "沈"]) + pick(["珍", "静", "原", "然", "知远", "明", "海青"])
        }
        let place = pick(["青安", "云溪", "望川", "北桥"]) + "市"
        lines = [
            "\(place)第\(pick(["八", "九", "十"]))届人民代表大会第\(pick(["二", "三", "四"]))次会议闭幕",
            "2031-03-\(10 + roll(19)) 来源：\(place)日报",
            "本报讯（记者 \(name())）3月29日，\(place)第九届人民代表大会第三次会议在市会堂闭幕。会议由\(name())主持，应到代表\(300 + roll(90))名，实到\(250 + roll(50))名。",
            "出席会议的有：\((0..<20).map { _ in name() }.joined(separator: "、"))。",
        ]
        for _ in 0..<8 {
            lines.append(
                (0..<5).map { _ in
                    pick([
                        "会议听取了\(name())所作的关于预算执行情况的报告。", "会议审议通过了《\(place)城市管理条例》。", "代表们认为，报告实事求是，目标明确，措施有力。",
                        "会议指出，要坚持以人民为中心，切实把各项工作落到实处。", "\(name())就做好下一步工作讲了话，一要加强学习，二要改进作风，三要狠抓落实。",
                    ])
                }.joined())
        }
    }

    var text: String { lines.joined(separator: "\n") + "\n" }

    var json: String {
        "{\"title\": \"\(lines[0])\", \"content\": [\(lines.dropFirst().map { "\"\($0)\"" }.joined(separator: ", "))]}"
    }

    var page: String {
        let navigation = (0..<60).map { "<li><a href=\"/list/\($0).html\">栏目\($0)</a></li>" }.joined()
        let body = lines.dropFirst(2).map { "<p style=\"text-indent: 2em\">\($0)</p>\n" }.joined()
        return """
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>\(lines[0])</title><script>var a = 1;</script></head><body>
            <div class="nav"><ul>\(navigation)</ul></div><div class="main"><h1>\(lines[0])</h1><div class="info">\(lines[1])</div>
            <div class="content">\(body)</div></div><div class="side"><ul>\(navigation)</ul></div></body></html>
            """
    }
}
