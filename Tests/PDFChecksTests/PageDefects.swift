import PDFChecks

private let a = "ISO 19005-2 "
private let ua = "ISO 14289-1 "
private let pdf = "ISO 32000-1 "

extension Defect {
    private static func content(_ clause: String, _ name: String, says word: String, _ text: String) -> Defect {
        Defect(clause, name, says: word) { $0.addContent(text) }
    }

    static let ofPages: [Defect] = [
        Defect(a + "6.2.2", "no resources", says: "/Resources of its own") { file in
            file.edit(file.pages[0]) { $0["Resources"] = nil }
        },
        Defect(ua + "7.18.3", "no order of tabs", says: "/Tabs") { file in
            file.edit(file.pages[0]) { $0["Tabs"] = nil }
        },
        Defect(a + "6.1.13", "a page of two units", says: "/MediaBox") { file in
            file.edit(file.pages[0]) {
                $0["MediaBox"] = .array([.integer(0), .integer(0), .integer(2), .integer(2)])
            }
        },
        Defect(pdf + "7.7.3", "a wrong number of pages", says: "/Count") { file in
            file.edit(file.first("Type", "Pages")) { $0["Count"] = .integer(9) }
        },
        Defect(pdf + "14.7.4.4", "no key into the parent tree", says: "/StructParents") { file in
            file.edit(file.pages[0]) { $0["StructParents"] = nil }
        },
        Defect(a + "6.3.2", "a link that is not printed", says: "not printed") { file in
            file.edit(file.pages[0]) {
                $0["Annots"] = .array([.dictionary(["Subtype": .name("Link"), "Contents": .text("x")])])
            }
        },
        Defect(ua + "7.18.5", "a link without words", says: "/Contents") { file in
            file.edit(file.pages[0]) {
                $0["Annots"] = .array([.dictionary(["Subtype": .name("Link"), "F": .integer(4)])])
            }
        },
        Defect(ua + "7.18.1", "a link outside the structure", says: "no structure element") { file in
            file.edit(file.pages[0]) {
                $0["Annots"] = .array([.dictionary(["Subtype": .name("Link"), "F": .integer(4)])])
            }
        },
        content(ua + "7.1", "a rule outside marks", says: "neither tagged", "0 0 9 9 re f"),
        content(a + "6.2.2", "an unknown operator", says: "zz is no operator", "1 zz"),
        content(a + "6.2.2", "a font the page does not have", says: "no font F77", "BT /F77 9 Tf ET"),
        content(a + "6.2.2", "a graphics state the page does not have", says: "no graphics state", "/G7 gs"),
        content(
            ua + "7.1", "an artifact in text", says: "artifact stands inside", "/P<</MCID 90>>BDC /Artifact BMC EMC EMC"
        ),
        content(
            ua + "7.1", "text in an artifact", says: "inside an artifact", "/Artifact BMC /P<</MCID 90>>BDC EMC EMC"),
        content(pdf + "14.8.2.2.2", "a type of artifact", says: "Decoration", "/Artifact<</Type/Decoration>>BDC EMC"),
        content(pdf + "14.6.1", "a mark that stays open", says: "not closed", "/Artifact BMC"),
        content(pdf + "14.6.1", "an end without a mark", says: "has not begun", "EMC"),
        content(pdf + "14.6.1", "a mark across a text object", says: "cross", "BT /Artifact BMC ET EMC"),
        content(pdf + "9.4.1", "a text object in another", says: "inside another", "BT BT ET"),
        content(
            pdf + "9.4.1", "text outside a text object", says: "outside a text object", "/Artifact BMC (ab) Tj EMC"),
        content(pdf + "9.7.6.2", "half a code", says: "odd", "/Artifact BMC BT /F0 9 Tf (a) Tj ET EMC"),
        content(pdf + "8.4.2", "a state that is not given back", says: "no Q", "q"),
        content(pdf + "8.4.2", "a state that was not kept", says: "no q", "Q"),
        content(
            a + "6.1.13", "states 29 deep", says: "28",
            String(repeating: "q ", count: 29) + String(repeating: "Q ", count: 29)),
        content(a + "6.2.4.3", "CMYK", says: "DeviceCMYK", "0 0 0 1 k"),
        content(a + "6.2.6", "an intent", says: "rendering intent", "/Vivid ri"),
        Defect(ua + "7.20", "a form", says: "forms") { file in
            let form = file.add(
                .dictionary(["Type": .name("XObject"), "Subtype": .name("Form")]), stream: Array("0 0 m".utf8))
            file.edit(file.pages[0]) { page in
                page["Resources"] = .dictionary(["XObject": .dictionary(["X0": .reference(form)])])
            }
            file.addContent("/Artifact BMC /X0 Do EMC")
        },
        content(a + "6.7.4", "a language of a mark", says: "language", "/Span<</Lang(zh_CN)>>BDC EMC"),
        content(pdf + "14.7.4.2", "an identifier twice", says: "given twice", "/P<</MCID 0>>BDC EMC"),
        content(pdf + "14.7.4.4", "identifiers with a gap", says: "count from 0", "/P<</MCID 99>>BDC EMC"),
        content(ua + "7.1", "text in no element", says: "in no structure element", "/P<</MCID 99>>BDC EMC"),
        content(a + "6.2.11.8", "the glyph .notdef", says: "code 0", "/Artifact BMC BT /F0 9 Tf <0000> Tj ET EMC"),
        content(a + "6.2.11.8", "a code without glyph", says: "no glyph", "/Artifact BMC BT /F0 9 Tf <7FFF> Tj ET EMC"),
        content(a + "6.2.11.7.2", "a code without text", says: "no text", "/Artifact BMC BT /F0 9 Tf <7FFF> Tj ET EMC"),
    ]

