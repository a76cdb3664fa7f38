import BlockModel
import MinutesModel
import PaperUnits
import Provenance
import Templating
import TestKit
import Testing

@Suite("Further parts of templates")
struct FurtherPartsTests {
    private func template(_ parts: String) throws -> Template {
        try Template(
            name: "own",
            yaml: """
                description: own
                page: {size: A4, top: 37mm, left: 28mm, type-area: [156mm, 225mm]}
                faces: {仿宋: fangsong, 黑体: heiti}
                styles:
                  body: {face: 仿宋, first-indent: 2字}
                  label: {face: 黑体}
                parts:
                  - \(parts)
                """, path: "own.yaml")
    }

    private func compose(_ parts: String, _ change: (inout Minutes) -> Void = { _ in }) throws -> Document {
        var minutes = Fixture.full.minutes
        change(&minutes)
        return Templating.compose(minutes, with: try template(parts))
    }

    private func rows(_ document: Document) -> [[String]] {
        document.blocks.flatMap { block -> [[String]] in
            guard case .table(let table) = block else { return [] }
            return (table.head + table.rows).map { row in
                row.cells.map { cell in
                    switch cell.content {
                    case .text(let paragraphs, _): paragraphs.joined().map(\.text).joined()
                    case .names(let grid, _): grid.names.map(\.text).joined(separator: " ")
                    }
                }
            }
        }
    }

    private let table = "label-style: label, value-style: body, label-width: auto, line-pitch: 8mm"

    @Test("counts, rate and quorum stand in a row below their labels, the derived ones with their mark")
    func summary() throws {
        let part = """
            {kind: summary-table, \(table), derived-mark: （推算）, columns: [{label: 应, value: '{expected}人'}, \
            {label: 缺, value: '{absent}人'}, {label: 率, value: '{attendance_rate}'}, {label: 数, value: '{quorum}人'}, \
            {label: 达, value: 达到, when: quorum-met}]}
            """
        let document = try compose(part) { $0.kind = MeetingKind(kind: "people_congress") }
        #expect(rows(document) == [["应", "缺", "率", "数", "达"], ["120人", "6人（推算）", "95%（推算）", "80人（推算）", "达到"]])
        // Without a mark no derived value is printed; without a kind there is no quorum.
        let plain = part.replacing(", derived-mark: （推算）", with: "")
        #expect(rows(try compose(plain)) == [["应", "达"], ["120人", "达到"]])
        let derived = inlines(document).filter { if case .derived = $0.origin { true } else { false } }
        #expect(derived.map(\.text) == ["6", "95%", "80"])
    }

    private func inlines(_ document: Document) -> [Inline] {
        document.blocks.flatMap { block -> [Inline] in
            guard case .table(let table) = block else { return [] }
            return (table.head + table.rows).flatMap(\.cells).flatMap { cell -> [Inline] in
                if case .text(let paragraphs, _) = cell.content { Array(paragraphs.joined()) } else { [] }
            }
        }
    }

    @Test(
        "a quorum is met by the counts where the source is silent, and not printed where it is not (NQ-1, NQ-2, NQ-3)",
        arguments: [
            ("people_congress", 349, 301, true), ("people_congress", 349, 232, false),
            ("people_congress", 349, 233, true),
            ("npc_standing_committee", 61, 31, true), ("people_congress", 61, 31, false),
            ("association", 61, 61, false),
        ])
    func quorum(kind: String, expected: Int, present: Int, isMet: Bool) throws {
        let part =
            "{kind: summary-table, \(table), derived-mark: '', columns: [{label: 达, value: 达到, when: quorum-met}]}"
        let document = try compose(part) { minutes in
            minutes.kind = MeetingKind(kind: kind)
            minutes.counts.quorumStated = nil
            minutes.counts.expected = Placed(expected, .written)
            minutes.counts.present = Placed(present, .written)
        }
        #expect(rows(document).isEmpty != isMet)
    }

