/// Why bytes are no record. The caller adds the file's name.
package struct IntakeError: Error, Sendable, Hashable {
    /// Stable, never translated.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        case empty = "intake.empty"
        case binary = "intake.binary"
        case notUTF8 = "intake.not-utf8"
        case tooLarge = "intake.too-large"
        case jsonSyntax = "intake.json-syntax"
        case jsonShape = "intake.json-shape"
    }

    package var code: Code
    /// Of the first wrong byte, counted from the start of the file, a byte order mark included.
    package var byteOffset: Int
    /// `$.content[2]`; nil where the mistake is not in one value of a JSON record.
    package var jsonPath: String?
    /// One English sentence without a final full stop.
    package var message: String
    package var hint: String

    package init(_ code: Code, at byteOffset: Int, jsonPath: String? = nil, _ message: String, hint: String) {
        self.code = code
        self.byteOffset = byteOffset
        self.jsonPath = jsonPath
        self.message = message
        self.hint = hint
    }
}

package struct IntakeLimits: Sendable, Hashable {
    /// Bytes of one record's input.
    package var recordBytes: Int

    package init(recordBytes: Int = 4 << 20) { self.recordBytes = recordBytes }
}
