package import Provenance

/// A picture that a record names. Whether there is such a file is not asked here.
package struct RecordPicture: Sendable, Hashable {
    /// As the record names it: the path of a file beside the record, or an address.
    package var file: String
    /// Of the record's text: the picture stands before this byte.
    package var place: UInt32
    /// Words that the record itself ties to the picture.
    package var caption: ByteRange?
    /// Words for those who do not see it; they need not stand in the text.
    package var alternate: String?

    package init(file: String, place: UInt32, caption: ByteRange? = nil, alternate: String? = nil) {
        self.file = file
        self.place = place
        self.caption = caption
        self.alternate = alternate
    }
}
