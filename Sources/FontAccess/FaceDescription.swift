internal import CHarfBuzz
package import PaperUnits

/// What a page description says about a face beside its outlines; read from `name`, `head`, `OS/2` and `post`.
package struct FaceDescription: Sendable, Hashable {
    package var postScriptName: String
    /// `head`, y upward.
    package var bounds: InkBounds
    package var ascender: FontUnits
    package var descender: FontUnits
    package var capHeight: FontUnits
    /// Degrees × 65,536, counter-clockwise from the vertical; an upright face has 0.
    package var italicAngle: Int32
    /// `OS/2.usWeightClass`, 1...1000.
    package var weight: Int32
    package var isFixedPitch: Bool
    package var isSerif: Bool
    /// `OS/2.fsType` lets a subset of the outlines be embedded.
    package var allowsSubsetEmbedding: Bool
}

extension Typeface {
    /// Copies and reads four tables; callers keep the answer.
    package func description() throws(FontError) -> FaceDescription {
        guard let head = unsafe Self.table("head", of: face), head.count >= 54 else { throw .notAFont(path: path) }
        let os2 = unsafe Self.table("OS/2", of: face) ?? []
        let post = unsafe Self.table("post", of: face) ?? []
        func unsigned(_ table: [UInt8], _ offset: Int) -> Int32? {
            offset + 2 <= table.count ? Int32(table[offset]) << 8 | Int32(table[offset + 1]) : nil
        }
        func signed(_ table: [UInt8], _ offset: Int) -> Int32? {
            unsigned(table, offset).map { Int32(Int16(truncatingIfNeeded: $0)) }
        }
        let restrictions = unsigned(os2, 8) ?? 0
        // OS/2 version 2 and later: sCapHeight; older faces get 0.7 em.
        let capHeight = (unsigned(os2, 0) ?? 0) >= 2 ? signed(os2, 88) : nil
        let familyClass = (unsigned(os2, 30) ?? 0) >> 8
        let panoseSerif = os2.count > 33 && os2[32] == 2 ? Int32(os2[33]) : 0
        return FaceDescription(
            postScriptName: postScriptName(),
            bounds: InkBounds(
                left: FontUnits(signed(head, 36) ?? 0), right: FontUnits(signed(head, 40) ?? 0),
                top: FontUnits(signed(head, 42) ?? 0), bottom: FontUnits(signed(head, 38) ?? 0)),
            ascender: ascender, descender: descender,
            capHeight: FontUnits(capHeight.flatMap { $0 > 0 ? $0 : nil } ?? unitsPerEm * 7 / 10),
            italicAngle: (signed(post, 4) ?? 0) << 16 | (unsigned(post, 6) ?? 0),
            weight: unsigned(os2, 4).map { min(max($0, 1), 1000) } ?? 400,
            isFixedPitch: (unsigned(post, 12) ?? 0) | (unsigned(post, 14) ?? 0) != 0,
            isSerif: (1...5).contains(familyClass) || familyClass == 7 || (2...10).contains(panoseSerif),
            // Bit 1 alone forbids embedding, bit 8 subsetting, bit 9 outlines.
            allowsSubsetEmbedding: restrictions & 0x000E != 0x0002 && restrictions & 0x0300 == 0)
    }

    /// `name` id 6 without the characters a PDF name or PostScript gives a meaning; the face's own name where absent.
    func postScriptName() -> String {
        var buffer = [CChar](repeating: 0, count: 128)
        var room = UInt32(buffer.count)
        unsafe hb_ot_name_get_utf8(face, hb_ot_name_id_t(HB_OT_NAME_ID_POSTSCRIPT_NAME), nil, &room, &buffer)
        let found = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let source = found.isEmpty ? Array(name.utf8) : found
        let allowed = source.filter { $0 > 0x20 && $0 < 0x7F && !"[](){}<>/%#".utf8.contains($0) }
        return allowed.isEmpty ? "Face" : String(decoding: allowed.prefix(63), as: UTF8.self)
    }
}
