internal import FontAccess

/// Some rows of a page without photographs: one byte a pixel, an index of a `Palette`, 0 for white.
///
/// Knows from where to where each row is inked, so that white paper costs nothing to clear, pack or compress.
struct ShadeBand {
    private(set) var width = 0
    /// Bytes from one row to the next; what is beyond the width stays white.
    private(set) var stride = 0
    /// Rows of the page that it holds.
    private(set) var rows = 0..<0
    private(set) var pixels: [UInt8] = []
    /// Inked columns of each row; empty ones have the lower bound above the upper.
    private(set) var inked: [(lower: Int32, upper: Int32)] = []
    /// All pixels are of the palette's 16 grays.
    private var hasOnlyShades = true

    /// White paper of a width, some rows high at most; keeps the memory.
    mutating func begin(width: Int, rowLimit: Int) {
        self.width = width
        // Vectors of a glyph's last columns may reach 15 bytes further.
        stride = (width + 31) & ~15
        pixels.removeAll(keepingCapacity: true)
        pixels.append(contentsOf: repeatElement(0, count: stride * rowLimit + 16))
        inked.removeAll(keepingCapacity: true)
        inked.append(contentsOf: repeatElement((.max, 0), count: rowLimit))
        rows = 0..<0
        hasOnlyShades = true
    }

    /// Makes the paper white again for other rows, no more than the limit.
    mutating func move(to rows: Range<Int>) {
        for row in 0..<self.rows.count where inked[row].upper > 0 {
            let columns = Int(inked[row].lower)..<Int(inked[row].upper)
            unsafe pixels.withUnsafeMutableBufferPointer { pixels in
                let start = row * stride
                unsafe pixels[start + columns.lowerBound..<start + columns.upperBound].update(repeating: 0)
            }
            inked[row] = (.max, 0)
        }
        self.rows = rows
        hasOnlyShades = true
    }

    /// Bytes of one row, counted from the band's first.
    func withRow<Result>(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        unsafe pixels.withUnsafeBufferPointer { pixels in
            unsafe body(UnsafeBufferPointer(rebasing: pixels[row * stride..<(row + 1) * stride]))
        }
    }

    /// - Parameter index: of the palette.
    mutating func fill(columns: Range<Int>, rows: Range<Int>, index: UInt8) {
        let columns = columns.clamped(to: 0..<width)
        guard !columns.isEmpty else { return }
        for row in rows.clamped(to: self.rows) {
            let row = row - self.rows.lowerBound
            mark(columns, row)
            unsafe pixels.withUnsafeMutableBufferPointer { pixels in
                let start = row * stride
                unsafe pixels[start + columns.lowerBound..<start + columns.upperBound].update(repeating: index)
            }
        }
        if index > 15 { hasOnlyShades = false }
    }

    /// Sets one row of a picture in black and white, by ordered dithering.
    /// - Parameters:
    ///   - row: Counted on the page; one of the band's.
    ///   - values: 0…255 for black to white, from a column of the image.
    mutating func dither(_ values: [UInt8], from column: Int, row: Int) {
        let columns = (column..<column + values.count).clamped(to: 0..<width)
        guard !columns.isEmpty else { return }
        let start = (row - rows.lowerBound) * stride
        mark(columns, row - rows.lowerBound)
        for place in columns {
            // Thresholds of an 8 × 8 matrix from 2 to 254 in steps of 4: 0 is never white and 255 always.
            let threshold = 4 * Self.bayer(place & 7, row & 7) + 2
            pixels[start + place] = Int(values[place - column]) > threshold ? 0 : 15
        }
    }

    /// Bayer's matrix: the bits of column and of column xor row, reversed and mixed.
    private static func bayer(_ column: Int, _ row: Int) -> Int {
        let both = column ^ row
        return (0..<3).reduce(0) { value, bit in
            value << 2 | (both >> bit & 1) << 1 | row >> bit & 1
        }
    }

    /// Lays ink where the coverage is, by fifteenths.
    /// - Parameters:
    ///   - x: Left column of the coverage, which may reach beyond the paper.
    ///   - y: Top row, counted on the page.
    mutating func lay(_ coverage: Coverage, of bytes: [UInt8], x: Int, y: Int, ink: Int, _ palette: inout Palette) {
        let width = Int(coverage.width)
        let columns = (x..<x + width).clamped(to: 0..<self.width)
        let rows = (y..<y + Int(coverage.height)).clamped(to: self.rows)
        guard !columns.isEmpty, !rows.isEmpty else { return }
        for row in rows { mark(columns, row - self.rows.lowerBound) }
        let from = coverage.start + (rows.lowerBound - y) * coverage.stride
        let to = (rows.lowerBound - self.rows.lowerBound) * stride
        if palette.inks[ink].shade == 15, hasOnlyShades, columns.count == width {
            addBlack(bytes, from: from, coverage.stride, to: to + x, rows: rows.count)
            return
        }
        if palette.inks[ink].shade == nil { hasOnlyShades = false }
        for row in 0..<rows.count {
            for column in columns {
                let covered = bytes[from + row * coverage.stride + column - x]
                if covered == 0 { continue }
                let place = to + row * stride + column
                pixels[place] = palette.lay(ink, over: pixels[place], covered)
            }
        }
    }

    /// Adds the coverage of black to shades, sixteen pixels at a time.
    ///
    /// The coverage lies between the band's rows and columns; vectors reach no more than 15 bytes beyond.
    private mutating func addBlack(_ bytes: [UInt8], from: Int, _ coverageStride: Int, to: Int, rows: Int) {
        let stride = stride
        let black = SIMD16<UInt8>(repeating: 15)
        unsafe bytes.withUnsafeBytes { source in
            unsafe pixels.withUnsafeMutableBytes { paper in
                guard var covered = source.baseAddress, var row = paper.baseAddress else { return }
                unsafe covered += from
                unsafe row += to
                for _ in 0..<rows {
                    for offset in Swift.stride(from: 0, to: coverageStride, by: 16) {
                        let ink = unsafe covered.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
                        let under = unsafe row.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
                        let sum = pointwiseMin(under &+ ink, black)
                        unsafe row.storeBytes(of: sum, toByteOffset: offset, as: SIMD16<UInt8>.self)
                    }
                    unsafe covered += coverageStride
                    unsafe row += stride
                }
            }
        }
    }

    private mutating func mark(_ columns: Range<Int>, _ row: Int) {
        inked[row].lower = min(inked[row].lower, Int32(columns.lowerBound))
        inked[row].upper = max(inked[row].upper, Int32(columns.upperBound))
    }
}
