internal import CHarfBuzz
package import PaperUnits
internal import Synchronization

/// One face of one font file, opened once a process and shared by all workers.
@safe package final class Typeface: Sendable {
    /// Unique in the index: the file's stem, with `#n` for face n > 0 of a collection.
    package let name: String
    package let entry: FontIndex.Face
    package let path: String
    /// 16...16384.
    package let unitsPerEm: Int32
    package let glyphCount: Int32
    /// From `hhea`/`OS/2` as HarfBuzz reads them; descender is negative.
    package let ascender: FontUnits
    package let descender: FontUnits
    // Immutable since init, so sharing between threads is allowed (HarfBuzz object model).
    nonisolated(unsafe) let face: OpaquePointer
    nonisolated(unsafe) let font: OpaquePointer
    let file: MappedFile
    private let plain = Mutex<[String: PlainGlyphs]>([:])
    /// Outlines taken out for earlier documents.
    let copier = Mutex<Copier>(.unread)

    enum Copier {
        case unread, none
        case read(CompactFontCopier)
    }

    package init(entry: FontIndex.Face, path: String) throws(FontError) {
        guard let file = MappedFile(path) else { throw .missingFile(path: path) }
        let blob = unsafe file.blob
        let made: OpaquePointer = unsafe hb_face_create(blob, entry.faceIndex)
        unsafe hb_blob_destroy(blob)
        // An unreadable font gives an inert empty face, not an error.
        guard unsafe hb_face_get_glyph_count(made) > 0, let font = unsafe hb_font_create(made) else {
            unsafe hb_face_destroy(made)
            throw .notAFont(path: path)
        }
        unsafe hb_face_make_immutable(made)
        let upem = unsafe hb_face_get_upem(made)
        unsafe hb_font_set_scale(font, Int32(upem), Int32(upem))
        unsafe hb_font_make_immutable(font)
        var extents = hb_font_extents_t()
        unsafe hb_font_get_h_extents(font, &extents)
        name = entry.name
        self.entry = entry
        self.path = path
        unitsPerEm = Int32(upem)
        glyphCount = Int32(unsafe hb_face_get_glyph_count(made))
        ascender = FontUnits(extents.ascender)
        descender = FontUnits(extents.descender)
        unsafe face = made
        unsafe self.font = font
        self.file = file
    }

    deinit {
        unsafe hb_font_destroy(font)
        unsafe hb_face_destroy(face)
    }

    /// Shared by all documents in a language (BCP 47).
    package func plainGlyphs(language: String) -> PlainGlyphs {
        plain.withLock { known in
            if let found = known[language] { return found }
            let made = PlainGlyphs(of: self, language: language)
            known[language] = made
            return made
        }
    }

    /// The glyph `cmap` gives for a scalar, nil where the face has none.
    package func glyph(for scalar: UInt32) -> UInt16? {
        var glyph: hb_codepoint_t = 0
        guard unsafe hb_font_get_nominal_glyph(font, scalar, &glyph) != 0, glyph != 0 else { return nil }
        return UInt16(truncatingIfNeeded: glyph)
    }

    /// The glyph of a variation sequence (`cmap` format 14), nil where the face does not have the sequence.
    package func glyph(for scalar: UInt32, selector: UInt32) -> UInt16? {
        var glyph: hb_codepoint_t = 0
        guard unsafe hb_font_get_variation_glyph(font, scalar, selector, &glyph) != 0, glyph != 0 else { return nil }
        return UInt16(truncatingIfNeeded: glyph)
    }

    package func advance(of glyph: UInt16) -> FontUnits {
        FontUnits(unsafe hb_font_get_glyph_h_advance(font, hb_codepoint_t(glyph)))
    }

    /// Ink of a glyph in font units, y upward; nil for a blank glyph.
    package func inkBounds(of glyph: UInt16) -> InkBounds? {
        var extents = hb_glyph_extents_t()
        guard unsafe hb_font_get_glyph_extents(font, hb_codepoint_t(glyph), &extents) != 0 else { return nil }
        guard extents.width != 0, extents.height != 0 else { return nil }
        return InkBounds(
            left: FontUnits(extents.x_bearing), right: FontUnits(extents.x_bearing + extents.width),
            top: FontUnits(extents.y_bearing), bottom: FontUnits(extents.y_bearing + extents.height))
    }
}

package struct InkBounds: Sendable, Hashable {
    package var left: FontUnits
    package var right: FontUnits
    package var top: FontUnits
    package var bottom: FontUnits
}
