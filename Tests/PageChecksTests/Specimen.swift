import BlockModel
import FontAccess
import Foundation
import PagedModel
import PaperUnits
import Provenance
import TestKit
import Typesetting

/// An invented document with every part that a rule speaks of, set as the standard asks.
struct Specimen {
    static let em = Length.mm(156).scaled(by: 1, over: 28)
    static let pitch = (Length.mm(225) - em).scaled(by: 1, over: 21)
    static let red = Colour(red: 230, green: 0, blue: 18)

    var page = PageStyle(
        size: .a4, top: .mm(37), left: .mm(28), typeArea: Size(width: .mm(156), height: .mm(225)), em: em,
        linePitch: pitch, linesPerPage: 22,
        pageNumber: PageNumberStyle(
            text: TextStyle(role: .songti, size: .pt(14)), dash: "—", gap: .pt(3.5), below: .mm(7), inset: .pt(14),
            side: .outer))
    /// An upward document has 签发人 beside its number.
    var isUpward = false
    var addressees: String?
    var signatories = ["清安市人民代表大会常务委员会"]
    var hasAnnexes = true
    var annexStartsPage = true
    var hasImprint = true
    /// The imprint behind a blank page.
    var imprintOnEvenPage = false
    var bodyLines = 70
    /// Nothing but head, first heading, first paragraph and imprint.
    var isShort = false

    private var em: Length { page.em }

    private func bySize(_ size: Length) -> Length { size + em.scaled(by: 7, over: 8) }

    private func text(
        _ text: String, _ role: FaceRole = .fangsong, size: Length? = nil, colour: Colour = .black, level: Int? = nil
    ) -> Inline {
        Inline(
            text, style: TextStyle(role: role, size: size ?? em, colour: colour), origin: .template, headingLevel: level
        )
    }

    private func line(
        _ inlines: [Inline], _ style: ParagraphStyle, role: BlockRole = .body, lead: [Inline] = [],
        trailing: [Inline] = []
    ) -> Block { .paragraph(Paragraph(lead: lead, inlines, style: style, role: role, trailing: trailing)) }

    private var body: ParagraphStyle { ParagraphStyle(firstIndent: 2 * em) }

    private var head: [Block] {
        let large = Length.pt(36)
        let headLine = ParagraphStyle(leftIndent: em, rightIndent: em, before: .lines(2), linePitch: bySize(em))
        let number: [Block] =
            isUpward
            ? [line([text("清政发〔2031〕3号")], headLine, trailing: [text("签发人："), text("江远", .kaiti)])]
            : [
                line(
                    [text("清政发〔2031〕3号")],
                    ParagraphStyle(alignment: .centre, before: .lines(2), linePitch: bySize(em))),
                line(
                    [text("清安市人民政府办公室")],
                    ParagraphStyle(leftIndent: em, rightIndent: em, before: .lines(1), linePitch: bySize(em)),
                    trailing: [text("2031年4月9日")]),
            ]
        let title = "清安市第五届人民代表大会第四次会议关于清安市人民政府工作报告的决议会议纪要"
        return [
            line([text("000018")], ParagraphStyle()), line([text("机密★1年", .heiti)], ParagraphStyle()),
            line([text("特急", .heiti)], ParagraphStyle()),
            line(
                [text("清安市政府会议纪要", .xiaobiaosong, size: large, colour: Self.red)],
                ParagraphStyle(alignment: .centre, before: .inkFromTop(.mm(35)), linePitch: bySize(large))),
        ] + number + [
            .rule(Rule(thickness: .mm(0.5), colour: Self.red, above: .mm(4))),
            line(
                [text(title, .xiaobiaosong, size: .pt(22))],
                ParagraphStyle(
                    alignment: .centre, before: .length(2 * page.linePitch), linePitch: .pt(36), balanced: true),
                role: .heading(level: 1)),
        ]
    }

    private var main: [Block] {
        let han = String(repeating: "会议决定坚持发展为民", count: 400)
        let heading = ParagraphStyle(firstIndent: 2 * em, keepWithNext: true)
        func table() -> Block {
            let rows = (1...40).map { row in
                TableRow((1...9).map { TableCell(.text([[text("\(row).\($0)")]], .centre)) })
            }
            let head = TableRow((1...9).map { TableCell(.text([[text("第\($0)列", .heiti)]], .centre), isHead: true) })
            return .table(
                Table(
                    columns: Array(repeating: .fixed(.mm(25)), count: 9), head: [head], rows: rows, before: .lines(0),
                    frame: .mm(0.35), innerRule: .mm(0.25), padding: Size(width: .mm(1.5), height: .mm(1.5)),
                    linePitch: .mm(8), summary: "表"))
        }
        let whole =
            (addressees.map { [line([text($0)], ParagraphStyle(before: .lines(1), linePitch: page.linePitch))] } ?? [])
            + [
                line(
                    [text("一、会议概况", .heiti)],
                    ParagraphStyle(firstIndent: 2 * em, before: .lines(1), keepWithNext: true),
                    role: .heading(level: 2)),
                line([text("会议于2031年举行，年内再开一次。" + han.prefix(28 * bodyLines))], body),
                line([text("二、议程", .heiti)], heading, role: .heading(level: 2)),
                line([text("一要抓落实。", .kaiti, level: 3), text("会议要求各县抓紧传达，认真落实会议精神。")], body),
                line([text("1."), text("听取报告。")], body, role: .listItem),
                line([text("2."), text("表决决议。")], body, role: .listItem),
                table(),
                line([text("会议胜利闭幕。")], body),
            ]
        return isShort ? Array(whole.prefix(2)) : whole
    }

