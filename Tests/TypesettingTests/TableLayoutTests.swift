import BlockModel
import PagedModel
import PaperUnits
import Provenance
import TestKit
import Testing
import Typesetting

/// Small tables of 14 pt, put together by what a test is about.
enum Ruled {
    static let size = Length.pt(14)
    static let padding = Size(width: .mm(2), height: .mm(1.5))
    static let frame = Length.mm(0.35)
    static let inner = Length.mm(0.25)

    static func cell(
        _ text: String, _ alignment: Alignment = .left, columns: Int = 1, rows: Int = 1,
        vertical: TableCell.VerticalAlignment = .centre, head: Bool = false
    ) -> TableCell {
        TableCell(
            .text([[Sheet.text(text, size: size)]], alignment), columnSpan: columns, rowSpan: rows, vertical: vertical,
            isHead: head)
    }

    static func row(_ texts: [String]) -> TableRow { TableRow(texts.map { cell($0) }) }

    static func head(_ texts: [String]) -> TableRow { TableRow(texts.map { cell($0, .centre, head: true) }) }

    static func table(
        _ columns: [TableColumn], head: [TableRow] = [], _ rows: [TableRow], title: TableTitle? = nil,
        turning: TableTurning = .whenTooWide
    ) -> Table {
        Table(
            columns: columns, head: head, rows: rows, before: .lines(0), title: title, turning: turning, frame: frame,
            innerRule: inner, padding: padding, linePitch: .pt(20), summary: "表")
    }

    static func title(_ number: String, _ words: String) -> TableTitle {
        TableTitle(
            number: [Sheet.text(number, .heiti, size: size)], words: [Sheet.text(words, .heiti, size: size)],
            continued: [Sheet.text("续表", .heiti, size: size)], linePitch: .pt(20), below: .mm(2))
    }

    static func lay(_ table: Table, after: [Block] = []) throws -> PagedDocument {
        try Sheet.lay(after + [.table(table)])
    }

    static let automatic = TableColumn(.automatic())
}

extension Page {
    /// Text of its elements, without artifacts.
    var tagged: [(element: ElementID, run: GlyphRun)] {
        var open: ElementID?
        return items.compactMap { item in
            switch item {
            case .begin(let element): open = element
            case .beginArtifact, .end: open = nil
            case .glyphs(let run):
                if let open { return (open, run) }
            default: break
            }
            return nil
        }
    }

    /// Runs but for the page number's.
    var bodyRuns: [GlyphRun] { runs.filter { $0.emTop < .mm(262) } }

    var verticals: [Rect] { rules.filter { $0.height > $0.width } }
    var horizontals: [Rect] { rules.filter { $0.width > $0.height } }
}

extension PagedDocument {
    /// Text of each cell element that has any, in the order of the structure.
    var cellTexts: [String] {
        var texts: [Int32: String] = [:]
        for page in pages { for (element, run) in page.tagged { texts[element.raw, default: ""] += run.text } }
        return structure.indices.compactMap { index in
            switch structure[index].tag {
            case .cell, .headCell: texts[Int32(index)]
            default: nil
            }
        }
    }
}

