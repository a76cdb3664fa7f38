import PDFChecks
import Testing

/// One way to spoil a good file, the clause that forbids it, and a word of the message that must name it.
struct Defect: CustomTestStringConvertible, Sendable {
    var name: String
    var clause: String
    var word: String
    var edit: @Sendable (inout PDFFile) -> Void
    var editBytes: @Sendable (inout [UInt8]) -> Void = { _ in }
    var isAssociated = false
    /// Of the file with an output intent for inks.
    var hasInks = false

    var testDescription: String { "\(clause): \(name)" }

    init(_ clause: String, _ name: String, says word: String, _ edit: @escaping @Sendable (inout PDFFile) -> Void) {
        self.name = name
        self.clause = clause
        self.word = word
        self.edit = edit
    }

    static func bytes(
        _ clause: String, _ name: String, says word: String, _ edit: @escaping @Sendable (inout [UInt8]) -> Void
    ) -> Defect {
        var defect = Defect(clause, name, says: word) { _ in }
        defect.editBytes = edit
        return defect
    }

    static func associated(
        _ clause: String, _ name: String, says word: String, _ edit: @escaping @Sendable (inout PDFFile) -> Void
    ) -> Defect {
        var defect = Defect(clause, name, says: word, edit)
        defect.isAssociated = true
        return defect
    }
}

private let a = "ISO 19005-2 "
private let ua = "ISO 14289-1 "
private let pdf = "ISO 32000-1 "

extension Defect {
    static let ofBytes: [Defect] = [
        .bytes(a + "6.1.2", "version 2.0", says: "%PDF-1.0") { $0.replaceSubrange(5..<8, with: Array("2.0".utf8)) },
        .bytes(a + "6.1.2", "no binary comment", says: "second line") { $0[10] = 0x41 },
        .bytes(a + "6.1.3", "a byte after the end", says: "follows %%EOF") { $0 += Array("x\n".utf8) },
        .bytes(a + "6.1.4", "startxref leads elsewhere", says: "cross-reference") {
            $0 = $0.replacing(Array("startxref\n".utf8), with: Array("startxref\n7".utf8))
        },
        .bytes(a + "6.1.7.1", "a stream's length is short", says: "stream") {
            $0 = $0.replacing(Array("/Length 480".utf8), with: Array("/Length 470".utf8))
        },
    ]

    static let ofFile: [Defect] = [
        Defect(a + "6.1.3", "encrypted", says: "encrypt") {
            $0.trailer["Encrypt"] = .dictionary(["Filter": .name("Standard"), "V": .integer(9), "R": .integer(9)])
        },
        Defect(a + "6.1.3", "no identifier", says: "/ID") { $0.trailer["ID"] = nil },
        Defect(a + "6.1.3", "a short identifier", says: "/ID") {
            $0.trailer["ID"] = .array([.text("a"), .text("a")])
        },
        Defect(pdf + "14.4", "identifiers differ", says: "differ") {
            $0.trailer["ID"] = .array([.text("0123456789abcdef"), .text("0123456789abcdeF")])
        },
        Defect(a + "6.1.7.1", "data outside the file", says: "/F,") { file in
            file.edit(file.packet) { $0["F"] = .text("x") }
        },
        Defect(a + "6.1.7.2", "LZW", says: "LZWDecode") { file in
            file.edit(file.contents[0]) { $0["Filter"] = .name("LZWDecode") }
        },
        Defect(a + "6.1.13", "a long string", says: "32,767") { file in
            file.editCatalog { $0["X"] = .string(Array(repeating: 0x41, count: 32_768)) }
        },
        Defect(a + "6.1.13", "a long name", says: "127") { file in
            file.editCatalog { $0["X"] = .name(String(repeating: "x", count: 128)) }
        },
        Defect(a + "6.1.13", "a large integer", says: "32 bits") { file in
            file.editCatalog { $0["X"] = .integer(1 << 33) }
        },
        Defect(a + "6.5.2", "additional actions", says: "/AA") { file in
            file.edit(file.pages[0]) { $0["AA"] = .dictionary([:]) }
        },
        Defect(a + "6.5.1", "JavaScript", says: "JavaScript") { file in
            file.editCatalog { $0["OpenAction"] = .dictionary(["S": .name("JavaScript"), "JS": .text("1")]) }
        },
        Defect(a + "6.5.1", "an open action", says: "/OpenAction") { file in
            file.editCatalog { $0["OpenAction"] = .dictionary(["S": .name("Named")]) }
        },
        Defect(a + "6.5.1", "launching a program", says: "Launch") { file in
            _ = file.add(.dictionary(["S": .name("Launch")]))
        },
        Defect(a + "6.11", "requirements", says: "/Requirements") { file in
            file.editCatalog { $0["Requirements"] = .array([]) }
        },
        Defect(a + "6.4.2", "needs rendering", says: "/NeedsRendering") { file in
            file.editCatalog { $0["NeedsRendering"] = .boolean(true) }
        },
        Defect(a + "6.10", "presentation steps", says: "/PresSteps") { file in
            file.edit(file.pages[0]) { $0["PresSteps"] = .dictionary([:]) }
        },
        Defect(a + "6.2.5", "a transfer function", says: "/TR") { file in
            _ = file.add(.dictionary(["Type": .name("ExtGState"), "TR": .name("Identity")]))
        },
        Defect(a + "6.2.8", "interpolation", says: "/Interpolate") { file in
            _ = file.add(.dictionary(["Interpolate": .boolean(true)]))
        },
        Defect(a + "6.3.1", "a movie", says: "Movie") { file in
            _ = file.add(.dictionary(["Rect": .array([]), "Subtype": .name("Movie")]))
        },
        Defect(a + "6.2.11.4.2", "a set of identifiers", says: "/CIDSet") { file in
            file.edit(file.first("Type", "FontDescriptor")) { $0["CIDSet"] = .text("x") }
        },
        Defect(a + "6.1.12", "permissions", says: "/Perms") { file in
            file.editCatalog { $0["Perms"] = .dictionary(["Other": .null, "Another": .integer(1)]) }
        },
        Defect(a + "6.8", "a file inside PDF/A-2", says: "embedded") { file in
            _ = file.add(.dictionary(["Type": .name("Filespec"), "EF": .dictionary([:])]))
        },
        .associated("ISO 19005-3 6.8", "no relationship", says: "/AFRelationship") { file in
            file.edit(file.first("Type", "Filespec")) { $0["AFRelationship"] = nil }
        },
        .associated("ISO 19005-3 6.8", "not associated", says: "/AF") { file in file.editCatalog { $0["AF"] = nil } },
        .associated("ISO 19005-3 6.8", "not named", says: "/EmbeddedFiles") { file in
            file.editCatalog { $0["Names"] = nil }
        },
        .associated("ISO 19005-3 6.8", "no file name", says: "/UF") { file in
            file.edit(file.first("Type", "Filespec")) { $0["UF"] = nil }
        },
        .associated("ISO 19005-3 6.8", "no media type", says: "media type") { file in
            file.edit(file.first("Type", "EmbeddedFile")) { $0["Subtype"] = nil }
        },
        .associated(pdf + "7.11.4", "another size", says: "/Size") { file in
            file.edit(file.first("Type", "EmbeddedFile")) { $0["Params"] = .dictionary(["Size": .integer(3)]) }
        },
    ]

