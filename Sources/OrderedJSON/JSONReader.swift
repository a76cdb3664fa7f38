/// Reads one JSON text, strictly by RFC 8259, in one pass over UTF-8 bytes.
///
/// A byte order mark before the text is skipped (RFC 8259, 8.1). Stricter than the RFC asks: an escape of a lone
/// surrogate and a repeated key in one object are errors, since neither can be written back unchanged.
///
/// - Parameter depthLimit: arrays and objects inside each other; bounds the recursion of everything that walks the value.
package func readJSON(_ bytes: [UInt8], depthLimit: Int = 512) throws(JSONSyntaxError) -> JSONNode {
    do {
        _ = try UTF8Span(validating: bytes.span)
    } catch {
        throw JSONSyntaxError(code: .notUTF8, offset: error.byteOffsets.lowerBound, message: "not UTF-8")
    }
    var reader = JSONReader(bytes: bytes, depthLimit: depthLimit)
    return try reader.readText()
}

private struct JSONReader {
    let bytes: [UInt8]
    let depthLimit: Int
    var at = 0

    init(bytes: [UInt8], depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    mutating func readText() throws(JSONSyntaxError) -> JSONNode {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        skipSpace()
        let node = try readValue(depth: 0)
        skipSpace()
        if at < bytes.count { throw failure(.trailingContent, "content after the end of the JSON value") }
        return node
    }

    func failure(_ code: JSONSyntaxError.Code, _ message: String, at offset: Int? = nil) -> JSONSyntaxError {
        JSONSyntaxError(code: code, offset: offset ?? at, message: message)
    }

    var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func skipSpace() {
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    mutating func readValue(depth: Int) throws(JSONSyntaxError) -> JSONNode {
        let start = at
        guard let byte else { throw failure(.unexpectedEnd, "the text ends where a value is expected") }
        let content: JSONNode.Content
        switch byte {
        case UInt8(ascii: "{"): content = .object(try readMembers(depth: depth + 1))
        case UInt8(ascii: "["): content = .array(try readElements(depth: depth + 1))
        case UInt8(ascii: "\""): content = .string(try readString())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): content = .number(try readNumber())
        case UInt8(ascii: "t"): content = try readLiteral("true", .bool(true))
        case UInt8(ascii: "f"): content = try readLiteral("false", .bool(false))
        case UInt8(ascii: "n"): content = try readLiteral("null", .null)
        default: throw failure(.unexpectedByte, "no JSON value starts here")
        }
        return JSONNode(content: content, offset: start)
    }

    mutating func readLiteral(
        _ word: String, _ content: JSONNode.Content
    ) throws(JSONSyntaxError) -> JSONNode.Content {
        guard bytes[at...].starts(with: word.utf8) else { throw failure(.badLiteral, "expected \(word)") }
        at += word.utf8.count
        return content
    }

    mutating func open(depth: Int) throws(JSONSyntaxError) {
        guard depth <= depthLimit else {
            throw failure(.tooDeep, "more than \(depthLimit) arrays and objects inside each other")
        }
        at += 1
        skipSpace()
    }

    /// After an element: true when another follows, false at the closing bracket.
    mutating func readSeparator(closing: UInt8) throws(JSONSyntaxError) -> Bool {
        skipSpace()
        guard let byte else { throw failure(.unexpectedEnd, "the text ends inside an array or object") }
        guard byte == closing || byte == UInt8(ascii: ",") else {
            throw failure(.unexpectedByte, "expected a comma or a closing bracket")
        }
        at += 1
        if byte == closing { return false }
        skipSpace()
        return true
    }

    mutating func readElements(depth: Int) throws(JSONSyntaxError) -> [JSONNode] {
        try open(depth: depth)
        if byte == UInt8(ascii: "]") {
            at += 1
            return []
        }
        var elements: [JSONNode] = []
        repeat { elements.append(try readValue(depth: depth)) } while try readSeparator(closing: UInt8(ascii: "]"))
        return elements
    }

    mutating func readMembers(depth: Int) throws(JSONSyntaxError) -> [JSONNode.Member] {
        try open(depth: depth)
        if byte == UInt8(ascii: "}") {
            at += 1
            return []
        }
        var members: [JSONNode.Member] = []
        var keys = KeysSeen()
        repeat {
            let keyOffset = at
            guard let byte else { throw failure(.unexpectedEnd, "the text ends where a key is expected") }
            guard byte == UInt8(ascii: "\"") else {
                throw failure(.unexpectedByte, "expected a key in quotation marks")
            }
            let key = try readString()
            guard keys.insert(Array(key.utf8)) else {
                throw failure(.duplicateKey, "the key \"\(key)\" stands twice in one object", at: keyOffset)
            }
            skipSpace()
            guard let colon = self.byte else { throw failure(.unexpectedEnd, "the text ends after a key") }
            guard colon == UInt8(ascii: ":") else { throw failure(.unexpectedByte, "expected a colon after the key") }
            at += 1
            skipSpace()
            members.append(JSONNode.Member(key: key, keyOffset: keyOffset, node: try readValue(depth: depth)))
        } while try readSeparator(closing: UInt8(ascii: "}"))
        return members
    }

    mutating func readDigits() throws(JSONSyntaxError) {
        let start = at
        while let byte, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { at += 1 }
        if at == start { throw failure(.badNumber, "a digit is missing in a number") }
    }

    mutating func readNumber() throws(JSONSyntaxError) -> String {
        let start = at
        if byte == UInt8(ascii: "-") { at += 1 }
        if byte == UInt8(ascii: "0") {
            at += 1
            if let byte, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                throw failure(.badNumber, "a number must not start with 0 and another digit")
            }
        } else {
            try readDigits()
        }
        if byte == UInt8(ascii: ".") {
            at += 1
            try readDigits()
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            at += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at += 1 }
            try readDigits()
        }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    mutating func readString() throws(JSONSyntaxError) -> String {
        at += 1
        var out: [UInt8] = []
        var copied = at
        while let byte {
            switch byte {
            case UInt8(ascii: "\""):
                out.append(contentsOf: bytes[copied..<at])
                at += 1
                return String(decoding: out, as: UTF8.self)
            case UInt8(ascii: "\\"):
                out.append(contentsOf: bytes[copied..<at])
                out.append(contentsOf: try readEscape().utf8)
                copied = at
            case 0..<0x20:
                throw failure(.controlCharacter, "a control character stands unescaped in a string")
            default:
                at += 1
            }
        }
        throw failure(.unexpectedEnd, "the text ends inside a string")
    }

