/// Lengths of an optimal prefix code under a limit, and its canonical codes as deflate writes them (RFC 1951 3.2.2).
struct PrefixCode {
    /// By symbol; 0 for one that does not occur.
    private(set) var lengths: [UInt8]
    /// By symbol, the first bit of the code lowest.
    private(set) var codes: [UInt16]

    /// - Parameters:
    ///   - counts: how often each symbol occurs; at least two do, and at most 2 to the power `longest`.
    ///   - longest: 1...15
    init(counts: [Int], longest: Int) {
        lengths = Self.lengths(counts, longest: longest)
        codes = Self.codes(lengths)
    }

    private static func lengths(_ counts: [Int], longest: Int) -> [UInt8] {
        // Rare symbols first; equal counts in the order of the symbols, so that the code is always the same.
        let symbols = counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$0], $0) < (counts[$1], $1) }
        let depths = treeDepths(symbols.map { counts[$0] })
        // How many codes each length has. Longer ones are shortened to the limit; what that takes too much of the code
        // space is given back by lengthening the rarest of the shorter ones.
        var ofLength = Array(repeating: 0, count: longest + 1)
        for depth in depths { ofLength[min(depth, longest)] += 1 }
        var used = 0
        for length in 1...longest { used += ofLength[length] << (longest - length) }
        while used > 1 << longest {
            var length = longest - 1
            while ofLength[length] == 0 { length -= 1 }
            ofLength[length] -= 1
            ofLength[length + 1] += 2
            ofLength[longest] -= 1
            used -= 1
        }
        var lengths = Array(repeating: UInt8(0), count: counts.count)
        var next = 0
        for length in (1...longest).reversed() {
            for _ in 0..<ofLength[length] {
                lengths[symbols[next]] = UInt8(length)
                next += 1
            }
        }
        return lengths
    }

    /// Depths of the leaves of a Huffman tree, by ascending weight.
    private static func treeDepths(_ weights: [Int]) -> [Int] {
        guard weights.count > 1 else { return weights.map { _ in 1 } }
        var parents = Array(repeating: 0, count: 2 * weights.count - 1)
        var sums = weights
        var leaf = 0
        var inner = weights.count
        func takeLightest(_ parent: Int) -> Int {
            let taken: Int
            if leaf < weights.count, inner >= sums.count || sums[leaf] <= sums[inner] {
                taken = leaf
                leaf += 1
            } else {
                taken = inner
                inner += 1
            }
            parents[taken] = parent
            return sums[taken]
        }
        while sums.count < 2 * weights.count - 1 {
            let sum = takeLightest(sums.count) + takeLightest(sums.count)
            sums.append(sum)
        }
        var depths = Array(repeating: 0, count: sums.count)
        for node in (0..<sums.count - 1).reversed() { depths[node] = depths[parents[node]] + 1 }
        return Array(depths.prefix(weights.count))
    }

    private static func codes(_ lengths: [UInt8]) -> [UInt16] {
        var ofLength = Array(repeating: UInt16(0), count: 16)
        for length in lengths where length > 0 { ofLength[Int(length)] += 1 }
        var place = Array(repeating: UInt16(0), count: 16)
        for length in 2..<16 { place[length] = (place[length - 1] + ofLength[length - 1]) << 1 }
        return lengths.map { length in
            guard length > 0 else { return 0 }
            let code = place[Int(length)]
            place[Int(length)] += 1
            return UInt16(reversing: code, bits: Int(length))
        }
    }
}

extension UInt16 {
    /// The lowest `bits` of a code in the order of a stream.
    fileprivate init(reversing code: UInt16, bits: Int) {
        var rest = code
        var reversed: UInt16 = 0
        for _ in 0..<bits {
            reversed = reversed << 1 | rest & 1
            rest >>= 1
        }
        self = reversed
    }
}
