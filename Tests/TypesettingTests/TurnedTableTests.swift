import BlockModel
import PagedModel
import PaperUnits
import TestKit
import Testing
import Typesetting

@Suite("Turned tables", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct TurnedTableTests {
    private func wide(rows: Int) -> Table {
        Ruled.table(
            Array(repeating: TableColumn(.fixed(.mm(25))), count: 9), head: [Ruled.head((1...9).map { "第\($0)列" })],
            (1...rows).map { row in Ruled.row((1...9).map { "\(row).\($0)" }) }, title: Ruled.title("表1", "表决结果"))
    }

    /// Places of the turned runs on the page, with its upright runs.
    private func placed(_ page: Page) -> (turned: [(run: GlyphRun, x: Length, y: Length)], upright: [GlyphRun]) {
        var origin: Point?
        var turned: [(GlyphRun, Length, Length)] = []
        var upright: [GlyphRun] = []
        for item in page.items {
            switch item {
            case .beginTurned(let point): origin = point
            case .endTurned: origin = nil
            case .glyphs(let run):
                if let origin {
                    turned.append((run, origin.x + run.position.y, origin.y - run.position.x))
                } else {
                    upright.append(run)
                }
            default: break
            }
        }
        return (turned, upright)
    }

    @Test("a table wider than the type area is turned, on pages of its own (GB-8-b)")
    func turned() throws {
        let document = try Sheet.lay([Sheet.body("正文在前。"), .table(wide(rows: 30)), Sheet.body("正文在后。")])
        #expect(document.pages.count == 4)
        #expect(document.pages[0].lines.first == "正文在前。" && document.pages[3].lines.first == "正文在后。")
        // Its two pages are an even one and an odd one.
        for page in document.pages[1...2] {
            let (turned, _) = placed(page)
            let head = turned.filter { $0.run.text.hasSuffix("列") }
            #expect(head.count == 9)
            // The head is nearest the left edge, rows follow to the right, text runs from bottom to top.
            let body = turned.filter { $0.run.text.contains(".") }
            #expect(head.allSatisfy { head in body.allSatisfy { head.x < $0.x } })
            #expect(Set(head.map(\.x)).count == 1)
            #expect(zip(head, head.dropFirst()).allSatisfy { $0.y > $1.y })
            #expect(turned.allSatisfy { $0.x >= .mm(28) && $0.x <= .mm(184) && $0.y >= .mm(37) && $0.y <= .mm(262) })
        }
        let numbers = document.pages[1].lines.count
        #expect(numbers > 9)
        #expect(document.cellTexts.filter { $0.contains(".") }.count == 270)
    }

    @Test("the page number stays where it is on other pages, upright (GB-8-a)")
    func pageNumber() throws {
        let document = try Sheet.lay([Sheet.body("正文在前。"), .table(wide(rows: 30))])
        let plain = try Sheet.lay((0..<66).map { _ in Sheet.body("满行") })
        for index in 0..<3 {
            let number = placed(document.pages[index]).upright.suffix(3)
            let other = plain.pages[index].runs.suffix(3)
            #expect(number.map(\.text) == ["—", String(index + 1), "—"])
            #expect(number.map(\.position) == other.map(\.position))
        }
    }

    @Test("an automatic table is turned when its words would have to be cut up, or when it is told to")
    func automatic() throws {
        let words = ["序号", "项目名称", "赞成票数", "反对票数", "弃权票数", "表决结果", "备注说明", "提出单位", "联系方式"]
        func isTurned(_ count: Int, _ turning: TableTurning) throws -> Bool {
            let table = Ruled.table(
                Array(repeating: Ruled.automatic, count: count), [Ruled.row(Array(words.prefix(count)))],
                turning: turning)
            return try Sheet.lay([.table(table)]).pages[0].items.contains {
                if case .beginTurned = $0 { true } else { false }
            }
        }
        #expect(try isTurned(9, .whenTooWide) && isTurned(2, .always))
        #expect(try !isTurned(9, .never) && !isTurned(5, .whenTooWide))
    }

    @Test("turned parts do not nest and hold whole marks")
    func nesting() throws {
        for page in try Sheet.lay([.table(wide(rows: 50))]).pages {
            var (isTurned, isMarked) = (false, false)
            for item in page.items {
                switch item {
                case .beginTurned:
                    #expect(!isTurned && !isMarked)
                    isTurned = true
                case .endTurned:
                    #expect(isTurned && !isMarked)
                    isTurned = false
                case .begin, .beginArtifact:
                    #expect(!isMarked)
                    isMarked = true
                case .end: isMarked = false
                default: break
                }
            }
            #expect(!isTurned && !isMarked)
        }
    }
}
