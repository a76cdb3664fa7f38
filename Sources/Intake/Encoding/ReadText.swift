import Provenance

/// The text of a file, whatever its encoding (`docs/normalisation.md`, "Encodings").
///
/// A byte order mark decides; else valid UTF-8 is UTF-8, whatever the file declares; else the declared encoding if the
/// bytes are good text in it; else the encoding in which they are the best Chinese.
func readText(_ bytes: [UInt8], declared: String? = nil) throws(IntakeError) -> DecodedText {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
        throw IntakeError(.notDecodable, at: 0, "the file is UTF-32", hint: "save it as UTF-8")
    }
    for mark in TextEncoding.marks where bytes.starts(with: mark.bytes) {
        return try checked(decodeMarked(bytes, mark.bytes.count, mark.encoding))
    }
    let control = bytes.firstIndex(where: isForbiddenControl)
    var failedAt = 0
    var plain: DecodedText?
    do { plain = try decode(bytes, from: 0, as: .utf8) } catch { failedAt = error.offset }
    if let plain, control == nil { return try checked(plain) }
    let named = declared.flatMap { TextEncoding(label: $0) }
    if let text = mostLikely(bytes, declared: named) { return try checked(text) }
    if let control { throw controlError(bytes[control], at: control) }
    throw undecodable(bytes, declared: named, at: failedAt)
}

private func decodeMarked(
    _ bytes: [UInt8], _ start: Int, _ encoding: TextEncoding
) throws(IntakeError) -> DecodedText {
    do {
        return try decode(bytes, from: start, as: encoding)
    } catch {
        throw undecodable(bytes, declared: encoding, at: error.offset)
    }
}

private func undecodable(_ bytes: [UInt8], declared: TextEncoding?, at offset: Int) -> IntakeError {
    let byte = offset < bytes.count ? "the byte \(hexadecimal(bytes[offset]))" : "the end of the file"
    guard let declared, declared != .utf8 else {
        return IntakeError(
            .notUTF8, at: offset, "\(byte) is no UTF-8, and the file is no good Chinese in GB 18030, Big5 or UTF-16",
            hint: "save the file as UTF-8")
    }
    var at = offset
    do throws(DecodingFailure) { _ = try decode(bytes, from: 0, as: declared) } catch { at = error.offset }
    return IntakeError(
        .notDecodable, at: at, "the bytes from here on are no \(declared.rawValue), which the file says it is",
        hint: "save the file as UTF-8; what was lost in it must be typed again")
}

/// A file of nothing but blanks is empty, one with control characters is no text.
private func checked(_ text: DecodedText) throws(IntakeError) -> DecodedText {
    if let offset = text.bytes.firstIndex(where: isForbiddenControl) {
        throw controlError(text.bytes[offset], at: text.origins.source(at: offset))
    }
    guard holdsMoreThanSpace(text.bytes) else {
        throw IntakeError(.empty, at: 0, "the file holds no text", hint: "give an article or a JSON record")
    }
    return text
}

func controlError(_ byte: UInt8, at offset: Int, jsonPath: String? = nil) -> IntakeError {
    IntakeError(
        .binary, at: offset, jsonPath: jsonPath, "a control character (\(hexadecimal(byte))) stands in the text",
        hint: jsonPath == nil
            ? "the file is no text; give the article's text or its JSON record"
            : "remove the \\u00.. escapes from the value")
}

/// The decoding that makes the best Chinese; nil where none makes any.
private func mostLikely(_ bytes: [UInt8], declared: TextEncoding?) -> DecodedText? {
    var best: (text: DecodedText, weight: Int)?
    for encoding in [TextEncoding.gb18030, .big5, .utf16LittleEndian, .utf16BigEndian] {
        guard let text = try? decode(bytes, from: 0, as: encoding), !text.bytes.contains(where: isForbiddenControl)
        else { continue }
        let share = CommonIdeographs.share(of: text.bytes)
        // Without an ideograph any ASCII with one mark would do: only the declaration tells then.
        guard share.of > 0 ? share.common * 10 >= share.of * 3 : encoding == declared else { continue }
        let weight = share.of == 0 ? 1 : share.common * 1_000 / share.of + (encoding == declared ? 200 : 0)
        if weight > best?.weight ?? 0 { best = (text, weight) }
    }
    return best?.text
}

/// The encoding an HTML page or XML file names in its first 4,096 bytes: `<meta charset=gbk>`, `encoding="Big5"`.
func declaredEncoding(_ bytes: [UInt8]) -> String? {
    let head = bytes.prefix(4_096).map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }
    let text = String(decoding: head, as: UTF8.self).lowercased()
    for (tag, key) in [("<meta", "charset"), ("<?xml", "encoding")] {
        var rest = text[...]
        while let start = rest.firstRange(of: tag) {
            rest = rest[start.upperBound...]
            let inside = rest.prefix { $0 != ">" }
            guard let found = inside.firstRange(of: key) else { continue }
            let value = inside[found.upperBound...].drop { $0 == " " }
            guard value.first == "=" else { continue }
            let label = value.dropFirst().drop { " \"'".contains($0) }
                .prefix { $0.isLetter || $0.isNumber || "-_".contains($0) }
            if !label.isEmpty { return String(label) }
        }
    }
    return nil
}

/// C0 and DEL, without tab, line feed, form feed and carriage return.
func isForbiddenControl(_ byte: UInt8) -> Bool {
    byte == 0x7F || (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0C && byte != 0x0D)
}

func hexadecimal(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}
