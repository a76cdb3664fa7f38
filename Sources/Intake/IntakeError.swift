package import Provenance

/// Why bytes are no record. The caller adds the file's name.
package struct IntakeError: Error, Sendable, Hashable {
    /// Stable, never translated.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        case empty = "intake.empty"
        case binary = "intake.binary"
        /// No encoding makes text of the bytes.
        case notUTF8 = "intake.not-utf8"
        /// The bytes are not of the encoding the file says it has.
        case notDecodable = "intake.not-decodable"
        /// The text went through a wrong encoding before.
        case mojibake = "intake.mojibake"
        case tooLarge = "intake.too-large"
        case htmlDepth = "intake.html-depth"
        case htmlSize = "intake.html-size"
        case noArticle = "intake.no-article"
        case jsonSyntax = "intake.json-syntax"
        case jsonShape = "intake.json-shape"
        case fieldMapping = "intake.field-mapping"
    }

    package var code: Code
    /// Of the first wrong byte, counted from the start of the file, a byte order mark included.
    package var byteOffset: Int
    /// Of that byte in the file's text; nil where the text could not be read.
    package var position: SourceMap.Position?
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

    /// The error of a reader that was given a file's text, with its offset in the file itself.
    func placed(in source: DecodedText) -> IntakeError {
        var error = self
        error.position = SourceMap(source.bytes).position(ofByte: byteOffset)
        error.byteOffset = source.origins.source(at: byteOffset)
        return error
    }
}

package struct IntakeLimits: Sendable, Hashable {
    /// Bytes of one record's input.
    package var recordBytes: Int
    /// Elements of HTML inside each other.
    package var htmlDepth: Int

    package init(recordBytes: Int = 4 << 20, htmlDepth: Int = 512) {
        self.recordBytes = recordBytes
        self.htmlDepth = htmlDepth
    }
}
