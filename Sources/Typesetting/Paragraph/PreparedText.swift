import BlockModel
import FontAccess
import LineRules
import PaperUnits

/// A paragraph after shaping: what line breaking and justification count with. All widths in EMU.
struct PreparedText {
    var inlines: [Inline]
    /// UTF-8 of each inline; atoms and glyphs address it by offset.
    var utf8: [[UInt8]]
    var style: LineStyle
    var atoms: ContiguousArray<Atom> = []
    var glyphs: ContiguousArray<ShapedGlyph> = []
    /// `opportunities[i]`: whether a line may end after atom i.
    var opportunities: ContiguousArray<BreakOpportunity> = []
    /// How fallback faces are set beside the role's first; atoms name them by index, 0 is none.
    var adjustments = [FaceAdjustment.none]
}

/// The smallest thing a line is made of: one cluster of glyphs.
struct Atom {
    var scalar: UInt32
    var lineClass: LineClass
    var inline: Int32
    var text: Range<UInt32>
    var glyphs: Range<Int32>
    var face: UInt16
    /// Of the face, with its adjustment: glyphs are scaled by it.
    var unitsPerEm: Int32
    var size: Length
    /// Room at natural width, before any compression.
    var advance: Int64
    /// Left and right end of the ink from the glyph's origin, where the atom is a single mark with ink.
    var ink: (left: Int64, right: Int64)?
    /// Added to the glyph's x: a mark centred in a narrower cell than its own advance.
    var shift: Int64 = 0
    /// Blank taken off the left side, and room added (or, negative, taken off) on the right, inside a line.
    var left: Int64 = 0
    var right: Int64 = 0
    /// The same at the start and at the end of a line.
    var startTrim: Int64 = 0
    var endTrim: Int64 = 0
    /// What justification may still take off on either side, and in which step of `clreq.md` 8.1.
    var shrinkLeft: Int64 = 0
    var shrinkRight: Int64 = 0
    var shrinkRightStep: UInt8 = 0
    /// What it may add on the right: step 1 word spaces, 2 Han–Latin space, 3 any other gap (no limit), 0 none.
    var stretch: Int64 = 0
    var stretchStep: UInt8 = 3
    /// Odd: right to left (UAX #9).
    var level: UInt8 = 0
    var adjustment: UInt8 = 0

    var emu: Int64 { size.emu }
}

extension Typesetter {
    /// Chooses faces, shapes, and gives each atom its widths.
    mutating func prepare(_ inlines: [Inline]) throws(FontError) -> PreparedText {
        var text = PreparedText(inlines: inlines, utf8: inlines.map { Array($0.text.utf8) }, style: lines)
        for item in try itemise(inlines) { appendAtoms(of: item, to: &text) }
        text.settleClasses()
        text.settleMarkCells(faces.used)
        text.settleSpacing()
        return text
    }
}

extension PreparedText {
    /// Classes by context, then the break opportunities.
    mutating func settleClasses() {
        var scalars: ContiguousArray<UInt32> = []
        scalars.reserveCapacity(atoms.count)
        // One past the last scalar of each atom.
        var ends: ContiguousArray<Int> = []
        ends.reserveCapacity(atoms.count)
        for atom in atoms {
            scalars.append(atom.scalar)
            if atom.text.count > UTF8.width(Unicode.Scalar(atom.scalar) ?? "\u{FFFD}") {
                let bytes = utf8[Int(atom.inline)][Int(atom.text.lowerBound)..<Int(atom.text.upperBound)]
                scalars.append(
                    contentsOf: String(decoding: bytes, as: UTF8.self).unicodeScalars.dropFirst().map(\.value))
            }
            ends.append(scalars.count)
        }
        let classes = LineClass.classify(scalars)
        let breaks = style.breaks.opportunities(scalars, classes: classes)
        opportunities.reserveCapacity(atoms.count)
        var start = 0
        for index in atoms.indices {
            atoms[index].lineClass = classes[start]
            start = ends[index]
            opportunities.append(breaks[start - 1])
        }
        // Only atoms of one scalar: a face that joins the halves has made one atom of them.
        for half in LineClass.firstHalves(atoms.map(\.scalar), atoms.map(\.lineClass)) { atoms[half].stretchStep = 0 }
    }
}
