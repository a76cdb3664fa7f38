import Foundation
import MinutesExport
import TestKit
import Testing

@Suite("Records with pictures", .enabled(if: Places.hasFonts, "Fonts/install.sh brings the fonts"))
struct PictureTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func export(
        _ path: String, as content: Exporter.Content = .articles, to output: String = "out",
        template: String = "gbt9704-minutes", limits: Limits = Limits()
    ) throws -> RecordOutcome {
        let environment = try RenderEnvironment(
            fonts: Places.fonts.path, templates: Places.templates.path, template: template, limits: limits)
        let options = ExportOptions(outputFolder: folder.path + "/" + output, dpi: 72)
        let exporter = try Exporter(content, environment: environment, options: options)
        let items = findInputs([path], onlyMinutes: content == .minutes).items
        return try exporter.export(try #require(items.first))
    }

    private func add(_ name: String, _ bytes: [UInt8]) throws {
        try folder.add(name, "")
        try Data(bytes).write(to: URL(filePath: folder.path + "/" + name))
    }

    private func article(_ pictures: String...) throws -> String {
        try folder.add(
            "a.md", "# 沁安市会议召开\n\n2031年3月29日，沁安市第一次会议召开。\n\n" + pictures.map { "![会场](\($0))\n\n" }.joined())
    }

    @Test("pictures stand beside minutes.json, and rendering it gives the same pages")
    func copies() throws {
        try add("pics/a.png", SamplePictures.png)
        try add("b.jpg", SamplePictures.turned)
        let path = try article("pics/a.png", "b.jpg")
        let outcome = try export(path)
        #expect(outcome.status == .exported && outcome.messages.isEmpty)
        #expect(
            outcome.files.map(\.name).contains("picture-001.png")
                && outcome.files.map(\.name).contains("picture-002.jpg"))
        let copy = try Data(contentsOf: URL(filePath: folder.path + "/out/a/picture-002.jpg"))
        #expect(Array(copy) == SamplePictures.turned)
        _ = try export(folder.path + "/out/a/minutes.json", as: .minutes, to: "again")
        for name in ["minutes.pdf", "minutes.json", "page-001.png"] {
            let (one, two) = (folder.path + "/out/a/" + name, folder.path + "/again/a/" + name)
            #expect(try Data(contentsOf: URL(filePath: one)) == Data(contentsOf: URL(filePath: two)), "\(name)")
        }
        #expect(try export(path).status == .unchanged)
        try add("b.jpg", SamplePictures.gray)
        #expect(try export(path).status == .exported)
    }

    @Test(
        "what is not there or not the record's own is left out, named, and listed",
        arguments: [
            ("none.png", "picture.missing"), ("../up.png", "picture.outside"), ("/etc/hostname", "picture.outside"),
            ("https://example.com/a.png", "picture.not-local"), ("link.png", "picture.outside"),
        ])
    func leftOut(name: String, code: String) throws {
        try add("up.png", SamplePictures.png)
        try FileManager.default.createDirectory(atPath: folder.path + "/in", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/in/link.png", withDestinationPath: folder.path + "/up.png")
        let path = try folder.add("in/a.md", "# 沁安市会议召开\n\n2031年3月29日，沁安市第一次会议召开。\n\n![会场](\(name))\n")
        let outcome = try export(path)
        #expect(outcome.status == .exported)
        let message = try #require(outcome.messages.first { $0.code == code })
        #expect(message.text.contains(name))
        #expect(try folder.text("out/a/minutes.json").contains("\"reason\": \"\(code)\""))
        #expect(!outcome.files.map(\.name).contains { $0.hasPrefix("picture") })
    }

    @Test("a file that cannot be printed, and one beyond a limit, fails its record with a code")
    func errors() throws {
        try add("a.png", SamplePictures.png)
        try add("cut.png", Array(SamplePictures.png.dropLast(40)))
        try add("cmyk.jpg", SamplePictures.inks)
        try add("text.png", Array("no picture".utf8))
        func code(_ name: String, _ limits: Limits = Limits()) throws -> String? {
            let outcome = try export(article(name), limits: limits)
            #expect(outcome.status == .failed)
            return outcome.messages.last?.code
        }
        #expect(try code("cut.png") == "picture.damaged")
        #expect(try code("cmyk.jpg") == "picture.cmyk")
        #expect(try code("text.png") == "picture.unknown-format")
        #expect(try code("a.png", Limits(pictureBytes: 90)) == "picture.too-many-bytes")
        #expect(try code("a.png", Limits(picturePixels: 100)) == "picture.too-many-pixels")
        #expect(try code("a.png", Limits(pictures: 0)) == "picture.too-many")
    }

    @Test("each resolution whose text the source has is a PDF of its own beside the one of all")
    func resolutions() throws {
        let report = Places.examples.appending(path: "qinghe-congress/report.txt").path
        let outcome = try export(report, template: "resolution")
        #expect(
            outcome.files.map(\.name).filter { $0.hasSuffix(".pdf") } == [
                "minutes.pdf", "resolution-01.pdf", "resolution-02.pdf",
            ])
        #expect(outcome.pages == 2)
        let text = try folder.add("b.txt", "会议召开\n2031年1月20日，白鹭县第二次会议召开。会议通过了《关于报告的决议》。")
        #expect(
            try export(text, template: "resolution").files.map(\.name).filter { $0.hasSuffix(".pdf") } == [
                "minutes.pdf"
            ])
    }
}