    static let ofCatalog: [Defect] = [
        Defect(a + "6.1.2", "a later version", says: "/Version") { file in
            file.editCatalog { $0["Version"] = .name("2.0") }
        },
        Defect(a + "6.7.2.2", "not marked", says: "/Marked") { file in file.editCatalog { $0["MarkInfo"] = nil } },
        Defect(ua + "7.1", "suspects", says: "/Suspects") { file in
            file.editCatalog { $0["MarkInfo"] = .dictionary(["Marked": .boolean(true), "Suspects": .boolean(true)]) }
        },
        Defect(a + "6.7.4", "zh_CN", says: "/Lang") { file in file.editCatalog { $0["Lang"] = .text("zh_CN") } },
        Defect(a + "6.7.4", "an empty language", says: "/Lang") { file in file.editCatalog { $0["Lang"] = .text("") } },
        Defect(ua + "7.1", "the title is not shown", says: "/DisplayDocTitle") { file in
            file.editCatalog { $0["ViewerPreferences"] = nil }
        },
        Defect(a + "6.7.3.3", "no structure", says: "/StructTreeRoot") { file in
            file.editCatalog { $0["StructTreeRoot"] = nil }
        },
        Defect(a + "6.2.3", "no output intent", says: "no output intent") { file in
            file.editCatalog { $0["OutputIntents"] = nil }
        },
        Defect(a + "6.2.3", "two output intents", says: "more than one") { file in
            let intents = file.catalog["OutputIntents"]?.array ?? []
            file.editCatalog { $0["OutputIntents"] = .array(intents + intents) }
        },
        Defect(a + "6.2.3", "a cut profile", says: "states 480") { file in
            file.editStream(file.profile) { $0.removeLast() }
        },
        Defect(a + "6.2.3", "a profile of version 5", says: "version") { file in
            file.editStream(file.profile) { $0[8] = 5 }
        },
        Defect(a + "6.2.3", "a display profile for CMYK", says: "output profile for CMYK") { file in
            file.editStream(file.profile) { $0.replaceSubrange(16..<20, with: Array("CMYK".utf8)) }
        },
        Defect(a + "6.2.3", "four components", says: "/N") { file in
            file.edit(file.profile) { $0["N"] = .integer(4) }
        },
        Defect(a + "6.6.2.1", "no metadata", says: "/Metadata") { file in file.editCatalog { $0["Metadata"] = nil } },
        Defect(pdf + "12.3.3", "a wrong number of bookmarks", says: "/Count") { file in
            file.edit(file.first("Type", "Outlines")) { $0["Count"] = .integer(7) }
        },
        Defect(pdf + "12.3.3", "a broken chain back", says: "/Prev") { file in
            file.edit(file.bookmark(2)) { $0["Prev"] = nil }
        },
        Defect(pdf + "12.3.3", "a wrong last bookmark", says: "/Last") { file in
            let root = file.first("Type", "Outlines")
            file.edit(root) { $0["Last"] = .reference(root) }
        },
        Defect(pdf + "12.3.3", "bookmarks in a ring", says: "lead back") { file in
            let item = file.bookmark(2)
            file.edit(item) { $0["Next"] = .reference(item) }
        },
        Defect(pdf + "12.3.3", "a bookmark without title", says: "title") { file in
            file.edit(file.bookmark(1)) { $0["Title"] = .text("") }
        },
        Defect(ua + "7.17", "a bookmark to nowhere", says: "no page") { file in
            file.edit(file.bookmark(1)) { $0["Dest"] = .array([.null]) }
        },
        Defect(pdf + "12.4.2", "labels from the second page on", says: "page 0") { file in
            let range = PDFValue.dictionary(["S": .name("D")])
            file.editCatalog { $0["PageLabels"] = .dictionary(["Nums": .array([.integer(1), range])]) }
        },
        Defect(pdf + "12.4.2", "a style of labels", says: "style") { file in
            let range = PDFValue.dictionary(["S": .name("Q")])
            file.editCatalog { $0["PageLabels"] = .dictionary(["Nums": .array([.integer(0), range])]) }
        },
        Defect(pdf + "7.9.7", "keys that do not ascend", says: "ascend") { file in
            let range = PDFValue.dictionary(["S": .name("D")])
            file.editCatalog {
                $0["PageLabels"] = .dictionary(["Nums": .array([.integer(0), range, .integer(0), range])])
            }
        },
    ]

