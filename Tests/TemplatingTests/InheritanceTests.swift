import BlockModel
import Foundation
import MinutesModel
import PaperUnits
import Provenance
import Templating
import TestKit
import Testing

/// A folder of templates for one test.
private struct Folder: ~Copyable {
    let url = FileManager.default.temporaryDirectory.appending(path: "templates-\(UUID().uuidString)")

    init(_ files: [String: String]) throws {
        for (name, text) in files {
            try FileManager.default.createDirectory(
                at: url.appending(path: name), withIntermediateDirectories: true)
            try text.write(to: url.appending(path: "\(name)/template.yaml"), atomically: true, encoding: .utf8)
        }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var folders: TemplateFolders { TemplateFolders([url.path, Places.templates.path]) }

    func load(_ name: String) throws(TemplateError) -> Template { try folders.load(name) }
}

private func mistake(_ read: () throws -> Template) -> TemplateError? {
    #expect(throws: TemplateError.self) { try read() }
}

@Suite("Templates that extend others")
struct InheritanceTests {
    private let base = """
        description: base
        page: {size: A4, top: 37mm, left: 28mm, type-area: [156mm, 225mm]}
        faces: {仿宋: fangsong, 黑体: heiti}
        styles:
          body: {face: 仿宋, first-indent: 2字}
        parts:
          - {kind: text, name: one, wording: 甲, style: body}
          - {kind: text, name: two, wording: 乙, style: body}
          - {kind: text, name: three, wording: 丙, style: body}
        """

    private func words(_ template: Template) -> String {
        compose(Minutes(id: "a"), with: template).paragraphs.map(\.text).joined()
    }

    @Test("what a template does not say is the base's, what it says wins")
    func keys() throws {
        let folder = try Folder([
            "base": base,
            "own": """
            extends: base
            description: own
            page: {left: 27mm}
            styles: {body: {face: 黑体}, more: {like: body, size: 2号}}
            """,
        ])
        let own = try folder.load("own")
        #expect(own.description == "own" && own.page.left == .mm(27) && own.page.top == .mm(37))
        #expect(own.styles.map(\.name) == ["body", "more"])
        #expect(own.styles[0].text.role == .heiti && own.styles[0].paragraph.firstIndent > .zero)
        #expect(words(own) == "甲乙丙")
    }

    @Test(
        "parts are taken over by name, changed, put in another order and left out",
        arguments: [
            ("[{use: three}, {use: one}]", "丙甲"),
            ("[{use: two, wording: 丁}, {use: rest}]", "丁甲丙"),
            ("[{use: rest, without: [one, three]}, {kind: text, wording: 戊, style: body}]", "乙戊"),
            ("[{use: rest}]", "甲乙丙"),
        ])
    func parts(spelt: String, printed: String) throws {
        let folder = try Folder(["base": base, "own": "extends: base\ndescription: own\nparts: \(spelt)"])
        #expect(words(try folder.load("own")) == printed)
    }

    @Test("a key that is null is as if the base did not have it")
    func null() throws {
        let folder = try Folder([
            "base": base,
            "own":
                "extends: base\ndescription: own\nstyles: {body: {first-indent: null}}\nparts: [{use: one, name: ~}]",
        ])
        let own = try folder.load("own")
        #expect(own.styles[0].paragraph.firstIndent == .zero && own.items.map(\.name) == ["text"])
    }

    @Test("a template may extend the shipped one of its own name")
    func sameName() throws {
        let folder = try Folder([
            "gbt9704-minutes": "extends: gbt9704-minutes\ndescription: ours\npage: {mirrored: yes}"
        ])
        let own = try folder.load("gbt9704-minutes")
        let shipped = try shippedTemplate()
        #expect(own.page.isMirrored && own.parts == shipped.parts)
    }

    @Test("a mistake is reported in the file in which it stands")
    func places() throws {
        let folder = try Folder([
            "base": base.replacingOccurrences(of: "first-indent: 2字", with: "first-indent: 2寸"),
            "own": "extends: base\ndescription: own\n",
            "other": "extends: good\ndescription: other\nstyles:\n  body: {size: huge}\n", "good": base,
            "wrong": "extends: good\ndescription: wrong\nparts:\n  - {use: four}\n",
        ])
        let inBase = mistake { try folder.load("own") }
        #expect(inBase?.path.hasSuffix("base/template.yaml") == true && inBase?.line == 5)
        let inOwn = mistake { try folder.load("other") }
        #expect(inOwn?.path.hasSuffix("other/template.yaml") == true)
        #expect(inOwn?.line == 4 && inOwn?.column == 16 && inOwn?.code == .templateBadLength)
        let part = mistake { try folder.load("wrong") }
        #expect(part?.code == .templateUnknownPart && part?.line == 4 && part?.hint == "its parts are: one, two, three")
    }

    @Test("templates that extend each other, or none there is, are mistakes")
    func endless() throws {
        let folder = try Folder([
            "a": "extends: b\ndescription: a\n", "b": "extends: a\ndescription: b\n",
            "c": "description: c\nextends: none\n",
        ])
        #expect(mistake { try folder.load("a") }?.code == .templateEndlessExtends)
        let missing = mistake { try folder.load("c") }
        #expect(missing?.code == .templateNotFound && missing?.line == 2)
        let alone = mistake { try Template(name: "x", yaml: "extends: a\ndescription: x", path: "x.yaml") }
        #expect(alone?.code == .templateNotFound)
    }

