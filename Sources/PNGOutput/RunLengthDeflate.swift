internal import CDeflate

/// A zlib stream (RFC 1950, 1951) made of literals and of repetitions of the pixel before, one block a band.
///
/// The pixels of a text page are runs of white and of ink with few shades between: longer matches gain little and cost
/// most of the time that other encoders take. Runs of white are given by their number, and are neither looked at nor
/// copied.
@safe package struct RunLengthDeflate: ~Copyable {
    /// The stream so far; complete after `finish`.
    private(set) package var stream: [UInt8] = []
    /// Distance of repetitions, the bytes of a pixel: 1 or 3.
    private var period = 1
    /// Of the block: literals as they are, repetitions as 256 and their length.
    private var tokens: UnsafeMutablePointer<UInt16>
    private var capacity = 1 << 16
    private var count = 0
    /// How often each token occurs in the block.
    private let counts: UnsafeMutablePointer<UInt32>
    private var bits = PendingBits()
    /// The byte written last, and how often it follows itself without having been written; for a period of 1.
    private var last: UInt8?
    private var repeats = 0
    private var sums = Adler()

    private static let tokenKinds = 256 + 259

    package init() {
        unsafe tokens = .allocate(capacity: capacity)
        unsafe counts = .allocate(capacity: Self.tokenKinds)
    }

    deinit {
        unsafe tokens.deallocate()
        unsafe counts.deallocate()
    }

    /// Begins another stream, keeping the memory.
    package mutating func begin(period: Int) {
        self.period = period
        // 32 KiB of window, no dictionary, the fastest level of four: the two bytes are a multiple of 31.
        stream.removeAll(keepingCapacity: true)
        stream += [0x78, 0x01]
        bits = PendingBits()
        count = 0
        unsafe counts.update(repeating: 0, count: Self.tokenKinds)
        last = nil
        repeats = 0
        sums = Adler()
    }

    /// A byte that is no pixel.
    package mutating func append(_ byte: UInt8) {
        if period == 1 { return append(byte, times: 1) }
        sums.add(byte, times: 1)
        reserve(room: 1)
        put(token: Int(byte))
    }

    /// The same byte some times; for a period of 1.
    package mutating func append(_ byte: UInt8, times: Int) {
        guard times > 0 else { return }
        sums.add(byte, times: times)
        if byte == last {
            repeats += times
            return
        }
        reserve(room: repeats / 256 + 8)
        flush()
        put(token: Int(byte))
        last = byte
        repeats = times - 1
    }

    package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress, bytes.count > 0 else { return }
        unsafe sums.add(start, bytes.count)
        reserve(room: bytes.count + repeats / 256 + 8)
        if period == 1 {
            unsafe appendRuns(start, bytes.count)
        } else {
            unsafe appendPixels(start, bytes.count)
        }
    }

    private mutating func appendRuns(_ bytes: UnsafePointer<UInt8>, _ end: Int) {
        var place = 0
        if last == nil {
            unsafe put(token: Int(bytes[0]))
            unsafe last = bytes[0]
            place = 1
        }
        var current = last ?? 0
        while place < end {
            let byte = unsafe bytes[place]
            if byte == current {
                let length = unsafe equalBytes(
                    bytes + place, end - place, to: UInt64(byte) &* 0x0101_0101_0101_0101)
                repeats += length
                place += length
            } else {
                if repeats > 0 { flush() }
                put(token: Int(byte))
                current = byte
                last = byte
                place += 1
            }
        }
    }

    private mutating func appendPixels(_ bytes: UnsafePointer<UInt8>, _ end: Int) {
        var place = 0
        while place < end {
            let length = place < period ? 0 : unsafe equalBytes(bytes + place, bytes + place - period, end - place)
            if length >= 3 {
                put(repetitions: length)
                place += length
            } else {
                unsafe put(token: Int(bytes[place]))
                place += 1
            }
        }
    }

    @inline(__always)
    private mutating func put(token: Int) {
        unsafe tokens[count] = UInt16(truncatingIfNeeded: token)
        count &+= 1
        unsafe counts[token] &+= 1
    }

    private mutating func flush() {
        let times = repeats
        repeats = 0
        if times < 3 {
            for _ in 0..<times { put(token: Int(last ?? 0)) }
        } else {
            put(repetitions: times)
        }
    }

    /// - Parameter length: At least 3.
    private mutating func put(repetitions length: Int) {
        var rest = length
        while rest > 0 {
            // What remains is a repetition too, of three at least.
            let part = rest > 258 ? min(258, rest - 3) : rest
            put(token: 256 + part)
            rest -= part
        }
    }

    private mutating func reserve(room: Int) {
        guard count + room > capacity else { return }
        let larger = max(2 * capacity, count + room)
        let moved = UnsafeMutablePointer<UInt16>.allocate(capacity: larger)
        unsafe moved.update(from: tokens, count: count)
        unsafe tokens.deallocate()
        unsafe tokens = moved
        capacity = larger
    }

    /// Writes what was appended as a block with a code of its own.
    package mutating func endBlock(isLast: Bool) {
        reserve(room: repeats / 256 + 8)
        flush()
        let code = unsafe BlockCode(
            tokenCounts: UnsafeBufferPointer(start: counts, count: Self.tokenKinds), period)
        bits.put(isLast ? 1 : 0, 1, into: &stream)
        bits.put(2, 2, into: &stream)
        code.writeHeader(&bits, into: &stream)
        unsafe bits.put(
            UnsafeBufferPointer(start: tokens, count: count), by: code.tokens, total: code.totalBits, into: &stream)
        code.writeEnd(&bits, into: &stream)
        count = 0
        unsafe counts.update(repeating: 0, count: Self.tokenKinds)
    }

    /// Call after the last block.
    package mutating func finish() {
        bits.flush(into: &stream)
        stream += [UInt8(sums.high >> 8), UInt8(sums.high & 255), UInt8(sums.low >> 8), UInt8(sums.low & 255)]
    }
}

