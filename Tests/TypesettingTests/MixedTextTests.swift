import BlockModel
import FontAccess
import Foundation
import PagedModel
import PaperUnits
import TestKit
import Testing
import Typesetting

/// One line of the sheet's width, or several, as glyph runs.
private func runs(_ text: String, _ role: FaceRole = .fangsong) throws -> [GlyphRun] {
    let page = try Sheet.lay([.paragraph(Paragraph([Sheet.text(text, role)], style: ParagraphStyle()))]).pages[0]
    // The last three are the page number.
    return Array(page.runs.dropLast(3))
}

/// Text of each cluster from left to right, line by line.
private func shown(_ runs: [GlyphRun]) -> [String] {
    var lines: [(number: Int32, clusters: [(x: Length, text: String)])] = []
    for run in runs {
        if lines.last?.number != run.line { lines.append((run.line, [])) }
        let bytes = Array(run.text.utf8)
        let starts = run.glyphs.map { Int($0.cluster) }
        for index in run.glyphs.indices where index == 0 || starts[index] != starts[index - 1] {
            let end = starts[index...].first { $0 > starts[index] } ?? bytes.count
            let text = String(decoding: bytes[starts[index]..<end], as: UTF8.self)
            lines[lines.count - 1].clusters.append((run.position.x + run.glyphs[index].x, text))
        }
    }
    return lines.map { line in line.clusters.sorted { $0.x < $1.x }.map(\.text).joined() }
}

private func reversed(_ text: String) -> String { String(String.UnicodeScalarView(text.unicodeScalars.reversed())) }

