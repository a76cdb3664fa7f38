/// Places inside a `CFF ` table (Adobe Technical Note 5176); the bytes stay with the caller.
struct CompactFont {
    let names: CompactFontIndex
    let strings: CompactFontIndex
    let globalSubroutines: CompactFontIndex
    let top: [CompactFontEntry]
    let charStrings: CompactFontIndex

    init?(_ table: Span<UInt8>) {
        guard table.count > 4, let names = CompactFontIndex(table, at: Int(table[2])),
            let tops = CompactFontIndex(table, at: names.range.upperBound), let first = tops.entry(0, table),
            let top = compactFontDictionary(table, first),
            let strings = CompactFontIndex(table, at: tops.range.upperBound),
            let global = CompactFontIndex(table, at: strings.range.upperBound),
            let outlines = top.first(where: { $0.operation == .charStrings })?.operands.last,
            let charStrings = CompactFontIndex(table, at: outlines)
        else { return nil }
        self.names = names
        self.strings = strings
        globalSubroutines = global
        self.top = top
        self.charStrings = charStrings
    }

    var isCIDKeyed: Bool { self[.registryOrderingSupplement] != nil }

    subscript(_ operation: CompactFontOperator) -> CompactFontEntry? { top.first { $0.operation == operation } }
}

/// Operators of Top, Font and Private DICTs that say where things are; those of two bytes have 12 in the upper byte.
struct CompactFontOperator: Hashable {
    var raw: Int
    static let fontBox = Self(raw: 5)
    static let charset = Self(raw: 15)
    static let charStrings = Self(raw: 17)
    static let privateDictionary = Self(raw: 18)
    static let localSubroutines = Self(raw: 19)
    static let defaultWidth = Self(raw: 20)
    static let nominalWidth = Self(raw: 21)
    static let fontMatrix = Self(raw: 12 << 8 | 7)
    static let charStringType = Self(raw: 12 << 8 | 6)
    static let registryOrderingSupplement = Self(raw: 12 << 8 | 30)
    static let fontDictionaries = Self(raw: 12 << 8 | 36)
    static let fontDictionarySelection = Self(raw: 12 << 8 | 37)
}

struct CompactFontEntry {
    var operation: CompactFontOperator
    /// Operands and operator as they stand in the table.
    var range: Range<Int>
    var operandBytes: Range<Int>
    /// Real numbers count as 0.
    var operands: [Int]
}

/// The entries of a DICT, nil where it runs out of its range.
func compactFontDictionary(_ table: Span<UInt8>, _ range: Range<Int>) -> [CompactFontEntry]? {
    guard range.lowerBound >= 0, range.upperBound <= table.count else { return nil }
    var entries: [CompactFontEntry] = []
    var operands: [Int] = []
    var start = range.lowerBound
    var place = start
    while place < range.upperBound {
        let lead = Int(table[place])
        // Bytes behind the first; past the end they count as 0 and the last check fails.
        func byte(_ offset: Int) -> Int { place + offset < range.upperBound ? Int(table[place + offset]) : 0 }
        switch lead {
        case 0...21:
            let length = lead == 12 ? 2 : 1
            let operation = CompactFontOperator(raw: lead == 12 ? 12 << 8 | byte(1) : lead)
            entries.append(
                CompactFontEntry(
                    operation: operation, range: start..<place + length, operandBytes: start..<place,
                    operands: operands))
            operands = []
            place += length
            start = place
            continue
        case 28:
            operands.append(Int(Int16(truncatingIfNeeded: byte(1) << 8 | byte(2))))
            place += 3
        case 29:
            operands.append(Int(Int32(truncatingIfNeeded: byte(1) << 24 | byte(2) << 16 | byte(3) << 8 | byte(4))))
            place += 5
        case 30:
            operands.append(0)
            place += 1
            while place < range.upperBound, table[place] & 0xF != 0xF { place += 1 }
            place += 1
        case 32...246:
            operands.append(lead - 139)
            place += 1
        case 247...250:
            operands.append((lead - 247) * 256 + byte(1) + 108)
            place += 2
        case 251...254:
            operands.append(-(lead - 251) * 256 - byte(1) - 108)
            place += 2
        default: return nil
        }
    }
    return place == range.upperBound ? entries : nil
}

/// Where the entries of an INDEX stand.
struct CompactFontIndex {
    let range: Range<Int>
    let count: Int
    private let offsetSize: Int

    init?(_ table: Span<UInt8>, at start: Int) {
        guard start >= 0, start + 2 <= table.count else { return nil }
        count = Int(table[start]) << 8 | Int(table[start + 1])
        guard count > 0 else {
            offsetSize = 1
            range = start..<start + 2
            return
        }
        guard start + 3 <= table.count else { return nil }
        offsetSize = Int(table[start + 2])
        let data = start + 2 + (count + 1) * offsetSize
        guard (1...4).contains(offsetSize), data < table.count else { return nil }
        var last = 0
        for place in data + 1 - offsetSize...data { last = last << 8 | Int(table[place]) }
        guard last >= 1, data + last <= table.count else { return nil }
        range = start..<data + last
    }

    /// Nil for an entry the INDEX does not have or that leaves it.
    func entry(_ number: Int, _ table: Span<UInt8>) -> Range<Int>? {
        guard (0..<count).contains(number) else { return nil }
        func offset(_ number: Int) -> Int {
            let place = range.lowerBound + 3 + number * offsetSize
            var value = 0
            for byte in place..<place + offsetSize { value = value << 8 | Int(table[byte]) }
            return value
        }
        let data = range.lowerBound + 2 + (count + 1) * offsetSize
        let (first, last) = (data + offset(number), data + offset(number + 1))
        return first > data && first <= last && last <= range.upperBound ? first..<last : nil
    }
}
