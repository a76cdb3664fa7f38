private import CFriBidi

/// Whether a scalar can turn text around it right to left (bidirectional classes R, AL, AN and the controls that set such
/// a direction). A paragraph without one is in visual order already.
package func mayReverse(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x0590, 0x3000...0xFAFF: false
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    case 0x200F, 0x202B, 0x202E, 0x2067: true
    default: false
    }
}

/// Embedding level of each scalar of a paragraph whose base direction is left to right (UAX #9, by GNU FriBidi); odd levels
/// run right to left.
///
/// Chinese marks and numbers that touch an ideograph count as Chinese (UAX #9 HL3, HL4): a list of Uyghur names parted by
/// 、 keeps the order of the Chinese list, and 2031年 stays together after a Uyghur word.
package func embeddingLevels(_ scalars: ContiguousArray<UInt32>) -> ContiguousArray<UInt8> {
    let count = FriBidiStrIndex(clamping: scalars.count)
    var types = ContiguousArray(repeating: FRIBIDI_TYPE_LTR, count: scalars.count)
    var brackets = ContiguousArray<FriBidiBracketType>(repeating: 0, count: scalars.count)
    var levels = ContiguousArray<FriBidiLevel>(repeating: 0, count: scalars.count)
    var base = FRIBIDI_PAR_LTR
    let highest = unsafe scalars.withUnsafeBufferPointer { text in
        unsafe types.withUnsafeMutableBufferPointer { types in
            unsafe fribidi_get_bidi_types(text.baseAddress, count, types.baseAddress)
            takeChinese(scalars, types: unsafe types.mutableSpan)
            return unsafe brackets.withUnsafeMutableBufferPointer { brackets in
                unsafe fribidi_get_bracket_types(text.baseAddress, count, types.baseAddress, brackets.baseAddress)
                return unsafe levels.withUnsafeMutableBufferPointer { levels in
                    unsafe fribidi_get_par_embedding_levels_ex(
                        types.baseAddress, brackets.baseAddress, count, &base, levels.baseAddress)
                }
            }
        }
    }
    // 0: FriBidi had no memory, and the levels are not set.
    guard highest > 0 else { return ContiguousArray(repeating: 0, count: scalars.count) }
    return ContiguousArray(levels.map { UInt8(clamping: $0) })
}

private func takeChinese(_ scalars: ContiguousArray<UInt32>, types: consuming MutableSpan<FriBidiCharType>) {
    for index in scalars.indices {
        if isChineseMark(scalars[index]) { types[index] = FRIBIDI_TYPE_LTR }
        guard isIdeograph(scalars[index]) else { continue }
        var digit = index - 1
        while digit >= 0, types[digit] == FRIBIDI_TYPE_EN || digit > 0 && joinsDigits(types, digit) {
            types[digit] = FRIBIDI_TYPE_LTR
            digit -= 1
        }
    }
}

/// A separator between two digits, the second of which was taken already.
private func joinsDigits(_ types: borrowing MutableSpan<FriBidiCharType>, _ index: Int) -> Bool {
    (types[index] == FRIBIDI_TYPE_CS || types[index] == FRIBIDI_TYPE_ES) && types[index - 1] == FRIBIDI_TYPE_EN
}

/// Full-width marks, which no right-to-left script uses.
private func isChineseMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301F, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40,
        0xFF5B...0xFF60:
        true
    default: false
    }
}

private func isIdeograph(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true
    default: false
    }
}

/// The order from left to right in which pieces of one line stand (UAX #9 L2), as indices into `levels`.
///
/// - Parameter levels: of the pieces in logical order; blanks at the line's end are left out or have level 0 (L1).
package func visualOrder(_ levels: ContiguousArray<UInt8>) -> ContiguousArray<Int> {
    let count = FriBidiStrIndex(clamping: levels.count)
    let types = ContiguousArray(repeating: FRIBIDI_TYPE_ON, count: levels.count)
    var levels = ContiguousArray(levels.map { FriBidiLevel(clamping: $0) })
    var map = ContiguousArray(FriBidiStrIndex(0)..<count)
    let highest = unsafe types.withUnsafeBufferPointer { types in
        unsafe levels.withUnsafeMutableBufferPointer { levels in
            unsafe map.withUnsafeMutableBufferPointer { map in
                unsafe fribidi_reorder_line(
                    0, types.baseAddress, count, 0, FRIBIDI_PAR_LTR, levels.baseAddress, nil, map.baseAddress)
            }
        }
    }
    guard highest > 0 else { return ContiguousArray(levels.indices) }
    return ContiguousArray(map.map { Int($0) })
}
