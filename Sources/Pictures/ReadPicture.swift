internal import CPictureShim

/// Reads a PNG or JPEG file and decodes it once, so that a damaged one is found here.
///
/// PNG: every colour type and depth, brought to 8 bits; transparent places show white paper. JPEG: kept as it is stored,
/// without the notes of cameras and programs (place, time, device, thumbnail); one whose components are red, green and blue
/// is decoded, since readers of PDF files guess those differently. Embedded colour profiles are not applied.
/// Cost: of decoding the file once, and for JPEG at an eighth of its size.
package func readPicture(
    _ bytes: [UInt8], limits: PictureLimits = PictureLimits()
) throws(PictureError) -> Picture {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= limits.bytes else { throw .tooManyBytes(count: bytes.count, limit: limits.bytes) }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
        try checkSize(try unsafe head(of: bytes, jiyao_png_head), limits)
        return Picture(try unsafe decode(bytes, jiyao_png_samples), .upright)
    }
    guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { throw .unknownFormat }
    let file = try JPEGFile(bytes)
    let jpeg = try unsafe head(of: file.bytes, jiyao_jpeg_head)
    try checkSize(jpeg, limits)
    guard jpeg.colour != JIYAO_PICTURE_INKS else { throw .inks }
    if jpeg.colour == JIYAO_PICTURE_RGB { return Picture(try decodeJPEG(file.bytes, part: 1), file.orientation) }
    _ = try decodeJPEG(file.bytes, part: 8)
    return Picture(
        width: Int(jpeg.width), height: Int(jpeg.height), channels: jpeg.colour == JIYAO_PICTURE_GRAY ? 1 : 3,
        orientation: file.orientation, content: .jpeg(file.bytes))
}

/// Decoded rows from the top without gaps, 8 bits a channel.
package struct Samples: Sendable, Hashable {
    package var width: Int
    package var height: Int
    package var channels: Int
    package var bytes: [UInt8]

    package init(width: Int, height: Int, channels: Int, bytes: [UInt8]) {
        self.width = width
        self.height = height
        self.channels = channels
        self.bytes = bytes
    }
}

extension Picture {
    fileprivate init(_ samples: Samples, _ orientation: Orientation) {
        self.init(
            width: samples.width, height: samples.height, channels: samples.channels, orientation: orientation,
            content: .samples(samples.bytes))
    }

    /// The picture upright; a JPEG file at a half, quarter or eighth of its size where that still has as many pixels.
    package func samples(leastWidth: Int, leastHeight: Int) throws(PictureError) -> Samples {
        switch content {
        case .samples(let bytes):
            return Samples(width: width, height: height, channels: channels, bytes: bytes).turned(orientation)
        case .jpeg(let bytes):
            let part = [8, 4, 2].first { uprightWidth / $0 >= leastWidth && uprightHeight / $0 >= leastHeight } ?? 1
            return try decodeJPEG(bytes, part: Int32(part)).turned(orientation)
        }
    }
}

extension Samples {
    func turned(_ orientation: Orientation) -> Samples {
        guard orientation != .upright else { return self }
        let (newWidth, newHeight) = orientation.isLying ? (height, width) : (width, height)
        var turned = [UInt8](repeating: 0, count: bytes.count)
        func place(_ axis: Orientation.Axis, _ column: Int, _ row: Int, last: Int) -> Int {
            last * axis.start + column * axis.byColumn + row * axis.byRow
        }
        for row in 0..<height {
            for column in 0..<width {
                let x = place(orientation.x, column, row, last: newWidth - 1)
                let y = place(orientation.y, column, row, last: newHeight - 1)
                for channel in 0..<channels {
                    turned[(y * newWidth + x) * channels + channel] = bytes[(row * width + column) * channels + channel]
                }
            }
        }
        return Samples(width: newWidth, height: newHeight, channels: channels, bytes: turned)
    }
}

private func checkSize(_ head: jiyao_picture_head, _ limits: PictureLimits) throws(PictureError) {
    guard head.width > 0, head.height > 0 else { throw .damaged("it has no pixels") }
    guard Int(head.width) * Int(head.height) <= limits.pixels else {
        throw .tooManyPixels(width: Int(head.width), height: Int(head.height), limit: limits.pixels)
    }
}

private typealias Message = UnsafeMutablePointer<CChar>

private func head(
    of bytes: [UInt8],
    _ read: (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<jiyao_picture_head>?, Message?, Int) -> Int32
) throws(PictureError) -> jiyao_picture_head {
    var head = jiyao_picture_head()
    var message = [CChar](repeating: 0, count: 200)
    let status = unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe message.withUnsafeMutableBufferPointer { text in
            unsafe read(buffer.baseAddress, buffer.count, &head, text.baseAddress, text.count)
        }
    }
    guard status == 0 else { throw .damaged(spelt(message)) }
    return head
}

private func decodeJPEG(_ bytes: [UInt8], part: Int32) throws(PictureError) -> Samples {
    try unsafe decode(bytes) { unsafe jiyao_jpeg_samples($0, $1, part, $2, $3, $4) }
}

private func decode(
    _ bytes: [UInt8],
    _ read: (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<jiyao_picture_samples>?, Message?, Int) -> Int32
) throws(PictureError) -> Samples {
    var samples = unsafe jiyao_picture_samples()
    var message = [CChar](repeating: 0, count: 200)
    let status = unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe message.withUnsafeMutableBufferPointer { text in
            unsafe read(buffer.baseAddress, buffer.count, &samples, text.baseAddress, text.count)
        }
    }
    guard status == 0 else { throw .damaged(spelt(message)) }
    defer { unsafe jiyao_picture_free(&samples) }
    let (width, height, channels) = unsafe (Int(samples.width), Int(samples.height), Int(samples.channels))
    let data = unsafe [UInt8](UnsafeBufferPointer(start: samples.data, count: width * height * channels))
    return Samples(width: width, height: height, channels: channels, bytes: data)
}

private func spelt(_ message: [CChar]) -> String {
    String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
