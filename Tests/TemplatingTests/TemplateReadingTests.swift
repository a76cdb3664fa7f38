import BlockModel
import Foundation
import LineRules
import PaperUnits
import Provenance
import Templating
import TestKit
import Testing

/// The smallest template, with `{}` where a test puts its lines.
private func template(
    page: String = "", styles: String = "", parts: String = "", top: String = ""
) throws(TemplateError) -> Template {
    try Template(
        name: "small",
        yaml: """
            description: small
            page: {size: A4, top: 37mm, left: 28mm, type-area: [156mm, 225mm]\(page)}
            faces: {仿宋: fangsong}
            styles:
              body: {face: 仿宋}
              \(styles)
            parts:
              - {kind: text, wording: 结束, style: body}
              \(parts)
            \(top)
            """, path: "small.yaml")
}

private func mistake(_ read: () throws -> Template) -> TemplateError? {
    #expect(throws: TemplateError.self) { try read() }
}

@Suite("Reading templates")
struct TemplateReadingTests {
    @Test(
        "each unit gives its length",
        arguments: [
            ("35mm", Length.mm(35)), ("0.35mm", .mm(0.35)), ("16pt", .pt(16)), ("10.5pt", .pt(10.5)),
            ("2字", Length(emu: 401_142)), ("0.5字", Length(emu: 100_286)), ("1行", Length(emu: 376_163)), ("0", .zero),
            ("3号", Length(emu: 200_571)), ("三号", Length(emu: 200_571)), ("16.0pt", .pt(16)), ("初号", .pt(42)),
            ("小初", .pt(36)), ("一号", .pt(26)), ("小一", .pt(24)), ("2号", .pt(22)), ("二号", .pt(22)), ("小二", .pt(18)),
            ("小二号", .pt(18)), ("小3", .pt(15)), ("4号", .pt(14)), ("小四", .pt(12)), ("5号", .pt(10.5)), ("小五", .pt(9)),
            ("六号", .pt(7.5)), ("小六", .pt(6.5)), ("7号", .pt(5.5)), ("8号", .pt(5)),
        ])
    func units(spelt: String, length: Length) throws {
        let style = try #require(try template(styles: "other: {face: 仿宋, left-indent: \(spelt)}").styles.last)
        #expect(style.paragraph.leftIndent == length)
    }

    @Test("the grid of gbt9704 is 28 × 22 with 3号 of 156/28 mm (GB/T 9704 5.2)")
    func grid() throws {
        let page = try shippedTemplate().page
        #expect(page.em.emu == 200_571)
        #expect(page.linePitch == (.mm(225) - page.em).scaled(by: 1, over: 21))
        #expect(page.linesPerPage == 22)
        #expect(page.size == .a4)
        #expect(page.typeArea == Size(width: .mm(156), height: .mm(225)))
    }

    @Test("3号 keeps its nominal size where the grid is another one")
    func otherGrid() throws {
        let small = try template(
            page: ", characters-per-line: 36, lines-per-page: 30", styles: "other: {face: 仿宋, size: 3号}")
        #expect(small.styles.last?.text.size == .pt(16))
    }

    @Test("a page number stands seven millimetres below the type area (GB/T 9704 7.5)")
    func pageNumber() throws {
        let number = try #require(try shippedTemplate().page.pageNumber)
        #expect(number.below == .mm(7))
        #expect(number.dash == "—")
        #expect(number.text == TextStyle(role: .songti, size: .pt(14)))
        #expect(number.gap == .pt(3.5))
        #expect(number.side == .outer)
    }

    @Test("without line rules a template has those of its language's region (clreq.md 15)")
    func regions() throws {
        #expect(try template().lines == LineStyle())
        #expect(try template().language == "zh-Hans-CN")
        let taiwan = try template(top: "language: zh-Hant-TW").lines
        #expect(taiwan.region == .taiwan && taiwan.breaks.level == .basic && !taiwan.compressesMarks)
        let hongKong = try template(top: "language: zh-Hant-HK").lines
        #expect(hongKong.region == .hongKong && hongKong.breaks.level == .basic && hongKong.compressesMarks)
        #expect(try shippedTemplate().lines == LineStyle())
    }

