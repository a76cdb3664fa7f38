/// Bookmarks and page labels (ISO 32000-1 12.3.3, 12.4.2; ISO 14289-1 7.17).
func checkNavigation(of file: PDFFile, _ findings: inout Findings) {
    if let outlines = file.catalog["Outlines"] {
        var seen: Set<Int> = []
        let visible = checkFamily(of: outlines, file, Set(file.pages), &seen, &findings)
        let count = file.dictionary(outlines)["Count"]?.integer ?? 0
        findings.expect(
            count == visible, "PDF 12.3.3", "outline", "/Count is \(count) where \(visible) bookmarks are visible")
    }
    if let labels = file.catalog["PageLabels"] {
        let entries = numberTree(labels, file, "page labels", &findings)
        findings.expect(entries.first?.key == 0, "PDF 12.4.2", "page labels", "they do not begin with page 0")
        for (key, value) in entries {
            findings.expect(
                file.pages.indices.contains(key), "PDF 12.4.2", "page labels", "page \(key) is not in the file")
            let range = file.dictionary(value)
            let style = range["S"]?.name
            findings.expect(
                style.map { ["D", "R", "r", "A", "a"].contains($0) } ?? true, "PDF 12.4.2", "page labels",
                "\(style ?? "") is no style")
            findings.expect(
                range["St"].map { ($0.integer ?? 0) >= 1 } ?? true, "PDF 12.4.2", "page labels", "/St is less than 1")
        }
    }
}

/// - Returns: how many bookmarks below are visible.
private func checkFamily(
    of parent: PDFValue, _ file: PDFFile, _ pages: Set<Int>, _ seen: inout Set<Int>, _ findings: inout Findings
) -> Int {
    let family = file.dictionary(parent)
    guard var next = family["First"] else {
        findings.expect(family["Last"] == nil, "PDF 12.3.3", "outline", "there is /Last without /First")
        return 0
    }
    var visible = 0
    var previous: PDFValue?
    while let number = next.reference {
        let place = "bookmark, object \(number)"
        guard seen.insert(number).inserted, seen.count < 1_000_000 else {
            findings.note("PDF 12.3.3", place, "the bookmarks lead back to one of their own")
            return visible
        }
        let item = file.dictionary(next)
        findings.expect(item["Title"]?.text?.isEmpty == false, "PDF 12.3.3", place, "it has no title")
        findings.expect(item["Parent"] == parent, "PDF 12.3.3", place, "/Parent is not the bookmark it hangs under")
        findings.expect(item["Prev"] == previous, "PDF 12.3.3", place, "/Prev is not the bookmark before it")
        let target = file.array(item["Dest"]).first?.reference
        findings.expect(
            item["A"] != nil || target.map(pages.contains) == true, "UA 7.17", place, "it leads to no page of the file")
        visible += 1
        let below = checkFamily(of: next, file, pages, &seen, &findings)
        let count = item["Count"]?.integer ?? 0
        findings.expect(
            abs(count) == below, "PDF 12.3.3", place, "/Count is \(count) where \(below) bookmarks hang under it")
        if count > 0 { visible += below }
        previous = next
        guard let following = item["Next"] else { break }
        next = following
    }
    findings.expect(family["Last"] == previous, "PDF 12.3.3", "outline", "/Last is not the last bookmark of the level")
    return visible
}

/// The entries of a number tree (7.9.7), whose keys must ascend.
func numberTree(
    _ root: PDFValue, _ file: PDFFile, _ place: String, _ findings: inout Findings
) -> [(key: Int, value: PDFValue)] {
    var entries: [(key: Int, value: PDFValue)] = []
    var open = [root]
    var budget = 100_000
    while let node = open.popLast(), budget > 0 {
        budget -= 1
        let node = file.dictionary(node)
        open += file.array(node["Kids"]).reversed()
        let numbers = file.array(node["Nums"])
        findings.expect(numbers.count % 2 == 0, "PDF 7.9.7", place, "/Nums has no pairs")
        for index in stride(from: 0, to: numbers.count - 1, by: 2) {
            guard let key = numbers[index].integer else {
                findings.note("PDF 7.9.7", place, "a key is no integer")
                continue
            }
            findings.expect((entries.last?.key ?? -1) < key, "PDF 7.9.7", place, "keys do not ascend at \(key)")
            entries.append((key, numbers[index + 1]))
        }
    }
    return entries
}