    static let ofStructure: [Defect] = [
        Defect(ua + "7.1", "another parent", says: "/P") { file in
            file.edit(file.element("H1")) { $0["P"] = .reference(1) }
        },
        Defect(a + "6.7.3.3", "no Document", says: "Document") { file in
            file.edit(file.element("Document")) { $0["S"] = .name("Sect") }
        },
        Defect(a + "6.7.4", "a language", says: "/Lang") { file in
            file.edit(file.element("H1")) { $0["Lang"] = .text("zh_CN") }
        },
        Defect(a + "6.7.3.4", "an unknown type", says: "Clause") { file in
            file.edit(file.element("P")) { $0["S"] = .name("Clause") }
        },
        Defect(ua + "7.1", "a standard type mapped", says: "mapped") { file in
            file.editRoot { $0["RoleMap"] = .dictionary(["P": .name("H1")]) }
        },
        Defect(pdf + "14.7.4.2", "content that is not there", says: "not there") { file in
            file.edit(file.element("H1")) { $0["K"] = .array(($0["K"]?.array ?? []) + [.integer(77)]) }
        },
        Defect(ua + "7.1", "content left out of the tree", says: "in no structure element") { file in
            file.edit(file.element("H1")) { $0["K"] = .array([]) }
        },
        Defect(pdf + "14.7.4.2", "content in the tree twice", says: "twice") { file in
            file.edit(file.element("H2")) { $0["K"] = .array(($0["K"]?.array ?? []) + [.integer(0)]) }
        },
        Defect(pdf + "14.7.2", "an element reached twice", says: "reached twice") { file in
            let heading = file.element("H1")
            file.edit(file.element("Document")) {
                $0["K"] = .array(($0["K"]?.array ?? []) + [.reference(heading)])
            }
        },
        Defect(ua + "7.2", "another order of reading", says: "another order") { file in
            file.edit(file.element("Document")) { $0["K"] = .array(($0["K"]?.array ?? []).reversed()) }
        },
        Defect(pdf + "14.7.4.4", "no parent tree", says: "there is none") { file in
            file.editRoot { $0["ParentTree"] = nil }
        },
        Defect(pdf + "14.7.4.4", "a reversed parent tree", says: "another element") { file in
            file.editParents { $0.reverse() }
        },
        Defect(pdf + "14.7.4.4", "a short parent tree", says: "entries for") { file in
            file.editParents { $0.removeLast() }
        },
        Defect(pdf + "14.7.4.4", "a parent tree without a page", says: "no array") { file in
            file.editNumbers { $0.removeFirst(2) }
        },
        Defect(pdf + "14.7.4.4", "a parent tree with a page too many", says: "no page") { file in
            file.editNumbers { $0 += [.integer(2), .array([])] }
        },
        Defect(pdf + "14.7.4.4", "the next key", says: "/ParentTreeNextKey") { file in
            file.editRoot { $0["ParentTreeNextKey"] = .integer(1) }
        },
        Defect(pdf + "14.7.4.4", "a key of two pages", says: "another page") { file in
            file.edit(file.pages[1]) { $0["StructParents"] = .integer(0) }
        },
        Defect(ua + "7.4.2", "a skipped level", says: "H4 follows H1") { file in
            file.edit(file.element("H2")) { $0["S"] = .name("H4") }
        },
        Defect(ua + "7.4.2", "a first heading of level 2", says: "first heading") { file in
            file.edit(file.element("H1")) { $0["S"] = .name("H2") }
        },
        Defect(ua + "7.4.4", "H and H1", says: "H and H1") { file in
            file.edit(file.element("H2")) { $0["S"] = .name("H") }
        },
        Defect(ua + "7.5", "a head cell without scope", says: "/Scope") { file in
            file.edit(file.element("TH")) { $0["A"] = nil }
        },
        Defect(ua + "7.2", "ragged rows", says: "columns") { file in
            file.edit(file.element("TD")) {
                $0["A"] = .dictionary(["O": .name("Table"), "ColSpan": .integer(2)])
            }
        },
        Defect(ua + "7.2", "a span of nothing", says: "less than 1") { file in
            file.edit(file.element("TD")) {
                $0["A"] = .dictionary(["O": .name("Table"), "ColSpan": .integer(0)])
            }
        },
        Defect(ua + "7.2", "a cell over rows that are not there", says: "does not have") { file in
            file.edit(file.element("TD")) {
                $0["A"] = .dictionary(["O": .name("Table"), "RowSpan": .integer(3)])
            }
        },
        Defect(ua + "7.2", "a head without a body", says: "no TBody") { file in
            file.edit(file.element("TBody")) { $0["S"] = .name("TR") }
        },
        Defect(ua + "7.2", "two heads", says: "more than one THead") { file in
            file.edit(file.element("TBody")) { $0["S"] = .name("THead") }
        },
        Defect(ua + "7.2", "a paragraph in a table", says: "may not stand in Table") { file in
            file.edit(file.element("THead")) { $0["S"] = .name("P") }
        },
        Defect(ua + "7.2", "an item outside a list", says: "may not stand in") { file in
            file.edit(file.element("L")) { $0["S"] = .name("Sect") }
        },
        Defect(ua + "7.6", "a list without numbering", says: "/ListNumbering") { file in
            file.edit(file.element("L")) { $0["A"] = nil }
        },
        Defect(ua + "7.3", "a figure without words", says: "/Alt") { file in
            file.edit(file.element("P")) { $0["S"] = .name("Figure") }
        },
        Defect(ua + "7.7", "a formula without words", says: "/Alt") { file in
            file.edit(file.element("P")) { $0["S"] = .name("Formula") }
        },
        Defect(ua + "7.9", "a note without name", says: "/ID") { file in
            file.edit(file.element("P")) { $0["S"] = .name("Note") }
        },
        Defect(pdf + "14.8.4.4", "a span outside a block", says: "outside any block") { file in
            file.edit(file.element("P")) { $0["S"] = .name("Span") }
        },
        Defect(pdf + "14.8.4.2", "text in a section", says: "directly") { file in
            file.edit(file.element("P")) { $0["S"] = .name("Sect") }
        },
    ]
}

extension PDFFile {
    fileprivate mutating func editRoot(_ change: (inout [String: PDFValue]) -> Void) {
        edit(first("Type", "StructTreeRoot"), change)
    }

    fileprivate mutating func editNumbers(_ change: (inout [PDFValue]) -> Void) {
        let tree = dictionary(catalog["StructTreeRoot"])["ParentTree"]?.reference ?? 0
        edit(tree) { entries in
            var numbers = entries["Nums"]?.array ?? []
            change(&numbers)
            entries["Nums"] = .array(numbers)
        }
    }

    /// Owners of the first page's content.
    fileprivate mutating func editParents(_ change: (inout [PDFValue]) -> Void) {
        editNumbers { numbers in
            var owners = numbers[1].array ?? []
            change(&owners)
            numbers[1] = .array(owners)
        }
    }
}
