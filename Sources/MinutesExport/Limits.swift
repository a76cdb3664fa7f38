/// What one record may cost. Each limit has an error of its own that names it.
public struct Limits: Sendable, Hashable {
    /// Bytes of one record's input; 4 MiB by default (`input.too-large`).
    public var recordBytes: Int
    /// Pages of one record; 2,000 by default (`layout.too-many-pages`).
    public var pages: Int
    /// Seconds of wall time of one record in a batch; 600 by default (`record.too-slow`).
    public var seconds: Int

    /// Pictures of one record; 200 by default (`picture.too-many`).
    public var pictures: Int
    /// Bytes of one picture's file; 32 MiB by default (`picture.too-many-bytes`).
    public var pictureBytes: Int
    /// Width × height of one picture; 50 million by default (`picture.too-many-pixels`).
    public var picturePixels: Int

    public init(
        recordBytes: Int = 4 << 20, pages: Int = 2_000, seconds: Int = 600, pictures: Int = 200,
        pictureBytes: Int = 32 << 20, picturePixels: Int = 50_000_000
    ) {
        self.recordBytes = recordBytes
        self.pages = pages
        self.seconds = seconds
        self.pictures = pictures
        self.pictureBytes = pictureBytes
        self.picturePixels = picturePixels
    }

    func tooSlow(path: String) -> Message {
        Message(
            "record.too-slow", "the record took longer than \(seconds) seconds", path: path,
            hints: ["--max-seconds raises the limit"])
    }
}
