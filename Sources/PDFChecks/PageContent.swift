/// What the content of one page shows and marks.
struct PageContent {
    var number: Int
    /// The page object.
    var object: Int
    /// In the order of the content.
    var mcids: [Int] = []
    /// Those of them that show an image.
    var imageMarks: Set<Int> = []
    /// Codes shown, by the object of their font; with the text of the mark around them, where it is given.
    var codes: [Int: Set<Int>] = [:]
    /// Codes of which every showing has its text given by a mark, by font object, are not in here.
    var codesWithoutText: [Int: Set<Int>] = [:]
    var fonts: [Int] { codes.keys.sorted() }
}

/// Page objects and their content streams (ISO 32000-1 7.7.3, 14.6; ISO 19005-2 6.2.2; ISO 14289-1 7.1).
func readPages(of file: PDFFile, _ findings: inout Findings) -> [PageContent] {
    var contents: [PageContent] = []
    let declared = file.dictionary(file.catalog["Pages"])["Count"]?.integer
    let pages = file.pages
    findings.expect(declared == pages.count, "PDF 7.7.3", "page tree", "/Count is not the number of pages")
    for (index, object) in pages.enumerated() {
        let place = "page \(index + 1)"
        let page = file.dictionary(.reference(object))
        findings.expect(page["Type"]?.name == "Page", "PDF 7.7.3", place, "/Type is not Page")
        let box = file.array(page["MediaBox"]).compactMap(\.number)
        let sides = box.count == 4 ? [abs(box[2] - box[0]), abs(box[3] - box[1])] : []
        findings.expect(
            sides.count == 2 && sides.allSatisfy { (3...14_400).contains($0) }, "A 6.1.13", place,
            "/MediaBox has no sides of 3 to 14,400 units")
        findings.expect(page["Resources"] != nil, "A 6.2.2", place, "the page has no /Resources of its own")
        findings.expect(page["Tabs"]?.name == "S", "UA 7.18.3", place, "/Tabs is not S")
        checkAnnotations(of: page, place, file, &findings)
        let streams = page["Contents"]?.reference.map { [PDFValue.reference($0)] } ?? file.array(page["Contents"])
        var bytes: [UInt8] = []
        for stream in streams { bytes += (file.stream(stream) ?? []) + [0x0A] }
        var reader = ContentReader(file, resources: file.dictionary(page["Resources"]), index + 1, object)
        reader.read(bytes, &findings)
        if !reader.content.mcids.isEmpty {
            findings.expect(
                page["StructParents"]?.integer != nil, "PDF 14.7.4.4", place,
                "there is tagged content and no /StructParents")
        }
        contents.append(reader.content)
    }
    return contents
}

private func checkAnnotations(
    of page: [String: PDFValue], _ place: String, _ file: PDFFile, _ findings: inout Findings
) {
    for annotation in file.array(page["Annots"]) {
        let entries = file.dictionary(annotation)
        let kind = entries["Subtype"]?.name ?? ""
        let flags = entries["F"]?.integer ?? 0
        findings.expect(
            kind == "Popup" || flags & 4 != 0 && flags & (1 | 2 | 32 | 256) == 0, "A 6.3.2", place,
            "an annotation \(kind) is not printed")
        if kind == "Link" {
            findings.expect(
                entries["Contents"]?.text?.isEmpty == false, "UA 7.18.5", place, "a link has no /Contents")
        }
        findings.expect(
            kind == "Popup" || entries["StructParent"] != nil, "UA 7.18.1", place,
            "an annotation \(kind) belongs to no structure element")
    }
}

/// Walks one content stream.
struct ContentReader {
    private struct Mark {
        var tag: String
        var mcid: Int?
        var hasText: Bool
        var isInTextObject: Bool
        var isArtifact: Bool { tag == "Artifact" }
    }

    private(set) var content: PageContent
    private let file: PDFFile
    private let resources: [String: PDFValue]
    private let place: String
    private var marks: [Mark] = []
    private var isInText = false
    private var saved: [Int?] = []
    private var font: Int?
    private var noted: Set<String> = []

