internal import FontAccess
internal import PaperUnits

/// Coverage of glyphs drawn so far, each once for a face, glyph, size and quarter of a pixel.
struct GlyphCoverageCache: ~Copyable {
    private struct Key: Hashable {
        var face: UInt16
        var glyph: UInt16
        var phase: SubpixelPhase
        var size: Int64
        var dpi: Int32
    }

    /// Past this many bytes all is forgotten before the next page, so that memory stays flat.
    private static let limit = 48 << 20

    private var source = OutlineSource()
    private var known: [Key: Coverage?] = [:]
    private(set) var bytes: [UInt8] = []

    /// Call between pages: what `coverage` returned before is then void.
    mutating func trim() {
        guard bytes.count > Self.limit else { return }
        known.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: false)
    }

    mutating func number(of typeface: Typeface) throws(FontError) -> Int { try source.number(of: typeface) }

    /// Coverage of a shape, which is drawn once and not kept.
    mutating func coverage(of shape: [OutlinePoint]) -> FilledOutline? { source.coverage(of: shape, into: &bytes) }

    /// Coverage whose bytes stand in `bytes`; nil for a glyph without ink.
    mutating func coverage(
        of glyph: UInt16, inFace face: Int, size: Length, dpi: Int32, phase: SubpixelPhase
    ) throws(FontError) -> Coverage? {
        let key = Key(
            face: UInt16(truncatingIfNeeded: face), glyph: glyph, phase: phase, size: size.emu, dpi: dpi)
        if let coverage = known[key] { return coverage }
        let coverage = try source.coverage(
            of: glyph, inFace: face, size: size, dotsPerInch: dpi, phase: phase, into: &bytes)
        known[key] = .some(coverage)
        return coverage
    }
}
