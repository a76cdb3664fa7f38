package import OrderedJSON

/// Why a JSON text is no minutes. The caller adds the file's name.
package struct MinutesJSONError: Error, Sendable, Hashable {
    /// Stable, never translated.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        case syntax = "minutes.json-syntax"
        case unknownSchema = "minutes.unknown-schema"
        case missingKey = "minutes.missing-key"
        case wrongType = "minutes.wrong-type"
        case badValue = "minutes.bad-value"
        case badID = "minutes.bad-id"
        case badRange = "minutes.bad-range"
    }

    package var code: Code
    /// `$.attendees[2].names[0]`.
    package var path: String
    /// Of the wrong value's first byte, counted from the start of the input, a byte order mark included.
    package var byteOffset: Int
    /// One English sentence without a final full stop.
    package var message: String
    package var hint: String

    package init(_ code: Code, _ path: String, at byteOffset: Int, _ message: String, hint: String) {
        self.code = code
        self.path = path
        self.byteOffset = byteOffset
        self.message = message
        self.hint = hint
    }

    package init(_ error: JSONSyntaxError) {
        self.init(
            .syntax, "$", at: error.offset, "\(error.message) [\(error.code.rawValue)]",
            hint: "minutes must be valid JSON (RFC 8259)")
    }
}
