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
    func forEachRun(
        of text: SettledText, left: Length, emTop: Length, size: Length, number: Int32,
        _ take: (_ inline: Int, _ run: GlyphRun) -> Void
    ) {
        let (allAtoms, allGlyphs, allCells) = (text.atoms, text.glyphs, line.cells)
        let (atoms, shaped, cells) = (allAtoms.span, allGlyphs.span, allCells.span)
        let baseline = emTop + size.scaled(by: emBoxAscent.numerator, over: emBoxAscent.denominator)
        var next = 0
        while next < cells.count {
            let start = next
            let first = atoms[cells[start].atom]
            while next < cells.count, atoms[cells[next].atom].isOneRun(with: first) { next += 1 }
            let inlineNumber = Int(first.inline)
            let textStart = first.text.lowerBound
            let textEnd = atoms[cells[next - 1].atom].text.upperBound
            let adjustment = text.adjustments[Int(first.adjustment)]
            let isRightToLeft = !first.level.isMultiple(of: 2)
            let origin = cells[isRightToLeft ? next - 1 : start].x
            var glyphs: ContiguousArray<PlacedGlyph> = []
            // Nearly all of Chinese text is one glyph a character.
            if isRightToLeft || adjustment.rise != 0 {
                for index in start..<next {
                    append(
                        atoms[cells[index].atom], allGlyphs, cells[index], from: origin, textStart: textStart,
                        adjustment, to: &glyphs)
                }
            } else {
                glyphs.reserveCapacity(next - start)
                for index in start..<next {
                    let atom = cells[index].atom
                    guard atoms[atom].glyphs.count == 1 else {
                        append(
                            atoms[atom], allGlyphs, cells[index], from: origin, textStart: textStart, adjustment,
                            to: &glyphs)
                        continue
                    }
                    let glyph = shaped[Int(atoms[atom].glyphs.lowerBound)]
                    let x = cells[index].x - origin + cells[index].glyphShift
                    glyphs.append(
                        PlacedGlyph(
                            id: glyph.id, cluster: atoms[atom].text.lowerBound - textStart,
                            x: Length(emu: x + (glyph.xOffset.raw == 0 ? 0 : atoms[atom].length(of: glyph.xOffset))),
                            y: glyph.yOffset.raw == 0 ? .zero : Length(emu: -atoms[atom].length(of: glyph.yOffset)),
                            advance: Length(emu: cells[index].advance)))
                }
            }
            let isWhole = textEnd - textStart == text.utf8[inlineNumber].count
            let words =
                isWhole
                ? text.inlines[inlineNumber].text
                : String(decoding: text.utf8[inlineNumber][Int(textStart)..<Int(textEnd)], as: UTF8.self)
            let style = text.inlines[inlineNumber].style
            take(
                inlineNumber,
                GlyphRun(
                    face: first.face, size: style.size.scaled(by: adjustment.scale, over: 1000),
                    colour: style.colour, position: Point(x: left + Length(emu: x + origin), y: baseline),
                    glyphs: glyphs, text: words, origin: text.inlines[inlineNumber].origin, line: number, emTop: emTop,
                    emBottom: emTop + size, isRightToLeft: isRightToLeft))
        }
    }

    /// The glyphs of one cell; the last of a cluster takes what the cell has beyond the others' own advances.
    private func append(
        _ atom: Atom, _ shaped: ContiguousArray<ShapedGlyph>, _ cell: Cell, from origin: Int64, textStart: UInt32,
        _ adjustment: FaceAdjustment, to glyphs: inout ContiguousArray<PlacedGlyph>
    ) {
        let isRightToLeft = !atom.level.isMultiple(of: 2)
        let rise = adjustment.rise == 0 ? .zero : atom.size.scaled(by: adjustment.rise, over: 1000)
        // A part of a ligature without room of its own (لا) stands a hair further on than the rest, so that readers of
        // PDF, who go by places, find the letters in their order.
        let nudge: Int64 = isRightToLeft && atom.advance == 0 ? -atom.emu / 500 : 0
        var pen: Int64 = 0
        for index in atom.glyphs {
            let glyph = shaped[Int(index)]
            let isLast = index == atom.glyphs.upperBound - 1
            let advance = isLast ? cell.advance - pen : atom.length(of: glyph.advance)
            glyphs.append(
                PlacedGlyph(
                    id: glyph.id, cluster: atom.text.lowerBound - textStart,
                    x: Length(emu: cell.x - origin + cell.glyphShift + pen + nudge + atom.length(of: glyph.xOffset)),
                    y: Length(emu: -atom.length(of: glyph.yOffset)) - rise, advance: Length(emu: advance)))
            pen += advance
        }
    }
}

extension Atom {
    /// Whether two atoms may stand in one run.
    fileprivate func isOneRun(with other: Atom) -> Bool {
        inline == other.inline && face == other.face && level == other.level && adjustment == other.adjustment
    }

    /// Most glyphs of Chinese text have no offset: a division is spared.
    fileprivate func length(of units: FontUnits) -> Int64 {
        units.raw == 0 ? 0 : units.scaled(to: size, unitsPerEm: unitsPerEm).emu
    }
}
