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

    func isAtStart(of range: Range<Int>) -> Bool { position == range.lowerBound }

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

    /// Passes plain characters as far as a face draws them, so that they are of Han script.
    ///
    /// - Parameter isHan: the script of the text before is Han; else the first one must say so by itself.
    /// - Returns: also their bytes in UTF-8.
    mutating func passPlain(_ glyphs: PlainGlyphs, isHan: Bool) -> (scalars: Range<Int>, bytes: Int)? {
        guard ends.isEmpty else { return nil }
        let start = position
        var isHan = isHan
        var bytes = 0
        while position < end {
            let scalar = scalars[position]
            if PlainGlyphs.isHan(scalar) { isHan = true } else if !isHan || !PlainGlyphs.isCommon(scalar) { break }
            if position + 1 < end, mayJoin(scalars[position + 1]) { break }
            guard glyphs.answer(for: scalar).isDrawn else { break }
            bytes += utf8Width(scalar)
            position += 1
        }
        return position > start ? (start..<position, bytes) : nil
    }

    private func mayJoin(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x4E00...0x9FFF, 0x3001...0x3029, 0xFF01...0xFF60, 0x2010...0x2027: false
        case 0x20..<0x300: scalar == 0xA9 || scalar == 0xAE
        default: LineBreakTable.shared[scalar].traits.contains(.joinsCluster)
        }
    }
}
