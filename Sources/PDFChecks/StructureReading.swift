/// One structure element as the file has it.
struct ReadElement {
    enum Kid: Hashable {
        /// Index into the list of elements.
        case element(Int)
        /// Page object and marked-content identifier.
        case content(page: Int, mcid: Int)
        case object(Int)
    }

    var object: Int
    /// After the role map.
    var type: String
    var parent: Int?
    var kids: [Kid] = []
    var entries: [String: PDFValue]
    var place: String { "\(type), object \(object)" }
}

/// The structure tree in reading order; an element that is reached twice is reported and read once.
struct StructureReading {
    private(set) var elements: [ReadElement] = []
    private var seen: Set<Int> = []
    private let file: PDFFile
    private let roles: [String: PDFValue]

    init(_ file: PDFFile, _ findings: inout Findings) {
        self.file = file
        let root = file.dictionary(file.catalog["StructTreeRoot"])
        roles = file.dictionary(root["RoleMap"])
        for name in roles.keys.sorted() where standardTypes.contains(name) {
            findings.note("UA 7.1", "role map", "the standard type \(name) is mapped to another")
        }
        findings.expect(root["Type"]?.name == "StructTreeRoot", "PDF 14.7.2", "structure root", "/Type is wrong")
        let tops = root["K"]?.reference.map { [PDFValue.reference($0)] } ?? file.array(root["K"])
        for top in tops {
            _ = read(top, page: nil, parent: nil, under: file.catalog["StructTreeRoot"], depth: 0, &findings)
        }
        let isDocument = elements.filter { $0.parent == nil }.map(\.type) == ["Document"]
        findings.expect(isDocument, "A 6.7.3.3", "structure root", "the tree does not begin with one Document")
    }

    private mutating func read(
        _ value: PDFValue, page: Int?, parent: Int?, under owner: PDFValue?, depth: Int, _ findings: inout Findings
    ) -> Int? {
        guard let object = value.reference, let entries = file.resolve(value).dictionary else {
            findings.note("PDF 14.7.2", "structure tree", "an element is no object of the file")
            return nil
        }
        guard seen.insert(object).inserted, depth < 200 else {
            findings.note("PDF 14.7.2", "object \(object)", "a structure element is reached twice")
            return nil
        }
        let index = elements.count
        let type = standardType(entries["S"]?.name ?? "", object, &findings)
        elements.append(ReadElement(object: object, type: type, parent: parent, entries: entries))
        let place = elements[index].place
        findings.expect(entries["P"] == owner, "UA 7.1", place, "/P is not the element it hangs under")
        if let language = entries["Lang"] {
            findings.expect(isLanguage(file.resolve(language).text), "A 6.7.4", place, "/Lang is no language tag")
        }
        let page = entries["Pg"]?.reference ?? page
        let kids: [PDFValue] =
            if let number = entries["K"]?.reference, file.resolve(entries["K"]).array == nil {
                [.reference(number)]
            } else if let single = entries["K"], file.resolve(single).array == nil { [single] } else {
                file.array(entries["K"])
            }
        for kid in kids {
            if let mcid = kid.integer {
                elements[index].kids.append(.content(page: page ?? 0, mcid: mcid))
                continue
            }
            let kidEntries = file.dictionary(kid)
            switch kidEntries["Type"]?.name {
            case "MCR":
                let mcid = kidEntries["MCID"]?.integer ?? -1
                elements[index].kids.append(
                    .content(page: kidEntries["Pg"]?.reference ?? page ?? 0, mcid: mcid))
            case "OBJR": elements[index].kids.append(.object(kidEntries["Obj"]?.reference ?? 0))
            default:
                let child = read(kid, page: page, parent: index, under: value, depth: depth + 1, &findings)
                if let child { elements[index].kids.append(.element(child)) }
            }
        }
        return index
    }

    private func standardType(_ name: String, _ object: Int, _ findings: inout Findings) -> String {
        var current = name
        var steps = 0
        while !standardTypes.contains(current), let next = roles[current]?.name, steps < 20 {
            current = next
            steps += 1
        }
        findings.expect(
            standardTypes.contains(current), "A 6.7.3.4", "object \(object)",
            "the type \(name) leads to no standard type")
        return current
    }

    func children(of index: Int) -> [Int] {
        elements[index].kids.compactMap { if case .element(let child) = $0 { child } else { nil } }
    }

    /// An attribute of one owner (14.7.5).
    func attribute(_ key: String, owner: String, of index: Int) -> PDFValue? {
        let value = file.resolve(elements[index].entries["A"])
        for entry in value.array ?? [value] {
            let entries = file.dictionary(entry)
            if entries["O"]?.name == owner, let found = entries[key] { return found }
        }
        return nil
    }
}

/// ISO 32000-1 Tables 333 to 340.
let standardTypes = Set(
    """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
    Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure
    Formula Form
    """.split(whereSeparator: \.isWhitespace).map(String.init))
