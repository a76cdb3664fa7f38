import Provenance

/// White space, and the marks of no width that pages leave in their text.
func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D, 0xA0, 0x3000, 0xFEFF, 0x200B: true
    // Looking up a property costs more than all the rest of a line.
    case ..<0x1680, 0x3001...0xFEFE, 0xFF00...: scalar == "\u{85}"
    default: scalar.properties.isWhitespace
    }
}

func holdsMoreThanSpace(_ bytes: some Sequence<UInt8>) -> Bool {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
        if !isBlank(scalar) { return true }
    }
    return false
}

/// The ranges of the lines of valid UTF-8 without their ends; LF, CR LF and a lone CR end a line. At least one line.
func lineRanges(_ bytes: [UInt8]) -> [Range<Int>] {
    let bytes = bytes.span
    var ranges: [Range<Int>] = []
    var start = 0
    var at = 0
    while at < bytes.count {
        if bytes[at] == UInt8(ascii: "\n") || bytes[at] == UInt8(ascii: "\r") {
            ranges.append(start..<at)
            if bytes[at] == UInt8(ascii: "\r"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\n") { at += 1 }
            start = at + 1
        }
        at += utf8Width(bytes[at])
    }
    if start < bytes.count || ranges.isEmpty { ranges.append(start..<bytes.count) }
    return ranges
}

/// The lines of valid UTF-8.
///
/// - Parameter base: byte offset of the first byte in the record's text.
func splitLines(_ bytes: [UInt8], base: Int = 0, kind: Line.Kind) -> [Line] {
    lineRanges(bytes).map { range in
        let kind = holdsMoreThanSpace(bytes[range]) ? kind : .blank
        return Line(range: UInt32(base + range.lowerBound)..<UInt32(base + range.upperBound), kind: kind)
    }
}

/// A plain text: its lines as they stand, those that the edge of a page broke put together again.
func readPlainText(_ source: DecodedText) -> RecordDraft {
    let text = TracedText(bytes: source.bytes, origins: TextOrigins(copyOf: 0..<source.bytes.count)).folded()
    var draft = RecordDraft()
    draft.text = text
    (draft.lines, draft.markup) = joinedLines(lineRanges(text.bytes), of: text.bytes) { _ in .text }
    return draft
}

/// Lines with those that go on put together: their line ends, and the blanks about them, are no words.
///
/// - Parameter kind: of a line, by its number, where it is not blank.
func joinedLines(
    _ ranges: [Range<Int>], of text: [UInt8], kind: (Int) -> Line.Kind
) -> (lines: [Line], skipped: [ByteRange]) {
    let wraps = HardWraps(ranges, of: text)
    var lines: [Line] = []
    var skipped: [ByteRange] = []
    var index = 0
    while index < ranges.count {
        let first = index
        while wraps.joined.contains(index) {
            let end = trimmed(ranges[index], of: text).upperBound
            let start = trimmed(ranges[index + 1], of: text).lowerBound
            // Latin words keep the blank that the line end stood for.
            if !isASCIILetter(text[end - 1]) || !isASCIILetter(text[start]) {
                skipped.append(UInt32(end)..<UInt32(start))
            }
            index += 1
        }
        let range = ranges[first].lowerBound..<ranges[index].upperBound
        let isBlankLine = !holdsMoreThanSpace(text[range])
        lines.append(
            Line(
                range: UInt32(range.lowerBound)..<UInt32(range.upperBound), kind: isBlankLine ? .blank : kind(first)))
        index += 1
    }
    return (lines, skipped)
}

func isASCIILetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

/// Without white space at either end; empty at its end where there is nothing else.
func trimmed(_ range: Range<Int>, of text: [UInt8]) -> Range<Int> {
    var start = range.upperBound
    var end = range.lowerBound
    var offset = range.lowerBound
    for scalar in String(decoding: text[range], as: UTF8.self).unicodeScalars {
        let width = UTF8.width(scalar)
        if !isBlank(scalar) {
            start = min(start, offset)
            end = offset + width
        }
        offset += width
    }
    return start < end ? start..<end : range.upperBound..<range.upperBound
}
