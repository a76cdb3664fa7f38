import Testing

/// A PNG taken apart, whatever its form.
struct DecodedPNG {
    var width = 0
    var height = 0
    var bitDepth = 8
    var kind = Kind.gray
    /// Of `samples`: 3 where the image has colour.
    var channels = 1
    var pixelsPerMetre = 0
    var texts: [String: String] = [:]
    var chunks: [String] = []
    /// 0...255 for each channel of each pixel, rows from the top.
    var samples: [UInt8] = []

    enum Kind: UInt8 {
        case gray = 0
        case rgb = 2
        case palette = 3
    }

    init(_ bytes: [UInt8]) throws {
        #expect(bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        func number(_ place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        var place = 8
        var packed: [UInt8] = []
        var palette: [UInt8] = []
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
                kind = try #require(Kind(rawValue: bytes[place + 17]))
                channels = kind == .gray ? 1 : 3
            case "PLTE": palette = Array(body)
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
        let perPixel = kind == .rgb ? 3 : 1
        let stride = (width * perPixel * bitDepth + 7) / 8
        let rows = try unfiltered(try Inflate.data(of: packed), stride, bytesPerPixel: perPixel)
        let full = (1 << bitDepth) - 1
        for row in rows {
            for sample in 0..<width * perPixel {
                let place = sample * bitDepth
                let value = Int(row[place / 8]) >> (8 - bitDepth - place % 8) & full
                switch kind {
                case .gray, .rgb: samples.append(UInt8(value * 255 / full))
                case .palette: samples += palette[3 * value..<3 * value + 3]
                }
            }
        }
    }

    /// Rows without the filters of PNG 9.2.
    private func unfiltered(_ bytes: [UInt8], _ stride: Int, bytesPerPixel: Int) throws -> [[UInt8]] {
        #expect(bytes.count == (stride + 1) * height)
        var rows: [[UInt8]] = []
        var above = [UInt8](repeating: 0, count: stride)
        for start in Swift.stride(from: 0, to: bytes.count, by: stride + 1) {
            var row = Array(bytes[start + 1..<start + 1 + stride])
            for place in 0..<stride {
                let left = place < bytesPerPixel ? 0 : Int(row[place - bytesPerPixel])
                let up = Int(above[place])
                let corner = place < bytesPerPixel ? 0 : Int(above[place - bytesPerPixel])
                let guess =
                    switch bytes[start] {
                    case 0: 0
                    case 1: left
                    case 2: up
                    case 3: (left + up) / 2
                    default: nearest(to: left + up - corner, of: [left, up, corner])
                    }
                row[place] = row[place] &+ UInt8(guess)
            }
            rows.append(row)
            above = row
        }
        return rows
    }

    private func nearest(to value: Int, of candidates: [Int]) -> Int {
        let least = candidates.map { abs($0 - value) }.min()
        return candidates.first { abs($0 - value) == least } ?? 0
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

    /// Edges of all that is not white, in pixels from the top left corner; of gray images.
    var inkBox: (left: Int, top: Int, right: Int, bottom: Int) {
        var box = (left: width, top: height, right: 0, bottom: 0)
        for row in 0..<height {
            for column in 0..<width where samples[row * width + column] < 255 {
                box = (min(box.left, column), min(box.top, row), max(box.right, column + 1), max(box.bottom, row + 1))
            }
        }
        return box
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
