import Pictures
import TestKit
import Testing

@Suite("A picture file")
struct PicturesTests {
    private func fields(_ samples: Samples) -> [[UInt8]] {
        [(4, 2), (12, 2), (4, 6), (12, 6)].map { column, row in
            let place = (row * samples.width + column) * samples.channels
            return Array(samples.bytes[place..<place + samples.channels])
        }
    }

    private func isNear(_ found: [[UInt8]], _ wanted: [[UInt8]]) -> Bool {
        zip(found, wanted).allSatisfy { zip($0, $1).allSatisfy { abs(Int($0) - Int($1)) <= 6 } }
    }

    @Test("JPEG is kept as it is stored, baseline and progressive, and decodes to its colours")
    func jpeg() throws {
        for bytes in [SamplePictures.colour, SamplePictures.progressive] {
            let picture = try readPicture(bytes)
            #expect(picture.content == .jpeg(bytes))
            #expect((picture.width, picture.height, picture.channels) == (16, 8, 3))
            #expect(isNear(fields(try picture.samples(leastWidth: 16, leastHeight: 8)), SamplePictures.fields))
        }
        let gray = try readPicture(SamplePictures.gray)
        #expect(gray.channels == 1)
        #expect(isNear(fields(try gray.samples(leastWidth: 16, leastHeight: 8)), [[87], [73], [87], [250]]))
    }

    @Test("what a camera notes is left out, and the picture stands upright as it says")
    func exif() throws {
        let picture = try readPicture(SamplePictures.turned)
        guard case .jpeg(let bytes) = picture.content else { return #expect(Bool(false), "decoded") }
        #expect(!String(decoding: bytes, as: UTF8.self).contains("Exif"))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("camera"))
        #expect((picture.uprightWidth, picture.uprightHeight) == (8, 16))
        let samples = try picture.samples(leastWidth: 8, leastHeight: 16)
        #expect((samples.width, samples.height) == (8, 16))
        func pixel(_ column: Int, _ row: Int) -> [UInt8] { Array(samples.bytes[((row * 8 + column) * 3)...].prefix(3)) }
        // Turned clockwise: blue and red above, white and green below.
        #expect(
            isNear(
                [pixel(2, 4), pixel(6, 4), pixel(2, 12), pixel(6, 12)],
                [[20, 20, 220], [220, 20, 20], [250, 250, 250], [20, 180, 20]]))
    }

    @Test("each of the eight orientations brings the first row and column where Exif says", arguments: 1...8)
    func orientations(exif: Int) {
        // Corner of the seen picture (right, below) in which the first stored pixel stands, and whether rows lie.
        let corners: [(Bool, Bool, Bool)] = [
            (false, false, false), (true, false, false), (true, true, false), (false, true, false),
            (false, false, true), (true, false, true), (true, true, true), (false, true, true),
        ]
        let (isRight, isBelow, isLying) = corners[exif - 1]
        let orientation = Orientation(exif: exif)
        let picture = Picture(
            width: 3, height: 2, channels: 1, orientation: orientation, content: .samples([9, 0, 0, 0, 0, 0]))
        #expect(orientation.isLying == isLying)
        let samples = try? picture.samples(leastWidth: 1, leastHeight: 1)
        let width = isLying ? 2 : 3
        let height = isLying ? 3 : 2
        #expect(samples?.bytes.firstIndex(of: 9) == (isBelow ? height - 1 : 0) * width + (isRight ? width - 1 : 0))
    }

    @Test("PNG of every colour type comes to 8 bits of gray or colour, transparent places to white")
    func png() throws {
        func samples(_ bytes: [UInt8]) throws -> [UInt8] {
            try readPicture(bytes).samples(leastWidth: 1, leastHeight: 1).bytes
        }
        func make(
            _ width: Int, _ height: Int, _ depth: UInt8, _ colourType: UInt8, _ rows: [[UInt8]],
            _ chunks: [(String, [UInt8])] = []
        ) -> [UInt8] {
            SamplePictures.png(
                width: width, height: height, depth: depth, colourType: colourType, rows: rows, chunks: chunks)
        }
        #expect(try readPicture(SamplePictures.png).channels == 3)
        #expect(try samples(make(2, 1, 8, 0, [[7, 250]])) == [7, 250])
        #expect(try samples(make(4, 1, 1, 0, [[0b0101_0000]])) == [0, 255, 0, 255])
        #expect(try samples(make(1, 1, 16, 0, [[0x80, 0x00]])) == [128])
        #expect(try samples(make(1, 1, 16, 2, [[0xFF, 0xFF, 0, 0, 0x80, 0x80]])) == [255, 0, 128])
        #expect(try samples(make(2, 1, 8, 3, [[1, 0]], [("PLTE", [1, 2, 3, 4, 5, 6])])) == [4, 5, 6, 1, 2, 3])
        let transparent = [("PLTE", [UInt8](1...6)), ("tRNS", [0])]
        #expect(try samples(make(2, 1, 8, 3, [[1, 0]], transparent)) == [4, 5, 6, 255, 255, 255])
        #expect(try samples(make(2, 1, 8, 4, [[0, 255, 0, 0]])) == [0, 255])
        #expect(try samples(make(1, 1, 8, 6, [[200, 0, 0, 51]])) == [244, 204, 204])
    }

    @Test("JPEG of components red, green, blue is decoded, and CMYK refused")
    func colourSpaces() throws {
        let picture = try readPicture(SamplePictures.unconverted)
        guard case .samples = picture.content else { return #expect(Bool(false), "kept") }
        #expect(isNear(fields(try picture.samples(leastWidth: 1, leastHeight: 1)), SamplePictures.fields))
        #expect(throws: PictureError.inks) { try readPicture(SamplePictures.inks) }
    }

    @Test("every length of a file cut short, and files of other kinds, are errors")
    func damaged() {
        for bytes in [SamplePictures.colour, SamplePictures.progressive, SamplePictures.png, SamplePictures.turned] {
            for count in 0..<bytes.count {
                #expect(throws: PictureError.self) { try readPicture(Array(bytes[..<count])) }
            }
            for place in stride(from: 0, to: bytes.count, by: 3) {
                var spoilt = bytes
                spoilt[place] ^= 0x5A
                _ = try? readPicture(spoilt)
            }
        }
        #expect(throws: PictureError.unknownFormat) { try readPicture(Array("GIF89a".utf8)) }
        #expect(throws: PictureError.empty) { try readPicture([]) }
    }

    @Test("limits name what was passed")
    func limits() {
        #expect(throws: PictureError.tooManyBytes(count: SamplePictures.png.count, limit: 99)) {
            try readPicture(SamplePictures.png, limits: PictureLimits(bytes: 99))
        }
        for bytes in [SamplePictures.png, SamplePictures.colour] {
            #expect(throws: PictureError.tooManyPixels(width: 16, height: 8, limit: 127)) {
                try readPicture(bytes, limits: PictureLimits(pixels: 127))
            }
        }
    }
}
