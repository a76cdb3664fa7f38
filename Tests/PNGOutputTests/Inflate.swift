/// The reader of RFC 1951 data in its zlib wrapper, so that images are not read by the library that wrote them.
struct Inflate {
    struct Malformed: Error {}

    private let bytes: [UInt8]
    private var place = 2
    private var bit = 0
    private var out: [UInt8] = []

    static func data(of zlib: [UInt8]) throws -> [UInt8] {
        var reader = Inflate(bytes: zlib)
        while try reader.block() {}
        return reader.out
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func take(_ count: Int) throws -> Int {
        var value = 0
        for index in 0..<count {
            guard place < bytes.count else { throw Malformed() }
            value |= Int(bytes[place] >> UInt8(bit) & 1) << index
            bit += 1
            if bit == 8 {
                bit = 0
                place += 1
            }
        }
        return value
    }

    private struct Code {
        var counts = [Int](repeating: 0, count: 16)
        var symbols: [Int] = []

        init(_ lengths: [Int]) {
            for length in 1..<16 {
                for (symbol, own) in lengths.enumerated() where own == length {
                    counts[length] += 1
                    symbols.append(symbol)
                }
            }
        }
    }

    private mutating func symbol(_ code: Code) throws -> Int {
        var value = 0
        var first = 0
        var index = 0
        for length in 1..<16 {
            value |= try take(1)
            let count = code.counts[length]
            if value - count < first { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        throw Malformed()
    }

    /// - Returns: whether more blocks follow.
    private mutating func block() throws -> Bool {
        let isLast = try take(1) == 1
        switch try take(2) {
        case 0:
            if bit > 0 {
                bit = 0
                place += 1
            }
            let count = try take(16)
            _ = try take(16)
            out += bytes[place..<place + count]
            place += count
        case 1:
            let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
            try codes(Code(lengths), Code(Array(repeating: 5, count: 30)))
        case 2: try dynamicBlock()
        default: throw Malformed()
        }
        return !isLast
    }

    private mutating func dynamicBlock() throws {
        let literals = try take(5) + 257
        let distances = try take(5) + 1
        let count = try take(4) + 4
        var lengths = [Int](repeating: 0, count: 19)
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        for index in 0..<count { lengths[order[index]] = try take(3) }
        let code = Code(lengths)
        var all: [Int] = []
        while all.count < literals + distances {
            switch try symbol(code) {
            case 16: all += Array(repeating: all.last ?? 0, count: try take(2) + 3)
            case 17: all += Array(repeating: 0, count: try take(3) + 3)
            case 18: all += Array(repeating: 0, count: try take(7) + 11)
            case let length: all.append(length)
            }
        }
        try codes(Code(Array(all[..<literals])), Code(Array(all[literals...])))
    }

    private mutating func codes(_ literals: Code, _ distances: Code) throws {
        while true {
            let value = try symbol(literals)
            if value < 256 {
                out.append(UInt8(value))
                continue
            }
            if value == 256 { return }
            let length = try extended(value - 257, perStep: 4, first: 3, isLength: true)
            let distance = try extended(symbol(distances), perStep: 2, first: 1, isLength: false)
            guard distance <= out.count else { throw Malformed() }
            for _ in 0..<length { out.append(out[out.count - distance]) }
        }
    }

    /// A length or distance: codes double their step every four or two.
    private mutating func extended(_ code: Int, perStep: Int, first: Int, isLength: Bool) throws -> Int {
        if isLength, code == 28 { return 258 }
        if code < 2 * perStep { return first + code }
        let bits = code / perStep - 1
        return first + (perStep + code % perStep) << bits + (try take(bits))
    }
}
