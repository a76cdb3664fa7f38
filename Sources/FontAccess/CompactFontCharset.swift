/// Makes the character identifiers of a CID-keyed `CFF ` table equal its glyph numbers.
///
/// A subsetter keeps the identifiers of the whole face, and readers differ in whether a code is looked up in that
/// charset or taken as a glyph number; where both agree, so do all readers. A name-keyed table is left as it is, since
/// its codes are glyph numbers already. Adobe Technical Note 5176, sections 9 and 13.
///
/// - Returns: false for a table that cannot be read or changed.
func giveIdentityCharset(to table: inout [UInt8]) -> Bool {
    guard let top = TopDictionary(table) else { return false }
    guard top.isCIDKeyed else { return true }
    guard let charset = top.charset, let glyphCount = top.glyphCount(in: table) else { return false }
    let identity: [UInt8] =
        glyphCount < 2
        ? [0]  // format 0 without entries: .notdef is never listed
        : [2, 0, 1, UInt8((glyphCount - 2) >> 8), UInt8((glyphCount - 2) & 0xFF)]
    if let old = charsetLength(in: table, at: charset.value, glyphCount: glyphCount), old >= identity.count {
        for place in 0..<old { table[charset.value + place] = place < identity.count ? identity[place] : 0 }
        return true
    }
    // No room: the new charset goes to the end, which needs an operand wide enough to be pointed anywhere.
    guard charset.operand.count == 5, table[charset.operand.lowerBound] == 29 else { return false }
    let end = table.count
    for byte in 0..<4 { table[charset.operand.lowerBound + 1 + byte] = UInt8(end >> (24 - 8 * byte) & 0xFF) }
    table += identity
    return true
}

/// Bytes the charset at `offset` takes, nil where it is predefined or runs out of the table.
private func charsetLength(in table: [UInt8], at offset: Int, glyphCount: Int) -> Int? {
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

/// What the identity charset needs of a Top DICT.
private struct TopDictionary {
    var isCIDKeyed = false
    /// Where the operand of `charset` stands, and what it says.
    var charset: (operand: Range<Int>, value: Int)?
    private var charStrings: Int?

    init?(_ table: [UInt8]) {
        guard table.count > 4, let names = Index(table, at: Int(table[2])), let tops = Index(table, at: names.end),
            let dictionary = tops.first
        else { return nil }
        var place = dictionary.lowerBound
        var operand: (Range<Int>, Int)?
        while place < dictionary.upperBound {
            let start = place
            let lead = table[place]
            place += 1
            func byte(_ offset: Int) -> Int { start + offset < dictionary.upperBound ? Int(table[start + offset]) : 0 }
            switch lead {
            case 12:
                if byte(1) == 30 { isCIDKeyed = true }
                place += 1
            case 15: charset = operand.map { ($0.0, $0.1) }
            case 17: charStrings = operand?.1
            case 0...21: break
            case 28:
                place += 2
                operand = (start..<place, byte(1) << 8 | byte(2))
            case 29:
                place += 4
                operand = (start..<place, byte(1) << 24 | byte(2) << 16 | byte(3) << 8 | byte(4))
            case 30:
                while place < dictionary.upperBound, table[place] & 0xF != 0xF { place += 1 }
                place += 1
            case 32...246: operand = (start..<place, Int(lead) - 139)
            case 247...250:
                place += 1
                operand = (start..<place, (Int(lead) - 247) * 256 + byte(1) + 108)
            default: place += 1
            }
        }
        guard place == dictionary.upperBound else { return nil }
    }

    func glyphCount(in table: [UInt8]) -> Int? {
        guard let charStrings, charStrings >= 0, charStrings + 2 <= table.count else { return nil }
        return Int(table[charStrings]) << 8 | Int(table[charStrings + 1])
    }

    /// An INDEX: its first entry and where it ends.
    private struct Index {
        var first: Range<Int>?
        var end: Int

        init?(_ table: [UInt8], at start: Int) {
            guard start + 2 <= table.count else { return nil }
            let count = Int(table[start]) << 8 | Int(table[start + 1])
            guard count > 0 else {
                end = start + 2
                return
            }
            guard start + 3 <= table.count else { return nil }
            let size = Int(table[start + 2])
            let data = start + 3 + (count + 1) * size - 1
            guard (1...4).contains(size), data < table.count else { return nil }
            func offset(_ number: Int) -> Int {
                (0..<size).reduce(0) { $0 << 8 | Int(table[start + 3 + number * size + $1]) }
            }
            guard offset(0) == 1, offset(1) >= 1, data + offset(1) <= table.count, data + offset(count) <= table.count,
                offset(count) >= 1
            else { return nil }
            first = data + 1..<data + offset(1)
            end = data + offset(count)
        }
    }
}
