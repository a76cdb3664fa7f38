import BlockModel
import Foundation
import MinutesModel
import PaperUnits
import Provenance
import Templating
import TestKit
import Testing

func shippedTemplate() throws -> Template {
    try TemplateFolders([Places.templates.path]).load("gbt9704-minutes")
}

private func templateText() throws -> String {
    try String(contentsOf: Places.templates.appending(path: "gbt9704-minutes/template.yaml"), encoding: .utf8)
}

/// The words stand in the shipped template's file, or are the number of a list or a heading.
func isTemplateWord(_ words: String) throws -> Bool {
    if words.allSatisfy({ $0.isNumber || "一二三四五六七八九十百零.、".contains($0) }) { return true }
    return try templateText().contains(words)
}

private let references = Places.repository.appending(path: "Tests/References/Templating")

@Suite("Composition of gbt9704-minutes")
struct CompositionTests {
    @Test("the whole document of an invented congress is as its reference")
    func wholeDocument() throws {
        let document = compose(Fixture.full.minutes, with: try shippedTemplate())
        try expectSnapshot(dump(document), references.appending(path: "congress.txt"))
    }

    @Test("composing twice gives equal documents")
    func deterministic() throws {
        let template = try shippedTemplate()
        #expect(compose(Fixture.full.minutes, with: template) == compose(Fixture.full.minutes, with: template))
    }

    @Test("words of the source are the bytes their origin names, width and blanks aside")
    func sourceWords() throws {
        let fixture = Fixture.full
        let bytes = Array(fixture.text.utf8)
        let document = compose(fixture.minutes, with: try shippedTemplate())
        var checked = 0
        for inline in document.inlines {
            guard case .source(let ranges, _) = inline.origin else { continue }
            let words = ranges.map { String(decoding: bytes[Int($0.lowerBound)..<Int($0.upperBound)], as: UTF8.self) }
            // The organisation is part of the session's words.
            #expect(folded(words.joined()).contains(folded(inline.text)), "\(inline.text)")
            checked += 1
        }
        #expect(checked > 60)
    }

    @Test("words of the template stand in its file; list numbers and heading numerals are the only others")
    func templateWords() throws {
        let document = compose(Fixture.full.minutes, with: try shippedTemplate())
        for inline in document.inlines where inline.origin == .template {
            #expect(try isTemplateWord(inline.text), "\(inline.text)")
        }
    }

