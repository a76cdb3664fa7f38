/// Composite fonts and their programs, for every code the pages show (ISO 19005-2 6.2.11; ISO 14289-1 7.21).
func checkFonts(of file: PDFFile, _ contents: [PageContent], _ findings: inout Findings) {
    var shown: [Int: Set<Int>] = [:]
    var withoutText: [Int: Set<Int>] = [:]
    for page in contents {
        shown.merge(page.codes) { $0.union($1) }
        withoutText.merge(page.codesWithoutText) { $0.union($1) }
    }
    var names: Set<String> = []
    for number in shown.keys.sorted() {
        let font = file.dictionary(.reference(number))
        guard font["Subtype"]?.name == "Type0" else {
            findings.note(
                "A 6.2.11.2", "font, object \(number)", "it is not composite, which is all that is understood")
            continue
        }
        let check = FontCheck(
            file: file, font: font, number: number, codes: (shown[number] ?? []).sorted(),
            codesWithoutText: withoutText[number] ?? [])
        check.run(&findings)
        let name = check.baseName
        findings.expect(names.insert(name).inserted, "PDF 9.6.4", "font \(name)", "another font has the same name")
    }
}

private struct FontCheck {
    let file: PDFFile
    let font: [String: PDFValue]
    let number: Int
    let codes: [Int]
    let codesWithoutText: Set<Int>

    private var descendant: [String: PDFValue] { file.dictionary(file.array(font["DescendantFonts"]).first) }
    private var descriptor: [String: PDFValue] { file.dictionary(descendant["FontDescriptor"]) }
    private var isTrueType: Bool { descendant["Subtype"]?.name == "CIDFontType2" }
    var baseName: String { descendant["BaseFont"]?.name ?? "object \(number)" }
    private var place: String { "font \(baseName)" }

    func run(_ findings: inout Findings) {
        checkNames(&findings)
        checkDictionaries(&findings)
        checkDescriptor(&findings)
        checkText(&findings)
        let key = isTrueType ? "FontFile2" : "FontFile3"
        guard let bytes = file.stream(descriptor[key]) else {
            findings.note("A 6.2.11.4.1", place, "the font program is not embedded as /\(key)")
            return
        }
        let head = file.dictionary(descriptor[key])
        if isTrueType {
            findings.expect(
                head["Length1"]?.integer == bytes.count, "PDF 9.9", place, "/Length1 is not the program's length")
        } else {
            findings.expect(
                head["Subtype"]?.name == "CIDFontType0C", "A 6.2.11.2", place,
                "the program is not a bare CFF, which viewers read alike")
        }
        guard let program = FontProgram(bytes) else {
            findings.note("A 6.2.11.4.1", place, "the font program cannot be read")
            return
        }
        checkProgram(program, &findings)
    }

    private func checkNames(_ findings: inout Findings) {
        let tag = Array(baseName.utf8.prefix(7))
        findings.expect(
            tag.count == 7 && tag.dropLast().allSatisfy { (0x41...0x5A).contains($0) } && tag[6] == UInt8(ascii: "+")
                && baseName.utf8.count > 7, "PDF 9.6.4", place, "the name has no subset tag")
        findings.expect(
            descriptor["FontName"]?.name == baseName, "PDF 9.8.1", place, "/FontName and /BaseFont differ")
        let wanted = isTrueType ? baseName : baseName + "-Identity-H"
        findings.expect(font["BaseFont"]?.name == wanted, "PDF 9.7.6.1", place, "the composite font's name differs")
    }

    private func checkDictionaries(_ findings: inout Findings) {
        findings.expect(
            font["Encoding"]?.name == "Identity-H", "A 6.2.11.3.3", place, "/Encoding is not Identity-H")
        findings.expect(
            file.array(font["DescendantFonts"]).count == 1, "PDF 9.7.6.1", place, "there is not one descendant")
        let kind = descendant["Subtype"]?.name ?? ""
        findings.expect(
            ["CIDFontType0", "CIDFontType2"].contains(kind), "A 6.2.11.2", place, "the descendant is a \(kind)")
        let system = file.dictionary(descendant["CIDSystemInfo"])
        findings.expect(
            system["Registry"]?.text == "Adobe" && system["Ordering"]?.text == "Identity"
                && system["Supplement"]?.integer == 0, "A 6.2.11.3.1", place,
            "/CIDSystemInfo is not Adobe-Identity-0")
        if isTrueType {
            findings.expect(
                descendant["CIDToGIDMap"] != nil, "A 6.2.11.3.2", place, "/CIDToGIDMap is missing")
        }
    }

