import Foundation
import MinutesExport
import OrderedJSON
import TestKit
import Testing

/// What a batch remembers, and what others find of it.
@Suite("Going on with a batch", .enabled(if: Places.hasFonts, "Fonts/install.sh brings the fonts"))
struct ResumeTests {
    let folder: TemporaryFolder
    let environment: RenderEnvironment

    init() throws {
        folder = try TemporaryFolder()
        environment = try RenderEnvironment(
            fonts: Places.fonts.path, templates: Places.templates.path, template: "gbt9704-minutes")
    }

    @discardableResult
    private func run(_ path: String, to output: String = "out", _ batch: BatchOptions = BatchOptions()) throws
        -> [RecordOutcome]
    {
        let options = ExportOptions(outputFolder: folder.path + "/" + output, formats: [.json])
        let batch = try Batch(
            .articles, findInputs([path]), environment: environment, options: options, batch: batch)
        var outcomes: [RecordOutcome] = []
        try batch.run { outcome throws(ExportError) in outcomes.append(outcome) }
        return outcomes
    }

    private func lines(_ contents: [String]) throws -> String {
        try folder.add(
            "in.jsonl",
            contents.enumerated().map { number, id in
                id == "bad" ? "no record" : #"{"id":"\#(id)","content":"会议由王珍主持，讨论了第\#(number)项。"}"#
            }.joined(separator: "\n"))
    }

    private func problems(_ path: String) throws -> [String] {
        var problems: [String] = []
        try verifyFolder(folder.path + "/" + path) { check throws(ExportError) in
            problems += check.problems.map { "\($0.code) \($0.file)" }
        }
        return problems
    }

    @Test("only what failed last is exported again, under the name that is its own")
    func onlyFailed() throws {
        // The second and the third want one name; the second fails at first.
        try run(lines(["a", "bad", "a"]))
        let path = try lines(["a", "a", "a"])
        let again = try run(path, BatchOptions(onlyFailed: true))
        #expect(again.map(\.line) == [2] && again.map(\.status) == [.exported])
        #expect(again.first?.id?.hasPrefix("a-") == true)
        #expect(try run(path, BatchOptions(onlyFailed: true)).isEmpty)
        let error = #expect(throws: ExportError.self) { try run(path, to: "other", BatchOptions(onlyFailed: true)) }
        #expect(error?.messages.first?.code == "journal.none")
    }

