import Glibc
import Provenance

/// The bytes of a file from `start` on as UTF-8, with the way back to each character's bytes.
///
/// Strict: a byte that spells no character, half a character at the end and an unpaired surrogate are failures.
func decode(_ bytes: [UInt8], from start: Int, as encoding: TextEncoding) throws(DecodingFailure) -> DecodedText {
    switch encoding {
    case .utf8:
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            throw DecodingFailure(offset: error.byteOffsets.lowerBound)
        }
        let origins = TextOrigins(copyOf: start..<bytes.count)
        return DecodedText(bytes: start == 0 ? bytes : Array(bytes[start...]), encoding: .utf8, origins: origins)
    case .utf16LittleEndian, .utf16BigEndian: return try decodeUTF16(bytes, from: start, encoding)
    case .gb18030: return try decodeMultibyte(bytes, from: start, encoding, "GB18030")
    case .big5: return try decodeMultibyte(bytes, from: start, encoding, "BIG5-HKSCS")
    }
}

/// A file name that a stranger's program wrote: UTF-8, else GB 18030, which older programs of Windows write.
package func decodeFileName(_ bytes: [UInt8]) -> String {
    if let name = String(validating: bytes, as: UTF8.self) { return name }
    let converted = convert(bytes, from: "GB18030", to: "UTF-8")
    return String(decoding: converted.read == bytes.count ? converted.bytes : bytes, as: UTF8.self)
}

private func decodeUTF16(
    _ bytes: [UInt8], from start: Int, _ encoding: TextEncoding
) throws(DecodingFailure) -> DecodedText {
    var text = DecodedText(bytes: [], encoding: encoding, origins: TextOrigins())
    let high = encoding == .utf16BigEndian ? 0 : 1
    func unit(_ at: Int) -> UInt32 { UInt32(bytes[at + high]) << 8 | UInt32(bytes[at + 1 - high]) }
    var at = start
    while at < bytes.count {
        guard at + 1 < bytes.count else { throw DecodingFailure(offset: at) }
        var value = unit(at)
        var width = 2
        if value & 0xFC00 == 0xD800, at + 3 < bytes.count, unit(at + 2) & 0xFC00 == 0xDC00 {
            value = 0x10000 + (value & 0x3FF) << 10 + unit(at + 2) & 0x3FF
            width = 4
        }
        guard let scalar = Unicode.Scalar(value) else { throw DecodingFailure(offset: at) }
        let offset = text.bytes.count
        text.bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        text.origins.append(text: offset, units: 1, of: text.bytes.count - offset, source: at, units: width)
        at += width
    }
    return text
}

/// - Parameter converter: the name by which the system's `iconv` knows the encoding.
private func decodeMultibyte(
    _ bytes: [UInt8], from start: Int, _ encoding: TextEncoding, _ converter: String
) throws(DecodingFailure) -> DecodedText {
    let converted = convert(Array(bytes[start...]), from: converter, to: "UTF-8")
    guard converted.read == bytes.count - start else { throw DecodingFailure(offset: start + converted.read) }
    var text = DecodedText(bytes: converted.bytes, encoding: encoding, origins: TextOrigins())
    var at = start
    var offset = 0
    while at < bytes.count {
        let width = characterWidth(bytes, at, encoding)
        guard at + width <= bytes.count, offset < text.bytes.count else { throw DecodingFailure(offset: at) }
        var textWidth = utf8Width(text.bytes[offset])
        // The only characters of HKSCS that are a letter and a mark: 8862, 8864, 88A3, 88A5.
        if encoding == .big5, bytes[at] == 0x88, [0x62, 0x64, 0xA3, 0xA5].contains(bytes[at + 1]) {
            textWidth += offset + textWidth < text.bytes.count ? utf8Width(text.bytes[offset + textWidth]) : 0
        }
        text.origins.append(text: offset, units: 1, of: textWidth, source: at, units: width)
        at += width
        offset += textWidth
    }
    guard offset == text.bytes.count else { throw DecodingFailure(offset: bytes.count) }
    return text
}

/// Bytes of the character that starts at an offset.
private func characterWidth(_ bytes: [UInt8], _ at: Int, _ encoding: TextEncoding) -> Int {
    guard bytes[at] > 0x80, at + 1 < bytes.count else { return 1 }
    return encoding == .gb18030 && (0x30...0x39).contains(bytes[at + 1]) ? 4 : 2
}

/// What the system's `iconv` makes of bytes, up to the first it cannot convert.
///
/// - Returns: nothing read where the system lacks the converter.
func convert(_ bytes: [UInt8], from source: String, to target: String) -> (bytes: [UInt8], read: Int) {
    guard let converter = unsafe iconv_open(target, source), unsafe converter != iconv_t(bitPattern: -1) else {
        return ([], 0)
    }
    defer { unsafe iconv_close(converter) }
    var input = bytes
    // GB18030 and Big5 give at most two bytes for one, three for two; to GB18030 at most four for three.
    var output = [UInt8](repeating: 0, count: bytes.count * 2 + 16)
    var inputLeft = input.count
    var outputLeft = output.count
    unsafe input.withUnsafeMutableBytes { input in
        unsafe output.withUnsafeMutableBytes { output in
            var from = unsafe input.baseAddress?.assumingMemoryBound(to: CChar.self)
            var to = unsafe output.baseAddress?.assumingMemoryBound(to: CChar.self)
            // A failure shows in what is left.
            _ = unsafe iconv(converter, &from, &inputLeft, &to, &outputLeft)
            _ = unsafe iconv(converter, nil, nil, &to, &outputLeft)
        }
    }
    return (Array(output[..<(output.count - outputLeft)]), bytes.count - inputLeft)
}