    init(_ file: PDFFile, resources: [String: PDFValue], _ number: Int, _ object: Int) {
        self.file = file
        self.resources = resources
        place = "page \(number)"
        content = PageContent(number: number, object: object)
    }

    /// The operators of ISO 32000-1 Annex A.
    private static let operators = Set(
        """
        b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG
        rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    mutating func read(_ bytes: [UInt8], _ findings: inout Findings) {
        var tokens = PDFTokens(bytes)
        var operands: [PDFValue] = []
        while let token = tokens.next() {
            switch token {
            case .value(let value):
                checkOperand(value, &findings)
                operands.append(value)
            case .keyword("BI"):
                note("A 6.2.8", "inline images are not understood; the rest of the page was not checked", &findings)
                return
            case .keyword(let word):
                perform(word, operands, &findings)
                operands.removeAll(keepingCapacity: true)
            }
        }
        if !marks.isEmpty { note("PDF 14.6.1", "marked content is not closed", &findings) }
        if isInText { note("PDF 9.4.1", "a text object is not closed", &findings) }
        if !saved.isEmpty { note("PDF 8.4.2", "q has no Q", &findings) }
    }

    /// Once a page: a writer's mistake stands on every line.
    private mutating func note(_ clause: Clause, _ message: String, _ findings: inout Findings) {
        if noted.insert(clause.text + message).inserted { findings.note(clause, place, message) }
    }

    private mutating func checkOperand(_ value: PDFValue, _ findings: inout Findings) {
        if let string = value.string, string.count > 32_767 {
            note("A 6.1.13", "a string has more than 32,767 bytes", &findings)
        }
        for value in value.array ?? [] { checkOperand(value, &findings) }
    }

    private mutating func perform(_ word: String, _ operands: [PDFValue], _ findings: inout Findings) {
        guard Self.operators.contains(word) else {
            note("A 6.2.2", "\(word.prefix(20)) is no operator", &findings)
            return
        }
        switch word {
        case "BDC", "BMC": begin(operands, &findings)
        case "EMC": end(&findings)
        case "BT":
            if isInText { note("PDF 9.4.1", "a text object begins inside another", &findings) }
            isInText = true
        case "ET":
            if !isInText { note("PDF 9.4.1", "a text object ends that has not begun", &findings) }
            isInText = false
        case "q":
            saved.append(font)
            if saved.count > 28 { note("A 6.1.13", "q is nested more than 28 deep", &findings) }
            if isInText { note("PDF 8.4.2", "q stands inside a text object", &findings) }
        case "Q":
            if let before = saved.popLast() { font = before } else { note("PDF 8.4.2", "Q has no q", &findings) }
        case "Tf": selectFont(operands.first?.name ?? "", &findings)
        case "Tj", "TJ", "'", "\"": show(operands.last ?? .null, &findings)
        case "f", "F", "f*", "B", "B*", "b", "b*", "s", "S", "sh": paint(&findings)
        case "Do": paintObject(operands.first?.name ?? "", &findings)
        case "k", "K": useSpace("DeviceCMYK", &findings)
        case "rg", "RG": useSpace("DeviceRGB", &findings)
        case "cs", "CS": useSpace(operands.first?.name ?? "", &findings)
        case "ri":
            let intents: Set = ["RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"]
            if !intents.contains(operands.first?.name ?? "") {
                note("A 6.2.6", "a rendering intent is none of the four", &findings)
            }
        case "gs":
            let name = operands.first?.name ?? ""
            if file.dictionary(resources["ExtGState"])[name] == nil {
                note("A 6.2.2", "/Resources has no graphics state \(name)", &findings)
            }
        default: break
        }
    }

    /// Device spaces that the output intent gives no meaning need a default of the page.
    private mutating func useSpace(_ name: String, _ findings: inout Findings) {
        guard let uncovered = uncoveredSpace(name, resources, file) else { return }
        note("A 6.2.4.3", "\(uncovered) is used and the output intent gives it no meaning", &findings)
    }

    private mutating func begin(_ operands: [PDFValue], _ findings: inout Findings) {
        let tag = operands.first?.name ?? ""
        var properties = operands.count > 1 ? operands[1] : .null
        if let name = properties.name { properties = file.resolve(file.dictionary(resources["Properties"])[name]) }
        let entries = properties.dictionary ?? [:]
        let mcid = entries["MCID"]?.integer
        if tag == "Artifact" {
            if marks.contains(where: { $0.mcid != nil }) {
                note("UA 7.1", "an artifact stands inside tagged content", &findings)
            }
            let kind = entries["Type"]?.name
            if let kind, !["Pagination", "Layout", "Page", "Background"].contains(kind) {
                note("PDF 14.8.2.2.2", "an artifact has the type \(kind)", &findings)
            }
        }
        if let mcid {
            if marks.contains(where: \.isArtifact) {
                note("UA 7.1", "tagged content stands inside an artifact", &findings)
            }
            if content.mcids.contains(mcid) { note("PDF 14.7.4.2", "the identifier \(mcid) is given twice", &findings) }
            content.mcids.append(mcid)
        }
        if let language = entries["Lang"], !isLanguage(language.text) {
            note("A 6.7.4", "a mark's /Lang is no language tag", &findings)
        }
        marks.append(
            Mark(tag: tag, mcid: mcid, hasText: entries["ActualText"]?.text != nil, isInTextObject: isInText))
    }

    private mutating func end(_ findings: inout Findings) {
        guard let mark = marks.popLast() else {
            note("PDF 14.6.1", "marked content ends that has not begun", &findings)
            return
        }
        if mark.isInTextObject != isInText {
            note("PDF 14.6.1", "marked content and a text object cross each other", &findings)
        }
    }

    private mutating func paint(_ findings: inout Findings) {
        if !marks.contains(where: { $0.isArtifact || $0.mcid != nil }) {
            note("UA 7.1", "something is painted that is neither tagged nor an artifact", &findings)
        }
    }

    /// An image; its dictionary is judged once for the file.
    private mutating func paintObject(_ name: String, _ findings: inout Findings) {
        paint(&findings)
        if isInText { note("PDF 8.4.2", "an image stands inside a text object", &findings) }
        guard let object = file.dictionary(resources["XObject"])[name] else {
            note("A 6.2.2", "/Resources has no object \(name)", &findings)
            return
        }
        guard file.dictionary(object)["Subtype"]?.name == "Image" else {
            note("UA 7.20", "forms are not understood", &findings)
            return
        }
        useSpace(file.resolve(file.dictionary(object)["ColorSpace"]).name ?? "", &findings)
        if let mcid = marks.last(where: { $0.mcid != nil })?.mcid { content.imageMarks.insert(mcid) }
    }

    private mutating func selectFont(_ name: String, _ findings: inout Findings) {
        font = file.dictionary(resources["Font"])[name]?.reference
        if font == nil { note("A 6.2.2", "/Resources has no font \(name)", &findings) }
    }

    private mutating func show(_ operand: PDFValue, _ findings: inout Findings) {
        paint(&findings)
        if !isInText { note("PDF 9.4.1", "text is shown outside a text object", &findings) }
        guard let font else {
            note("PDF 9.3.1", "text is shown without a font", &findings)
            return
        }
        let hasText = marks.contains(where: \.hasText)
        for string in ([operand] + (operand.array ?? [])).compactMap(\.string) {
            if string.count % 2 == 1 {
                note("PDF 9.7.6.2", "a string of two-byte codes has an odd number of bytes", &findings)
            }
            for index in stride(from: 0, to: string.count - 1, by: 2) {
                let code = Int(string[index]) << 8 | Int(string[index + 1])
                content.codes[font, default: []].insert(code)
                if !hasText { content.codesWithoutText[font, default: []].insert(code) }
            }
        }
    }
}
