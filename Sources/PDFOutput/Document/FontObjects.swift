internal import FontAccess
internal import PaperUnits

/// Writes a composite font with Identity-H codes (ISO 32000-1 9.7) and everything it refers to.
func writeFont(_ face: EmbeddedFace, to font: ObjectReference, in file: inout FileWriter) {
    let descendant = file.allocate()
    let descriptor = file.allocate()
    let program = file.allocate()
    let unicode = file.allocate()
    let isCompact = face.subset.format == .compactFont
    let name = face.subsetName

    file.dictionary(font) { entries in
        entries.name("Type", "Font")
        entries.name("Subtype", "Type0")
        entries.name("BaseFont", isCompact ? name + "-Identity-H" : name)
        entries.name("Encoding", "Identity-H")
        entries.array("DescendantFonts") { $0.reference(descendant) }
        entries.reference("ToUnicode", unicode)
    }
    file.dictionary(descendant) { entries in
        entries.name("Type", "Font")
        entries.name("Subtype", isCompact ? "CIDFontType0" : "CIDFontType2")
        entries.name("BaseFont", name)
        entries.dictionary("CIDSystemInfo") { system in
            system.text("Registry", "Adobe")
            system.text("Ordering", "Identity")
            system.integer("Supplement", 0)
        }
        entries.reference("FontDescriptor", descriptor)
        entries.integer("DW", 1000)
        entries.array("W") { writeWidths(of: face, to: &$0) }
        if !isCompact { entries.name("CIDToGIDMap", "Identity") }
    }
    file.dictionary(descriptor) { writeDescriptor(of: face, name: name, program: program, to: &$0) }
    file.stream(program, face.subset.program, face.subset.isPacked ? .packed : .text) { entries in
        if isCompact {
            entries.name("Subtype", "CIDFontType0C")
        } else {
            entries.integer("Length1", face.subset.program.count)
        }
    }
    file.stream(unicode, toUnicode(face))
}

/// Only advances other than the default of 1000; codes that follow each other share an array.
private func writeWidths(of face: EmbeddedFace, to array: inout ObjectWriter) {
    let exceptions = face.glyphs
        .map { (code: $0.code, width: $0.width) }
        .filter { $0.width != 10_000_000 }
        .sorted { $0.code < $1.code }
    var start = 0
    while start < exceptions.count {
        var end = start + 1
        while end < exceptions.count, exceptions[end].code == exceptions[end - 1].code + 1 { end += 1 }
        array.integer(Int(exceptions[start].code))
        array.array { widths in
            for exception in exceptions[start..<end] { widths.decimal(exception.width, places: 4) }
        }
        start = end
    }
}

private func writeDescriptor(
    of face: EmbeddedFace, name: String, program: ObjectReference, to entries: inout DictionaryWriter
) {
    let description = face.description
    func thousandths(_ distance: FontUnits) -> Int { Int(face.thousandths(distance, decimals: 0)) }
    // Table 123: fixed pitch 1, serif 2, symbolic 4, italic 64. Subsets with Identity-H codes are symbolic.
    let flags =
        4 | (description.isFixedPitch ? 1 : 0) | (description.isSerif ? 2 : 0) | (description.italicAngle == 0 ? 0 : 64)
    entries.name("Type", "FontDescriptor")
    entries.name("FontName", name)
    entries.integer("Flags", flags)
    entries.array("FontBBox") { box in
        box.integer(thousandths(description.bounds.left))
        box.integer(thousandths(description.bounds.bottom))
        box.integer(thousandths(description.bounds.right))
        box.integer(thousandths(description.bounds.top))
    }
    entries.decimal("ItalicAngle", Int64(description.italicAngle) * 100 / 65_536, places: 2)
    entries.integer("Ascent", thousandths(description.ascender))
    entries.integer("Descent", thousandths(description.descender))
    entries.integer("CapHeight", thousandths(description.capHeight))
    // No table states the stem; this is the usual estimate from the weight class.
    entries.integer("StemV", 50 + Int(description.weight * description.weight) / (65 * 65))
    entries.reference(face.subset.format == .compactFont ? "FontFile3" : "FontFile2", program)
}

/// The code-to-text map (ISO 32000-1 9.10.3), from the text that was shaped and not from the face's `cmap`.
private func toUnicode(_ face: EmbeddedFace) -> [UInt8] {
    var map = ObjectWriter()
    map.append(
        Array(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """.utf8))
    let glyphs = face.glyphs.sorted { $0.code < $1.code }
    // Codes that follow each other make a range, which must not leave a row of 256.
    var ranges: [Range<Int>] = []
    var single: [Int] = []
    var start = 0
    while start < glyphs.count {
        var end = start + 1
        if face.isOneCodeUnit(glyphs[start]) {
            while end < glyphs.count, glyphs[end].code == glyphs[end - 1].code + 1, glyphs[end].code & 0xFF != 0,
                face.isOneCodeUnit(glyphs[end])
            {
                end += 1
            }
        }
        if end - start > 1 { ranges.append(start..<end) } else { single.append(start) }
        start = end
    }
    var text: [UInt8] = []
    let longest = 100  // lines of a block
    for start in stride(from: 0, to: ranges.count, by: longest) {
        let block = ranges[start..<min(start + longest, ranges.count)]
        map.integer(block.count)
        map.keyword("beginbfrange\n")
        for range in block {
            map.hexString(bigEndian(glyphs[range.lowerBound].code))
            map.hexString(bigEndian(glyphs[range.upperBound - 1].code))
            map.array { texts in for glyph in glyphs[range] { face.writeText(of: glyph, &text, to: &texts) } }
            map.newline()
        }
        map.keyword("endbfrange\n")
    }
    for start in stride(from: 0, to: single.count, by: longest) {
        let block = single[start..<min(start + longest, single.count)]
        map.integer(block.count)
        map.keyword("beginbfchar\n")
        for index in block {
            map.hexString(bigEndian(glyphs[index].code))
            face.writeText(of: glyphs[index], &text, to: &map)
            map.newline()
        }
        map.keyword("endbfchar\n")
    }
    map.append(Array("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n".utf8))
    return map.take()
}

extension EmbeddedFace {
    /// - Parameter scratch: room for the text, used for each.
    fileprivate func writeText(of glyph: Glyph, _ scratch: inout [UInt8], to map: inout ObjectWriter) {
        scratch.removeAll(keepingCapacity: true)
        appendText(of: glyph, to: &scratch)
        map.hexString(scratch)
    }
}

private func bigEndian(_ code: UInt16) -> [UInt8] { [UInt8(code >> 8), UInt8(code & 0xFF)] }