    private var closing: [Block] {
        let long = "清安市第五届人民代表大会第四次会议关于政府工作报告的决议表决办法和选举办法"
        func annex(_ number: Int, _ name: String) -> Block {
            line(
                [text(name)],
                ParagraphStyle(firstIndent: (number == 1 ? 2 : 5) * em, before: .lines(number == 1 ? 1 : 0)),
                lead: (number == 1 ? [text("附件：")] : []) + [text("\(number).")])
        }
        func list(_ label: String, _ names: [String], before: Int) -> Block {
            .nameList(
                NameList(
                    label: text(label, .heiti),
                    grid: NameGrid(names: names.map { text($0) }, cells: 3, pitch: 4 * em), groups: [], indent: 2 * em,
                    before: .lines(before)))
        }
        let names = ["朱晓东", "李建国", "刘卓良", "范建民", "王珍", "赵新年", "王琳玉"]
        return (hasAnnexes ? [annex(1, long), annex(2, "会议议程")] : []) + [
            list("出席：", names, before: 1), list("请假：", ["柳叶"], before: 0), list("列席：", ["石磊"], before: 0),
            .signature(
                Signature(
                    names: signatories.map { [text($0)] }, date: [text("2031年4月9日")], inset: 2 * em, offset: 2 * em,
                    before: .lines(1))),
            line([text("（联系人：江远）")], body),
        ]
    }

    private var annexes: [Block] {
        [("附件1", "清安市第五届人民代表大会第四次会议关于政府工作报告的决议表决办法和选举办法"), ("附件2", "会议议程")].flatMap { mark, title in
            [
                line(
                    [text(mark, .heiti)], ParagraphStyle(keepWithNext: true, startsPage: annexStartsPage)),
                line(
                    [text(title, .xiaobiaosong, size: .pt(22))],
                    ParagraphStyle(alignment: .centre, before: .lines(1), linePitch: .pt(36), balanced: true)),
                line([text("第一条")], body),
            ]
        }
    }

    private var imprint: Block {
        let small = Length.pt(14)
        let style = ParagraphStyle(leftIndent: small, rightIndent: small)
        func entry(_ label: String, _ words: String) -> Paragraph {
            Paragraph(lead: [text(label, size: small)], [text(words, size: small)], style: style)
        }
        let copies = "市委各部门，市人大常委会办公室，市政协办公室，市监委，市法院，市检察院，清安军分区，各民主党派市委。"
        return .imprint(
            Imprint(
                groups: [
                    [entry("主送：", "各县人民政府。"), entry("抄送：", copies)],
                    [
                        Paragraph(
                            [text("清安市人民政府办公室", size: small)], style: style,
                            trailing: [text("2031年4月10日印发", size: small)])
                    ],
                ], outerRule: .mm(0.35), innerRule: .mm(0.25), padding: em.scaled(by: 7, over: 16),
                linePitch: small + em.scaled(by: 7, over: 8), onEvenPage: imprintOnEvenPage))
    }

    func layOut() throws -> PagedDocument {
        let rest = isShort ? [] : closing + (hasAnnexes ? annexes : [])
        let blocks = head + main + rest + (hasImprint ? [imprint] : [])
        return try typeset(
            Document(title: "试排", language: "zh-CN", page: page, blocks: blocks),
            library: FontLibrary(folder: Places.fonts.path))
    }
}

extension PageStyle {
    /// Another grid in the same type area.
    mutating func set(characters: Int = 28, lines: Int = 22) {
        em = typeArea.width.scaled(by: 1, over: Int64(characters))
        linePitch = (typeArea.height - em).scaled(by: 1, over: Int64(lines - 1))
        linesPerPage = lines
    }
}

extension PagedDocument {
    /// Changes every run whose text holds the words; `first` only the first of them.
    mutating func edit(_ words: String, first: Bool = false, _ change: (inout GlyphRun) -> Void) {
        edit(first: first, where: { $0.text.contains(words) }, change)
    }

    mutating func edit(first: Bool = false, where isWanted: (GlyphRun) -> Bool, _ change: (inout GlyphRun) -> Void) {
        for page in pages.indices {
            for item in pages[page].items.indices {
                guard case .glyphs(var run) = pages[page].items[item], isWanted(run) else { continue }
                change(&run)
                pages[page].items[item] = .glyphs(run)
                if first { return }
            }
        }
    }

    mutating func editRules(where isWanted: (Rect, Colour) -> Bool, _ change: (inout Rect, inout Colour) -> Void) {
        for page in pages.indices {
            for item in pages[page].items.indices {
                guard case .rule(var rect, var colour) = pages[page].items[item], isWanted(rect, colour) else {
                    continue
                }
                change(&rect, &colour)
                pages[page].items[item] = .rule(rect, colour)
            }
        }
    }

    func face(_ name: String) -> UInt16 { UInt16(faces.firstIndex(of: name) ?? 0) }
}

extension GlyphRun {
    mutating func move(right x: Double = 0, down y: Double = 0) {
        position.x += .mm(x)
        position.y += .mm(y)
        emTop += .mm(y)
        emBottom += .mm(y)
    }
}

extension Specimen {
    /// Body lines with which the last page but the imprint's is odd and blank.
    var linesBeforeBlankPage: Int {
        var trial = self
        for lines in 20...34 {
            trial.bodyLines = lines
            guard let document = try? trial.layOut() else { continue }
            let texts = document.pages.map { page in
                page.items.contains { if case .glyphs = $0 { true } else { false } }
            }
            if texts.dropLast().last == false { return lines }
        }
        return bodyLines
    }
}
