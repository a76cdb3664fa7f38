import BlockModel
import FontAccess
import LineRules
import PaperUnits

extension Typesetter {
    /// One inline: split into runs of one face and script, shape each, gather glyphs into atoms.
    mutating func appendAtoms(
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
