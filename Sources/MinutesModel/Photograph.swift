/// A picture that the record brings.
package struct Photograph: Sendable, Hashable {
    /// Relative to the folder of the record, or of `minutes.json`.
    package var file: String
    /// How the record names it, where `file` is a copy beside `minutes.json`.
    package var named: String?
    package var caption: PlacedText?
    /// Says what is seen, for those who do not see it; not printed.
    package var alternate: PlacedText?
    /// Of the file's bytes, lower-case hexadecimal; nil until the file was read.
    package var sha256: String?
    /// In pixels, upright.
    package var width: Int?
    package var height: Int?

    package init(file: String, caption: PlacedText? = nil, alternate: PlacedText? = nil) {
        self.file = file
        self.caption = caption
        self.alternate = alternate
    }
}