/// How many of the first bytes of two places are equal.
@inline(__always)
private func equalBytes(_ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ limit: Int) -> Int {
    var length = 0
    while length + 8 <= limit {
        let difference =
            unsafe UnsafeRawPointer(one + length).loadUnaligned(as: UInt64.self)
            ^ UnsafeRawPointer(other + length).loadUnaligned(as: UInt64.self)
        if difference != 0 { return length + difference.trailingZeroBitCount >> 3 }
        length += 8
    }
    while length < limit, unsafe one[length] == other[length] { length += 1 }
    return length
}

/// How many of the first bytes are those of a word.
@inline(__always)
private func equalBytes(_ bytes: UnsafePointer<UInt8>, _ limit: Int, to word: UInt64) -> Int {
    var length = 0
    while length + 8 <= limit {
        let difference = unsafe UnsafeRawPointer(bytes + length).loadUnaligned(as: UInt64.self) ^ word
        if difference != 0 { return length + difference.trailingZeroBitCount >> 3 }
        length += 8
    }
    while length < limit, unsafe bytes[length] == UInt8(truncatingIfNeeded: word) { length += 1 }
    return length
}

/// The checksum of RFC 1950.
private struct Adler {
    var low = 1
    var high = 0
    private static let modulus = 65_521

    mutating func add(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        let sum = unsafe libdeflate_adler32(UInt32(high << 16 | low), bytes, count)
        low = Int(sum & 0xFFFF)
        high = Int(sum >> 16)
    }

    /// - Parameter times: Below 2³⁰, so that nothing overflows.
    mutating func add(_ byte: UInt8, times: Int) {
        high = (high + times * low + times * (times + 1) / 2 * Int(byte)) % Self.modulus
        low = (low + times * Int(byte)) % Self.modulus
    }
}
