import Foundation
import MinutesExport
import Testing

@Suite("Inputs")
struct InputTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func inputs(_ found: FoundInputs) -> [String] {
        found.items.compactMap { item in
            guard case .input(let input) = item else { return nil }
            return String(input.path.dropFirst(folder.path.count + 1))
        }
    }

    private func codes(_ found: FoundInputs) -> [String] {
        found.items.compactMap { item in
            guard case .refused(_, let message) = item else { return nil }
            return message.code
        }
    }

    @Test("a folder is searched in the order of names, without hidden files and files of other kinds")
    func search() throws {
        for name in ["b.txt", "a/2.json", "a/1.TXT", ".hidden.txt", ".git/x.txt", "c.pdf", "会议.txt"] {
            try folder.add(name)
        }
        let found = findInputs([folder.path])
        #expect(inputs(found) == ["a/1.TXT", "a/2.json", "b.txt", "会议.txt"])
        #expect(codes(found).isEmpty)
    }

    @Test("a folder that links back to itself is searched once")
    func loop() throws {
        try folder.add("a.txt")
        try FileManager.default.createDirectory(atPath: folder.path + "/sub", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/sub/back", withDestinationPath: folder.path)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/gone.txt", withDestinationPath: folder.path + "/nowhere")
        #expect(inputs(findInputs([folder.path])) == ["a.txt"])
    }

    @Test(
        "a file named by itself that cannot be read is refused with a code",
        arguments: [
            ("scan.pdf", "input.unknown-format"), ("README", "input.unknown-format"),
        ])
    func refused(name: String, code: String) throws {
        let path = try folder.add(name)
        #expect(codes(findInputs([path])) == [code])
        #expect(codes(findInputs([path], format: .text)).isEmpty, "--input-format overrides the name")
    }

    @Test("what is not there, an empty folder and a device are refused, each with its code")
    func notThere() throws {
        let found = findInputs([folder.path + "/none.txt", folder.path, "/dev/null"])
        #expect(codes(found) == ["input.not-found", "input.empty-folder", "input.not-a-file"])
    }

    @Test("minutes are looked for without the manifests beside them")
    func minutes() throws {
        for name in ["x/minutes.json", "x/manifest.json", "x/minutes.pdf", "y.txt"] { try folder.add(name) }
        #expect(inputs(findInputs([folder.path], onlyMinutes: true)) == ["x/minutes.json"])
    }

    @Test("each kind of file is read by its own reader")
    func formats() throws {
        let formats: [(String, InputFormat)] = [
            ("a.txt", .text), ("a.md", .markdown), ("a.html", .html), ("a.HTM", .html), ("a.json", .json),
            ("a.jsonl", .jsonLines),
        ]
        for (name, format) in formats {
            let path = try folder.add(name)
            #expect(findInputs([path]).items == [.input(Input(.file(path), format: format))])
        }
    }
}
