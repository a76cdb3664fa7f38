import BlockModel
import FontAccess
import Foundation
import MinutesModel
import PageChecks
import PagedModel
import PaperUnits
import Provenance
import Templating
import TestKit
import Testing
import Typesetting

/// The worked first page of minutes (gbt9704.md 13), from the shipped template.
@Suite("The worked first page", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct WorkedPageTests {
    /// As the worked page has it: a mark in 小初, and no table below the title.
    private static let template = """
        extends: gbt9704-minutes
        description: worked
        styles:
          masthead: {size: 小初, fit: [小初]}
        parts: [{use: rest, without: [facts-table]}]
        """

    private func lines(hasHeadLine: Bool) throws -> (lines: [[GlyphRun]], page: Page, document: PagedDocument) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "worked-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appending(path: "worked"), withIntermediateDirectories: true)
        try Self.template.write(
            to: folder.appending(path: "worked/template.yaml"), atomically: true, encoding: .utf8)
        let template = try TemplateFolders([folder.path, Places.templates.path]).load("worked")
        var minutes = Minutes(id: "worked")
        minutes.organisation = PlacedText("清安市政府", .written)
        minutes.session = PlacedText("清安市人民政府第三次常务会议", .written)
        minutes.document[.documentNumber] = PlacedText("（第3号）", .written)
        if hasHeadLine {
            minutes.document[.organ] = PlacedText("清安市人民政府办公室", .written)
            minutes.meetingDate = MeetingDate(
                iso: "2031-04-09", text: "2031年4月9日", inferred: false, origin: .written)
        } else {
            minutes.organisation = nil
            minutes.document[.organ] = nil
        }
        minutes.proceedings = [PlacedText(String(repeating: "会议决定坚持发展为民", count: 60) + "。", .written)]
        let document = try typeset(
            compose(minutes, with: template), library: FontLibrary(folder: Places.fonts.path))
        let runs = document.pages[0].items.compactMap { if case .glyphs(let run) = $0 { run } else { nil } }
            .filter { $0.emTop < .mm(262) }
        let numbers = Set(runs.map(\.line)).sorted()
        return (numbers.map { number in runs.filter { $0.line == number } }, document.pages[0], document)
    }

    @Test(
        "every part stands where the table says, to a tenth of a millimetre",
        arguments: [true, false])
    func workedPage(hasHeadLine: Bool) throws {
        let (lines, page, document) = try lines(hasHeadLine: hasHeadLine)
        let rule = try #require(
            page.items.compactMap { if case .rule(let rect, _) = $0 { rect } else { nil } }.first)
        // The mark stands by its ink; what is below it hangs on its em box, which begins a little higher.
        let shift = lines[0][0].emTop.millimetres - 72
        #expect(abs(lines[0][0].emBottom.millimetres - lines[0][0].emTop.millimetres - 12.7) < 0.01)
        var wanted = hasHeadLine ? [110.473, 131.368, 161.838] : [110.473, 140.942]
        wanted = wanted.map { $0 + shift }
        for (line, top) in zip(lines.dropFirst(), wanted) {
            // The rule's own thickness lies between it and the title.
            #expect(abs(line[0].emTop.millimetres - top) < 0.1 + rule.height.millimetres, "\(line[0].text)")
        }
        #expect(abs(rule.y.millimetres - (hasHeadLine ? 140.940 : 120.044) - shift) < 0.1)
        #expect(abs(rule.width.millimetres - 156) < 0.1 && abs(rule.x.millimetres - 28) < 0.1)
        let body = lines[hasHeadLine ? 4 : 3]
        #expect(abs(body[0].emTop.millimetres - (hasHeadLine ? 193.735 : 172.837)) < 0.1)
        #expect(lines.count - (hasHeadLine ? 4 : 3) == (hasHeadLine ? 7 : 9))
        #expect(abs((lines.last?[0].emBottom.millimetres ?? 0) - 262) < 0.1)
        let outcomes = try checkPages(document, library: FontLibrary(folder: Places.fonts.path))
        #expect(outcomes.filter(\.isBroken).map(\.rule.id) == [])
    }
}
