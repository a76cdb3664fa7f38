/// What one record may cost. Each limit has an error of its own that names it.
public struct Limits: Sendable, Hashable {
    /// Bytes of one record's input; 4 MiB by default (`input.too-large`).
    public var recordBytes: Int
    /// Pages of one record; 2,000 by default (`layout.too-many-pages`).
    public var pages: Int
    /// Seconds of wall time of one record in a batch; 600 by default (`record.too-slow`).
    public var seconds: Int

    public init(recordBytes: Int = 4 << 20, pages: Int = 2_000, seconds: Int = 600) {
        self.recordBytes = recordBytes
        self.pages = pages
        self.seconds = seconds
    }

    func tooSlow(path: String) -> Message {
        Message(
            "record.too-slow", "the record took longer than \(seconds) seconds", path: path,
            hints: ["--max-seconds raises the limit"])
    }
}
