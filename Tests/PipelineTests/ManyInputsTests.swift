import Foundation
import Intake
import MinutesExport
import TestKit
import Testing

/// Files that hold many records, or their names.
@Suite("Archives and lists")
struct ManyInputsTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ found: FoundInputs, limits: Limits = Limits()) -> [String] {
        found.records(limits: limits).map { item in
            switch item {
            case .input(let input): String(input.path.dropFirst(folder.path.count + 1))
            case .refused(let path, let message):
                "\(message.code) \(path.dropFirst(folder.path.count + 1))"
            }
        }
    }

    /// Made by Python's own writer of archives.
    private func archive(_ name: String, _ script: String) throws -> String {
        let path = folder.path + "/" + name
        let python = try #require(Tool("python3"))
        let made = try python.run(
            "-c",
            "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)\n\(script)\nz.close()",
            path)
        try #require(made.status == 0, "\(made.messages)")
        return path
    }

    @Test("a zip archive gives its records in its own order, without hidden entries and files of other kinds")
    func entries() throws {
        let path = try archive(
            "a.zip",
            """
            z.writestr('b/会议.txt', '沁安市召开会议')
            z.writestr('../../escape.txt', '沁安市召开会议')
            z.writestr('b/.hidden.txt', 'x')
            z.writestr('__MACOSX/b.txt', 'x')
            z.writestr('c.pdf', 'x')
            z.writestr('d/', '')
            z.writestr('inner.zip', 'x')
            z.writestr('e.jsonl', '{"content":"一"}\\n\\n{"content":"二"}\\n')
            z.writestr('f.json', '{"content":"三"}')
            """)
        #expect(
            read(findInputs([path])) == [
                "a.zip!/b/会议.txt", "a.zip!/../../escape.txt", "a.zip!/e.jsonl", "a.zip!/e.jsonl", "a.zip!/f.json",
            ])
    }

    @Test("an entry larger than a record may be is refused while it is unpacked, and the next ones follow")
    func largeEntry() throws {
        let path = try archive(
            "a.zip", "z.writestr('bomb.txt', bytes(50_000_000))\nz.writestr('good.txt', 'x')")
        #expect(
            read(findInputs([path]), limits: Limits(recordBytes: 1_000)) == [
                "input.too-large a.zip!/bomb.txt", "a.zip!/good.txt",
            ])
    }

    @Test("an archive in memory gives the bytes of its records, and none where one breaks a limit")
    func inMemory() throws {
        let path = try archive(
            "m.zip",
            "z.writestr('b/会议.txt', '沁安市召开会议')\nz.writestr('e.jsonl', '{\"content\":\"一\"}\\n\\n{\"content\":\"二\"}')")
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let records = try archivedRecords(bytes, recordBytes: 100, totalBytes: 100, records: 3)
        #expect(records.map(\.name) == ["b/会议.txt", "e-1", "e-3"])
        #expect(records.map(\.format) == [.text, .json, .json])
        #expect(String(decoding: records[0].bytes, as: UTF8.self) == "沁安市召开会议")
        for (record, total, count) in [(20, 100, 3), (100, 40, 3), (100, 100, 2)] {
            #expect {
                try archivedRecords(bytes, recordBytes: record, totalBytes: total, records: count)
            } throws: { error in
                (error as? ExportError)?.messages.first?.code == "input.too-large"
            }
        }
        #expect {
            try archivedRecords(Array("text".utf8), recordBytes: 9, totalBytes: 9, records: 9)
        } throws: { error in
            (error as? ExportError)?.messages == [
                Message("input.bad-archive", "the file is no zip archive, or a damaged one")
            ]
        }
    }

    @Test("a damaged archive and one whose entries overlap are refused, and so is what only has the name of one")
    func damaged() throws {
        let path = try archive("a.zip", "z.writestr('a.txt', 'abc' * 1000)\nz.writestr('b.txt', 'x')")
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[40] ^= 0xFF
        try bytes.write(to: URL(filePath: path))
        #expect(read(findInputs([path])).first == "input.bad-archive a.zip!/a.txt")
        let overlapping = try archive(
            "o.zip",
            """
            z.writestr('a.txt', __import__('random').Random(1).randbytes(4000))
            for i in range(9):
                twin = __import__('copy').copy(z.infolist()[0])
                twin.filename = twin.orig_filename = 'b%d.txt' % i
                z.filelist.append(twin)
            """)
        #expect(read(findInputs([overlapping])).last == "input.bad-archive o.zip")
        #expect(read(findInputs([try folder.add("no.zip", "text")])) == ["input.bad-archive no.zip"])
    }

    @Test("a list names inputs, a folder or an archive among them, and what is not there is refused in its place")
    func list() throws {
        let a = try folder.add("in/a.txt")
        try folder.add("in/b.txt")
        let list = try folder.add("list", "\(folder.path)/none.txt\r\n\n\(folder.path)/in\n\(a)")
        #expect(
            read(findInputs([a], lists: [list])) == [
                "in/a.txt", "input.not-found none.txt", "in/a.txt", "in/b.txt", "in/a.txt",
            ])
        #expect(read(findInputs([], lists: [folder.path + "/gone"])) == ["input.unreadable-list gone"])
    }

    @Test("names of GB 18030 in old archives are read")
    func oldNames() {
        #expect(decodeFileName([0xBB, 0xE1, 0xD2, 0xE9, 0x2E, 0x74, 0x78, 0x74]) == "会议.txt")
    }
}
