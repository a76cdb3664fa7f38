/// The structure tree, its nesting, and its agreement with the content (ISO 32000-1 14.7, 14.8; ISO 14289-1 7).
func checkStructure(
    of file: PDFFile, _ contents: [PageContent], textBytes: Int?, _ findings: inout Findings
) {
    guard file.catalog["StructTreeRoot"] != nil else { return }
    let tree = StructureReading(file, &findings)
    checkContent(of: tree, file, contents, &findings)
    checkParentTree(of: tree, file, contents, &findings)
    checkImageMarks(of: tree, contents, &findings)
    checkNesting(of: tree, &findings)
    checkHeadings(of: tree, &findings)
    checkOrigins(of: tree, file, textBytes: textBytes, &findings)
    for index in tree.elements.indices {
        switch tree.elements[index].type {
        case "Table": checkTable(index, tree, &findings)
        case "L": checkList(index, tree, &findings)
        case "Figure", "Formula":
            let entries = tree.elements[index].entries
            let text = entries["Alt"]?.text ?? entries["ActualText"]?.text ?? ""
            findings.expect(
                !text.isEmpty, tree.elements[index].type == "Figure" ? "UA 7.3" : "UA 7.7", tree.elements[index].place,
                "it has no /Alt")
            if tree.elements[index].type == "Figure" { checkFigure(index, tree, file, &findings) }
        case "Note":
            findings.expect(
                tree.elements[index].entries["ID"] != nil, "UA 7.9", tree.elements[index].place, "it has no /ID")
        default: break
        }
    }
}

/// A figure's box (ISO 32000-1 14.8.5.4.3): four numbers that enclose something.
private func checkFigure(_ index: Int, _ tree: StructureReading, _ file: PDFFile, _ findings: inout Findings) {
    let box = file.array(tree.attribute("BBox", owner: "Layout", of: index)).compactMap(\.number)
    findings.expect(
        box.count == 4 && box[0] < box[2] && box[1] < box[3], "PDF 14.8.5.4.3", tree.elements[index].place,
        "it has no /BBox")
}

/// Images are content of figures (ISO 14289-1 7.3): what is only seen needs words in its place.
private func checkImageMarks(of tree: StructureReading, _ contents: [PageContent], _ findings: inout Findings) {
    var owners: [ContentPlace: Int] = [:]
    for (index, element) in tree.elements.enumerated() {
        for case .content(let page, let mcid) in element.kids { owners[ContentPlace(page: page, mcid: mcid)] = index }
    }
    for page in contents {
        for mcid in page.imageMarks.sorted() {
            guard let owner = owners[ContentPlace(page: page.object, mcid: mcid)] else { continue }
            findings.expect(
                tree.elements[owner].type == "Figure", "UA 7.3", "page \(page.number)",
                "an image belongs to \(tree.elements[owner].type), not to a Figure")
        }
    }
}

private struct ContentPlace: Hashable {
    var page: Int
    var mcid: Int
}

/// Every mark of a page belongs to one element, every item of an element is on a page, and both stand in one order.
private func checkContent(
    of tree: StructureReading, _ file: PDFFile, _ contents: [PageContent], _ findings: inout Findings
) {
    let numbers = Dictionary(contents.map { ($0.object, $0.number) }, uniquingKeysWith: { first, _ in first })
    let marked = Set(contents.flatMap { page in page.mcids.map { ContentPlace(page: page.object, mcid: $0) } })
    var owners: [ContentPlace: Int] = [:]
    var order: [Int: [Int]] = [:]
    var open: [ReadElement.Kid] = tree.elements.isEmpty ? [] : [.element(0)]
    var owner = 0
    while let kid = open.popLast() {
        switch kid {
        case .element(let index):
            // Content that follows a child belongs to the parent again, which `owner` tells by its object.
            owner = index
            for kid in tree.elements[index].kids.reversed() { open.append(kid) }
        case .object: break
        case .content(let page, let mcid):
            let place = ContentPlace(page: page, mcid: mcid)
            let name = numbers[page].map { "page \($0)" } ?? "object \(page)"
            findings.expect(
                marked.contains(place), "PDF 14.7.4.2", name, "the tree names content \(mcid), which is not there")
            findings.expect(
                owners.updateValue(owner, forKey: place) == nil, "PDF 14.7.4.2", name,
                "content \(mcid) stands in the tree twice")
            order[page, default: []].append(mcid)
        }
    }
    for page in contents {
        let place = "page \(page.number)"
        for mcid in page.mcids where owners[ContentPlace(page: page.object, mcid: mcid)] == nil {
            findings.note("UA 7.1", place, "content \(mcid) is in no structure element")
        }
        findings.expect(
            page.mcids == Array(page.mcids.indices), "PDF 14.7.4.4", place, "identifiers do not count from 0 upward")
        let known = Set(page.mcids)
        findings.expect(
            (order[page.object] ?? []).filter(known.contains) == page.mcids
                || Set(order[page.object] ?? []) != known, "UA 7.2", place,
            "the tree reads the page in another order than its content")
    }
}

