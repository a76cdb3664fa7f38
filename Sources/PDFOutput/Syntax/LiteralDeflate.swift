internal import CDeflate

/// The zlib form of `data` (RFC 1950, 1951) as one block of literals under a prefix code of its own.
///
/// For outlines, in which hardly a stretch occurs twice: searching for such stretches takes twenty times as long and
/// makes them 4 % smaller (docs/decisions/0026). About 1 ns a byte.
package func literalZlib(_ data: [UInt8]) -> [UInt8] {
    // 14 bits at most, so that four codes and what is left of a byte fit 64.
    let counts = literalCounts(data)
    let code = PrefixCode(counts: counts, longest: 14)
    var out = BitWriter()
    out.write(0x78, bits: 8)  // deflate, window of 32 KB
    out.write(0x01, bits: 8)
    writeBlockHead(code, to: &out)
    return out.finish(data, code, bits: zip(counts, code.lengths).reduce(0) { $0 + $1.0 * Int($1.1) })
}

private let endOfBlock = 256

private func literalCounts(_ data: [UInt8]) -> [Int] {
    // Four counters a byte: equal neighbours would wait for each other.
    var counts = Array(repeating: UInt32(0), count: 4 * 256)
    unsafe counts.withUnsafeMutableBufferPointer { counts in
        unsafe data.withUnsafeBufferPointer { data in
            var place = 0
            while place + 4 <= data.count {
                unsafe counts[Int(data[place])] &+= 1
                unsafe counts[256 + Int(data[place + 1])] &+= 1
                unsafe counts[512 + Int(data[place + 2])] &+= 1
                unsafe counts[768 + Int(data[place + 3])] &+= 1
                place += 4
            }
            while place < data.count {
                unsafe counts[Int(data[place])] &+= 1
                place += 1
            }
        }
    }
    var sums = Array(repeating: 0, count: 256) + [1]
    for (place, count) in counts.enumerated() { sums[place % 256] += Int(count) }
    // A code needs two symbols.
    if data.isEmpty { sums[0] = 1 }
    return sums
}

/// The head of a last block with codes of its own (3.2.7).
private func writeBlockHead(_ code: PrefixCode, to out: inout BitWriter) {
    out.write(1, bits: 1)
    out.write(2, bits: 2)
    // No distance occurs, but old readers want a complete code of them: two of one bit.
    let runs = runLengths(code.lengths + [1, 1])
    var counts = Array(repeating: 0, count: 19)
    for run in runs { counts[run.symbol] += 1 }
    let lengthCode = PrefixCode(counts: counts, longest: 7)
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    let written = (order.lastIndex { lengthCode.lengths[$0] > 0 } ?? 3) + 1
    out.write(0, bits: 5)  // 257 literals and lengths
    out.write(1, bits: 5)  // 2 distances
    out.write(UInt64(max(4, written) - 4), bits: 4)
    for symbol in order.prefix(max(4, written)) { out.write(UInt64(lengthCode.lengths[symbol]), bits: 3) }
    for run in runs {
        out.write(UInt64(lengthCode.codes[run.symbol]), bits: Int(lengthCode.lengths[run.symbol]))
        out.write(UInt64(run.extra), bits: run.extraBits)
    }
}

/// Code lengths as symbols 0...15 for themselves, 16 for 3...6 times the one before, 17 and 18 for 3...138 zeros.
private func runLengths(_ lengths: [UInt8]) -> [(symbol: Int, extra: Int, extraBits: Int)] {
    var runs: [(symbol: Int, extra: Int, extraBits: Int)] = []
    var place = 0
    while place < lengths.count {
        let value = lengths[place]
        var count = 1
        while place + count < lengths.count, lengths[place + count] == value { count += 1 }
        place += count
        if value == 0 {
            while count >= 3 {
                let taken = min(count, 138)
                runs.append(taken > 10 ? (18, taken - 11, 7) : (17, taken - 3, 3))
                count -= taken
            }
        } else {
            runs.append((Int(value), 0, 0))
            count -= 1
            while count >= 3 {
                let taken = min(count, 6)
                runs.append((16, taken - 3, 2))
                count -= taken
            }
        }
        for _ in 0..<count { runs.append((Int(value), 0, 0)) }
    }
    return runs
}

/// Bits of a stream, the first lowest in its byte.
private struct BitWriter: ~Copyable {
    private var bytes: [UInt8] = []
    private var pending: UInt64 = 0
    private var count = 0

    /// - Parameter bits: 0...16
    mutating func write(_ value: UInt64, bits: Int) {
        pending |= value << UInt64(count)
        count += bits
        while count >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            count -= 8
        }
    }

    /// The stream with the codes of all bytes, none longer than 14 bits, the block's end and the check sum of the data.
    /// - Parameter bits: of all these codes.
    consuming func finish(_ data: [UInt8], _ code: PrefixCode, bits: Int) -> [UInt8] {
        // Code and length in one word: one look-up a byte.
        let words = (0...endOfBlock).map { UInt32(code.codes[$0]) | UInt32(code.lengths[$0]) << 16 }
        let head = bytes
        let (headRest, headRestBits) = (pending, UInt64(count))
        // Whole words are stored, the last of them reaching beyond the end.
        let room = head.count + (count + bits) / 8 + 2 * MemoryLayout<UInt64>.size
        return unsafe data.withUnsafeBufferPointer { data in
            unsafe words.withUnsafeBufferPointer { words in
                unsafe [UInt8](unsafeUninitializedCapacity: room) { out, length in
                    guard let start = out.baseAddress else { return }
                    _ = unsafe out.update(fromContentsOf: head)
                    var next = unsafe UnsafeMutableRawPointer(start + head.count)
                    var pending = headRest
                    var count = headRestBits
                    var place = 0
                    while place &+ 4 <= data.count {
                        for _ in 0..<4 {
                            let word = unsafe words[Int(data[place])]
                            pending |= UInt64(word & 0xFFFF) &<< count
                            count &+= UInt64(word >> 16)
                            place &+= 1
                        }
                        unsafe next.storeBytes(of: pending.littleEndian, as: UInt64.self)
                        unsafe next += Int(count >> 3)
                        pending = pending &>> (count & 0x38)
                        count &= 7
                    }
                    while place <= data.count {
                        let word = unsafe words[place < data.count ? Int(data[place]) : endOfBlock]
                        pending |= UInt64(word & 0xFFFF) &<< count
                        count &+= UInt64(word >> 16)
                        unsafe next.storeBytes(of: pending.littleEndian, as: UInt64.self)
                        unsafe next += Int(count >> 3)
                        pending = pending &>> (count & 0x38)
                        count &= 7
                        place &+= 1
                    }
                    if count > 0 { unsafe next += 1 }
                    let sum = unsafe libdeflate_adler32(1, data.baseAddress, data.count)
                    unsafe next.storeBytes(of: sum.bigEndian, as: UInt32.self)
                    length = unsafe next - UnsafeMutableRawPointer(start) + MemoryLayout<UInt32>.size
                }
            }
        }
    }
}
