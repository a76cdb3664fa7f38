import BlockModel
import FontAccess
import Foundation
import MinutesModel
import PageChecks
import PagedModel
import PaperUnits
import Pictures
import Provenance
import Templating
import TestKit
import Testing
import Typesetting

@Suite("Pages with further parts", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct FurtherPageTests {
    private func written(_ words: String) -> PlacedText { PlacedText(words, .written) }

    private func verdicts(
        _ template: Template, pictures: [Picture] = [], _ change: (inout Minutes) -> Void
    ) throws -> [String: Verdict] {
        var minutes = Minutes(id: "further")
        minutes.session = written("清安市第五届人民代表大会第四次会议")
        minutes.organisation = written("清安市人民代表大会")
        minutes.proceedings = [written("会议在市人民会堂举行，听取了工作报告，讨论了今后五年的任务，并对一年来的工作作了总结。")]
        change(&minutes)
        let library = try FontLibrary(folder: Places.fonts.path)
        var document = compose(minutes, with: template)
        document.pictures = pictures
        let outcomes = try checkPages(try typeset(document, library: library), library: library)
        return Dictionary(uniqueKeysWithValues: outcomes.map { ($0.rule.id, $0.verdict) })
    }

    private func template() throws -> Template { try TemplateFolders([Places.templates.path]).load("gbt9704-minutes") }

    private func broken(_ verdicts: [String: Verdict]) -> [String] {
        verdicts.filter { if case .failed = $0.value { true } else { false } }.keys.sorted()
    }

    @Test("a 署名 without a date is no paragraph of the body, and its place is measured")
    func undated() throws {
        let found = try verdicts(template()) { $0.document[.signatory] = written("清安市人大常委会办公室") }
        #expect(broken(found) == [])
        guard case .passed? = found["GB-7.3.5.2-a"] else { return #expect(Bool(false), "not measured") }
        var moved = try template()
        for index in moved.items.indices {
            guard case .signature(var part) = moved.items[index].part else { continue }
            part.inset += .mm(9)
            moved.items[index].part = .signature(part)
        }
        #expect(broken(try verdicts(moved) { $0.document[.signatory] = written("清安市人大常委会办公室") }) == ["GB-7.3.5.2-a"])
    }

    @Test("photographs, lists by unit and texts of resolutions break no rule; a picture outside the type area does")
    func further() throws {
        let picture = Picture(
            width: 300, height: 200, channels: 1, content: .samples(Array(repeating: 128, count: 60_000)))
        func fill(_ minutes: inout Minutes) {
            minutes.photographs = [
                Photograph(file: "a.png", caption: written("会场一角")), Photograph(file: "b.png"),
            ]
            minutes.attendees = [("市财政局", 9), ("市人民代表大会常务委员会办公室", 2)].map { unit, count in
                AttendeeGroup(
                    role: written("出席"), unit: written(unit),
                    names: (0..<count).map { written("顾望" + ["舒", "云", "之"][$0 % 3] + ["", "甲"][$0 / 3 % 2]) })
            }
            minutes.resolutions = [
                Resolution(
                    verb: written("通过"), text: written("《关于报告的决议》"),
                    paragraphs: [written("会议听取和审议了市长所作的工作报告，同意报告提出的目标任务，决定批准这个报告。")],
                    title: written("清安市第五届人民代表大会第四次会议关于报告的决议"),
                    adoption: written("（2031年3月29日清安市第五届人民代表大会第四次会议通过）"))
            ]
        }
        #expect(broken(try verdicts(template(), pictures: [picture, picture], fill)) == [])
        var wide = try template()
        wide.page.typeArea.width += .mm(8)
        #expect(broken(try verdicts(wide, pictures: [picture, picture], fill)).contains("GB-5.2.1-c"))
    }
}
