/// A prefix code of deflate (RFC 1951, 3.2.2) with the shortest text for given counts of its symbols.
struct HuffmanCode {
    /// 0 for symbols that do not occur.
    private(set) var lengths: [UInt8]
    /// First bit lowest, as deflate writes them.
    private(set) var codes: [UInt16]

    /// - Parameter limit: bits of the longest code, 7 or 15.
    init(counts: [UInt32], limit: Int) {
        var counts = counts
        lengths = Self.lengths(counts)
        // Longer codes come of very uneven counts; evened out they cost next to nothing.
        while lengths.contains(where: { $0 > limit }) {
            for symbol in counts.indices where counts[symbol] > 0 { counts[symbol] = counts[symbol] / 2 + 1 }
            lengths = Self.lengths(counts)
        }
        var next = [UInt16](repeating: 0, count: limit + 1)
        var sizes = next
        for length in lengths where length > 0 { sizes[Int(length)] += 1 }
        for length in 1...limit { next[length] = (next[length - 1] + sizes[length - 1]) << 1 }
        codes = []
        codes.reserveCapacity(lengths.count)
        for length in lengths {
            codes.append(reversed(next[Int(length)], bits: Int(length)))
            if length > 0 { next[Int(length)] += 1 }
        }
    }

    /// Huffman's construction with two queues, the leaves sorted by count and symbol.
    private static func lengths(_ counts: [UInt32]) -> [UInt8] {
        var lengths = [UInt8](repeating: 0, count: counts.count)
        let leaves = counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$0], $0) < (counts[$1], $1) }
        guard leaves.count > 1 else {
            if let only = leaves.first { lengths[only] = 1 }
            return lengths
        }
        var weights = leaves.map { UInt64(counts[$0]) }
        var parents = [Int](repeating: 0, count: 2 * leaves.count - 1)
        var leaf = 0
        var joint = leaves.count
        while weights.count < parents.count {
            var weight: UInt64 = 0
            for _ in 0..<2 {
                let isLeaf = leaf < leaves.count && (joint >= weights.count || weights[leaf] <= weights[joint])
                let node = isLeaf ? leaf : joint
                if isLeaf { leaf += 1 } else { joint += 1 }
                parents[node] = weights.count
                weight += weights[node]
            }
            weights.append(weight)
        }
        var depths = [UInt8](repeating: 0, count: parents.count)
        for node in (0..<parents.count - 1).reversed() { depths[node] = depths[parents[node]] + 1 }
        for (place, symbol) in leaves.enumerated() { lengths[symbol] = depths[place] }
        return lengths
    }
}

private func reversed(_ code: UInt16, bits: Int) -> UInt16 {
    var code = code
    var reversed: UInt16 = 0
    for _ in 0..<bits {
        reversed = reversed << 1 | code & 1
        code >>= 1
    }
    return reversed
}
