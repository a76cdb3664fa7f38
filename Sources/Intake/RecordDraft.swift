import Provenance

/// A record while its text is put together.
struct RecordDraft {
    /// Leads back to the file's text in UTF-8.
    var text = TracedText()
    var lines: [Line] = []
    var fields: [DeclaredField] = []
    /// Stretches of the text that are no words.
    var markup: [ByteRange] = []
    var pictures: [RecordPicture] = []
    var diagnostics: [Diagnostic] = []
    var id: String?

    /// Adds a value on lines of its own.
    ///
    /// - Parameter gap: blank lines before it where it is not the first.
    /// - Returns: nil for a value of white space only, which is left out.
    mutating func append(_ value: TracedText, kind: Line.Kind, gap: Int) -> ByteRange? {
        guard holdsMoreThanSpace(value.bytes) else { return nil }
        if !text.bytes.isEmpty {
            text.bytes.append(UInt8(ascii: "\n"))
            for _ in 0..<gap {
                let at = UInt32(text.bytes.count)
                lines.append(Line(range: at..<at, kind: .blank))
                text.bytes.append(UInt8(ascii: "\n"))
            }
        }
        let start = text.bytes.count
        text.append(value)
        lines += splitLines(value.bytes, base: start, kind: kind)
        return UInt32(start)..<UInt32(text.bytes.count)
    }
}
