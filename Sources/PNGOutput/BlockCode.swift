/// The codes of one deflate block (RFC 1951, 3.2.5 to 3.2.7) whose repetitions all have the same distance.
struct BlockCode {
    private let symbols: HuffmanCode
    private let period: Int
    /// For each token of `RunLengthDeflate` its bits, lowest first, and in the highest byte how many they are.
    let tokens: [UInt32]
    /// Of all tokens counted.
    let totalBits: Int

    /// - Parameters:
    ///   - counts: of literals 0…255, and of repetitions by 256 + length.
    ///   - period: the distance, 1 or 3.
    init(tokenCounts counts: UnsafeBufferPointer<UInt32>, _ period: Int) {
        var symbolCounts = [UInt32](repeating: 0, count: 286)
        for byte in 0..<256 { unsafe symbolCounts[byte] = counts[byte] }
        symbolCounts[256] = 1
        for length in 3...258 { unsafe symbolCounts[257 + lengthSteps.step(length)] += counts[256 + length] }
        symbols = HuffmanCode(counts: symbolCounts, limit: 15)
        self.period = period
        var tokens = [UInt32](repeating: 0, count: counts.count)
        for byte in 0..<256 { tokens[byte] = UInt32(symbols.lengths[byte]) << 24 | UInt32(symbols.codes[byte]) }
        for length in 3...258 {
            let step = lengthSteps.step(length)
            let size = UInt32(symbols.lengths[257 + step])
            let rest = UInt32(length - lengthSteps.first[step])
            // One more bit for the distance: its code is the only one, a zero.
            let total = size + UInt32(lengthSteps.extraBits[step]) + 1
            tokens[256 + length] = total << 24 | rest << size | UInt32(symbols.codes[257 + step])
        }
        var total = 0
        for token in tokens.indices { unsafe total += Int(counts[token]) * Int(tokens[token] >> 24) }
        self.tokens = tokens
        totalBits = total
    }

    func writeHeader(_ bits: inout PendingBits, into stream: inout [UInt8]) {
        let used = (symbols.lengths.lastIndex { $0 > 0 } ?? 256) + 1
        // Distance symbols 0 and 2 are the distances 1 and 3.
        let distances: [UInt8] = period == 1 ? [1] : [0, 0, 1]
        let runs = lengthRuns(symbols.lengths[..<used] + distances)
        var counts = [UInt32](repeating: 0, count: 19)
        for run in runs { counts[Int(run.symbol)] += 1 }
        let code = HuffmanCode(counts: counts, limit: 7)
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        let sent = max(4, (order.lastIndex { code.lengths[$0] > 0 } ?? 0) + 1)
        bits.put(UInt32(used - 257), 5, into: &stream)
        bits.put(UInt32(distances.count - 1), 5, into: &stream)
        bits.put(UInt32(sent - 4), 4, into: &stream)
        for symbol in order[..<sent] { bits.put(UInt32(code.lengths[symbol]), 3, into: &stream) }
        for run in runs {
            bits.put(UInt32(code.codes[Int(run.symbol)]), Int(code.lengths[Int(run.symbol)]), into: &stream)
            bits.put(run.extra, run.extraBits, into: &stream)
        }
    }

    func writeEnd(_ bits: inout PendingBits, into stream: inout [UInt8]) {
        bits.put(UInt32(symbols.codes[256]), Int(symbols.lengths[256]), into: &stream)
    }
}

private struct LengthRun {
    /// 0…15 a code length, 16 the one before again, 17 and 18 zeros.
    var symbol: UInt8
    var extra: UInt32 = 0
    var extraBits = 0
}

private func lengthRuns(_ lengths: ArraySlice<UInt8>) -> [LengthRun] {
    var runs: [LengthRun] = []
    var place = lengths.startIndex
    while place < lengths.endIndex {
        let length = lengths[place]
        let end = lengths[place...].firstIndex { $0 != length } ?? lengths.endIndex
        var rest = end - place
        if length == 0 {
            while rest >= 3 {
                let part = min(rest, 138)
                runs.append(
                    part > 10
                        ? LengthRun(symbol: 18, extra: UInt32(part - 11), extraBits: 7)
                        : LengthRun(symbol: 17, extra: UInt32(part - 3), extraBits: 3))
                rest -= part
            }
        } else {
            runs.append(LengthRun(symbol: length))
            rest -= 1
            while rest >= 3 {
                let part = min(rest, 6)
                runs.append(LengthRun(symbol: 16, extra: UInt32(part - 3), extraBits: 2))
                rest -= part
            }
        }
        for _ in 0..<rest { runs.append(LengthRun(symbol: length)) }
        place = end
    }
    return runs
}

/// Steps of lengths, RFC 1951 3.2.5: symbol 257 + step stands for lengths from `first[step]`.
private struct LengthSteps {
    let first = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    let extraBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
    private let steps: [UInt8]

    init() {
        var steps = [UInt8](repeating: 0, count: 259)
        for (step, start) in first.enumerated() {
            for length in start..<259 { steps[length] = UInt8(step) }
        }
        self.steps = steps
    }

    func step(_ length: Int) -> Int { Int(steps[length]) }
}

private let lengthSteps = LengthSteps()

/// Bits that do not fill a byte yet, the first in the lowest place.
struct PendingBits {
    private var word: UInt64 = 0
    /// Below 8 between calls.
    private var count = 0

    /// - Parameter size: 0…32
    mutating func put(_ bits: UInt32, _ size: Int, into stream: inout [UInt8]) {
        word |= UInt64(bits) << UInt64(count)
        count += size
        while count >= 8 {
            stream.append(UInt8(truncatingIfNeeded: word))
            word >>= 8
            count -= 8
        }
    }

    /// - Parameters:
    ///   - codes: bits of each token, and in the highest byte how many they are, at most 24.
    ///   - total: bits of all tokens.
    mutating func put(
        _ tokens: UnsafeBufferPointer<UInt16>, by codes: [UInt32], total: Int, into stream: inout [UInt8]
    ) {
        let start = stream.count
        let end = start + (count + total) / 8
        // Eight bytes are stored at a time.
        stream.append(contentsOf: repeatElement(0, count: end - start + 8))
        var word = word
        var count = UInt64(count)
        unsafe stream.withUnsafeMutableBytes { stream in
            unsafe codes.withUnsafeBufferPointer { codes in
                guard var place = stream.baseAddress else { return }
                unsafe place += start
                for index in 0..<tokens.count {
                    let code = unsafe codes[Int(tokens[index])]
                    word |= UInt64(code & 0xFF_FFFF) &<< count
                    count &+= UInt64(code &>> 24)
                    unsafe place.storeBytes(of: word, as: UInt64.self)
                    unsafe place += Int(count &>> 3)
                    word &>>= count & ~7
                    count &= 7
                }
            }
        }
        self.word = word
        self.count = Int(count)
        stream.removeLast(stream.count - end)
    }

    /// Fills the last byte with zeros.
    mutating func flush(into stream: inout [UInt8]) {
        if count > 0 { stream.append(UInt8(truncatingIfNeeded: word)) }
        word = 0
        count = 0
    }
}
