package import Provenance

/// A mistake in a template, or a template that cannot be read.
package struct TemplateError: Error, Sendable, Hashable {
    package typealias Code = Diagnostic.Code

    package var code: Diagnostic.Code
    /// The template file, or the folder searched.
    package var path: String
    /// 1-based; the column counts Unicode scalars. Nil where no file could be read.
    package var line: Int?
    package var column: Int?
    /// One English sentence without a final full stop.
    package var message: String
    package var hint: String?

    package init(
        _ code: Diagnostic.Code, path: String, line: Int? = nil, column: Int? = nil, _ message: String,
        hint: String? = nil
    ) {
        self.code = code
        self.path = path
        self.line = line
        self.column = column
        self.message = message
        self.hint = hint
    }
}

extension Diagnostic.Code {
    /// No template of that name in the folders searched.
    package static let templateNotFound = Self("template.not-found")
    package static let templateUnreadable = Self("template.unreadable")
    package static let templateTooLarge = Self("template.too-large")
    /// Not YAML.
    package static let templateSyntax = Self("template.syntax")
    package static let templateUnknownKey = Self("template.unknown-key")
    package static let templateMissingKey = Self("template.missing-key")
    /// A list where words belong, or the reverse.
    package static let templateWrongKind = Self("template.wrong-kind")
    package static let templateBadLength = Self("template.bad-length")
    /// A word, number or colour the key does not take.
    package static let templateBadValue = Self("template.bad-value")
    package static let templateUnknownStyle = Self("template.unknown-style")
    package static let templateUnknownFace = Self("template.unknown-face")
    package static let templateUnknownPart = Self("template.unknown-part")
    package static let templateUnknownField = Self("template.unknown-field")
    /// Templates that extend each other, or too long a chain.
    package static let templateEndlessExtends = Self("template.endless-extends")
}