    @Test("the journal's last line is the truth where a record fails, or changes, and is then what it was")
    func returned() throws {
        let first = try lines(["a", "b"])
        try run(first)
        try run(lines(["bad", "b"]))
        try run(lines(["a", "b"]))
        #expect(try run(first, BatchOptions(onlyFailed: true)).isEmpty)
        for id in ["other", "a"] {
            let content = #"{"id":"a","content":"会议由\#(id == "a" ? "王珍" : "李明")主持，讨论了第0项。"}"#
            try run(folder.add("in.jsonl", content + "\n" + #"{"id":"b","content":"会议由王珍主持，讨论了第1项。"}"#))
        }
        #expect(try problems("out").isEmpty)
        let journal = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/out/.jiyao-journal.jsonl"))
        try run(first)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/out/.jiyao-journal.jsonl")) == journal)
    }

    @Test("shards export every record once, whatever its place in the input")
    func shards() throws {
        let names = (0..<40).map { "record-\($0)" }
        var seen: [String] = []
        for index in 1...3 {
            let shard = try #require(Shard("\(index)/3"))
            let own = try run(lines(names), BatchOptions(shard: shard)).compactMap(\.id)
            let reversed = try run(lines(names.reversed()), to: "r\(index)", BatchOptions(shard: shard))
            #expect(reversed.compactMap(\.id) == own.reversed() && own.count > 5)
            seen += own
        }
        #expect(seen.sorted() == names.sorted())
        #expect(Shard("0/3") == nil && Shard("4/3") == nil && Shard("1") == nil && Shard("a/b") == nil)
        let journals = try folder.names(in: "out").filter { $0.hasPrefix(".") }
        #expect(journals == (1...3).map { ".jiyao-journal.\($0)-of-3.jsonl" })
    }

    @Test("a dry run tells what would be done and makes no folder")
    func dryRun() throws {
        let path = try lines(["a", "bad", "b"])
        #expect(try run(path, BatchOptions(isDryRun: true)).map(\.status) == [.planned, .failed, .planned])
        #expect(try folder.names() == ["in.jsonl"])
        try run(lines(["a"]))
        #expect(
            try run(lines(["a", "bad", "b"]), BatchOptions(isDryRun: true)).map(\.status)
                == [.unchanged, .failed, .planned])
    }

    @Test("a line that a killed process left unfinished in the journal is cut off")
    func tornJournal() throws {
        try run(lines(["a", "bad"]))
        let journal = "out/.jiyao-journal.jsonl"
        let whole = try folder.text(journal)
        #expect(whole.split(separator: "\n").count == 2)
        try folder.add(journal, whole + #"{"input": "x", "id"#)
        try run(lines(["a", "b"]))
        let mended = try folder.text(journal)
        #expect(mended.hasPrefix(whole))
        #expect(mended.split(separator: "\n").count == 3)
        #expect(try run(lines(["a", "b"]), BatchOptions(onlyFailed: true)).isEmpty)
    }

    @Test("verify finds a flipped byte, a missing, an extra and an unfinished file, and a record that is gone")
    func verify() throws {
        try run(lines(["a", "b", "c"]))
        #expect(try problems("out").isEmpty)
        let minutes = try folder.text("out/a/minutes.json")
        try folder.add("out/a/minutes.json", minutes.replacing("王珍", with: "王真"))
        #expect(try problems("out/a") == ["verify.changed-file minutes.json"])
        try folder.add("out/a/minutes.json", minutes)
        try folder.add("out/b/letter.txt", "mine")
        try FileManager.default.removeItem(atPath: folder.path + "/out/b/minutes.json")
        try FileManager.default.removeItem(atPath: folder.path + "/out/c")
        try folder.add("out/.jiyao-incoming.1-1-aaaaaaaa-all.d/minutes.json", "half")
        #expect(
            try problems("out") == [
                "verify.missing-file minutes.json", "verify.extra-file letter.txt",
                "verify.unfinished .jiyao-incoming.1-1-aaaaaaaa-all.d", "verify.missing-record c",
            ])
        #expect(throws: ExportError.self) { try problems("none") }
    }

    @Test("every byte of a manifest counts", arguments: [0, 30, 200, 700])
    func manifestByte(offset: Int) throws {
        try run(lines(["a"]))
        let url = URL(filePath: folder.path + "/out/a/manifest.json")
        var bytes = try Data(contentsOf: url)
        bytes[offset] = bytes[offset] == 0x20 ? 0x09 : bytes[offset] ^ 1
        try bytes.write(to: url)
        #expect(try !problems("out/a").isEmpty)
        try (try Data(contentsOf: url) + Data("\n".utf8)).write(to: url)
        #expect(try !problems("out/a").isEmpty)
    }

    @Test("a record beyond its time fails with a code, and the others are exported")
    func slowRecord() throws {
        let paragraph = String(repeating: "会议指出，要坚持长期努力，认真落实各项工作，确保取得实效。", count: 40_000)
        let path = try folder.add(
            "in.jsonl", #"{"id":"slow","content":"\#(paragraph)"}"# + "\n" + #"{"id":"b","content":"会议由王珍主持。"}"#)
        let limits = Limits(recordBytes: 32 << 20, pages: 100_000, seconds: 1)
        let slow = try RenderEnvironment(
            fonts: Places.fonts.path, templates: Places.templates.path, template: "gbt9704-minutes", limits: limits)
        let options = ExportOptions(outputFolder: folder.path + "/out", formats: [.pdf])
        let batch = try Batch(
            .articles, findInputs([path]), environment: slow, options: options, batch: BatchOptions(jobs: 1))
        var outcomes: [RecordOutcome] = []
        try batch.run { outcome throws(ExportError) in outcomes.append(outcome) }
        #expect(outcomes.map(\.status) == [.failed, .exported])
        #expect(outcomes.first?.messages.last?.code == "record.too-slow")
        #expect(try folder.names(in: "out").filter { !$0.hasPrefix(".") } == ["b"])
    }

    @Test("a date that is given stands in the manifest, and none does without it")
    func date() throws {
        #expect(ExportDate("2031-02-29") == nil && ExportDate("2032-02-29") != nil)
        #expect(ExportDate("2031-03-15T09:30:00Z")?.text == "2031-03-15T09:30:00Z")
        #expect(ExportDate(secondsSince1970: 951_782_400)?.text == "2000-02-29T00:00:00Z")
        #expect(ExportDate(secondsSince1970: 1_234_567_890)?.text == "2009-02-13T23:31:30Z")
        #expect(ExportDate(secondsSince1970: -1) == nil)
        try run(lines(["a"]))
        #expect(try !folder.text("out/a/manifest.json").contains("\"date\""))
    }

    @Test("a report as CSV quotes what a cell may not hold")
    func csv() {
        let outcome = RecordOutcome(
            input: "a,\"b\".txt", id: "a", status: .failed,
            messages: [Message("x.y", "first\nsecond", path: "a"), Message("x.z", "w", severity: .warning)],
            milliseconds: 7)
        #expect(
            outcome.csvLine == "a,\"a,\"\"b\"\".txt\",,failed,,0,0,,x.z,x.y,\"first\nsecond\",7\r\n")
        #expect(RecordOutcome.csvHead.split(separator: ",").count == 12)
    }
}
