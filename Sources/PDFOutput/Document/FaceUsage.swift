internal import FontAccess
internal import PagedModel

/// The glyphs the document shows of one face and what they stand for.
struct FaceUsage {
    let typeface: Typeface
    let description: FaceDescription
    /// In the order of first use.
    private(set) var glyphs: [UInt16] = []
    /// By glyph; empty for a glyph not shown.
    private(set) var texts: [String]
    private var isShown: [Bool]

    init(_ typeface: Typeface, _ description: FaceDescription) {
        self.typeface = typeface
        self.description = description
        texts = Array(repeating: "", count: Int(typeface.glyphCount))
        isShown = Array(repeating: false, count: Int(typeface.glyphCount))
    }

    /// Notes the glyphs of one unit. The first text a glyph stands for becomes its own.
    mutating func note(_ unit: TextUnit, of run: GlyphRun) {
        for index in unit.glyphs {
            let glyph = Int(run.glyphs[index].id)
            if !isShown[glyph] {
                isShown[glyph] = true
                glyphs.append(UInt16(glyph))
            }
            if texts[glyph].isEmpty { texts[glyph] = unit.text }
        }
    }
}
