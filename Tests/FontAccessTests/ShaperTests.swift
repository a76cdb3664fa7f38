import FontAccess
import Foundation
import PaperUnits
import TestKit
import Testing

@Suite("Shaping", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct ShaperTests {
    private func shape(_ text: String, script: Script = .han) throws -> ContiguousArray<ShapedGlyph> {
        let library = try FontLibrary(folder: Places.fonts.path)
        let face = try library.typeface(named: "FandolFang-Regular")
        var glyphs: ContiguousArray<ShapedGlyph> = []
        var shaper = Shaper()
        let utf8 = Array(text.utf8)
        shaper.shape(utf8, range: 0..<utf8.count, typeface: face, script: script, language: "zh-CN", into: &glyphs)
        return glyphs
    }

    @Test("a full-width character is one em wide", arguments: ["会议纪要", "，。！", "〇"])
    func oneEm(text: String) throws {
        let glyphs = try shape(text)
        #expect(glyphs.count == text.unicodeScalars.count)
        #expect(glyphs.allSatisfy { $0.advance == FontUnits(1_000) })
    }

    @Test("clusters are UTF-8 offsets")
    func clusters() throws {
        #expect(try shape("第3次").map(\.cluster) == [0, 3, 4])
    }

    @Test("the glyph of the index is the glyph HarfBuzz shapes")
    func nominal() throws {
        let face = try FontLibrary(folder: Places.fonts.path).typeface(named: "FandolFang-Regular")
        #expect(try shape("会").first?.id == face.glyph(for: 0x4F1A))
        #expect(face.glyph(for: 0xE123) == nil)
    }

    @Test(
        "plain characters of a face without lookups are what HarfBuzz makes of them",
        arguments: [
            "FandolFang-Regular", "FandolSong-Regular", "FandolSong-Bold", "FandolKai-Regular", "FandolHei-Regular",
        ])
    func plainCharacters(name: String) throws {
        let face = try FontLibrary(folder: Places.fonts.path).typeface(named: name)
        let plain = face.plainGlyphs(language: "zh-Hans-CN")
        #expect(plain.areShaped)
        let scalars = (0x20...0xFFEF).map(UInt32.init).filter {
            (PlainGlyphs.isHan($0) || PlainGlyphs.isCommon($0)) && plain.answer(for: $0).isDrawn
        }
        #expect(scalars.count > 6_000)
        var text = String.UnicodeScalarView()
        for scalar in scalars { text.append(try #require(Unicode.Scalar(scalar))) }
        let utf8 = Array(String(text).utf8)
        var shaper = Shaper()
        var glyphs: ContiguousArray<ShapedGlyph> = []
        shaper.shape(
            utf8, range: 0..<utf8.count, typeface: face, script: .han, language: "zh-Hans-CN", into: &glyphs)
        #expect(glyphs.map(\.id) == scalars.map { plain.answer(for: $0).glyph })
        #expect(glyphs.map(\.advance) == scalars.map { plain.answer(for: $0).advance })
        #expect(glyphs.allSatisfy { $0.xOffset == FontUnits(0) && $0.yOffset == FontUnits(0) })
    }

    @Test("a face that kerns or substitutes is shaped", arguments: ["NotoSerifCJK-Regular#2", "NotoSerif-Regular"])
    func facesWithLookups(name: String) throws {
        let face = try FontLibrary(folder: Places.fonts.path).typeface(named: name)
        #expect(!face.plainGlyphs(language: "zh-Hans-CN").areShaped)
    }

    @Test("every role of the index has a first face that draws common Chinese")
    func roles() throws {
        let library = try FontLibrary(folder: Places.fonts.path)
        for role in ["fangsong", "kaiti", "heiti", "songti", "xiaobiaosong"] {
            let first = try library.typeface(try #require(try library.chain(forRole: role).first))
            for scalar in "纪要会议，。0129".unicodeScalars { #expect(first.glyph(for: scalar.value) != nil) }
        }
    }

    @Test("an ideograph of Extension B finds a face in every role", arguments: [0x20BB7, 0x2A6D6])
    func rare(scalar: UInt32) throws {
        let library = try FontLibrary(folder: Places.fonts.path)
        for role in library.index.chains.keys.sorted() {
            let faces = try library.chain(forRole: role).map { try library.typeface($0) }
            #expect(faces.contains { $0.glyph(for: scalar) != nil }, "\(role)")
        }
    }
}
