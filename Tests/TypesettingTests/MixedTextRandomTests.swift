import BlockModel
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

    private static let pieces: [[String]] = [
        "会议纪要市政府工作报告通过决议𠮷𬀩㐱龘".map(String.init), "，。、；：“”《》（）——……·！？".map(String.init),
        ["ئۇيغۇر", "تىلى", "بەختىيار", "گۈلنار", "لا", "٣٤", "،", "؟", "ۋە"], ["שלום", "עִבְרִית", "׳"],
        ["བོད་", "ཡིག་", "།", "ཀྱི"], ["ᠮᠣᠩᠭᠣᠯ", "ᠪᠢᠴᠢᠭ᠌", "᠂"], ["ภาษา", "น้ำ", "हिन्दी", "क्ष", "ꆈꌠ", "ᥖᥭᥰ", "ᦺᦑ"],
        ["GDP", "e\u{301}", "w\u{308}", "café", "x̄", "Dvořák", "Αθήνα", "Москва", "fi"],
        ["2031", "3.5%", "10:30", "-", "/", "(", ")", "[", "]", "«", "»"],
        ["한국", "한", "ひらがな", "ガ", "か゚"], ["葛󠄁", "国󠇯", "👨‍👩‍👧", "1️⃣", "🇨🇳", "☎︎"],
        [" ", " ", "\u{A0}", "\u{3000}", "\u{200B}", "\u{2060}", "\u{AD}"],
        ["\u{200E}", "\u{200F}", "\u{202B}", "\u{202E}", "\u{202C}", "\u{2067}", "\u{2069}", "\u{200D}"],
    ]

    mutating func text(_ pieces: Int) -> String {
        var text = ""
        for _ in 0..<1 + roll(pieces) {
            // Chinese about half the time, as in minutes.
            let kind = roll(2) == 0 ? 0 : roll(Self.pieces.count)
            text += Self.pieces[kind][roll(Self.pieces[kind].count)]
        }
        return text
    }
}

@Suite("Random text of all scripts", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct MixedTextRandomTests {
    @Test("is set whole, in order, in drawn glyphs, inside the measure, and twice the same", arguments: 0..<60)
    func conserved(seed: Int) throws {
        var dice = Dice(state: UInt64(seed) &* 7919 &+ 3)
        var inlines: [Inline] = []
        let roles: [FaceRole] = [.fangsong, .heiti, .kaiti, .xiaobiaosong]
        for _ in 0..<1 + dice.roll(4) { inlines.append(Sheet.text(dice.text(60), roles[dice.roll(roles.count)])) }
        let alignments: [Alignment] = [.justified, .left, .centre, .right]
        let block = Block.paragraph(
            Paragraph(inlines, style: ParagraphStyle(alignment: alignments[dice.roll(alignments.count)])))
        let document = try Sheet.lay([block])
        let text = inlines.map(\.text).joined()
        var printed = ""
        for page in document.pages {
            for run in page.runs.dropLast(3) {
                printed += run.text
                #expect(run.glyphs.allSatisfy { $0.id != 0 }, "\(run.text)")
                #expect(zip(run.glyphs, run.glyphs.dropFirst()).allSatisfy { $0.cluster <= $1.cluster })
                #expect(run.glyphs.first?.cluster == 0)
                guard document.warnings.isEmpty else { continue }
                for glyph in run.glyphs {
                    let left = run.position.x + glyph.x
                    #expect(left > .mm(28) - Sheet.em && left + glyph.advance < .mm(184) + Sheet.em, "\(run.text)")
                }
            }
        }
        #expect(printed.unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect(try Sheet.lay([block]) == document)
    }
}
