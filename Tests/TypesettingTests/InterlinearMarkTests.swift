import BlockModel
import PagedModel
import PaperUnits
import TestKit
import Testing
import Typesetting

/// 着重号, 专名号 and 书名号甲式 (`clreq.md` 13).
@Suite("Marks below characters")
struct InterlinearMarkTests {
    private let dots = InterlinearMarks(dots: true)
    private let straight = InterlinearMarks(line: .straight)

    private func inline(_ text: String, _ marks: InterlinearMarks = .none) -> Inline {
        var inline = Sheet.text(text)
        inline.style.marks = marks
        return inline
    }

    /// One paragraph at the left edge, its lines `width` em long.
    private func lay(_ inlines: [Inline], width: Double = 28, spread: Bool = false) throws -> PagedDocument {
        let indent = Length(emu: Int64(Double(Sheet.em.emu) * (28 - width)))
        let style = ParagraphStyle(alignment: spread ? .distributed : .justified, rightIndent: indent)
        return try Sheet.lay([.paragraph(Paragraph(inlines, style: style))])
    }

    /// Left and right ends of shapes, in em from the left edge of the type area, and their middle's height.
    private func shapes(_ page: Page) -> [(left: Double, right: Double, middle: Length)] {
        page.items.compactMap { item in
            guard case .shape(let contour, _) = item else { return nil }
            let (xs, ys) = (contour.points.map(\.x), contour.points.map(\.y))
            guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else {
                return nil
            }
            return (ems(left), ems(right), top + (bottom - top).scaled(by: 1, over: 2))
        }
    }

    private func lines(_ page: Page) -> [(left: Double, right: Double)] {
        page.rules.map { (ems($0.x), ems($0.right)) }
    }

    private func ems(_ x: Length) -> Double { Double((x - .mm(28)).emu) / Double(Sheet.em.emu) }

    private func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 0.0005 }

    @Test("two dots stand under 坚决, each under the middle of its character (D-1)")
    func flushDots() throws {
        let page = try lay([inline("要"), inline("坚决", dots), inline("做到")]).pages[0]
        let found = shapes(page)
        #expect(found.count == 2)
        #expect(isNear((found[0].left + found[0].right) / 2, 1.5) && isNear((found[1].left + found[1].right) / 2, 2.5))
    }

    @Test("with letter-space the dots stay under the characters, not under the gaps (D-2)")
    func spacedDots() throws {
        let page = try lay([inline("要"), inline("坚决", dots), inline("做到")], width: 5.5, spread: true).pages[0]
        let found = shapes(page)
        #expect(
            isNear((found[0].left + found[0].right) / 2, 1.625) && isNear((found[1].left + found[1].right) / 2, 2.75))
    }

    @Test("a line under 坚决 is as long as the text with the letter-space inside it (D-3)")
    func spacedLine() throws {
        let page = try lay([inline("要"), inline("坚决", straight), inline("做到")], width: 5.5, spread: true).pages[0]
        let found = lines(page)
        #expect(found.count == 1)
        #expect(isNear(found[0].left, 1.125) && isNear(found[0].right, 3.25))
    }

    @Test("marks change neither lines nor their distance (M-c, M-f)")
    func unchangedLines() throws {
        let text = String(repeating: "会议强调，要坚决做到“两个维护”，抓好落实。", count: 8)
        let plain = try lay([inline(text)]).pages[0]
        for marks in [dots, straight, InterlinearMarks(dots: true, line: .wavy)] {
            let marked = try lay([inline(text, marks)]).pages[0]
            #expect(marked.lines == plain.lines)
            #expect(marked.runs.map(\.position) == plain.runs.map(\.position))
            #expect(marked.runs == plain.runs.map { $0 })
        }
    }

    @Test("marks and blanks get no dot (M-b)")
    func noDotsUnderMarks() throws {
        let page = try lay([inline("坚决，“做到”　A 1。", dots)]).pages[0]
        #expect(shapes(page).count == 6)
    }

    @Test("lines of neighbours are apart, and each line of text has its own (M-d, M-f)")
    func neighbours() throws {
        let page = try lay([inline("云溪市", straight), inline("澄江县", straight)]).pages[0]
        let found = lines(page)
        #expect(found.count == 2)
        #expect(found[1].left - found[0].right > 0.05 && found[1].left - found[0].right < 0.2)
        let wrapped = try lay([inline(String(repeating: "云", count: 40), straight)]).pages[0]
        #expect(lines(wrapped).count == 2)
    }

    @Test("marks between two names have no line")
    func separators() throws {
        let page = try lay([inline("云溪市", straight), inline("、", straight), inline("澄江县", straight)]).pages[0]
        #expect(lines(page).count == 2)
        #expect(isNear(lines(page)[0].right, 3))
    }

    @Test("under a line the dots stand lower (M-e)")
    func lineThenDots() throws {
        let alone = try lay([inline("坚决", dots)]).pages[0]
        let both = try lay([inline("坚决", InterlinearMarks(dots: true, line: .straight))]).pages[0]
        let rule = try #require(both.rules.first)
        #expect(shapes(both).allSatisfy { $0.middle > rule.bottom })
        #expect(shapes(both)[0].middle > shapes(alone)[0].middle)
        // Everything stays within half the gap to the next line.
        #expect(shapes(both)[0].middle < both.runs[0].emBottom + Sheet.em.scaled(by: 1, over: 2))
    }

    @Test("a wavy line is as long as its title and is no text")
    func wave() throws {
        let page = try lay([inline("云溪志", InterlinearMarks(line: .wavy))]).pages[0]
        let found = shapes(page)
        #expect(found.count == 1 && isNear(found[0].left, 0) && isNear(found[0].right, 3))
        #expect(page.runs.map(\.text).first == "云溪志")
    }
}
