private import CHarfBuzz

/// A script by its ISO 15924 code, as UAX #24 gives it to characters.
package struct Script: Sendable, Hashable {
    /// The code's four letters, big-endian, as HarfBuzz numbers scripts.
    package var tag: UInt32

    package static let han = Script(HB_SCRIPT_HAN)
    package static let latin = Script(HB_SCRIPT_LATIN)
    package static let greek = Script(HB_SCRIPT_GREEK)
    package static let cyrillic = Script(HB_SCRIPT_CYRILLIC)
    package static let hiragana = Script(HB_SCRIPT_HIRAGANA)
    package static let katakana = Script(HB_SCRIPT_KATAKANA)
    package static let hangul = Script(HB_SCRIPT_HANGUL)
    package static let bopomofo = Script(HB_SCRIPT_BOPOMOFO)
    package static let common = Script(HB_SCRIPT_COMMON)
    package static let inherited = Script(HB_SCRIPT_INHERITED)

    private init(_ script: hb_script_t) { tag = script.rawValue }

    /// The Script property of a scalar (Unicode 15).
    package init(of scalar: UInt32) {
        switch scalar {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF: self = .han
        case 0x41...0x5A, 0x61...0x7A: self = .latin
        case 0..<0xAA: self = .common
        default: self.init(unsafe hb_unicode_script(hb_unicode_funcs_get_default(), scalar))
        }
    }

    /// Neither common to several scripts nor inherited from the character before.
    package var isOwn: Bool { self != .common && self != .inherited }

    package var isRightToLeft: Bool { hb_script_get_horizontal_direction(hb_script_t(tag)) == HB_DIRECTION_RTL }

    /// Scripts set in the ideographic em box.
    package var isIdeographic: Bool {
        switch self {
        case .han, .hiragana, .katakana, .hangul, .bopomofo: true
        default: false
        }
    }

    /// The language that a script of China's peoples, or of one country, stands for in a Chinese document (BCP 47).
    var language: String? {
        switch hb_script_t(tag) {
        case HB_SCRIPT_ARABIC: "ug"
        case HB_SCRIPT_TIBETAN: "bo"
        case HB_SCRIPT_MONGOLIAN: "mn"
        case HB_SCRIPT_YI: "ii"
        case HB_SCRIPT_HANGUL: "ko"
        case HB_SCRIPT_TAI_LE: "tdd"
        case HB_SCRIPT_NEW_TAI_LUE, HB_SCRIPT_TAI_THAM: "khb"
        case HB_SCRIPT_THAI: "th"
        case HB_SCRIPT_HEBREW: "he"
        default: nil
        }
    }
}
