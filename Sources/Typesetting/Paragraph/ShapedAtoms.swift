import BlockModel
import FontAccess
import LineRules
import PaperUnits

extension Typesetter {
    /// Shapes one item and gathers its glyphs into atoms, one a cluster, in the order of the text.
    mutating func appendAtoms(of item: TextItem, to text: inout PreparedText) {
        let size = text.inlines[item.inline].style.size
        let firstGlyph = text.glyphs.count
        shaper.shape(
            text.utf8[item.inline], range: item.text, typeface: item.face, script: item.script,
            isRightToLeft: !item.level.isMultiple(of: 2), language: language, into: &text.glyphs)
        let face = faces.number(of: item.face)
        let adjustment = text.number(of: item.adjustment)
        // Another size of the face is another number of its units to the em.
        let unitsPerEm = Int32(Int64(item.face.unitsPerEm) * 1000 / item.adjustment.scale)
        var glyph = firstGlyph
        while glyph < text.glyphs.count {
            let cluster = text.glyphs[glyph].cluster
            var end = glyph + 1
            while end < text.glyphs.count, text.glyphs[end].cluster == cluster { end += 1 }
            let textEnd = end < text.glyphs.count ? text.glyphs[end].cluster : UInt32(item.text.upperBound)
            let scalar = firstScalar(text.utf8[item.inline], at: Int(cluster))
            var advance: Int64 = 0
            var shift: Int64 = 0
            for index in glyph..<end {
                advance += text.glyphs[index].advance.scaled(to: size, unitsPerEm: item.face.unitsPerEm).emu
            }
            if unitsPerEm != item.face.unitsPerEm {
                // A smaller or larger glyph stands in the middle of the cell it would have had.
                for index in glyph..<end {
                    shift += text.glyphs[index].advance.scaled(to: size, unitsPerEm: unitsPerEm).emu
                }
                shift = (advance - shift) / 2
            }
            var atom = Atom(
                scalar: scalar, lineClass: .of(scalar), inline: Int32(item.inline), text: cluster..<textEnd,
                glyphs: Int32(glyph)..<Int32(end), face: face, unitsPerEm: unitsPerEm, size: size, advance: advance,
                shift: shift, level: item.level, adjustment: adjustment)
            if end == glyph + 1, atom.lineClass.mayGiveBlank,
                let ink = item.face.inkBounds(of: text.glyphs[glyph].id)
            {
                atom.ink = (
                    ink.left.scaled(to: atom.size, unitsPerEm: atom.unitsPerEm).emu,
                    ink.right.scaled(to: atom.size, unitsPerEm: atom.unitsPerEm).emu
                )
            }
            text.atoms.append(atom)
            glyph = end
        }
    }
}

extension PreparedText {
    /// The index under which atoms name an adjustment; a paragraph has a handful of them.
    fileprivate mutating func number(of adjustment: FaceAdjustment) -> UInt8 {
        if adjustment == .none { return 0 }
        if let known = adjustments.firstIndex(of: adjustment) { return UInt8(known) }
        adjustments.append(adjustment)
        return UInt8(clamping: adjustments.count - 1)
    }
}

extension LineClass {
    /// Marks whose em holds a blank half.
    fileprivate var mayGiveBlank: Bool { self == .open || self == .close || self == .mid || self == .end }
}

private func firstScalar(_ utf8: [UInt8], at offset: Int) -> UInt32 {
    var decoder = UTF8()
    var bytes = utf8[offset...].makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&bytes) { return scalar.value }
    return 0xFFFD
}
