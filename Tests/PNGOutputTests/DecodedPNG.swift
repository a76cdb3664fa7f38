import Testing

/// A PNG without filters, taken apart.
struct DecodedPNG {
    var width = 0
    var height = 0
    var bitDepth = 8
    var channels = 1
    var pixelsPerMetre = 0
    var texts: [String: String] = [:]
    var chunks: [String] = []
    /// 0...255 for each channel of each pixel, rows from the top.
    var samples: [UInt8] = []

    init(_ bytes: [UInt8]) throws {
        #expect(bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        func number(_ place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        var place = 8
        var packed: [UInt8] = []
        while place + 12 <= bytes.count {
            let length = number(place)
            let name = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
            let body = bytes[place + 8..<place + 8 + length]
            chunks.append(name)
            switch name {
            case "IHDR":
                width = number(place + 8)
                height = number(place + 12)
                bitDepth = Int(bytes[place + 16])
                channels = bytes[place + 17] == 2 ? 3 : 1
            case "pHYs": pixelsPerMetre = number(place + 8)
            case "iTXt":
                let parts = body.split(separator: 0, omittingEmptySubsequences: false)
                texts[String(decoding: parts[0], as: UTF8.self)] = String(
                    decoding: try #require(parts.last), as: UTF8.self)
            case "IDAT": packed += body
            default: break
            }
            place += 12 + length
        }
        #expect(chunks.last == "IEND")
        let rows = try Inflate.data(of: packed)
        let stride = (width * channels * bitDepth + 7) / 8
        #expect(rows.count == (stride + 1) * height)
        for row in 0..<height {
            let start = row * (stride + 1) + 1
            #expect(rows[start - 1] == 0, "no filter")
            if bitDepth == 1 {
                for column in 0..<width {
                    samples.append(rows[start + column / 8] & (0x80 >> UInt8(column % 8)) == 0 ? 0 : 255)
                }
            } else {
                samples += rows[start..<start + stride]
            }
        }
    }

    func pixel(_ column: Int, _ row: Int) -> [UInt8] {
        let first = (row * width + column) * channels
        return Array(samples[first..<first + channels])
    }

    var colours: Set<[UInt8]> {
        var colours: Set<[UInt8]> = []
        for row in 0..<height { for column in 0..<width { colours.insert(pixel(column, row)) } }
        return colours
    }

    /// Area covered in pixels, and the centre of gravity of the ink; of gray images.
    var ink: (area: Double, x: Double, y: Double) {
        var area = 0.0
        var x = 0.0
        var y = 0.0
        for row in 0..<height {
            for column in 0..<width where samples[row * width + column] < 255 {
                let share = 1 - Double(samples[row * width + column]) / 255
                area += share
                x += share * (Double(column) + 0.5)
                y += share * (Double(row) + 0.5)
            }
        }
        return area == 0 ? (0, 0, 0) : (area, x / area, y / area)
    }
}
