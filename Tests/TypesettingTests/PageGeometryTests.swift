import BlockModel
import FontAccess
import PagedModel
import PaperUnits
import Provenance
import TestKit
import Testing
import Typesetting

@Suite("Pages of GB/T 9704", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct PageGeometryTests {
    private let han = String(repeating: "会议决定坚持发展为民", count: 400)

    @Test("28 Han fill a line of 156 mm, cell k at 28 + (k − 1) × 5.571 mm (G-1, GB-5.2.3-b)")
    func fullLine() throws {
        let page = try Sheet.lay([Sheet.body(String(han.prefix(28)), indent: 0)]).pages[0]
        let run = page.runs[0]
        #expect(run.glyphs.count == 28)
        for (cell, wanted) in [(0, 28.0), (1, 33.571), (14, 106.0), (27, 178.429)] {
            #expect(isNear(run.position.x + run.glyphs[cell].x, wanted))
        }
        #expect(isNear(run.right, 184))
    }

    @Test("a full page holds 22 lines, the first em box at 37 mm and the last ending at 262 mm (GB-5.2.3-a, c)")
    func fullPage() throws {
        let page = try Sheet.lay([Sheet.body(han)]).pages[1]
        let tops = page.runs.filter { $0.emTop < .mm(262) }.map(\.emTop)
        #expect(tops.count == 22)
        #expect(isNear(tops[0], 37) && isNear(tops[7], 110.143) && isNear(tops[21], 256.429))
        #expect(isNear(page.runs.filter { $0.emTop < .mm(262) }.last?.emBottom ?? .zero, 262))
    }

    @Test("each paragraph is indented by two characters and its other lines stand flush (GB-7.3.3-b)")
    func indent() throws {
        let runs = try Sheet.lay([Sheet.body(String(han.prefix(60)))]).pages[0].runs
        #expect(isNear(runs[0].left, 39.143) && isNear(runs[1].left, 28) && isNear(runs[2].left, 28))
        #expect(runs[0].glyphs.count == 26 && isNear(runs[0].right, 184) && isNear(runs[1].right, 184))
    }

    @Test("the page number's dashes lie 7 mm below the type area, outside by turns (GB-7.5-b, c, d)")
    func pageNumber() throws {
        let document = try Sheet.lay([Sheet.body(han)])
        let odd = document.pages[0].runs.suffix(3)
        let even = document.pages[1].runs.suffix(3)
        #expect(odd.map(\.text) == ["—", "1", "—"] && even.map(\.text) == ["—", "2", "—"])
        let face = try Sheet.library().typeface(named: "FandolSong-Regular")
        for run in odd where run.text == "—" {
            let ink = try #require(face.inkBounds(of: run.glyphs[0].id))
            let middle = FontUnits((ink.top.raw + ink.bottom.raw) / 2).scaled(to: run.size, unitsPerEm: 1_000)
            #expect(isNear(run.position.y - middle, 269))
        }
        #expect(odd.allSatisfy { $0.emTop > .mm(262) && $0.size == .pt(14) })
        #expect(isNear(odd.last?.right ?? .zero, 179.061))
        #expect(isNear(even.first?.left ?? .zero, 32.939))
    }

    @Test("a heading never stands alone at the foot of a page (GB, CLREQ 4.1.3)")
    func headingStays() throws {
        let heading = Paragraph(
            [Sheet.text("一、会议概况", .heiti)], style: ParagraphStyle(firstIndent: 2 * Sheet.em, keepWithNext: true),
            role: .heading(level: 2))
        let filler = (0..<21).map { _ in Sheet.body("满行") }
        let document = try Sheet.lay(filler + [.paragraph(heading), Sheet.body("正文随后。")])
        #expect(document.pages.count == 2)
        #expect(document.pages[1].lines.first == "一、会议概况")
        #expect(document.outline == [OutlineEntry(level: 2, title: "一、会议概况", page: 1, y: .mm(37))])
    }

    @Test("a source note takes the last lines above it along instead of standing alone on a page")
    func noteStays() throws {
        let note = Paragraph(
            [Sheet.text("（来源：清安日报）")],
            style: ParagraphStyle(firstIndent: 2 * Sheet.em, before: .lines(1), keepWithPrevious: true))
        let body = String(han.prefix(22 * 28 - 2))
        let document = try Sheet.lay([Sheet.body(body), .paragraph(note)])
        #expect(document.pages.count == 2)
        #expect(document.pages[0].lines.count == 21)
        #expect(document.pages[1].lines.count == 4)
        // Where all fits, nothing moves.
        let short = try Sheet.lay([Sheet.body(String(han.prefix(100))), .paragraph(note)])
        #expect(short.pages.count == 1)
    }

    @Test(
        "with two lines on either side a paragraph moves or splits as W-1, W-2, W-3 and W-6 say",
        arguments: [("W-1", 4, 20, 2), ("W-2", 3, 21, 0), ("W-3", 2, 22, 0), ("W-6", 5, 20, 3), ("whole", 3, 20, 3)])
    func widows(id: String, lines: Int, start: Int, here: Int) throws {
        let filler = (1..<start).map { _ in Sheet.body("满行") }
        let body = String(han.prefix(28 * lines - 4))
        let document = try Sheet.lay(filler + [Sheet.body(body)], leastLines: 2)
        #expect(document.pages[0].lines.count - 1 == start - 1 + here, "\(id)")
        #expect(document.pages.flatMap { $0.lines.dropLast() }.joined().hasSuffix(body))
    }

    @Test("a heading moves with a paragraph whose first line would stand alone (W-4, W-5)", arguments: [21, 22])
    func headingMoves(start: Int) throws {
        let heading = Paragraph(
            [Sheet.text("一、会议概况", .heiti)], style: ParagraphStyle(firstIndent: 2 * Sheet.em, keepWithNext: true),
            role: .heading(level: 2))
        let filler = (1..<start).map { _ in Sheet.body("满行") }
        let blocks = filler + [.paragraph(heading), Sheet.body(String(han.prefix(80)))]
        let document = try Sheet.lay(blocks, leastLines: 2)
        #expect(document.pages[1].lines.first == "一、会议概况")
    }

    @Test("a run-in heading is a heading of its own inside the paragraph, with a bookmark")
    func runIn() throws {
        var heading = Sheet.text("一要抓落实。", .kaiti)
        heading.headingLevel = 3
        let document = try Sheet.lay([
            .paragraph(Paragraph([heading, Sheet.text("各单位要落实到位。")], style: ParagraphStyle()))
        ])
        #expect(document.structure.map(\.tag) == [.document, .heading(level: 3), .paragraph])
        #expect(document.outline.map(\.title) == ["一要抓落实。"])
        #expect(document.pages[0].runs.prefix(2).map(\.emTop.emu) == [Length.mm(37).emu, Length.mm(37).emu])
    }

    @Test("the masthead's ink starts 35 mm below the type area and is the largest size that fits (GB-10.3-b, c)")
    func masthead() throws {
        let style = ParagraphStyle(
            alignment: .centre, before: .inkFromTop(.mm(35)), linePitch: .pt(60),
            fitSizes: [.pt(42), .pt(36), .pt(26)], fitMargin: Sheet.em)
        let document = try Sheet.lay([
            .paragraph(Paragraph([Sheet.text("清安市人民代表大会会议纪要", .xiaobiaosong)], style: style))
        ])
        let run = document.pages[0].runs[0]
        // 13 characters: 13 × 36 pt is 165 mm, so 一号 it is.
        #expect(run.size == .pt(26))
        #expect(isNear((run.left + run.right).scaled(by: 1, over: 2), 106, within: 0.05))
        let library = try Sheet.library()
        let face = try library.typeface(named: document.faces[Int(run.face)])
        let highest = run.glyphs.compactMap { face.inkBounds(of: $0.id)?.top }.max() ?? FontUnits(0)
        #expect(isNear(run.position.y - highest.scaled(to: run.size, unitsPerEm: face.unitsPerEm), 72))
    }

    @Test(
        "a title breaks into the fewest lines, between word groups, of unequal length (TT-1…3)",
        arguments: [
            ("忻州市第五届人民代表大会第四次会议纪要", ["忻州市第五届人民代表大会第四次会议纪要"]),
            ("忻州市第五届人民代表大会第四次会议关于忻州市人民政府工作报告的决议", ["忻州市第五届人民代表大会第四次会议", "关于忻州市人民政府工作报告的决议"]),
            ("云汀科技股份有限公司第三届董事会第四次会议纪要", ["云汀科技股份有限公司", "第三届董事会第四次会议纪要"]),
            // Neither a rectangle of 14 and 14 nor 15 and 15 with a word in two.
            ("云溪县人民代表大会常务委员会第三次会议第二次全体会议纪要", ["云溪县人民代表大会常务委员会第三次会议", "第二次全体会议纪要"]),
            ("清安市安全生产委员会全市水利工程建设和防汛抗旱工作调度会纪要", ["清安市安全生产委员会", "全市水利工程建设和防汛抗旱工作调度会纪要"]),
        ])
    func title(text: String, lines: [String]) throws {
        let style = ParagraphStyle(alignment: .centre, linePitch: .pt(36), balanced: true)
        let page = try Sheet.lay([
            .paragraph(Paragraph([Sheet.text(text, .xiaobiaosong, size: .pt(22))], style: style))
        ]).pages[0]
        #expect(Array(page.lines.dropLast()) == lines)
        for run in page.runs.dropLast(3) {
            #expect(isNear((run.left + run.right).scaled(by: 1, over: 2), 106, within: 0.3))
        }
    }

    @Test("no line of a long title starts with 年 or 的 (TT-3)")
    func longTitle() throws {
        let style = ParagraphStyle(alignment: .centre, linePitch: .pt(36), balanced: true)
        let text = "关于忻州市2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划的决议"
        let lines = try Sheet.lay([
            .paragraph(Paragraph([Sheet.text(text, .xiaobiaosong, size: .pt(22))], style: style))
        ]).pages[0].lines.dropLast()
        #expect(lines.count == 3 && lines.joined() == text)
        #expect(lines.allSatisfy { !"年的和与".contains($0.first ?? "年") })
    }

    @Test("a rule stands 4 mm below the line above it and is as wide as the type area (GB-7.2.7-a)")
    func redRule() throws {
        let document = try Sheet.lay([
            Sheet.body("上文", indent: 0), .rule(Rule(thickness: .mm(0.5), colour: .black, above: .mm(4))),
        ])
        let rule = try #require(document.pages[0].rules.first)
        #expect(isNear(rule.x, 28) && isNear(rule.width, 156) && isNear(rule.y, 37 + 5.571 + 4))
    }

    @Test("a character no face draws is an error that names it, each once")
    func missing() throws {
        let library = try Sheet.library()
        let document = Sheet.document([Sheet.body("姓名\u{E123}和\u{E123}"), Sheet.body("另有\u{F8FF}")])
        let error = #expect(throws: TypesettingError.self) { _ = try typeset(document, library: library) }
        guard case .missingCharacters(let characters) = error else {
            Issue.record("not the error for missing characters")
            return
        }
        #expect(characters.map(\.scalar) == [0xE123, 0xF8FF])
        #expect(characters[0].context == "姓名\u{E123}和\u{E123}")
    }

    @Test("more pages than the limit is an error that names the limit")
    func tooManyPages() throws {
        let library = try Sheet.library()
        #expect(throws: TypesettingError.tooManyPages(limit: 3)) {
            _ = try typeset(
                Sheet.document([Sheet.body(han)]), library: library, limits: LayoutLimits(pages: 3))
        }
    }

    @Test("organ and date share the head line, one character in from either side")
    func headLine() throws {
        let style = ParagraphStyle(alignment: .left, leftIndent: Sheet.em, rightIndent: Sheet.em)
        let document = try Sheet.lay([
            .paragraph(Paragraph([Sheet.text("清安市")], style: style, trailing: [Sheet.text("2031年4月9日")]))
        ])
        let runs = document.pages[0].runs
        #expect(isNear(runs[0].left, 33.571))
        #expect(isNear(runs.dropLast(3).last?.right ?? .zero, 178.429))
        #expect(Set(runs.dropLast(3).map(\.line)) == [0])
    }

    @Test("a head line without an organ still prints its date")
    func dateAlone() throws {
        let style = ParagraphStyle(alignment: .left, leftIndent: Sheet.em, rightIndent: Sheet.em)
        let document = try Sheet.lay([.paragraph(Paragraph([], style: style, trailing: [Sheet.text("2031年4月9日")]))])
        let runs = document.pages[0].runs.dropLast(3)
        #expect(runs.map(\.text).joined() == "2031年4月9日" && isNear(runs.last?.right ?? .zero, 178.429))
    }

    @Test("two runs give the same pages")
    func deterministic() throws {
        #expect(try Sheet.lay([Sheet.body(han)]) == Sheet.lay([Sheet.body(han)]))
    }
}
