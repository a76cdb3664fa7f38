/// What taking outlines out of a `CFF ` table needs to know of it.
struct CompactFontOutlines {
    /// One Font DICT of a CID-keyed table, or a name-keyed table as a whole.
    private struct Part {
        var subroutines: CompactFontIndex?
        var nominalWidth: Int
        var defaultWidth: Int
    }

    /// FontMatrix and FontBBox as they stand in the Top DICT.
    let topEntries: [Range<Int>]
    private let charStrings: CompactFontIndex
    private let globalSubroutines: CompactFontIndex
    private var parts: [Part] = []
    /// Glyphs from `first` on belong to a part, in ascending order; nil where all belong to part 0.
    private var selection: [(first: Int, part: Int)]?

    /// - Returns: nil for a table that cannot be read, or whose parts have coordinates of their own.
    init?(_ table: Span<UInt8>) {
        guard let font = CompactFont(table), font.names.count == 1, font[.charStringType]?.operands.last ?? 2 == 2
        else { return nil }
        charStrings = font.charStrings
        globalSubroutines = font.globalSubroutines
        topEntries = [CompactFontOperator.fontMatrix, .fontBox].compactMap { font[$0]?.range }
        guard font.isCIDKeyed else {
            guard let part = Self.part(font[.privateDictionary], table) else { return nil }
            parts = [part]
            return
        }
        guard let array = font[.fontDictionaries]?.operands.last, let index = CompactFontIndex(table, at: array)
        else { return nil }
        for number in 0..<index.count {
            guard let range = index.entry(number, table), let entries = compactFontDictionary(table, range),
                !entries.contains(where: { $0.operation == .fontMatrix }),
                let part = Self.part(entries.first { $0.operation == .privateDictionary }, table)
            else { return nil }
            parts.append(part)
        }
        if parts.count > 1 {
            guard let place = font[.fontDictionarySelection]?.operands.last,
                let selection = Self.selection(table, at: place, glyphs: charStrings.count, parts: parts.count)
            else { return nil }
            self.selection = selection
        }
    }

    private static func part(_ entry: CompactFontEntry?, _ table: Span<UInt8>) -> Part? {
        guard let place = entry?.operands, place.count == 2, place[0] >= 0, place[1] >= 0, place[0] < 65_536,
            let entries = compactFontDictionary(table, place[1]..<place[1] + place[0])
        else { return nil }
        func value(_ operation: CompactFontOperator) -> Int? {
            entries.first { $0.operation == operation }?.operands.last
        }
        var part = Part(
            subroutines: nil, nominalWidth: value(.nominalWidth) ?? 0, defaultWidth: value(.defaultWidth) ?? 0)
        if let offset = value(.localSubroutines) {
            guard let index = CompactFontIndex(table, at: place[1] + offset) else { return nil }
            part.subroutines = index
        }
        return part
    }

    /// FDSelect, formats 0 and 3.
    private static func selection(
        _ table: Span<UInt8>, at place: Int, glyphs: Int, parts: Int
    ) -> [(first: Int, part: Int)]? {
        guard place > 0, place + 5 <= table.count else { return nil }
        var ranges: [(first: Int, part: Int)] = []
        switch table[place] {
        case 0:
            guard place + 1 + glyphs <= table.count else { return nil }
            for glyph in 0..<glyphs {
                let part = Int(table[place + 1 + glyph])
                if ranges.last?.part != part { ranges.append((glyph, part)) }
            }
        case 3:
            let count = Int(table[place + 1]) << 8 | Int(table[place + 2])
            guard place + 5 + 3 * count <= table.count else { return nil }
            for number in 0..<count {
                let range = place + 3 + 3 * number
                ranges.append((Int(table[range]) << 8 | Int(table[range + 1]), Int(table[range + 2])))
            }
        default: return nil
        }
        let isAscending = zip(ranges, ranges.dropFirst()).allSatisfy { $0.first < $1.first }
        return ranges.first?.first == 0 && isAscending && ranges.allSatisfy { $0.part < parts } ? ranges : nil
    }

    private func part(of glyph: Int) -> Part {
        guard let selection else { return parts[0] }
        var low = 0
        var high = selection.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if selection[middle].first <= glyph { low = middle } else { high = middle }
        }
        return parts[selection[low].part]
    }

    /// Where a glyph's outline stands in the table; nil for a glyph it has not.
    func range(of glyph: UInt16, _ table: Span<UInt8>) -> Range<Int>? { charStrings.entry(Int(glyph), table) }

    /// - Returns: false for an outline that cannot be taken out by itself.
    func read(_ glyph: UInt16, of table: Span<UInt8>, into scratch: inout PlainCharString) -> Bool {
        guard let range = range(of: glyph, table) else { return false }
        return read(table.extracting(range), of: glyph, table, into: &scratch)
    }

    private func read(
        _ outline: Span<UInt8>, of glyph: UInt16, _ table: Span<UInt8>, into scratch: inout PlainCharString
    ) -> Bool {
        scratch.read(outline, of: table, local: part(of: Int(glyph)).subroutines, global: globalSubroutines)
    }

    /// Appends a glyph's outline with its advance as a table with `defaultWidthX` = `defaultWidth` and no
    /// `nominalWidthX` states it.
    /// - Parameter outline: as it stands in the table.
    /// - Returns: false for an outline that cannot be taken out by itself.
    func append(
        _ outline: Span<UInt8>, of glyph: UInt16, _ table: Span<UInt8>, defaultWidth: Int,
        scratch: inout PlainCharString, to out: inout [UInt8]
    ) -> Bool {
        guard read(outline, of: glyph, table, into: &scratch) else { return false }
        let part = part(of: Int(glyph))
        let width = scratch.width.map { $0 + part.nominalWidth } ?? part.defaultWidth
        guard (-32_768...32_767).contains(width) else { return false }
        if width != defaultWidth { out += charStringNumber(width) }
        out += scratch.bytes
        return true
    }
}
