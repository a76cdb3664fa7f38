internal import CFreeType
internal import CHarfBuzz
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

/// Outlines of faces, unhinted, turned into coverage; one source a worker.
///
/// CFF outlines are read here; FreeType opens a face only where it has others, or one that is none of the plain kind.
@safe package struct OutlineSource: ~Copyable {
    private var library: FT_Library?
    private var faces: [OpenFace] = []
    private var raster = CoverageRaster()
    /// By face and glyph, in font units; all are forgotten when they are too many.
    private var outlines: [Int: Outline] = [:]

    private static let outlineLimit = 4_096

    /// Kept alive and closed by the source, which alone knows when.
    @safe private struct OpenFace {
        let typeface: Typeface
        /// Nil until FreeType has to read an outline.
        var face: FT_Face?
        /// The face's `CFF ` table and what its outlines need to know of it.
        var compact: CompactFontOutlines?
        let table: OpaquePointer?
    }

    private var scratch = PlainCharString()

    package init() { unsafe library = nil }

    deinit {
        for entry in faces {
            if let face = unsafe entry.face { unsafe FT_Done_Face(face) }
            if let table = unsafe entry.table { unsafe hb_blob_destroy(table) }
        }
        if let library = unsafe library { unsafe FT_Done_FreeType(library) }
    }

    /// Number by which `coverage` knows the face.
    package mutating func number(of typeface: Typeface) -> Int {
        for number in faces.indices where faces[number].typeface === typeface { return number }
        let table = unsafe hb_face_reference_table(typeface.face, Typeface.tag("CFF "))
        let compact = unsafe withTable(table) { CompactFontOutlines($0) } ?? nil
        unsafe faces.append(OpenFace(typeface: typeface, face: nil, compact: compact, table: table))
        return faces.count - 1
    }

    /// Nil for a table that is not there.
    private func withTable<Result>(_ table: OpaquePointer?, _ body: (Span<UInt8>) -> Result) -> Result? {
        var length: UInt32 = 0
        guard let table = unsafe table, let data = unsafe hb_blob_get_data(table, &length), length > 0 else {
            return nil
        }
        let bytes = unsafe UnsafeRawBufferPointer(start: data, count: Int(length))
        return unsafe bytes.withMemoryRebound(to: UInt8.self) { unsafe body($0.span) }
    }

    /// Appends the coverage of a glyph to `bytes`; nil for a glyph without ink.
    ///
    /// Outlines are read in font units and scaled here, so that places and sizes are exact.
    /// - Parameters:
    ///   - number: From `number(of:)`.
    ///   - dotsPerInch: Pixels per inch in both directions.
    package mutating func coverage(
        of glyph: UInt16, inFace number: Int, size: Length, dotsPerInch: Int32, phase: SubpixelPhase,
        into bytes: inout [UInt8]
    ) throws(FontError) -> Coverage? {
        let typeface = faces[number].typeface
        let outline = try outline(of: glyph, inFace: number)
        let scale =
            Double(size.emu) * Double(dotsPerInch) / (914_400 * Double(typeface.unitsPerEm))
        let filled = raster.fill(
            outline, scale: scale, x: Double(phase.x) / 4, y: Double(phase.y) / 4, into: &bytes)
        guard let filled else { throw .outlineFailed(face: typeface.name, glyph: glyph) }
        return filled.coverage
    }

    /// Appends the coverage of a drawn shape to `bytes`; nil where it is beyond any page image.
    ///
    /// `left` and `top` count from the pixel of (0, 0).
    package mutating func coverage(of shape: Outline, into bytes: inout [UInt8]) -> FilledOutline? {
        raster.fill(shape, scale: 1.0 / 64, x: 0, y: 0, into: &bytes)
    }

    private mutating func outline(of glyph: UInt16, inFace number: Int) throws(FontError) -> Outline {
        let key = number << 16 | Int(glyph)
        if let known = outlines[key] { return known }
        let outline =
            if let plain = plainOutline(of: glyph, inFace: number) {
                plain
            } else {
                try loadedOutline(of: glyph, inFace: number)
            }
        if outlines.count >= Self.outlineLimit { outlines.removeAll(keepingCapacity: true) }
        outlines[key] = outline
        return outline
    }

    /// A CFF outline in font units, read without FreeType; nil for one that only FreeType can read.
    package mutating func plainOutline(of glyph: UInt16, inFace number: Int) -> Outline? {
        guard let compact = faces[number].compact else { return nil }
        var scratch = scratch
        self.scratch = PlainCharString()
        let isRead = unsafe withTable(faces[number].table) { compact.read(glyph, of: $0, into: &scratch) }
        defer { self.scratch = scratch }
        return isRead == true ? Outline(scratch.bytes) : nil
    }

    /// - Throws: `FontError` where FreeType cannot read the face, or the outline.
    private mutating func loadedOutline(of glyph: UInt16, inFace number: Int) throws(FontError) -> Outline {
        let typeface = faces[number].typeface
        if unsafe faces[number].face == nil { unsafe faces[number].face = try open(typeface) }
        guard let face = unsafe faces[number].face,
            unsafe FT_Load_Glyph(face, FT_UInt(glyph), FT_Int32(FT_LOAD_NO_SCALE)) == 0,
            let slot = unsafe face.pointee.glyph, unsafe slot.pointee.format == FT_GLYPH_FORMAT_OUTLINE,
            let outline = unsafe Outline(&slot.pointee.outline)
        else { throw .outlineFailed(face: typeface.name, glyph: glyph) }
        return outline
    }

    private mutating func open(_ typeface: Typeface) throws(FontError) -> FT_Face {
        if unsafe library == nil {
            guard unsafe FT_Init_FreeType(&library) == 0 else { throw .notAFont(path: typeface.path) }
        }
        var face: FT_Face?
        guard unsafe FT_New_Face(library, typeface.path, FT_Long(typeface.entry.faceIndex), &face) == 0,
            let face = unsafe face
        else { throw .notAFont(path: typeface.path) }
        return unsafe face
    }
}

/// What became of an outline: no coverage where it has no area.
package struct FilledOutline: Sendable, Hashable {
    package var coverage: Coverage?
}
