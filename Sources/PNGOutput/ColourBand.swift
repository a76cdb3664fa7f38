internal import FontAccess
internal import PaperUnits

/// Some rows of a page that no palette holds: 8 bits a channel, no gaps.
struct ColourBand {
    private(set) var width = 0
    /// 1 or 3.
    private(set) var channels = 1
    /// Rows of the page that it holds.
    private(set) var rows = 0..<0
    private(set) var pixels: [UInt8] = []

    mutating func begin(width: Int, channels: Int) {
        self.width = width
        self.channels = channels
    }

    /// White paper for other rows.
    mutating func move(to rows: Range<Int>) {
        self.rows = rows
        pixels.removeAll(keepingCapacity: true)
        pixels.append(contentsOf: repeatElement(255, count: width * rows.count * channels))
    }

    mutating func fill(columns: Range<Int>, rows: Range<Int>, _ colour: Colour) {
        let columns = columns.clamped(to: 0..<width)
        for row in rows.clamped(to: self.rows) {
            for column in columns { set(column, row - self.rows.lowerBound, colour) }
        }
    }

    /// Lays ink where the coverage is, by fifteenths: each channel becomes the mean of paper and ink by their shares.
    /// - Parameters:
    ///   - x: Left column of the coverage, which may reach beyond the paper.
    ///   - y: Top row, counted on the page.
    mutating func lay(_ coverage: Coverage, of bytes: [UInt8], x: Int, y: Int, _ colour: Colour) {
        let columns = (x..<x + Int(coverage.width)).clamped(to: 0..<width)
        for row in (y..<y + Int(coverage.height)).clamped(to: rows) {
            let from = coverage.start + (row - y) * coverage.stride - x
            for column in columns {
                let covered = Int(bytes[from + column])
                if covered == 0 { continue }
                let place = ((row - rows.lowerBound) * width + column) * channels
                blend(place, colour.red, covered)
                guard channels == 3 else { continue }
                blend(place + 1, colour.green, covered)
                blend(place + 2, colour.blue, covered)
            }
        }
    }

    private mutating func set(_ column: Int, _ row: Int, _ colour: Colour) {
        let place = (row * width + column) * channels
        pixels[place] = colour.red
        guard channels == 3 else { return }
        pixels[place + 1] = colour.green
        pixels[place + 2] = colour.blue
    }

    /// Sets one row of a picture, which may reach beyond the paper. Gray is luma as for ink.
    /// - Parameters:
    ///   - row: Counted on the page; one of the band's.
    ///   - samples: Of one or three channels.
    mutating func set(_ samples: [UInt8], channels from: Int, from column: Int, row: Int) {
        for place in (column..<column + samples.count / from).clamped(to: 0..<width) {
            let first = (place - column) * from
            let gray = samples[first]
            let colour =
                from == 1
                ? Colour(red: gray, green: gray, blue: gray)
                : Colour(red: samples[first], green: samples[first + 1], blue: samples[first + 2])
            set(place, row - rows.lowerBound, channels == 3 ? colour : grayed(colour))
        }
    }

    private func grayed(_ colour: Colour) -> Colour {
        let value = UInt8(luma(of: colour))
        return Colour(red: value, green: value, blue: value)
    }

    private mutating func blend(_ place: Int, _ ink: UInt8, _ covered: Int) {
        let sum = Int(pixels[place]) * (15 - covered) + Int(ink) * covered
        pixels[place] = UInt8((2 * sum + 15) / 30)
    }
}
