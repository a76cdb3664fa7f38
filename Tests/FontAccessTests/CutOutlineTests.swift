import CFreeType
import FontAccess
import Foundation
import PaperUnits
import TestKit
import Testing

/// Outlines and advances as FreeType reads them, in font units.
private struct Drawing: Hashable {
    var points: [Int]
    var tags: [UInt8]
    var contours: [Int]
    var advance: Int

    init(_ face: FT_Face, _ glyph: UInt32) throws {
        try #require(FT_Load_Glyph(face, glyph, FT_Int32(FT_LOAD_NO_SCALE)) == 0)
        let slot = face.pointee.glyph.pointee
        let outline = slot.outline
        // The second bit of a tag tells how a point is hinted, which is nothing of the shape.
        points = (0..<Int(outline.n_points)).flatMap { [Int(outline.points[$0].x), Int(outline.points[$0].y)] }
        tags = (0..<Int(outline.n_points)).map { UInt8(truncatingIfNeeded: outline.tags[$0]) & 3 }
        contours = (0..<Int(outline.n_contours)).map { Int(outline.contours[$0]) }
        advance = Int(slot.metrics.horiAdvance)
    }
}

extension Outline {
    /// The points as FreeType keeps them: without lines of no length; a contour that ends where it began has that point once, one of one point none.
    fileprivate var openPoints: [Int] {
        var contours: [[Int]] = []
        var place = 0
        for step in steps {
            if step == .move { contours.append([]) }
            let count = step == .cubic ? 6 : step == .quadratic ? 4 : 2
            let points = coordinates[place..<place + count].map(Int.init)
            place += count
            if step == .line, contours.last?.suffix(2) == points[...] { continue }
            contours[contours.count - 1] += points
        }
        return contours.flatMap { contour in
            let isClosed = contour.count > 2 && contour.suffix(2) == contour.prefix(2)
            let points = isClosed ? contour.dropLast(2) : contour[...]
            return points.count > 2 ? Array(points) : []
        }
    }
}

@Suite("Faces cut down", .enabled(if: Places.hasFonts, "the fonts are not installed"))
struct CutOutlineTests {
    /// Glyphs from all over a face, the first ones densely: Latin letters, punctuation, composites.
    private func sample(_ typeface: Typeface) -> [UInt16] {
        let count = Int(typeface.glyphCount)
        let step = max(1, count / 400)
        let numbers = Set(1..<min(count, 200)).union(Swift.stride(from: 1, to: count, by: step))
        return numbers.sorted().map { UInt16($0) }
    }

    private func compare(_ subset: FontSubset, _ glyphs: [UInt16], with typeface: Typeface) throws {
        var library: FT_Library?
        try #require(FT_Init_FreeType(&library) == 0)
        defer { FT_Done_FreeType(library) }
        var whole: FT_Face?
        try #require(FT_New_Face(library, typeface.path, FT_Long(typeface.entry.faceIndex), &whole) == 0)
        try subset.program.withUnsafeBufferPointer { program in
            var cut: FT_Face?
            try #require(FT_New_Memory_Face(library, program.baseAddress, program.count, 0, &cut) == 0)
            for (glyph, code) in zip(glyphs, subset.codes) {
                let (embedded, source) = (
                    try Drawing(try #require(cut), UInt32(code)), try Drawing(try #require(whole), UInt32(glyph))
                )
                guard embedded != source else { continue }
                Issue.record("glyph \(glyph) of \(typeface.name) is drawn otherwise by code \(code)")
                break
            }
            FT_Done_Face(cut)
        }
        FT_Done_Face(whole)
    }

    private static let names = Places.hasFonts ? (try? fontLibrary())?.index.faces.map(\.name) ?? [] : []

    @Test("every face draws its glyphs as before once it is cut down", arguments: names)
    func outlines(name: String) throws {
        let typeface = try fontLibrary().typeface(named: name)
        let glyphs = sample(typeface)
        let subset = try typeface.subset(glyphs)
        #expect(Set(subset.codes).count == glyphs.count)
        try compare(subset, glyphs, with: typeface)
        // What was taken out for one document serves the next in another order.
        let fewer = glyphs.reversed().filter { $0.isMultiple(of: 3) }
        try compare(try typeface.subset(fewer), fewer, with: typeface)
    }

    @Test("outlines read for page images are those that FreeType reads", arguments: names)
    func plainOutlines(name: String) throws {
        let typeface = try fontLibrary().typeface(named: name)
        var source = OutlineSource()
        let number = source.number(of: typeface)
        var library: FT_Library?
        try #require(FT_Init_FreeType(&library) == 0)
        defer { FT_Done_FreeType(library) }
        var whole: FT_Face?
        try #require(FT_New_Face(library, typeface.path, FT_Long(typeface.entry.faceIndex), &whole) == 0)
        defer { FT_Done_Face(whole) }
        var read = 0
        for glyph in sample(typeface) {
            guard let outline = source.plainOutline(of: glyph, inFace: number) else { continue }
            read += 1
            let drawing = try Drawing(try #require(whole), UInt32(glyph))
            guard outline.openPoints != drawing.points else { continue }
            Issue.record("glyph \(glyph) of \(name) is read otherwise: \(outline.openPoints) for \(drawing.points)")
            break
        }
        let isTrueType = typeface.path.hasSuffix(".ttf") || typeface.path.hasSuffix(".ttc")
        #expect(read > 0 || isTrueType, "no outline of \(name) was read without FreeType")
    }

    @Test(
        "outlines taken out one by one are those of the general subsetter",
        arguments: ["FandolSong-Regular", "NotoSerifCJK-Regular"])
    func oracle(name: String) throws {
        let library = try fontLibrary()
        let face = try #require(library.index.faces.first { $0.name.hasPrefix(name) })
        let typeface = try library.typeface(named: face.name)
        let glyphs = sample(typeface)
        let general = try typeface.generalSubset(glyphs)
        try compare(general, glyphs, with: typeface)
        let copied = try typeface.subset(glyphs)
        #expect(copied.format == .compactFont)
        #expect(copied.program.count < general.program.count)
    }

    @Test("the same glyphs give the same bytes, whatever was cut before and in whatever order they are asked for")
    func sameBytes() throws {
        let fresh = try FontLibrary(folder: Places.fonts.path).typeface(named: "FandolKai-Regular")
        let used = try FontLibrary(folder: Places.fonts.path).typeface(named: "FandolKai-Regular")
        _ = try used.subset([900, 12, 4000])
        let glyphs: [UInt16] = [700, 12, 30, 900]
        let first = try fresh.subset(glyphs)
        let second = try used.subset(glyphs.reversed())
        #expect(first.program == second.program)
        #expect(first.codes == second.codes.reversed())
    }
}