    @Test("captions, boilerplate and the remainder are not printed")
    func notPrinted() throws {
        let text = compose(Fixture.full.minutes, with: try shippedTemplate()).inlines.map(\.text).joined()
        for words in ["大会现场", "丁一", "版权所有", "无关"] { #expect(!text.contains(words)) }
    }

    @Test("no character of a speech is lost or added")
    func speechesComplete() throws {
        let fixture = Fixture.full
        let document = compose(fixture.minutes, with: try shippedTemplate())
        let printed = document.paragraphs.map(\.text).joined()
        for speech in fixture.minutes.speeches {
            let words =
                speech.lead + speech.points.flatMap { [$0.heading] + $0.body } + speech.closing
            #expect(folded(printed).contains(folded(words.map(\.value).joined())))
        }
    }

    @Test("heading levels go down without gaps and the title is the only first one")
    func headingLevels() throws {
        let document = compose(Fixture.full.minutes, with: try shippedTemplate())
        var levels: [Int] = []
        for paragraph in document.paragraphs {
            if case .heading(let level) = paragraph.role { levels.append(level) }
            levels += paragraph.inlines.compactMap(\.headingLevel)
        }
        #expect(levels.first == 1)
        #expect(levels.filter { $0 == 1 }.count == 1)
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
        #expect(levels.contains(3))
    }

    @Test("a meeting with nothing but a title gives mark and title")
    func onlyTitle() throws {
        var minutes = Minutes(id: "bare")
        minutes.title = PlacedText("关于防汛工作的专题会议", .written)
        let document = compose(minutes, with: try shippedTemplate())
        #expect(document.paragraphs.map(\.text) == ["会议纪要", "关于防汛工作的专题会议"])
        #expect(document.title == "关于防汛工作的专题会议")
        #expect(document.tables.isEmpty && document.nameLists.isEmpty)
    }

    @Test("a meeting without anything still has a mark, which is then the document's title")
    func nothing() throws {
        let document = compose(Minutes(id: "void"), with: try shippedTemplate())
        #expect(document.paragraphs.map(\.text) == ["会议纪要"])
        #expect(document.paragraphs.first?.role == .heading(level: 1))
    }

    @Test(
        "the mark is the longest wording that one line of 一号 holds",
        arguments: [
            ("云溪市人民政府", "云溪市人民政府会议纪要"),
            ("云溪市第三届人民代表大会", "云溪市第三届人民代表大会纪要"),
            ("云溪市人民政府常务会议", "云溪市人民政府常务会议纪要"),
            ("云溪市云溪经济技术开发区管理委员会", "会议纪要"),
        ])
    func masthead(organisation: String, mark: String) throws {
        var minutes = Minutes(id: "mark")
        minutes.organisation = PlacedText(organisation, .written)
        #expect(compose(minutes, with: try shippedTemplate()).paragraphs.first?.text == mark)
    }

    @Test(
        "dates are in full where the year is known",
        arguments: [
            ("2024-03-15", nil, "2024年3月15日"), ("2024-03-15", "2024-03-18", "2024年3月15日至18日"),
            ("2024-03-30", "2024-04-02", "2024年3月30日至4月2日"), ("2023-12-30", "2024-01-02", "2023年12月30日至2024年1月2日"),
            ("2024-03", nil, "2024年3月"), ("XXXX-03-15", nil, "3月15日"), ("2024-13-15", nil, "3月15日"),
        ] as [(String, String?, String)])
    func dates(iso: String, end: String?, printed: String) throws {
        var minutes = Minutes(id: "date")
        minutes.meetingDate = MeetingDate(
            iso: iso, isoEnd: end, text: "3月15日", inferred: true, derivation: "year", origin: .written)
        let line = try #require(compose(minutes, with: try shippedTemplate()).paragraphs.dropFirst().first)
        #expect(line.trailing.map(\.text) == [printed])
        #expect(line.trailing.first?.origin == (printed == "3月15日" ? .written : .derived("year")))
    }

    @Test("a quorum is printed only where the source states one")
    func quorum() throws {
        var minutes = Fixture.full.minutes
        minutes.counts.quorumStated = nil
        let text = compose(minutes, with: try shippedTemplate()).inlines.map(\.text)
        #expect(!text.contains("符合法定人数"))
        minutes.counts.quorumStated = Placed(false, .written)
        #expect(!compose(minutes, with: try shippedTemplate()).inlines.map(\.text).contains("符合法定人数"))
    }

    @Test("a derived count is marked, or left out by a template without a mark")
    func derivedCounts() throws {
        let inlines = compose(Fixture.full.minutes, with: try shippedTemplate()).inlines
        let count = try #require(inlines.firstIndex { $0.origin == .derived("expected - present") })
        #expect(inlines[count...(count + 2)].map(\.text) == ["6", "人", "（推算）"])
        let silent = try templateText().replacing("    derived-mark: （推算）\n", with: "")
        let template = try Template(name: "silent", yaml: silent, path: "silent.yaml")
        #expect(!compose(Fixture.full.minutes, with: template).inlines.contains { $0.text == "缺席" })
    }

    @Test("the longest word of a role decides its list, and a person stands in a list once")
    func nameLists() throws {
        let lists = compose(Fixture.full.minutes, with: try shippedTemplate()).nameLists
        #expect(lists.map(\.label.text) == ["出席：", "请假：", "缺席：", "列席："])
        #expect(
            lists.map { $0.grid.names.map(\.text) } == [
                ["白桦", "江远", "沈青禾", "欧阳长风", "买尔丹·阿不都拉"], ["柳叶"], ["石磊"], [],
            ])
        #expect(lists.map(\.before) == [.lines(1), .lines(0), .lines(0), .lines(0)])
        #expect(lists.first?.groups.map(\.text) == ["大会主席团成员", "，", "市政府、市政协领导，市法检两长等"])
    }

    /// The shipped template, with roles broken into rows of eight lines.
    private func templateWithShortRows() throws -> Template {
        let text = try templateText().replacing(
            "    role-head: 身份\n", with: "    role-head: 身份\n    lines-per-row: 8\n")
        return try Template(name: "rows", yaml: text, path: "rows.yaml")
    }

