import Extraction
import Intake
import MinutesModel
import Provenance
import TestKit
import Testing

@Suite("Texts of resolutions, lists by unit and pictures")
struct TextsAndUnitsTests {
    private func extract(_ text: String, _ format: RecordFormat = .text) throws -> Minutes {
        extractMinutes(from: try readRecord(Array(text.utf8), format: format, fileStem: "a"))
    }

    private static let report = """
        白鹭县人民代表大会闭幕

        2031年1月20日，白鹭县第六届人民代表大会第三次会议闭幕。会议表决通过了《关于政府工作报告的决议》。

        白鹭县第六届人民代表大会第三次会议
        关于政府工作报告的决议
        （2031年1月20日白鹭县第六届人民代表大会
        第三次会议通过）

        会议听取和审议了县长沈知远所作的报告，决定批准这个报告。
        会议号召，全县人民团结一心。

        责任编辑：林小满
        """

    @Test("a text below title and 题注 belongs to the resolution the report names, and is no sentence of the report")
    func resolutionText() throws {
        let minutes = try extract(Self.report)
        let resolution = try #require(minutes.resolutions.first)
        #expect(minutes.resolutions.count == 1)
        #expect(resolution.text.value == "《关于政府工作报告的决议》")
        #expect(resolution.title?.value == "白鹭县第六届人民代表大会第三次会议关于政府工作报告的决议")
        #expect(resolution.adoption?.value == "（2031年1月20日白鹭县第六届人民代表大会第三次会议通过）")
        #expect(resolution.paragraphs.map(\.value) == ["会议听取和审议了县长沈知远所作的报告，决定批准这个报告。", "会议号召，全县人民团结一心。"])
        #expect(!minutes.proceedings.contains { $0.value.contains("团结一心") })
        #expect(minutes.remainder.allSatisfy { $0.reason != "not-understood" })
    }

    @Test("a text the report does not name is a resolution of its own, by the verb of its 题注")
    func unnamed() throws {
        let minutes = try extract(Self.report.replacing("会议表决通过了《关于政府工作报告的决议》。", with: ""))
        #expect(minutes.resolutions.map(\.verb.value) == ["通过"])
        #expect(minutes.resolutions.first?.paragraphs.count == 2)
    }

    @Test("a record that is nothing but a resolution has its text, and no text is made where the source has none")
    func wholeRecord() throws {
        let text = Self.report.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(4).joined(
            separator: "\n")
        #expect(try extract(text).resolutions.contains { $0.paragraphs.count == 2 })
        let none = try extract("会议召开\n2031年1月20日，白鹭县第二次会议召开。会议通过了《关于报告的决议》。")
        #expect(none.resolutions.map(\.paragraphs.count) == [0])
    }

    @Test("people below a role stand by unit, in the order of the source")
    func units() throws {
        let minutes = try extract(
            """
            会议召开

            2031年1月20日，白鹭县第三次会议召开。

            出席人员名单：
            第一代表团（3人）：沈知远、顾望舒、王　珍
            县财政局：李建国、张敏
            列席人员名单：
            县水务局：高原、林静
            县教育局
            王建江 张宇光

            会议结束。
            """)
        let found = minutes.attendees.map { group in
            [group.role.value, group.unit?.value ?? ""] + group.names.map(\.value)
        }
        #expect(
            found == [
                ["出席", "第一代表团", "沈知远", "顾望舒", "王　珍"], ["出席", "县财政局", "李建国", "张敏"],
                ["列席", "县水务局", "高原", "林静"], ["列席", "县教育局", "王建江", "张宇光"],
            ])
        let line = try extract("会议记录\n时间：2031年1月20日\n地点：二楼会议室\n出席：县财政局：张敏、李建国；县水务局：高原\n会议听取了汇报。")
        #expect(line.attendees.compactMap(\.unit?.value) == ["县财政局", "县水务局"])
    }

    @Test("a single line of a unit is no list by unit")
    func noUnits() throws {
        let minutes = try extract("会议召开\n2031年1月20日，会议召开。\n出席人员名单：\n县财政局：张敏、李建国\n会议结束。")
        #expect(minutes.attendees.allSatisfy { $0.unit == nil })
    }

    @Test("a picture takes the caption right behind it, and shares none")
    func captions() throws {
        let page =
            "<html><body><h1>青安市会议召开</h1><div><p>会议3月29日在市会堂召开，王珍主持会议。</p><img src='a.png'>"
            + "<p>图为会议现场。高原摄</p><img src='b.png'><p>会议通过了关于预算的决议，并作了安排。</p></div></body></html>"
        let photographs = try extract(page, .html).photographs
        #expect(photographs.map(\.file) == ["a.png", "b.png"])
        #expect(photographs.map(\.caption?.value) == ["图为会议现场。高原摄", nil])
    }
}
