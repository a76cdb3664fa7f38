import Foundation
import Testing

/// The text of a file in the order of its content: `ActualText` where it stands, else what `ToUnicode` says of each code.
///
/// Reads what our writer writes: literal strings, `Tf` with a name, marks with their dictionary in place.
struct ContentText {
    private(set) var text = ""
    private let pdf: ParsedPDF

    init(_ bytes: [UInt8]) throws {
        pdf = try ParsedPDF(bytes)
        for page in pdf.pages {
            let dictionary = pdf.dictionary(page)
            let fonts = pdf.dictionary(pdf.dictionary(dictionary["/Resources"])["/Font"])
            var maps: [String: [UInt16: String]] = [:]
            for (name, font) in fonts { maps[name] = try map(pdf.stream(pdf.dictionary(font)["/ToUnicode"])) }
            read(Array(pdf.stream(dictionary["/Contents"])), maps)
        }
    }

    /// `<0001> <4F1A>`, or a range: `<0001> <0003> [<4F1A> <8BAE> <7EAA>]`
    private func map(_ stream: Data) throws -> [UInt16: String] {
        var map: [UInt16: String] = [:]
        for line in String(decoding: stream, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(whereSeparator: { "<> []".contains($0) })
            if line.contains("["), fields.count > 2, let first = UInt16(fields[0], radix: 16) {
                for (code, text) in zip(first..., fields.dropFirst(2)) { map[code] = String(utf16: text) }
                continue
            }
            guard fields.count == 2, fields[0].count == 4, line.hasPrefix("<"), let code = UInt16(fields[0], radix: 16)
            else { continue }
            map[code] = String(utf16: fields[1])
        }
        return map
    }

    private mutating func read(_ content: [UInt8], _ maps: [String: [UInt16: String]]) {
        var current: [UInt16: String] = [:]
        // Whether each open mark gives its text itself.
        var marks: [Bool] = []
        var hasActualText = false
        var lastName = ""
        var place = 0
        var word: [UInt8] = []
        func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || "[]<>/(".utf8.contains(byte) }
        while place < content.count {
            let byte = content[place]
            if byte == UInt8(ascii: "(") {
                let codes = string(content, &place)
                if !marks.contains(true) {
                    for index in stride(from: 0, to: codes.count - 1, by: 2) {
                        text += current[UInt16(codes[index]) << 8 | UInt16(codes[index + 1])] ?? "\u{FFFD}"
                    }
                }
                continue
            }
            if isBlank(byte) {
                switch String(decoding: word, as: UTF8.self) {
                case "Tf": current = maps[lastName] ?? [:]
                case "BDC":
                    marks.append(hasActualText)
                    hasActualText = false
                case "EMC": if !marks.isEmpty { marks.removeLast() }
                default: break
                }
                word.removeAll()
                if byte == UInt8(ascii: "/") {
                    var end = place + 1
                    while end < content.count, !isBlank(content[end]) { end += 1 }
                    lastName = String(decoding: content[place..<end], as: UTF8.self)
                    place = end
                    if lastName == "/Lang" { place = content[place...].firstIndex(of: UInt8(ascii: ")")) ?? place }
                    if lastName == "/ActualText" {
                        let start = content[place...].firstIndex(of: UInt8(ascii: "<")) ?? place
                        let stop = content[start...].firstIndex(of: UInt8(ascii: ">")) ?? place
                        let hex = String(decoding: content[start + 1..<stop], as: UTF8.self).dropFirst(4)
                        if !marks.contains(true) { text += String(utf16: hex) }
                        hasActualText = true
                        place = stop
                    }
                    continue
                }
            } else {
                word.append(byte)
            }
            place += 1
        }
    }

    /// The bytes of the literal string that starts here, which is passed.
    private func string(_ content: [UInt8], _ place: inout Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var depth = 0
        while place < content.count {
            var byte = content[place]
            place += 1
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                if depth == 1 { continue }
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return bytes }
            case UInt8(ascii: "\\"):
                byte = content[place]
                place += 1
                switch byte {
                case UInt8(ascii: "n"): byte = 0x0A
                case UInt8(ascii: "r"): byte = 0x0D
                case UInt8(ascii: "t"): byte = 0x09
                case UInt8(ascii: "b"): byte = 0x08
                case UInt8(ascii: "f"): byte = 0x0C
                case UInt8(ascii: "0")...UInt8(ascii: "7"):
                    var value = Int(byte - UInt8(ascii: "0"))
                    var digits = 1
                    while digits < 3, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(content[place]) {
                        value = value * 8 + Int(content[place] - UInt8(ascii: "0"))
                        place += 1
                        digits += 1
                    }
                    byte = UInt8(truncatingIfNeeded: value)
                default: break
                }
            default: break
            }
            bytes.append(byte)
        }
        return bytes
    }
}

extension String {
    /// From hexadecimal UTF-16, big-endian.
    fileprivate init(utf16 hex: some StringProtocol) {
        let digits = Array(hex)
        let units = stride(from: 0, to: digits.count - 3, by: 4).map {
            UInt16(String(digits[$0..<$0 + 4]), radix: 16) ?? 0
        }
        self.init(decoding: units, as: UTF16.self)
    }
}
