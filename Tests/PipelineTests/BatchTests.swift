import Foundation
import MinutesExport
import Synchronization
import TestKit
import Testing

@Suite("Many records", .enabled(if: Places.hasFonts, "Fonts/install.sh brings the fonts"))
struct BatchTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func environment(limits: Limits = Limits()) throws -> RenderEnvironment {
        try RenderEnvironment(
            fonts: Places.fonts.path, templates: Places.templates.path, template: "gbt9704-minutes", limits: limits)
    }

    private func run(
        _ paths: [String], to output: String, _ batch: BatchOptions, formats: Set<ExportOptions.Format> = [.json],
        isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) throws -> [RecordOutcome] {
        let options = ExportOptions(outputFolder: folder.path + "/" + output, formats: formats)
        let batch = try Batch(
            .articles, findInputs(paths), environment: environment(), options: options, batch: batch,
            isInterrupted: isInterrupted)
        var outcomes: [RecordOutcome] = []
        try batch.run { outcome throws(ExportError) in outcomes.append(outcome) }
        return outcomes
    }

    /// Records that want the same names, and some that are none.
    private func addRecords(_ count: Int) throws -> String {
        let lines = (0..<count).map { number in
            number % 7 == 3
                ? "no record"
                : #"{"id":"r\#(number % 5)","title":"沁安市第\#(number)次会议","content":"会议由王珍主持。会议指出，第\#(number)项工作完成。"}"#
        }
        return try folder.add("in.jsonl", lines.joined(separator: "\n"))
    }

    /// Path below the output folder to bytes.
    private func files(in output: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for record in try folder.shown(in: output) {
            for name in try folder.names(in: output + "/" + record) {
                files[record + "/" + name] = try Data(
                    contentsOf: URL(filePath: "\(folder.path)/\(output)/\(record)/\(name)"))
            }
        }
        return files
    }

    @Test("any number of workers gives the same names, bytes and outcomes in the order of the input")
    func workers() throws {
        let path = try addRecords(60)
        let one = try run([path], to: "one", BatchOptions(jobs: 1), formats: [.json, .pdf])
        #expect(one.compactMap(\.line) == Array(1...60))
        let expected = try files(in: "one")
        #expect(!expected.isEmpty)
        for jobs in [2, 5] {
            let several = try run([path], to: "n\(jobs)", BatchOptions(jobs: jobs), formats: [.json, .pdf])
            #expect(several.map(\.id) == one.map(\.id))
            #expect(several.map(\.status) == one.map(\.status))
            #expect(several.map(\.files) == one.map(\.files))
            #expect(try files(in: "n\(jobs)") == expected)
        }
    }

    @Test("after a failure no further record is begun where that is wanted")
    func stopsAtFailure() throws {
        let path = try addRecords(60)
        let one = try run([path], to: "one", BatchOptions(jobs: 1, stopsAtFailure: true))
        #expect(one.map(\.status) == [.exported, .exported, .exported, .failed])
        let outcomes = try run([path], to: "out", BatchOptions(jobs: 2, stopsAtFailure: true))
        #expect(outcomes.count >= 4 && outcomes.count < 60)
    }

    @Test("an interruption finishes what was begun, and the same batch goes on from there")
    func interruption() throws {
        let path = try addRecords(40)
        let asked = Mutex(0)
        let first = try run([path], to: "out", BatchOptions(jobs: 2)) {
            asked.withLock { count in
                count += 1
                return count > 12
            }
        }
        #expect(first.count < 40)
        let second = try run([path], to: "out", BatchOptions(jobs: 2))
        #expect(second.count == 40)
        #expect(second.prefix(first.count).allSatisfy { $0.status != .exported })
        #expect(try folder.names(in: "out").filter { $0.hasPrefix(".") } == [".jiyao-journal.jsonl"])
    }

    @Test("an output folder that goes away stops the batch with its error")
    func outputGone() throws {
        let path = try addRecords(40)
        let options = ExportOptions(outputFolder: folder.path + "/out", formats: [.json])
        let batch = try Batch(
            .articles, findInputs([path]), environment: environment(), options: options, batch: BatchOptions(jobs: 2))
        try FileManager.default.removeItem(atPath: folder.path + "/out")
        let error = #expect(throws: ExportError.self) {
            try batch.run { _ throws(ExportError) in }
        }
        guard case .output = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
