/// The prefix code of deflate (RFC 1951) that font programs are written in.
///
/// One code for all faces, so that the bits of an outline are the same in every document and are kept: joining them takes a
/// twentieth of the time of coding bytes one by one, and the code is 0.2 % longer than one made for the program at hand
/// (docs/decisions/0026).
enum OutlineCode {
    /// By byte, then the block's end: a code, its first bit lowest, and from bit 16 on its length, 14 at most.
    static let words: [UInt32] = {
        let lengths = OutlineCodeTable.lengths.withUTF8Buffer { digits in unsafe digits.map(Self.value) }
        var ofLength = Array(repeating: UInt32(0), count: 16)
        for length in lengths { ofLength[Int(length)] += 1 }
        var next = Array(repeating: UInt32(0), count: 16)
        for length in 2..<16 { next[length] = (next[length - 1] + ofLength[length - 1]) << 1 }
        return lengths.map { length in
            defer { next[Int(length)] += 1 }
            let reversed = next[Int(length)].bitReversed >> (32 - length)
            return reversed | length << 16
        }
    }()

    static let endOfBlock = 256

    private static func value(_ digit: UInt8) -> UInt32 { UInt32(digit > UInt8(ascii: "9") ? digit - 87 : digit - 48) }
}

extension UInt32 {
    /// The bits from the last to the first.
    fileprivate var bitReversed: UInt32 {
        var reversed: UInt32 = 0
        for bit in 0..<32 { reversed |= (self >> UInt32(bit) & 1) << UInt32(31 - bit) }
        return reversed
    }
}

/// Bytes in the code of outlines, kept among others.
struct CodedBytes {
    /// The first byte of the code.
    var start: Int
    var bits: Int
    /// How many bytes they stand for, and the sum of these.
    var count: Int
    var sum: Adler32
}

/// The check sum of zlib (RFC 1950 8.2) of bytes, which is told of two stretches as of one.
struct Adler32 {
    private(set) var low: UInt32 = 1
    private(set) var high: UInt32 = 0
    private static let modulus: UInt64 = 65_521

    init() {}

    /// - Parameter bytes: fewer than 2 to the power 27.
    init(_ bytes: Span<UInt8>) {
        var low: UInt64 = 1
        var high: UInt64 = 0
        for place in bytes.indices {
            low &+= UInt64(bytes[place])
            high &+= low
        }
        self.low = UInt32(low % Self.modulus)
        self.high = UInt32(high % Self.modulus)
    }

    mutating func append(_ other: Adler32, count: Int) {
        let before = UInt64(low) + Self.modulus - 1
        high = UInt32((UInt64(high) + UInt64(other.high) + UInt64(count) % Self.modulus * before) % Self.modulus)
        low = UInt32((before + UInt64(other.low)) % Self.modulus)
    }

    var value: UInt32 { high << 16 | low }
}

/// What was coded before: one stretch after another, each from a byte on.
struct CodedStore {
    private(set) var bytes: [UInt8] = []

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func append(_ plain: Span<UInt8>) -> CodedBytes {
        let start = bytes.count
        var bits = 0
        bytes.append(addingCapacity: BitSink.room(bytes: plain.count)) { out in
            unsafe out.withUnsafeMutableBufferPointer { buffer, count in
                guard let begin = buffer.baseAddress else { return }
                var sink = unsafe BitSink(begin)
                bits = sink.code(plain)
                // Joining reads whole words.
                count = unsafe sink.finish() - UnsafeMutableRawPointer(begin) + MemoryLayout<UInt64>.size
                unsafe buffer[(count - MemoryLayout<UInt64>.size)..<count].update(repeating: 0)
            }
        }
        return CodedBytes(start: start, bits: bits, count: plain.count, sum: Adler32(plain))
    }
}

/// Writes the bits of a stream, the first lowest in its byte; whole words are stored, the last reaching beyond the end.
@safe private struct BitSink {
    private var next: UnsafeMutableRawPointer
    private var pending: UInt64 = 0
    /// Bits in `pending`, 0..<8 between two calls.
    private var filled: UInt64 = 0

