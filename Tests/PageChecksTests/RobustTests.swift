import BlockModel
import FontAccess
import Foundation
import MinutesModel
import PageChecks
import PagedModel
import PaperUnits
import Provenance
import Templating
import TestKit
import Testing
import Typesetting

/// Records that an office does send: nobody there, everybody there, titles and speeches without end.
struct ExtremeRecord: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var minutes: Minutes
    /// By template, words that must stand on its pages.
    var words: [String: [String]]

    static let all: [ExtremeRecord] = [
        ExtremeRecord("nothing but a title") {
            $0.title = written("清安市召开全市水利工作会议")
        } words: { _ in
            []
        },
        ExtremeRecord("nothing at all") { _ in
        } words: { _ in
            []
        },
        ExtremeRecord("no attendee") { minutes in
            base(&minutes)
            minutes.attendees = []
        } words: {
            $0 == "attendance" ? [] : ["听取报告"]
        },
        ExtremeRecord("2,000 attendees") { minutes in
            base(&minutes)
            minutes.attendees = [
                AttendeeGroup(role: written("出席"), names: (0..<1_990).map { written(name($0)) }),
                AttendeeGroup(role: written("列席"), names: (1_990..<2_000).map { written(name($0)) }),
            ]
        } words: {
            $0 == "resolution" || $0 == "bulletin" ? [] : [name(0), name(1_234), name(1_999)]
        },
        ExtremeRecord("300 resolutions") { minutes in
            base(&minutes)
            minutes.resolutions = (1...300).map {
                Resolution(verb: written("表决通过"), text: written("关于第\($0)号议案的决议"), votes: written("赞成\($0)票，反对1票"))
            }
        } words: {
            $0 == "attendance" ? [] : ["关于第1号议案", "关于第300号议案"]
        },
        ExtremeRecord("a title of 200 characters") { minutes in
            base(&minutes)
            minutes.session = written(String(repeating: "清安市人民政府关于水利工程建设", count: 14).prefix(200).description)
            minutes.title = minutes.session
            minutes.sitting = nil
        } words: { _ in
            []
        },
        ExtremeRecord("a name of 20 characters") { minutes in
            base(&minutes)
            minutes.attendees = [
                AttendeeGroup(
                    role: written("出席"), names: ["江远", "阿卜杜热合曼·买买提依明江·阿不都克里木江", "柳叶"].map(written))
            ]
        } words: {
            $0 == "resolution" || $0 == "bulletin" ? [] : ["克里木江"]
        },
        ExtremeRecord("a speech of 50,000 characters") { minutes in
            base(&minutes)
            let paragraph = String(repeating: "会议要求坚持发展为民，抓好落实，", count: 31) + "久久为功。"
            minutes.speeches = [Speech(speaker: written("江远"), lead: (0..<100).map { _ in written(paragraph) })]
        } words: { _ in
            []
        },
    ]

    private init(
        _ name: String, _ fill: (inout Minutes) -> Void, words: @Sendable (String) -> [String]
    ) {
        testDescription = name
        minutes = Minutes(id: "extreme")
        fill(&minutes)
        self.words = Dictionary(uniqueKeysWithValues: RobustTests.templates.map { ($0, words($0)) })
    }
}

private func written(_ words: String) -> PlacedText { PlacedText(words, .written) }

private func name(_ number: Int) -> String {
    let surnames = Array("江柳白石沈苏欧林"), given = Array("远叶桦磊青晴阳静安平和文武明亮清")
    return "\(surnames[number % 8])\(given[number / 8 % 16])\(given[number / 128 % 16])"
}

private func base(_ minutes: inout Minutes) {
    minutes.organisation = written("清安市人民政府")
    minutes.session = written("清安市人民政府第三次常务会议")
    minutes.meetingDate = MeetingDate(iso: "2031-04-09", text: "2031年4月9日", inferred: false, origin: .written)
    minutes.chair = [written("江远")]
    minutes.agenda = [written("听取报告")]
    minutes.proceedings = [written("会议听取报告。")]
    minutes.attendees = [AttendeeGroup(role: written("出席"), names: [written("江远"), written("柳叶")])]
    minutes.resolutions = [Resolution(verb: written("通过"), text: written("关于听取报告的决议"))]
}

@Suite("Robust composition", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct RobustTests {
    static let templates = [
        "gbt9704-minutes", "meeting-record", "resolution", "attendance", "bulletin", "plain", "plain-letter",
    ]

    @Test(
        "every record gives decent pages with every template: nothing overfull, nothing outside, nothing lost",
        arguments: ExtremeRecord.all, templates)
    func pages(record: ExtremeRecord, name: String) throws {
        let library = try FontLibrary(folder: Places.fonts.path)
        let template = try TemplateFolders([Places.templates.path]).load(name)
        let document = try typeset(compose(record.minutes, with: template), library: library)
        #expect(document.warnings.isEmpty, "\(document.warnings)")
        #expect((1...120).contains(document.pages.count))
        let page = template.page
        for (index, laidOut) in document.pages.enumerated() {
            let left = page.left(onPage: index + 1)
            for case .glyphs(let run) in laidOut.items where run.emTop < page.top + page.typeArea.height {
                let right = run.glyphs.reduce(run.position.x) { $0 + $1.advance }
                #expect(run.position.x >= left - .mm(0.02) && right <= left + page.typeArea.width + .mm(0.02))
                #expect(run.emBottom <= page.top + page.typeArea.height + .mm(0.02))
            }
        }
        let text = document.pages.flatMap(\.items).map { item in
            if case .glyphs(let run) = item { run.text } else { "" }
        }.joined()
        for words in record.words[name] ?? [] {
            #expect(text.contains(words), "\(words)")
        }
        guard name == "gbt9704-minutes" else { return }
        // A title of ten lines leaves no room for text on its page, and fills its lines.
        let excused: Set<String> = record.minutes.title?.value.count == 200 ? ["GB-7.3.1-e", "GB-7.3.3-a"] : []
        let broken = try checkPages(document, library: library).filter(\.isBroken).map(\.rule.id)
        #expect(broken.filter { !excused.contains($0) } == [])
    }

    @Test("a speech of 50,000 characters loses none of them")
    func longSpeech() throws {
        let record = try #require(ExtremeRecord.all.last)
        let template = try TemplateFolders([Places.templates.path]).load("gbt9704-minutes")
        let document = try typeset(
            compose(record.minutes, with: template), library: FontLibrary(folder: Places.fonts.path))
        let printed = document.pages.flatMap(\.items).map { item in
            if case .glyphs(let run) = item { run.text.filter { $0 == "久" }.count } else { 0 }
        }.reduce(0, +)
        #expect(printed == 200)
        #expect(record.minutes.speeches[0].lead.map(\.value.count).reduce(0, +) >= 50_000)
    }
}
