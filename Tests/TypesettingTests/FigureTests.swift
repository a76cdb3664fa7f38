import BlockModel
import PagedModel
import PaperUnits
import TestKit
import Testing

@Suite("Pictures on pages", .enabled(if: Places.hasFonts, "the fonts are not installed"))
struct FigureTests {
    private func figure(_ picture: Int = 0, _ caption: String? = "会场一角") -> Figure {
        Figure(
            picture: picture, alternate: "会场",
            caption: caption.map { Paragraph([Sheet.text($0)], style: ParagraphStyle(alignment: .centre)) })
    }

    private func row(_ figures: [Figure], height: Length = .mm(80), leastResolution: Int = 1) -> Block {
        .figures(
            Figures(
                figures, columns: figures.count, gap: .mm(6), before: .lines(0),
                maximum: Size(width: .mm(100), height: height),
                leastResolution: leastResolution))
    }

    private func images(_ page: Page) -> [Rect] {
        page.items.compactMap { if case .image(_, let rect) = $0 { rect } else { nil } }
    }

    @Test("a picture is scaled into its bounds, centred, its caption on the next line of the grid")
    func place() throws {
        let page = try Sheet.lay([Sheet.body("会议开始。"), row([figure()]), Sheet.body("会议结束。")]).pages[0]
        let image = try #require(images(page).first)
        #expect(image.width == .mm(100) && abs((image.height - .mm(200.0 / 3)).emu) <= 1)
        #expect(abs((image.x + image.right - .mm(28 + 184)).emu) <= 2)
        // The second line of the grid, and the first one free below the picture.
        #expect(image.y == .mm(37) + Sheet.pitch)
        let caption = try #require(page.runs.first { $0.text == "会场一角" })
        let lines = (caption.emTop - .mm(37)).emu / Sheet.pitch.emu
        #expect((caption.emTop - .mm(37)).emu % Sheet.pitch.emu <= 22)
        #expect(caption.emTop >= image.bottom && caption.emTop - image.bottom < 2 * Sheet.pitch && lines > 6)
        #expect(page.lines == ["会议开始。", "会场一角", "会议结束。", "—1—"])
    }

    @Test("it never stands apart from its caption at a page end, and small pictures stay small")
    func kept() throws {
        for count in 8...22 {
            let text = (0..<count).map { _ in Sheet.body("青禾市人民代表大会。") }
            let paged = try Sheet.lay(text + [row([figure()])])
            let number = try #require(paged.pages.firstIndex { !images($0).isEmpty })
            #expect(paged.pages[number].lines.contains("会场一角"))
            let image = try #require(images(paged.pages[number]).first)
            #expect(image.bottom <= .mm(262.01))
        }
        let small = try Sheet.lay([row([figure()], leastResolution: 100)]).pages[0]
        #expect(try #require(images(small).first).width == Length(emu: 30 * 9_144))
    }

    @Test("pictures side by side stand on one foot in columns of equal width, in the order given")
    func columns() throws {
        let paged = try Sheet.lay([row([figure(0, "左"), figure(2, "中"), figure(1, "右")])])
        let rects = images(paged.pages[0])
        #expect(Set(rects.map(\.bottom)).count == 1 && rects.count == 3)
        #expect(rects[0].right < rects[1].x && rects[1].right < rects[2].x)
        #expect(rects.allSatisfy { $0.height <= .mm(80) })
        #expect(paged.pages[0].lines.prefix(3) == ["左", "中", "右"])
        let tags = paged.structure.dropFirst().map(\.tag)
        #expect(
            tags.prefix(6) == [
                .group, .figure(alternate: "会场"), .caption, .group, .figure(alternate: "会场"), .caption,
            ])
    }

    @Test("a picture as high as wished leaves room for its caption, and a caption longer than a page goes on")
    func extremes() throws {
        let high = try Sheet.lay([row([figure(2)], height: .mm(900))])
        #expect(high.pages.count == 1 && high.warnings.isEmpty)
        let long = String(repeating: "青禾市第二届人民代表大会。", count: 90)
        let paged = try Sheet.lay([row([figure(0, long)])])
        #expect(paged.pages.count > 1 && paged.warnings.isEmpty)
        #expect(paged.pages.flatMap(\.runs).filter { $0.text != "—" }.map(\.text).joined().contains("大会。青禾市"))
    }
}
