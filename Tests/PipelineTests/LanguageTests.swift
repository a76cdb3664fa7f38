import Foundation
import MinutesExport
import TestKit
import Testing

@Suite("Messages in Chinese")
struct LanguageTests {
    @Test("a message is Chinese with its values, and has the same place and code")
    func values() {
        let message = Message(
            "layout.too-many-pages", "the record needs more than 12 pages", path: "a.txt", line: 3,
            hints: ["--max-pages raises the limit"])
        #expect(
            message.rendered(in: .chinese) == "a.txt:3: 错误: 记录超过 12 页 [layout.too-many-pages]\n  提示: --max-pages 可提高限额")
        #expect(message.rendered(in: .english) == message.rendered)
    }

    @Test("a sentence that nobody has translated stays English")
    func unknown() {
        let message = Message("x.y", "some sentence", severity: .warning, hints: ["a hint"])
        #expect(message.rendered(in: .chinese) == "警告: some sentence [x.y]\n  提示: a hint")
    }

    @Test("a sentence with several values takes the one whose pieces all stand there")
    func several() {
        let message = Message("x.y", "page 3 has 400 pixels, the limit is 20")
        #expect(message.rendered(in: .chinese) == "错误: 第 3 页有 400 像素，限额为 20 [x.y]")
        let quorum = Message("x.y", "the source states a quorum, but 3 of 9 are fewer than the 5 needed")
        #expect(quorum.rendered(in: .chinese).contains("但3人（共9人）少于所需的5人"))
    }

    @Test("every Chinese sentence belongs to one that the program can print")
    func noneIsStale() throws {
        let file = try String(
            contentsOf: Places.repository.appending(path: "Sources/MinutesExport/Knowledge/chinese.txt"),
            encoding: .utf8)
        let sources = try swiftTexts()
        for line in file.split(separator: "\n") where !line.hasPrefix("#") {
            let halves = line.split(separator: "\t")
            try #require(halves.count == 2, "\(line)")
            // The longest piece between values stands in some source, as it is or with quotes escaped.
            let pieces = halves[0].split(separator: "%").flatMap { $0.split(separator: " (byte ") }
            let longest = try #require(pieces.max { $0.count < $1.count })
            let escaped = longest.replacing("\"", with: "\\\"").trimmingCharacters(in: .whitespaces)
            let isPrinted = sources.contains(escaped)
            #expect(isPrinted, "\(line)")
        }
    }

    private func swiftTexts() throws -> String {
        let root = Places.repository.appending(path: "Sources").path
        var text = ""
        let files = try #require(FileManager.default.enumerator(atPath: root))
        for case let file as String in files where file.hasSuffix(".swift") {
            text += try String(contentsOfFile: root + "/" + file, encoding: .utf8)
        }
        return text
    }
}

@Suite("Bags", .enabled(if: Places.hasFonts, "Fonts/install.sh brings the fonts"))
struct BagTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func problems() throws -> [String] {
        var problems: [String] = []
        try verifyFolder(folder.path + "/bag") { check throws(ExportError) in
            problems += check.problems.map { "\($0.code) \($0.file)" }
        }
        return problems
    }

    @Test("a bag holds records with their sources, and its manifests list every byte of them")
    func bag() throws {
        let path = try folder.add("a.txt", ExporterTests.article)
        let environment = try RenderEnvironment(
            fonts: Places.fonts.path, templates: Places.templates.path, template: "gbt9704-minutes")
        let options = ExportOptions(
            outputFolder: folder.path + "/bag/data", formats: [.json], keepsSource: true,
            journalFolder: folder.path + "/bag")
        let batch = try Batch(
            .articles, findInputs([path]), environment: environment, options: options, batch: BatchOptions())
        try batch.run { _ throws(ExportError) in }
        try writeBag(folder.path + "/bag", date: ExportDate("2031-03-15"))
        #expect(try folder.text("bag/data/a/source.txt") == ExporterTests.article)
        let manifest = try folder.text("bag/manifest-sha512.txt").split(separator: "\n")
        #expect(
            manifest.map { String($0.dropFirst(130)) } == [
                "data/a/manifest.json", "data/a/minutes.json", "data/a/source.txt",
            ])
        #expect(try folder.text("bag/bag-info.txt").contains("Bagging-Date: 2031-03-15\nPayload-Oxum: "))
        #expect(try folder.text("bag/metadata/文件目录.XML").contains("<题名>沁安市第三届运动协会第一次会议召开</题名><日期>2024-03-29</日期>"))
        #expect(try problems().isEmpty)
        try folder.add("bag/data/a/source.txt", ExporterTests.article + " ")
        try folder.add("bag/data/b.txt", "")
        try folder.add("bag/bag-info.txt", "")
        #expect(
            try problems() == [
                "verify.changed-file bag-info.txt", "verify.changed-file data/a/source.txt",
                "verify.extra-file data/b.txt",
            ])
    }
}
