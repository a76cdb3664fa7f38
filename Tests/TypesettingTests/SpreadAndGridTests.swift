import BlockModel
import FontAccess
import LineRules
import PagedModel
import PaperUnits
import TestKit
import Testing
import Typesetting

/// 均排 and the grid of cells, laid out in faces (`clreq.md` 10, 12 and 14; `names-and-lists.md` 6).
@Suite("Spread text and the grid", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct SpreadAndGridTests {
    /// Left edges of the cells on the first line, in em from the left edge of the type area.
    private func cells(_ document: PagedDocument, in role: String? = nil) -> [Double] {
        document.pages[0].runs.filter { $0.line == 0 }.flatMap { run in
            run.glyphs.map { Double((run.position.x + $0.x - .mm(28)).emu) / Double(Sheet.em.emu) }
        }
    }

    private func spread(_ text: String, over cells: Int) throws -> [Double] {
        let style = ParagraphStyle(alignment: .distributed, rightIndent: (28 - cells) * Sheet.em)
        return self.cells(try Sheet.lay([.paragraph(Paragraph([Sheet.text(text)], style: style))]))
    }

    private func isNear(_ found: [Double], _ wanted: [Double]) -> Bool {
        found.count == wanted.count && zip(found, wanted).allSatisfy { abs($0 - $1) < 0.001 }
    }

    @Test("王珍 in three cells stands in the first and the last (I-3)")
    func twoInThree() throws {
        #expect(isNear(try spread("王珍", over: 3), [0, 2]))
    }

    @Test("朱晓东 in four cells has two gaps of half an em (I-4)")
    func threeInFour() throws {
        #expect(isNear(try spread("朱晓东", over: 4), [0, 1.5, 3]))
    }

    @Test("a head of two characters is spread over a cell of four (TB-1)")
    func headCell() throws {
        let table = Table(
            columns: [.fixed(4 * Sheet.em + .mm(3)), .fixed(.mm(60))],
            head: [],
            rows: [
                TableRow([
                    TableCell(.text([[Sheet.text("姓名")]], .distributed)), TableCell(.text([[Sheet.text("王珍")]], .left)),
                ])
            ], before: .lines(0), frame: .mm(0.35), innerRule: .mm(0.25),
            padding: Size(width: .mm(1.5), height: .mm(1)),
            linePitch: Sheet.pitch, summary: "名单")
        let run = try #require(try Sheet.lay([.table(table)]).pages[0].runs.first { $0.text == "姓名" })
        #expect(run.position.x == .mm(29.5))
        #expect(isNear(run.glyphs.map { Double($0.x.emu) / Double(Sheet.em.emu) }, [0, 3]))
    }

    @Test("a label of three characters puts the names at the seventh cell (NL-3)")
    func longerLabel() throws {
        let list = NameList(
            label: Sheet.text("主持人：", .heiti),
            grid: NameGrid(names: [Sheet.text("王珍")], cells: 3, pitch: 4 * Sheet.em), groups: [], indent: 2 * Sheet.em,
            before: .lines(0))
        let runs = try Sheet.lay([.nameList(list)]).pages[0].runs
        #expect(abs(runs[0].left.millimetres - 39.143) < 0.001)
        #expect(abs(runs[1].left.millimetres - 61.429) < 0.001 && runs[1].text == "王珍")
    }

    @Test("numbers of three figures with their gaps keep the line on the grid (G-2)")
    func threeFigures() throws {
        let text = "第四次全体会议应出席代表349人，实出席代表301人，符合法定人数。"
        let document = try Sheet.lay([Sheet.body(text)])
        let line = document.pages[0].runs.filter { $0.line == 0 }
        #expect(document.pages[0].lines.first == "第四次全体会议应出席代表349人，实出席代表301人，符")
        let glyphs = line.flatMap { run in run.glyphs.map { (run.position.x + $0.x).millimetres } }
        // 人 after 349 is the sixteenth character, 符 the last.
        #expect(abs(glyphs[15] - 117.143) < 0.001)
        #expect(abs((glyphs.last ?? 0) - 178.429) < 0.001)
    }

    @Test("a number of two figures leaves the grid by half an em (G-3), in grid mode it does not (G-4)")
    func twoFigures() throws {
        var document = Sheet.document([Sheet.body("第29届会议", indent: 0)])
        #expect(isNear(cells(try typeset(document, library: Sheet.library())), [0, 1.25, 1.75, 2.5, 3.5, 4.5]))
        document.lines.keepsCells = true
        #expect(isNear(cells(try typeset(document, library: Sheet.library())), [0, 1.5, 2, 3, 4, 5]))
    }

    @Test("in grid mode ideographs of real text stand at whole cells in a face whose figures are no half em")
    func cellsOfProportionalFigures() throws {
        let text = "于2024年3月29日召开第29届会议，应到349人，“报告”、《决议》通过，GDP增长5.5%。"
        let inline = Sheet.text(text, .kaiti)
        var document = Sheet.document([.paragraph(Paragraph([inline], style: ParagraphStyle()))])
        document.lines.keepsCells = true
        let page = try typeset(document, library: Sheet.library()).pages[0]
        let bytes = Array(text.utf8)
        for run in page.runs where !run.text.isEmpty && run.position.y < .mm(250) {
            let own = Array(run.text.utf8)
            for glyph in run.glyphs {
                let rest = String(decoding: own[Int(glyph.cluster)...], as: UTF8.self)
                guard let scalar = rest.unicodeScalars.first, LineClass.isIdeograph(scalar.value) else { continue }
                let cell = Double((run.position.x + glyph.x - .mm(28)).emu) / Double(Sheet.em.emu)
                #expect(abs(cell - cell.rounded()) < 0.001, "\(scalar) at \(cell)")
            }
        }
        #expect(bytes.count == page.runs.filter { $0.position.y < .mm(262) }.map(\.text.utf8.count).reduce(0, +))
    }

    @Test("a mark that hangs stands beyond the measure by less than half an em and is not overfull (H-1)")
    func hanging() throws {
        let text = "会议听取审议政府工作，表决通过决议。"
        var document = Sheet.document([
            .paragraph(Paragraph([Sheet.text(text)], style: ParagraphStyle(rightIndent: 18 * Sheet.em)))
        ])
        document.lines.hanging = .pausesAndStops
        document.lines.avoidsOrphans = false
        let paged = try typeset(document, library: Sheet.library())
        #expect(paged.warnings.isEmpty)
        #expect(paged.pages[0].lines.prefix(2) == ["会议听取审议政府工作，", "表决通过决议。"])
        let run = paged.pages[0].runs[0]
        #expect(abs((run.right - .mm(28) - 10 * Sheet.em).emu) < 20)
        let comma = run.glyphs[10]
        let face = try Sheet.library().typeface(named: paged.faces[Int(run.face)])
        let ink = try #require(face.inkBounds(of: comma.id))
        let inkEnd = run.position.x + comma.x + ink.right.scaled(to: run.size, unitsPerEm: face.unitsPerEm)
        #expect(inkEnd - run.right < Sheet.em.scaled(by: 1, over: 2))
        #expect(comma.advance == .zero && abs((run.position.x + comma.x - run.right).emu) <= 1)
    }
}