/// The parent tree against the tree itself, which validators do not compare.
private func checkParentTree(
    of tree: StructureReading, _ file: PDFFile, _ contents: [PageContent], _ findings: inout Findings
) {
    let place = "parent tree"
    let root = file.dictionary(file.catalog["StructTreeRoot"])
    guard let parentTree = root["ParentTree"] else {
        findings.note("PDF 14.7.4.4", place, "there is none")
        return
    }
    let entries = numberTree(parentTree, file, place, &findings)
    let values = Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    let next = root["ParentTreeNextKey"]?.integer ?? 0
    findings.expect(
        (entries.last?.key ?? -1) < next, "PDF 14.7.4.4", place, "/ParentTreeNextKey is not above every key")
    var owners: [ContentPlace: Int] = [:]
    for element in tree.elements {
        for case .content(let page, let mcid) in element.kids {
            owners[ContentPlace(page: page, mcid: mcid)] = element.object
        }
    }
    var used: Set<Int> = []
    for page in contents where !page.mcids.isEmpty {
        guard let key = file.dictionary(.reference(page.object))["StructParents"]?.integer else { continue }
        let name = "page \(page.number)"
        findings.expect(
            used.insert(key).inserted, "PDF 14.7.4.4", name, "/StructParents \(key) belongs to another page")
        guard let value = values[key], let parents = file.resolve(value).array else {
            findings.note("PDF 14.7.4.4", name, "the parent tree has no array for key \(key)")
            continue
        }
        findings.expect(
            parents.count == (page.mcids.max() ?? -1) + 1, "PDF 14.7.4.4", name,
            "the parent tree has \(parents.count) entries for \(page.mcids.count) marks")
        for mcid in page.mcids where parents.indices.contains(mcid) {
            let owner = owners[ContentPlace(page: page.object, mcid: mcid)]
            findings.expect(
                owner == nil || parents[mcid].reference == owner, "PDF 14.7.4.4", name,
                "the parent tree gives content \(mcid) to another element")
        }
    }
    for (key, value) in entries where file.resolve(value).array != nil && !used.contains(key) {
        findings.note("PDF 14.7.4.4", place, "key \(key) belongs to no page")
    }
}

private let kidsAllowed: [String: Set<String>] = [
    "Table": ["TR", "THead", "TBody", "TFoot", "Caption"], "THead": ["TR"], "TBody": ["TR"], "TFoot": ["TR"],
    "TR": ["TH", "TD"], "L": ["LI", "L", "Caption"], "LI": ["Lbl", "LBody"], "TOC": ["TOC", "TOCI", "Caption"],
]
private let parentsAllowed: [String: Set<String>] = [
    "TR": ["Table", "THead", "TBody", "TFoot"], "THead": ["Table"], "TBody": ["Table"], "TFoot": ["Table"],
    "TH": ["TR"], "TD": ["TR"], "LI": ["L"], "LBody": ["LI"], "TOCI": ["TOC"], "Document": [""],
]
private let grouping: Set = [
    "Document", "Part", "Art", "Sect", "Div", "Table", "THead", "TBody", "TFoot", "TR", "L", "LI", "TOC",
]
private let inline: Set = ["Span", "Quote", "Reference", "Link", "Code", "Ruby", "Warichu", "Annot"]

