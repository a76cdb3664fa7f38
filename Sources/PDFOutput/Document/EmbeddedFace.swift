internal import Crypto
internal import FontAccess
internal import PaperUnits

/// A face cut down to the glyphs shown, with the codes that show them.
struct EmbeddedFace {
    let typeface: Typeface
    let description: FaceDescription
    /// Ascending.
    let glyphs: [UInt16]
    let subset: FontSubset
    /// By glyph of the whole face; empty and 0 for glyphs not shown.
    private let texts: [String]
    private let codes: [UInt16]

    init(_ usage: FaceUsage) throws(PDFError) {
        guard usage.description.allowsSubsetEmbedding else {
            throw .embeddingForbidden(face: usage.typeface.name)
        }
        typeface = usage.typeface
        description = usage.description
        texts = usage.texts
        glyphs = usage.glyphs.sorted()
        do { subset = try typeface.subset(glyphs) } catch { throw .font(error) }
        var codes = [UInt16](repeating: 0, count: texts.count)
        for (glyph, code) in zip(glyphs, subset.codes) { codes[Int(glyph)] = code }
        self.codes = codes
    }

    func code(of glyph: UInt16) -> UInt16 { codes[Int(glyph)] }

    /// What a reader takes the glyph for without further notice.
    func text(of glyph: UInt16) -> String { texts[Int(glyph)].isEmpty ? "\u{FFFD}" : texts[Int(glyph)] }

    /// Own advance in thousandths of the em × 10,000: the unit of `/W` with four decimals.
    func width(of glyph: UInt16) -> Int64 { thousandths(typeface.advance(of: glyph), decimals: 4) }

    /// A distance in thousandths of the em with decimals, rounded half away from zero.
    func thousandths(_ distance: FontUnits, decimals: Int) -> Int64 {
        var scaled = Int64(distance.raw) * 1000
        for _ in 0..<decimals { scaled *= 10 }
        let em = Int64(typeface.unitsPerEm)
        return (scaled < 0 ? scaled - em / 2 : scaled + em / 2) / em
    }

    /// `ABCDEF+Name`: the letters follow from the face's file and the glyphs shown (ISO 32000-1 9.6.4).
    var subsetName: String {
        var digest = SHA256()
        digest.update(data: Array(typeface.entry.sha256.utf8))
        digest.update(data: [UInt8(truncatingIfNeeded: typeface.entry.faceIndex)])
        digest.update(data: glyphs.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
        let letters = digest.finalize().prefix(6).map { UInt8(ascii: "A") + $0 % 26 }
        return String(decoding: letters, as: UTF8.self) + "+" + description.postScriptName
    }
}
