import FontAccess
import LineRules

/// User-perceived characters of a text one by one (UAX #29). Plain text costs a comparison a character.
struct ClusterReader {
    private let scalars: ContiguousArray<UInt32>
    private let end: Int
    private var position: Int
    /// Ends found ahead in a stretch of characters that may join, the nearest last.
    private var ends: [Int] = []

    init(_ scalars: ContiguousArray<UInt32>, _ range: Range<Int>) {
        self.scalars = scalars
        end = range.upperBound
        position = range.lowerBound
    }

    mutating func next() -> Range<Int>? {
        guard position < end else { return nil }
        let start = position
        if let known = ends.popLast() {
            position = known
        } else if start + 1 == end || !mayJoin(scalars[start + 1]) && !mayJoin(scalars[start]) {
            position = start + 1
        } else {
            // Up to the first place where two neighbours do not join for certain.
            var last = start + 1
            while last < end, mayJoin(scalars[last - 1]) || mayJoin(scalars[last]) { last += 1 }
            ends = graphemeClusterEnds(ContiguousArray(scalars[start..<last])).map { start + $0 }.reversed()
            position = ends.popLast() ?? start + 1
        }
        return start..<position
    }

    /// Passes ideographs and full-width marks, each a character by itself and of Han script, as far as a face draws them.
    mutating func passPlain(drawnBy face: Typeface) -> Range<Int>? {
        guard ends.isEmpty else { return nil }
        let start = position
        while position < end, isPlain(scalars[position]),
            position + 1 == end || isPlain(scalars[position + 1]) || !mayJoin(scalars[position + 1]),
            face.glyph(for: scalars[position]) != nil
        {
            position += 1
        }
        return position > start ? start..<position : nil
    }

    private func isPlain(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x4E00...0x9FFF, 0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301B, 0xFF01, 0xFF08, 0xFF09, 0xFF0C,
            0xFF1A, 0xFF1B, 0xFF1F:
            true
        default: false
        }
    }

    private func mayJoin(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20..<0x300, 0x3001...0x3029, 0x4E00...0x9FFF, 0xFF01...0xFF60: scalar == 0xA9 || scalar == 0xAE
        default: LineBreakTable.shared[scalar].traits.contains(.joinsCluster)
        }
    }
}
