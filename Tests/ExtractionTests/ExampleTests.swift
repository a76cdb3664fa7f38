import Extraction
import Foundation
import Intake
import MinutesModel
import Provenance
import TestKit
import Testing

private func extract(_ example: String, _ format: RecordFormat) throws -> (minutes: Minutes, text: String) {
    let data = try Data(contentsOf: Places.examples.appending(path: example))
    let record = try readRecord([UInt8](data), format: format, fileStem: "qingan-congress")
    return (extractMinutes(from: record), record.text)
}

private func values(_ texts: [PlacedText]) -> [String] { texts.map(\.value) }

/// The words of a speech in the order it is printed in.
private func words(_ speech: Speech) -> String {
    let points = speech.points.flatMap { [$0.heading] + $0.body }
    return (speech.lead + points + speech.closing).map(\.value).joined()
}

@Suite("The example congress")
struct CongressExampleTests {
    @Test("headline lines, meeting, date and place")
    func heading() throws {
        let minutes = try extract("qingan-congress.txt", .text).minutes
        #expect(minutes.id == "qingan-congress")
        #expect(minutes.title?.value == "青安市九届人大三次会议圆满闭幕")
        #expect(minutes.kicker?.value == "同心擘画新蓝图 实干书写新答卷")
        #expect(values(minutes.subheadlines) == ["方以宁讲话 高嵩贺兰心陆知远出席 尹川主持"])
        #expect(minutes.organisation?.value == "青安市第九届人民代表大会")
        #expect(minutes.session?.value == "青安市第九届人民代表大会第三次会议")
        #expect(minutes.sitting?.value == "第三次全体会议")
        #expect(minutes.place?.value == "市文化中心大剧场")
        #expect(minutes.publicationTime?.value == "2031-01-18 09:06:00")
        #expect(minutes.meetingDate?.iso == "2031-01-17")
        #expect(minutes.meetingDate?.text == "1月17日")
        #expect(minutes.meetingDate?.inferred == true)
        #expect(minutes.meetingDate?.derivation == "year of publication_time")
        #expect(minutes.source?.value == "青安日报")
        #expect(minutes.diagnostics.isEmpty)
    }

    @Test("every person stands in the lists the article puts him or her in, and in no other")
    func people() throws {
        let minutes = try extract("qingan-congress.txt", .text).minutes
        #expect(values(minutes.chair) == ["尹川"])
        #expect(minutes.chair.first?.origin.ranges.isEmpty == false)
        #expect(values(minutes.speakers) == ["方以宁", "尹川"])
        #expect(minutes.attendees.map(\.role.value) == ["出席", "主席台前排就座", "主席台就座", "列席"])
        #expect(
            minutes.attendees.map { values($0.names) } == [
                ["方以宁"], ["柏青", "骆云舟", "宋梓涵", "阿依江·托合提", "纪南", "祝文渊", "欧阳朔", "米晓岚"],
                ["高嵩", "贺兰心", "陆知远", "郝平", "苏景行", "巴特尔·那仁", "颜若水", "路遥"], [],
            ])
        #expect(
            minutes.attendees.map { values($0.groups) } == [
                [], [], ["大会主席团其他成员", "市政府、市政协有关领导,市法检两院主要负责人等"],
                [
                    "在青安的省十五届人大代表", "市委各部门负责人", "市政府组成部门负责人", "市监察委员会负责人", "市中级人民法院副院长、市人民检察院副检察长",
                    "各群众团体负责人", "驻青安有关单位负责人",
                ],
            ])
        #expect(minutes.counts.expected?.value == 286)
        #expect(minutes.counts.present?.value == 271)
        #expect(minutes.counts.absent == nil)
        #expect(minutes.counts.quorumStated?.value == true)
    }

    @Test("the announcement and the six resolutions stand in the source's order")
    func resolutions() throws {
        let minutes = try extract("qingan-congress.txt", .text).minutes
        #expect(values(minutes.resolutions.map(\.verb)) == ["宣布"] + Array(repeating: "表决通过", count: 6))
        #expect(
            values(minutes.resolutions.map(\.text)) == [
                "青安市2031年度民生实事项目票决结果", "关于青安市人民政府工作报告的决议",
                "关于青安市2030年国民经济和社会发展计划执行情况与2031年计划的决议", "关于青安市2030年预算执行情况与2031年预算的决议",
                "关于青安市人民代表大会常务委员会工作报告的决议", "关于青安市中级人民法院工作报告的决议", "关于青安市人民检察院工作报告的决议",
            ])
    }

    @Test("two speeches with three points each hold every word of their paragraphs")
    func speeches() throws {
        let (minutes, text) = try extract("qingan-congress.txt", .text)
        #expect(values(minutes.speeches.map(\.speaker)) == ["方以宁", "尹川"])
        #expect(
            minutes.speeches.map { $0.points.map(\.heading.value) } == [
                ["一要坚持依法办事,把制度优势转化为治理效能。", "二要坚持发展为先,在服务大局中展现代表担当。", "三要坚持为民履职,用脚步丈量民情。"],
                ["一要学深一层,原原本本传达大会精神。", "二要抓实一步,紧盯各项决议的执行。", "三要走前一线,当好群众身边的代表。"],
            ])
        let paragraphs = text.split(separator: "\n").map(String.init)
        let first = paragraphs.filter { $0.hasPrefix("方以宁代表") || $0.hasPrefix("对做好") || $0.hasPrefix("方以宁要求") }
        #expect(first.count == 3)
        #expect(words(minutes.speeches[0]) == first.joined())
        #expect(words(minutes.speeches[1]) == paragraphs.first { $0.hasPrefix("尹川在主持") })
        #expect(minutes.speeches[0].closing.count == 1)
    }

    @Test("captions, their credit, the page's frame, and the meeting's course")
    func page() throws {
        let minutes = try extract("qingan-congress.txt", .text).minutes
        #expect(minutes.captions.count == 4)
        #expect(minutes.captions.allSatisfy { $0.value.hasSuffix("。沈一苇摄") })
        #expect(values(minutes.photographers) == ["沈一苇"])
        #expect(minutes.boilerplateLines.count == 3)
        #expect(minutes.boilerplateLines.first?.value == "青安网 > 要闻 > 两会")
        #expect(minutes.proceedings.count == 2)
        #expect(minutes.proceedings.last?.value == "大会在庄严的国歌声中落下帷幕。")
        #expect(
            Set(minutes.remainder.map(\.reason)) == [
                "label", "carried-by:attendees", "carried-by:chair", "carried-by:counts", "carried-by:resolutions",
            ])
    }
}

