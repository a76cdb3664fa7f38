import Foundation
import Templating
import TestKit
import Testing

private let all = SourceText(Normalisation(chinesePunctuation: true, blanks: true))

@Suite("Normalisation")
struct SourceTextTests {
    @Test(
        "marks take the width of the letters around them",
        arguments: [
            ("3月29日,云溪市", "3月29日，云溪市"), ("他说:要落实;要见效!", "他说：要落实；要见效！"), ("好吗?好.", "好吗？好。"),
            ("决议(草案)通过", "决议（草案）通过"), ("会议(2024)", "会议（2024）"), ("1)加强领导", "1）加强领导"),
            ("贯彻\"四个机关\"要求", "贯彻“四个机关”要求"), ("他说'好'了", "他说‘好’了"), ("增长10%,达到", "增长10%，达到"),
            ("“好.”", "“好。”"),
        ])
    func chineseMarks(source: String, printed: String) { #expect(all.prose(source) == printed) }

    @Test(
        "figures, addresses and Latin words keep their marks",
        arguments: [
            "3.5", "10:30", "1,000", "版本2.0", "于10:30闭幕", "共1,000人", "https://example.org/a?b=1,2",
            "见www.example.org/a(1)",
            "a.b@example.org", "Hello, world (again)!", "it's \"fine\"", "一.总则", "5G,AI", "等...",
        ])
    func untouched(text: String) { #expect(all.prose(text) == text) }

    @Test(
        "what is a figure, a time or an address keeps its marks inside a Chinese sentence, what is around it does not",
        arguments: [
            ("时间:10:30-11:45,地点:三楼", "时间：10:30-11:45，地点：三楼"), ("比分3:2!", "比分3:2！"),
            ("见https://example.org/a,b;c,谢谢", "见https://example.org/a,b;c，谢谢"),
            ("联系a.b@example.org,谢谢", "联系a.b@example.org，谢谢"), ("增长3.5%,高于2.8%(预期)", "增长3.5%，高于2.8%（预期）"),
            ("邀请Mr. Smith, Jr. (USA)等", "邀请Mr. Smith, Jr. （USA）等"),
            ("介绍了the \"Smart City\" plan,好", "介绍了the \"Smart City\" plan，好"),
            ("3．5％", "3.5%"), ("一．总则", "一．总则"), ("多％", "多％"),
        ])
    func inContext(source: String, printed: String) {
        let marksOnly = SourceText(Normalisation(chinesePunctuation: true, blanks: false))
        #expect(marksOnly.prose(source) == printed)
        #expect(SourceText(Normalisation(chinesePunctuation: false, blanks: false)).prose(source) == source)
    }

    @Test(
        "stray blanks and line breaks go, Latin words keep one",
        arguments: [
            ("云 溪 市 人 大", "云溪市人大"), ("会议\n在云溪\r\n举行", "会议在云溪举行"), ("  首段　", "首段"), ("共 35 人", "共35人"),
            ("New\n  York", "New York"), ("202 6 年", "2026年"), ("2 026年", "2026年"),
            ("共 20 16 人", "共20 16人"), ("202 61年", "202 61年"), ("会议 ,全体", "会议，全体"), ("使用 Windows 系统", "使用Windows系统"),
            ("汇集民智　凝聚合力", "汇集民智　凝聚合力"), ("有张三 李四 王小五等人", "有张三李四王小五等人"),
            ("出席的有:张三 李四 王小五。", "出席的有：张三 李四 王小五。"),
        ])
    func blanks(source: String, printed: String) { #expect(all.prose(source) == printed) }

    @Test(
        "a name loses every blank beside a Chinese character",
        arguments: [
            ("王 珍", "王珍"), ("王　珍", "王珍"), ("王\u{A0}珍", "王珍"), ("买买提 · 艾力", "买买提·艾力"), ("John Smith", "John Smith"),
            ("张 三 丰 收", "张三丰收"),
        ])
    func names(source: String, printed: String) { #expect(all.name(source) == printed) }

    @Test("full-width figures and letters become half-width ones")
    func digits() { #expect(all.prose("２０２４年ＧＤＰ增长３．５％") == "2024年GDP增长3.5%") }

    @Test("a template may switch both off")
    func switchedOff() {
        let none = SourceText(Normalisation(chinesePunctuation: false, blanks: false))
        #expect(none.prose("会 议,开\n幕") == "会 议,开\n幕")
        #expect(SourceText(Normalisation(chinesePunctuation: false, blanks: true)).prose("会 议,开") == "会议,开")
        #expect(SourceText(Normalisation(chinesePunctuation: true, blanks: false)).prose("会 议,开") == "会 议，开")
    }

    @Test("nothing but white space and width changes, and a second time changes nothing")
    func property() {
        let pool = Array("会议一十云 　\n,:;?!().\"'，：。（）“”‘’《》、A1z０Ｚ·—…@/w々".unicodeScalars)
        var state: UInt64 = 42
        for _ in 0..<20_000 {
            var text = String.UnicodeScalarView()
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            for _ in 0..<Int(state >> 33) % 14 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(pool[Int(state >> 33) % pool.count])
            }
            let source = String(text)
            for normalise in [all.prose, all.name] {
                let printed = normalise(source)
                if folded(printed) != folded(source) { Issue.record("\(source.debugDescription) → \(printed)") }
                if normalise(printed) != printed {
                    Issue.record("twice: \(source.debugDescription) → \(printed.debugDescription)")
                }
            }
        }
    }

    @Test("marks keep their number of scalars, so that offsets stay valid")
    func oneToOne() {
        let marksOnly = SourceText(Normalisation(chinesePunctuation: true, blanks: false))
        let text = "会议(第3次),他说:\"好.\" 见https://example.org/,完."
        #expect(marksOnly.prose(text).unicodeScalars.count == text.unicodeScalars.count)
    }

    @Test("a long text of marks is normalised in linear time")
    func long() {
        let text = String(repeating: "会(,\"'.) ", count: 50_000)
        #expect(folded(all.prose(text)) == folded(text))
    }

    @Test("real articles lose nothing but white space and width", .enabled(if: Places.hasShared))
    func articles() throws {
        let texts = try #require(Places.shared).appending(path: "corpus/texts")
        let names = try FileManager.default.contentsOfDirectory(atPath: texts.path).sorted()
        #expect(!names.isEmpty)
        for name in names {
            let text = try String(contentsOf: texts.appending(path: name), encoding: .utf8)
            for paragraph in text.split(separator: "\n") {
                let printed = all.prose(String(paragraph))
                #expect(folded(printed) == folded(String(paragraph)), "\(name)")
                #expect(all.prose(printed) == printed, "\(name)")
            }
        }
    }
}
