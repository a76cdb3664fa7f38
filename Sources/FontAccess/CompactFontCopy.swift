/// Makes `CFF ` tables of some glyphs of a face, without a general subsetter: outlines are taken out one by one.
///
/// Outlines once coded stay, since the documents of a batch share most of their characters; what stays is bounded.
/// A table holds `.notdef` without ink and then the given glyphs in their order, CID-keyed with the identity charset.
struct CompactFontCopier {
    /// Bytes of coded outlines kept for a face; ten times what the everyday characters need.
    private static let largestStore = 16 << 20

    /// Bytes of an ideograph's outline, or a little more.
    private static let usualLength = 256

    private let font: CompactFontOutlines
    private let name: [UInt8]
    private let unitsPerEm: Int
    /// By glyph: 1 + the index in `places`, 0 for an outline not coded yet.
    private var slots: [UInt16]
    private var places: [CodedBytes] = []
    private var store = CodedStore()
    private var scratch = PlainCharString()

    /// - Returns: nil for a table of which outlines cannot be taken out.
    init?(_ table: Span<UInt8>, name: String, unitsPerEm: Int32, glyphCount: Int32) {
        guard let font = CompactFontOutlines(table) else { return nil }
        self.font = font
        self.name = Array(name.utf8.prefix(100))
        self.unitsPerEm = Int(unitsPerEm)
        slots = Array(repeating: 0, count: Int(glyphCount))
    }

    /// Reads a range of the table into the front of a buffer; false where it cannot be read.
    typealias Reader = (Range<Int>, inout [UInt8]) -> Bool

    /// The table as it stands.
    ///
    /// - Parameters:
    ///   - glyphs: in their order, without 0.
    ///   - read: for outlines, which lie all over the table.
    /// - Returns: nil where an outline cannot be taken out, and the general way must be taken.
    mutating func plain(_ glyphs: [UInt16], of table: Span<UInt8>, read: Reader) -> [UInt8]? {
        var outlines: [UInt8] = []
        outlines.reserveCapacity(glyphs.count * Self.usualLength)
        var lengths: [Int] = []
        var buffer: [UInt8] = []
        for glyph in glyphs {
            let start = outlines.count
            guard takeOut(glyph, table, read, &buffer, to: &outlines) else { return nil }
            lengths.append(outlines.count - start)
        }
        let frame = frame(lengths, table)
        return frame.head + outlines + frame.tail
    }

    /// The table in zlib's form, in which outlines stay as they were coded for an earlier document. Parameters as above.
    mutating func packed(_ glyphs: [UInt16], of table: Span<UInt8>, read: Reader) -> [UInt8]? {
        if store.bytes.count > Self.largestStore { forget() }
        if places.isEmpty { store.reserve(glyphs.count * Self.usualLength) }
        var outline: [UInt8] = []
        var buffer: [UInt8] = []
        var outlines: [CodedBytes] = []
        outlines.reserveCapacity(glyphs.count)
        for glyph in glyphs {
            guard let place = place(of: glyph, table, read, &buffer, &outline) else { return nil }
            outlines.append(place)
        }
        let frame = frame(outlines.map(\.count), table)
        return packedProgram(head: frame.head, outlines, of: store, tail: frame.tail)
    }

