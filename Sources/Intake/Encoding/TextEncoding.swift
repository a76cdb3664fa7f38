import Provenance

/// How a file spells its characters. Everything after Intake is UTF-8.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    /// And what it contains: GBK, GB 2312.
    case gb18030 = "GB18030"
    /// With the characters of HKSCS.
    case big5 = "Big5"

    /// - Parameter label: as pages declare it, any case; nil for encodings that are not read, and for names that pages
    ///   carry without meaning them (`iso-8859-1`).
    init?(label: some StringProtocol) {
        switch label.lowercased() {
        case "utf-8", "utf8", "unicode-1-1-utf-8": self = .utf8
        case "gb2312", "gbk", "gb18030", "gb_2312-80", "gb_2312", "x-gbk", "csgb2312", "cp936", "ms936",
            "windows-936", "chinese", "euc-cn":
            self = .gb18030
        case "big5", "big5-hkscs", "cn-big5", "x-x-big5", "cp950", "ms950", "windows-950": self = .big5
        default: return nil
        }
    }

    /// The mark at the beginning of a file, and the encoding it tells.
    static let marks: [(bytes: [UInt8], encoding: TextEncoding)] = [
        ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE], .utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
        ([0x84, 0x31, 0x95, 0x33], .gb18030),
    ]
}

/// A file's text in UTF-8.
struct DecodedText: Sendable {
    /// Valid UTF-8 without a byte order mark.
    var bytes: [UInt8]
    var encoding: TextEncoding
    /// From the text to the file's bytes.
    var origins: TextOrigins
}

/// Why bytes are no text of an encoding.
struct DecodingFailure: Error {
    /// Of the first byte that spells no character.
    var offset: Int
}
