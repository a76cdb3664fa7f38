import BlockModel
import PagedModel
import PaperUnits
import TestKit
import Testing
import Typesetting

@Suite("Names and tables", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct NamesAndTablesTests {
    private func list(_ names: [String], groups: [Inline] = []) -> Block {
        .nameList(
            NameList(
                label: Sheet.text("出席：", .heiti),
                grid: NameGrid(names: names.map { Sheet.text($0) }, cells: 3, pitch: 4 * Sheet.em), groups: groups,
                indent: 2 * Sheet.em, before: .lines(1)))
    }

    private let six = ["朱晓东", "李建国", "刘卓良", "范建民", "王珍", "赵新年"]

    @Test("six names fill the line from 55.857 mm to the right edge (NL-1, GB-10.3-e, f)")
    func oneLine() throws {
        let runs = try Sheet.lay([list(six)]).pages[0].runs
        #expect(isNear(runs[0].left, 39.143) && runs[0].text == "出席：")
        #expect(isNear(runs[0].right, 55.857))
        let columns = [55.857, 78.143, 100.429, 122.714, 145.0, 167.286]
        for (run, wanted) in zip(runs[1...6], columns) { #expect(isNear(run.left, wanted), "\(run.text)") }
        #expect(isNear(runs[6].right, 184))
    }

    @Test("a two-character name takes three cells and stays 王珍 in the text (NM-1, NM-5)")
    func paddedName() throws {
        let runs = try Sheet.lay([list(six)]).pages[0].runs
        let name = try #require(runs.first { $0.text == "王珍" })
        #expect(isNear(name.glyphs[1].x - name.glyphs[0].x, 11.143, within: 0.05))
    }

    @Test("a seventh name starts the second line below the first name (NL-2, GB-10.3-g)")
    func turnOver() throws {
        let runs = try Sheet.lay([list(six + ["王琳玉"])]).pages[0].runs
        #expect(runs[7].text == "王琳玉" && isNear(runs[7].left, 55.857))
        #expect(isNear(runs[7].emTop - runs[1].emTop, 10.449))
    }

    @Test("a long name takes the columns it needs (NL-4)")
    func longName() throws {
        let runs = try Sheet.lay([list(["迪丽热巴·买买提", "王珍"])]).pages[0].runs
        let next = try #require(runs.first { $0.text == "王珍" })
        #expect(isNear(next.left, 122.714))
    }

    @Test("a name longer than the line breaks over lines instead of leaving the page")
    func endlessName() throws {
        let runs = try Sheet.lay([list([String(repeating: "阿布都", count: 20), "王珍"])]).pages[0].runs
        #expect(runs.allSatisfy { $0.right <= .mm(184.01) })
        #expect(runs.map(\.text).joined().contains("王珍"))
    }

    private func table(rows: Int, lines: Int = 1) -> Block {
        let cell: (String) -> TableCell = { TableCell(.text([[Sheet.text($0, size: .pt(14))]], .left)) }
        return .table(
            Table(
                columns: [.fixed(.mm(40)), .fixed(.mm(116))],
                head: [
                    TableRow([
                        TableCell(.text([[Sheet.text("身份", .heiti, size: .pt(14))]], .centre), isHead: true),
                        TableCell(.text([[Sheet.text("名单", .heiti, size: .pt(14))]], .centre), isHead: true),
                    ])
                ],
                rows: (1...rows).map {
                    TableRow([cell("第\($0)组"), cell(String(repeating: "会议代表", count: 5 * lines))])
                },
                before: .lines(0), frame: .mm(0.35), innerRule: .mm(0.25),
                padding: Size(width: .mm(2), height: .mm(1.5)),
                linePitch: .pt(20), summary: "出席情况"))
    }

    @Test("a table breaks between rows, closes its frame and repeats its head on the next page")
    func breakingTable() throws {
        let document = try Sheet.lay([table(rows: 60)])
        #expect(document.pages.count > 1)
        for page in document.pages {
            #expect(page.lines.first == "身份")
            let verticals = page.rules.filter { $0.height > $0.width }
            let horizontals = page.rules.filter { $0.width > $0.height }
            let bottom = try #require(horizontals.map(\.bottom).max())
            #expect(verticals.count == 3 && verticals.allSatisfy { bottom - $0.bottom < .mm(0.35) })
            #expect(bottom <= .mm(262.01))
            #expect(page.runs.dropLast(3).allSatisfy { $0.emBottom <= bottom && $0.emTop >= .mm(37) })
            #expect(page.rules.allSatisfy { $0.x >= .mm(28) && $0.right <= .mm(184.001) })
        }
        let text = document.pages.flatMap(\.lines).filter { $0.hasPrefix("第") }
        #expect(text == (1...60).map { "第\($0)组" })
    }

    @Test("the repeated head is an artifact, so a reader hears it once")
    func repeatedHead() throws {
        let document = try Sheet.lay([table(rows: 60)])
        let heads = document.structure.filter {
            if case .headCell = $0.tag { true } else { false }
        }
        #expect(heads.count == 2)
        #expect(document.pages[1].items.first == .beginArtifact(.repeatedHead))
    }

    @Test("a row higher than a page is split between its lines and loses none of them")
    func giantRow() throws {
        let document = try Sheet.lay([table(rows: 2, lines: 100)])
        let text = document.pages.flatMap(\.lines).filter { $0.hasPrefix("会议") || $0.hasPrefix("代表") }.joined()
        #expect(text.count == 2 * 100 * 20)
        for page in document.pages {
            #expect(page.runs.dropLast(3).allSatisfy { $0.emBottom <= .mm(262.01) })
        }
    }

    @Test("body text returns to the grid after a table")
    func gridAfterTable() throws {
        let document = try Sheet.lay([table(rows: 3), Sheet.body("正文")])
        let line = try #require(document.pages[0].runs.first { $0.text == "正文" })
        let offset = (line.emTop - Length.mm(37)).emu
        #expect(offset % Sheet.pitch.emu == 0)
        let bottom = try #require(document.pages[0].rules.map(\.bottom).max())
        #expect(line.emTop - bottom >= Sheet.em.scaled(by: 3, over: 4))
    }

    @Test("numbered items that follow one another are one list")
    func list() throws {
        func item(_ number: Int) -> Block {
            .paragraph(
                Paragraph([Sheet.text("\(number)."), Sheet.text("决议")], style: ParagraphStyle(), role: .listItem))
        }
        let document = try Sheet.lay([item(1), item(2), Sheet.body("其他"), item(1)])
        #expect(document.structure.filter { $0.tag == .list }.count == 2)
        #expect(document.structure.filter { $0.tag == .listItem }.count == 3)
    }

    @Test("units stand in a left column, their people beside them, later lines under the first name (pattern C)")
    func units() throws {
        func unit(_ name: String, _ count: Int) -> NameList.Unit {
            NameList.Unit(
                name: [Sheet.text(name)],
                grid: NameGrid(
                    names: (0..<count).map { _ in Sheet.text("顾望舒") }, cells: 3, pitch: 4 * Sheet.em), groups: [])
        }
        let list = NameList(
            label: Sheet.text("出席：", .heiti), grid: NameGrid(names: [], cells: 3, pitch: 4 * Sheet.em), groups: [],
            units: [unit("县财政局", 6), unit("县人民代表大会常务委员会办公室", 1)], unitWidth: 9 * Sheet.em,
            indent: 2 * Sheet.em, before: .lines(0))
        let page = try Sheet.lay([.nameList(list)]).pages[0]
        func left(_ text: String) -> [Length] { page.runs.filter { $0.text.hasPrefix(text) }.map(\.left) }
        let start = Length.mm(28) + 5 * Sheet.em
        func near(_ lengths: [Length], _ wanted: Length) -> Bool {
            !lengths.isEmpty && lengths.allSatisfy { abs(($0 - wanted).emu) < 100 }
        }
        #expect(near(left("县"), start))
        let names = page.runs.filter { $0.text == "顾望舒" }
        #expect(names.count == 7)
        #expect(near([names[0].left, names[3].left, names[6].left], start + 9 * Sheet.em))
        #expect(names[0].emTop == page.runs.first { $0.text.hasPrefix("出席") }?.emTop)
        #expect(page.lines.count == 5, "\(page.lines)")
    }
}
