internal import PaperUnits

/// How PNG stores the pixels of a page without photographs.
struct PixelForm {
    enum Kind { case gray, palette, rgb }

    let kind: Kind
    /// Of a sample: 1, 2, 4 or 8.
    let bitDepth: Int
    private let isMono: Bool
    /// For each index of the palette the sample of `gray` and `palette`.
    private var samples: [UInt8] = []
    /// For each index of the palette the three samples of `rgb`.
    private var triples: [Colour] = []

    /// Black where ink covers a third of a pixel or is as dark in luma: with a half, hairlines between pixels break.
    static let mono = PixelForm(kind: .gray, bitDepth: 1, isMono: true)
    static let rgb = PixelForm(kind: .rgb, bitDepth: 8, isMono: false)

    /// The smallest form that holds all colours.
    /// - Parameter used: indices of the palette that may occur, but for ink over ink.
    static func exact(_ palette: Palette, used: Set<UInt8>) -> PixelForm {
        guard used.allSatisfy({ palette.colours[Int($0)].isGray }) else {
            return PixelForm(kind: .palette, bitDepth: 8, isMono: false)
        }
        let depth = [1, 2, 4].first { depth in
            let step = 255 / ((1 << depth) - 1)
            return used.allSatisfy { Int(palette.colours[Int($0)].red).isMultiple(of: step) }
        }
        return PixelForm(kind: .gray, bitDepth: depth ?? 8, isMono: false)
    }

    private init(kind: Kind, bitDepth: Int, isMono: Bool) {
        self.kind = kind
        self.bitDepth = bitDepth
        self.isMono = isMono
    }

    /// Pixels are fifteenths of black and nothing else.
    private var hasOnlyShades = false

    /// Call before pixels are packed and after each time the palette grew.
    mutating func learn(_ colours: [Colour]) {
        hasOnlyShades = colours.count == 16
        switch kind {
        case .rgb: triples = colours
        case .palette: samples = colours.indices.map { UInt8($0) }
        case .gray where isMono: samples = colours.map { luma(of: $0) <= 170 ? 0 : 1 }
        case .gray:
            let step = UInt8(255 / ((1 << bitDepth) - 1))
            samples = colours.map { $0.red / step }
        }
    }

    func bytes(of pixels: Int) -> Int { kind == .rgb ? 3 * pixels : (pixels * bitDepth + 7) / 8 }

    /// A byte of white paper.
    var white: UInt8 {
        switch kind {
        case .palette: 0
        case .gray, .rgb: 255
        }
    }

    /// Packs pixels from one that begins a byte; the last byte may reach beyond them, into what is white.
    /// - Parameter packed: Room for `bytes(of: columns.upperBound)`, where bytes of the columns go.
    func pack(_ row: UnsafeBufferPointer<UInt8>, _ columns: Range<Int>, into packed: UnsafeMutablePointer<UInt8>) {
        if kind == .rgb {
            for column in columns {
                let colour = unsafe triples[Int(row[column])]
                unsafe packed[3 * column] = colour.red
                unsafe packed[3 * column + 1] = colour.green
                unsafe packed[3 * column + 2] = colour.blue
            }
            return
        }
        if hasOnlyShades, bitDepth == 4 || isMono { return unsafe packShades(row, columns, into: packed) }
        unsafe samples.withUnsafeBufferPointer { samples in
            switch bitDepth {
            case 8: for column in columns { unsafe packed[column] = samples[Int(row[column])] }
            case 4:
                for byte in columns.lowerBound / 2..<(columns.upperBound + 1) / 2 {
                    let pixel = 2 * byte
                    unsafe packed[byte] = samples[Int(row[pixel])] << 4 | samples[Int(row[pixel + 1])]
                }
            default:
                let perByte = 8 / bitDepth
                for byte in columns.lowerBound / perByte..<(columns.upperBound + perByte - 1) / perByte {
                    var bits: UInt8 = 0
                    for pixel in byte * perByte..<(byte + 1) * perByte {
                        bits = unsafe bits << UInt8(bitDepth) | samples[Int(row[pixel])]
                    }
                    unsafe packed[byte] = bits
                }
            }
        }
    }

    /// Eight pixels at a time; rows are a multiple of sixteen long.
    private func packShades(
        _ row: UnsafeBufferPointer<UInt8>, _ columns: Range<Int>, into packed: UnsafeMutablePointer<UInt8>
    ) {
        guard let pixels = unsafe UnsafeRawPointer(row.baseAddress) else { return }
        for eight in columns.lowerBound / 8..<(columns.upperBound + 7) / 8 {
            let shades = unsafe UInt64(
                littleEndian: pixels.loadUnaligned(fromByteOffset: 8 * eight, as: UInt64.self))
            if isMono {
                // From five fifteenths on the highest bit is set; the product gathers the highest bits of the others.
                let white = ~(shades &+ 0x7B7B_7B7B_7B7B_7B7B) & 0x8080_8080_8080_8080
                unsafe packed[eight] = UInt8(truncatingIfNeeded: (white >> 7 &* 0x8040_2010_0804_0201) >> 56)
            } else {
                let pairs = (shades << 4 | shades >> 8) & 0x00FF_00FF_00FF_00FF
                let fours = (pairs | pairs >> 8) & 0x0000_FFFF_0000_FFFF
                let bytes = ~UInt32(truncatingIfNeeded: fours | fours >> 16)
                unsafe UnsafeMutableRawPointer(packed + 4 * eight).storeBytes(
                    of: bytes.littleEndian, as: UInt32.self)
            }
        }
    }
}
