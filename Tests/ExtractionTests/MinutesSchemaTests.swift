import Extraction
import Foundation
import Intake
import MinutesModel
import TestKit
import Testing

/// The validator is there, with the package it needs.
private let canValidate = (try? Tool("python3")?.run("-c", "import jsonschema").status) == 0

@Suite("The published schema")
struct MinutesSchemaTests {
    private static let script = Places.repository.appending(path: "scripts/check-minutes-schema.py").path

    @Test(
        "agrees with the minutes of the example, of every invented report and of the corpus", .enabled(if: canValidate))
    func written() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var folders = [Places.examples, Places.repository.appending(path: "Tests/References/Extraction")]
        if let shared = Places.shared { folders.append(shared.appending(path: "corpus/texts")) }
        var count = 0
        for source in folders {
            for url in try FileManager.default.contentsOfDirectory(at: source, includingPropertiesForKeys: nil)
            where url.pathExtension == "txt" {
                let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
                let minutes = extractMinutes(from: try readText(text))
                try Data(minutes.jsonBytes()).write(to: folder.appending(path: "\(count).json"))
                count += 1
            }
        }
        let python = try #require(Tool("python3"))
        let command = "exec python3 '\(Self.script)' '\(folder.path)'/*.json"
        let outcome = try (Tool("sh") ?? python).run("-c", command)
        #expect(outcome.status == 0, "\(outcome.text)")
        #expect(outcome.text.contains("\(count) files, 0 mistakes"))
    }

    @Test(
        "refuses what the reader refuses", .enabled(if: canValidate),
        arguments: [
            #""title": 5"#, #""chair": "林静""#, #""counts": {"present": "3"}"#,
            #""title": {"value": "a", "at": [[1, 2]]}"#, #""attendees": [{"names": []}]"#,
            #""title": {"value": "a", "derived": "b", "at": [[1, 2]], "rule": "r"}"#,
        ])
    func refused(field: String) throws {
        let text = #"{"schema": "jiyao.minutes/1", "id": "a", "# + field + "}"
        #expect(throws: MinutesJSONError.self) { try Minutes(readingJSON: Array(text.utf8)) }
        let file = FileManager.default.temporaryDirectory.appending(path: "refused-\(UUID().uuidString).json")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let outcome = try #require(Tool("python3")).run(Self.script, file.path)
        #expect(outcome.status == 1)
    }
}