    @Test("every line rule can be set, and the resolved template says it again")
    func lineRules() throws {
        let read = try template(
            top: """
                line-rules:
                  prohibition: strict
                  unit-glue: year
                  avoid-orphans: no
                  compress-marks: yes
                  half-marks-at-line-end: no
                  half-brackets-at-line-start: no
                  han-latin-space: 0.125字
                  hanging-marks: pauses-and-stops
                  keep-cells: yes
                """)
        let expected = LineStyle(
            breaks: BreakRules(level: .strict, unitGlue: .year), avoidsOrphans: false, halvesLineEndMarks: false,
            halvesLineStartBrackets: false, hanLatinSpace: 125, hanging: .pausesAndStops, keepsCells: true)
        #expect(read.lines == expected)
        let again = try Template(name: "small", yaml: read.resolvedDescription, path: "small.yaml")
        #expect(again.lines == expected)
    }

    @Test(
        "a wrong line rule is refused where it stands",
        arguments: [
            ("prohibition: lax", Diagnostic.Code.templateBadValue), ("unit-glue: none", .templateBadValue),
            ("avoid-orphans: maybe", .templateBadValue), ("han-latin-space: 0.6字", .templateBadLength),
            ("han-latin-space: 0.25", .templateBadLength), ("han-latin-space: 1字", .templateBadLength),
            ("hanging-marks: 。", .templateBadValue), ("hanging: all", .templateUnknownKey),
        ])
    func badLineRules(spelt: String, code: Diagnostic.Code) throws {
        let mistake = try #require(mistake { try template(top: "line-rules:\n  " + spelt) })
        #expect(mistake.code == code)
        #expect(mistake.line == 11)
        #expect(
            mistake.column
                == (code == .templateUnknownKey ? 3 : 5 + (spelt.firstIndex(of: ":")?.utf16Offset(in: spelt) ?? 0)))
    }

    @Test(
        "a style may have marks below its characters",
        arguments: [
            ("none", InterlinearMarks.none), ("dots", InterlinearMarks(dots: true)),
            ("wavy", InterlinearMarks(line: .wavy)),
            ("[straight, dots]", InterlinearMarks(dots: true, line: .straight)),
        ])
    func marksBelow(spelt: String, marks: InterlinearMarks) throws {
        let read = try template(styles: "other: {face: 仿宋, marks-below: \(spelt)}")
        #expect(read.styles.last?.text.marks == marks)
        let again = try Template(name: "small", yaml: read.resolvedDescription, path: "small.yaml")
        #expect(again.styles == read.styles)
    }

    @Test(
        "marks that cannot stand together are refused",
        arguments: ["stars", "[straight, wavy]", "[none, dots]", "[dots, dots]"])
    func badMarksBelow(spelt: String) throws {
        let mistake = try #require(mistake { try template(styles: "other: {face: 仿宋, marks-below: \(spelt)}") })
        #expect(mistake.code == .templateBadValue && mistake.line == 6)
    }

    @Test("marks do not hang in Taiwan and Hong Kong", arguments: ["zh-Hant-TW", "zh-Hant-HK"])
    func noHanging(language: String) throws {
        let mistake = try #require(
            mistake { try template(top: "language: \(language)\nline-rules: {hanging-marks: all}") })
        #expect(mistake.code == .templateBadValue && mistake.line == 11)
    }

    @Test("a language that is no tag is refused", arguments: ["中文", "zh_CN", "zh--TW", "2zh", "traditional1"])
    func badLanguages(spelt: String) throws {
        let mistake = try #require(mistake { try template(top: "language: \(spelt)") })
        #expect(mistake.code == .templateBadValue && mistake.line == 10 && mistake.column == 11)
    }

    @Test(
        "a wrong length is refused where it stands",
        arguments: ["35", "35cm", "mm", "1.mm", ".5mm", "九号", "号", "1e3mm", "+3mm", "3 mm", "-1字", "99999字", "NaN mm"])
    func badLengths(spelt: String) {
        let error = mistake { try template(styles: "other: {face: 仿宋, left-indent: \"\(spelt)\"}") }
        #expect(error?.code == .templateBadLength)
        #expect(error?.line == 6)
    }

    @Test("字 is no unit for the page, which defines it")
    func pageUnits() {
        let error = mistake { try template(page: ", gutter: 1字") }
        #expect(error?.code == .templateUnknownKey)
        let width = mistake {
            try Template(name: "x", yaml: "description: x\npage: {size: A4, top: 2字}", path: "x.yaml")
        }
        #expect(width?.code == .templateMissingKey)
        let top = mistake {
            try Template(
                name: "x", yaml: "description: x\npage: {size: A4, left: 1mm, type-area: [1mm, 1mm], top: 2字}",
                path: "x.yaml")
        }
        #expect(top?.code == .templateBadLength)
        #expect(top?.line == 2)
        #expect(top?.column == 57)
    }

    @Test(
        "a mistake has its code, line and column",
        arguments: [
            ("", "", "nonsense: 1", "template.unknown-key", 10, 1),
            ("", "- {kind: heading}", "", "template.unknown-part", 9, 12),
            ("", "- {kind: text, style: body}", "", "template.missing-key", 9, 5),
            ("", "- {kind: text, wording: a, style: bold}", "", "template.unknown-style", 9, 37),
            ("", "- {kind: text, wording: \"{weather}\", style: body}", "", "template.unknown-field", 9, 27),
            ("", "- {kind: text, wording: \"{place\", style: body}", "", "template.bad-value", 9, 27),
            ("", "- {kind: text, wording: {a: b}, style: body}", "", "template.wrong-kind", 9, 27),
            ("", "- {kind: text, wording: a, style: body, colour: red}", "", "template.unknown-key", 9, 43),
            ("", "- text", "", "template.wrong-kind", 9, 5),
            ("other: {face: 宋体}", "", "", "template.unknown-face", 6, 17),
            ("other: {size: 3号}", "", "", "template.missing-key", 6, 10),
            ("other: {like: later}", "", "", "template.unknown-style", 6, 17),
            ("other: {face: 仿宋, align: middle}", "", "", "template.bad-value", 6, 28),
            ("other: {face: 仿宋, colour: rot}", "", "", "template.bad-value", 6, 29),
            ("other: {face: 仿宋, balanced: maybe}", "", "", "template.bad-value", 6, 31),
            ("other: {face: 仿宋, left-indent: 27字}", "", "", "template.bad-length", 6, 10),
            ("other: {face: 仿宋, first-indent: -1字}", "", "", "template.bad-length", 6, 10),
            ("other: {face: 仿宋, size: 0mm}", "", "", "template.bad-length", 6, 27),
            ("other: {face: 仿宋, blank-above: 22行}", "", "", "template.bad-length", 6, 34),
            ("other: {face: 仿宋, line-pitch: 1mm}", "", "", "template.bad-length", 6, 33),
            ("body: {face: 仿宋}", "", "", "template.syntax", 5, 3),
            ("other: [", "", "", "template.syntax", 8, 3),
            ("other: \"a", "", "", "template.syntax", 10, 1),
            ("", "- {kind: proceedings, heading: 概况, style: body}", "", "template.missing-key", 9, 34),
            ("", "- {kind: masthead, wording: a, style: body, max-characters: 0}", "", "template.bad-value", 9, 63),
        ] as [(String, String, String, String, Int, Int)])
    func mistakes(styles: String, parts: String, top: String, code: String, line: Int, column: Int) {
        let error = mistake { try template(styles: styles, parts: parts, top: top) }
        #expect(error?.code.rawValue == code)
        #expect(error?.line == line)
        #expect(error?.column == column)
        #expect(error?.path == "small.yaml")
        #expect(error?.message.isEmpty == false)
    }

    @Test(
        "text that is no template is a mistake, not a crash",
        arguments: [
            "", "\n", "- a", "just words", "%", "a: *b", "a: &b [*b]", "\u{1}", "{", "? [a]\n: b",
            "---\na: 1\n---\nb: 2",
            String(repeating: "[", count: 20_000), String(repeating: "- ", count: 20_000),
            String(repeating: "{a: ", count: 20_000),
        ])
    func notATemplate(text: String) {
        #expect(throws: TemplateError.self) { try Template(name: "x", yaml: text, path: "x.yaml") }
    }

    @Test("aliases that multiply are refused at once")
    func aliasBomb() {
        let levels = (1...9).map { level in
            "l\(level): &l\(level) [" + Array(repeating: "*l\(level - 1)", count: 9).joined(separator: ",") + "]"
        }
        let bomb = "l0: &l0 [x]\n" + levels.joined(separator: "\n") + "\n? *l9\n: x\n"
        #expect(mistake { try Template(name: "x", yaml: bomb, path: "x.yaml") }?.code == .templateTooLarge)
    }

    @Test("a template with a few bytes changed is read or refused, never more")
    func mutations() throws {
        let text = try String(
            contentsOf: Places.templates.appending(path: "gbt9704-minutes/template.yaml"), encoding: .utf8)
        let pool = Array("{}[]:,-#\"'*&? \n3号字行mm—".unicodeScalars)
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var refused = 0
        for _ in 0..<300 {
            var scalars = Array(text.unicodeScalars)
            for _ in 0...next(3) {
                let place = next(scalars.count)
                if next(2) == 0 { scalars.remove(at: place) } else { scalars[place] = pool[next(pool.count)] }
            }
            var mutated = String.UnicodeScalarView()
            mutated.append(contentsOf: scalars)
            do throws(TemplateError) {
                let template = try Template(name: "x", yaml: String(mutated), path: "x.yaml")
                #expect(!compose(Fixture.full.minutes, with: template).title.isEmpty)
            } catch {
                refused += 1
                #expect(error.line.map { $0 > 0 } ?? true)
            }
        }
        #expect(refused > 50)
    }

    @Test("a type area wider than the paper, or lines that overlap, are refused")
    func impossiblePages() {
        #expect(
            mistake {
                try Template(
                    name: "x",
                    yaml: "description: x\npage: {size: A4, top: 37mm, left: 60mm, type-area: [156mm, 225mm]}",
                    path: "x.yaml")
            }?.code == .templateBadLength)
        #expect(mistake { try template(page: ", lines-per-page: 100") }?.code == .templateBadValue)
    }

    @Test("a style is like the one it names but for what it says itself")
    func likeStyles() throws {
        let style = try #require(
            try template(styles: "other: {like: body, size: 小二, keep-with-next: yes}").styles.last)
        #expect(style.name == "other")
        #expect(style.text == TextStyle(role: .fangsong, size: .pt(18)))
        #expect(style.paragraph.keepWithNext)
    }

    @Test("the resolved template reads back as the same template")
    func roundTrip() throws {
        let shipped = try shippedTemplate()
        let text = shipped.resolvedDescription
        #expect(text.contains("5.57142mm"))
        #expect(try Template(name: shipped.name, yaml: text, path: "resolved.yaml") == shipped)
    }

    /// The shipped template's styles with parts and options of a test.
    private func extended(_ parts: String, page: String = "", number: String = "") throws -> Template {
        let shipped = try String(
            contentsOf: Places.templates.appending(path: "gbt9704-minutes/template.yaml"), encoding: .utf8)
        let head = try #require(shipped.components(separatedBy: "\nparts:").first)
            .replacing("  lines-per-page: 22\n", with: "  lines-per-page: 22\n\(page)")
            .replacing("  side: outer\n", with: "  side: outer\n\(number)")
        return try Template(name: "own", yaml: head + "\nparts:\n" + parts, path: "own.yaml")
    }

    @Test("options of tables, pages and imprints are read, and the resolved template says them again")
    func layoutOptions() throws {
        let template = try extended(
            """
              - kind: attendance-table
                role-head: 身份
                names-head: 名单
                label-style: table-label
                value-style: table-value
                label-width: auto
                line-pitch: 8mm
                name-pitch: 4字
                vertical-align: top
                split-rows: no
                turn: never
                title: {number: 表1, words: 出席情况, continued: 续表, style: table-label, below: 3mm}
              - kind: imprint
                style: table-value
                send-to: 市政府各部门
                copy-to: ["{recorder}", 市委办公室]
                issuer: "{organisation}"
                issued: 2031年4月10日印发
                even-page: yes
            """, page: "  mirrored: yes\n", number: "  skip-first: yes\n")
        #expect(template.page.isMirrored && template.page.pageNumber?.skipsFirst == true)
        guard case .attendanceTable(let table) = template.parts[0], case .imprint(let imprint) = template.parts[1]
        else {
            Issue.record("other parts")
            return
        }
        #expect(table.table.labelWidth == nil && !table.table.splitsRows && table.table.turning == .never)
        #expect(table.table.title?.continued == "续表" && table.table.vertical == .top && table.linesPerRow == nil)
        #expect(imprint.onEvenPage && imprint.end == "。" && imprint.copyTo.label == "抄送：")
        #expect(try Template(name: "own", yaml: template.resolvedDescription, path: "own.yaml") == template)
    }

    @Test("an imprint prints what it has, ends its lists, and is left out without words (GB-7.4.2-a, GB-7.4.3-a)")
    func imprintComposition() throws {
        func imprint(_ lines: String) throws -> Imprint? {
            let template = try extended("  - kind: imprint\n    style: table-value\n" + lines)
            return compose(Fixture.full.minutes, with: template).blocks.lazy.compactMap { block in
                if case .imprint(let imprint) = block { imprint } else { nil }
            }.first
        }
        let full = try #require(
            try imprint("    copy-to: 市委办公室，市政协办公室\n    issuer: \"{organisation}\"\n    issued: 2031年4月10日印发\n"))
        #expect(full.groups.count == 2 && full.groups[0][0].lead.map(\.text) == ["抄送："])
        #expect(full.groups[0][0].inlines.map(\.text) == ["市委办公室，市政协办公室", "。"])
        #expect(full.groups[1][0].inlines.map(\.text) == ["云溪市第三届人民代表大会"])
        #expect(full.groups[1][0].trailing.map(\.text) == ["2031年4月10日印发"])
        #expect(full.outerRule == .mm(0.35) && full.innerRule == .mm(0.25))
        #expect(try imprint("    copy-to: \"{kicker}\"\n    issuer: \"{kicker}\"\n") == nil)
        #expect(try imprint("    issued: 2031年4月10日印发\n")?.groups.count == 1)
    }

    @Test("an office's folder is searched before the shipped one, and both are listed by name")
    func folders() throws {
        let own = FileManager.default.temporaryDirectory.appending(path: "templates-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: own) }
        for (name, text) in [("gbt9704-minutes", "description: ours\n"), ("broken", "a: [")] {
            let folder = own.appending(path: name)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try text.write(to: folder.appending(path: "template.yaml"), atomically: true, encoding: .utf8)
        }
        let folders = TemplateFolders([own.path, Places.templates.path])
        let listed = folders.list()
        #expect(
            listed.map(\.name) == listed.map(\.name).sorted()
                && listed.filter { $0.name == "gbt9704-minutes" }.count == 1)
        #expect(listed.first { $0.name == "broken" }?.path.hasPrefix(own.path) == true)
        #expect(throws: TemplateError.self) { try folders.load("gbt9704-minutes") }
        #expect(throws: TemplateError.self) { try folders.load("../templates/gbt9704-minutes") }
        let missing = mistake { try folders.load("absent") }
        #expect(missing?.code == .templateNotFound)
        #expect(missing?.hint?.contains("gbt9704-minutes") == true)
        let small = TemplateFolders([Places.templates.path], maximumBytes: 100)
        #expect(mistake { try small.load("gbt9704-minutes") }?.code == .templateTooLarge)
    }
}

