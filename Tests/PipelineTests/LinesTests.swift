import Foundation
import Glibc
import MinutesExport
import OrderedJSON
import Testing

@Suite("JSON Lines")
struct LinesTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func records(_ content: String, limit: Int = 4 << 20) throws -> [Result<ExtractedMinutes, ExportError>] {
        let path = folder.path + "/records.jsonl"
        try Data(content.utf8).write(to: URL(filePath: path))
        let limits = Limits(recordBytes: limit)
        return findInputs([path]).records(limits: limits).map { item in
            Result { () throws(ExportError) in
                switch item {
                case .refused(_, let message): throw .record([message])
                case .input(let input): try extractMinutes(from: input, limits: limits)
                }
            }
        }
    }

    private func codes(_ records: [Result<ExtractedMinutes, ExportError>]) -> [String] {
        records.map { record in
            switch record {
            case .success(let minutes): minutes.id
            case .failure(let error): error.messages.map { "\($0.code) \($0.line ?? 0)" }.joined()
            }
        }
    }

    @Test("each line is a record; a bad one is an error with its line, and those after it are read")
    func lines() throws {
        let found = try records(
            """
            {"id": "a", "title": "甲会议", "content": "会议由王珍主持。"}\r
            {"id": "b",

            {"id": "c", "title": "乙会议", "content": "会议由林静主持。"}
              [1]
            {"title": "丙会议", "content": "会议\\u0000"}
            {"title": "丁会议", "content": "会议由高原主持。"}
            """)
        #expect(
            codes(found) == [
                "a", "intake.json-syntax 2", "c", "intake.json-shape 5", "intake.binary 6", "records",
            ])
    }

    @Test("a line longer than a record may be is passed over, whatever its length")
    func longLine() throws {
        let long = String(repeating: "会", count: 200_000)
        let found = try records(
            "{\"id\": \"a\", \"content\": \"会议\"}\n\(long)\n{\"id\": \"b\", \"content\": \"会议\"}\n\(long)", limit: 1_000
        )
        #expect(codes(found) == ["a", "input.too-large 2", "b", "input.too-large 4"])
    }

    @Test("minutes of JSON Lines are JSON Lines, complete or not there")
    func output() throws {
        let path = folder.path + "/minutes.jsonl"
        var writer = try ExtractionWriter(.file(path), asLines: true)
        for case .success(let minutes) in try records(
            "{\"id\": \"a\", \"content\": \"会议\"}\n{\"id\": \"b\", \"content\": \"会议\"}\n")
        {
            try writer.write(minutes)
        }
        #expect(!FileManager.default.fileExists(atPath: path))
        try writer.finish()
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(try lines.map { try readJSON(Array($0.utf8)).value["id"] } == [.string("a"), .string("b")])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
                "minutes.jsonl", "records.jsonl",
            ])
    }

    @Test("a pipe or a device is written to, never replaced by a file", arguments: [false, true])
    func device(asLines: Bool) throws {
        let path = folder.path + "/pipe"
        try #require(mkfifo(path, 0o600) == 0)
        let reader = open(path, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        var writer = try ExtractionWriter(.file(path), asLines: asLines)
        for case .success(let minutes) in try records("{\"id\": \"a\", \"content\": \"会议\"}") {
            try writer.write(minutes)
        }
        try writer.finish()
        #expect(try FileStatus(path: path).kind == .other)
        var bytes = [UInt8](repeating: 0, count: 64)
        #expect(read(reader, &bytes, 64) == 64)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["pipe", "records.jsonl"])
    }
}
