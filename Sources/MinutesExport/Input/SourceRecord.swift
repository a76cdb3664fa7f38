/// The bytes one record was read from, with what a PDF that holds them says of them.
struct SourceRecord {
    var bytes: [UInt8]
    /// Lower-case hexadecimal.
    var sha256: String
    /// Of a file inside the PDF.
    var name: String
    var mediaType: String

    init(_ input: Input, _ bytes: [UInt8], sha256: String, isMinutes: Bool, record: String) {
        self.bytes = bytes
        self.sha256 = sha256
        let kind: (suffix: String, mediaType: String)? =
            switch input.format {
            case .text where !isMinutes: ("txt", "text/plain")
            case .markdown where !isMinutes: ("md", "text/markdown")
            case .html where !isMinutes: ("html", "text/html")
            default: nil
            }
        mediaType = kind?.mediaType ?? "application/json"
        // A line of a file, and what came through a pipe, have no file name of their own.
        name = input.line == nil && input.place != .standardInput ? input.name : "\(record).\(kind?.suffix ?? "json")"
    }
}
