package enum FontError: Error, Hashable {
    /// No index in the folder.
    case noIndex(folder: String)
    case badIndex(path: String, line: Int, message: String)
    /// The index names the file, but it is not there.
    case missingFile(path: String)
    case notAFont(path: String)
    case unknownFace(String)
    case unknownRole(String)
    case subsetFailed(face: String)
    case outlineFailed(face: String, glyph: UInt16)
}
