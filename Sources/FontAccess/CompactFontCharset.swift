/// Makes the character identifiers of a CID-keyed `CFF ` table equal its glyph numbers.
///
/// A subsetter keeps the identifiers of the whole face, and readers differ in whether a code is looked up in that
/// charset or taken as a glyph number; where both agree, so do all readers. A name-keyed table is left as it is, since
/// its codes are glyph numbers already. Adobe Technical Note 5176, section 13.
///
/// - Returns: false for a table that cannot be read or changed.
func giveIdentityCharset(to table: inout [UInt8]) -> Bool {
    guard let font = CompactFont(table.span) else { return false }
    guard font.isCIDKeyed else { return true }
    guard let charset = font[.charset], let offset = charset.operands.last else { return false }
    let identity = identityCharset(glyphs: font.charStrings.count)
    if let old = charsetLength(in: table.span, at: offset, glyphCount: font.charStrings.count), old >= identity.count {
        for place in 0..<old { table[offset + place] = place < identity.count ? identity[place] : 0 }
        return true
    }
    // No room: the new charset goes to the end, which needs an operand wide enough to be pointed anywhere.
    let operand = charset.operandBytes
    guard operand.count == 5, table[operand.lowerBound] == 29 else { return false }
    let end = table.count
    for byte in 0..<4 { table[operand.lowerBound + 1 + byte] = UInt8(end >> (24 - 8 * byte) & 0xFF) }
    table += identity
    return true
}

/// Format 2, one range from glyph 1 on; format 0 without entries for `.notdef` alone, which is never listed.
func identityCharset(glyphs: Int) -> [UInt8] {
    glyphs < 2 ? [0] : [2, 0, 1, UInt8((glyphs - 2) >> 8), UInt8((glyphs - 2) & 0xFF)]
}

/// Bytes the charset at `offset` takes, nil where it is predefined or runs out of the table.
private func charsetLength(in table: Span<UInt8>, at offset: Int, glyphCount: Int) -> Int? {
    guard offset > 2, offset < table.count else { return nil }
    var length = 1
    var covered = 1
    switch table[offset] {
    case 0:
        length += 2 * (glyphCount - 1)
    case let format where format == 1 || format == 2:
        let step = format == 1 ? 3 : 4
        while covered < glyphCount {
            guard offset + length + step <= table.count else { return nil }
            let left = offset + length + 2
            covered += 1 + (format == 1 ? Int(table[left]) : Int(table[left]) << 8 | Int(table[left + 1]))
            length += step
        }
    default:
        return nil
    }
    return offset + length <= table.count ? length : nil
}
