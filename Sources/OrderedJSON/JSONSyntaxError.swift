/// Why bytes are no JSON text (RFC 8259).
package struct JSONSyntaxError: Error, Sendable, Hashable {
    /// Stable, never translated.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        case notUTF8 = "json.not-utf8"
        case unexpectedEnd = "json.unexpected-end"
        case unexpectedByte = "json.unexpected-byte"
        case badLiteral = "json.bad-literal"
        case badNumber = "json.bad-number"
        case badEscape = "json.bad-escape"
        case loneSurrogate = "json.lone-surrogate"
        case controlCharacter = "json.control-character"
        case duplicateKey = "json.duplicate-key"
        case tooDeep = "json.too-deep"
        case trailingContent = "json.trailing-content"
    }

    package var code: Code
    /// Of the first wrong byte, counted from the start of the input, a byte order mark included.
    package var offset: Int
    /// One English sentence without a final full stop.
    package var message: String
}
