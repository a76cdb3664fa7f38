import Provenance

/// Where text was once read in the wrong encoding, so that its characters are lost or others: 锟斤拷, ä¼šè®®, »áÒé, 浼氳.
///
/// Nothing of it can be trusted, and it is not repaired: the file it comes from may still be whole.
struct Mojibake {
    /// Byte offset of the first trace in the text.
    var offset: Int
    /// One English sentence without a final full stop.
    var message: String
}

/// - Returns: the first trace found, nil for sound text. Cost: one pass; more only where there is reason to look.
func findMojibake(_ text: [UInt8]) -> Mojibake? {
    var scan = MojibakeScan()
    let bytes = text.span
    var at = 0
    while at < bytes.count {
        let width = utf8Width(bytes[at])
        if width == 1 {
            scan.closeLatin()
            scan.takeASCII(bytes[at], at)
        } else {
            scan.take(utf8Scalar(bytes, at, width), at)
        }
        if scan.found != nil { return scan.found }
        at += width
    }
    scan.closeLatin()
    return scan.found ?? scan.verdict(text)
}

private struct MojibakeScan {
    var found: Mojibake?
    /// A run of scalars that are bytes in Windows-1252.
    private var latin: [UInt8] = []
    private var latinStart = 0
    private var before: (UInt32, UInt32) = (0, 0)
    private var questions = 0
    private var firstQuestion = 0
    private var ideographs = 0
    private var share = CommonIdeographs.Share()
    /// What the commonest characters and marks in UTF-8 are in GBK.
    private var misreadMarks = 0
    private var firstMisread = 0

    mutating func takeASCII(_ byte: UInt8, _ at: Int) {
        if byte == UInt8(ascii: "?") {
            if questions == 0 { firstQuestion = at }
            questions += 1
        }
        before = (before.1, UInt32(byte))
    }

    @inline(__always)
    mutating func take(_ value: UInt32, _ at: Int) {
        if let byte = windows1252(value) {
            if latin.isEmpty { latinStart = at }
            latin.append(byte)
        } else {
            closeLatin()
        }
        switch value {
        case 0xFFFD:
            found = found ?? Mojibake(offset: at, message: "a character was lost in an earlier conversion (U+FFFD)")
        case 0x62F7 where before == (0x951F, 0x65A4):
            found = Mojibake(offset: at - 6, message: "characters were lost in an earlier conversion (锟斤拷)")
        case 0x70EB where before == (0x70EB, 0x70EB), 0x5C6F where before == (0x5C6F, 0x5C6F):
            found = Mojibake(offset: at - 6, message: "memory that was never filled stands in the text")
        case 0x4E00...0x9FFF where misreadScalars[Int(value - 0x4E00)]:
            if misreadMarks == 0 { firstMisread = at }
            misreadMarks += 1
        case 0x80...0x9F where value != 0x85:
            found = found ?? Mojibake(offset: at, message: "a control character of ISO 8859 stands in the text")
        default: break
        }
        if (0x4E00...0x9FFF).contains(value) { ideographs += 1 }
        share.take(value)
        before = (before.1, value)
    }

    /// Ends a run of Latin letters and marks: Chinese read as Windows-1252?
    @inline(__always)
    mutating func closeLatin() { if !latin.isEmpty { judgeLatin() } }

    private mutating func judgeLatin() {
        defer { latin.removeAll(keepingCapacity: true) }
        let letters = latin.count { $0 >= 0xC0 && $0 != 0xD7 && $0 != 0xF7 }
        guard latin.count >= 4, letters * 3 >= latin.count, found == nil else { return }
        for encoding in [TextEncoding.utf8, .gb18030, .big5] {
            // A run may end in half a character.
            for cut in 0..<min(3, latin.count - 3) {
                let bytes = Array(latin.dropLast(cut))
                guard let decoded = try? decode(bytes, from: 0, as: encoding) else { continue }
                let share = CommonIdeographs.share(of: decoded.bytes)
                guard share.of >= (encoding == .utf8 ? 1 : 2), share.common * 2 >= share.of else { continue }
                found = Mojibake(
                    offset: latinStart, message: "\(encoding.rawValue) was once read as a Western encoding")
                return
            }
        }
    }

    /// What only the whole text tells.
    func verdict(_ text: [UInt8]) -> Mojibake? {
        if misreadMarks >= 4, isMisreadUTF8(text, around: firstMisread) {
            return Mojibake(offset: firstMisread, message: "UTF-8 was once read as GBK")
        }
        if ideographs == 0, questions >= 12, questions * 3 > text.count {
            return Mojibake(offset: firstQuestion, message: "the text is question marks: an encoding had no Chinese")
        }
        guard ideographs >= 60 else { return nil }
        guard share.common * 20 < share.of else { return nil }
        return Mojibake(offset: 0, message: "the text is no Chinese: it was probably read in a wrong encoding")
    }

    /// Whether the ideographs about a place are valid UTF-8 once written as GBK.
    private func isMisreadUTF8(_ text: [UInt8], around offset: Int) -> Bool {
        var start = offset
        while start >= 3, offset - start < 90, text[start - 3] >= 0xE3, text[start - 3] < 0xF0 { start -= 3 }
        var end = offset
        while end + 3 <= text.count, end - offset < 90, text[end] >= 0xE3, text[end] < 0xF0 { end += 3 }
        guard end - start >= 12 else { return false }
        let bytes = convert(Array(text[start..<end]), from: "UTF-8", to: "GB18030").bytes
        var sound = 0
        var at = 0
        while at + 2 < bytes.count {
            let isThree =
                (0xE3...0xEF).contains(bytes[at]) && bytes[at + 1] & 0xC0 == 0x80 && bytes[at + 2] & 0xC0 == 0x80
            sound += isThree ? 3 : 0
            at += isThree ? 3 : 1
        }
        return sound * 4 >= bytes.count * 3
    }
}

/// From U+4E00 on.
private let misreadScalars: [Bool] = {
    var table = [Bool](repeating: false, count: 0x5200)
    for scalar in "锛銆紝鈥鐨浼氳鍜鏄鍦涓浜璁閫鍏鏂骞鐢勬".unicodeScalars { table[Int(scalar.value - 0x4E00)] = true }
    return table
}()

/// The byte that Windows-1252 reads as this scalar, beyond ASCII.
private func windows1252(_ value: UInt32) -> UInt8? {
    if (0x80...0xFF).contains(value) { return UInt8(value) }
    guard value <= 0x2122 else { return nil }
    return upperHalf.firstIndex(of: value).map { UInt8(0x80 + $0) }
}

/// What Windows-1252 has at 80 to 9F; 0 where it has nothing.
private let upperHalf: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
]
