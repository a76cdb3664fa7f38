/// What normalisation needs to know of a scalar.
extension Unicode.Scalar {
    /// White space, the ideographic and the unbreakable blank included.
    var isBlank: Bool {
        switch value {
        case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x3000: true
        // U+3000 is the last one.
        case ..<0x1680, 0x3001...: false
        default: properties.isWhitespace
        }
    }

    /// Line feed, carriage return and what Unicode calls a mandatory break.
    var isLineBreak: Bool {
        switch value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Han, with 〇 and 々.
    var isIdeograph: Bool {
        switch value {
        case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    /// An ideograph or a mark of its width.
    var isWide: Bool {
        switch value {
        case 0x3001...0x30FF, 0xFF01...0xFF65: true
        default: isIdeograph
        }
    }

    /// A mark that folding makes or takes away, in either width.
    var isFoldable: Bool {
        if isHalfWidthMark { return true }
        return switch self {
        case "，", "：", "；", "？", "！", "（", "）", "。", "“", "”", "‘", "’": true
        default: false
        }
    }

    /// A mark that folding may make a full-width one.
    var isHalfWidthMark: Bool {
        switch self {
        case ",", ":", ";", "?", "!", "(", ")", ".", "\"", "'": true
        default: false
        }
    }

    /// Whether the letter is Chinese; nil for what tells nothing of the words around it: blanks, foldable marks, and
    /// figures, which both scripts use.
    var isChineseLetter: Bool? {
        // Most of Chinese text.
        if value &- 0x4E00 < 0x5200 { return true }
        return isBlank || isFoldable || isASCIIDigit || self == "%" ? nil : isWide
    }

    /// Whether normalisation may change it or a scalar beside it.
    var mayChange: Bool {
        switch value {
        case 0x4E00..<0xA000: false
        // Digits and letters of full width, and the marks that belong to a number.
        case 0xFF05, 0xFF0E, 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: true
        default: isBlank || isHalfWidthMark || isLineBreak
        }
    }

    var isClosing: Bool {
        switch self {
        case ")", "）", "\"", "”", "'", "’", "》", "】": true
        default: false
        }
    }

    var isNumeral: Bool {
        switch self {
        case "一", "二", "三", "四", "五", "六", "七", "八", "九", "十": true
        default: false
        }
    }

    var isASCIIDigit: Bool { (0x30...0x39).contains(value) }
    var isASCIILetterOrDigit: Bool {
        isASCIIDigit || (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
    }
}
