import BlockModel
import FontAccess
import PagedModel
import PaperUnits

/// Of the em above the baseline; the rest, 0.12, lies below. All indexed faces are drawn for this em box.
let emBoxAscent: (numerator: Int64, denominator: Int64) = (88, 100)

extension LineStack.Piece {
    /// The runs of this piece with its left edge of measure at `left` and the line's em box from `emTop` down `size`.
    ///
    /// A run ends where the inline or the face changes, so each has one origin; the inline's index is given with it.
    func runs(
        _ texts: [PreparedText], left: Length, emTop: Length, size: Length, number: Int32
    ) -> [(inline: Int, run: GlyphRun)] {
        let text = texts[self.text]
        let baseline = emTop + size.scaled(by: emBoxAscent.numerator, over: emBoxAscent.denominator)
        var result: [(inline: Int, run: GlyphRun)] = []
        var next = 0
        while next < line.cells.count {
            let start = next
            let first = text.atoms[line.cells[start].atom]
            while next < line.cells.count {
                let atom = text.atoms[line.cells[next].atom]
                guard atom.inline == first.inline, atom.face == first.face else { break }
                next += 1
            }
            let cells = line.cells[start..<next]
            let inline = text.inlines[Int(first.inline)]
            let textStart = first.text.lowerBound
            let textEnd = text.atoms[line.cells[next - 1].atom].text.upperBound
            let bytes = text.utf8[Int(first.inline)][Int(textStart)..<Int(textEnd)]
            let origin = line.cells[start].x
            var glyphs: ContiguousArray<PlacedGlyph> = []
            glyphs.reserveCapacity(cells.count)
            for cell in cells {
                append(text, cell, from: origin, textStart: textStart, to: &glyphs)
            }
            result.append(
                (
                    Int(first.inline),
                    GlyphRun(
                        face: first.face, size: inline.style.size, colour: inline.style.colour,
                        position: Point(x: left + Length(emu: x + origin), y: baseline), glyphs: glyphs,
                        text: String(decoding: bytes, as: UTF8.self), origin: inline.origin, line: number,
                        emTop: emTop, emBottom: emTop + size)
                ))
        }
        return result
    }

    /// The glyphs of one cell; the last of a cluster takes what the cell has beyond the others' own advances.
    private func append(
        _ text: PreparedText, _ cell: Cell, from origin: Int64, textStart: UInt32,
        to glyphs: inout ContiguousArray<PlacedGlyph>
    ) {
        let atom = text.atoms[cell.atom]
        var pen: Int64 = 0
        for index in atom.glyphs {
            let glyph = text.glyphs[Int(index)]
            let advance = glyph.advance.scaled(to: atom.size, unitsPerEm: atom.unitsPerEm).emu
            let isLast = index == atom.glyphs.upperBound - 1
            glyphs.append(
                PlacedGlyph(
                    id: glyph.id, cluster: atom.text.lowerBound - textStart,
                    x: Length(emu: cell.x - origin + cell.glyphShift + pen)
                        + glyph.xOffset.scaled(to: atom.size, unitsPerEm: atom.unitsPerEm),
                    y: -glyph.yOffset.scaled(to: atom.size, unitsPerEm: atom.unitsPerEm),
                    advance: Length(emu: isLast ? cell.advance - pen : advance)))
            pen += advance
        }
    }
}
