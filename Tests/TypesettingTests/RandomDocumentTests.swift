import BlockModel
import LineRules
import PagedModel
import PaperUnits
import TestKit
import Testing
import Typesetting

/// Numbers that are the same on every machine.
private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % sides
    }
    mutating func text(_ length: Int) -> String {
        let alphabet = Array("会议决定通过了关于市人民政府工作报告的决议，。、；：“”《》（）—…·2031年4月9日3.5%GDP/王珍")
        return String((0..<1 + roll(length)).map { _ in alphabet[roll(alphabet.count)] })
    }
}

@Suite("Random documents", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct RandomDocumentTests {
    private func block(_ dice: inout Dice) -> Block {
        switch dice.roll(7) {
        case 0:
            let style = ParagraphStyle(firstIndent: 2 * Sheet.em, before: .lines(dice.roll(3)), keepWithNext: true)
            return .paragraph(
                Paragraph([Sheet.text(dice.text(30), .heiti)], style: style, role: .heading(level: 2)))
        case 1:
            let names = (0..<dice.roll(60)).map { _ in Sheet.text(dice.text(9)) }
            return .nameList(
                NameList(
                    label: Sheet.text("列席：", .heiti), grid: NameGrid(names: names, cells: 3, pitch: 4 * Sheet.em),
                    groups: [Sheet.text(dice.text(80))], indent: 2 * Sheet.em, before: .lines(1)))
        case 2:
            let rows = (0..<1 + dice.roll(30)).map { _ in
                TableRow([
                    TableCell(.text([[Sheet.text(dice.text(12), size: .pt(14))]], .centre), isHead: true),
                    TableCell(.text([[Sheet.text(dice.text(400), size: .pt(14))]], .justified)),
                ])
            }
            return .table(
                Table(
                    columns: [.fixed(.mm(30)), .fixed(.mm(126))], head: dice.roll(2) == 0 ? [] : [rows[0]], rows: rows,
                    before: .lines(0),
                    frame: .mm(0.35), innerRule: .mm(0.25), padding: Size(width: .mm(2), height: .mm(1.5)),
                    linePitch: .pt(20), summary: "表"))
        case 3:
            return .rule(Rule(thickness: .mm(0.5), colour: .black, above: .mm(4)))
        case 5: return figures(&dice)
        case 4:
            return .paragraph(
                Paragraph(
                    [Sheet.text(dice.text(60), .xiaobiaosong, size: .pt(22))],
                    style: ParagraphStyle(alignment: .centre, linePitch: .pt(36), balanced: true)))
        default:
            return Sheet.body(dice.text(1_500))
        }
    }

    /// Pictures high, low and too high for a page, side by side.
    private func figures(_ dice: inout Dice) -> Block {
        let figures = (0..<1 + dice.roll(3)).map { _ in
            let caption = Paragraph(
                [Sheet.text(dice.text(dice.roll(9) == 0 ? 900 : 40))], style: ParagraphStyle(alignment: .centre))
            return Figure(picture: dice.roll(3), alternate: "会场", caption: caption)
        }
        return .figures(
            Figures(
                figures, columns: 1 + dice.roll(3), gap: .mm(5), before: .lines(dice.roll(2)),
                maximum: Size(width: .mm(120), height: .mm(20 + 100 * Double(dice.roll(4)))), leastResolution: 1))
    }

    private func texts(of block: Block) -> [String] {
        switch block {
        case .paragraph(let paragraph): [paragraph.inlines.map(\.text).joined()]
        case .nameList(let list): [list.label.text] + list.grid.names.map(\.text) + list.groups.map(\.text)
        case .table(let table): (table.head + table.rows).flatMap(\.cells).flatMap(texts)
        case .figures(let row): row.figures.compactMap { $0.caption?.inlines.map(\.text).joined() }
        case .rule, .signature, .imprint: []
        }
    }

    private func texts(of cell: TableCell) -> [String] {
        guard case .text(let paragraphs, _) = cell.content else { return [] }
        return paragraphs.map { $0.map(\.text).joined() }
    }

    /// The usual style for every second document, any other for the rest.
    private func lineStyle(_ dice: inout Dice, seed: Int) -> LineStyle {
        if seed.isMultiple(of: 2) { return LineStyle() }
        var style = LineStyle(usualIn: TypesettingRegion.allCases[dice.roll(3)])
        style.breaks.level = ProhibitionLevel.allCases[dice.roll(4)]
        style.hanLatinSpace = 125 * dice.roll(5)
        style.keepsCells = dice.roll(3) == 0
        if style.region == .mainland { style.hanging = HangingMarks.allCases[dice.roll(3)] }
        return style
    }

    @Test("every character is printed once, inside the type area, and rules never leave it", arguments: 0..<40)
    func conserved(seed: Int) throws {
        var dice = Dice(state: UInt64(seed) &* 977 &+ 5)
        let blocks = (0..<1 + dice.roll(12)).map { _ in block(&dice) }
        var source = Sheet.document(blocks)
        source.lines = lineStyle(&dice, seed: seed)
        let document = try typeset(source, library: Sheet.library())
        var printed = ""
        for page in document.pages {
            var isArtifact = false
            for item in page.items {
                switch item {
                case .beginArtifact: isArtifact = true
                case .begin: isArtifact = false
                case .end: isArtifact = false
                case .beginTurned, .endTurned: break
                case .glyphs(let run):
                    #expect(run.glyphs.allSatisfy { $0.id != 0 })
                    if isArtifact { continue }
                    printed += run.text
                    #expect(run.left >= .mm(27.99) && run.right <= .mm(184.01), "\(run.text)")
                    #expect(run.emTop >= .mm(36.99) && run.emBottom <= .mm(262.01))
                case .rule(let rect, _):
                    #expect(rect.x >= .mm(27.99) && rect.right <= .mm(184.01))
                    #expect(rect.y >= .mm(36.99) && rect.bottom <= .mm(262.6))
                case .image(_, let rect):
                    #expect(rect.x >= .mm(27.99) && rect.right <= .mm(184.01))
                    #expect(rect.y >= .mm(36.99) && rect.bottom <= .mm(262.01))
                case .shape(let contour, _):
                    #expect(contour.points.allSatisfy { $0.x >= .mm(27.99) && $0.x <= .mm(184.01) })
                }
            }
        }
        // Rows that are split over pages give their cells by turns, so order is compared only without tables.
        let wanted = blocks.flatMap(texts).joined()
        #expect(printed.unicodeScalars.sorted() == wanted.unicodeScalars.sorted())
        if !blocks.contains(where: { if case .table = $0 { true } else { false } }) { #expect(printed == wanted) }
        #expect(document.warnings.isEmpty)
    }

    // MARK: Everything at once

    private func options(_ dice: inout Dice) -> ParagraphStyle {
        ParagraphStyle(
            firstIndent: 2 * Sheet.em, before: .lines(dice.roll(2)),
            linePitch: dice.roll(4) == 0 ? .pt(24) : nil, keepWithNext: dice.roll(4) == 0,
            keepWithPrevious: dice.roll(5) == 0, keepTogether: dice.roll(5) == 0, startsPage: dice.roll(9) == 0)
    }

    private func column(_ dice: inout Dice) -> TableColumn {
        let width: TableColumn.Width =
            switch dice.roll(4) {
            case 0: .fixed(.mm(Double(5 + dice.roll(60))))
            case 1: .automatic(least: .mm(Double(dice.roll(40))), most: .mm(Double(20 + dice.roll(60))))
            default: .automatic()
            }
        return TableColumn(width, alignsDigits: dice.roll(3) == 0)
    }

    private func rows(_ count: Int, columns: Int, _ dice: inout Dice) -> [TableRow] {
        (0..<count).map { _ in
            let cells = (0..<1 + dice.roll(columns)).map { _ -> TableCell in
                let text = dice.roll(12) == 0 ? dice.text(2_500) : dice.text(40)
                return TableCell(
                    .text([[Sheet.text(text, size: .pt(14))]], Alignment.allCases[dice.roll(Alignment.allCases.count)]),
                    columnSpan: dice.roll(4) == 0 ? 1 + dice.roll(3) : 1,
                    rowSpan: dice.roll(4) == 0 ? 1 + dice.roll(12) : 1,
                    vertical: dice.roll(2) == 0 ? .top : .centre, isHead: dice.roll(3) == 0)
            }
            return TableRow(cells, maySplit: dice.roll(2) == 0, keepWithPrevious: dice.roll(5) == 0)
        }
    }

    private func anyBlock(_ dice: inout Dice) -> Block {
        func words(_ length: Int, size: Length = Sheet.em) -> [Inline] { [Sheet.text(dice.text(length), size: size)] }
        switch dice.roll(5) {
        case 0:
            let columns = (0..<1 + dice.roll(7)).map { _ in column(&dice) }
            return .table(
                Table(
                    columns: columns, head: rows(dice.roll(3), columns: columns.count, &dice),
                    rows: rows(dice.roll(40), columns: columns.count, &dice), before: .lines(0),
                    title: dice.roll(2) == 0
                        ? nil
                        : TableTitle(
                            number: words(4), words: words(40), continued: words(3), linePitch: .pt(20), below: .mm(2)),
                    turning: TableTurning.allCases[dice.roll(3)], frame: .mm(0.35), innerRule: .mm(0.25),
                    padding: Size(width: .mm(1.5), height: .mm(Double(dice.roll(4)))), linePitch: .pt(20), summary: "表")
            )
        case 1:
            return .signature(
                Signature(
                    names: (0..<dice.roll(3)).map { _ in words(40) }, date: words(9), inset: 2 * Sheet.em,
                    offset: 2 * Sheet.em, before: .lines(1)))
        case 2 where dice.roll(3) == 0:
            let groups = (0..<1 + dice.roll(3)).map { _ in
                (0..<1 + dice.roll(2)).map { _ in
                    Paragraph(lead: words(3), words(900), style: ParagraphStyle(), trailing: [])
                }
            }
            return .imprint(
                Imprint(
                    groups: groups, outerRule: .mm(0.35), innerRule: .mm(0.25), padding: .mm(2.4), linePitch: .mm(9.8),
                    onEvenPage: dice.roll(2) == 0))
        case 3: return block(&dice)
        default:
            return .paragraph(
                Paragraph(lead: dice.roll(3) == 0 ? words(4) : [], words(900), style: options(&dice)))
        }
    }

    /// The texts a block's own words are made of, in any order.
    private func allTexts(of block: Block) -> [String] {
        switch block {
        case .paragraph(let paragraph): paragraph.lead.map(\.text) + paragraph.inlines.map(\.text)
        case .signature(let signature): signature.names.joined().map(\.text) + signature.date.map(\.text)
        case .imprint(let imprint): imprint.groups.joined().flatMap { ($0.lead + $0.inlines).map(\.text) }
        case .table(let table):
            (table.head + table.rows).flatMap(\.cells).flatMap(texts)
                + (table.title.map { title in
                    [(title.number + title.words).map(\.text).joined(separator: "\u{3000}")]
                } ?? [])
        default: texts(of: block)
        }
    }

    @Test(
        "any blocks in any order are placed once and in order, on a bounded number of pages, inside the type area",
        arguments: 0..<40)
    func everything(seed: Int) throws {
        var dice = Dice(state: UInt64(seed) &* 7_919 &+ 11)
        let blocks = (0..<1 + dice.roll(10)).map { _ in anyBlock(&dice) }
        let document = try Sheet.lay(blocks)
        let wanted = blocks.flatMap(allTexts)
        // Some lines hold one character, every part of a table at least a line, every other block at most a page break.
        let bound = 4 + 2 * blocks.count + wanted.reduce(0) { $0 + $1.count } / 20
        #expect(document.pages.count <= bound)
        var printed = ""
        for page in document.pages {
            var (isTurned, isFooter) = (false, false)
            for item in page.items {
                switch item {
                case .beginTurned: isTurned = true
                case .endTurned: isTurned = false
                case .beginArtifact(let artifact): isFooter = artifact == .pageFooter
                case .begin: isFooter = false
                case .glyphs(let run) where !isFooter:
                    let (top, bottom): (Length, Length) = isTurned ? (.zero, .mm(156)) : (.mm(37), .mm(262))
                    if document.warnings.isEmpty {
                        #expect(run.emTop >= top - .mm(0.01) && run.emBottom <= bottom + .mm(0.01), "\(run.text)")
                    }
                case .rule(let rect, _):
                    let bottom: Length = isTurned ? .mm(156) : .mm(262)
                    #expect(rect.bottom <= bottom + .mm(0.2))
                default: break
                }
            }
            printed += page.tagged.map(\.run.text).joined()
        }
        let isComplete = printed.unicodeScalars.sorted() == wanted.joined().unicodeScalars.sorted()
        #expect(isComplete, "\(printed.count) characters of \(wanted.joined().count)")
        #expect(try Sheet.lay(blocks) == document)
    }
}
