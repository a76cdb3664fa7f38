import Extraction
import Foundation
import Intake
import TestKit
import Testing

func texts() throws -> [(name: String, text: String)] {
    var urls = [Places.examples.appending(path: "qingan-congress.txt")]
    if let shared = Places.shared {
        urls += try FileManager.default.contentsOfDirectory(
            at: shared.appending(path: "corpus/texts"), includingPropertiesForKeys: nil)
    }
    return try urls.sorted { $0.path < $1.path }.map {
        ($0.lastPathComponent, String(decoding: try Data(contentsOf: $0), as: UTF8.self))
    }
}

@Suite("Nothing is lost and nothing invented")
struct CompletenessTests {
    @Test("in the example and in every article of the corpus")
    func articles() throws {
        for (name, text) in try texts() { expectComplete(try readText(text), "\(name)") }
    }

    @Test("in articles cut short, started late, or with a part repeated")
    func damagedArticles() throws {
        var state: UInt64 = 0x2545_F491_4F6C_DD1D
        func number(below limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(limit))
        }
        for (name, text) in try texts() {
            let scalars = Array(text.unicodeScalars)
            for turn in 0..<6 {
                let start = number(below: scalars.count - 1)
                let end = start + 1 + number(below: scalars.count - start)
                let part = scalars[start..<min(end, scalars.count)]
                var damaged = String.UnicodeScalarView()
                switch turn % 3 {
                case 0: damaged.append(contentsOf: scalars[..<start] + part)
                case 1: damaged.append(contentsOf: part)
                default: damaged.append(contentsOf: scalars[..<end] + part + scalars[start...])
                }
                guard let record = try? readText(String(damaged)) else { continue }
                expectComplete(record, "\(name), turn \(turn), \(start)..<\(end)")
            }
        }
    }

    @Test("in articles whose sentences or lines stand in another order")
    func shuffledArticles() throws {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func number(below limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(limit))
        }
        for (name, text) in try texts() {
            for separator in ["\n", "。", "，"] {
                var pieces = text.components(separatedBy: separator)
                for index in pieces.indices.reversed() where index > 0 {
                    pieces.swapAt(index, number(below: index + 1))
                }
                guard let record = try? readText(pieces.joined(separator: separator)) else { continue }
                expectComplete(record, "\(name), shuffled at \(separator)")
            }
        }
    }

    @Test("in articles wrapped in HTML")
    func wrappedArticles() throws {
        for (name, text) in try texts() {
            let lines = text.split(whereSeparator: \.isNewline).map { "<p class=\"x\">\($0)&nbsp;</p>" }
            expectComplete(try readText("<div>" + lines.joined() + "</div>"), "\(name) in HTML")
        }
    }

    @Test("in a JSON record")
    func jsonRecord() throws {
        let data = try Data(contentsOf: Places.examples.appending(path: "board-meeting.json"))
        expectComplete(try readRecord([UInt8](data), format: .json, fileStem: "x"), "board-meeting.json")
    }

    @Test(
        "in one long line of what rules look for, in time",
        .timeLimit(.minutes(1)),
        arguments: [
            "出席,", "市长王在主席台就座,", "主持", "宣布了《,关于", "、", "一要", "（记者", ":一是", "。", "。 ", "林静摄", "3月5日至", "时间:",
            "高原和", "次会议召开", "关于《", "由", "> ", "# ", "林静说,", "应到5人", "·", "在", "任命为", "通过为", "选举产生：", "听取作的", "<b>林</b>",
            "&nbsp;", "审议通过", "于青安室", "由林静组成的", "名单：", "来自", "林静（", "不再担任", "第1次会议", "结论：", "议题一：",
            "[x](http://news.example/20310101)", "会议指出，", "<p", "[",
        ])
    func longLines(piece: String) throws {
        let count = 3_000
        expectComplete(try readText(String(repeating: piece, count: count)), "\(piece)")
        expectComplete(
            try readText("会议3月5日在青安召开。\n" + String(repeating: piece + "。\n", count: count / 10)), "\(piece) in lines")
    }
}
