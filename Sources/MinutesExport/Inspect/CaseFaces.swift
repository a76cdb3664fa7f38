private import FontAccess
internal import OrderedJSON
private import PaperUnits

/// Faces for the cases that name one; the folder is opened when the first such case comes.
struct CaseFaces: ~Copyable {
    private let folder: String
    private var library: FontLibrary?
    private var shaper = Shaper()

    init(folder: String) { self.folder = folder }

    /// `[[glyph id, advance, x offset, y offset], …]` in font units, or nil where the face is not in the folder.
    ///
    /// `font` is `file / family`, both as in the index.
    mutating func glyphs(_ asked: CaseFields) throws(BadCase) -> JSONValue? {
        guard let font = try asked.string("font"), let face = typeface(font) else { return nil }
        let features = try asked.string("features").map { $0.split(separator: ",").map(String.init) } ?? []
        let glyphs = shaper.shape(
            Array(asked.text.utf8), typeface: face, language: try asked.string("lang") ?? "",
            script: try asked.string("script"), features: features, vertical: try asked.string("direction") == "ttb")
        return .array(
            glyphs.map { glyph in
                let numbers = [Int32(glyph.id), glyph.advance.raw, glyph.xOffset.raw, glyph.yOffset.raw]
                return .array(numbers.map { .number(String($0)) })
            })
    }

    private mutating func typeface(_ font: String) -> Typeface? {
        let library = library ?? (try? FontLibrary(folder: folder))
        self.library = library
        let file = font.prefix { $0 != "/" && $0 != " " }
        guard let library, let slash = font.firstRange(of: " / ") else { return nil }
        let family = font[slash.upperBound...]
        let number = library.index.faces.firstIndex { $0.file == file && $0.family == family }
        return number.flatMap { try? library.typeface($0) }
    }
}
