/// What one record may cost. Each limit has an error of its own that names it.
public struct Limits: Sendable, Hashable {
    /// Bytes of one record's input; 4 MiB by default (`input.too-large`).
    public var recordBytes: Int
    /// Pages of one record; 2,000 by default (`layout.too-many-pages`).
    public var pages: Int

    public init(recordBytes: Int = 4 << 20, pages: Int = 2_000) {
        self.recordBytes = recordBytes
        self.pages = pages
    }
}
