import FontAccess
import Testing

@Suite("The font index")
struct FontIndexTests {
    private let head = FontIndex.columns.joined(separator: "\t")
    private let digest = String(repeating: "a", count: 64)

    private func row(_ role: String, _ file: String, face: String = "0", aliases: String = "") -> String {
        [role, "家族", "Regular", file, face, digest, "OFL-1.1", "fonts-x", "1.0", aliases].joined(separator: "\t")
    }

    private func index(_ rows: String...) throws -> FontIndex {
        try FontIndex(text: ([head] + rows).joined(separator: "\n"), path: "index.tsv")
    }

    @Test("faces of a role come in the order of their lines")
    func order() throws {
        let index = try index(
            row("fangsong", "B.otf"), row("heiti", "C.ttc", face: "2"), row("fangsong", "C.ttc", face: "2"))
        #expect(index.faces.map(\.name) == ["B", "C#2"])
        #expect(index.chains["fangsong"] == [0, 1] && index.chains["heiti"] == [1])
    }

    @Test("faces of a language come before those of the role, and in that language only")
    func languages() throws {
        let index = try index(
            row("songti", "A.otf", aliases: "宋体"), row("songti", "C.ttc", face: "2"),
            row("songti@zh-Hant-TW", "C.ttc", face: "3"), row("songti@zh-Hant-TW", "C.ttc", face: "2"))
        let library = FontLibrary(folder: "/nonexistent", index: index)
        #expect(index.chains.keys.sorted() == ["songti"])
        #expect(try library.chain(forRole: "宋体", language: "zh-Hant-TW") == [2, 1, 0])
        #expect(try library.chain(forRole: "songti", language: "zh-Hans-CN") == [0, 1])
    }

    @Test("an alias stands for its role")
    func alias() throws {
        let index = try index(row("fangsong", "B.otf", aliases: "仿宋,仿宋_GB2312"))
        let library = FontLibrary(folder: "/nonexistent", index: index)
        #expect(try library.chain(forRole: "仿宋_GB2312") == [0])
        #expect(throws: FontError.unknownRole("隶书")) { try library.chain(forRole: "隶书") }
    }

    @Test("a mistake names its line", arguments: ["short\tline", "x", ""])
    func mistakes(line: String) {
        let text = "# note\n\(head)\n\(row("fangsong", "B.otf"))\n\(line.isEmpty ? row("a", "../B.otf") : line)"
        let error = #expect(throws: FontError.self) { try FontIndex(text: text, path: "index.tsv") }
        guard case .badIndex(_, let number, _) = error else {
            Issue.record("another error")
            return
        }
        #expect(number == 4)
    }

    @Test("a face described in two ways, an empty index and a wrong head are mistakes")
    func otherMistakes() {
        #expect(throws: FontError.self) { try self.index(self.row("a", "B.otf", face: "x")) }
        #expect(throws: FontError.self) { try self.index() }
        #expect(throws: FontError.self) { try FontIndex(text: "role\tfamily", path: "index.tsv") }
        let other = row("heiti", "B.otf").replacing("OFL-1.1", with: "other")
        #expect(throws: FontError.self) { try self.index(self.row("a", "B.otf"), other) }
    }

    @Test("a folder without an index, and a file that is no font, are errors")
    func files() throws {
        #expect(throws: FontError.noIndex(folder: "/nonexistent")) { try FontLibrary(folder: "/nonexistent") }
        let library = FontLibrary(folder: "/nonexistent", index: try index(row("fangsong", "B.otf")))
        #expect(library.missingFiles() == ["B.otf"])
        #expect(throws: FontError.missingFile(path: "/nonexistent/B.otf")) { try library.typeface(0) }
    }
}