    /// What stands before and after the outlines.
    /// - Parameter lengths: of the outlines but `.notdef`'s.
    private func frame(_ lengths: [Int], _ table: Span<UInt8>) -> (head: [UInt8], tail: [UInt8]) {
        let outlinesLength = lengths.reduce(1, +)  // with .notdef
        let count = lengths.count + 1
        let offsetSize = outlinesLength + 1 < 1 << 16 ? 2 : outlinesLength + 1 < 1 << 24 ? 3 : 4
        let head: [UInt8] = [1, 0, 4, 4]
        let names = index(of: [name])
        let strings = index(of: [Array("Adobe".utf8), Array("Identity".utf8)])
        let charset = identityCharset(glyphs: count)
        // Format 3: all glyphs from 0 on use Font DICT 0.
        let selection: [UInt8] = [3, 0, 1, 0, 0, 0] + bigEndian(count, 2)
        // defaultWidthX
        let widths = dictionaryNumber(unitsPerEm) + [20]
        // Offsets are written in five bytes whatever their value, so lengths are known before them.
        func top(_ charset: Int, _ outlines: Int, _ selection: Int, _ fonts: Int) -> [UInt8] {
            // ROS: the strings 391 and 392, supplement 0.
            var entries = dictionaryNumber(391) + dictionaryNumber(392) + [139, 12, 30]
            for range in font.topEntries { append(range, of: table, to: &entries) }
            entries += dictionaryNumber(count) + [12, 34]
            entries += offset(charset) + [15] + offset(outlines) + [17]
            entries += offset(selection) + [12, 37] + offset(fonts) + [12, 36]
            return index(of: [entries])
        }
        let charsetOffset = head.count + names.count + top(0, 0, 0, 0).count + strings.count + 2
        let selectionOffset = charsetOffset + charset.count
        let outlinesOffset = selectionOffset + selection.count
        let fontsOffset = outlinesOffset + 3 + offsetSize * (count + 1) + outlinesLength
        func fonts(_ place: Int) -> [UInt8] { index(of: [dictionaryNumber(widths.count) + offset(place) + [18]]) }
        let privateOffset = fontsOffset + fonts(0).count

        var out: [UInt8] = []
        out.reserveCapacity(outlinesOffset + 3 + offsetSize * (count + 1))
        out += head + names + top(charsetOffset, outlinesOffset, selectionOffset, fontsOffset) + strings
        out += [0, 0]  // no global subroutines
        out += charset + selection
        out += bigEndian(count, 2) + [UInt8(offsetSize)]
        var end = 1
        func appendEnd() {
            for byte in (0..<offsetSize).reversed() { out.append(UInt8(truncatingIfNeeded: end >> (8 * byte))) }
        }
        appendEnd()
        end += 1
        appendEnd()
        for length in lengths {
            end += length
            appendEnd()
        }
        out.append(14)  // endchar
        return (out, fonts(privateOffset) + widths)
    }

    private mutating func takeOut(
        _ glyph: UInt16, _ table: Span<UInt8>, _ read: Reader, _ buffer: inout [UInt8], to out: inout [UInt8]
    ) -> Bool {
        guard let range = font.range(of: glyph, table), read(range, &buffer) else { return false }
        return font.append(
            buffer.span.extracting(0..<range.count), of: glyph, table, defaultWidth: unitsPerEm, scratch: &scratch,
            to: &out)
    }

    private mutating func place(
        of glyph: UInt16, _ table: Span<UInt8>, _ read: Reader, _ buffer: inout [UInt8], _ outline: inout [UInt8]
    ) -> CodedBytes? {
        guard slots.indices.contains(Int(glyph)) else { return nil }
        let slot = Int(slots[Int(glyph)])
        if slot > 0 { return places[slot - 1] }
        outline.removeAll(keepingCapacity: true)
        guard places.count < Int(UInt16.max), takeOut(glyph, table, read, &buffer, to: &outline) else { return nil }
        let place = store.append(outline.span)
        places.append(place)
        slots[Int(glyph)] = UInt16(places.count)
        return place
    }

    private mutating func forget() {
        slots = Array(repeating: 0, count: slots.count)
        places.removeAll()
        store = CodedStore()
    }
}

private func append(_ range: Range<Int>, of table: Span<UInt8>, to out: inout [UInt8]) {
    unsafe table.extracting(range).withUnsafeBufferPointer { unsafe out.append(contentsOf: $0) }
}

/// An INDEX of few bytes.
private func index(of entries: [[UInt8]]) -> [UInt8] {
    var out = bigEndian(entries.count, 2) + [2] + bigEndian(1, 2)
    var end = 1
    for entry in entries {
        end += entry.count
        out += bigEndian(end, 2)
    }
    return out + entries.joined()
}

/// An integer of a DICT in its longest form.
private func offset(_ value: Int) -> [UInt8] { [29] + bigEndian(value, 4) }

/// An integer of a DICT, -32,768...32,767: as in CharStrings.
private func dictionaryNumber(_ value: Int) -> [UInt8] { charStringNumber(value) }

private func bigEndian(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
}
