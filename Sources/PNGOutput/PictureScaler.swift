internal import Pictures

/// A picture in the size it has on an image, made row by row from the top.
///
/// Where it becomes smaller, a pixel is the mean of what it covers; where it becomes larger, pixels are interpolated by
/// cubic convolution (Catmull-Rom), so that no blocks are seen. Memory is the picture as it came and a few rows.
struct PictureScaler {
    /// Pixels of the image.
    let columns: Range<Int>
    let rows: Range<Int>
    private let samples: Samples
    private let across: [Share]
    private let down: [Share]
    /// Rows of the picture in their new width, in 1/64, from row `firstLine`.
    private var lines: [[Int32]] = []
    private var firstLine = 0

    /// Where a new value comes from: weights of old ones in 1/16,384, which add up to one.
    private struct Share {
        var first: Int
        var weights: [Int32]
    }

    private static let whole = 16_384

    init(_ samples: Samples, columns: Range<Int>, rows: Range<Int>) {
        self.columns = columns
        self.rows = rows
        self.samples = samples
        across = Self.shares(of: samples.width, in: columns.count)
        down = Self.shares(of: samples.height, in: rows.count)
    }

    var channels: Int { samples.channels }

    /// Samples of one row of the image, 8 bits a channel. Rows are cheapest from the top to the bottom.
    mutating func row(_ row: Int) -> [UInt8] {
        let share = down[row - rows.lowerBound]
        if share.first < firstLine || share.first > firstLine + lines.count { lines = [] }
        if lines.isEmpty { firstLine = share.first }
        lines.removeFirst(share.first - firstLine)
        firstLine = share.first
        while lines.count < share.weights.count { lines.append(line(firstLine + lines.count)) }
        return (0..<columns.count * channels).map { place in
            var sum = 64 * Self.whole / 2
            for (line, weight) in zip(lines, share.weights) { sum += Int(line[place]) * Int(weight) }
            return UInt8(clamping: sum / (64 * Self.whole))
        }
    }

    private func line(_ row: Int) -> [Int32] {
        var line: [Int32] = []
        line.reserveCapacity(columns.count * channels)
        for share in across {
            for channel in 0..<channels {
                var sum = 0
                var place = (row * samples.width + share.first) * channels + channel
                for weight in share.weights {
                    sum += Int(samples.bytes[place]) * Int(weight)
                    place += channels
                }
                line.append(Int32(sum * 64 / Self.whole))
            }
        }
        return line
    }

    private static func shares(of old: Int, in new: Int) -> [Share] {
        (0..<new).map { place in
            new <= old ? mean(place, old, new) : interpolation(place, old, new)
        }
    }

    /// In units of 1 / (old × new) of the whole an old value covers `new` and a new one `old`.
    private static func mean(_ place: Int, _ old: Int, _ new: Int) -> Share {
        let (low, high) = (place * old, (place + 1) * old)
        let first = low / new
        let covered = (first..<(high + new - 1) / new).map { min(high, ($0 + 1) * new) - max(low, $0 * new) }
        return share(first, covered.map { Double($0) / Double(old) })
    }

    private static func interpolation(_ place: Int, _ old: Int, _ new: Int) -> Share {
        // Middles of pixels lie half a pixel after their edges.
        let position = (2 * place + 1) * old - new
        let base = position >= 0 ? position / (2 * new) : -1
        let t = Double(position - base * 2 * new) / Double(2 * new)
        let cubic = [
            ((2 - t) * t - 1) * t / 2, ((3 * t - 5) * t * t + 2) / 2, ((4 - 3 * t) * t + 1) * t / 2,
            (t - 1) * t * t / 2,
        ]
        // Beyond its edges a picture goes on as it ends.
        let first = max(0, min(base - 1, old - 1))
        var weights = [Double](repeating: 0, count: min(4, old - first))
        for (offset, weight) in cubic.enumerated() {
            weights[max(0, min(base - 1 + offset, first + weights.count - 1) - first)] += weight
        }
        return share(first, weights)
    }

    private static func share(_ first: Int, _ parts: [Double]) -> Share {
        var weights = parts.map { Int32(($0 * Double(whole)).rounded()) }
        let largest = weights.indices.max { weights[$0] < weights[$1] } ?? 0
        weights[largest] += Int32(whole) - weights.reduce(0, +)
        return Share(first: first, weights: weights)
    }
}
