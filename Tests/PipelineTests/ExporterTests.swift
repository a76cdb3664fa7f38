import Foundation
import MinutesExport
import OrderedJSON
import TestKit
import Testing

@Suite("Exporting records", .enabled(if: Places.hasFonts, "Fonts/install.sh brings the fonts"))
struct ExporterTests {
    static let article = """
        沁安市第三届运动协会第一次会议召开

        2024年3月29日，沁安市第三届运动协会第一次会议召开。王珍主持会议，李明远讲话。
        会议应到48人，实到45人，符合规定。
        """

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func environment(limits: Limits = Limits()) throws -> RenderEnvironment {
        try RenderEnvironment(
            fonts: Places.fonts.path, templates: Places.templates.path, template: "gbt9704-minutes", limits: limits)
    }

    private func export(
        _ paths: [String], as content: Exporter.Content = .articles, to output: String = "out", dpi: Int = 72,
        force: Bool = false, limits: Limits = Limits()
    ) throws -> [RecordOutcome] {
        let options = ExportOptions(outputFolder: folder.path + "/" + output, dpi: dpi, force: force)
        let exporter = try Exporter(content, environment: environment(limits: limits), options: options)
        return try findInputs(paths, onlyMinutes: content == .minutes).items.map { try exporter.export($0) }
    }

    @Test("a record becomes a folder of PDF, page images, JSON and a manifest that lists them")
    func files() throws {
        let outcomes = try export([folder.add("a.txt", Self.article)])
        #expect(outcomes.map(\.status) == [.exported])
        #expect(outcomes.first?.id == "a")
        #expect(try folder.names(in: "out/a") == ["manifest.json", "minutes.json", "minutes.pdf", "page-001.png"])
        let found = try #require(FoundManifest(folder: folder.path + "/out/a"))
        #expect(found.files.map(\.name) == ["minutes.json", "minutes.pdf", "page-001.png"])
        for file in found.files {
            let bytes = try Data(contentsOf: URL(filePath: "\(folder.path)/out/a/\(file.name)"))
            #expect(bytes.count == file.bytes && sha256(Array(bytes)) == file.sha256)
        }
    }

    @Test("two exports of the same article give the same bytes in every file")
    func determinism() throws {
        let path = try folder.add("a.txt", Self.article)
        _ = try export([path], to: "one")
        _ = try export([path], to: "two")
        for name in try folder.names(in: "one/a") {
            let one = try Data(contentsOf: URL(filePath: "\(folder.path)/one/a/\(name)"))
            let two = try Data(contentsOf: URL(filePath: "\(folder.path)/two/a/\(name)"))
            #expect(one == two, "\(name)")
        }
    }

