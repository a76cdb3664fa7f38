internal import FontAccess
internal import PaperUnits
internal import Pictures

/// White paper on which ink is laid in order; rows from the top, 8 bits a channel, no gaps.
struct Canvas {
    private(set) var width = 0
    private(set) var height = 0
    /// 1 or 3.
    private(set) var channels = 1
    private(set) var pixels: [UInt8] = []

    /// Clears to white, keeping the memory.
    mutating func reset(width: Int, height: Int, channels: Int) {
        self.width = width
        self.height = height
        self.channels = channels
        pixels.removeAll(keepingCapacity: true)
        pixels.append(contentsOf: repeatElement(255, count: width * height * channels))
    }

    mutating func fill(columns: Range<Int>, rows: Range<Int>, _ colour: Colour) {
        let columns = columns.clamped(to: 0..<width)
        let ink = channelValues(colour)
        for row in rows.clamped(to: 0..<height) {
            let start = row * width
            for column in columns {
                for channel in 0..<channels { pixels[(start + column) * channels + channel] = ink[channel] }
            }
        }
    }

    /// Lays ink where the coverage is, which stands `x`, `y` pixels from the top left corner and may reach beyond the
    /// paper: each channel becomes `(paper × (255 − coverage) + ink × coverage) / 255`, rounded.
    mutating func lay(_ coverage: Coverage, of bytes: [UInt8], x: Int, y: Int, _ colour: Colour) {
        let left = x + Int(coverage.left)
        let top = y + Int(coverage.top)
        let columns = (left..<left + Int(coverage.width)).clamped(to: 0..<width)
        let rows = (top..<top + Int(coverage.height)).clamped(to: 0..<height)
        guard !columns.isEmpty, !rows.isEmpty else { return }
        let ink = channelValues(colour)
        let channels = channels
        let width = width
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe pixels.withUnsafeMutableBufferPointer { paper in
                for row in rows {
                    let from = coverage.start + (row - top) * Int(coverage.width) + columns.lowerBound - left
                    let to = (row * width + columns.lowerBound) * channels
                    // Both ranges were clamped to the paper and lie inside the coverage.
                    if channels == 1 {
                        let ink = UInt16(ink[0])
                        for offset in 0..<columns.count {
                            let covered = UInt16(unsafe source[from + offset])
                            let place = to + offset
                            unsafe paper[place] = mixed(UInt16(paper[place]), ink, covered)
                        }
                    } else {
                        for offset in 0..<columns.count {
                            let covered = UInt16(unsafe source[from + offset])
                            if covered == 0 { continue }
                            for channel in 0..<3 {
                                let place = to + offset * 3 + channel
                                unsafe paper[place] = mixed(UInt16(paper[place]), UInt16(ink[channel]), covered)
                            }
                        }
                    }
                }
            }
        }
    }

    /// The same turned 90° counter-clockwise about the corner `x`, `y`: what stood right of it stands above.
    mutating func layTurned(_ coverage: Coverage, of bytes: [UInt8], x: Int, y: Int, _ colour: Colour) {
        let ink = channelValues(colour)
        for down in 0..<Int(coverage.height) {
            let column = x + Int(coverage.top) + down
            guard column >= 0, column < width else { continue }
            for across in 0..<Int(coverage.width) {
                let row = y - 1 - Int(coverage.left) - across
                guard row >= 0, row < height else { continue }
                let covered = UInt16(bytes[coverage.start + down * Int(coverage.width) + across])
                if covered == 0 { continue }
                for channel in 0..<channels {
                    let place = (row * width + column) * channels + channel
                    pixels[place] = mixed(UInt16(pixels[place]), UInt16(ink[channel]), covered)
                }
            }
        }
    }

    /// Lays a picture over whatever stands there; it may reach beyond the paper. Gray is luma as for ink.
    mutating func lay(_ samples: Samples, x: Int, y: Int) {
        let columns = (x..<x + samples.width).clamped(to: 0..<width)
        for row in (y..<y + samples.height).clamped(to: 0..<height) {
            for column in columns {
                let from = ((row - y) * samples.width + column - x) * samples.channels
                let to = (row * width + column) * channels
                if channels == samples.channels {
                    for channel in 0..<channels { pixels[to + channel] = samples.bytes[from + channel] }
                } else if channels == 3 {
                    for channel in 0..<3 { pixels[to + channel] = samples.bytes[from] }
                } else {
                    pixels[to] =
                        channelValues(
                            Colour(
                                red: samples.bytes[from], green: samples.bytes[from + 1], blue: samples.bytes[from + 2])
                        )[0]
                }
            }
        }
    }

    /// One bit a pixel, rows padded to whole bytes, 1 for white; the canvas has one channel.
    func bilevel() -> [UInt8] {
        let stride = (width + 7) / 8
        var packed = [UInt8](repeating: 0, count: stride * height)
        let (width, height) = (width, height)
        unsafe pixels.withUnsafeBufferPointer { paper in
            unsafe packed.withUnsafeMutableBufferPointer { bits in
                for row in 0..<height {
                    for column in 0..<width {
                        let white = unsafe paper[row * width + column] >> 7
                        unsafe bits[row * stride + column >> 3] |= white << UInt8(7 - column & 7)
                    }
                }
            }
        }
        return packed
    }

    /// Gray is the luma of ITU-R BT.709.
    private func channelValues(_ colour: Colour) -> [UInt8] {
        if channels == 3 { return [colour.red, colour.green, colour.blue] }
        let luma = 2126 * Int(colour.red) + 7152 * Int(colour.green) + 722 * Int(colour.blue)
        return [UInt8((luma + 5000) / 10_000)]
    }
}

/// Exact division by 255 with rounding, within 16 bits.
@inline(__always)
private func mixed(_ paper: UInt16, _ ink: UInt16, _ coverage: UInt16) -> UInt8 {
    let sum = paper &* (255 &- coverage) &+ ink &* coverage &+ 128
    return UInt8(truncatingIfNeeded: (sum &+ (sum >> 8)) >> 8)
}
