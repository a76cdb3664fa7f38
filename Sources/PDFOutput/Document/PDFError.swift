package import FontAccess

package enum PDFError: Error, Hashable {
    case font(FontError)
    /// The face's licence bits (`OS/2.fsType`) do not let a subset be embedded.
    case embeddingForbidden(face: String)
    /// Glyph 0 would be painted; PDF/A and PDF/UA forbid it (ISO 19005-2 6.2.11.8). Pages count from 1.
    case missingGlyph(face: String, text: String, page: Int)
    /// The pages contradict themselves: a defect of the layout, not of the record. Pages count from 1, 0 is the whole.
    case malformed(page: Int, String)
    case outOfMemory
}
