internal import FontAccess
internal import PagedModel

/// The glyphs the document shows of one face and what they stand for.
struct FaceUsage {
    /// A sole scalar, or any text.
    struct GlyphText {
        var scalar: UInt32
        var text: String?
    }

    let typeface: Typeface
    let description: FaceDescription
    /// In the order of first use.
    private(set) var glyphs: [UInt16] = []
    /// In the order of `glyphs`; nil for a glyph that stands for nothing yet.
    private(set) var texts: [GlyphText?] = []
    /// By glyph: 1 + the index in `glyphs`, 0 for a glyph not shown.
    private(set) var slots: [UInt16]

    init(_ typeface: Typeface, _ description: FaceDescription) {
        self.typeface = typeface
        self.description = description
        slots = Array(repeating: 0, count: Int(typeface.glyphCount))
    }

    /// Notes the glyphs of one unit. The first text a glyph stands for becomes its own.
    ///
    /// Where a unit has as many characters as glyphs each glyph gets one; where it has fewer or more, its first glyph gets
    /// all, for readers that know no `ActualText`.
    mutating func note(_ unit: TextUnit, of run: GlyphRun) {
        if unit.scalar != 0, unit.glyphs.count == 1 {
            note(run.glyphs[unit.glyphs.lowerBound].id) { GlyphText(scalar: unit.scalar) }
            return
        }
        let text = run.extractableText(unit.bytes)
        let scalars = Array(text.unicodeScalars)
        let isPaired = unit.glyphs.count > 1 && scalars.count == unit.glyphs.count
        for (place, index) in unit.glyphs.enumerated() {
            note(run.glyphs[index].id) {
                if isPaired {
                    GlyphText(scalar: scalars[run.isRightToLeft ? scalars.count - 1 - place : place].value)
                } else if place > 0 {
                    Self.noText
                } else if text.isEmpty {
                    nil
                } else {
                    scalars.count == 1 ? GlyphText(scalar: scalars[0].value) : GlyphText(scalar: 0, text: text)
                }
            }
        }
    }

    private mutating func note(_ glyph: UInt16, _ text: () -> GlyphText?) {
        let slot = Int(slots[Int(glyph)])
        if slot == 0 {
            glyphs.append(glyph)
            texts.append(text())
            slots[Int(glyph)] = UInt16(glyphs.count)
        } else if texts[slot - 1] == nil {
            texts[slot - 1] = text()
        }
    }

    /// Zero width space: every glyph must stand for something (ISO 19005-2 6.2.11.7.2).
    private static let noText = GlyphText(scalar: 0x200B)
}
