/// Something a person should know about a record. Codes are stable and never translated.
package struct Diagnostic: Sendable, Hashable {
    package enum Severity: String, Sendable, Hashable { case warning, error }

    package struct Code: RawRepresentable, Sendable, Hashable {
        package var rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package init(_ rawValue: String) { self.rawValue = rawValue }
    }

    package var severity: Severity
    package var code: Code
    /// One English sentence without a final full stop.
    package var message: String
    /// Bytes of the record's text it is about, if any.
    package var at: ByteRange?
    package var hints: [String]

    package init(_ severity: Severity, _ code: Code, _ message: String, at: ByteRange? = nil, hints: [String] = []) {
        self.severity = severity
        self.code = code
        self.message = message
        self.at = at
        self.hints = hints
    }
}
