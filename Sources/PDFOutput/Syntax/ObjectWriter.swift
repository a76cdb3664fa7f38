/// A place in the file's numbering of indirect objects; the generation is always 0.
struct ObjectReference: Hashable {
    var number: Int
}

/// Writes the tokens of PDF values (ISO 32000-1 7.3): knows brackets, not meaning.
struct ObjectWriter: ~Copyable {
    private(set) var bytes: [UInt8] = []

    init() {}

    /// Regular characters run together unless something separates them; brackets and slashes do so by themselves.
    private mutating func separate() {
        guard let last = bytes.last else { return }
        switch last {
        case 0x0A, 0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "("), UInt8(ascii: ")"):
            break
        default: bytes.append(0x20)
        }
    }

    mutating func integer(_ value: Int) { decimal(Int64(value), places: 0) }

    /// `value` divided by ten to the power `places` (0...9), without exponent and trailing zeros.
    mutating func decimal(_ value: Int64, places: Int) {
        separate()
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var whole = value.magnitude
        var digits = places
        while digits > 0, whole % 10 == 0 {
            whole /= 10
            digits -= 1
        }
        // From the last digit: at most 20, and the point.
        var spelt = InlineArray<21, UInt8>(repeating: UInt8(ascii: "."))
        var start = spelt.count
        let end = start
        repeat {
            start -= 1
            spelt[start] = UInt8(ascii: "0") + UInt8(whole % 10)
            whole /= 10
            if end - start == digits { start -= 1 }
        } while whole > 0 || end - start < digits
        for index in start..<end { bytes.append(spelt[index]) }
    }

    mutating func boolean(_ value: Bool) { keyword(value ? "true" : "false") }
    mutating func null() { keyword("null") }

    mutating func reference(_ reference: ObjectReference) {
        integer(reference.number)
        keyword("0 R")
    }

    /// Content operators and the constants of the syntax.
    mutating func keyword(_ text: StaticString) {
        separate()
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func newline() { bytes.append(0x0A) }

    mutating func name(_ text: String) {
        bytes.append(UInt8(ascii: "/"))
        let name = text.utf8.span
        for index in name.indices {
            let byte = name[index]
            switch Unicode.Scalar(byte) {
            case "A"..."Z", "a"..."z", "0"..."9", "-", ".", "_", "+": bytes.append(byte)
            case "(", ")", "<", ">", "[", "]", "{", "}", "/", "%", "#", ..."\u{20}", "\u{7F}"...:
                bytes.append(UInt8(ascii: "#"))
                bytes.append(hexDigit(byte >> 4))
                bytes.append(hexDigit(byte & 0xF))
            default: bytes.append(byte)
            }
        }
    }

    mutating func hexString(_ content: some Sequence<UInt8>) {
        bytes.append(UInt8(ascii: "<"))
        for byte in content {
            bytes.append(hexDigit(byte >> 4))
            bytes.append(hexDigit(byte & 0xF))
        }
        bytes.append(UInt8(ascii: ">"))
    }

    mutating func literalString(_ content: some Sequence<UInt8>) {
        bytes.append(UInt8(ascii: "("))
        for byte in content {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0D:  // a reader takes a bare CR for LF
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(UInt8(ascii: "r"))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: ")"))
    }

    /// A text string (7.9.2.2): printable ASCII as it is, anything else as UTF-16BE with its mark.
    mutating func textString(_ text: String) {
        let bytes = textStringBytes(text)
        if bytes.first == 0xFE { hexString(bytes) } else { literalString(bytes) }
    }

    mutating func array(_ body: (inout ObjectWriter) -> Void) {
        bytes.append(UInt8(ascii: "["))
        body(&self)
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func dictionary(_ body: (inout DictionaryWriter) -> Void) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(UInt8(ascii: "<"))
        var entries = DictionaryWriter(continuing: take())
        body(&entries)
        bytes = entries.finish()
        bytes.append(UInt8(ascii: ">"))
        bytes.append(UInt8(ascii: ">"))
    }

    /// Moves the bytes out, so that they are never copied.
    mutating func take() -> [UInt8] {
        var moved: [UInt8] = []
        swap(&moved, &bytes)
        return moved
    }

    mutating func append(_ other: [UInt8]) { bytes += other }

    fileprivate mutating func resume(_ moved: consuming [UInt8]) { bytes = moved }
}

/// Writes the entries of one dictionary; a value cannot be written without its key.
struct DictionaryWriter: ~Copyable {
    private var value = ObjectWriter()

    fileprivate init(continuing bytes: consuming [UInt8]) { value.resume(bytes) }

    fileprivate consuming func finish() -> [UInt8] { value.take() }

    mutating func integer(_ key: String, _ number: Int) {
        value.name(key)
        value.integer(number)
    }

    mutating func decimal(_ key: String, _ number: Int64, places: Int) {
        value.name(key)
        value.decimal(number, places: places)
    }

    mutating func boolean(_ key: String, _ flag: Bool) {
        value.name(key)
        value.boolean(flag)
    }

    mutating func name(_ key: String, _ text: String) {
        value.name(key)
        value.name(text)
    }

    mutating func text(_ key: String, _ string: String) {
        value.name(key)
        value.textString(string)
    }

    mutating func reference(_ key: String, _ reference: ObjectReference) {
        value.name(key)
        value.reference(reference)
    }

    mutating func array(_ key: String, _ body: (inout ObjectWriter) -> Void) {
        value.name(key)
        value.array(body)
    }

    mutating func dictionary(_ key: String, _ body: (inout DictionaryWriter) -> Void) {
        value.name(key)
        value.dictionary(body)
    }
}

/// The bytes of a text string (7.9.2.2), before they are escaped.
func textStringBytes(_ text: String) -> [UInt8] {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? Array(text.utf8) : [0xFE, 0xFF] + utf16BigEndian(text)
}

func utf16BigEndian(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * text.utf8.count)
    for unit in text.utf16 {
        bytes.append(UInt8(unit >> 8))
        bytes.append(UInt8(unit & 0xFF))
    }
    return bytes
}

private func hexDigit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
}
