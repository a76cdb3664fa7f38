internal import Digests
internal import FontAccess
internal import PaperUnits

/// A face cut down to the glyphs shown, with the codes that show them.
///
/// A class, since each unit of text looks its face up: a copy of the values would count five references.
final class EmbeddedFace: Sendable {
    /// A glyph shown.
    struct Glyph: Sendable {
        var id: UInt16
        var code: UInt16
        /// Own advance.
        var advance: FontUnits
        /// Own advance in thousandths of the em × 10,000: the unit of `/W` with four decimals.
        var width: Int64
        /// What a reader takes it for without further notice; 0 where that is no one character but among `texts`.
        fileprivate var scalar: UInt32
    }

    let typeface: Typeface
    let description: FaceDescription
    /// By ascending number in the whole face.
    let glyphs: [Glyph]
    let subset: FontSubset
    /// By glyph of the whole face: 1 + the place in the order of first use, 0 for glyphs not shown.
    private let slots: [UInt16]
    /// In the order of first use, the index in `glyphs`.
    private let places: [UInt16]
    /// What glyphs stand for that is not one character, by their number in the whole face.
    private let texts: [UInt16: String]

    /// - Parameter packs: takes a font program that is compressed already.
    init(_ usage: FaceUsage, packs: Bool) throws(PDFError) {
        guard usage.description.allowsSubsetEmbedding else {
            throw .embeddingForbidden(face: usage.typeface.name)
        }
        typeface = usage.typeface
        description = usage.description
        let numbers = usage.glyphs.sorted()
        do { subset = try typeface.subset(numbers, packs: packs) } catch { throw .font(error) }
        slots = usage.slots
        var places = [UInt16](repeating: 0, count: numbers.count)
        var glyphs: [Glyph] = []
        var texts: [UInt16: String] = [:]
        glyphs.reserveCapacity(numbers.count)
        for (number, code) in zip(numbers, subset.codes) {
            let advance = typeface.advance(of: number)
            let use = Int(slots[Int(number)]) - 1
            let text = usage.texts[use] ?? FaceUsage.GlyphText(scalar: 0xFFFD)
            if let text = text.text { texts[number] = text }
            glyphs.append(
                Glyph(
                    id: number, code: code, advance: advance,
                    width: Self.thousandths(advance, decimals: 4, unitsPerEm: typeface.unitsPerEm),
                    scalar: text.scalar))
            places[use] = UInt16(glyphs.count - 1)
        }
        self.glyphs = glyphs
        self.places = places
        self.texts = texts
    }

    /// A glyph by its number in the whole face; one that is shown.
    subscript(_ number: UInt16) -> Glyph { glyphs[Int(places[Int(slots[Int(number)]) - 1])] }

    /// A distance in thousandths of the em with decimals, rounded half away from zero.
    func thousandths(_ distance: FontUnits, decimals: Int) -> Int64 {
        Self.thousandths(distance, decimals: decimals, unitsPerEm: typeface.unitsPerEm)
    }

    private static func thousandths(_ distance: FontUnits, decimals: Int, unitsPerEm: Int32) -> Int64 {
        var scaled = Int64(distance.raw) * 1000
        for _ in 0..<decimals { scaled *= 10 }
        let em = Int64(unitsPerEm)
        return (scaled < 0 ? scaled - em / 2 : scaled + em / 2) / em
    }

    /// `ABCDEF+Name`: the letters follow from the face's file and the glyphs shown (ISO 32000-1 9.6.4).
    var subsetName: String {
        var digest = SHA256()
        digest.update(Array(typeface.entry.sha256.utf8))
        digest.update([UInt8(truncatingIfNeeded: typeface.entry.faceIndex)])
        var numbers: [UInt8] = []
        numbers.reserveCapacity(2 * glyphs.count)
        for glyph in glyphs {
            numbers.append(UInt8(glyph.id >> 8))
            numbers.append(UInt8(glyph.id & 0xFF))
        }
        digest.update(numbers)
        let letters = digest.finish().prefix(6).map { UInt8(ascii: "A") + $0 % 26 }
        return String(decoding: letters, as: UTF8.self) + "+" + description.postScriptName
    }
}

extension EmbeddedFace {
    /// What a reader takes a glyph for, in UTF-16, big endian.
    func appendText(of glyph: Glyph, to out: inout [UInt8]) {
        if let text = text(of: glyph) {
            out += utf16BigEndian(text)
        } else if let scalar = Unicode.Scalar(glyph.scalar) {
            for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                out.append(UInt8(unit >> 8))
                out.append(UInt8(unit & 0xFF))
            }
        }
    }

    /// Whether a reader takes a glyph shown for this text; `scalar` is 0 for a text that is not one character.
    func shows(_ number: UInt16, as scalar: UInt32, else text: () -> String) -> Bool {
        let glyph = self[number]
        return glyph.scalar == scalar && (scalar != 0 || self.text(of: glyph) == text())
    }

    /// Its text is one code unit of UTF-16.
    func isOneCodeUnit(_ glyph: Glyph) -> Bool { glyph.scalar <= 0xFFFF && text(of: glyph) == nil }

    private func text(of glyph: Glyph) -> String? { glyph.scalar == 0 ? texts[glyph.id] : nil }
}
