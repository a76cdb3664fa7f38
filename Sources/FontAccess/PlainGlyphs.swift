internal import CHarfBuzz
private import Glibc
public import PaperUnits
private import Synchronization

/// Glyphs of the plain characters that most Chinese text is made of, each asked of the face once a process.
///
/// Where the face has nothing for HarfBuzz to do in Han text, a character's glyph and advance are all there is to its
/// shaping, and these answers stand for it. Workers share them without a lock: whoever comes first writes an answer that
/// each of them would give.
@safe public final class PlainGlyphs: Sendable {
    private unowned let face: Typeface
    /// Shaping Han text with this face looks up glyphs and advances and does nothing else.
    package let areShaped: Bool
    // Written word by word, by relaxed atomic stores of values that depend on the place alone.
    private nonisolated(unsafe) let answers: UnsafeMutablePointer<Atomic<UInt32>>

    /// Of the glyphs asked for: a face computes ink from the outline.
    private let inks = Mutex<[Int: InkBounds?]>([:])

    private static let count = 0x5600

    init(of face: Typeface, language: String) {
        self.face = face
        areShaped = face.takesNominalGlyphs(language: language)
        // Zeros by the system: one store for each would be the most that opening a face costs.
        guard let zeros = unsafe calloc(Self.count, MemoryLayout<Atomic<UInt32>>.stride) else {
            preconditionFailure("no memory left")
        }
        unsafe answers = unsafe zeros.bindMemory(to: Atomic<UInt32>.self, capacity: Self.count)
    }

    deinit { unsafe free(answers) }

    /// What a face says of a plain character.
    public struct Answer: Sendable, Hashable {
        /// Bit 31: drawn; bit 30: known; 29…16: advance; 15…0: glyph.
        @usableFromInline let raw: UInt32

        fileprivate init(raw: UInt32) { self.raw = raw }

        @inlinable public var isDrawn: Bool { raw >> 31 != 0 }
        @inlinable public var glyph: UInt16 { UInt16(truncatingIfNeeded: raw) }
        @inlinable public var advance: FontUnits { FontUnits(Int32(raw >> 16 & 0x3FFF)) }
    }

    /// - Parameter scalar: a plain one, Han or common.
    package func answer(for scalar: UInt32) -> Answer {
        let place = Int(Self.place(of: scalar))
        let raw = unsafe answers[place].load(ordering: .relaxed)
        return raw == 0 ? ask(scalar, place) : Answer(raw: raw)
    }

    /// Ink of the face's glyph, as `Typeface.inkBounds(of:)` tells it.
    package func inkBounds(of glyph: UInt16) -> InkBounds? {
        inks.withLock { known in
            if let found = known[Int(glyph)] { return found }
            let found = face.inkBounds(of: glyph)
            known[Int(glyph)] = .some(found)
            return found
        }
    }

    private func ask(_ scalar: UInt32, _ place: Int) -> Answer {
        var raw: UInt32 = 1 << 30
        if let glyph = face.glyph(for: scalar) {
            let advance = face.advance(of: glyph).raw
            // An advance out of all measure: the character is left to the general way.
            if (0...0x3FFF).contains(advance) { raw |= 1 << 31 | UInt32(advance) << 16 | UInt32(glyph) }
        }
        unsafe answers[place].store(raw, ordering: .relaxed)
        return Answer(raw: raw)
    }

    /// Ideographs and full-width marks that are characters by themselves and of Han script, whatever stands beside them.
    @inlinable public static func isHan(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x4E00...0x9FFF, 0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301B, 0xFF01, 0xFF08, 0xFF09, 0xFF0C,
            0xFF1A, 0xFF1B, 0xFF1F:
            true
        default: false
        }
    }

    /// Digits and marks that are characters by themselves and of the script before them. Brackets are not among them:
    /// they take the script of their partners.
    @inlinable public static func isCommon(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20...0x27, 0x2A...0x40, 0xB7, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026: true
        default: false
        }
    }

    private static func place(of scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0..<0x100: scalar
        case 0x2000..<0x2100: scalar - 0x2000 + 0x100
        case 0x3000..<0x3100: scalar - 0x3000 + 0x200
        case 0x4E00..<0xA000: scalar - 0x4E00 + 0x300
        default: scalar - 0xFF00 + 0x5500
        }
    }
}

extension Typeface {
    /// Whether shaping horizontal Han text applies no lookup and no kerning of any kind.
    fileprivate func takesNominalGlyphs(language: String) -> Bool {
        for tag in ["kern", "kerx", "morx", "mort", "trak"] {
            let table = unsafe hb_face_reference_table(face, hb_tag_from_string(tag, -1))
            defer { unsafe hb_blob_destroy(table) }
            if unsafe hb_blob_get_length(table) > 0 { return false }
        }
        var properties = unsafe hb_segment_properties_t()
        unsafe properties.direction = HB_DIRECTION_LTR
        unsafe properties.script = HB_SCRIPT_HAN
        unsafe properties.language = hb_language_from_string(language, -1)
        let plan = unsafe hb_shape_plan_create_cached(face, &properties, nil, 0, nil)
        let lookups = unsafe hb_set_create()
        defer {
            unsafe hb_set_destroy(lookups)
            unsafe hb_shape_plan_destroy(plan)
        }
        for table in ["GSUB", "GPOS"] {
            unsafe hb_ot_shape_plan_collect_lookups(plan, hb_tag_from_string(table, -1), lookups)
            if unsafe hb_set_is_empty(lookups) == 0 { return false }
        }
        return true
    }
}
