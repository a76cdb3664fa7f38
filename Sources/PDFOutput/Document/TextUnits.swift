internal import PagedModel

/// The smallest piece of a run for which glyphs and text correspond: one cluster.
struct TextUnit {
    /// Indices into the run's glyphs.
    var glyphs: Range<Int>
    /// Never empty unless the run's text is; without characters PDF/A forbids in text (ISO 19005-2 6.2.11.7.2).
    var text: String
}

/// The units of a run in the order of its glyphs, which is the order of its text; nil where clusters go back or leave
/// the text.
func textUnits(of run: GlyphRun) -> [TextUnit]? {
    let text = Array(run.text.utf8)
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
        units.append(TextUnit(glyphs: start..<end, text: extractable(text[textStart..<textEnd])))
        textStart = textEnd
        start = end
    }
    return units
}

private func extractable(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0 || scalar.value == 0xFEFF || scalar.value == 0xFFFE
    }
    guard text.unicodeScalars.contains(where: isForbidden) else { return text }
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isForbidden(scalar) { kept.append(scalar) }
    return String(kept)
}

extension String {
    /// Private-use characters mean nothing outside the file (ISO 19005-2 6.2.11.7.3).
    var hasPrivateUse: Bool {
        unicodeScalars.contains {
            (0xE000...0xF8FF).contains($0.value) || $0.value >= 0xF0000
        }
    }
}
