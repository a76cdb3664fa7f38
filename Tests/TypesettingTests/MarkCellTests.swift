import BlockModel
import FontAccess
import LineRules
import PagedModel
import PaperUnits
import TestKit
import Testing
import Typesetting

/// Marks in the faces of the index: cells, joined dashes, blanks that go and ink that stays.
@Suite("Marks in real faces")
struct MarkCellTests {
    private static let roles: [FaceRole] = [.fangsong, .kaiti, .heiti, .songti, .xiaobiaosong]

    /// A library whose only role is one face of the index.
    private func library(of face: String) throws -> FontLibrary {
        let whole = try Sheet.library()
        let entry = try #require(whole.index.faces.first { $0.name == face })
        let row = [
            "fangsong", entry.family, entry.style, entry.file, String(entry.faceIndex), entry.sha256, entry.licence,
            entry.package, entry.version, "",
        ]
        let text = FontIndex.columns.joined(separator: "\t") + "\n" + row.joined(separator: "\t")
        return FontLibrary(folder: whole.folder, index: try FontIndex(text: text, path: "index.tsv"))
    }

    /// A paragraph at the left of the first line, all in one face.
    private func lay(
        _ text: String, face: String, lines: LineStyle = LineStyle(), language: String = "zh-Hans-CN"
    ) throws -> (runs: [GlyphRun], face: Typeface) {
        var document = Sheet.document([
            .paragraph(Paragraph([Sheet.text(text)], style: ParagraphStyle(alignment: .left)))
        ])
        document.lines = lines
        document.language = language
        document.page.pageNumber = nil
        let library = try library(of: face)
        let paged = try typeset(document, library: library)
        return (paged.pages[0].runs, try library.typeface(0))
    }

    /// Ink of each glyph on the first line, from the left edge, in em, with the text it belongs to.
    private func inks(_ runs: [GlyphRun], _ face: Typeface) -> [(cluster: UInt32, left: Double, right: Double)] {
        let em = Double(Sheet.em.emu)
        return runs.flatMap { run in
            run.glyphs.compactMap { glyph in
                guard let ink = face.inkBounds(of: glyph.id) else { return nil }
                let x = run.position.x + glyph.x - .mm(28)
                let scale = { (units: FontUnits) in
                    Double((x + units.scaled(to: run.size, unitsPerEm: face.unitsPerEm)).emu) / em
                }
                return (glyph.cluster, scale(ink.left), scale(ink.right))
            }
        }
    }

    private func faces(drawing text: String) throws -> [String] {
        let library = try Sheet.library()
        let found = try library.index.faces.indices.filter { number in
            let face = try library.typeface(number)
            return text.unicodeScalars.allSatisfy { face.glyph(for: $0.value) != nil }
        }.map { library.index.faces[$0].name }
        #expect(found.count >= 10)
        return found
    }

    @Test("the halves of 破折号 are one line of two em in every face, with no gap between them")
    func dashes() throws {
        for name in try faces(drawing: "—会") {
            let (runs, face) = try lay("会——会", face: name)
            let all = inks(runs, face)
            let dash = all.dropFirst().dropLast().map { ($0.left, $0.right) }
            let last = try #require(all.last)
            #expect(last.left >= 3, "\(name)")
            var end = try #require(dash.first).1
            for (left, right) in dash.dropFirst() {
                #expect(left <= end - 0.015, "\(name): a gap or a seam")
                end = max(end, right)
            }
            #expect(try #require(dash.first).0 >= 1 && end <= 3, "\(name): outside its two em")
            #expect(end - (dash.first?.0 ?? 0) >= 1.8, "\(name): too short")
            #expect(runs.map(\.text).joined() == "会——会")
        }
    }

