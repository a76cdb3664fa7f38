import Provenance

/// Reads one record.
///
/// - Parameters:
///   - bytes: the whole input.
///   - fileStem: the file's name without folders and extension; names the record where it has no id of its own.
package func readRecord(
    _ bytes: [UInt8], format: RecordFormat, fileStem: String, limits: IntakeLimits = IntakeLimits()
) throws(IntakeError) -> ArticleRecord {
    try checkBytes(bytes, limits: limits)
    let mark = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    let id = safeFolderName(fileStem) ?? "record"
    switch format {
    case .text:
        let text = bytes[mark...]
        return ArticleRecord(
            id: id, format: .text, text: String(decoding: text, as: UTF8.self),
            lines: splitLines(Array(text), kind: .text))
    case .json:
        return try readJSONRecord(bytes, fallbackID: id)
    }
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// Size, emptiness, encoding and control characters, in this order; a file with both faults is called binary.
private func checkBytes(_ bytes: [UInt8], limits: IntakeLimits) throws(IntakeError) {
    guard bytes.count <= limits.recordBytes else {
        throw IntakeError(
            .tooLarge, at: limits.recordBytes,
            "the record has \(bytes.count) bytes, the limit is \(limits.recordBytes)",
            hint: "split it into records or raise the limit")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
        throw IntakeError(.notUTF8, at: 0, "the file is UTF-16", hint: "save it as UTF-8")
    }
    if let offset = bytes.firstIndex(where: isForbiddenControl) {
        throw IntakeError(
            .binary, at: offset, "a control character (\(hexadecimal(bytes[offset]))) stands in the file",
            hint: "the file is no text; give the article's text or its JSON record")
    }
    do {
        _ = try UTF8Span(validating: bytes.span)
    } catch {
        let offset = error.byteOffsets.lowerBound
        throw IntakeError(
            .notUTF8, at: offset, "the byte \(hexadecimal(bytes[offset])) is no UTF-8",
            hint: "save the file as UTF-8; older Chinese text is often GB 18030")
    }
    let text = bytes.starts(with: byteOrderMark) ? bytes[byteOrderMark.count...] : bytes[...]
    guard holdsMoreThanSpace(text) else {
        throw IntakeError(.empty, at: 0, "the file holds no text", hint: "give an article or a JSON record")
    }
}

/// C0 and DEL, without tab, line feed, form feed and carriage return.
func isForbiddenControl(_ byte: UInt8) -> Bool {
    byte == 0x7F || (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0C && byte != 0x0D)
}

func holdsMoreThanSpace(_ bytes: some Sequence<UInt8>) -> Bool {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
        if !isBlank(scalar) { return true }
    }
    return false
}

/// White space, and the marks of no width that pages leave in their text.
func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
}

private func hexadecimal(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}

/// The lines of valid UTF-8; LF, CR LF and a lone CR end a line.
///
/// - Parameter base: byte offset of the first byte in the record's text.
func splitLines(_ bytes: [UInt8], base: Int = 0, kind: Line.Kind) -> [Line] {
    var lines: [Line] = []
    var start = 0
    func close(_ end: Int) {
        let blank = !holdsMoreThanSpace(bytes[start..<end])
        lines.append(Line(range: UInt32(base + start)..<UInt32(base + end), kind: blank ? .blank : kind))
    }
    var at = 0
    while at < bytes.count {
        if bytes[at] == UInt8(ascii: "\n") || bytes[at] == UInt8(ascii: "\r") {
            close(at)
            if bytes[at] == UInt8(ascii: "\r"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\n") { at += 1 }
            start = at + 1
        }
        at += 1
    }
    if start < bytes.count || lines.isEmpty { close(bytes.count) }
    return lines
}