    @Test("two thousand names stand in one row that pages break, or in rows of eight lines, none lost, all in order")
    func manyAttendees() throws {
        var minutes = Minutes(id: "many")
        let digits = Array("甲乙丙丁戊己庚辛壬癸")
        let names = (0..<2_000).map { number in
            PlacedText(
                "赵" + String([number / 1_000, number / 100 % 10, number / 10 % 10, number % 10].map { digits[$0] }),
                .written)
        }
        minutes.attendees = [AttendeeGroup(role: PlacedText("出席", .written), names: names)]
        func namesInTable(_ rows: [TableRow]) -> [String] {
            rows.flatMap(\.cells).flatMap { cell -> [String] in
                if case .names(let grid, _) = cell.content { grid.names.map(\.text) } else { [] }
            }
        }
        let whole = try #require(compose(minutes, with: try shippedTemplate()).tables.first?.rows)
        #expect(whole.count == 1 && whole[0].maySplit && namesInTable(whole) == names.map(\.value))
        let document = compose(minutes, with: try templateWithShortRows())
        let rows = try #require(document.tables.first?.rows)
        #expect(namesInTable(rows) == names.map(\.value))
        // Names of five cells take two columns of five: two a line, sixteen a row.
        #expect(rows.count == 125)
        #expect(rows.allSatisfy { $0.cells.first?.isHead == true })
        #expect(document.nameLists.first?.grid.names.map(\.text) == names.map(\.value))
    }

    @Test("a role with many unnamed groups goes on in further rows")
    func manyGroups() throws {
        var minutes = Minutes(id: "groups")
        let groups = (0..<200).map { PlacedText("第\($0)代表团全体成员", .written) }
        minutes.attendees = [
            AttendeeGroup(role: PlacedText("列席", .written), names: [PlacedText("江远", .written)], groups: groups)
        ]
        let rows = try #require(compose(minutes, with: try templateWithShortRows()).tables.first?.rows)
        #expect(rows.count > 5)
        let printed = rows.flatMap(\.cells).flatMap { cell -> [String] in
            if case .names(_, let groups) = cell.content { groups.map(\.text).filter { $0 != "，" } } else { [] }
        }
        #expect(printed == groups.map(\.value))
    }

    @Test("three hundred resolutions are numbered through")
    func manyResolutions() throws {
        var minutes = Minutes(id: "many")
        minutes.resolutions = (1...300).map {
            Resolution(verb: PlacedText("通过", .written), text: PlacedText("第\($0)号决议", .written))
        }
        let items = compose(minutes, with: try shippedTemplate()).paragraphs.filter { $0.role == .listItem }
        #expect(items.count == 300)
        #expect(items.last?.inlines.map(\.text) == ["300.", "通过", "第300号决议", "。"])
    }

    @Test("a decision whose words begin with the verb does not say it twice")
    func verbInText() throws {
        var minutes = Minutes(id: "verb")
        minutes.resolutions = [
            Resolution(verb: PlacedText("决定", .written), text: PlacedText("决定召开第三次会议。", .written))
        ]
        let items = compose(minutes, with: try shippedTemplate()).paragraphs.filter { $0.role == .listItem }
        #expect(items.map(\.text) == ["1.决定召开第三次会议。"])
    }

    @Test("three hundred speeches get Chinese numerals beyond a hundred")
    func manySpeeches() throws {
        var minutes = Minutes(id: "many")
        minutes.speeches = (1...300).map { _ in
            Speech(speaker: PlacedText("白桦", .written), lead: [PlacedText("发言。", .written)])
        }
        let headings = compose(minutes, with: try shippedTemplate()).paragraphs.filter { $0.role == .heading(level: 2) }
        let numerals = [1, 10, 11, 20, 99, 100, 101, 110, 112, 300].map { headings[$0 - 1].inlines[0].text }
        #expect(numerals == ["一、", "十、", "十一、", "二十、", "九十九、", "一百、", "一百零一、", "一百一十、", "一百一十二、", "三百、"])
    }

    @Test("a title of two hundred characters is the document's title and no mark")
    func longTitle() throws {
        var minutes = Minutes(id: "long")
        let title = String(repeating: "关于进一步加强工作的会议", count: 17)
        minutes.title = PlacedText(title, .written)
        let document = compose(minutes, with: try shippedTemplate())
        #expect(document.title == title)
        #expect(document.paragraphs.first?.text == "会议纪要")
    }

    @Test("many speakers take the whole width of the facts table")
    func wideFact() throws {
        var minutes = Minutes(id: "wide")
        minutes.chair = [PlacedText("江远", .written)]
        minutes.speakers = (0..<30).map { _ in PlacedText("沈青禾", .written) }
        let rows = try #require(compose(minutes, with: try shippedTemplate()).tables.first?.rows)
        #expect(rows.map { $0.cells.map(\.columnSpan) } == [[1, 3], [1, 3]])
    }
}
