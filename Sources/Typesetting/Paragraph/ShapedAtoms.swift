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
        let utf8 = text.utf8[item.inline]
        // Ideographs of a face share one advance.
        var known = (units: FontUnits(0), length: Int64(0))
        var glyph = firstGlyph
        while glyph < text.glyphs.count {
            let cluster = text.glyphs[glyph].cluster
            var end = glyph + 1
            while end < text.glyphs.count, text.glyphs[end].cluster == cluster { end += 1 }
            let textEnd = end < text.glyphs.count ? text.glyphs[end].cluster : UInt32(item.text.upperBound)
            let scalar = firstScalar(utf8, at: Int(cluster))
            var advance: Int64 = 0
            var shift: Int64 = 0
            for index in glyph..<end {
                let units = text.glyphs[index].advance
                if text.glyphs[index].id == 0 { noteUndrawn(cluster..<textEnd, of: item, in: text) }
                if units != known.units {
                    known = (units, units.scaled(to: size, unitsPerEm: item.face.unitsPerEm).emu)
                }
                advance += known.length
            }
            if unitsPerEm != item.face.unitsPerEm {
                // A smaller or larger glyph stands in the middle of the cell it would have had.
                for index in glyph..<end {
                    shift += text.glyphs[index].advance.scaled(to: size, unitsPerEm: unitsPerEm).emu
                }
                shift = (advance - shift) / 2
            }
            var atom = Atom(
                scalar: scalar, inline: Int32(item.inline), text: cluster..<textEnd,
                glyphs: Int32(glyph)..<Int32(end), unitsPerEm: unitsPerEm, face: face, lineClass: .of(scalar),
                level: item.level, adjustment: adjustment, emu: size.emu, advance: advance, shift: shift)
            if end == glyph + 1 { measureInk(of: &atom, glyph: text.glyphs[glyph].id) }
            text.atoms.append(atom)
            glyph = end
        }
    }
}

extension Typesetter {
    /// Gathers an item of plain characters, each of which is one glyph as its face answers.
    mutating func appendAtoms(
        of item: TextItem, _ plain: PlainGlyphs, _ scalars: ContiguousArray<UInt32>, to text: inout PreparedText
    ) {
        let size = text.inlines[item.inline].style.size
        let face = faces.number(of: item.face)
        let unitsPerEm = item.face.unitsPerEm
        var known = (units: FontUnits(0), length: Int64(0))
        var offset = UInt32(item.text.lowerBound)
        var glyph = Int32(text.glyphs.count)
        let scalars = scalars.span
        var glyphs: ContiguousArray<ShapedGlyph> = []
        // The closures below may not reach the text's glyphs and atoms at once.
        swap(&glyphs, &text.glyphs)
        glyphs.append(addingCapacity: item.scalars.count) { glyphs in
            text.atoms.append(addingCapacity: item.scalars.count) { atoms in
                for index in item.scalars {
                    let scalar = scalars[index]
                    let answer = plain.answer(for: scalar)
                    let units = answer.advance
                    if units != known.units { known = (units, units.scaled(to: size, unitsPerEm: unitsPerEm).emu) }
                    let end = offset + UInt32(utf8Width(scalar))
                    glyphs.append(
                        ShapedGlyph(
                            id: answer.glyph, cluster: offset, advance: units, xOffset: FontUnits(0),
                            yOffset: FontUnits(0)))
                    var atom = Atom(
                        scalar: scalar, inline: Int32(item.inline), text: offset..<end, glyphs: glyph..<glyph + 1,
                        unitsPerEm: unitsPerEm, face: face, lineClass: .han, level: item.level, emu: size.emu,
                        advance: known.length)
                    if scalar &- 0x4E00 >= 0x5200 {
                        atom.lineClass = .of(scalar)
                        measureInk(of: &atom, glyph: answer.glyph)
                    }
                    atoms.append(atom)
                    offset = end
                    glyph += 1
                }
            }
        }
        swap(&glyphs, &text.glyphs)
    }

    private mutating func measureInk(of atom: inout Atom, glyph: UInt16) {
        guard atom.lineClass.mayGiveBlank, let ink = faces.inkBounds(of: glyph, face: atom.face) else { return }
        atom.inkLeft = ink.left.scaled(to: atom.size, unitsPerEm: atom.unitsPerEm).emu
        atom.inkRight = ink.right.scaled(to: atom.size, unitsPerEm: atom.unitsPerEm).emu
        atom.hasInk = true
    }

    /// Notes a cluster whose characters a face has each for itself but does not put together.
    private mutating func noteUndrawn(_ cluster: Range<UInt32>, of item: TextItem, in text: PreparedText) {
        let inline = text.inlines[item.inline]
        func scalars(_ range: Range<Int>) -> String {
            String(decoding: text.utf8[item.inline][range], as: UTF8.self)
        }
        let drawn = scalars(Int(cluster.lowerBound)..<Int(cluster.upperBound)).unicodeScalars.map(\.value)
        let marks = drawn.filter { !ScalarFacts.isInvisible($0) }
        guard let undrawn = marks.last(where: { item.face.glyph(for: $0) == nil }) ?? marks.last ?? drawn.first else {
            return
        }
        faces.note(undrawn, role: inline.style.role) {
            let before = scalars(item.text.lowerBound..<Int(cluster.upperBound)).unicodeScalars
            return MissingCharacter(
                scalar: undrawn, role: inline.style.role,
                context: String(String.UnicodeScalarView(before.suffix(drawn.count + 8))), origin: inline.origin)
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

/// The scalar that starts at an offset of well-formed UTF-8.
private func firstScalar(_ utf8: [UInt8], at offset: Int) -> UInt32 {
    func tail(_ index: Int) -> UInt32 { UInt32(utf8[offset + index] & 0x3F) }
    let first = UInt32(utf8[offset])
    switch first {
    case 0..<0x80: return first
    case 0x80..<0xE0: return (first & 0x1F) << 6 | tail(1)
    case 0xE0..<0xF0: return (first & 0x0F) << 12 | tail(1) << 6 | tail(2)
    default: return (first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
    }
}
