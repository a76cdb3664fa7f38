internal import CFreeType

/// An embedded font program as FreeType reads it.
struct FontProgram {
    let unitsPerEm: Int
    let glyphCount: Int
    /// Glyph of each character identifier; nil for a program whose codes are glyph numbers.
    let glyphOfCID: [Int: Int]?
    /// In font units.
    private let advances: [Int]
    private let blanks: Set<Int>

    /// - Returns: nil for what FreeType cannot open.
    init?(_ bytes: [UInt8]) {
        var library: FT_Library?
        guard unsafe FT_Init_FreeType(&library) == 0 else { return nil }
        defer { unsafe FT_Done_FreeType(library) }
        let read = unsafe bytes.withUnsafeBufferPointer { buffer in unsafe Self.read(buffer, library) }
        guard let read else { return nil }
        self = read
    }

    private init(unitsPerEm: Int, advances: [Int], blanks: Set<Int>, glyphOfCID: [Int: Int]?) {
        self.unitsPerEm = unitsPerEm
        self.advances = advances
        self.blanks = blanks
        self.glyphOfCID = glyphOfCID
        glyphCount = advances.count
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ library: FT_Library?) -> FontProgram? {
        var opened: FT_Face?
        guard unsafe FT_New_Memory_Face(library, bytes.baseAddress, bytes.count, 0, &opened) == 0,
            let face = unsafe opened
        else { return nil }
        defer { unsafe FT_Done_Face(face) }
        let count = unsafe Int(face.pointee.num_glyphs)
        guard (1...65_536).contains(count) else { return nil }
        var advances: [Int] = []
        var blanks: Set<Int> = []
        var cids: [Int: Int] = [:]
        var isKeyed: FT_Bool = 0
        let hasCIDs = unsafe FT_Get_CID_Is_Internally_CID_Keyed(face, &isKeyed) == 0 && isKeyed != 0
        for glyph in 0..<count {
            // FreeType loads glyphs of a bare CID-keyed program by their identifier, and counts up to the largest one.
            var cid = FT_UInt(glyph)
            if hasCIDs, unsafe FT_Get_CID_From_Glyph_Index(face, FT_UInt(glyph), &cid) != 0 { break }
            if hasCIDs { cids[Int(cid)] = glyph }
            guard unsafe FT_Load_Glyph(face, cid, Int32(FT_LOAD_NO_SCALE)) == 0,
                let slot = unsafe face.pointee.glyph
            else { return nil }
            unsafe advances.append(Int(slot.pointee.metrics.horiAdvance))
            if unsafe slot.pointee.outline.n_points == 0 { blanks.insert(glyph) }
        }
        return unsafe FontProgram(
            unitsPerEm: Int(face.pointee.units_per_EM), advances: advances, blanks: blanks,
            glyphOfCID: hasCIDs ? cids : nil)
    }

    /// Thousandths of the em.
    func width(of glyph: Int) -> Double { Double(advances[glyph]) * 1000 / Double(max(unitsPerEm, 1)) }

    func isBlank(_ glyph: Int) -> Bool { blanks.contains(glyph) }
}