    @Test("the dots of 省略号 stand at equal distances in the middle of their two em", arguments: ["……", "⋯⋯"])
    func dots(text: String) throws {
        for name in try faces(drawing: String(text.prefix(1)) + "会") {
            let (runs, face) = try lay("会" + text + "会", face: name)
            let all = inks(runs, face)
            #expect(all.count == 4, "\(name)")
            let (first, second) = (all[1], all[2])
            #expect(abs((first.left + second.right) / 2 - 2) < 0.02, "\(name)")
            let glyph = try #require(runs.first?.glyphs[1].id)
            let ink = try #require(face.inkBounds(of: glyph))
            let dot = Double(ink.top.raw - ink.bottom.raw) / Double(face.unitsPerEm)
            let pitch = (first.right - first.left - dot) / 2
            #expect(abs(second.left - first.right + dot - pitch) < 0.021, "\(name)")
        }
    }

    @Test("the dots of a long run of ellipses stay in the cells of their pairs, line after line")
    func longRuns() throws {
        let (runs, face) = try lay(String(repeating: "…", count: 90), face: "FandolFang-Regular")
        #expect(Set(runs.map(\.position.y)).count > 1)
        for (number, ink) in inks(runs, face).enumerated() {
            let pair = Double(number % 28 / 2 * 2)
            #expect(ink.left >= pair && ink.right <= pair + 2)
        }
    }

    @Test("an interpunct takes half an em whatever its glyph's width, its ink in the middle")
    func interpuncts() throws {
        for name in try faces(drawing: "·会") {
            let (runs, face) = try lay("会·会", face: name)
            let all = inks(runs, face)
            #expect(abs(runs[0].glyphs[1].advance.emu - Sheet.em.emu / 2) <= 1, "\(name)")
            #expect(abs((all[1].left + all[1].right) / 2 - 1.25) < 0.002, "\(name)")
        }
    }

    @Test("浪纹线 stands half way up its em, also from faces that draw it as an accent")
    func wave() throws {
        for name in try faces(drawing: "～会") {
            let (runs, face) = try lay("会～会", face: name)
            let glyph = try #require(runs.first?.glyphs[1])
            let ink = try #require(face.inkBounds(of: glyph.id))
            let middle =
                Double(ink.top.raw + ink.bottom.raw) / 2 / Double(face.unitsPerEm)
                - Double(glyph.y.emu) / Double(Sheet.em.emu)
            #expect(abs(middle - 0.38) <= 0.1, "\(name)")
        }
    }

    @Test("no ink of a compressed mark touches its neighbour's, nor leaves its cell more than by design")
    func inkStays() throws {
        let pairs = [
            "，“", "：《", "。（", "。”", "，）", "》、", "”，", "）。", "’”", "》）", "“《", "（《", "”“", "》《", "、【", "】、", "；‘", "？”",
            "！」", "」『",
        ]
        for name in try faces(drawing: "，。、：；？！“”‘’（）《》【】「」『』会") {
            for pair in pairs {
                let (runs, face) = try lay("会" + pair + "会", face: name)
                let all = inks(runs, face)
                for (before, after) in zip(all, all.dropFirst()) {
                    #expect(before.right <= after.left, "\(name): \(pair)")
                }
                // What a mark's own ink does beyond its em it may do beyond its cell.
                var x = 0.0
                for (glyph, ink) in zip(runs.flatMap(\.glyphs), all) {
                    let advance = Double(glyph.advance.emu) / Double(Sheet.em.emu)
                    let bounds = try #require(face.inkBounds(of: glyph.id))
                    let unit = Double(face.unitsPerEm)
                    let own = Double(face.advance(of: glyph.id).raw)
                    let beyondLeft = max(0, -Double(bounds.left.raw)) / unit
                    let beyondRight = max(0, Double(bounds.right.raw) - own) / unit
                    #expect(ink.left >= x - beyondLeft - 0.001, "\(name): \(pair)")
                    #expect(ink.right <= x + advance + beyondRight + 0.001, "\(name): \(pair)")
                    x += advance
                }
            }
        }
    }

