import BlockModel
import FontAccess
import PagedModel
import PaperUnits
import Provenance
import TestKit
import Testing
import Typesetting

@Suite("Parts of official documents", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct OfficialPartsTests {
    private let em = Sheet.em
    private let small = Length.pt(14)

    private func paragraph(
        _ text: String, _ role: FaceRole = .fangsong, size: Length = Sheet.em, style: ParagraphStyle = ParagraphStyle()
    ) -> Block {
        .paragraph(Paragraph([Sheet.text(text, role, size: size)], style: style))
    }

    private func runs(_ blocks: [Block]) throws -> [GlyphRun] { try Sheet.lay(blocks).pages[0].bodyRuns }

    // MARK: Signature and date

    private func signature(_ name: String, _ date: String = "2024年3月29日") -> Block {
        .signature(
            Signature(
                names: [[Sheet.text(name)]], date: [Sheet.text(date)], inset: 2 * em, offset: 2 * em, before: .lines(1))
        )
    }

    @Test(
        "name and date without a seal stand as the worked examples say (GB-7.3.5.2-a, b)",
        arguments: [
            ("清安市人民代表大会秘书处", 106.0, 172.857, 117.143),
            ("清安市人民政府", 133.857, 172.857, 145.0),
            ("清安市政府", 125.5, 153.357, 136.643),
        ])
    func signed(name: String, left: Double, right: Double, dateLeft: Double) throws {
        // As wide as the date of the examples, which set it without Han–Latin spaces: 6.5 em.
        let runs = try runs([Sheet.body("正文。"), signature(name, "二〇三一年四·")])
        #expect(isNear(runs[1].left, left, within: 0.1) && isNear(runs[1].right, right, within: 0.1))
        #expect(isNear(runs[2].left, dateLeft, within: 0.1))
        #expect(isNear(runs[2].right, dateLeft + 6.5 * 5.5714, within: 0.1))
        // One line empty below the body, the date on the next line.
        #expect(isNear(runs[1].emTop - runs[0].emTop, 2 * 10.449) && isNear(runs[2].emTop - runs[1].emTop, 10.449))
    }

    @Test("a date with its digits keeps the same relation to the name", arguments: ["清安市人民代表大会秘书处", "清安市政府"])
    func dated(name: String) throws {
        let runs = try runs([signature(name)])
        let date = runs.filter { $0.line != runs[0].line }
        #expect(date.map(\.text).joined() == "2024年3月29日")
        #expect(isNear(date[0].left - runs[0].left, (2 * em).millimetres))
        #expect(isNear((name.count < 6 ? date.last : runs.first)?.right ?? .zero, 172.857))
    }

    @Test("joint names stand one below the other, the main organ's first (GB-7.3.5.2-c)")
    func joint() throws {
        let block = Block.signature(
            Signature(
                names: [[Sheet.text("清安市人民代表大会")], [Sheet.text("清安市人民政府")]],
                date: [Sheet.text("2031年4月9日")], inset: 2 * em, offset: 2 * em, before: .lines(1)))
        let runs = try runs([block])
        #expect(runs[0].text == "清安市人民代表大会" && runs[1].text == "清安市人民政府")
        #expect(isNear(runs[0].right, 172.857))
        #expect(isNear(runs[2].left - runs[0].left, 11.143))
    }

    @Test("a signature is not cut, and takes the last lines of the text along rather than open a page alone")
    func signatureStays() throws {
        let body = String(repeating: "会议决定坚持发展为民", count: 62).prefix(22 * 28 - 2)
        let document = try Sheet.lay([Sheet.body(String(body)), signature("清安市人民政府")])
        #expect(document.pages[1].bodyRuns.first?.text.hasPrefix("会议") == false || document.pages[1].lines.count > 4)
        #expect(document.pages[0].lines.count < 23 + 2)
        #expect(document.pages[1].lines.count >= 5)
    }

    @Test("a name too long for the line breaks, one too long for its place starts at the left edge")
    func longSignature() throws {
        for count in [20, 27, 28, 60] {
            let runs = try runs([signature(String(repeating: "清", count: count))])
            #expect(runs.allSatisfy { $0.left >= .mm(28) && $0.right <= .mm(184.01) })
            #expect(runs.map(\.glyphs.count).reduce(0, +) == count + 10)
        }
    }

    // MARK: Annexes

    private func note(_ items: [String]) -> [Block] {
        items.enumerated().map { index, item in
            let lead = (index == 0 ? [Sheet.text("附件：")] : []) + (items.count > 1 ? [Sheet.text("\(index + 1).")] : [])
            let indent = (index == 0 ? 2 : 5) * em
            return .paragraph(
                Paragraph(
                    lead: lead, [Sheet.text(item)],
                    style: ParagraphStyle(firstIndent: indent, before: .lines(index == 0 ? 1 : 0))))
        }
    }

    @Test("附件： stands one line below the body, two characters in (GB-7.3.4-a)")
    func oneAnnex() throws {
        let runs = try runs([Sheet.body("正文。")] + note(["表决办法"]))
        #expect(runs[1].text == "附件：" && isNear(runs[1].left, 39.143))
        #expect(isNear(runs[1].emTop - runs[0].emTop, 2 * 10.449))
        #expect(isNear(runs[2].left, 55.857) && runs[2].text == "表决办法")
    }

    @Test("several annexes are numbered, their names and turn-over lines aligned, the numbers too (GB-7.3.4-b, c)")
    func severalAnnexes() throws {
        let long = "清安市第五届人民代表大会第四次会议关于政府工作报告的决议表决办法和选举办法"
        let runs = try runs(note([long, "会议议程"]))
        let first = try #require(runs.first { $0.text == "1." })
        let second = try #require(runs.first { $0.text == "2." })
        #expect(isNear(first.left, 55.857) && first.left == second.left)
        let names = runs.filter { long.hasPrefix($0.text) || long.hasSuffix($0.text) }
        #expect(names.count == 2 && names[0].left == names[1].left && names[0].left == first.right)
        #expect(runs.allSatisfy { !"。；，、".contains($0.text.last ?? "。") })
    }

    @Test(
        "an annex starts a page, its mark on line 1 and its title on line 3, and the numbers count on (GB-7.3.7-a…c, GB-7.5-f)"
    )
    func annexPage() throws {
        let mark = paragraph("附件1", .heiti, style: ParagraphStyle(keepWithNext: true, startsPage: true))
        let title = paragraph(
            "表决办法", .xiaobiaosong, size: .pt(22),
            style: ParagraphStyle(alignment: .centre, before: .lines(1), linePitch: .pt(36)))
        let document = try Sheet.lay([Sheet.body("正文。"), mark, title, Sheet.body("第一条")])
        #expect(document.pages.count == 2)
        let runs = document.pages[1].runs
        #expect(runs[0].text == "附件1" && isNear(runs[0].left, 28) && isNear(runs[0].emTop, 37))
        let name = try #require(runs.first { $0.text == "表决办法" })
        #expect(isNear(name.emTop, 57.898, within: 0.5))
        #expect(isNear((name.left + name.right).scaled(by: 1, over: 2), 106, within: 0.05))
        #expect(runs.suffix(3).map(\.text) == ["—", "2", "—"])
    }

    // MARK: Imprint

    private func imprint(copies: String, onEvenPage: Bool = false, addressees: String? = nil) -> Block {
        let style = ParagraphStyle(leftIndent: small, rightIndent: small)
        func line(_ label: String, _ text: String) -> Paragraph {
            Paragraph(lead: [Sheet.text(label, size: small)], [Sheet.text(text, size: small)], style: style)
        }
        let issuer = Paragraph(
            [Sheet.text("清安市人民政府办公室", size: small)], style: style,
            trailing: [Sheet.text("2031年4月10日印发", size: small)])
        return .imprint(
            Imprint(
                groups: [(addressees.map { [line("主送：", $0)] } ?? []) + [line("抄送：", copies)], [issuer]],
                outerRule: .mm(0.35), innerRule: .mm(0.25),
                padding: em.scaled(by: 7, over: 16), linePitch: small + em.scaled(by: 7, over: 8),
                onEvenPage: onEvenPage))
    }

    private let copies = "市委各部门，市人大常委会办公室，市政协办公室，市监委，市法院，市检察院，清安军分区，各民主党派市委。"

    @Test("the last rule of the imprint lies on the lower edge of the type area (GB-7.4.1-a…c)")
    func imprintRules() throws {
        let document = try Sheet.lay([Sheet.body("正文。"), imprint(copies: copies)])
        let rules = document.pages[0].rules
        #expect(rules.count == 3)
        #expect(rules.allSatisfy { isNear($0.x, 28) && isNear($0.width, 156) })
        #expect(rules.map(\.height) == [.mm(0.35), .mm(0.25), .mm(0.35)])
        #expect(isNear(rules[2].y + rules[2].height.scaled(by: 1, over: 2), 262, within: 0.001))
        let first = try #require(document.pages[0].runs.first { $0.text == "抄送：" })
        #expect(rules[0].bottom < first.emTop && first.emTop - rules[0].bottom < .mm(4))
    }

    @Test("抄送 is one character in at either side, its turn-over lines align after the colon (GB-7.4.2-a)")
    func copiesLine() throws {
        let runs = try runs([imprint(copies: copies)])
        #expect(runs[0].text == "抄送：" && runs[0].size == small && isNear(runs[0].left, 32.939, within: 0.2))
        #expect(isNear(runs[1].left, 47.756, within: 0.2) && isNear(runs[2].left, 47.756, within: 0.2))
        #expect(runs[1].right <= .mm(179.07) && runs[1].right >= .mm(178.9))
    }

    @Test("主送 stands above 抄送 without a rule between them (GB-7.4.2-b)")
    func addressees() throws {
        let document = try Sheet.lay([imprint(copies: "各区县政府。", addressees: "市政府各部门。")])
        #expect(document.pages[0].rules.count == 3)
        #expect(Array(document.pages[0].lines.prefix(2)) == ["主送：市政府各部门。", "抄送：各区县政府。"])
    }

    @Test("organ and date of issue share a line below a thin rule, a character in from either side (GB-7.4.3-a, b)")
    func issue() throws {
        let page = try Sheet.lay([imprint(copies: copies)]).pages[0]
        let organ = try #require(page.runs.first { $0.text == "清安市人民政府办公室" })
        let date = page.runs.filter { $0.line == organ.line && $0 != organ }
        #expect(isNear(organ.left, 32.939, within: 0.2) && isNear(date.last?.right ?? .zero, 179.061, within: 0.2))
        #expect(date.map(\.text).joined() == "2031年4月10日印发")
        #expect(page.rules[1].height == .mm(0.25) && page.rules[1].bottom < organ.emTop)
    }

    @Test("an imprint that does not fit moves to a further page, to its foot (GB-7.4-c)", arguments: [18, 19, 20, 22])
    func imprintMoves(lines: Int) throws {
        let document = try Sheet.lay((0..<lines).map { _ in Sheet.body("满行") } + [imprint(copies: copies)])
        let last = try #require(document.pages.last)
        #expect(last.rules.count == 3 && last.rules[2].bottom > .mm(262) && last.rules[2].bottom < .mm(262.2))
        #expect(last.bodyRuns.allSatisfy { $0.emBottom < .mm(262) })
        let text = try #require(last.rules.map(\.y).min())
        #expect(last.bodyRuns.filter { $0.text == "满行" }.allSatisfy { $0.emBottom < text })
        #expect(document.pages.count == (lines > 18 ? 2 : 1))
    }

    @Test("a blank page before the imprint, and the imprint's own, have no number (GB-7.5-e)")
    func blankPage() throws {
        func numbers(_ lines: Int) throws -> [String] {
            try Sheet.lay((0..<lines).map { _ in Sheet.body("满行") } + [imprint(copies: copies, onEvenPage: true)])
                .pages.map { page in page.runs.filter { $0.emTop > .mm(262) }.map(\.text).joined() }
        }
        // On page 1 alone: the imprint goes to page 2, no page is blank.
        #expect(try numbers(5) == ["—1—", "—2—"])
        // Page 2 has room.
        #expect(try numbers(30) == ["—1—", "—2—"])
        // Page 2 is full: page 3 is blank, page 4 has the imprint.
        #expect(try numbers(44) == ["—1—", "—2—", "", ""])
    }

    @Test("an imprint higher than a page goes on over pages and ends at a foot")
    func endlessImprint() throws {
        let copies = String(repeating: "市人民政府各部门，", count: 150)
        let document = try Sheet.lay([Sheet.body("正文。"), imprint(copies: copies)])
        #expect(document.pages.count == 4)
        #expect(document.pages.allSatisfy { $0.rules.allSatisfy { $0.bottom < .mm(262.2) } })
        #expect(document.pages.flatMap(\.bodyRuns).map(\.text).joined().contains(copies))
    }

    // MARK: Pages

    @Test(
        "the number is 4号 with digits half an em wide between dashes of one em, none of it in the type area (GB-7.5-a, b, GB-5.2.1-e)"
    )
    func pageNumber() throws {
        let runs = try Sheet.lay([Sheet.body("正文。")]).pages[0].runs.suffix(3)
        #expect(runs.allSatisfy { $0.size == .pt(14) && $0.emTop > .mm(262) })
        #expect(
            runs.map { isNear($0.right - $0.left, $0.text == "—" ? 4.939 : 2.469, within: 0.3) } == [true, true, true])
        #expect(try Sheet.lay([Sheet.body("正文。")]).faces.contains("FandolSong-Regular"))
    }

    @Test("the first page of a letter has no number (GB-7.5-g)")
    func letter() throws {
        var document = Sheet.document((0..<30).map { _ in Sheet.body("满行") })
        document.page.pageNumber?.skipsFirst = true
        let paged = try typeset(document, library: Sheet.library())
        #expect(paged.pages.map { $0.runs.filter { $0.emTop > .mm(262) }.count } == [0, 3])
    }

    @Test("mirrored pages are bound at the right on even pages, 27 mm register either way (GB-5.2.1-f, GB-6.2-a)")
    func mirrored() throws {
        var document = Sheet.document((0..<30).map { _ in Sheet.body("满行", indent: 0) })
        document.page.isMirrored = true
        let library = try Sheet.library()
        let paged = try typeset(document, library: library)
        #expect(isNear(paged.pages[0].runs[0].left, 28) && isNear(paged.pages[1].runs[0].left, 26))
        #expect(isNear(paged.pages[1].runs.suffix(3)[0 + paged.pages[1].runs.count - 3].left, 26 + 4.939, within: 0.01))
        document.page.left = .mm(27)
        let registered = try typeset(document, library: library)
        #expect(Set(registered.pages.compactMap { $0.runs.first?.left }) == [.mm(27)])
    }

    @Test("a block kept together moves whole, unless no page holds it")
    func together() throws {
        let style = ParagraphStyle(firstIndent: 2 * em, keepTogether: true)
        let text = String(repeating: "会议决定坚持发展为民", count: 14)
        let filler = (0..<19).map { _ in Sheet.body("满行") }
        let document = try Sheet.lay(filler + [paragraph(text, style: style)])
        #expect(document.pages[0].lines.count == 20 && document.pages[1].lines.count == 7)
        let long = String(repeating: "会议决定坚持发展为民", count: 80)
        let endless = try Sheet.lay(filler + [paragraph(long, style: style)])
        #expect(endless.pages.flatMap { $0.bodyRuns }.map(\.text).joined().hasSuffix(long))
    }

    @Test("body lines return to the 22-line grid after headings, rules and blocks of other pitches (GB-5.2.3-a)")
    func grid() throws {
        let title = paragraph(
            "会议纪要", .xiaobiaosong, size: .pt(22), style: ParagraphStyle(alignment: .centre, linePitch: .pt(36)))
        let blocks: [Block] = [
            title, Sheet.body("甲"), .rule(Rule(thickness: .mm(0.5), colour: .black, above: .mm(4))), Sheet.body("乙"),
            .table(Ruled.table([Ruled.automatic], [Ruled.row(["表"])])), Sheet.body("丙"),
            paragraph("小字", size: small, style: ParagraphStyle(linePitch: .pt(17))), Sheet.body("丁"),
        ]
        for run in try runs(blocks) where "甲乙丙丁".contains(run.text) {
            #expect((run.emTop - .mm(37)).emu % Sheet.pitch.emu == 0, "\(run.text)")
        }
    }

    @Test("blanks are dropped at the top of a page, and a rule that found no room above is left out")
    func pageTop() throws {
        let filler = (0..<22).map { _ in Sheet.body("满行") }
        let blank = paragraph("下文", style: ParagraphStyle(before: .lines(3)))
        let document = try Sheet.lay(filler + [.rule(Rule(thickness: .mm(0.5), colour: .black, above: .mm(4))), blank])
        #expect(document.pages.count == 2 && document.pages.flatMap(\.rules).isEmpty)
        #expect(isNear(document.pages[1].runs[0].emTop, 37))
    }
}
