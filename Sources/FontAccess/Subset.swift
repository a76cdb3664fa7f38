internal import CHarfBuzz
internal import Synchronization

/// A face cut down to some of its glyphs, in the form a page description embeds.
package struct FontSubset: Sendable {
    package enum Format: Sendable, Hashable {
        /// A bare `CFF ` table in which character identifiers equal glyph numbers.
        case compactFont
        /// An sfnt with `glyf` outlines.
        case trueType
    }

    package var format: Format
    package var program: [UInt8]
    /// Whether the program is in zlib's form already.
    package var isPacked = false
    /// For each glyph asked for, in the order asked, its number in `program`.
    package var codes: [UInt16]
}

extension Typeface {
    /// Cuts the face down to the given glyphs and `.notdef`.
    ///
    /// The program may hold more glyphs than asked for (composites, variation sequences), so codes are read from the
    /// plan and never guessed from the order. The same set of glyphs gives the same bytes.
    ///
    /// - Parameter packs: gives the program in zlib's form where outlines are taken out one by one.
    package func subset(_ glyphs: [UInt16], packs: Bool = false) throws(FontError) -> FontSubset {
        if let subset = copiedSubset(glyphs, packs) { return subset }
        return try generalSubset(glyphs)
    }

    /// The quick way, for faces with CFF outlines that stand alone or call subroutines; nil for all others.
    private func copiedSubset(_ glyphs: [UInt16], _ packs: Bool) -> FontSubset? {
        // Glyph 0 comes first whatever is asked for.
        var order: [UInt16] = []
        var codes = [UInt16](repeating: 0, count: glyphs.count)
        for index in glyphs.indices.sorted(by: { glyphs[$0] < glyphs[$1] }) where glyphs[index] != 0 {
            if order.last != glyphs[index] { order.append(glyphs[index]) }
            codes[index] = UInt16(order.count)
        }
        let program = copier.withLock { known -> [UInt8]? in
            if case .none = known { return nil }
            guard let blob = unsafe hb_face_reference_table(face, Self.tag("CFF ")) else { return nil }
            defer { unsafe hb_blob_destroy(blob) }
            var length: UInt32 = 0
            guard let data = unsafe hb_blob_get_data(blob, &length) else { return nil }
            let bytes = unsafe UnsafeRawBufferPointer(start: data, count: Int(length))
            return unsafe bytes.withMemoryRebound(to: UInt8.self) { table in
                // Much of what the first document had read of the file is not read again.
                var letsGo = false
                defer { if letsGo { file.forgetPages() } }
                if case .unread = known {
                    letsGo = true
                    let made = unsafe CompactFontCopier(
                        table.span, name: postScriptName(), unitsPerEm: unitsPerEm, glyphCount: glyphCount)
                    known = made.map { .read($0) } ?? .none
                }
                guard case .read(var copier) = known else { return nil }
                known = .unread  // the copier is held once, or it would be copied when it changes
                defer { known = .read(copier) }
                let origin = unsafe file.place(of: data)
                func read(_ outline: Range<Int>, into buffer: inout [UInt8]) -> Bool {
                    file.read(outline.lowerBound + origin..<outline.upperBound + origin, into: &buffer)
                }
                return unsafe packs
                    ? copier.packed(order, of: table.span, read: read) : copier.plain(order, of: table.span, read: read)
            }
        }
        guard let program else { return nil }
        return FontSubset(format: .compactFont, program: program, isPacked: packs, codes: codes)
    }

    /// The general way, by HarfBuzz: for TrueType outlines, and what the quick way is compared with.
    package func generalSubset(_ glyphs: [UInt16]) throws(FontError) -> FontSubset {
        // CFF2 and variable outlines cannot be embedded (ISO 32000-1 Table 126), and the name is all the error needs.
        guard unsafe hb_ot_var_has_data(face) == 0, let input = unsafe hb_subset_input_create_or_fail() else {
            throw .subsetFailed(face: name)
        }
        defer { unsafe hb_subset_input_destroy(input) }
        let wanted = unsafe hb_subset_input_glyph_set(input)
        for glyph in glyphs { unsafe hb_set_add(wanted, hb_codepoint_t(glyph)) }
        let dropped = unsafe hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
        for tag in Self.tablesOutsidePages { unsafe hb_set_add(dropped, tag) }

        guard let plan = unsafe hb_subset_plan_create_or_fail(face, input) else { throw .subsetFailed(face: name) }
        defer { unsafe hb_subset_plan_destroy(plan) }
        let mapping = unsafe hb_subset_plan_old_to_new_glyph_mapping(plan)
        var codes: [UInt16] = []
        codes.reserveCapacity(glyphs.count)
        for glyph in glyphs {
            guard let code = UInt16(exactly: unsafe hb_map_get(mapping, hb_codepoint_t(glyph))) else {
                throw .subsetFailed(face: name)
            }
            codes.append(code)
        }
        guard let made = unsafe hb_subset_plan_execute_or_fail(plan) else { throw .subsetFailed(face: name) }
        defer { unsafe hb_face_destroy(made) }

        if var table = unsafe Self.table("CFF ", of: made) {
            guard giveIdentityCharset(to: &table) else { throw .subsetFailed(face: name) }
            return FontSubset(format: .compactFont, program: table, codes: codes)
        }
        guard let blob = unsafe hb_face_reference_blob(made) else { throw .subsetFailed(face: name) }
        defer { unsafe hb_blob_destroy(blob) }
        guard unsafe Self.table("glyf", of: made) != nil else { throw .subsetFailed(face: name) }
        return FontSubset(format: .trueType, program: unsafe Self.bytes(of: blob), codes: codes)
    }

    /// Tables a page description never reads; dropping the layout tables also keeps their closure out of the subset.
    private static let tablesOutsidePages: [hb_tag_t] = [
        "GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "cmap", "name", "post", "OS/2", "DSIG", "gasp",
    ].map(tag)

    static func tag(_ name: String) -> hb_tag_t { name.utf8.reduce(0) { $0 << 8 | hb_tag_t($1) } }

    /// A copy of a table, nil where the face has none.
    static func table(_ name: String, of face: OpaquePointer) -> [UInt8]? {
        guard let blob = unsafe hb_face_reference_table(face, tag(name)) else { return nil }
        defer { unsafe hb_blob_destroy(blob) }
        let copy = unsafe bytes(of: blob)
        return copy.isEmpty ? nil : copy
    }

    private static func bytes(of blob: OpaquePointer) -> [UInt8] {
        var length: UInt32 = 0
        guard let data = unsafe hb_blob_get_data(blob, &length) else { return [] }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: data, count: Int(length)))
    }
}
