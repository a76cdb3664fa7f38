private import CHarfBuzz
public import PaperUnits

/// One glyph as HarfBuzz gives it, in font units, so that it serves every size.
public struct ShapedGlyph: Sendable, Hashable {
    public var id: UInt16
    /// UTF-8 offset into the shaped text of the first byte of its cluster.
    public var cluster: UInt32
    public var advance: FontUnits
    public var xOffset: FontUnits
    /// Upward.
    public var yOffset: FontUnits

    @inlinable public init(id: UInt16, cluster: UInt32, advance: FontUnits, xOffset: FontUnits, yOffset: FontUnits) {
        self.id = id
        self.cluster = cluster
        self.advance = advance
        self.xOffset = xOffset
        self.yOffset = yOffset
    }
}

/// A reusable HarfBuzz buffer; one per worker, never shared.
@safe package struct Shaper: ~Copyable {
    private let buffer: OpaquePointer

    package init() { unsafe buffer = hb_buffer_create() }
    deinit { unsafe hb_buffer_destroy(buffer) }

    /// Appends the glyphs of `utf8[range]`, which must all be of one script and direction, clusters in the order of the
    /// text; they count from the start of `utf8`. Letters beside the range are seen (Arabic joins over its ends).
    ///
    /// - Parameters:
    ///   - isRightToLeft: glyphs of one cluster stay in visual order, clusters come in the order of the text.
    ///   - language: BCP 47, of the document; a script that says its language by itself overrides it.
    package mutating func shape(
        _ utf8: [UInt8], range: Range<Int>, typeface: Typeface, script: Script, isRightToLeft: Bool = false,
        language: String, into out: inout ContiguousArray<ShapedGlyph>
    ) {
        shape(
            utf8, range: range, typeface: typeface, script: script, isRightToLeft: isRightToLeft, language: language)
        if isRightToLeft { unsafe hb_buffer_reverse_clusters(buffer) }
        appendGlyphs(vertical: false, to: &out)
    }

    /// How well the face draws a text.
    package enum Fit: Sendable, Hashable {
        /// Part of it comes out as `.notdef`.
        case lacking
        /// Some mark stands where the pen happens to be.
        case loose
        case whole
    }

    package mutating func fit(_ utf8: [UInt8], typeface: Typeface, script: Script) -> Fit {
        shape(
            utf8, range: 0..<utf8.count, typeface: typeface, script: script, isRightToLeft: script.isRightToLeft,
            language: "")
        var count: UInt32 = 0
        guard let info = unsafe hb_buffer_get_glyph_infos(buffer, &count),
            let place = unsafe hb_buffer_get_glyph_positions(buffer, nil)
        else { return .lacking }
        var fit = Fit.whole
        for index in 0..<Int(count) {
            if unsafe info[index].codepoint == 0 { return .lacking }
            let isMark = unsafe index > 0 && info[index].cluster == info[index - 1].cluster
            if isMark, unsafe place[index].x_offset == 0 && place[index].y_offset == 0 { fit = .loose }
        }
        return fit
    }

    private func shape(
        _ utf8: [UInt8], range: Range<Int>, typeface: Typeface, script: Script, isRightToLeft: Bool, language: String
    ) {
        unsafe hb_buffer_clear_contents(buffer)
        unsafe utf8.withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { text in
                unsafe hb_buffer_add_utf8(
                    buffer, text.baseAddress, Int32(text.count), UInt32(range.lowerBound), Int32(range.count))
            }
        }
        unsafe hb_buffer_set_language(buffer, hb_language_from_string(script.language ?? language, -1))
        unsafe hb_buffer_set_script(buffer, hb_script_t(script.tag))
        unsafe hb_buffer_set_direction(buffer, isRightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
        unsafe hb_shape(typeface.font, buffer, nil, 0)
    }

    /// Glyphs of a text under conditions of the caller's, in visual order: what a face makes of it.
    ///
    /// - Parameters:
    ///   - script: ISO 15924, e.g. `Hani`; nil guesses it from the text.
    ///   - features: OpenType features in HarfBuzz's notation (`halt`, `kern=0`); what is none is left out.
    ///   - vertical: from top to bottom; advances then are those along the line, negative.
    package mutating func shape(
        _ utf8: [UInt8], typeface: Typeface, language: String, script: String?, features: [String], vertical: Bool
    ) -> ContiguousArray<ShapedGlyph> {
        unsafe hb_buffer_clear_contents(buffer)
        unsafe utf8.withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { text in
                unsafe hb_buffer_add_utf8(buffer, text.baseAddress, Int32(text.count), 0, Int32(text.count))
            }
        }
        if !language.isEmpty { unsafe hb_buffer_set_language(buffer, hb_language_from_string(language, -1)) }
        if let script { unsafe hb_buffer_set_script(buffer, hb_script_from_string(script, -1)) }
        if vertical { unsafe hb_buffer_set_direction(buffer, HB_DIRECTION_TTB) }
        unsafe hb_buffer_guess_segment_properties(buffer)
        let settings = features.compactMap { name -> hb_feature_t? in
            var feature = hb_feature_t()
            return unsafe hb_feature_from_string(name, -1, &feature) != 0 ? feature : nil
        }
        unsafe settings.withUnsafeBufferPointer { list in
            unsafe hb_shape(typeface.font, buffer, list.baseAddress, UInt32(list.count))
        }
        var glyphs: ContiguousArray<ShapedGlyph> = []
        appendGlyphs(vertical: vertical, to: &glyphs)
        return glyphs
    }

    private func appendGlyphs(vertical: Bool, to out: inout ContiguousArray<ShapedGlyph>) {
        var count: UInt32 = 0
        guard let info = unsafe hb_buffer_get_glyph_infos(buffer, &count),
            let place = unsafe hb_buffer_get_glyph_positions(buffer, nil)
        else { return }
        for i in 0..<Int(count) {
            unsafe out.append(
                ShapedGlyph(
                    id: UInt16(truncatingIfNeeded: info[i].codepoint), cluster: info[i].cluster,
                    advance: FontUnits(vertical ? place[i].y_advance : place[i].x_advance),
                    xOffset: FontUnits(place[i].x_offset), yOffset: FontUnits(place[i].y_offset)))
        }
    }
}

/// Facts of Unicode that font selection needs, from HarfBuzz's own tables.
package enum ScalarFacts {
    /// Combining marks, joiners and variation selectors: drawn with the character before them.
    package static func extends(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x200C, 0x200D, 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x180B...0x180F: return true
        case 0..<0x300, 0x4E00...0x9FFF: return false
        default:
            switch unsafe hb_unicode_general_category(hb_unicode_funcs_get_default(), scalar) {
            case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK, HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK,
                HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
                return true
            default: return false
            }
        }
    }

    /// Format characters that leave no ink: a face need not have them.
    package static func isInvisible(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x00AD, 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
            0xE0000...0xE0FFF, 0x180B...0x180F:
            return true
        default: return false
        }
    }

    /// U+FE00–FE0F, U+E0100–E01EF and the Mongolian selectors: they choose a form of the character before them.
    package static func isVariationSelector(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x180B...0x180D, 0x180F: true
        default: false
        }
    }

    package static func isPrivateUse(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: return true
        default: return false
        }
    }

    /// White space HarfBuzz makes from U+0020 where a face lacks the character itself.
    package static func isBlank(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return true
        default: return false
        }
    }
}