@Suite("docs/templates.md")
struct TemplateDocumentationTests {
    private func documentation() throws -> String {
        try String(contentsOf: Places.repository.appending(path: "docs/templates.md"), encoding: .utf8)
    }

    @Test("every part, field and code of a mistake is documented")
    func complete() throws {
        let text = try documentation()
        for kind in TemplatePart.Kind.allCases { #expect(text.contains("| `\(kind.rawValue)` |")) }
        for field in WordingField.allCases { #expect(text.contains(field.rawValue)) }
        for code in [
            Diagnostic.Code.templateNotFound, .templateUnreadable, .templateTooLarge, .templateSyntax,
            .templateUnknownKey, .templateMissingKey, .templateWrongKind, .templateBadLength, .templateBadValue,
            .templateUnknownStyle, .templateUnknownFace, .templateUnknownPart, .templateUnknownField,
            .templateEndlessExtends,
        ] { #expect(text.contains(code.rawValue)) }
    }

    @Test("the example of another mark is a template with the shipped styles")
    func example() throws {
        let shipped = try String(
            contentsOf: Places.templates.appending(path: "gbt9704-minutes/template.yaml"), encoding: .utf8)
        let heading = try #require(try documentation().components(separatedBy: "## Example").last)
        let example = try #require(
            heading.components(separatedBy: "```yaml\n").last?.components(separatedBy: "```").first)
        let head = try #require(shipped.components(separatedBy: "\nparts:").first)
        let own = try Template(name: "own", yaml: head + "\n" + example, path: "own.yaml")
        let document = compose(Fixture.full.minutes, with: own)
        #expect(document.paragraphs.first?.text == "云溪市水务局局务会议纪要")
        #expect(document.nameLists.count == 1)
    }
}
