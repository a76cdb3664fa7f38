import BlockModel
import FontAccess
import PagedModel
import PaperUnits

/// Of the em above the baseline; the rest, 0.12, lies below.
let emBoxAscent: (numerator: Int64, denominator: Int64) = (88, 100)

extension LineStack.Piece {
    /// The runs of this piece with its left edge of measure at `left` and the line's em box from `emTop` down `size`.
    ///
    /// A run ends where the inline, the face, its adjustment or the direction changes, so each has one origin; the
    /// inline's index is given with it. Runs come in the order of the text.
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
                guard atom.inline == first.inline, atom.face == first.face, atom.level == first.level,
                    atom.adjustment == first.adjustment
                else { break }
                next += 1
            }
            let cells = line.cells[start..<next]
            let inline = text.inlines[Int(first.inline)]
            let textStart = first.text.lowerBound
            let textEnd = text.atoms[line.cells[next - 1].atom].text.upperBound
            let adjustment = text.adjustments[Int(first.adjustment)]
            let bytes = text.utf8[Int(first.inline)][Int(textStart)..<Int(textEnd)]
            let isRightToLeft = !first.level.isMultiple(of: 2)
            let origin = line.cells[isRightToLeft ? next - 1 : start].x
            var glyphs: ContiguousArray<PlacedGlyph> = []
            glyphs.reserveCapacity(cells.count)
            for cell in cells {
                append(text, cell, from: origin, textStart: textStart, to: &glyphs)
            }
            result.append(
                (
                    Int(first.inline),
                    GlyphRun(
                        face: first.face, size: inline.style.size.scaled(by: adjustment.scale, over: 1000),
                        colour: inline.style.colour,
                        position: Point(x: left + Length(emu: x + origin), y: baseline), glyphs: glyphs,
                        text: String(decoding: bytes, as: UTF8.self), origin: inline.origin, line: number,
                        emTop: emTop, emBottom: emTop + size, isRightToLeft: isRightToLeft)
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
        let isRightToLeft = !atom.level.isMultiple(of: 2)
        let rise = atom.size.scaled(by: text.adjustments[Int(atom.adjustment)].rise, over: 1000)
        // A part of a ligature without room of its own (لا) stands a hair further on than the rest, so that readers of
        // PDF, who go by places, find the letters in their order.
        let nudge: Int64 = isRightToLeft && atom.advance == 0 ? -atom.emu / 500 : 0
        var pen: Int64 = 0
        for index in atom.glyphs {
            let glyph = text.glyphs[Int(index)]
            let advance = glyph.advance.scaled(to: atom.size, unitsPerEm: atom.unitsPerEm).emu
            let isLast = index == atom.glyphs.upperBound - 1
            glyphs.append(
                PlacedGlyph(
                    id: glyph.id, cluster: atom.text.lowerBound - textStart,
                    x: Length(emu: cell.x - origin + cell.glyphShift + pen + nudge)
                        + glyph.xOffset.scaled(to: atom.size, unitsPerEm: atom.unitsPerEm),
                    y: -glyph.yOffset.scaled(to: atom.size, unitsPerEm: atom.unitsPerEm) - rise,
                    advance: Length(emu: isLast ? cell.advance - pen : advance)))
            pen += advance
        }
    }
}