@Suite("Text that runs both ways", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct BidirectionalTextTests {
    @Test(
        "stands on the line in the order of UAX #9",
        arguments: [
            ("听取ئۇيغۇر تىلى汇报", "听取", "ئۇيغۇر تىلى", "汇报"),
            ("甲ئالىم乙", "甲", "ئالىم", "乙"),
            ("末尾ئالىم", "末尾", "ئالىم", ""),
            ("ئالىم开头", "", "ئالىم", "开头"),
        ])
    func words(text: String, before: String, turned: String, after: String) throws {
        #expect(shown(try runs(text)) == [before + reversed(turned) + after])
    }

    @Test("two words parted by Chinese text keep their places")
    func apart() throws {
        let text = "出席：ئالىم、گۈلنار。另有بەختىيار同志。"
        let expected = "出席：" + reversed("ئالىم") + "、" + reversed("گۈلنار") + "。另有" + reversed("بەختىيار") + "同志。"
        #expect(shown(try runs(text)) == [expected])
    }

    @Test("a number inside a right-to-left phrase reads from left to right, one beside a Chinese word belongs to it")
    func numbers() throws {
        #expect(shown(try runs("甲بىز 2031 يىلى乙")) == ["甲" + reversed("يىلى") + " 2031 " + reversed("بىز") + "乙"])
        #expect(shown(try runs("听取ئالىم2031年报告")) == ["听取" + reversed("ئالىم") + "2031年报告"])
    }

    @Test("brackets nested in a phrase turn with it and are mirrored")
    func brackets() throws {
        let line = try runs("甲تىلى (ئۇ [ۋە] بۇ) يېزىقى乙")
        #expect(
            shown(line) == [
                "甲" + reversed("يېزىقى") + " )" + reversed("بۇ") + " ]" + reversed("ۋە") + "[ " + reversed("ئۇ") + "( "
                    + reversed("تىلى") + "乙"
            ])
        // The leftmost bracket ends the phrase: its glyph is that of an opening one.
        let mirrored = line.filter(\.isRightToLeft).flatMap(\.glyphs)
        let face = try Sheet.library().typeface(named: "FandolFang-Regular")
        let opening = try #require(face.glyph(for: 0x28))
        let closing = try #require(face.glyph(for: 0x29))
        let brackets = line.filter { $0.text.contains("(") || $0.text.contains(")") }
        #expect(!mirrored.isEmpty)
        #expect(brackets.first { $0.text.contains("(") }?.glyphs.contains { $0.id == closing } == true)
        #expect(brackets.first { $0.text.contains(")") }?.glyphs.contains { $0.id == opening } == true)
    }

    static let sentence =
        "بارلىق ئىنسانلار زاتىدىنلا ئەركىن، ئىززەت-ھۆرمەت ۋە ھوقۇقتا باپباراۋەر بولۇپ تۇغۇلغان. ئۇلار ئەقىلغە ۋە ۋىجدانغا ئىگە ھەمدە بىر-بىرىگە قېرىنداشلىق مۇناسىۋىتىگە خاس روھ بىلەن مۇئامىلە قىلىشى كېرەك."

    @Test("a sentence longer than a line breaks between its words, each line in its own order")
    func sentence() throws {
        let text = "全文：" + Self.sentence + "完。"
        let document = try Sheet.lay([.paragraph(Paragraph([Sheet.text(text)], style: ParagraphStyle()))])
        let lines = document.pages[0].lines.dropLast()
        #expect(document.warnings.isEmpty)
        #expect(lines.joined() == text)
        #expect(lines.count >= 3)
        for line in lines.dropLast() { #expect(line.last == " " || line.last == "-") }
        let visual = shown(Array(document.pages[0].runs.dropLast(3)))
        #expect(visual[0].hasPrefix("全文：") && visual[0].hasSuffix(reversed("بارلىق")))
        // The first word of a whole line stands at its right end.
        #expect(visual[1].hasSuffix(String(reversed(lines[1]).drop { $0 == " " }.suffix(4))))
    }

    @Test("cells of a reordered line meet without gap or overlap, and fill the measure")
    func places() throws {
        let line = try runs("会议听取" + Self.sentence).filter { $0.line == 0 }
        var cells = line.flatMap { run in
            run.glyphs.filter { $0.advance > .zero }.map { (run.position.x + $0.x, $0.advance) }
        }
        cells.sort { $0.0 < $1.0 }
        #expect(cells[0].0 == .mm(28))
        for (cell, next) in zip(cells, cells.dropFirst()) {
            // Room of a gap lies before or after a glyph, marks reach over: within a word space.
            #expect(abs((cell.0 + cell.1 - next.0).emu) < Sheet.em.emu / 3)
        }
        let width = cells.reduce(Length.zero) { $0 + $1.1 }
        #expect(abs((width - .mm(156)).emu) <= 10)
    }

    @Test("a phrase over two inlines is one phrase: the second part stands left of the first")
    func inlines() throws {
        let parts = [Sheet.text("听取ئۇيغۇر "), Sheet.text("تىلى汇报", .heiti)]
        let page = try Sheet.lay([.paragraph(Paragraph(parts, style: ParagraphStyle()))]).pages[0]
        let line = Array(page.runs.dropLast(3))
        #expect(shown(line) == ["听取" + reversed("ئۇيغۇر تىلى") + "汇报"])
        #expect(line.map(\.text).joined() == "听取ئۇيغۇر تىلى汇报")
    }

    @Test("explicit controls are obeyed and stay in the text")
    func controls() throws {
        let line = try runs("甲\u{202E}乙丙\u{202C}丁")
        #expect(line.map(\.text).joined() == "甲\u{202E}乙丙\u{202C}丁")
        #expect(shown(line).joined().unicodeScalars.filter { $0.value > 0x3000 }.map(String.init).joined() == "甲丙乙丁")
    }

    @Test("quotation marks inside a phrase are proportional, as in Latin")
    func quotes() throws {
        let line = try runs("甲بىز “خىزمەت” نى乙")
        let quotes = line.filter { $0.text.contains("“") }.flatMap(\.glyphs)
        #expect(!quotes.isEmpty && quotes.allSatisfy { $0.advance < Sheet.em.scaled(by: 1, over: 2) })
        #expect(shown(line) == ["甲" + reversed("بىز “خىزمەت” نى") + "乙"])
    }

    @Test("a right-to-left word takes the Han–Latin space on both sides")
    func space() throws {
        let line = try runs("甲ئالىم乙")
        let word = try #require(line.first { $0.isRightToLeft })
        let quarter = Sheet.em.scaled(by: 1, over: 4)
        #expect(abs((word.position.x - (.mm(28) + Sheet.em + quarter)).emu) <= 2)
        let natural = word.glyphs.reduce(Length.zero) { $0 + $1.advance }
        let last = try #require(line.last)
        #expect(abs((last.position.x + last.glyphs[0].x - (word.position.x + natural + quarter)).emu) <= 2)
    }
}

@Suite("Scripts in a Chinese line", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct ScriptTests {
    static let samples = [
        ("Latin with marks", "读作Pīnyīn、é、x̄、ḗ、Việt Nam。"), ("Greek", "希腊文Αθήνα。"), ("Cyrillic", "俄文Москва。"),
        ("Kana", "假名ひらがな、カタカナ、ガ゙。"), ("Hangul", "谚文대한민국、한국。"), ("Tibetan", "藏文བོད་ཡིག་ལགས།。"),
        ("Mongolian", "蒙古文ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ᠌。"), ("Uyghur", "维吾尔文ئۇيغۇرلار。"), ("Hebrew", "希伯来文שָׁלוֹם。"),
        ("Thai", "泰文ภาษาไทยน้ำ。"), ("Devanagari", "天城文हिन्दी。"), ("Yi", "彝文ꆈꌠꁱꂷ。"),
        ("Tai Le", "德宏傣文ᥖᥭᥰ。"), ("New Tai Lue", "西双版纳傣文ᦺᦑ。"), ("Lisu", "傈僳文ꓡꓲ-ꓢꓴ。"),
        ("Emoji", "符号😀👨‍👩‍👧1️⃣🇨🇳☎︎。"), ("Rare Han", "姓名𠮷𬀩㐱䶮。"), ("Variation sequences", "葛󠄀葛󠄁辻󠄀国󠄀一︀。"),
    ]

    @Test("each script is shaped in a face that draws it, in one piece")
    func dump() throws {
        var dump = ""
        for (name, text) in Self.samples {
            dump += "\(name)\n"
            let document = try Sheet.lay([.paragraph(Paragraph([Sheet.text(text)], style: ParagraphStyle()))])
            for run in document.pages[0].runs.dropLast(3) {
                let glyphs = run.glyphs.map { "\($0.id)@\($0.cluster)" }.joined(separator: " ")
                dump += "  \(run.isRightToLeft ? "<" : ">") \(document.faces[Int(run.face)]) \(run.text)  \(glyphs)\n"
                #expect(run.glyphs.allSatisfy { $0.id != 0 }, "\(name): \(run.text)")
            }
        }
        try expectSnapshot(dump, Places.repository.appending(path: "Tests/References/Typesetting/scripts.txt"))
    }

    @Test(
        "a character with what belongs to it is one piece of one face",
        arguments: ["x̄", "葛󠄁", "👨‍👩‍👧", "1️⃣", "🇨🇳", "한", "བྱཱ", "हि", "ᠠ᠋", "שָׁ", "か゚"])
    func clusters(cluster: String) throws {
        let line = try runs("国" + cluster + "国")
        #expect(line.filter { !$0.text.unicodeScalars.allSatisfy { $0 == "国" } }.count == 1)
        #expect(line.map(\.text).joined() == "国" + cluster + "国")
    }

    @Test("a word is never divided between faces", arguments: ["Dvořák", "Αθήνα", "Москва", "Việt", "naïve", "Łódź"])
    func words(word: String) throws {
        let line = try runs("人名" + word + "出席")
        #expect(line.contains { $0.text == word || $0.text == word + " " || $0.text.contains(word) })
    }

    @Test(
        "a variation sequence is drawn by the face that has it; an unknown selector leaves no ink and stays in the text"
    )
    func sequences() throws {
        let library = try Sheet.library()
        let drawn = try runs("葛󠄁")[0]
        let face = try library.typeface(named: "BabelStoneHan")
        let other = try library.typeface(named: "HanaMinA")
        let expected = [face.glyph(for: 0x845B, selector: 0xE0101), other.glyph(for: 0x845B, selector: 0xE0101)]
        #expect(expected.contains(drawn.glyphs[0].id))
        let unknown = try runs("国\u{E01EF}字")
        #expect(unknown.map(\.text).joined() == "国\u{E01EF}字")
        let fang = try library.typeface(named: "FandolFang-Regular")
        #expect(unknown.flatMap(\.glyphs).first?.id == fang.glyph(for: 0x56FD))
        #expect(unknown.flatMap(\.glyphs).filter { fang.inkBounds(of: $0.id) != nil }.count == 2)
    }

    @Test(
        "ideographs of a fallback face stand level with the role's own, within 1 % of the em",
        arguments: ["fangsong", "kaiti", "heiti", "songti", "xiaobiaosong"])
    func level(role: String) throws {
        let library = try Sheet.library()
        let chain = try library.chain(forRole: role).map { try library.typeface($0) }
        let first = try #require(chain[0].ideographicBox())
        var compared = 0
        for face in chain.dropFirst() {
            guard let box = face.ideographicBox() else { continue }
            let adjustment = box.adjustment(to: first)
            compared += 1
            #expect(abs(box.centre * adjustment.scale / 1000 + adjustment.rise - first.centre) <= 10, "\(face.name)")
            #expect((900...1100).contains(adjustment.scale), "\(face.name)")
        }
        #expect(compared >= 4)
    }

    @Test("a Tibetan sentence longer than a line breaks after a tsheg")
    func tibetan() throws {
        let text = String(repeating: "བོད་ཡིག་གི་ཡི་གེ་", count: 8)
        let document = try Sheet.lay([.paragraph(Paragraph([Sheet.text(text)], style: ParagraphStyle()))])
        let lines = document.pages[0].lines.dropLast()
        #expect(document.warnings.isEmpty)
        #expect(lines.count > 1 && lines.joined() == text)
        for line in lines { #expect(line.unicodeScalars.last == "\u{F0B}") }
    }

    @Test(
        "a Korean line breaks between syllables, a Thai one only where UAX #14 lets it",
        arguments: ["대한민국", "ภาษาไทย "])
    func unspaced(word: String) throws {
        let text = String(repeating: word, count: 20)
        let document = try Sheet.lay([.paragraph(Paragraph([Sheet.text(text)], style: ParagraphStyle()))])
        #expect(document.warnings.isEmpty)
        #expect(document.pages[0].lines.dropLast().joined() == text)
        #expect(document.pages[0].lines.count > 2)
    }

    @Test("the roman baseline is one for all faces: letters of a fallback are not moved")
    func roman() throws {
        let line = try runs("国Dvořák甲")
        let word = try #require(line.first { $0.text.contains("Dvořák") })
        #expect(word.glyphs.allSatisfy { $0.y == .zero })
        let rare = try runs("国𠮷")[1]
        #expect(rare.text == "𠮷" && rare.glyphs[0].y > .zero)
    }
}