    mutating func readEscape() throws(JSONSyntaxError) -> String {
        let start = at
        at += 1
        guard let letter = byte else { throw failure(.unexpectedEnd, "the text ends inside an escape") }
        at += 1
        switch letter {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return String(try readEscapedScalar(from: start))
        default: throw failure(.badEscape, "unknown escape", at: start)
        }
    }

    mutating func readEscapedScalar(from start: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try readHex(from: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, byte == UInt8(ascii: "\\"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "u")
        else { throw failure(.loneSurrogate, "half of a surrogate pair", at: start) }
        at += 2
        let second = try readHex(from: start)
        guard second >= 0xDC00, second <= 0xDFFF,
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw failure(.loneSurrogate, "half of a surrogate pair", at: start) }
        return scalar
    }

    mutating func readHex(from start: Int) throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte else { throw failure(.unexpectedEnd, "the text ends inside an escape") }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure(.badEscape, "four hexadecimal digits must follow \\u", at: start)
            }
            value = value << 4 + UInt32(digit)
            at += 1
        }
        return value
    }
}

/// The keys of one object, as bytes, not strings: Swift holds canonically equivalent strings equal, JSON does not.
private struct KeysSeen {
    /// Most objects have few keys, which are compared sooner than a set is made.
    private var few: [[UInt8]] = []
    private var all: Set<[UInt8]> = []

    /// - Returns: false for a key that was there.
    mutating func insert(_ key: [UInt8]) -> Bool {
        if few.count < 16 {
            guard !few.contains(key) else { return false }
            few.append(key)
            return true
        }
        if all.isEmpty { all = Set(few) }
        return all.insert(key).inserted
    }
}
