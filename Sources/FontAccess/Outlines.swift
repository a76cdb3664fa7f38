internal import CFreeType
package import PaperUnits

/// A glyph's share of each pixel it touches: where the rectangle lies and where its bytes stand in the caller's array.
package struct Coverage: Sendable, Hashable {
    /// Pixels from the glyph's pixel to the left column, rightward.
    package var left: Int32
    /// Pixels from the baseline's pixel row to the top row, downward (so negative for ink above the baseline).
    package var top: Int32
    package var width: Int32
    package var height: Int32
    /// First byte in the array; 0 is empty and 255 is full.
    package var start: Int

    /// Bytes from one row to the next: the width made a multiple of 16, for vectors; what is beyond the width is empty.
    package var stride: Int { Int(width + 15) & ~15 }
    package var byteCount: Int { stride * Int(height) }

    /// Replaces the coverage, the last in the array, by itself turned 90° counter-clockwise about its origin.
    package func turned(in bytes: inout [UInt8]) -> Coverage {
        let upright = Array(bytes[start...])
        let turned = Coverage(left: top, top: -left - width, width: height, height: width, start: start)
        bytes.removeLast(upright.count)
        bytes.append(contentsOf: repeatElement(0, count: turned.byteCount))
        for row in 0..<Int(turned.height) {
            for column in 0..<Int(turned.width) {
                bytes[start + row * turned.stride + column] = upright[column * stride + Int(width) - 1 - row]
            }
        }
        return turned
    }
}

/// Where a glyph's origin lies inside its pixel, in quarters of a pixel, rightward and downward.
package struct SubpixelPhase: Sendable, Hashable {
    /// 0...3
    package var x: UInt8
    package var y: UInt8
    package init(x: UInt8, y: UInt8) {
        self.x = x
        self.y = y
    }
}

/// Outlines of faces, unhinted, turned into coverage. FreeType handles are not shared: one source a worker.
@safe package struct OutlineSource: ~Copyable {
    fileprivate var library: FT_Library?
    private var faces: [OpenFace] = []

    /// Kept alive and closed by the source, which alone knows when.
    @safe private struct OpenFace {
        let typeface: Typeface
        let face: FT_Face
    }

    package init() { unsafe library = nil }

    deinit {
        for entry in faces { unsafe FT_Done_Face(entry.face) }
        if let library = unsafe library { unsafe FT_Done_FreeType(library) }
    }

    /// Number by which `coverage` knows the face; opens it on first use.
    package mutating func number(of typeface: Typeface) throws(FontError) -> Int {
        for number in faces.indices where faces[number].typeface === typeface { return number }
        guard unsafe openLibrary() != nil else { throw .notAFont(path: typeface.path) }
        var face: FT_Face?
        guard unsafe FT_New_Face(library, typeface.path, FT_Long(typeface.entry.faceIndex), &face) == 0,
            let face = unsafe face
        else { throw .notAFont(path: typeface.path) }
        faces.append(unsafe OpenFace(typeface: typeface, face: face))
        return faces.count - 1
    }

    /// Appends the coverage of a glyph to `bytes`; nil for a glyph without ink.
    ///
    /// Outlines are read in font units and scaled here, so a size is exact to 1/65,536 and points to 1/64 pixel; area
    /// coverage is exact.
    /// - Parameters:
    ///   - number: From `number(of:)`.
    ///   - dotsPerInch: Pixels per inch in both directions.
    package mutating func coverage(
        of glyph: UInt16, inFace number: Int, size: Length, dotsPerInch: Int32, phase: SubpixelPhase,
        into bytes: inout [UInt8]
    ) throws(FontError) -> Coverage? {
        let typeface = faces[number].typeface
        let face = unsafe faces[number].face
        let failure = FontError.outlineFailed(face: typeface.name, glyph: glyph)
        guard unsafe FT_Load_Glyph(face, FT_UInt(glyph), FT_Int32(FT_LOAD_NO_SCALE)) == 0,
            let slot = unsafe face.pointee.glyph, unsafe slot.pointee.format == FT_GLYPH_FORMAT_OUTLINE
        else { throw failure }
        // Font units to 1/64 pixel, as 16.16.
        let scale = size.scaled(
            by: Int64(dotsPerInch) * 64 * 65_536, over: 914_400 * Int64(typeface.unitsPerEm))
        var matrix = FT_Matrix(xx: FT_Fixed(scale.emu), xy: 0, yx: 0, yy: FT_Fixed(scale.emu))
        return try unsafe withUnsafeMutablePointer(to: &slot.pointee.outline) { outline throws(FontError) in
            guard unsafe outline.pointee.n_points > 0 else { return nil }
            unsafe FT_Outline_Transform(outline, &matrix)
            unsafe FT_Outline_Translate(outline, FT_Pos(phase.x) * 16, FT_Pos(phase.y) * -16)
            guard let filled = unsafe fillOutline(outline, library, into: &bytes) else { throw failure }
            return filled.coverage
        }
    }
}

extension OutlineSource {
    /// The library, opened on first use.
    mutating func openLibrary() -> FT_Library? {
        if unsafe library == nil { guard unsafe FT_Init_FreeType(&library) == 0 else { return nil } }
        return unsafe library
    }
}

/// What became of an outline: no coverage where it has no area.
package struct FilledOutline: Sendable, Hashable {
    package var coverage: Coverage?
}

/// Appends an outline's coverage; nil where it is too large or FreeType fails.
func fillOutline(
    _ outline: UnsafeMutablePointer<FT_Outline>, _ library: FT_Library?, into bytes: inout [UInt8]
) -> FilledOutline? {
    var box = FT_BBox()
    unsafe FT_Outline_Get_CBox(outline, &box)
    let left = box.xMin >> 6, right = (box.xMax + 63) >> 6
    let below = box.yMin >> 6, above = (box.yMax + 63) >> 6
    guard right > left, above > below else { return FilledOutline() }
    let width = right - left, height = above - below
    guard width <= 16_384, height <= 16_384 else { return nil }
    unsafe FT_Outline_Translate(outline, -left * 64, -below * 64)
    let coverage = Coverage(
        left: Int32(left), top: Int32(-above), width: Int32(width), height: Int32(height), start: bytes.count)
    bytes.append(contentsOf: repeatElement(0, count: coverage.byteCount))
    // FreeType's raster holds so many cells a row; what is wider than any glyph is filled strip by strip.
    let strip = 512
    var status: FT_Error = 0
    for column in stride(from: 0, to: width, by: strip) where status == 0 {
        status = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            var bitmap = unsafe FT_Bitmap()
            unsafe bitmap.rows = UInt32(height)
            unsafe bitmap.width = UInt32(min(strip, width - column))
            unsafe bitmap.pitch = Int32(coverage.stride)
            unsafe bitmap.buffer = buffer.baseAddress.map { unsafe $0 + coverage.start + column }
            unsafe bitmap.num_grays = 256
            unsafe bitmap.pixel_mode = UInt8(FT_PIXEL_MODE_GRAY.rawValue)
            return unsafe FT_Outline_Get_Bitmap(library, outline, &bitmap)
        }
        unsafe FT_Outline_Translate(outline, FT_Pos(-strip * 64), 0)
    }
    return status == 0 ? FilledOutline(coverage: coverage) : nil
}
