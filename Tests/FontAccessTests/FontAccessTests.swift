import FontAccess
import Foundation
import PaperUnits
import TestKit
import Testing

func fontLibrary() throws -> FontLibrary { try FontLibrary(folder: Places.fonts.path) }

@Suite("A subset", .enabled(if: Places.hasFonts, "the fonts are not installed"))
struct SubsetTests {
    /// Glyph numbers of a text, ascending and each once.
    func glyphs(_ text: String, of face: Typeface) throws -> [UInt16] {
        Set(try text.unicodeScalars.map { try #require(face.glyph(for: $0.value)) }).sorted()
    }

    @Test(
        "holds a bare CFF table whose charset is the identity",
        arguments: ["会", "会议", "会议纪要，由市政府办公室印发。", "一二三四五六七八九十百千万亿零壹贰叁肆伍陆柒捌玖拾"])
    func identityCharset(_ text: String) throws {
        let face = try fontLibrary().typeface(named: "FandolFang-Regular")
        let glyphs = try glyphs(text, of: face)
        let subset = try face.subset(glyphs)
        #expect(subset.format == .compactFont)
        #expect(subset.codes.count == glyphs.count)
        #expect(Set(subset.codes).count == glyphs.count)
        #expect(!subset.codes.contains(0))
        #expect(try charset(of: subset.program) == Array(0..<glyphCount(of: subset.program)))
    }

    @Test("is the same for the same glyphs")
    func deterministic() throws {
        let face = try fontLibrary().typeface(named: "FandolKai-Regular")
        let glyphs = try glyphs("会议纪要", of: face)
        #expect(try face.subset(glyphs).program == face.subset(glyphs.reversed()).program)
    }

    @Test("of a glyph the face does not have is refused")
    func absent() throws {
        let face = try fontLibrary().typeface(named: "FandolFang-Regular")
        #expect(throws: FontError.subsetFailed(face: "FandolFang-Regular")) { try face.subset([65_535]) }
    }

    @Test("a face says its PostScript name and that it may be embedded")
    func description() throws {
        let description = try fontLibrary().typeface(named: "FandolSong-Bold").description()
        #expect(description.postScriptName == "FandolSong-Bold")
        #expect(description.allowsSubsetEmbedding)
        #expect((1...1000).contains(description.weight))
        #expect(description.bounds.left < description.bounds.right)
        #expect(description.bounds.bottom < description.bounds.top)
        #expect(description.italicAngle == 0)
    }
}

@Suite("Coverage", .enabled(if: Places.hasFonts, "the fonts are not installed"))
struct CoverageTests {
    @Test("of a glyph lies where the face says its ink is")
    func bounds() throws {
        let face = try fontLibrary().typeface(named: "FandolHei-Regular")
        let glyph = try #require(face.glyph(for: 0x56DE))
        let ink = try #require(face.inkBounds(of: glyph))
        var source = OutlineSource()
        let number = source.number(of: face)
        var bytes: [UInt8] = [7]
        // One pixel a font unit divided by ten: 7,200 dpi at 1 pt is 100 pixels an em.
        let found = try source.coverage(
            of: glyph, inFace: number, size: .pt(1), dotsPerInch: 7200, phase: SubpixelPhase(x: 0, y: 0), into: &bytes)
        let coverage = try #require(found)
        let pixel = Double(face.unitsPerEm) / 100
        #expect(coverage.left == Int32((Double(ink.left.raw) / pixel).rounded(.down)))
        #expect(coverage.top == -Int32((Double(ink.top.raw) / pixel).rounded(.up)))
        #expect(coverage.start == 1)
        #expect(coverage.stride % 16 == 0 && coverage.stride >= Int(coverage.width))
        #expect(bytes.count == 1 + coverage.byteCount)
        #expect(bytes.contains(255))
    }

    @Test("of a blank is nothing")
    func blank() throws {
        let face = try fontLibrary().typeface(named: "FandolFang-Regular")
        var source = OutlineSource()
        let number = source.number(of: face)
        var bytes: [UInt8] = []
        let coverage = try source.coverage(
            of: try #require(face.glyph(for: 0x20)), inFace: number, size: .pt(16), dotsPerInch: 200,
            phase: SubpixelPhase(x: 0, y: 0), into: &bytes)
        #expect(coverage == nil)
    }
}

// MARK: The charset of a CFF table, read apart from the code under test

private func number(_ bytes: [UInt8], _ place: Int, _ size: Int) -> Int {
    bytes[place..<place + size].reduce(0) { $0 << 8 | Int($1) }
}

/// End of the INDEX at a place, and its first entry.
private func index(_ bytes: [UInt8], _ place: Int) -> (first: Range<Int>, end: Int) {
    let count = number(bytes, place, 2)
    guard count > 0 else { return (place..<place, place + 2) }
    let size = Int(bytes[place + 2])
    let data = place + 2 + (count + 1) * size
    func offset(_ entry: Int) -> Int { data + number(bytes, place + 3 + entry * size, size) }
    return (offset(0)..<offset(1), offset(count))
}

private func topOperands(_ bytes: [UInt8]) -> [Int: [Int]] {
    dictionary(bytes, index(bytes, index(bytes, Int(bytes[2])).end).first)
}

/// Integer operands of a DICT by operator.
private func dictionary(_ bytes: [UInt8], _ range: Range<Int>) -> [Int: [Int]] {
    var found: [Int: [Int]] = [:]
    var operands: [Int] = []
    var place = range.lowerBound
    while place < range.upperBound {
        let lead = Int(bytes[place])
        switch lead {
        case 0...21:
            found[lead == 12 ? 12 << 8 | Int(bytes[place + 1]) : lead] = operands
            operands = []
            place += lead == 12 ? 2 : 1
        case 28:
            operands.append(number(bytes, place + 1, 2))
            place += 3
        case 29:
            operands.append(number(bytes, place + 1, 4))
            place += 5
        case 30:
            operands.append(0)
            place += 1
            while bytes[place] & 0xF != 0xF { place += 1 }
            place += 1
        case 32...246:
            operands.append(lead - 139)
            place += 1
        case 247...250:
            operands.append((lead - 247) * 256 + Int(bytes[place + 1]) + 108)
            place += 2
        default:
            operands.append(-(lead - 251) * 256 - Int(bytes[place + 1]) - 108)
            place += 2
        }
    }
    return found
}

private func glyphCount(of bytes: [UInt8]) throws -> Int {
    number(bytes, try #require(topOperands(bytes)[17]?.last), 2)
}

private func charset(of bytes: [UInt8]) throws -> [Int] {
    let start = try #require(topOperands(bytes)[15]?.last)
    let count = try glyphCount(of: bytes)
    var charset = [0]
    var place = start + 1
    while charset.count < count {
        let first = number(bytes, place, 2)
        switch bytes[start] {
        case 0:
            charset.append(first)
            place += 2
        case 1:
            charset += first...first + Int(bytes[place + 2])
            place += 3
        default:
            charset += first...first + number(bytes, place + 2, 2)
            place += 4
        }
    }
    return charset
}
