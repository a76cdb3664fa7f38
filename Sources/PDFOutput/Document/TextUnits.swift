internal import PagedModel

/// The smallest piece of a run for which glyphs and text correspond: one cluster.
struct TextUnit {
    /// Indices into the run's glyphs.
    var glyphs: Range<Int>
    /// UTF-8 offsets into the run's text.
    var bytes: Range<Int>
    /// The text where it is one character that may stand in a page's text; 0 otherwise.
    var scalar: UInt32
}

/// The units of a run in the order of its glyphs, which is the order of its text; nil where clusters go back or leave
/// the text.
func textUnits(of run: GlyphRun) -> [TextUnit]? {
    var text = run.text
    return text.withUTF8 { buffer in
        let text = unsafe buffer.span
        var units: [TextUnit] = []
        units.reserveCapacity(run.glyphs.count)
        var start = 0
        // The first unit takes all text before the second, so that none is lost.
        var textStart = 0
        while start < run.glyphs.count {
            let cluster = run.glyphs[start].cluster
            var end = start + 1
            while end < run.glyphs.count, run.glyphs[end].cluster == cluster { end += 1 }
            let textEnd = end < run.glyphs.count ? Int(run.glyphs[end].cluster) : text.count
            guard textStart <= textEnd, textEnd <= text.count else { return nil }
            let scalar = soleScalar(text.extracting(textStart..<textEnd))
            units.append(TextUnit(glyphs: start..<end, bytes: textStart..<textEnd, scalar: scalar))
            textStart = textEnd
            start = end
        }
        return units
    }
}

/// The scalar the bytes are, 0 for none, for several and for one PDF/A forbids in text (ISO 19005-2 6.2.11.7.2).
private func soleScalar(_ bytes: Span<UInt8>) -> UInt32 {
    func rest(_ index: Int) -> UInt32 { UInt32(bytes[index] & 0x3F) }
    guard bytes.count > 0 else { return 0 }
    let lead = UInt32(bytes[0])
    let scalar: UInt32
    switch (lead, bytes.count) {
    case (..<0x80, 1): scalar = lead
    case (0xC0..<0xE0, 2): scalar = (lead & 0x1F) << 6 | rest(1)
    case (0xE0..<0xF0, 3): scalar = (lead & 0xF) << 12 | rest(1) << 6 | rest(2)
    case (0xF0..., 4): scalar = (lead & 7) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3)
    default: return 0
    }
    return isForbidden(scalar) ? 0 : scalar
}

private func isForbidden(_ scalar: UInt32) -> Bool { scalar == 0 || scalar == 0xFEFF || scalar == 0xFFFE }

extension GlyphRun {
    /// Text of a stretch of its bytes, without characters PDF/A forbids in text.
    func extractableText(_ bytes: Range<Int>) -> String {
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: bytes.lowerBound)
        let text = String(decoding: utf8[start..<utf8.index(start, offsetBy: bytes.count)], as: UTF8.self)
        guard text.unicodeScalars.contains(where: { isForbidden($0.value) }) else { return text }
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !isForbidden(scalar.value) { kept.append(scalar) }
        return String(kept)
    }
}

/// Private-use characters mean nothing outside the file (ISO 19005-2 6.2.11.7.3).
func isPrivateUse(_ scalar: UInt32) -> Bool { (0xE000...0xF8FF).contains(scalar) || scalar >= 0xF0000 }

/// White_Space of Unicode, a closed list (UAX #44, stability).
func isWhiteSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x9...0xD, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
}
