public import Foundation

/// Where tests find things, from this file's own place in the clone.
public enum Places {
    public static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    public static let fonts = repository.appending(path: "Fonts")
    public static let templates = repository.appending(path: "templates")
    public static let examples = repository.appending(path: "examples")

    /// Standards' cases and real articles, beside the clone; nil where a clone stands alone, and such tests skip.
    public static let shared: URL? = {
        let folder = repository.deletingLastPathComponent().appending(path: "shared")
        return FileManager.default.fileExists(atPath: folder.appending(path: "DESIGN.md").path) ? folder : nil
    }()

    public static var hasShared: Bool { shared != nil }
    /// The font installer has been run.
    public static var hasFonts: Bool {
        FileManager.default.fileExists(atPath: fonts.appending(path: "FandolFang-Regular.otf").path)
    }
}
