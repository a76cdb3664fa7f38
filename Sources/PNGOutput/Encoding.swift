internal import CPNGShim

/// zlib's level and strategy for a layout; filters make text pages larger.
///
/// A text page at 200 dpi, zlib 1.2.13, milliseconds and kilobytes: gray, default 6 51/317, default 3 28/348,
/// run-length 14/314; 1 bit, default 6 12/57, run-length 2.3/69; RGB, default 6 79/543, default 3 39/540, run-length
/// 32/722. Gray is runs of white and few shades, where longer matches gain nothing; the three channels of a colour
/// repeat with period three, which run-length coding cannot see.
private func effort(channels: Int) -> (level: Int32, strategy: Int32) {
    channels == 1 ? (6, 3) : (3, 0)
}

func encode(_ canvas: Canvas, isMono: Bool, dpi: Int, title: String, label: String) throws(PNGError) -> [UInt8] {
    let rows = isMono ? canvas.bilevel() : canvas.pixels
    let stride = isMono ? (canvas.width + 7) / 8 : canvas.width * canvas.channels
    let effort = effort(channels: canvas.channels)
    var bytes = unsafe jiyao_png_bytes()
    defer { unsafe jiyao_png_free(&bytes) }
    var message = [CChar](repeating: 0, count: 128)
    let status = unsafe rows.withUnsafeBufferPointer { rows in
        unsafe title.withCString { title in
            unsafe label.withCString { label in
                var image = unsafe jiyao_png_image()
                unsafe image.rows = rows.baseAddress
                unsafe image.stride = stride
                unsafe image.width = UInt32(canvas.width)
                unsafe image.height = UInt32(canvas.height)
                unsafe image.layout =
                    isMono ? JIYAO_PNG_GRAY1 : canvas.channels == 3 ? JIYAO_PNG_RGB8 : JIYAO_PNG_GRAY8
                // An inch is 0.0254 m.
                unsafe image.pixels_per_metre = UInt32((dpi * 10_000 + 127) / 254)
                unsafe image.title = title
                unsafe image.page_label = label
                unsafe image.level = effort.level
                unsafe image.strategy = effort.strategy
                return unsafe jiyao_png_encode(&image, &bytes, &message, message.count)
            }
        }
    }
    guard status == 0 else {
        throw .encodingFailed(
            String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
    return unsafe [UInt8](UnsafeBufferPointer(start: bytes.data, count: bytes.count))
}