    private func checkDescriptor(_ findings: inout Findings) {
        for key in ["Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV"]
        where descriptor[key] == nil {
            findings.note("PDF 9.8.1", place, "the descriptor has no /\(key)")
        }
        let flags = descriptor["Flags"]?.integer ?? 0
        findings.expect(
            (flags & 4 != 0) != (flags & 32 != 0), "PDF 9.8.2", place,
            "/Flags is not one of symbolic and nonsymbolic")
        let angle = descriptor["ItalicAngle"]?.number ?? 0
        findings.expect((angle != 0) == (flags & 64 != 0), "PDF 9.8.2", place, "/Flags and /ItalicAngle disagree")
        let box = file.array(descriptor["FontBBox"]).compactMap(\.number)
        findings.expect(
            box.count == 4 && box[0] < box[2] && box[1] < box[3], "PDF 9.8.1", place, "/FontBBox has no area")
        findings.expect(
            (descriptor["Descent"]?.number ?? 0) <= 0 && (descriptor["Ascent"]?.number ?? 0) > 0, "PDF 9.8.1", place,
            "/Ascent or /Descent has the wrong sign")
    }

    private func checkText(_ findings: inout Findings) {
        guard let bytes = file.stream(font["ToUnicode"]) else {
            findings.note("A 6.2.11.7.2", place, "there is no /ToUnicode")
            return
        }
        let map = CodeMap(bytes)
        for fault in map.faults { findings.note("PDF 9.10.3", place, "ToUnicode: \(fault)") }
        for code in codes {
            guard let text = map.texts[code], !text.isEmpty else {
                findings.note("A 6.2.11.7.2", place, "code \(code) has no text")
                continue
            }
            for scalar in text.unicodeScalars {
                switch scalar.value {
                case 0, 0xFEFF, 0xFFFE:
                    findings.note("UA 7.21.7", place, "code \(code) stands for a forbidden character")
                case 0xE000...0xF8FF, 0xF_0000...:
                    findings.expect(
                        !codesWithoutText.contains(code), "A 6.2.11.7.3", place,
                        "code \(code) stands for a private-use character, and no mark says what it means")
                case 0x2E80...0x2FDF, 0xFFFD:
                    findings.expect(
                        !codesWithoutText.contains(code), "PDF 9.10.2", place,
                        "code \(code) stands for a radical or nothing known, which nobody searches for")
                default: break
                }
            }
        }
    }

    /// Glyphs and widths behind the codes.
    private func checkProgram(_ program: FontProgram, _ findings: inout Findings) {
        let widths = readWidths(&findings)
        let standard = file.resolve(descendant["DW"]).number ?? 1000
        let map = file.stream(font["ToUnicode"]).map { CodeMap($0) }
        let glyphs = file.stream(descendant["CIDToGIDMap"])
        for code in codes {
            findings.expect(code != 0, "A 6.2.11.8", place, "code 0 is shown, which is .notdef")
            var glyph = code
            if let glyphs {
                glyph = 2 * code + 1 < glyphs.count ? Int(glyphs[2 * code]) << 8 | Int(glyphs[2 * code + 1]) : 0
            } else if !isTrueType, let cids = program.glyphOfCID {
                glyph = cids[code] ?? 0
            }
            guard glyph > 0, glyph < program.glyphCount else {
                findings.expect(code == 0, "A 6.2.11.8", place, "code \(code) leads to no glyph of the program")
                continue
            }
            findings.expect(
                isTrueType || glyph == code, "PDF 9.7.4.2", place,
                "code \(code) is glyph \(glyph), which viewers that take codes for glyphs draw wrongly")
            let stated = widths[code] ?? standard
            findings.expect(
                abs(stated - program.width(of: glyph)) <= 1, "A 6.2.11.5", place,
                "code \(code) is \(program.width(of: glyph)) wide in the program and \(stated) in /W")
            if program.isBlank(glyph), let text = map?.texts[code] {
                let needsInk = text.unicodeScalars.contains {
                    $0.properties.generalCategory == .otherLetter || $0.properties.generalCategory == .decimalNumber
                        || $0.properties.isUppercase || $0.properties.isLowercase
                }
                findings.expect(!needsInk, "PDF 9.7.4.2", place, "code \(code) draws nothing and stands for “\(text)”")
            }
        }
    }

    /// `/W` in both its forms (9.7.4.3).
    private func readWidths(_ findings: inout Findings) -> [Int: Double] {
        var widths: [Int: Double] = [:]
        let values = file.array(descendant["W"])
        var place = 0
        while place < values.count {
            guard let first = values[place].integer, place + 1 < values.count else {
                findings.note("PDF 9.7.4.3", self.place, "/W is neither of its two forms")
                return widths
            }
            if let list = file.resolve(values[place + 1]).array {
                for (offset, width) in list.enumerated() { widths[first + offset] = width.number ?? 0 }
                place += 2
            } else if let last = values[place + 1].integer, (first...max(first, 65_535)).contains(last),
                place + 2 < values.count, let width = values[place + 2].number
            {
                for code in first...last { widths[code] = width }
                place += 3
            } else {
                findings.note("PDF 9.7.4.3", self.place, "/W is neither of its two forms")
                return widths
            }
        }
        return widths
    }
}