    @Test("a record that fails leaves nothing and stops no other")
    func failure() throws {
        let paths = [
            try folder.add("bad.txt", "a\u{0}b"), try folder.add("good.txt", Self.article),
            try folder.add("empty.txt", " \n"), folder.path + "/none.txt",
        ]
        let outcomes = try export(paths)
        #expect(outcomes.map(\.status) == [.failed, .exported, .failed, .failed])
        #expect(
            outcomes.flatMap(\.messages).filter { $0.severity == .error }.map(\.code)
                == ["intake.binary", "intake.empty", "input.not-found"])
        #expect(try folder.names(in: "out") == ["good"])
    }

    @Test("a record exported from the same before is left alone, and done again where an option differs")
    func unchanged() throws {
        let path = try folder.add("a.txt", Self.article)
        #expect(try export([path]).map(\.status) == [.exported])
        #expect(try export([path]).map(\.status) == [.unchanged])
        #expect(try export([path], force: true).map(\.status) == [.exported])
        #expect(try export([path], dpi: 73).map(\.status) == [.exported])
        try FileManager.default.removeItem(atPath: folder.path + "/out/a/page-001.png")
        #expect(try export([path], dpi: 73).map(\.status) == [.exported])
    }

    @Test("a name corrected in minutes.json is rendered, and no later export overwrites the correction")
    func edited() throws {
        let path = try folder.add("a.txt", Self.article)
        _ = try export([path])
        let before = try folder.text("out/a/minutes.json")
        #expect(before.contains("王珍"))
        let minutes = try folder.add("out/a/minutes.json", before.replacing("王珍", with: "王真"))
        let refused = try export([path])
        #expect(refused.flatMap(\.messages).filter { $0.severity == .error }.map(\.code) == ["output.edited"])
        let rendered = try export([minutes], as: .minutes)
        #expect(rendered.map(\.status) == [.exported])
        #expect(rendered.first?.id == "a")
        #expect(try folder.text("out/a/minutes.json").contains("王真"))
        #expect(try export([path]).map(\.status) == [.failed])
        #expect(try export([path], force: true).map(\.status) == [.exported])
    }

    @Test("a folder that is not ours is left alone, even with --force")
    func foreign() throws {
        try folder.add("out/a/letter.txt", "mine")
        let outcomes = try export([folder.add("a.txt", Self.article)], force: true)
        #expect(outcomes.flatMap(\.messages).filter { $0.severity == .error }.map(\.code) == ["output.foreign-folder"])
        #expect(try folder.names(in: "out/a") == ["letter.txt"])
    }

    @Test("two records with one id both stand in the output")
    func sameID() throws {
        let outcomes = try export([
            folder.add("x/a.txt", Self.article), folder.add("y/a.txt", Self.article + "会议结束。\n"),
        ])
        #expect(outcomes.map(\.status) == [.exported, .exported])
        #expect(try folder.names(in: "out").count == 2)
    }

    @Test("a character that no face draws is an error that names it and where it stands")
    func missingCharacter() throws {
        let article = Self.article.replacing("李明远", with: "李明\u{10FFFD}")
        let outcomes = try export([folder.add("a.txt", article)])
        let message = try #require(outcomes.first?.messages.first { $0.severity == .error })
        #expect(message.code == "font.missing-character")
        #expect(message.text.contains("U+10FFFD"))
        let line = article.split(separator: "\n", omittingEmptySubsequences: false)[2]
        let column = try #require(line.unicodeScalars.firstIndex(of: "\u{10FFFD}"))
        #expect(message.line == 3)
        #expect(message.column == line.unicodeScalars.distance(from: line.startIndex, to: column) + 1)
        #expect(try folder.names(in: "out").isEmpty)
    }

    @Test(
        "a private-use character is an error whose hint names the regular character, where there is one",
        arguments: [
            ("\u{E816}", "“𠂇” U+20087"), ("\u{E5E5}", "U+3000"), ("\u{E7E8}", "“⿰” U+2FF0"), ("\u{E863}", "“䶮” U+4DAE"),
            ("\u{E81E}", "“龴” U+9FB4"), ("\u{E001}", "GB 18030-2022"),
        ])
    func privateUse(character: String, hint: String) throws {
        let article = Self.article.replacing("李明远", with: "李明" + character)
        let outcomes = try export([folder.add("a.txt", article)])
        let message = try #require(outcomes.first?.messages.first { $0.severity == .error })
        #expect(message.code == "font.missing-character" && message.line == 3)
        #expect(message.hints.contains { $0.contains(hint) })
    }

    @Test("a record beyond a limit fails with the limit's name")
    func limits() throws {
        let path = try folder.add("a.txt", Self.article)
        let small = try export([path], limits: Limits(recordBytes: 20))
        #expect(small.flatMap(\.messages).map(\.code) == ["input.too-large"])
        let long = try folder.add("long.txt", Self.article + String(repeating: "会议指出，要坚持长期努力。\n", count: 400))
        let pages = try export([long], limits: Limits(pages: 1))
        #expect(pages.flatMap(\.messages).filter { $0.severity == .error }.map(\.code) == ["layout.too-many-pages"])
    }

    @Test("no fonts, no index and no template are told apart")
    func noResources() throws {
        try folder.add(
            "fonts/index.tsv", String(contentsOf: Places.fonts.appending(path: "index.tsv"), encoding: .utf8))
        func code(fonts: String, template: String) -> String? {
            do throws(ExportError) {
                _ = try RenderEnvironment(fonts: fonts, templates: Places.templates.path, template: template)
                return nil
            } catch {
                return error.messages.first?.code
            }
        }
        #expect(code(fonts: folder.path, template: "gbt9704-minutes") == "font.no-index")
        #expect(code(fonts: folder.path + "/fonts", template: "gbt9704-minutes") == "font.missing-files")
        #expect(code(fonts: Places.fonts.path, template: "none") == "template.not-found")
    }

    @Test("the layout dump has lengths in millimetres with four decimals")
    func layout() throws {
        let path = try folder.add("a.txt", Self.article)
        let bytes = try inspectLayout(of: Input(.file(path), format: .text), environment: environment())
        let json = try readJSON(bytes).value
        #expect(json["schema"] == .string("jiyao.layout/1"))
        guard case .array(let pages) = json["pages"], let page = pages.first else {
            Issue.record("no pages")
            return
        }
        #expect(page["width"] == .number("210.0000"))
        #expect(page["height"] == .number("297.0000"))
        guard case .array(let items) = page["items"] else {
            Issue.record("no items")
            return
        }
        #expect(items.contains { $0["kind"] == .string("text") && $0["face"] == .string("FandolFang-Regular") })
    }
}
