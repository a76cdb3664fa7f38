/// White space, and the marks of no width that pages leave in their text.
func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D, 0xA0, 0x3000, 0xFEFF, 0x200B: true
    // U+3000 is the last of them.
    case ..<0x1680, 0x3001...: false
    default: scalar.properties.isWhitespace
    }
}

/// Of the block that nearly all Chinese text is written in; no mark stands there.
@inline(__always)
func isCommonIdeograph(_ scalar: Unicode.Scalar) -> Bool { scalar.value &- 0x4E00 < 0x5200 }

func isComma(_ scalar: Unicode.Scalar) -> Bool { scalar == "，" || scalar == "," }
func isListComma(_ scalar: Unicode.Scalar) -> Bool { scalar == "、" || scalar == "､" }
func isColon(_ scalar: Unicode.Scalar) -> Bool { scalar == "：" || scalar == ":" }
func isSemicolon(_ scalar: Unicode.Scalar) -> Bool { scalar == "；" || scalar == ";" }

func isSentenceEnd(_ scalar: Unicode.Scalar) -> Bool {
    // Most of Chinese text.
    if isCommonIdeograph(scalar) { return false }
    return switch scalar {
    case "。", "！", "？", "!", "?", "｡": true
    default: false
    }
}

/// Marks that may follow the end of a sentence and still belong to it.
func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "”", "’", "」", "』", "）", ")", "》", "】": true
    default: false
    }
}

func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x4E00...0x9FEF: true
    // The marks of Chinese text stand here and are no ideographs.
    case ..<0x3400, 0xFF00...0xFFEF: false
    default: scalar.properties.isIdeographic
    }
}

/// ASCII and full-width digits.
func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value - 0x30)
    case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)
    default: nil
    }
}

/// The dot inside names that are written in parts.
func isNameDot(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "·", "•", "・", "‧", "∙": true
    default: false
    }
}
