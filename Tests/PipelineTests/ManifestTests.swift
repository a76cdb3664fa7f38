import MinutesExport
import OrderedJSON
import Testing

@Suite("Manifests")
struct ManifestTests {
    static let basis = Manifest.Basis(
        version: "1", sourceName: "a.txt", sourceFormat: "text", sourceBytes: 3, sourceSHA256: "00",
        template: "plain", templateSHA256: "11", fontIndexSHA256: "22", formats: ["json"], dpi: 200,
        imageColour: "rgb")

    private func write(into output: TemporaryFolder) throws {
        let folder = try RecordFolder(output: output.path, name: "r")
        try folder.write("minutes.json", Array("{}".utf8))
        let manifest = Manifest(record: "r", basis: Self.basis, fonts: [], pages: 4, files: folder.files)
        try folder.finish(manifest: manifest.bytes)
        try RecordFolder.publish([folder])
    }

    @Test("a manifest read back says what was written")
    func roundTrip() throws {
        let output = try TemporaryFolder()
        try write(into: output)
        let found = try #require(FoundManifest(folder: output.path + "/r"))
        #expect(found.pages == 4)
        #expect(found.files.map(\.name) == ["minutes.json"])
        #expect(found.isComplete(in: output.path + "/r"))
        #expect(!found.isMadeFromMinutes)
        #expect(Self.basis.equals(basisOf: found.json))
    }

    @Test("anything the bytes depend on makes another basis")
    func difference() throws {
        let output = try TemporaryFolder()
        try write(into: output)
        let found = try #require(FoundManifest(folder: output.path + "/r"))
        let texts: [WritableKeyPath<Manifest.Basis, String>] = [
            \.version, \.sourceName, \.sourceFormat, \.sourceSHA256, \.template, \.templateSHA256,
            \.fontIndexSHA256, \.imageColour,
        ]
        for part in texts {
            var other = Self.basis
            other[keyPath: part] += "!"
            #expect(!other.equals(basisOf: found.json), "\(part)")
        }
        for part in [\Manifest.Basis.sourceBytes, \.dpi] {
            var other = Self.basis
            other[keyPath: part] += 1
            #expect(!other.equals(basisOf: found.json), "\(part)")
        }
        var other = Self.basis
        other.formats.append("pdf")
        #expect(!other.equals(basisOf: found.json))
    }

    @Test("a folder with a file missing or cut short is not complete")
    func incomplete() throws {
        let output = try TemporaryFolder()
        try write(into: output)
        let found = try #require(FoundManifest(folder: output.path + "/r"))
        try output.add("r/minutes.json", "{")
        #expect(!found.isComplete(in: output.path + "/r"))
    }

    @Test("an edit of minutes.json is noticed even where its size stays")
    func edited() throws {
        let output = try TemporaryFolder()
        try write(into: output)
        let found = try #require(FoundManifest(folder: output.path + "/r"))
        try output.add("r/minutes.json", "[]")
        #expect(!found.isComplete(in: output.path + "/r"))
    }

    @Test("a folder without a manifest of ours has none")
    func foreign() throws {
        let output = try TemporaryFolder()
        try output.add("r/manifest.json", #"{"schema": "other/1", "files": []}"#)
        #expect(FoundManifest(folder: output.path + "/r") == nil)
        #expect(FoundManifest(folder: output.path) == nil)
    }

    @Test("a report line is one line of JSON")
    func report() throws {
        let outcome = RecordOutcome(
            input: "a\nb.txt", id: "a", status: .failed,
            messages: [Message("x.y", "first,\nsecond", path: "a", line: 1, hints: ["h"])], milliseconds: 7)
        let line = outcome.reportLine
        #expect(line.filter { $0 == "\n" }.count == 1 && line.hasSuffix("\n"))
        let json = try readJSON(Array(line.utf8)).value
        #expect(json["input"] == .string("a\nb.txt"))
        #expect(json["milliseconds"] == .number("7"))
        guard case .array(let errors) = json["errors"] else {
            Issue.record("no errors in \(line)")
            return
        }
        #expect(errors.first?["message"] == .string("first,\nsecond"))
    }
}
