internal import FontAccess
internal import PaperUnits

/// Coverage of glyphs in fifteenths of a pixel, each drawn once for a face, glyph, size and place in a pixel.
///
/// Bytes beyond the limit are forgotten, all at once, and drawn again when wanted: memory stays flat over any number of
/// documents and does not follow the resolution. Numbers of glyphs hold until `trim`.
struct GlyphCoverageCache: ~Copyable {
    struct Glyph: Hashable {
        var face: UInt16
        var glyph: UInt16
        var phase: SubpixelPhase
        /// Turned 90° counter-clockwise.
        var isTurned: Bool
        var size: Int64
        var dpi: Int32
    }

    private struct Entry {
        var glyph: Glyph
        /// Nil for a glyph without ink; `start` is negative where the bytes were forgotten.
        var coverage: Coverage?
    }

    private static let forgotten = -1

    /// Bytes kept: 32 MiB, some 6,000 glyphs of 16 pt at 300 dpi.
    private let limit: Int
    private var source = OutlineSource()
    private var numbers: [Glyph: Int32] = [:]
    private var entries: [Entry] = []
    private(set) var bytes: [UInt8] = []
    /// By size, for the resolution used last.
    private var curves: [Int64: (dpi: Int32, curve: ShadeCurve)] = [:]
    /// Glyphs asked for and glyphs drawn since the cache was made.
    private(set) var asked = 0
    private(set) var drawn = 0

    init(limit: Int = 32 << 20) { self.limit = limit }

    /// Call between images: numbers given before are then void.
    mutating func trim() {
        guard bytes.count > limit || entries.count > 1 << 17 else { return }
        numbers.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func number(of typeface: Typeface) -> Int { source.number(of: typeface) }

    /// Coverage of a shape, which is drawn once and not kept: its bytes go to the caller.
    mutating func coverage(of shape: Outline, into bytes: inout [UInt8]) -> FilledOutline? {
        let start = bytes.count
        let filled = source.coverage(of: shape, into: &bytes)
        ShadeCurve.linear.apply(to: &bytes, from: start)
        return filled
    }

    /// Number of a glyph, drawn if it was not before.
    mutating func number(of glyph: Glyph) throws(FontError) -> Int32 {
        asked += 1
        if let number = numbers[glyph] { return number }
        let number = Int32(entries.count)
        entries.append(Entry(glyph: glyph, coverage: try draw(glyph)))
        numbers[glyph] = number
        return number
    }

    /// Where a glyph's ink lies, nil for one without.
    func place(of number: Int32) -> Coverage? { entries[Int(number)].coverage }

    /// Coverage whose bytes stand in `bytes` until the next call; nil for a glyph without ink.
    mutating func coverage(of number: Int32) throws(FontError) -> Coverage? {
        guard let known = entries[Int(number)].coverage else { return nil }
        if known.start != Self.forgotten { return known }
        let coverage = try draw(entries[Int(number)].glyph)
        entries[Int(number)].coverage = coverage
        return coverage
    }

    private mutating func draw(_ glyph: Glyph) throws(FontError) -> Coverage? {
        if bytes.count > limit {
            bytes.removeAll(keepingCapacity: true)
            for entry in entries.indices { entries[entry].coverage?.start = Self.forgotten }
        }
        // Doubling would take twice the limit; room that is not used is no memory yet.
        if bytes.count > limit / 8, bytes.capacity < limit { bytes.reserveCapacity(limit + limit / 16) }
        drawn += 1
        let start = bytes.count
        var coverage = try source.coverage(
            of: glyph.glyph, inFace: Int(glyph.face), size: Length(emu: glyph.size), dotsPerInch: glyph.dpi,
            phase: glyph.phase, into: &bytes)
        curve(of: glyph).apply(to: &bytes, from: start)
        if glyph.isTurned { coverage = coverage?.turned(in: &bytes) }
        return coverage
    }

    private mutating func curve(of glyph: Glyph) -> ShadeCurve {
        if let known = curves[glyph.size], known.dpi == glyph.dpi { return known.curve }
        let curve = ShadeCurve(emOf: glyph.size * Int64(glyph.dpi) * 64 / 914_400)
        curves[glyph.size] = (glyph.dpi, curve)
        return curve
    }
}
