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
    ///
    /// Where a unit has as many characters as glyphs each glyph gets one; where it has fewer or more, its first glyph gets
    /// all, for readers that know no `ActualText`.
    mutating func note(_ unit: TextUnit, of run: GlyphRun) {
        let scalars = Array(unit.text.unicodeScalars)
        let isPaired = unit.glyphs.count > 1 && scalars.count == unit.glyphs.count
        for (place, index) in unit.glyphs.enumerated() {
            let glyph = Int(run.glyphs[index].id)
            if !isShown[glyph] {
                isShown[glyph] = true
                glyphs.append(UInt16(glyph))
            }
            guard texts[glyph].isEmpty else { continue }
            if isPaired {
                texts[glyph] = String(scalars[run.isRightToLeft ? scalars.count - 1 - place : place])
            } else {
                texts[glyph] = place == 0 ? unit.text : Self.noText
            }
        }
    }

    /// Zero width space: every glyph must stand for something (ISO 19005-2 6.2.11.7.2).
    private static let noText = "\u{200B}"
}
