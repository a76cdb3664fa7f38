import PDFChecks

private let a = "ISO 19005-2 "
private let ua = "ISO 14289-1 "
private let pdf = "ISO 32000-1 "

extension Defect {
    private static func descriptor(
        _ clause: String, _ name: String, says word: String,
        _ change: @escaping @Sendable (inout [String: PDFValue]) -> Void
    ) -> Defect {
        Defect(clause, name, says: word) { $0.edit($0.first("Type", "FontDescriptor"), change) }
    }

    private static func font(
        _ kind: String, _ clause: String, _ name: String, says word: String,
        _ change: @escaping @Sendable (inout [String: PDFValue]) -> Void
    ) -> Defect {
        Defect(clause, name, says: word) { $0.edit($0.first("Subtype", kind), change) }
    }

    private static func unicode(
        _ clause: String, _ name: String, says word: String, _ old: String, _ new: String
    ) -> Defect {
        Defect(clause, name, says: word) { file in
            let map = file.dictionary(.reference(file.first("Subtype", "Type0")))["ToUnicode"]?.reference ?? 0
            file.replace(old, new, inStream: map)
        }
    }

    static let ofFonts: [Defect] = [
        descriptor(a + "6.2.11.4.1", "a font not embedded", says: "not embedded") { $0["FontFile3"] = nil },
        descriptor(pdf + "9.8.1", "another font name", says: "/FontName") { $0["FontName"] = .name("Other") },
        descriptor(pdf + "9.8.1", "no stem", says: "/StemV") { $0["StemV"] = nil },
        descriptor(pdf + "9.8.1", "an empty box", says: "/FontBBox") {
            $0["FontBBox"] = .array([.integer(0), .integer(0), .integer(0), .integer(0)])
        },
        descriptor(pdf + "9.8.1", "a descent above the line", says: "sign") { $0["Descent"] = .integer(120) },
        descriptor(pdf + "9.8.2", "symbolic and nonsymbolic", says: "symbolic") { $0["Flags"] = .integer(36) },
        descriptor(pdf + "9.8.2", "italic by its angle only", says: "/ItalicAngle") {
            $0["ItalicAngle"] = .integer(-12)
        },
        font("CIDFontType0", pdf + "9.6.4", "no subset tag", says: "subset tag") { $0["BaseFont"] = .name("Fandol") },
        font("CIDFontType0", pdf + "9.6.4", "a subset tag in small letters", says: "subset tag") {
            $0["BaseFont"] = .name("abcdef+Fandol")
        },
        font("CIDFontType0", a + "6.2.11.3.1", "another collection", says: "/CIDSystemInfo") {
            $0["CIDSystemInfo"] = .dictionary(["Registry": .text("Adobe"), "Ordering": .text("GB1")])
        },
        font("CIDFontType0", a + "6.2.11.5", "widths of 500", says: "wide") {
            $0["W"] = .array([.integer(1), .integer(99), .integer(500)])
        },
        font("CIDFontType0", a + "6.2.11.5", "a default width", says: "wide") { $0["DW"] = .integer(990) },
        font("CIDFontType0", pdf + "9.7.4.3", "widths of no form", says: "two forms") {
            $0["W"] = .array([.name("x")])
        },
        font("CIDFontType2", a + "6.2.11.3.2", "no map to glyphs", says: "/CIDToGIDMap") { $0["CIDToGIDMap"] = nil },
        font("Type0", pdf + "9.7.6.1", "the composite font's name", says: "name") { $0["BaseFont"] = .name("X") },
        font("Type0", a + "6.2.11.3.3", "another encoding", says: "Identity-H") {
            $0["Encoding"] = .name("Identity-V")
        },
        font("Type0", a + "6.2.11.7.2", "no map to Unicode", says: "/ToUnicode") { $0["ToUnicode"] = nil },
        font("Type0", a + "6.2.11.2", "a simple font", says: "composite") { $0["Subtype"] = .name("Type1") },
        Defect(pdf + "9.9", "a program's length", says: "/Length1") { file in
            let descriptor = file.dictionary(.reference(file.first("Subtype", "CIDFontType2")))["FontDescriptor"]
            let program = file.dictionary(descriptor)["FontFile2"]?.reference ?? 0
            file.edit(program) { $0["Length1"] = .integer(7) }
        },
        Defect(a + "6.2.11.4.1", "a broken program", says: "cannot be read") { file in
            file.editStream(file.first("Subtype", "CIDFontType0C")) { $0.removeSubrange(40...) }
        },
        Defect(pdf + "9.7.4.2", "a charset one off", says: "draw wrongly") { file in
            file.editStream(file.first("Subtype", "CIDFontType0C")) { program in
                // Format 2, one range from identifier 1 on, before the selection of Font DICTs: it begins with 2 now.
                let place = program.indices.dropLast(8).first { start in
                    program[start..<start + 4] == [2, 0, 1, 0] && program[start + 5..<start + 8] == [3, 0, 1]
                }
                if let place { program[place + 2] = 2 }
            }
        },
        Defect(a + "6.2.11.2", "a wrapped program", says: "bare CFF") { file in
            file.edit(file.first("Subtype", "CIDFontType0C")) { $0["Subtype"] = .name("OpenType") }
        },
        Defect(pdf + "9.6.4", "two fonts of one name", says: "same name") { file in
            let first = file.first("Subtype", "CIDFontType0")
            let name = file.dictionary(.reference(first))["BaseFont"]
            file.edit(file.first("Subtype", "CIDFontType0", after: first)) { $0["BaseFont"] = name }
        },
        unicode(ua + "7.21.7", "a byte order mark", says: "forbidden", "<4F1A>", "<FEFF>"),
        unicode(a + "6.2.11.7.3", "a private-use character", says: "private-use", "<4F1A>", "<E000>"),
        unicode(pdf + "9.10.2", "a radical", says: "radical", "<4F1A>", "<2F00>"),
        unicode(pdf + "9.10.3", "half a surrogate pair", says: "UTF-16", "<4F1A>", "<D842>"),
        unicode(
            pdf + "9.10.3", "a wrong number of lines", says: "number of lines", "beginbfrange", "pop 9 beginbfrange"),
        unicode(pdf + "9.10.3", "a block too large", says: "100 lines", "beginbfrange", "pop 101 beginbfrange"),
        unicode(a + "6.2.11.7.2", "an empty text", says: "no text", "<4F1A>", "<>"),
    ]
}
