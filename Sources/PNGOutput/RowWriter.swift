/// Packs the rows of bands and compresses them, from the top row to the bottom one.
///
/// Rows are stored as they are, which is smallest for runs of shades; those of 1 bit as the difference to the row above.
struct RowWriter: ~Copyable {
    private var deflate = RunLengthDeflate()
    private var form = PixelForm.mono
    private var width = 0
    private var bytesPerRow = 0
    private var packed: [UInt8] = []
    /// Of the row above, for rows of 1 bit; the bytes between are packed, those around are white.
    private var above: [UInt8] = []
    private var aboveInked = 0..<0
    private var difference: [UInt8] = []
    private var isFirstRow = true

    /// The zlib stream; complete after the last call of `compress`.
    var stream: [UInt8] { deflate.stream }

    mutating func begin(_ form: PixelForm, width: Int) {
        self.form = form
        self.width = width
        bytesPerRow = form.bytes(of: width)
        // A vector's worth of room for the last byte of a row.
        packed = Array(repeating: form.white, count: bytesPerRow + 16)
        above = packed
        aboveInked = 0..<0
        difference = form.bitDepth == 1 ? packed : []
        isFirstRow = true
        deflate.begin(period: form.kind == .rgb ? 3 : 1)
    }

    mutating func append(_ band: borrowing ShadeBand, _ palette: Palette) {
        form.learn(palette.colours)
        for row in 0..<band.rows.count {
            let inked = band.inked[row]
            let columns = inked.upper > 0 ? Int(inked.lower)..<Int(inked.upper) : 0..<0
            if form.kind == .rgb {
                appendTriples(band, row, columns)
            } else if form.bitDepth == 1 && !isFirstRow {
                appendDifference(band, row, columns)
            } else {
                let bytes = pack(band, row, columns)
                deflate.append(0)
                appendRow(packed, bytes, around: form.white)
                if form.bitDepth == 1 { keepAsAbove(bytes) }
            }
            isFirstRow = false
        }
    }

    /// Compresses the rows appended since the last call.
    mutating func compress(isLast: Bool) {
        deflate.endBlock(isLast: isLast)
        if isLast { deflate.finish() }
    }

    /// - Returns: the bytes of `packed` that were written.
    private mutating func pack(_ band: borrowing ShadeBand, _ row: Int, _ columns: Range<Int>) -> Range<Int> {
        guard !columns.isEmpty else { return 0..<0 }
        let form = form
        unsafe packed.withUnsafeMutableBufferPointer { packed in
            guard let start = packed.baseAddress else { return }
            unsafe band.withRow(row) { unsafe form.pack($0, columns, into: start) }
        }
        return form.kind == .rgb
            ? 3 * columns.lowerBound..<3 * columns.upperBound
            : columns.lowerBound * form.bitDepth / 8..<form.bytes(of: columns.upperBound)
    }

    private mutating func appendRow(_ row: [UInt8], _ bytes: Range<Int>, around: UInt8) {
        deflate.append(around, times: bytes.lowerBound)
        unsafe row.withUnsafeBufferPointer { row in
            unsafe deflate.append(UnsafeBufferPointer(rebasing: row[bytes]))
        }
        deflate.append(around, times: bytesPerRow - bytes.upperBound)
    }

    private mutating func appendDifference(_ band: borrowing ShadeBand, _ row: Int, _ columns: Range<Int>) {
        let bytes = pack(band, row, columns)
        let both =
            bytes.isEmpty
            ? aboveInked
            : aboveInked.isEmpty
                ? bytes
                : min(bytes.lowerBound, aboveInked.lowerBound)..<max(bytes.upperBound, aboveInked.upperBound)
        for place in both {
            difference[place] = (bytes.contains(place) ? packed[place] : 255) &- above[place]
        }
        deflate.append(2)
        appendRow(difference, both, around: 0)
        keepAsAbove(bytes)
    }

    private mutating func keepAsAbove(_ bytes: Range<Int>) {
        for place in aboveInked { above[place] = 255 }
        for place in bytes { above[place] = packed[place] }
        aboveInked = bytes
    }

    private mutating func appendTriples(_ band: borrowing ShadeBand, _ row: Int, _ columns: Range<Int>) {
        _ = pack(band, row, columns)
        deflate.append(0)
        unsafe packed.withUnsafeBufferPointer { packed in
            unsafe deflate.append(UnsafeBufferPointer(rebasing: packed[0..<bytesPerRow]))
        }
        for place in 3 * columns.lowerBound..<3 * columns.upperBound { packed[place] = 255 }
    }
}