    /// Bytes that so many bytes take in the code of outlines, at most.
    static func room(bytes: Int) -> Int { bytes * 14 / 8 + 3 * MemoryLayout<UInt64>.size }

    init(_ start: UnsafeMutablePointer<UInt8>) { unsafe next = UnsafeMutableRawPointer(start) }

    /// - Parameter count: 0...56; higher bits are 0.
    mutating func put(_ bits: UInt64, _ count: UInt64) {
        pending |= bits &<< filled
        filled &+= count
        unsafe next.storeBytes(of: pending.littleEndian, as: UInt64.self)
        unsafe next += Int(filled &>> 3)
        pending = pending &>> (filled & 0x38)
        filled &= 7
    }

    /// Puts bytes in the code of outlines; to be called with room for them.
    /// - Returns: their bits.
    mutating func code(_ bytes: Span<UInt8>) -> Int {
        let code = OutlineCode.words.span
        var total: UInt64 = 0
        var place = 0
        while place < bytes.count {
            var bits: UInt64 = 0
            var count: UInt64 = 0
            let end = min(place &+ 4, bytes.count)
            while place < end {
                let word = unsafe code[unchecked: Int(bytes[unchecked: place])]
                bits |= UInt64(word & 0xFFFF) &<< count
                count &+= UInt64(word &>> 16)
                place &+= 1
            }
            put(bits, count)
            total &+= count
        }
        return Int(total)
    }

    /// Puts bits that were coded before.
    mutating func join(_ count: Int, from source: UnsafeRawPointer) {
        var source = unsafe source
        for _ in 0..<count / 64 {
            let word = unsafe UInt64(littleEndian: source.loadUnaligned(as: UInt64.self))
            unsafe next.storeBytes(of: (pending | word &<< filled).littleEndian, as: UInt64.self)
            // Twice, since a shift by 64 bits is one by none.
            pending = (word &>> 1) &>> (63 &- filled)
            unsafe next += 8
            unsafe source += 8
        }
        let rest = UInt64(count % 64)
        let word = unsafe UInt64(littleEndian: source.loadUnaligned(as: UInt64.self))
        put(word & 0xFFFF_FFFF & ((1 &<< min(rest, 32)) &- 1), min(rest, 32))
        if rest > 32 { put((word &>> 32) & ((1 &<< (rest &- 32)) &- 1), rest &- 32) }
    }

    /// - Returns: where the stream ends, its last byte filled with zeros.
    mutating func finish() -> UnsafeMutableRawPointer {
        if filled > 0 { put(0, 8 &- filled) }
        return unsafe next
    }
}

/// A font program as one block of zlib's form (RFC 1950): its head and tail coded now, the outlines between them coded before.
func packedProgram(head: [UInt8], _ outlines: [CodedBytes], of store: CodedStore, tail: [UInt8]) -> [UInt8] {
    let bits = outlines.reduce(OutlineCodeTable.headBits) { $0 + $1.bits }
    let room = bits / 8 + BitSink.room(bytes: head.count + tail.count)
    return unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        guard let begin = buffer.baseAddress else { return }
        var sink = unsafe BitSink(begin)
        var sum = Adler32()
        func code(_ bytes: [UInt8]) {
            _ = sink.code(bytes.span)
            sum.append(Adler32(bytes.span), count: bytes.count)
        }
        unsafe OutlineCodeTable.head.withUnsafeBytes { head in
            if let head = head.baseAddress { unsafe sink.join(OutlineCodeTable.headBits, from: head) }
        }
        code(head)
        unsafe store.bytes.withUnsafeBytes { store in
            guard let store = store.baseAddress else { return }
            for outline in outlines {
                unsafe sink.join(outline.bits, from: store + outline.start)
                sum.append(outline.sum, count: outline.count)
            }
        }
        code(tail)
        let end = OutlineCode.words[OutlineCode.endOfBlock]
        sink.put(UInt64(end & 0xFFFF), UInt64(end >> 16))
        let sumPlace = unsafe sink.finish()
        unsafe sumPlace.storeBytes(of: sum.value.bigEndian, as: UInt32.self)
        count = unsafe sumPlace - UnsafeMutableRawPointer(begin) + MemoryLayout<UInt32>.size
    }
}
