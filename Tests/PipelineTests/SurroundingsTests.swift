import Foundation
import TestKit
import Testing

/// Same input, same bytes: whatever the program is told of language, place, time and processors.
@Suite("Surroundings", .enabled(if: Command.path != nil && Places.hasFonts, "needs the built program and the fonts"))
struct SurroundingsTests {
    private static let plain = ["LC_ALL=C", "TZ=UTC", "HOME=/nonexistent"]

    /// Bytes of every file of the export, by path; the journal aside, which is of the run.
    private func export(_ surroundings: [String], jobs: Int) throws -> [String: Data] {
        let folder = try TemporaryFolder()
        let env = try #require(Tool("env"))
        let outcome = try env.run(
            arguments: ["-i"] + surroundings + [
                try #require(Command.path), "export", Places.examples.appending(path: "qingan-congress.txt").path,
                Places.examples.appending(path: "qinghe-photographs").path, "--fonts", Places.fonts.path, "--dpi", "72",
                "--jobs", String(jobs), "-o", folder.path, "--quiet",
            ])
        #expect(outcome.status == 0, "\(outcome.messages)")
        var files: [String: Data] = [:]
        for case let file as String in try #require(FileManager.default.enumerator(atPath: folder.path))
        where !file.hasPrefix(".") && file.contains(".") {
            files[file] = try Data(contentsOf: URL(filePath: folder.path).appending(path: file))
        }
        return files
    }

    @Test("locale, time zone and the number of workers leave every byte as it is")
    func bytes() throws {
        let expected = try export(Self.plain, jobs: 1)
        #expect(expected.keys.contains { $0.hasSuffix("minutes.pdf") } && expected.count > 8)
        for (surroundings, jobs) in [
            (["LC_ALL=zh_CN.UTF-8", "TZ=Asia/Shanghai", "HOME=/"], 2),
            (["LC_ALL=tr_TR.UTF-8", "LC_NUMERIC=de_DE.UTF-8", "TZ=America/St_Johns", "COLUMNS=20"], 5),
        ] {
            let found = try export(surroundings, jobs: jobs)
            #expect(found.keys.sorted() == expected.keys.sorted())
            for (file, bytes) in expected {
                #expect(found[file] == bytes, "\(file) with \(surroundings.joined(separator: " ")), \(jobs) workers")
            }
        }
    }
}