@Suite("Widths of table columns", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct ColumnWidthTests {
    private let long = String(repeating: "会议听取和审议了工作报告", count: 8)

    private func edges(_ page: Page) -> [Length] {
        let verticals = page.verticals.sorted { $0.x < $1.x }
        return [verticals[0].x] + verticals.dropFirst().dropLast().map { $0.x + Ruled.inner.scaled(by: 1, over: 2) }
            + [verticals[verticals.count - 1].right]
    }

    @Test("automatic columns share the type area exactly, the long text takes what the labels leave")
    func shared() throws {
        let rows = [["一", "会议", long], ["二", "出席情况", long + long]].map(Ruled.row)
        let document = try Ruled.lay(Ruled.table([Ruled.automatic, Ruled.automatic, Ruled.automatic], rows))
        let edges = edges(document.pages[0])
        #expect(edges[0] == .mm(28) && edges[3] == .mm(184))
        // 出席情况 stays on one line; nothing else asks for more.
        #expect(edges[2] - edges[1] >= 4 * Ruled.size + 2 * Ruled.padding.width)
        #expect(edges[2] - edges[1] < .mm(35) && edges[1] - edges[0] < .mm(20))
        #expect(document.pages[0].lines.contains("出席情况"))
        #expect(document.warnings.isEmpty)
    }

    @Test("where all texts fit on one line the rest of the measure is shared by their widths")
    func roomy() throws {
        let rows = [["王珍", "出席情况一览", "好"]].map(Ruled.row)
        let edges = edges(try Ruled.lay(Ruled.table(Array(repeating: Ruled.automatic, count: 3), rows)).pages[0])
        let widths = zip(edges.dropFirst(), edges).map { $0 - $1 }
        #expect(widths.reduce(.zero, +) == .mm(156))
        #expect(widths[1] > widths[0] && widths[0] > widths[2])
    }

    @Test("a column is no narrower than its longest word and its least width, and stops growing at its most")
    func limits() throws {
        let columns = [
            TableColumn(.automatic(least: .mm(40))), Ruled.automatic, TableColumn(.automatic(most: .mm(30))),
        ]
        let rows = [["甲", "internationalization " + long, "短"], ["乙", long, "乙方"]].map(Ruled.row)
        let document = try Ruled.lay(Ruled.table(columns, rows))
        let edges = edges(document.pages[0])
        #expect(edges[1] - edges[0] >= .mm(40) && edges[3] - edges[2] <= .mm(30))
        #expect(document.pages[0].lines.contains { $0.hasPrefix("internationalization") })
    }

    @Test("fixed columns keep their width beside automatic ones")
    func mixed() throws {
        let document = try Ruled.lay(
            Ruled.table([.fixed(.mm(30)), Ruled.automatic, Ruled.automatic], [Ruled.row(["甲", long, "乙"])]))
        let edges = edges(document.pages[0])
        #expect(edges[1] - edges[0] == .mm(30) && edges[3] == .mm(184))
    }

    @Test("the widths chosen save lines against equal ones")
    func saving() throws {
        let rows = [[long + long + long, "甲", "乙"], [long, "丙", "丁"]].map(Ruled.row)
        func height(_ columns: [TableColumn]) throws -> Length {
            let rules = try Ruled.lay(Ruled.table(columns, rows)).pages[0].rules
            return (rules.map(\.bottom).max() ?? .zero) - (rules.map(\.y).min() ?? .zero)
        }
        let equal = try height([.fixed(.mm(52)), .fixed(.mm(52)), .fixed(.mm(52))])
        let chosen = try height(Array(repeating: Ruled.automatic, count: 3))
        #expect(2 * chosen < equal + equal.scaled(by: 1, over: 2))
    }

    @Test("a table that may not be turned is squeezed into the type area", arguments: [1, 9, 40])
    func squeezed(columns: Int) throws {
        let rows = [Ruled.row((0..<columns).map { _ in "人民代表大会常务委员会" })]
        let document = try Ruled.lay(
            Ruled.table(Array(repeating: TableColumn(.fixed(.mm(200))), count: columns), rows, turning: .never))
        let page = document.pages[0]
        #expect(page.verticals.allSatisfy { $0.x >= .mm(28) && $0.right <= .mm(184) })
        #expect(page.verticals.map(\.right).max() == .mm(184))
        #expect(document.cellTexts.joined().count == 11 * columns)
    }

    @Test("a head over several columns gives them the room it needs")
    func spanningHead() throws {
        let table = Ruled.table(
            Array(repeating: Ruled.automatic, count: 3),
            head: [TableRow([Ruled.cell("序", head: true), Ruled.cell("本次会议表决结果", .centre, columns: 2, head: true)])],
            [["1", "3", "4"], ["2", "5", long]].map(Ruled.row))
        #expect(try Ruled.lay(table).pages[0].lines.contains("本次会议表决结果"))
    }

    @Test("numbers stand with their units digits under one another, words keep their place (T-e)")
    func digits() throws {
        let texts = ["349", "12,345.6", "7", "1.25%", "无"]
        let rows = texts.map { TableRow([Ruled.cell("项目"), Ruled.cell($0, .centre)]) }
        let columns = [TableColumn(.fixed(.mm(60))), TableColumn(.fixed(.mm(96)), alignsDigits: true)]
        let runs = try Ruled.lay(Ruled.table(columns, rows)).pages[0].bodyRuns.filter { $0.text != "项目" }
        func units(_ run: GlyphRun) -> Length {
            let digits = run.text.prefix { $0 != "." && $0 != "%" }.count
            return run.glyphs.prefix(digits).reduce(run.left) { $0 + $1.advance }
        }
        let ends = runs.prefix(4).map(units)
        #expect(Set(ends).count == 1)
        let (left, right) = (runs.prefix(4).map(\.left).min(), runs.prefix(4).map(\.right).max())
        let middle = ((left ?? .zero) + (right ?? .zero)).scaled(by: 1, over: 2)
        #expect(isNear(middle, 28 + 60 + 48, within: 0.01))
        #expect(isNear((runs[4].left + runs[4].right).scaled(by: 1, over: 2), 136, within: 0.01))
    }
}

@Suite("Merged cells", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct MergedCellTests {
    private let columns: [TableColumn] = [.fixed(.mm(36)), .fixed(.mm(60)), .fixed(.mm(60))]

    private func grouped(_ rows: Int, label: String = "选举和任免") -> [TableRow] {
        (0..<rows).map { row in
            let rest = [Ruled.cell("第\(row + 1)项"), Ruled.cell("通过")]
            return TableRow(row == 0 ? [Ruled.cell(label, .centre, rows: rows, head: true)] + rest : rest)
        }
    }

    @Test("no rule crosses a merged cell, and its words stand in the middle of its rows")
    func rules() throws {
        let document = try Ruled.lay(Ruled.table(columns, grouped(3)))
        let page = document.pages[0]
        let inner = page.horizontals.filter { $0.height == Ruled.inner }
        #expect(inner.count == 2)
        #expect(inner.allSatisfy { $0.x == .mm(28 + 36) && $0.right == .mm(184) - Ruled.frame.scaled(by: 1, over: 2) })
        let label = try #require(page.runs.first { $0.text == "选举和任免" })
        let (top, bottom) = (page.rules.map(\.y).min() ?? .zero, page.rules.map(\.bottom).max() ?? .zero)
        #expect(isNear((label.emTop + label.emBottom).scaled(by: 1, over: 2) - top, ((bottom - top).millimetres) / 2))
        #expect(document.structure.contains { $0.tag == .headCell(columnSpan: 1, rowSpan: 3, scope: .row) })
    }

    @Test("a cell over two columns and two rows leaves a hole in both directions")
    func block() throws {
        let rows = [
            TableRow([Ruled.cell("甲"), Ruled.cell("合并", columns: 2, rows: 2)]), Ruled.row(["乙"]),
            Ruled.row(["丙", "丁", "戊"]),
        ]
        let page = try Ruled.lay(Ruled.table(columns, rows)).pages[0]
        let strokes = page.horizontals.filter { $0.height == Ruled.inner }
        #expect(strokes.map(\.right) == [.mm(64), .mm(184) - Ruled.frame.scaled(by: 1, over: 2)])
        let last = try #require(page.verticals.first { $0.width == Ruled.inner && $0.x > .mm(100) })
        #expect(last.y == strokes[1].y + Ruled.inner.scaled(by: 1, over: 2))
    }

    @Test("a row that runs short of cells is filled up, so that columns agree")
    func short() throws {
        let document = try Ruled.lay(Ruled.table(columns, [Ruled.row(["甲"]), Ruled.row(["乙", "丙", "丁"])]))
        #expect(document.structure.filter { $0.tag == .cell(columnSpan: 2) }.count == 1)
    }

    @Test("spans beyond the table end with it")
    func clipped() throws {
        let rows = [TableRow([Ruled.cell("甲", columns: 9, rows: 9)]), TableRow([Ruled.cell("多余")])]
        let document = try Ruled.lay(Ruled.table(columns, [rows[0]]))
        #expect(document.structure.contains { $0.tag == .cell(columnSpan: 3, rowSpan: 1) })
    }

    @Test("a merged group that fits on a page moves as a whole")
    func moves() throws {
        let before = (0..<24).map { Ruled.row(["前\($0)", "甲", "乙"]) }
        let document = try Ruled.lay(Ruled.table(columns, before + grouped(6)))
        #expect(document.pages.count == 2)
        #expect(document.pages[1].lines.first == "选举和任免")
    }

    @Test("one that does not is broken between rows; its words go on, or are said again outside the text")
    func broken() throws {
        let document = try Ruled.lay(Ruled.table(columns, grouped(60)))
        #expect(document.pages.count >= 3)
        #expect(document.cellTexts.filter { $0 == "选举和任免" }.count == 1)
        for page in document.pages {
            #expect(page.runs.filter { $0.text == "选举和任免" }.count == 1)
            #expect(page.bodyRuns.allSatisfy { $0.emBottom <= .mm(262.01) })
        }
        let items = document.cellTexts.filter { $0.hasPrefix("第") }
        #expect(items == (1...60).map { "第\($0)项" })
        // A text longer than its rows goes on where it stopped, and the last row grows for the rest.
        let label = String(repeating: "会议听取和审议了工作报告", count: 60)
        let long = try Ruled.lay(Ruled.table(columns, grouped(30, label: label)))
        #expect(long.cellTexts.filter { $0.count > 100 } == [label])
        #expect(long.pages.allSatisfy { $0.bodyRuns.allSatisfy { $0.emBottom <= .mm(262.01) } })
    }

    @Test("text of a cell may stand at its top")
    func top() throws {
        let rows = [TableRow([Ruled.cell("甲", vertical: .top), Ruled.cell(String(repeating: "长文", count: 30))])]
        let page = try Ruled.lay(Ruled.table([.fixed(.mm(56)), .fixed(.mm(100))], rows)).pages[0]
        #expect(page.runs[0].emTop == page.runs[1].emTop && page.lines.count > 3)
    }
}

@Suite("Tables at page ends", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct TablePageTests {
    private let two: [TableColumn] = [.fixed(.mm(40)), .fixed(.mm(116))]
    private let long = String(repeating: "会议代表", count: 200)

    @Test("30 rows, of which 22 fit with the head: 21 on the first page, then 续表, the head and 9 (TB-3, T-a, T-b)")
    func continued() throws {
        // Rows of the page's own pitch, so that a page has room for 22 of them.
        let height = Sheet.style.typeArea.height.scaled(by: 1, over: 23)
        let inner = height - Ruled.size
        var table = Ruled.table(
            two, head: [Ruled.head(["身份", "名单"])], (1...30).map { Ruled.row(["第\($0)组", "代表"]) },
            title: Ruled.title("表1", "出席情况"))
        table.padding.height = inner.scaled(by: 1, over: 2)
        table.title?.below = height - Ruled.size
        let document = try Ruled.lay(table)
        #expect(document.pages.count == 2)
        let (first, second) = (document.pages[0], document.pages[1])
        #expect(first.lines.filter { $0.hasPrefix("第") }.count == 21)
        #expect(second.lines.filter { $0.hasPrefix("第") }.count == 9)
        #expect(first.lines[0] == "表1\u{3000}出席情况" && second.lines[0] == "续表" && second.lines[1] == "身份")
        for page in document.pages {
            let line = page.runs.filter { $0.line == page.runs[0].line }
            let middle = ((line.first?.left ?? .zero) + (line.last?.right ?? .zero)).scaled(by: 1, over: 2)
            #expect(isNear(middle, 106, within: 0.01))
        }
        #expect(second.tagged.first?.run.text == "第22组")
        #expect(document.structure.filter { $0.tag == .caption }.count == 1)
    }

    @Test("one em stands between number and title (T-a)")
    func titleGap() throws {
        let page = try Ruled.lay(Ruled.table(two, [Ruled.row(["甲", "乙"])], title: Ruled.title("表1", "出席情况"))).pages[0]
        let number = try #require(page.runs.first { $0.text == "表1" })
        let title = try #require(page.runs.first { $0.text == "出席情况" })
        #expect(title.left - number.right == Ruled.size)
    }

    @Test("a row is never cut unless it may be, and then fills the page it begins on")
    func splitting() throws {
        let filler = (0..<15).map { _ in Sheet.body("满行") }
        let long = String(repeating: "会议代表", count: 100)
        let cells = [Ruled.cell("讲话", head: true), Ruled.cell(long)]
        let whole = try Ruled.lay(Ruled.table(two, [TableRow(cells)]), after: filler)
        #expect(whole.pages[0].verticals.isEmpty)
        let split = try Ruled.lay(Ruled.table(two, [TableRow(cells, maySplit: true)]), after: filler)
        #expect(split.pages.count == 2 && !split.pages[0].verticals.isEmpty)
        for document in [whole, split] { #expect(document.cellTexts == ["讲话", long]) }
        #expect(split.pages[1].runs.first?.text == "讲话", "the row's label is said again")
        // The frame closes at the foot and opens again.
        for page in split.pages {
            let frames = page.horizontals.filter { $0.height == Ruled.frame }
            #expect(frames.count == 2)
            #expect(page.verticals.count == 3)
            #expect(page.verticals.allSatisfy { $0.y < frames[0].bottom && $0.bottom > frames[1].y })
        }
    }

    @Test("a value higher than a page goes over as many pages as it needs")
    func giant() throws {
        let text = String(repeating: "会议代表", count: 900)
        let document = try Ruled.lay(Ruled.table(two, [TableRow([Ruled.cell("讲话", head: true), Ruled.cell(text)])]))
        #expect(document.pages.count > 2 && document.cellTexts == ["讲话", text])
        #expect(document.pages.allSatisfy { $0.bodyRuns.allSatisfy { $0.emBottom <= .mm(262.01) } })
    }

    @Test("a row of totals stands with the row above it")
    func totals() throws {
        for count in 10...40 {
            let rows = (1...count).map { Ruled.row(["第\($0)组", "\($0)"]) }
            let total = TableRow([Ruled.cell("合计"), Ruled.cell("100")], keepWithPrevious: true)
            let document = try Ruled.lay(Ruled.table(two, head: [Ruled.head(["组", "人数"])], rows + [total]))
            let last = try #require(document.pages.last)
            #expect(last.lines.contains("第\(count)组") && last.lines.contains("合计"))
        }
    }

    @Test("a head that fills more than a page is set once, like rows, and ends")
    func giantHead() throws {
        let head = TableRow([Ruled.cell("身份", head: true), Ruled.cell(long + long + long + long, head: true)])
        let document = try Ruled.lay(Ruled.table(two, head: [head], [Ruled.row(["甲", "乙"])]))
        #expect(document.pages.count < 10)
        #expect(document.cellTexts == ["身份", long + long + long + long, "甲", "乙"])
    }

    @Test("padding higher than a page is reported and ends")
    func giantPadding() throws {
        var table = Ruled.table(two, [Ruled.row(["甲", "乙"]), Ruled.row(["丙", "丁"])])
        table.padding.height = .mm(200)
        let document = try Ruled.lay(table)
        #expect(document.cellTexts == ["甲", "乙", "丙", "丁"] && document.pages.count <= 4)
        #expect(document.warnings.contains { $0.code == .pageOverfull })
    }

    @Test("a heading stays with the head and first row of its table, even where that row fills the page")
    func headingAbove() throws {
        let heading = Block.paragraph(
            Paragraph([Sheet.text("出席情况", .heiti)], style: ParagraphStyle(keepWithNext: true), role: .heading(level: 2))
        )
        let text = String(repeating: "会议代表", count: 172)
        let table = Ruled.table(two, head: [Ruled.head(["身份", "名单"])], [Ruled.row(["讲话", text])])
        for filler in [0, 10, 20] {
            let document = try Ruled.lay(table, after: (0..<filler).map { _ in Sheet.body("满行") } + [heading])
            for page in document.pages where page.lines.contains("出席情况") { #expect(!page.verticals.isEmpty) }
        }
    }

    @Test("equal rules of a table are equally thick wherever they stand")
    func equalRules() throws {
        let document = try Ruled.lay(
            Ruled.table(two, head: [Ruled.head(["身份", "名单"])], (1...60).map { Ruled.row(["第\($0)组", "代表"]) }))
        let thickness = document.pages.flatMap(\.rules).map { min($0.width, $0.height) }
        #expect(Set(thickness) == [Ruled.frame, Ruled.inner])
    }
}
