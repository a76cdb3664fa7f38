import BlockModel
import FontAccess
import PDFOutput
import PagedModel
import PaperUnits
import Provenance
import TestKit
import Testing
import Typesetting

@Suite("Text of several scripts in a file", .enabled(if: Places.hasFonts, "the fonts are not installed"))
struct MixedTextTests {
    static let sentence = "بارلىق ئىنسانلار زاتىدىنلا ئەركىن، ئىززەت-ھۆرمەت ۋە ھوقۇقتا باپباراۋەر بولۇپ تۇغۇلغان."
    static let texts = [
        "会议听取ئۇيغۇر تىلى خىزمىتى汇报。", "出席：ئالىم、بەختىيار、گۈلنار。", "甲بىز 2031 (تىلى) ۋە乙。", sentence,
        "藏文བོད་ཀྱི་ཡིག་གེ，蒙古文ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ᠌，彝文ꆈꌠꁱꂷ。", "姓名𠮷𬀩㐱，葛󠄁城，café，x̄，한국，ガ。", "שלום、हिन्दी、น้ำ。",
    ]

    private func document(_ text: String) throws -> PagedDocument {
        let style = PageStyle(
            size: .a4, top: .mm(37), left: .mm(28), typeArea: Size(width: .mm(156), height: .mm(225)), em: .pt(16),
            linePitch: .pt(29), linesPerPage: 22, pageNumber: nil)
        let inline = Inline(text, style: TextStyle(role: .fangsong, size: .pt(16)), origin: .template)
        let paragraph = Block.paragraph(Paragraph([inline], style: ParagraphStyle(alignment: .left)))
        return try typeset(
            Document(title: "试排", language: "zh-CN", page: style, blocks: [paragraph]), library: fontLibrary())
    }

    @Test(
        "is in the content in the order in which it is read",
        .enabled(if: Tool.exists("qpdf"), "qpdf is not installed"),
        arguments: texts)
    func content(text: String) throws {
        let found = try ContentText(write(document(text))).text
        #expect(found.unicodeScalars.elementsEqual(text.unicodeScalars), "\(found)")
    }

    @Test(
        "comes out of pdftotext letter by letter, every right-to-left word in its own order",
        .enabled(if: Tool.exists("pdftotext"), "pdftotext is not installed"), arguments: texts)
    func poppler(text: String) throws {
        let found = try withFile(write(document(text)), named: "a.pdf") {
            try #require(Tool("pdftotext")).run("-enc", "UTF-8", $0, "-").text
        }
        for word in text.split(whereSeparator: { " -()、。，：،.".contains($0) }) {
            for part in Self.runs(word) { #expect(found.contains(part), "\(part) in \(found)") }
        }
    }

    @Test(
        "comes out of mutool in the order in which it is read",
        .enabled(if: Tool.exists("mutool"), "mutool is not installed"), arguments: texts[0..<4])
    func mupdf(text: String) throws {
        let found = try withFile(write(document(text)), named: "a.pdf") {
            try #require(Tool("mutool")).run("draw", "-F", "txt", $0).text
        }
        func letters(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.filter { !$0.properties.isWhitespace } }
        #expect(letters(found) == letters(text), "\(found)")
    }

    /// Parts of one direction: readers put controls between them.
    private static func runs(_ word: Substring) -> [String] {
        var parts: [String] = []
        var wasTurned: Bool?
        for character in word {
            let scalar = character.unicodeScalars.first?.value ?? 0
            let isTurned = (0x590..<0x700).contains(scalar)
            if isTurned != wasTurned { parts.append("") }
            wasTurned = isTurned
            parts[parts.count - 1].append(character)
        }
        return parts
    }
}
