import BlockModel
import FontAccess
import PagedModel
import PaperUnits
import Provenance
import TestKit
import Testing
import Typesetting

/// Geometry of the head of a document, put together from blocks as a template would.
@Suite("The first page of official documents", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct FirstPageTests {
    private let em = Sheet.em
    private let pitch = Sheet.pitch
    private let red = Colour(red: 230, green: 0, blue: 18)
    private let han = String(repeating: "会议决定坚持发展为民", count: 40)

    /// Height of a character + 7/8 of a body character (GB/T 9704 3.2).
    private func bySize(_ size: Length) -> Length { size + em.scaled(by: 7, over: 8) }

    private func line(
        _ text: String, _ role: FaceRole = .fangsong, size: Length = Sheet.em,
        _ style: ParagraphStyle = ParagraphStyle(),
        trailing: [Inline] = []
    ) -> Block {
        .paragraph(Paragraph([Sheet.text(text, role, size: size)], style: style, trailing: trailing))
    }

    private func centred(_ before: Blank, _ size: Length = Sheet.em) -> ParagraphStyle {
        ParagraphStyle(alignment: .centre, before: before, linePitch: bySize(size))
    }

    private func head(hasHeadLine: Bool) -> [Block] {
        let mark = Paragraph(
            [
                Inline(
                    "清安市政府会议纪要", style: TextStyle(role: .xiaobiaosong, size: .pt(36), colour: red),
                    origin: .template)
            ],
            style: ParagraphStyle(
                alignment: .centre, before: .inkFromTop(.mm(35)), linePitch: bySize(.pt(36)), fitSizes: [.pt(36)]))
        let headLine = line(
            "清安市人民政府办公室",
            ParagraphStyle(leftIndent: em, rightIndent: em, before: .lines(1), linePitch: bySize(em)),
            trailing: [Sheet.text("2031年4月9日")])
        return [.paragraph(mark), line("（第3号）", centred(.lines(2)))] + (hasHeadLine ? [headLine] : []) + [
            .rule(Rule(thickness: .mm(0.5), colour: red, above: .mm(4))),
            line("清安市人民政府第三次常务会议纪要", .xiaobiaosong, size: .pt(22), centred(.length(2 * pitch), .pt(22))),
            .paragraph(Paragraph([Sheet.text(han)], style: ParagraphStyle(firstIndent: 2 * em, before: .lines(1)))),
        ]
    }

    private func line(
        _ text: String, _ style: ParagraphStyle, trailing: [Inline] = []
    ) -> Block { line(text, .fangsong, size: Sheet.em, style, trailing: trailing) }

    @Test(
        "mark, number, head line, red line, title and body stand as the worked first page says (gbt9704.md 13, GB-7.2.5-a, GB-7.2.7-a, GB-7.3.1-a…c, GB-7.3.3-a)",
        arguments: [(true, 16), (false, 14)])
    func workedPage(hasHeadLine: Bool, firstBodyLine: Int) throws {
        let page = try Sheet.lay(head(hasHeadLine: hasHeadLine)).pages[0]
        let runs = page.bodyRuns
        let lines = Set(runs.map(\.line)).sorted().map { number in runs.filter { $0.line == number } }
        var previous = lines[0][0].emBottom
        // Two lines empty below the mark: blank(2) = 7/8 E + 2 L.
        #expect(isNear(lines[1][0].emTop - previous, 25.773))
        #expect(isNear((lines[1][0].left + (lines[1].last?.right ?? .zero)).scaled(by: 1, over: 2), 106, within: 0.3))
        previous = lines[1][0].emBottom
        if hasHeadLine {
            #expect(isNear(lines[2][0].emTop - previous, 15.324))
            #expect(isNear(lines[2][0].left, 33.571) && isNear(lines[2].last?.right ?? .zero, 178.429))
            previous = lines[2][0].emBottom
        }
        let rule = page.rules[0]
        #expect(isNear(rule.y - previous, 4) && isNear(rule.x, 28) && isNear(rule.width, 156))
        let title = lines[hasHeadLine ? 3 : 2]
        #expect(isNear(title[0].emTop - rule.bottom, 20.898) && title[0].size == .pt(22))
        #expect(isNear((title[0].left + title[0].right).scaled(by: 1, over: 2), 106, within: 0.3))
        // The body goes on on the grid, to the foot of the page.
        let body = lines[(hasHeadLine ? 4 : 3)...]
        #expect(isNear(body.first?[0].emTop ?? .zero, 37 + Double(firstBodyLine - 1) * 10.44898))
        #expect(body.count == 23 - firstBodyLine)
        #expect(isNear(body.last?[0].emBottom ?? .zero, 262))
    }

    @Test("only the mark and its line are red, all else black (GB-5.2.4-a)")
    func colours() throws {
        let page = try Sheet.lay(head(hasHeadLine: true)).pages[0]
        #expect(page.runs.filter { $0.colour != .black }.map(\.text) == ["清安市政府会议纪要"])
    }

    @Test(
        "份号, 密级 and 紧急程度 stand flush left on lines of their own, missing ones leave none empty (GB-7.2.1-a, GB-7.2.2-a, GB-7.2.3-a)"
    )
    func marksOfUrgency() throws {
        let all = try Sheet.lay([line("000018"), line("机密★1年", .heiti), line("特急", .heiti)]).pages[0].bodyRuns
        let starts = all.filter { isNear($0.left, 28) }
        #expect(starts.count == 3)
        for (run, top) in zip(starts, [37, 47.449, 57.898]) { #expect(isNear(run.emTop, top)) }
        let some = try Sheet.lay([line("机密★1年", .heiti), line("特急", .heiti)]).pages[0].bodyRuns
        #expect(isNear(some[0].emTop, 37))
    }

    @Test("number and 签发人 share a line, one character in from either side (GB-7.2.5-b, GB-7.2.6-a)")
    func upward() throws {
        let style = ParagraphStyle(leftIndent: em, rightIndent: em)
        let runs = try Sheet.lay([
            line("清政发〔2031〕3号", style, trailing: [Sheet.text("签发人："), Sheet.text("江远", .kaiti)])
        ]).pages[0].bodyRuns
        #expect(isNear(runs[0].left, 33.571) && isNear(runs.last?.right ?? .zero, 178.429))
        #expect(Set(runs.map(\.line)).count == 1 && runs.last?.text == "江远")
    }

    @Test("主送机关 stands a line below the title, flush left on all its lines (GB-7.3.2-a)")
    func addressees() throws {
        let names = String(repeating: "各县人民政府，", count: 6) + "市政府各部门："
        let runs = try Sheet.lay([
            line("通知", .xiaobiaosong, size: .pt(22), centred(.none, .pt(22))),
            line(names, ParagraphStyle(before: .lines(1), linePitch: pitch)),
        ]).pages[0].bodyRuns
        #expect(isNear(runs[1].emTop - runs[0].emBottom, 15.324))
        #expect(runs.dropFirst().allSatisfy { isNear($0.left, 28) } && runs.last?.text.hasSuffix("：") == true)
    }

    @Test("headings of level 1 are 黑体, of level 2 楷体, others 仿宋, all 3号 and two characters in (GB-7.3.3-b, d)")
    func headings() throws {
        let style = ParagraphStyle(firstIndent: 2 * em)
        let document = try Sheet.lay([
            line("一、会议概况", .heiti, style), line("（一）议程", .kaiti, style), line("1.报告", style), line("（1）审议", style),
        ])
        let runs = document.pages[0].bodyRuns.filter { isNear($0.left, 39.143, within: 3) }
        #expect(
            runs.map { document.faces[Int($0.face)] } == [
                "FandolHei-Regular", "FandolKai-Regular", "FandolFang-Regular", "FandolFang-Regular",
            ])
        #expect(runs.allSatisfy { $0.size == em })
    }

    private func line(_ text: String, _ role: FaceRole, _ style: ParagraphStyle) -> Block {
        line(text, role, size: Sheet.em, style)
    }

    @Test("附注 stands two characters in, in full-width parentheses (GB-7.3.6-a)")
    func note() throws {
        // The opening parenthesis gives its left half at the line's start: its cell starts where the rule says.
        let run = try Sheet.lay([line("（联系人：江远）", ParagraphStyle(firstIndent: 2 * em))]).pages[0].runs[0]
        #expect(isNear(run.left, 39.143) && run.text.hasPrefix("（") && run.text.hasSuffix("）"))
    }

    private func list(_ label: String, _ names: [String], cells: Int = 3) -> Block {
        .nameList(
            NameList(
                label: Sheet.text(label, .heiti),
                grid: NameGrid(names: names.map { Sheet.text($0) }, cells: cells, pitch: (cells + 1) * em), groups: [],
                indent: 2 * em, before: .lines(0)))
    }

    @Test("further lists follow on the next line with the same columns (GB-10.3-h)")
    func lists() throws {
        let document = try Sheet.lay([
            list("出席：", ["朱晓东", "李建国"]), list("请假：", ["柳叶"]), list("列席：", ["石磊"]),
        ])
        let runs = document.pages[0].bodyRuns
        let labels = runs.filter { $0.text.hasSuffix("：") }
        #expect(labels.map(\.text) == ["出席：", "请假：", "列席："])
        #expect(labels.allSatisfy { document.faces[Int($0.face)] == "FandolHei-Regular" && isNear($0.right, 55.857) })
        #expect(isNear(labels[1].emTop - labels[0].emTop, 10.449) && isNear(labels[2].emTop - labels[1].emTop, 10.449))
    }

    @Test("a label of three characters moves the names' column (NL-3)")
    func longLabel() throws {
        let runs = try Sheet.lay([list("主持人：", ["王珍"])]).pages[0].runs
        #expect(isNear(runs[0].left, 39.143) && isNear(runs[1].left, 61.429))
    }

    @Test("names of three characters in four cells are spread evenly, longer ones are not squeezed (NM-3, NM-4)")
    func fourCells() throws {
        let runs = try Sheet.lay([list("出席：", ["朱晓东", "欧阳长风"], cells: 4)]).pages[0].runs
        #expect(isNear(runs[1].glyphs[1].x, 1.5 * 5.5714) && isNear(runs[1].glyphs[2].x, 3 * 5.5714))
        #expect(isNear(runs[2].right - runs[2].left, 4 * 5.5714))
    }

    @Test("running text has no blank inside a name of two characters (NM-2, NL-6)")
    func runningName() throws {
        let run = try Sheet.lay([line("受委托王珍主持会议")]).pages[0].runs[0]
        #expect(run.glyphs.allSatisfy { isNear($0.advance, 5.5714, within: 0.001) })
    }
}
