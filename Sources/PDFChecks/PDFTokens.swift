/// Reads values and operators one after another: objects, content streams and code maps have the same syntax.
struct PDFTokens {
    enum Token: Hashable {
        case value(PDFValue)
        case keyword(String)
    }

    /// Deeper nesting than any writer makes reads as null, so that no file can exhaust the stack.
    private static let depthLimit = 100

    private let bytes: [UInt8]
    private(set) var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The first value, `null` where there is none.
    static func value(of text: [UInt8]) -> PDFValue {
        var tokens = PDFTokens(text)
        if case .value(let value) = tokens.next() { return value }
        return .null
    }

    mutating func next() -> Token? { next(depth: 0) }

    private mutating func next(depth: Int) -> Token? {
        skipBlanks()
        guard place < bytes.count else { return nil }
        switch bytes[place] {
        case UInt8(ascii: "/"):
            place += 1
            return .value(.name(readName()))
        case UInt8(ascii: "("): return .value(.string(readLiteral()))
        case UInt8(ascii: "<"):
            if place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "<") {
                place += 2
                return .value(dictionary(of: values(until: ">>", depth: depth + 1)))
            }
            return .value(.string(readHex()))
        case UInt8(ascii: "["):
            place += 1
            return .value(.array(values(until: "]", depth: depth + 1)))
        case UInt8(ascii: "]"):
            place += 1
            return .keyword("]")
        case UInt8(ascii: ">"):
            place += place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: ">") ? 2 : 1
            return .keyword(">>")
        case UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"):
            place += 1
            return .keyword(")")
        default: return regular()
        }
    }

    private mutating func values(until end: String, depth: Int) -> [PDFValue] {
        var values: [PDFValue] = []
        while let token = next(depth: depth) {
            switch token {
            case .value(let value): values.append(depth < Self.depthLimit ? value : .null)
            case .keyword("R"):
                guard values.count >= 2, let number = values[values.count - 2].integer else { continue }
                values.removeLast(2)
                values.append(.reference(number))
            case .keyword(end): return values
            case .keyword: break
            }
        }
        return values
    }

    private func dictionary(of values: [PDFValue]) -> PDFValue {
        var entries: [String: PDFValue] = [:]
        for index in stride(from: 0, to: values.count - 1, by: 2) {
            if let key = values[index].name { entries[key] = values[index + 1] }
        }
        return .dictionary(entries)
    }

    private mutating func regular() -> Token {
        let start = place
        while place < bytes.count, !Self.isBlank(bytes[place]), !Self.isDelimiter(bytes[place]) { place += 1 }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        switch word {
        case "true": return .value(.boolean(true))
        case "false": return .value(.boolean(false))
        case "null": return .value(.null)
        default: break
        }
        // Exponents, which Double would take, are no numbers of PDF.
        guard word.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.".utf8.contains($0) }) else {
            return .keyword(word)
        }
        if let integer = Int(word) { return .value(.integer(integer)) }
        let padded = word.hasSuffix(".") ? word + "0" : word
        if let real = Double(padded) { return .value(.real(real)) }
        return .keyword(word)
    }

    private mutating func readName() -> String {
        var name: [UInt8] = []
        while place < bytes.count, !Self.isBlank(bytes[place]), !Self.isDelimiter(bytes[place]) {
            if bytes[place] == UInt8(ascii: "#"), place + 2 < bytes.count,
                let high = Self.digit(bytes[place + 1]), let low = Self.digit(bytes[place + 2])
            {
                name.append(high << 4 | low)
                place += 3
            } else {
                name.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: name, as: UTF8.self)
    }

    private mutating func readHex() -> [UInt8] {
        place += 1
        var digits: [UInt8] = []
        while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
            if let digit = Self.digit(bytes[place]) { digits.append(digit) }
            place += 1
        }
        place += 1
        if digits.count % 2 == 1 { digits.append(0) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private mutating func readLiteral() -> [UInt8] {
        place += 1
        var out: [UInt8] = []
        var depth = 1
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                out.append(byte)
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return out }
                out.append(byte)
            case UInt8(ascii: "\\"): readEscape(into: &out)
            case 0x0D:
                out.append(0x0A)
                if place < bytes.count, bytes[place] == 0x0A { place += 1 }
            default: out.append(byte)
            }
        }
        return out
    }

    private mutating func readEscape(into out: inout [UInt8]) {
        guard place < bytes.count else { return }
        let byte = bytes[place]
        place += 1
        switch byte {
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case 0x0A: break
        case 0x0D: if place < bytes.count, bytes[place] == 0x0A { place += 1 }
        case 0x30...0x37:
            var value = Int(byte - 0x30)
            for _ in 0..<2 where place < bytes.count && (0x30...0x37).contains(bytes[place]) {
                value = value << 3 | Int(bytes[place] - 0x30)
                place += 1
            }
            out.append(UInt8(truncatingIfNeeded: value))
        default: out.append(byte)
        }
    }

    private mutating func skipBlanks() {
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "%") {
                while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
            } else if Self.isBlank(bytes[place]) {
                place += 1
            } else {
                return
            }
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B || byte == 0
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool { "()<>[]{}/%".utf8.contains(byte) }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