    @Test("a superscript figure is small and high, close to the word it belongs to")
    func superscripts() throws {
        let library = try Sheet.library()
        let paged = try typeset(Sheet.document([Sheet.body("会议²，")]), library: library)
        let run = try #require(paged.pages[0].runs.first { $0.text == "²" })
        let face = try library.typeface(named: paged.faces[Int(run.face)])
        let ink = try #require(face.inkBounds(of: run.glyphs[0].id))
        #expect(ink.bottom.raw * 10 > face.unitsPerEm * 3 && ink.top.raw < face.unitsPerEm)
        let before = try #require(paged.pages[0].runs.first { $0.text == "会议" })
        #expect(run.left == before.right)
    }

    @Test("quotation marks are of full width in Chinese and of their ink's in Latin words")
    func quotationMarks() throws {
        for name in ["FandolFang-Regular", "NotoSerifCJK-Regular#2", "LXGWWenKai-Regular"] {
            let em = Sheet.em.emu
            let chinese = try lay("会“会”会“GDP”会", face: name).runs.flatMap(\.glyphs).map(\.advance.emu)
            #expect([1, 3, 5, 9].allSatisfy { abs(chinese[$0] - em) <= 1 }, "\(name)")
            let latin = try lay("the “Smart City” plan", face: name).runs.flatMap(\.glyphs).map(\.advance.emu)
            #expect(latin[4] < em * 6 / 10 && latin[15] < em * 6 / 10, "\(name)")
            let apostrophe = try lay("会Don’t会", face: name).runs.flatMap(\.glyphs).map(\.advance.emu)
            #expect(apostrophe[4] < em * 4 / 10, "\(name)")
        }
    }

    @Test("a quotation mark of Latin width stands at its word's side in a full em")
    func narrowQuotes() throws {
        let (runs, face) = try lay("会“会”会", face: "LXGWWenKai-Regular")
        let all = inks(runs, face)
        #expect(all[1].left > 1.5 && all[3].right < 3.5)
    }

    @Test(
        "the faces of the language's region come first in a document",
        arguments: [
            ("zh-Hans-CN", "FandolFang-Regular"), ("zh-Hant-TW", "NotoSerifCJK-Regular#3"),
            ("zh-Hant-HK", "NotoSerifCJK-Regular#4"),
        ])
    func facesOfRegion(language: String, face: String) throws {
        var document = Sheet.document([Sheet.body("会，")])
        document.language = language
        document.lines = LineStyle(usualIn: TypesettingRegion(language: language))
        #expect(try typeset(document, library: Sheet.library()).faces.first == face)
    }

    @Test("a face of several languages draws the forms of the document's language (locl)")
    func localForms() throws {
        let text = "，骨"
        let mainland = try lay(text, face: "NotoSerifCJK-Regular#2").runs.flatMap(\.glyphs).map(\.id)
        let style = LineStyle(usualIn: .taiwan)
        let taiwan = try lay(text, face: "NotoSerifCJK-Regular#2", lines: style, language: "zh-Hant-TW")
        let own = try lay(text, face: "NotoSerifCJK-Regular#3", lines: style, language: "zh-Hant-TW")
        #expect(taiwan.runs.flatMap(\.glyphs).map(\.id) == own.runs.flatMap(\.glyphs).map(\.id))
        #expect(taiwan.runs.flatMap(\.glyphs).map(\.id) != mainland)
    }

    @Test("centred stops of a face that draws them at the lower left stand in the middle of their em")
    func centredStops() throws {
        let (runs, face) = try lay(
            "會，議。", face: "LXGWWenKai-Regular", lines: LineStyle(usualIn: .taiwan), language: "zh-Hant-TW")
        let all = inks(runs, face)
        #expect(abs((all[1].left + all[1].right) / 2 - 1.5) < 0.002)
        let comma = runs[0].glyphs[1]
        let ink = try #require(face.inkBounds(of: comma.id))
        let middle = Double(ink.top.raw + ink.bottom.raw) / 2_000 - Double(comma.y.emu) / Double(Sheet.em.emu)
        #expect(abs(middle - 0.38) < 0.01)
    }
}
