import BlockModel
import FontAccess
import LineRules
import PaperUnits

/// A paragraph after shaping: what line breaking and justification count with. All widths in EMU.
struct PreparedText {
    var inlines: [Inline]
    /// UTF-8 of each inline; atoms and glyphs address it by offset.
    var utf8: [[UInt8]]
    var atoms: ContiguousArray<Atom> = []
    var glyphs: ContiguousArray<ShapedGlyph> = []
    /// `opportunities[i]`: whether a line may end after atom i.
    var opportunities: ContiguousArray<BreakOpportunity> = []
}

/// The smallest thing a line is made of: one cluster of glyphs, or a right-to-left run taken whole.
struct Atom {
    var scalar: UInt32
    var lineClass: LineClass
    var inline: Int32
    var text: Range<UInt32>
    var glyphs: Range<Int32>
    var face: UInt16
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

    var emu: Int64 { size.emu }
}

extension Typesetter {
    /// Chooses faces, shapes, and gives each atom its widths.
    mutating func prepare(_ inlines: [Inline]) throws(FontError) -> PreparedText {
        var text = PreparedText(inlines: inlines, utf8: inlines.map { Array($0.text.utf8) })
        for (number, inline) in inlines.enumerated() {
            try appendAtoms(of: inline, number: number, to: &text)
        }
        text.settleClasses(rules.breaks)
        text.settleWidths()
        text.settleSpacing()
        return text
    }

    /// One inline: split into runs of one face and script, shape each, gather glyphs into atoms.
    private mutating func appendAtoms(
        of inline: Inline, number: Int, to text: inout PreparedText
    ) throws(FontError) {
        struct Piece {
            var face: Typeface
            var script: Shaper.Script
            var start: Int
            var end: Int
        }
        let bytes = text.utf8[number]
        var pieces: [Piece] = []
        var offset = 0
        for scalar in inline.text.unicodeScalars {
            let length = UTF8.width(scalar)
            defer { offset += length }
            if var last = pieces.last, ScalarFacts.extends(scalar.value) || ScalarFacts.isInvisible(scalar.value) {
                last.end = offset + length
                pieces[pieces.count - 1] = last
                continue
            }
            let face: Typeface
            if let found = try faces.face(for: scalar.value, role: inline.style.role) {
                face = found
            } else {
                let at = offset
                faces.note(scalar.value, role: inline.style.role) {
                    MissingCharacter(
                        scalar: scalar.value, role: inline.style.role, context: context(of: inline.text, at: at),
                        origin: inline.origin)
                }
                continue
            }
            let complex = ScalarFacts.isComplexScript(scalar.value)
            var script: Shaper.Script = complex ? .complex : .simple
            // Blanks and marks between words of a complex script stay in its run.
            if let last = pieces.last, last.script == .complex, LineClass.of(scalar.value) == .space {
                script = .complex
            }
            if let last = pieces.last, last.face === face, last.script == script, last.end == offset {
                pieces[pieces.count - 1].end = offset + length
            } else {
                pieces.append(Piece(face: face, script: script, start: offset, end: offset + length))
            }
        }
        for piece in pieces {
            let firstGlyph = text.glyphs.count
            let backward = shaper.shape(
                bytes, range: piece.start..<piece.end, typeface: piece.face, script: piece.script,
                language: language, into: &text.glyphs)
            let face = faces.number(of: piece.face)
            var glyph = firstGlyph
            while glyph < text.glyphs.count {
                // A right-to-left run keeps its visual order as one atom; lines do not break inside it.
                var end = backward ? text.glyphs.count : glyph + 1
                let cluster = backward ? UInt32(piece.start) : text.glyphs[glyph].cluster
                while end < text.glyphs.count, text.glyphs[end].cluster == cluster { end += 1 }
                let textEnd = end < text.glyphs.count ? text.glyphs[end].cluster : UInt32(piece.end)
                let scalar = firstScalar(bytes, at: Int(cluster))
                var advance: Int64 = 0
                for index in glyph..<end {
                    advance +=
                        text.glyphs[index].advance
                        .scaled(to: inline.style.size, unitsPerEm: piece.face.unitsPerEm).emu
                }
                var atom = Atom(
                    scalar: scalar, lineClass: .of(scalar), inline: Int32(number), text: cluster..<textEnd,
                    glyphs: Int32(glyph)..<Int32(end), face: face, unitsPerEm: piece.face.unitsPerEm,
                    size: inline.style.size, advance: advance)
                if end == glyph + 1, atom.lineClass.mayGiveBlank,
                    let ink = piece.face.inkBounds(of: text.glyphs[glyph].id)
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

extension PreparedText {
    /// Classes by context, then the break opportunities.
    mutating func settleClasses(_ rules: BreakRules) {
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
        let breaks = rules.opportunities(scalars, classes: classes)
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

/// Up to eight characters on either side of a UTF-8 offset.
private func context(of text: String, at offset: Int) -> String {
    let scalars = Array(text.unicodeScalars)
    var position = 0
    var index = 0
    while index < scalars.count, position < offset {
        position += UTF8.width(scalars[index])
        index += 1
    }
    let range = max(0, index - 8)..<min(scalars.count, index + 9)
    var context = String.UnicodeScalarView()
    context.append(contentsOf: scalars[range])
    return String(context)
}
