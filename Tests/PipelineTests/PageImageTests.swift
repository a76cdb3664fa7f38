import Foundation
import MinutesExport
import TestKit
import Testing

@Suite("Pages by number")
struct PageSelectionTests {
    @Test(
        "are told however they are written",
        arguments: [
            ("1", "1"), ("1-3", "1-3"), ("3,1,2", "1-3"), ("5,1-2", "1-2,5"), ("1-4,2-3", "1-4"), ("8-", "8-"),
            ("8-,2", "2,8-"), ("2-,3-4", "2-"), ("7-7", "7"), ("999999", "999999"),
        ])
    func written(_ text: String, _ pages: String) throws {
        #expect(try #require(PageSelection(text)).description == pages)
    }

    @Test(
        "are refused where they are none",
        arguments: ["", "0", "-3", "3-1", "1,", ",1", "1--2", "1-2-3", "a", "１", " 1", "1000000", "+1", "1-0"])
    func refused(_ text: String) { #expect(PageSelection(text) == nil) }

    @Test("hold what they name and nothing else")
    func contents() throws {
        let pages = try #require(PageSelection("2-3,6-"))
        #expect((1...8).filter { pages.contains($0) } == [2, 3, 6, 7, 8])
    }
}

@Suite(
    "Page images of a record", .enabled(if: Command.path != nil && Places.hasFonts, "needs the program and the fonts"))
struct PageImageTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Of some forty pages.
    private func addLongRecord() throws -> String {
        let words = "会议指出，各单位要抓紧做好年度工作总结，按时报送材料，统筹安排下一阶段的重点任务，确保各项措施落到实处。"
        let paragraphs = (1...260).map { "第\($0)项。" + words + words }
        return try folder.add("long.txt", "青安县茶叶协会召开第三次理事会\n" + paragraphs.joined(separator: "\n") + "\n")
    }

    private func files(in output: String) throws -> [String: Data] {
        let folder = folder.path + "/" + output + "/long"
        let names = try self.folder.names(in: output + "/long")
        return try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: URL(filePath: folder + "/" + $0))) })
    }

    @Test("several workers draw the pages of one record, and the folder is the one that a single worker makes")
    func shared() throws {
        let record = try addLongRecord()
        let export = ["export", record, "--format", "png,sheet", "--dpi", "72"]
        #expect(try Command.run(export + ["--jobs", "1", "-o", "one"], in: folder.path).status == 0)
        let one = try files(in: "one")
        #expect(one.keys.filter { $0.hasPrefix("page-") }.count > 32)
        #expect(one["page-001.png"] != one["page-002.png"])
        for jobs in ["2", "7"] {
            #expect(try Command.run(export + ["--jobs", jobs, "-o", jobs], in: folder.path).status == 0)
            #expect(try files(in: jobs) == one)
        }
    }

    @Test("--pages makes the images of the pages named, each the same as among all")
    func selection() throws {
        let record = try addLongRecord()
        let export = ["export", record, "--format", "png", "--dpi", "72", "-o"]
        #expect(try Command.run(export + ["all"], in: folder.path).status == 0)
        #expect(try Command.run(export + ["some", "--pages", "3,9-10"], in: folder.path).status == 0)
        let (all, some) = (try files(in: "all"), try files(in: "some"))
        let names = ["page-003.png", "page-009.png", "page-010.png"]
        #expect(some.keys.sorted() == ["manifest.json"] + names)
        for name in names { #expect(some[name] == all[name]) }
        // Other pages are another request: the same folder is made again.
        #expect(try Command.run(export + ["some", "--pages", "3"], in: folder.path).status == 0)
        #expect(try files(in: "some").keys.sorted() == ["manifest.json", "page-003.png"])
    }

    @Test("a page that the record has not is an error that says how many it has, and leaves nothing")
    func noSuchPage() throws {
        try folder.add("a.txt", ExporterTests.article)
        let result = try Command.run(["export", "a.txt", "--format", "png", "--pages", "2-"], in: folder.path)
        #expect(result.status == 1)
        #expect(result.errors.contains("there is no page 2-: the record has 1 [png.no-such-page]"))
        #expect(try folder.shown(in: "output").isEmpty)
        #expect(try Command.run(["export", "a.txt", "--pages", "0"], in: folder.path).status == 2)
    }

    @Test("-o - writes the one image to standard output, as it stands in the folder")
    func standardOutput() throws {
        let record = try addLongRecord()
        let export = ["export", record, "--format", "png", "--dpi", "72", "--pages", "2", "--quiet", "-o"]
        #expect(try Command.run(export + ["out"], in: folder.path).status == 0)
        let image = try Command.run(export + ["-"], in: folder.path)
        #expect(image.status == 0 && image.errors.isEmpty)
        #expect(image.outputBytes == (try files(in: "out"))["page-002.png"])
        let many = try Command.run(["export", record, "--format", "png", "--dpi", "72", "-o", "-"], in: folder.path)
        #expect(many.status == 1 && many.outputBytes.isEmpty)
        #expect(many.errors.contains("[png.many-pages]"))
        #expect(try Command.run(["export", record, "-o", "-"], in: folder.path).status == 2)
    }

    @Test("a page beyond the limit of pixels is refused by name, and leaves nothing")
    func limits() throws {
        try folder.add("a.txt", ExporterTests.article)
        let result = try Command.run(["export", "a.txt", "--format", "png", "--dpi", "1201"], in: folder.path)
        #expect(result.status == 2)
        #expect(result.errors.contains("72…1200"))
        #expect(try folder.names() == ["a.txt"])
    }
}