    @Test(
        "every shipped template reads back from its description as it is",
        arguments: [
            "attendance", "bulletin", "gbt9704-minutes", "meeting-record", "plain", "plain-letter", "resolution",
        ])
    func resolved(name: String) throws {
        let folders = TemplateFolders([Places.templates.path])
        let template = try folders.load(name)
        #expect(try Template(name: name, yaml: template.resolvedDescription, path: "resolved.yaml") == template)
        #expect(folders.list().map(\.name).contains(name))
    }

    @Test("the record's own facts win over the settings' file, and that over the template's")
    func settings() throws {
        let folder = try Folder([
            "own": """
            extends: gbt9704-minutes
            description: own
            settings: {organ: 甲局, issuer: 甲局办公室, copied_to: [乙局, 丙局]}
            """
        ])
        let file = folder.url.appending(path: "office.yaml")
        try "issuer: 丁局办公室\nissued: 2031年4月10日\n".write(to: file, atomically: true, encoding: .utf8)
        let template = try folder.folders.load("own", settings: file.path)
        var minutes = Fixture.full.minutes
        minutes.document[.issued] = PlacedText("2031年5月1日", .written)
        let blocks = compose(minutes, with: template).blocks
        guard case .imprint(let imprint)? = blocks.last else {
            Issue.record("there is no imprint")
            return
        }
        let words = imprint.groups.map { $0.map { ($0.lead + $0.inlines + $0.trailing).map(\.text).joined() } }
        #expect(words == [["抄送：乙局，丙局。"], ["丁局办公室2031年5月1日印发"]])
        try "organs: 甲".write(to: file, atomically: true, encoding: .utf8)
        let wrong = mistake { try folder.folders.load("own", settings: file.path) }
        #expect(wrong?.code == .templateUnknownKey && wrong?.path == file.path && wrong?.line == 1)
    }

    @Test(
        "parts with a condition are printed where it holds",
        arguments: [
            ("when: agenda", true), ("unless: agenda", false), ("when: [secrecy, votes]", true),
            ("when: secrecy", false),
        ])
    func conditions(condition: String, isPrinted: Bool) throws {
        let folder = try Folder([
            "own": "extends: base\ndescription: own\nparts: [{kind: text, \(condition), wording: 甲, style: body}]",
            "base": base,
        ])
        let document = compose(Fixture.full.minutes, with: try folder.load("own"))
        #expect(document.paragraphs.map(\.text) == (isPrinted ? ["甲"] : []))
    }

    @Test("an unknown condition and a colour without a screen are mistakes")
    func furtherMistakes() throws {
        let folder = try Folder([
            "a": "extends: base\ndescription: a\nparts: [{kind: text, when: weather, wording: 甲, style: body}]",
            "b": "extends: base\ndescription: b\ncolours: {red: {print: [0, 80, 80, 0]}}",
            "c": "extends: base\ndescription: c\ncolours: {red: {screen: '#E60012', print: [0, 80, 80]}}", "base": base,
        ])
        #expect(mistake { try folder.load("a") }?.code == .templateUnknownField)
        #expect(mistake { try folder.load("b") }?.code == .templateMissingKey)
        #expect(mistake { try folder.load("c") }?.code == .templateBadValue)
    }

    @Test("a page without grid has the size and the distance of lines it says")
    func freePage() throws {
        let page = try TemplateFolders([Places.templates.path]).load("plain").page
        #expect(page.em == .pt(12) && page.linePitch == .pt(20) && page.linesPerPage == 35)
        let folder = try Folder([
            "base": base,
            "own": "extends: base\ndescription: own\npage: {lines-per-page: 20, line-pitch: 20pt}",
        ])
        #expect(mistake { try folder.load("own") }?.code == .templateBadValue)
    }

    @Test("the templates of the examples are read, and the documentation shows the first as it is")
    func examples() throws {
        let folders = TemplateFolders([
            Places.examples.appending(path: "templates").path, Places.templates.path,
        ])
        let own = try folders.load("yunxi-water")
        let document = compose(Fixture.full.minutes, with: own)
        #expect(document.paragraphs.first?.text == "云溪市水务局局务会议纪要" && document.page.isMirrored)
        #expect(document.paragraphs.contains { $0.text.hasPrefix("以上事项由各责任科室") })
        let headings = document.paragraphs.filter { $0.role == .heading(level: 2) }.map(\.text)
        #expect(headings.first == "一、议定事项")
        guard case .imprint? = document.blocks.last else {
            Issue.record("the imprint is not last")
            return
        }
        let file = Places.examples.appending(path: "templates/yunxi-water/template.yaml")
        let documentation = try String(
            contentsOf: Places.repository.appending(path: "docs/templates.md"), encoding: .utf8)
        #expect(documentation.contains(try String(contentsOf: file, encoding: .utf8)))
        let board = try folders.load("board-resolution")
        let words = compose(Fixture.full.minutes, with: board).paragraphs.map(\.text)
        #expect(words.first == "云溪市第三届人民代表大会第二次会议决议")
        #expect(words.contains("出席会议的董事人数符合法律、法规和公司章程的规定。"))
        #expect(folders.list().allSatisfy { if case .success = $0.description { true } else { false } })
    }
}