    static let ofMetadata: [Defect] = [
        .packet(a + "6.6.4", "level B", says: "conformance", "conformance>A<", "conformance>B<"),
        .packet(a + "6.6.4", "part 1", says: "pdfaid:part", "<pdfaid:part>2<", "<pdfaid:part>1<"),
        .packet(ua + "5", "no part of PDF/UA", says: "pdfuaid:part", "<pdfuaid:part>1<", "<pdfuaid:part>2<"),
        .packet(
            a + "6.6.2.3", "pdfuaid not described", says: "described", "pdfaProperty:name>part<", "pdfaProperty:name>p<"
        ),
        .packet(a + "6.6.2.3", "a category", says: "category", ">internal<", ">other<"),
        .packet(
            a + "6.6.2.3", "a creator in a bag", says: "dc:creator", "<dc:creator><rdf:Seq>", "<dc:creator><rdf:Bag>",
            "</rdf:Seq></dc:creator>", "</rdf:Bag></dc:creator>"),
        .packet(a + "6.6.2.3", "a title without default", says: "x-default", "x-default", "zh"),
        .packet(a + "6.6.2.3", "a date in words", says: "ISO 8601", "CreateDate>2031-03-04T", "CreateDate>2031-3-4T"),
        .packet(
            a + "6.6.2.3", "an unknown property", says: "described", "<pdf:Producer>",
            "<rec:year xmlns:rec=\"urn:r\">1</rec:year><pdf:Producer>"),
        .packet(a + "6.6.2.3", "a property twice", says: "twice", "<dc:format>", "<dc:format>x</dc:format><dc:format>"),
        .packet(
            a + "6.6.2.3", "another namespace", says: "stands for", "http://www.aiim.org/pdfa/ns/id/",
            "http://www.aiim.org/pdfa/id/"),
        .packet(a + "6.6.2.1", "no XML", says: "well-formed", "</rdf:RDF>", ""),
        .packet(a + "6.6.2.1", "a length in the header", says: "bytes", " id=", " bytes=\"7\" id="),
        .packet(ua + "7.1", "no title", says: "dc:title", ">青禾市会议纪要<", "><"),
        Defect(a + "6.6.3", "another title in Info", says: "/Title") { file in
            file.edit(file.trailer["Info"]?.reference ?? 0) { $0["Title"] = .text("x") }
        },
        Defect(a + "6.6.3", "another date in Info", says: "/ModDate") { file in
            file.edit(file.trailer["Info"]?.reference ?? 0) { $0["ModDate"] = nil }
        },
        Defect(a + "6.6.3", "no author in Info", says: "/Author") { file in
            file.edit(file.trailer["Info"]?.reference ?? 0) { $0["Author"] = nil }
        },
    ]

    private static func packet(
        _ clause: String, _ name: String, says word: String, _ pairs: String...
    ) -> Defect {
        Defect(clause, name, says: word) { file in
            for index in stride(from: 0, to: pairs.count, by: 2) {
                file.replace(pairs[index], pairs[index + 1], inStream: file.packet)
            }
        }
    }
}

extension PDFFile {
    var profile: Int {
        first("S", "GTS_PDFA1") == 0
            ? 0 : dictionary(.reference(first("S", "GTS_PDFA1")))["DestOutputProfile"]?.reference ?? 0
    }

    /// Numbers of the bookmarks in the order they are written.
    fileprivate func bookmark(_ index: Int) -> Int {
        objects.filter { $0.value.value.dictionary?["Dest"] != nil }.keys.sorted()[index]
    }
}