    @Test("votes are split into their figures, in the source's own digits")
    func votes() throws {
        let document = try compose("{kind: vote-table, number-head: 序号, item-head: 事项, \(table)}") { minutes in
            let text = PlacedText("关于预算的决议", .written)
            minutes.resolutions.append(
                Resolution(
                    verb: text, text: text, votes: PlacedText("以281票赞成、1票反对、2票弃权", .written)))
        }
        #expect(
            rows(document) == [
                ["序号", "事项", "赞成", "反对", "弃权"], ["1", "关于市人民政府工作报告的决议", "110", "1", ""],
                ["2", "关于预算的决议", "281", "1", "2"],
            ])
        #expect(rows(try compose("{kind: vote-table, item-head: 事项, \(table)}") { $0.resolutions = [] }).isEmpty)
    }

    @Test("appointments stand in a table with what became of each")
    func appointments() throws {
        let part = """
            {kind: appointments-table, person-head: 姓名, post-head: 职务, action-head: 任免, appoint: 任, remove: 免, \
            elect: 当选, \(table)}
            """
        #expect(rows(try compose(part)) == [["姓名", "职务", "任免"], ["苏晴", "云溪市副市长", "当选"], ["石磊", "", "免"]])
    }

    @Test("a register has everybody once, with empty columns, and groups too")
    func register() throws {
        let part = "{kind: register, number-head: 序号, name-head: 姓名, role-head: 身份, blank-heads: [签名], \(table)}"
        let rows = rows(try compose(part))
        #expect(rows[0] == ["序号", "姓名", "身份", "签名"])
        #expect(rows[1] == ["1", "白桦", "出席", ""])
        #expect(rows.filter { $0[1] == "白桦" }.count == 1)
        #expect(rows.contains { $0[1] == "大会主席团成员" && $0[2] == "主席台就座" })
        #expect(rows.map { $0[0] }.dropFirst().elementsEqual((1..<rows.count).map(String.init)))
    }

    @Test("a register of some roles leaves the others and the unnamed out")
    func registerOfRoles() throws {
        let part = "{kind: register, name-head: 姓名, roles: [就座], groups: no, \(table)}"
        #expect(rows(try compose(part)).map { $0[0] } == ["姓名", "沈青禾", "欧阳长风", "白桦", "买尔丹·阿不都拉"])
    }

    @Test("only resolutions whose text the minutes have are printed, with title and 题注")
    func resolutionTexts() throws {
        let part = """
            {kind: resolution-texts, title: '{session}{resolution}', title-style: label, \
            adoption: '（{meeting_date}{session}通过）', style: body}
            """
        #expect(try compose(part).blocks.isEmpty)
        let document = try compose(part) { minutes in
            minutes.resolutions[1].paragraphs = [PlacedText("会议听取了报告。", .written), PlacedText("会议号召全市人民努力。", .written)]
        }
        #expect(
            document.paragraphs.map(\.text) == [
                "云溪市第三届人民代表大会第二次会议关于市人民政府工作报告的决议",
                "（2024年3月15日云溪市第三届人民代表大会", "第二次会议通过）", "会议听取了报告。", "会议号召全市人民努力。",
            ])
        #expect(document.title == "云溪市三届人大二次会议闭幕")
    }

    @Test("names and date sign together, and nothing is signed without a name")
    func signature() throws {
        let part = "{kind: signature, names: ['{signatory}', '{organ}'], date: '{signed_on}', style: body}"
        #expect(try compose(part).blocks.isEmpty)
        let document = try compose(part) { minutes in
            minutes.document[.signatory] = PlacedText("云溪市人民政府", .written)
            minutes.document[.signedOn] = PlacedText("2024年3月20日", .written)
        }
        guard case .signature(let signature)? = document.blocks.first else {
            Issue.record("there is no signature")
            return
        }
        #expect(signature.names.map { $0.map(\.text).joined() } == ["云溪市人民政府"])
        #expect(signature.date.map(\.text) == ["2024年3月20日"] && signature.offset == signature.inset)
    }

    @Test("annexes are named below the text and stand on pages of their own")
    func annexes() throws {
        let annexes = [
            Annex(title: PlacedText("表决办法", .written), paragraphs: [PlacedText("第一条", .written)]),
            Annex(title: PlacedText("名单", .written), paragraphs: [PlacedText("略", .written)]),
        ]
        let note = "{kind: annex-note, style: body}"
        let two = try compose(note) { $0.annexes = annexes }
        #expect(two.paragraphs.map { $0.lead.map(\.text).joined() } == ["附件：1.", "2."])
        #expect(two.paragraphs[1].style.firstIndent - two.paragraphs[0].style.firstIndent == 3 * two.page.em)
        let one = try compose(note) { $0.annexes = Array(annexes.prefix(1)) }
        #expect(one.paragraphs.map { $0.lead.map(\.text).joined() } == ["附件："])
        let pages = try compose("{kind: annexes, mark-style: label, title-style: label, style: body}") {
            $0.annexes = annexes
        }
        #expect(pages.paragraphs.map(\.text) == ["附件1", "表决办法", "第一条", "附件2", "名单", "略"])
        #expect(pages.paragraphs.map(\.style.startsPage) == [true, false, false, true, false, false])
    }

    @Test("label lines hang their values; a line to fill in is printed without one")
    func facts() throws {
        let part = """
            {kind: facts, label-style: label, style: body, rows: [{label: 时间：, value: '{meeting_date}'}, \
            {label: 记录：, value: '{recorder}'}, {label: 签名：, fill-in: yes}]}
            """
        let document = try compose(part)
        #expect(document.paragraphs.map { $0.lead.map(\.text).joined() } == ["时间：", "签名："])
        #expect(document.paragraphs.map(\.text) == ["2024年3月15日", ""])
    }

    @Test("fields at the right of a head line have a face of their own")
    func signer() throws {
        let part =
            "{kind: head-line, left: '{document_number}', right: '签发人：{signer}', style: body, right-field-style: label}"
        let document = try compose(part) { minutes in
            minutes.document[.documentNumber] = PlacedText("云政发〔2024〕3号", .written)
            minutes.document[.signer] = PlacedText("江远", .written)
        }
        #expect(document.paragraphs[0].trailing.map(\.style.role) == [.fangsong, .heiti])
    }

    @Test("photographs stand in rows, with captions in the template's words and something said for each")
    func photographs() throws {
        let document = try compose(
            #"{kind: photographs, columns: 2, height: 60mm, caption: "图{number}　{text}", caption-style: label}"#
        ) { minutes in
            minutes.photographs = [
                Photograph(file: "a.png", caption: PlacedText("会场", .written)),
                Photograph(file: "b.png", alternate: PlacedText("台上坐着五人", .written)), Photograph(file: "c.png"),
            ]
        }
        let rows = document.blocks.compactMap { block -> Figures? in
            if case .figures(let row) = block { row } else { nil }
        }
        #expect(rows.map { $0.figures.map(\.picture) } == [[0, 1], [2]])
        #expect(rows.flatMap(\.figures).map(\.alternate) == ["会场", "台上坐着五人", "会议照片"])
        #expect(rows.flatMap(\.figures).map { $0.caption?.inlines.map(\.text).joined() } == ["图1　会场", nil, nil])
        #expect(rows.allSatisfy { $0.columns == 2 && $0.maximum.height == .mm(60) })
    }

    @Test("a list by unit has a column of units; names without one stand above it")
    func units() throws {
        func people(_ unit: String?, _ names: String...) -> AttendeeGroup {
            AttendeeGroup(
                role: PlacedText("出席", .written), unit: unit.map { PlacedText($0, .written) },
                names: names.map { PlacedText($0, .written) })
        }
        let attendees = [people(nil, "高原"), people("县财政局", "张敏", "李建国"), people("县水务局", "林静")]
        let list = try compose(
            "{kind: name-list, label: 出席：, roles: [出席], label-style: label, style: body, name-pitch: 4字}"
        ) { $0.attendees = attendees }
        guard case .nameList(let names)? = list.blocks.first else { return #expect(Bool(false), "no list") }
        #expect(names.grid.names.map(\.text) == ["高原"])
        #expect(
            names.units.map { $0.name.map(\.text) + $0.grid.names.map(\.text) } == [
                ["县财政局", "张敏", "李建国"], ["县水务局", "林静"],
            ])
        #expect(names.unitWidth == 5 * names.units[0].name[0].style.size)
        let table = try compose(
            """
            {kind: attendance-table, role-head: 身份, names-head: 名单, label-style: label, value-style: body, label-width: auto,
                line-pitch: 8mm, name-pitch: 4字}
            """
        ) { $0.attendees = attendees }
        #expect(
            rows(table) == [
                ["身份", "单位", "名单"], ["出席", "高原"], ["出席", "县财政局", "张敏 李建国"], ["出席", "县水务局", "林静"],
            ])
    }

    @Test("a template shown and read again keeps the inks of its colours")
    func inks() throws {
        let yaml = """
            description: own
            page: {size: A4, top: 37mm, left: 28mm, type-area: [156mm, 225mm], inks: yes}
            colours: {red: {screen: "#E60012", print: [0, 80, 80, 0]}}
            faces: {仿宋: fangsong}
            styles: {body: {face: 仿宋, colour: red}}
            parts: [{kind: title, wording: "{title}", style: body}]
            """
        let template = try Template(name: "own", yaml: yaml, path: "own.yaml")
        #expect(template.styles.first?.text.colour.inks == Inks(cyan: 0, magenta: 80, yellow: 80, black: 0))
        #expect(template.page.usesInks)
        #expect(try Template(name: "own", yaml: template.resolvedDescription, path: "own.yaml") == template)
    }
}