private func checkNesting(of tree: StructureReading, _ findings: inout Findings) {
    for element in tree.elements {
        let parent = element.parent.map { tree.elements[$0].type } ?? ""
        if let allowed = kidsAllowed[parent] {
            findings.expect(
                allowed.contains(element.type), "UA 7.2", element.place, "it may not stand in \(parent)")
        }
        if let allowed = parentsAllowed[element.type] {
            findings.expect(
                allowed.contains(parent), "UA 7.2", element.place,
                "it may not stand in \(parent.isEmpty ? "the root" : parent)")
        }
        if inline.contains(element.type) {
            findings.expect(
                !grouping.contains(parent), "PDF 14.8.4.4", element.place, "it stands outside any block")
        }
        if grouping.contains(element.type) {
            let hasContent = element.kids.contains { if case .content = $0 { true } else { false } }
            findings.expect(!hasContent, "PDF 14.8.4.2", element.place, "content stands in it directly")
        }
    }
}

private func checkHeadings(of tree: StructureReading, _ findings: inout Findings) {
    var last = 0
    for element in tree.elements where element.type.first == "H" {
        guard let level = Int(element.type.dropFirst()) else {
            findings.expect(last == 0, "UA 7.4.4", element.place, "H and H1 to H6 stand in one file")
            continue
        }
        findings.expect(
            level <= last + 1, "UA 7.4.2", element.place,
            last == 0 ? "the first heading is H\(level)" : "H\(level) follows H\(last)")
        last = level
    }
}

private func checkList(_ index: Int, _ tree: StructureReading, _ findings: inout Findings) {
    let items = tree.children(of: index)
    let isLabelled = items.contains { item in
        tree.children(of: item).contains { tree.elements[$0].type == "Lbl" }
    }
    let numbering = tree.attribute("ListNumbering", owner: "List", of: index)?.name
    findings.expect(
        !isLabelled || numbering.map { $0 != "None" } == true, "UA 7.6", tree.elements[index].place,
        "its items have labels and /ListNumbering does not say so")
    for (place, item) in items.enumerated() where tree.elements[item].type == "Caption" {
        findings.expect(place == 0, "UA 7.2", tree.elements[item].place, "a list's caption does not stand first")
    }
}

private func checkTable(_ index: Int, _ tree: StructureReading, _ findings: inout Findings) {
    let place = tree.elements[index].place
    let kids = tree.children(of: index)
    func count(_ type: String) -> Int { kids.count { tree.elements[$0].type == type } }
    for type in ["THead", "TFoot", "Caption"] {
        findings.expect(count(type) <= 1, "UA 7.2", place, "it has more than one \(type)")
    }
    findings.expect(
        count("TBody") > 0 || count("THead") + count("TFoot") == 0, "UA 7.2", place, "it has a head and no TBody")
    if let caption = kids.firstIndex(where: { tree.elements[$0].type == "Caption" }) {
        findings.expect(
            caption == 0 || caption == kids.count - 1, "UA 7.2", place, "its caption stands neither first nor last")
    }
    var rows: [Int] = []
    for kid in kids { rows += tree.elements[kid].type == "TR" ? [kid] : tree.children(of: kid) }
    var widths: Set<Int> = []
    /// Columns that a cell of a row above still takes, with the rows it goes on for.
    var taken: [Int: Int] = [:]
    for row in rows {
        var column = 0
        var width = taken.count
        for cell in tree.children(of: row) {
            let columns = tree.attribute("ColSpan", owner: "Table", of: cell)?.integer ?? 1
            let span = tree.attribute("RowSpan", owner: "Table", of: cell)?.integer ?? 1
            guard (1...1_000).contains(columns), (1...100_000).contains(span) else {
                findings.note("UA 7.2", tree.elements[cell].place, "a span is less than 1")
                continue
            }
            while taken[column] != nil { column += 1 }
            findings.expect(
                (column..<column + columns).allSatisfy { taken[$0] == nil }, "UA 7.2", tree.elements[cell].place,
                "its columns are taken by a cell above")
            // Counted one up, since the row itself is taken off below.
            for place in column..<column + columns { taken[place] = span }
            column += columns
            width += columns
            if tree.elements[cell].type == "TH" {
                let scope = tree.attribute("Scope", owner: "Table", of: cell)?.name
                findings.expect(
                    scope.map { ["Row", "Column", "Both"].contains($0) } == true, "UA 7.5", tree.elements[cell].place,
                    "it has no /Scope")
            }
        }
        widths.insert(width)
        taken = taken.mapValues { $0 - 1 }.filter { $0.value > 0 }
    }
    findings.expect(widths.count <= 1, "UA 7.2", place, "its rows have \(widths.sorted()) columns")
    findings.expect(taken.isEmpty, "UA 7.2", place, "a cell spans rows the table does not have")
}
