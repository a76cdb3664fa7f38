import PNGOutput
import Testing

/// xorshift64: the same bytes on every machine.
struct Noise: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

@Suite("A stream of runs")
struct CompressionTests {
    /// Pieces of bytes and of runs, in blocks of some pieces.
    private func roundTrip(period: Int, _ pieces: [[UInt8]], perBlock: Int) throws {
        var writer = RunLengthDeflate()
        writer.begin(period: period)
        for (index, piece) in pieces.enumerated() {
            if period == 1, let first = piece.first, piece.allSatisfy({ $0 == first }) {
                writer.append(first, times: piece.count)
            } else {
                piece.withUnsafeBufferPointer { writer.append($0) }
            }
            if index % perBlock == perBlock - 1 { writer.endBlock(isLast: false) }
        }
        writer.endBlock(isLast: true)
        writer.finish()
        let bytes = Array(pieces.joined())
        #expect(try Inflate.data(of: writer.stream) == bytes)
        #expect(Array(writer.stream.suffix(4)) == adler(bytes))
    }

    /// RFC 1950, 9, byte by byte.
    private func adler(_ bytes: [UInt8]) -> [UInt8] {
        var (low, high) = (1, 0)
        for byte in bytes {
            low = (low + Int(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return [high >> 8, high & 255, low >> 8, low & 255].map { UInt8($0) }
    }

    @Test(
        "unpacks to the bytes it was made of, for runs of every length around the longest match",
        arguments: [1, 2, 3, 4, 257, 258, 259, 260, 261, 262, 515, 516, 517, 518, 519, 520, 100_000])
    func lengths(_ length: Int) throws {
        try roundTrip(
            period: 1, [[7], Array(repeating: 0, count: length), [9], Array(repeating: 9, count: length)], perBlock: 9)
    }

    @Test("unpacks to random bytes, runs and pixels in blocks of any size", arguments: 1...60 as ClosedRange<UInt64>)
    func random(_ seed: UInt64) throws {
        var noise = Noise(state: seed &* 0x9E37_79B9_7F4A_7C15)
        for period in [1, 3] {
            let pieces = (0..<Int.random(in: 1...40, using: &noise)).map { _ -> [UInt8] in
                let count = Int.random(in: 1...700, using: &noise)
                let kinds = UInt8.random(in: 0...UInt8.random(in: 0...255, using: &noise), using: &noise)
                return Bool.random(using: &noise)
                    ? Array(repeating: kinds, count: count)
                    : (0..<count).map { _ in UInt8.random(in: 0...kinds, using: &noise) }
            }
            try roundTrip(period: period, pieces, perBlock: Int.random(in: 1...9, using: &noise))
        }
    }

    @Test("holds codes to 15 bits where the counts of bytes call for longer ones")
    func unevenCounts() throws {
        var counts = [1, 1]
        while counts.count < 24 { counts.append(counts[counts.count - 1] + counts[counts.count - 2]) }
        // Each byte as often as a Fibonacci number, never twice in a row.
        var bytes: [UInt8] = []
        for (byte, count) in counts.enumerated() {
            for _ in 0..<count { bytes += [UInt8(byte), 255] }
        }
        try roundTrip(period: 1, [bytes], perBlock: 1)
    }

    @Test("of nothing is a stream of nothing")
    func nothing() throws { try roundTrip(period: 1, [], perBlock: 1) }
}