@Suite("The example board meeting")
struct BoardExampleTests {
    @Test("a JSON record gives declared fields, counts, resolutions and statements")
    func board() throws {
        let minutes = try extract("board-meeting.json", .json).minutes
        #expect(minutes.id == "云汀科技董事会2031年第四次会议")
        #expect(minutes.title?.origin.ranges == [0..<51])
        #expect(minutes.session?.value == "云汀科技股份有限公司第三届董事会第四次会议")
        #expect(minutes.organisation?.value == "云汀科技股份有限公司第三届董事会")
        #expect(minutes.place?.value == "公司三楼会议室")
        #expect(minutes.meetingDate?.iso == "2031-04-25")
        #expect(minutes.source?.value == "云汀科技董事会办公室")
        #expect(values(minutes.chair) == ["柳明川"])
        #expect(minutes.counts.expected?.value == 7)
        #expect(minutes.counts.present?.value == 7)
        #expect(
            values(minutes.resolutions.map(\.text)) == [
                "《2030年度董事会工作报告》", "《2030年度利润分配方案》", "《关于聘任会计师事务所的议案》",
            ])
        #expect(values(minutes.statements.map(\.verb)) == ["会议强调"])
    }
}

@Suite("The seed article", .enabled(if: Places.hasShared))
struct SeedArticleTests {
    @Test("the lists, counts, resolutions and points agree in number with its annotation")
    func numbers() throws {
        let url = try #require(Places.shared).appending(path: "corpus/texts/seed.txt")
        let record = try readRecord([UInt8](Data(contentsOf: url)), format: .text, fileStem: "seed")
        let minutes = extractMinutes(from: record)
        #expect(minutes.attendees.map(\.names.count) == [1, 8, 11, 0])
        #expect(minutes.attendees.map(\.groups.count) == [0, 0, 2, 9])
        #expect(minutes.counts.expected?.value == 349)
        #expect(minutes.counts.present?.value == 301)
        #expect(minutes.resolutions.count == 7)
        #expect(minutes.speeches.map(\.points.count) == [3, 3])
        #expect(minutes.captions.count == 4)
        #expect(minutes.boilerplateLines.count == 3)
        #expect(minutes.meetingDate?.iso == "2024-03-29")
    }
}
