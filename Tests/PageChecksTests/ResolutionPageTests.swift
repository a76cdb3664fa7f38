import FontAccess
import Foundation
import MinutesModel
import PagedModel
import PaperUnits
import Provenance
import Templating
import TestKit
import Testing
import Typesetting

@Suite("Pages of resolutions", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct ResolutionPageTests {
    private func written(_ words: String) -> PlacedText { PlacedText(words, .written) }

    private func lay(_ session: String, resolutions: Int = 1) throws -> PagedDocument {
        var minutes = Minutes(id: "resolution")
        minutes.session = written(session)
        minutes.meetingDate = MeetingDate(iso: "2031-03-29", text: "03月29日", inferred: false, origin: .written)
        minutes.resolutions = (1...resolutions).map { number in
            Resolution(
                verb: written("通过"), text: written("《关于第\(number)号报告的决议》"),
                paragraphs: [written("会议决定批准第\(number)号报告。")])
        }
        minutes.resolutions.append(Resolution(verb: written("通过"), text: written("关于没有正文的决议")))
        return try typeset(
            compose(minutes, with: try TemplateFolders([Places.templates.path]).load("resolution")),
            library: try FontLibrary(folder: Places.fonts.path))
    }

    private func lines(_ page: Page) -> [[GlyphRun]] {
        let runs = page.items.compactMap { if case .glyphs(let run) = $0, run.emTop < .mm(262) { run } else { nil } }
        return Set(runs.map(\.line)).sorted().map { number in runs.filter { $0.line == number } }
    }

    @Test("a 题注 too long for a line turns over before the meeting's number, both lines centred (NR-1, NR-2)")
    func adoption() throws {
        let lines = lines(try lay("清安市第五届人民代表大会第四次会议").pages[0])
        let texts = lines.map { $0.map(\.text).joined() }
        let start = try #require(texts.firstIndex { $0.hasPrefix("（") })
        #expect(texts[start] == "（2031年3月29日清安市第五届人民代表大会")
        #expect(texts[start + 1] == "第四次会议通过）")
        for line in lines[start...start + 1] {
            let right = line.map { run in run.glyphs.reduce(run.position.x) { $0 + $1.advance } }.max() ?? .zero
            let centre = (line[0].position.x + right).scaled(by: 1, over: 2)
            #expect(abs(centre.millimetres - 106) < 0.3)
        }
        let short = self.lines(try lay("清安市人大第四次会议").pages[0]).map { $0.map(\.text).joined() }
        #expect(short.contains("（2031年3月29日清安市人大第四次会议通过）"))
    }

    @Test("each resolution with a text starts a page, one without is not given any")
    func pages() throws {
        let document = try lay("清安市人大第四次会议", resolutions: 3)
        #expect(document.pages.count == 3)
        let texts = document.pages.map { lines($0).flatMap { $0 }.map(\.text).joined() }
        for (number, text) in zip(1..., texts) {
            #expect(text.hasPrefix("清安市人大第四次会议关于第\(number)号报告的决议（"))
            #expect(text.contains("会议决定批准第\(number)号报告。") && !text.contains("没有正文"))
        }
    }
}
