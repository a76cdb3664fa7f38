internal import CPNGShim
internal import PaperUnits

/// A PNG file as libpng writes it into memory: header, then rows or a finished stream, then the end.
@safe struct PNGFile: ~Copyable {
    struct Header {
        var width: Int
        var height: Int
        var kind: PixelForm.Kind
        var bitDepth: Int
        var dpi: Int
        /// Of the kind `palette`.
        var colours: [Colour] = []
        /// Keywords of PNG with their texts; empty texts are left out.
        var texts: [(keyword: String, text: String)]
    }

    /// Nil where there was no memory for it.
    private let file: OpaquePointer?

    init(_ header: Header) throws(PNGError) {
        unsafe file = jiyao_png_create()
        guard let file = unsafe file else { throw .encodingFailed("out of memory") }
        let palette = header.colours.flatMap { [$0.red, $0.green, $0.blue] }
        let texts = header.texts.filter { !$0.text.isEmpty }
        let words = texts.map { (Array($0.keyword.utf8CString), Array($0.text.utf8CString)) }
        let status = unsafe withPointers(to: words) { texts in
            unsafe palette.withUnsafeBufferPointer { palette in
                unsafe texts.withUnsafeBufferPointer { texts in
                    var described = unsafe jiyao_png_header()
                    unsafe described.width = UInt32(header.width)
                    unsafe described.height = UInt32(header.height)
                    unsafe described.kind =
                        switch header.kind {
                        case .gray: JIYAO_PNG_GRAY
                        case .palette: JIYAO_PNG_PALETTE
                        case .rgb: JIYAO_PNG_RGB
                        }
                    unsafe described.bit_depth = Int32(header.bitDepth)
                    // An inch is 0.0254 m.
                    unsafe described.pixels_per_metre = UInt32((header.dpi * 10_000 + 127) / 254)
                    unsafe described.palette = palette.baseAddress
                    unsafe described.palette_count = Int32(header.colours.count)
                    unsafe described.texts = texts.baseAddress
                    unsafe described.text_count = Int32(texts.count)
                    return unsafe jiyao_png_begin(file, &described)
                }
            }
        }
        try check(status)
    }

    deinit { unsafe jiyao_png_free(file) }

    /// Rows that libpng compresses.
    /// - Parameter isFiltered: Each row by the filter of PNG that seems best for it, which is what photographs want; text
    ///   is smaller without.
    mutating func append(band: borrowing ColourBand, isFiltered: Bool) throws(PNGError) {
        let stride = band.width * band.channels
        let count = UInt32(band.rows.count)
        let status = unsafe band.pixels.withUnsafeBufferPointer { pixels in
            unsafe jiyao_png_append_rows(file, pixels.baseAddress, stride, count, isFiltered ? 1 : 0)
        }
        try check(status)
    }

    /// A whole zlib stream, in chunks of at most 1 MiB.
    mutating func append(stream: [UInt8]) throws(PNGError) {
        for start in Swift.stride(from: 0, to: stream.count, by: 1 << 20) {
            let status = unsafe stream.withUnsafeBufferPointer { bytes in
                unsafe jiyao_png_append_stream(
                    file, bytes.baseAddress.map { unsafe $0 + start }, min(1 << 20, bytes.count - start))
            }
            try check(status)
        }
    }

    /// The whole file. Call once, after all rows.
    mutating func finished() throws(PNGError) -> [UInt8] {
        try check(unsafe jiyao_png_end(file))
        var count = 0
        let bytes = unsafe jiyao_png_bytes(file, &count)
        return unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: count))
    }

    private func check(_ status: Int32) throws(PNGError) {
        guard status != 0 else { return }
        throw .encodingFailed(unsafe String(cString: jiyao_png_message(file)))
    }
}

/// Texts for the time of a call.
private func withPointers<Result>(
    to words: [([CChar], [CChar])], _ body: ([jiyao_png_text]) -> Result
) -> Result {
    func collect(_ place: Int, _ texts: [jiyao_png_text]) -> Result {
        guard place < words.count else { return unsafe body(texts) }
        return unsafe words[place].0.withUnsafeBufferPointer { keyword in
            unsafe words[place].1.withUnsafeBufferPointer { text in
                unsafe collect(
                    place + 1, texts + [jiyao_png_text(keyword: keyword.baseAddress, text: text.baseAddress)])
            }
        }
    }
    return unsafe collect(0, [])
}
