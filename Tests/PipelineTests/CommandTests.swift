import Foundation
import TestKit
import Testing

/// The program as a script sees it: what it prints where, and how it ends.
@Suite("The command", .enabled(if: Command.path != nil && Places.hasFonts, "needs the built program and the fonts"))
struct CommandTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(
        "wrong usage ends with 2",
        arguments: [
            [], ["nonsense"], ["export"], ["export", "x.txt", "--dpi", "5"], ["export", "x.txt", "--format", "doc"],
            ["export", "x.txt", "--jobs", "0"], ["export", "x.txt", "--template", "none"],
            ["inspect", "layout"], ["extract", "a.txt", "b.txt"],
        ])
    func usage(arguments: [String]) throws {
        let result = try Command.run(arguments, in: folder.path)
        #expect(result.status == 2 || arguments.isEmpty && result.status == 0)
        #expect(try folder.names().isEmpty)
    }

    @Test("a batch with a failing record exports the others, says why on standard error and ends with 1")
    func batch() throws {
        try folder.add("in/a.txt", ExporterTests.article)
        try folder.add("in/b.txt", "\u{1}")
        let result = try Command.run(["export", "in", "--dpi", "72", "--report", "r.jsonl"], in: folder.path)
        #expect(result.status == 1)
        #expect(result.output == "output/a, 1 page\n")
        #expect(result.errors.hasPrefix("in/b.txt:1:1: error: "))
        #expect(result.errors.contains("[intake.binary]\n  hint: "))
        #expect(try folder.text("r.jsonl").split(separator: "\n").count == 2)
    }

    @Test("--pdf a3 puts the record inside, --verify finds nothing wrong, and check says what is")
    func archivePDF() throws {
        try folder.add("a.txt", ExporterTests.article)
        let export = ["export", "a.txt", "--format", "pdf", "--verify", "--pdf", "a3"]
        #expect(try Command.run(export, in: folder.path).status == 0)
        let file = "output/a/minutes.pdf"
        let good = try Command.run(["check", file], in: folder.path)
        #expect(good.status == 0)
        #expect(good.output == "\(file): 1 page, PDF/A-3a and PDF/UA-1\npass\n")
        // The option decides the bytes, so the folder is made again.
        #expect(try Command.run(export.dropLast(2), in: folder.path).output == "output/a, 1 page\n")
        let plain = try Command.run(["check", file, "--json"], in: folder.path)
        #expect(plain.output.contains("\"standard\":\"PDF/A-2a and PDF/UA-1\""))
        try folder.add("bad.pdf", "%PDF-1.7")
        let bad = try Command.run(["check", file, "bad.pdf", "none.pdf"], in: folder.path)
        #expect(bad.status == 1)
        #expect(bad.output.contains("ISO 19005-2 6.1.4"))
        #expect(bad.errors.contains("none.pdf: error: cannot be read"))
    }

    @Test("--fail-fast stops at the first failing record")
    func failFast() throws {
        try folder.add("in/a.txt", "\u{1}")
        try folder.add("in/b.txt", ExporterTests.article)
        let result = try Command.run(["export", "in", "--fail-fast"], in: folder.path)
        #expect(result.status == 1)
        #expect(try folder.shown(in: "output").isEmpty)
    }

    @Test("standard input is a record of its own")
    func standardInput() throws {
        let result = try Command.run(
            ["export", "-", "--format", "json", "--quiet"], in: folder.path, input: ExporterTests.article)
        #expect(result.status == 0)
        #expect(result.output.isEmpty)
        #expect(try folder.names(in: "output/stdin") == ["manifest.json", "minutes.json"])
    }

    @Test("inspect lines answers what it can, names the line of what it cannot, and ends with 1")
    func inspectLines() throws {
        let cases = "{\"id\":\"a\",\"text\":\"会议\",\"width_em\":1}\nnonsense\n{\"id\":\"b\",\"text\":\"会\"}\n"
        let result = try Command.run(["inspect", "lines"], in: folder.path, input: cases)
        #expect(result.status == 1)
        #expect(result.output.split(separator: "\n").count == 2)
        #expect(result.output.hasPrefix(#"{"id":"a","lines":["会","议"],"breaks":[1,2],"#))
        #expect(result.errors.hasPrefix("<stdin>:2: error: "))
        #expect(try Command.run(["inspect", "lines", "none.jsonl"], in: folder.path).status == 2)
    }

    @Test("missing fonts end with 3 and the command that installs them")
    func noFonts() throws {
        try folder.add("a.txt", ExporterTests.article)
        let result = try Command.run(["export", "a.txt", "--fonts", folder.path], in: folder.path)
        #expect(result.status == 3)
        #expect(result.errors.contains("Fonts/install.sh"))
    }

    @Test("an output that cannot be written ends with 4")
    func notWritable() throws {
        try folder.add("a.txt", ExporterTests.article)
        let result = try Command.run(["export", "a.txt", "-o", "/proc/none"], in: folder.path)
        #expect(result.status == 4)
    }

    @Test("extract prints Minutes JSON, which render takes")
    func extract() throws {
        try folder.add("a.txt", ExporterTests.article)
        let extracted = try Command.run(["extract", "a.txt"], in: folder.path)
        #expect(extracted.status == 0)
        try folder.add("edited.json", extracted.output)
        let rendered = try Command.run(["render", "edited.json", "--format", "json"], in: folder.path)
        #expect(rendered.status == 0)
        #expect(try folder.shown(in: "output") == ["a"])
    }

    @Test("extract --explain tells field, value, rule and the words in their line, without colours in a pipe")
    func explain() throws {
        try folder.add("a.txt", "青安县茶叶协会召开第三次理事会\n5月6日，会议在县茶厂举行，会长林静主持。\n")
        let first = try Command.run(["extract", "a.txt", "--explain"], in: folder.path)
        #expect(first.status == 0)
        #expect(first.output.hasPrefix("# a.txt\n"))
        #expect(
            first.output.contains("chair[1]: 林静\n  rule: chair.zhuchi\n  2:17  5月6日，会议在县茶厂举行，会长>>林静<<主持。\n"))
        #expect(!first.output.contains("\u{1B}"))
        #expect(try Command.run(["extract", "a.txt", "--explain", "-o", "why.txt"], in: folder.path).output.isEmpty)
        #expect(try folder.text("why.txt") == first.output)
        #expect(try Command.run(["extract", "a.txt", "--explain", "-o", "why/"], in: folder.path).status == 2)
    }

    @Test("templates show prints the template with its defaults, which is a template again")
    func templatesShow() throws {
        let shown = try Command.run(["templates", "show", "gbt9704-minutes"], in: folder.path)
        #expect(shown.status == 0)
        #expect(shown.output.contains("least-lines: 1"))
        try folder.add("mine/again/template.yaml", shown.output)
        let again = try Command.run(["templates", "show", "again", "--templates", "mine"], in: folder.path)
        #expect(again.output == shown.output)
        #expect(try Command.run(["templates", "show", "../mine"], in: folder.path).status == 2)
    }

    @Test("check ends with 0 where the pages keep every rule, and names the rules as JSON")
    func check() throws {
        try folder.add("a.txt", ExporterTests.article)
        let result = try Command.run(["check", "a.txt", "--json"], in: folder.path)
        #expect(result.status == 0)
        #expect(result.output.hasPrefix(#"{"schema": "jiyao.check/1", "standard": "GB/T 9704-2012", "input": "a.txt""#))
        #expect(
            result.output.contains(
                #"{"id": "GB-5.2.1-b", "title": "订口 28 mm ± 1 mm", "status": "pass", "measured": "28.000 mm""#))
        #expect(result.output.split(separator: "\n").count == 1)
        let table = try Command.run(["check", "a.txt"], in: folder.path).output
        #expect(table.contains("not-applicable GB-4-a"))
        #expect(table.hasSuffix(" not applicable\n"))
    }

    @Test("check ends with 1 and the places where a template leaves the standard")
    func checkFails() throws {
        try folder.add("a.txt", ExporterTests.article)
        let text = try String(
            contentsOf: Places.templates.appending(path: "gbt9704-minutes/template.yaml"), encoding: .utf8)
        try folder.add("mine/wide/template.yaml", text.replacing("left: 28mm", with: "left: 22mm"))
        let result = try Command.run(
            ["check", "a.txt", "--templates", "mine", "--template", "wide", "--quiet"], in: folder.path)
        #expect(result.status == 1)
        #expect(result.output.contains("fail          GB-5.2.1-b"))
        #expect(
            result.output.contains(
                "page 1, x 22.000 mm, y 37.000 mm “left edge”: 22.000 mm, wanted: 28 mm ± 1 mm at the bound edge"))
    }

    @Test("an own folder of templates is searched before the one that comes along, and must be there")
    func ownTemplates() throws {
        try folder.add("mine/plain/template.yaml", "extends: plain\ndescription: ours\n")
        let listed = try Command.run(["templates", "list", "--templates", "mine"], in: folder.path)
        #expect(listed.status == 0 && listed.output.contains("plain\tours\n"))
        #expect(listed.output.contains("gbt9704-minutes\t"))
        let none = try Command.run(["templates", "list", "--templates", "none"], in: folder.path)
        #expect(none.status == 2 && none.errors.contains("[template.no-folder]"))
        try folder.add("a.txt", ExporterTests.article)
        try folder.add("office.yaml", "issuer: 甲局\nissues: 乙\n")
        let wrong = try Command.run(["check", "a.txt", "--settings", "office.yaml"], in: folder.path)
        #expect(wrong.status == 2)
        #expect(wrong.errors.hasPrefix("office.yaml:2:1: error: unknown key 'issues' [template.unknown-key]\n  hint: "))
    }

    @Test("a character that no face draws makes fonts check end with 1")
    func fontsCheck() throws {
        #expect(try Command.run(["fonts", "check", "纪要"], in: folder.path).status == 0)
        let result = try Command.run(["fonts", "check", "\u{10FFFD}"], in: folder.path)
        #expect(result.status == 1)
        #expect(result.output.contains("fangsong\tU+10FFFD\t\u{10FFFD}\tnone\t\tmissing\n"))
        #expect(result.output.contains("total\tfangsong\tnone\tmissing\t1\t1\n"))
        #expect(try Command.run(["fonts", "check"], in: folder.path).status == 2)
        #expect(try Command.run(["fonts", "check", "字", "--role", "none"], in: folder.path).status == 2)
    }

    @Test("fonts check tells face, glyph and rank of each character of a file, and sums them up")
    func fontsCheckFile() throws {
        let file = try folder.add("names.txt", "张三、葛󠄁𠮷\n𠮷张")
        let result = try Command.run(["fonts", "check", "--file", file, "--role", "fangsong"], in: folder.path)
        #expect(result.status == 0)
        let lines = result.output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
        #expect(
            lines.map { $0[0] == "total" ? "total" : $0[1] } == [
                "U+5F20", "U+4E09", "U+3001", "U+845B U+E0101", "U+20BB7", "total", "total", "total",
            ])
        #expect(lines[0][3] == "FandolFang-Regular" && lines[0][5] == "first")
        #expect(lines[4][5] == "fallback" && Int(lines[4][4]) != nil)
        #expect(lines[5] == ["total", "fangsong", "FandolFang-Regular", "first", "3", "4"])
        #expect(lines[7] == ["total", "fangsong", lines[4][3], "fallback", "1", "2"])
        let summary = try Command.run(
            ["fonts", "check", "--file", file, "--role", "fangsong", "--summary"], in: folder.path)
        #expect(summary.output.split(separator: "\n").count == 3)
    }
}

/// Runs the program that was built together with these tests.
enum Command {
    struct Result {
        var status: Int32
        var outputBytes: Data
        var errors: String

        var output: String { String(decoding: outputBytes, as: UTF8.self) }
    }

    /// Beside the test bundle, which this process has mapped.
    static let path: String? = {
        guard let maps = try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8) else { return nil }
        for line in maps.split(separator: "\n") where line.hasSuffix(".xctest") {
            guard let start = line.firstIndex(of: "/") else { continue }
            let program = URL(filePath: String(line[start...])).deletingLastPathComponent().appending(path: "jiyao")
            if FileManager.default.isExecutableFile(atPath: program.path) { return program.path }
        }
        return nil
    }()

    static func run(_ arguments: [String], in folder: String, input: String = "") throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: try #require(path))
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        // Files rather than pipes: a full pipe would stop the program.
        let files = try TemporaryFolder()
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: files.add("in", input)))
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: files.add("out", "")))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: files.add("err", "")))
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, outputBytes: try Data(contentsOf: URL(filePath: files.path + "/out")),
            errors: try files.text("err"))
    }
}
