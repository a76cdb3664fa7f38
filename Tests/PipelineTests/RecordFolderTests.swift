import Foundation
import MinutesExport
import OrderedJSON
import Testing

@Suite("Record folders")
struct RecordFolderTests {
    let output: TemporaryFolder

    init() throws { output = try TemporaryFolder() }

    @Test("two records with one id get two names, the second with its content's hash")
    func collisions() {
        var names = RecordNames()
        let digest = sha256(Array("abc".utf8))
        #expect(digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(names.claim(id: "会议", sha256: digest) == "会议")
        #expect(names.claim(id: "会议", sha256: digest) == "会议-ba7816bf")
        #expect(names.claim(id: "会议", sha256: digest) == "会议-ba7816bf-2")
        #expect(names.claim(id: "../..", sha256: digest) == "record")
    }

    @Test("nothing is seen before the record is published, and then everything")
    func allAtOnce() throws {
        let folder = try RecordFolder(output: output.path, name: "r")
        try folder.write("minutes.json", Array("{}".utf8))
        #expect(try output.names().allSatisfy { $0.hasPrefix(".") })
        try folder.finish(manifest: Array("m".utf8))
        try RecordFolder.publish([folder])
        #expect(try output.names() == ["r"])
        #expect(try output.names(in: "r") == ["manifest.json", "minutes.json"])
    }

    @Test("a record that fails leaves nothing, and what stood there before stays")
    func failure() throws {
        try output.add("r/minutes.json", "old")
        do {
            let folder = try RecordFolder(output: output.path, name: "r")
            try folder.write("minutes.json", Array("new".utf8))
        }
        #expect(try output.names() == ["r"])
        #expect(try output.text("r/minutes.json") == "old")
    }

    @Test("a newer record takes the place of an older one with all its files")
    func replacement() throws {
        try output.add("r/minutes.json", "old")
        try output.add("r/page-002.png", "old")
        let folder = try RecordFolder(output: output.path, name: "r")
        try folder.write("minutes.json", Array("new".utf8))
        try folder.finish(manifest: [])
        try RecordFolder.publish([folder])
        #expect(try output.names() == ["r"])
        #expect(try output.names(in: "r") == ["manifest.json", "minutes.json"])
        #expect(try output.text("r/minutes.json") == "new")
    }

    @Test(
        "folders put into place together are all there, older ones have given way, and nothing else is left",
        arguments: [2, 9])
    func together(count: Int) throws {
        try output.add("r1/minutes.json", "old")
        try output.add("r1/page-002.png", "old")
        let folders = try (0..<count).map { number in
            let folder = try RecordFolder(output: output.path, name: "r\(number)")
            try folder.write("minutes.json", Array("new \(number)".utf8))
            try folder.finish(manifest: [])
            return folder
        }
        #expect(try output.names().filter { !$0.hasPrefix(".") } == ["r1"])
        try RecordFolder.publish(folders)
        #expect(try output.names() == (0..<count).map { "r\($0)" })
        for number in 0..<count {
            #expect(try output.names(in: "r\(number)") == ["manifest.json", "minutes.json"])
            #expect(try output.text("r\(number)/minutes.json") == "new \(number)")
        }
    }

    @Test("where one of several folders cannot be put into place, those after it leave nothing")
    func togetherInVain() throws {
        do {
            let folders = try (0..<5).map { number in
                let folder = try RecordFolder(output: output.path, name: "r\(number)")
                try folder.finish(manifest: [])
                return folder
            }
            let second = try #require(try output.names().first { $0.hasSuffix(".r2") })
            try FileManager.default.removeItem(atPath: output.path + "/" + second)
            #expect(throws: ExportError.self) { try RecordFolder.publish(folders) }
        }
        #expect(try output.names() == ["r0", "r1"])
    }

    @Test("what a killed process left is cleared, and what it had moved aside is put back")
    func abandoned() throws {
        // Of a boot before this one.
        try output.add(".jiyao-incoming.4194-7-0000000g-all.r/minutes.json", "half")
        try output.add(".jiyao-replaced.4194-7-0000000g-all.r/minutes.json", "old")
        try output.add(".jiyao-replaced.4194-7-0000000g-all.s/minutes.json", "older")
        try output.add(".jiyao-incoming.4194-7-0000000g-2of3.t/minutes.json", "another machine's")
        try output.add("s/minutes.json", "new")
        try output.add(".mine", "")
        try RecordFolder.clearAbandoned(in: output.path)
        #expect(try output.names() == [".jiyao-incoming.4194-7-0000000g-2of3.t", ".mine", "r", "s"])
        #expect(try output.text("r/minutes.json") == "old")
        #expect(try output.text("s/minutes.json") == "new")
    }

    @Test("an output folder that cannot be made is an error of the output, with its code")
    func notWritable() {
        let error = #expect(throws: ExportError.self) {
            _ = try RecordFolder(output: "/proc/none", name: "r")
        }
        guard case .output(let message) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(message.code == "output.not-writable")
    }
}
