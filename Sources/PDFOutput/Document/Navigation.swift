internal import PagedModel
internal import PaperUnits

/// Writes the bookmarks, all open, nested by level; nil for a document without.
func writeOutline(
    _ entries: [OutlineEntry], _ document: [Page], pages: [ObjectReference], in file: inout FileWriter
) -> ObjectReference? {
    guard !entries.isEmpty else { return nil }
    let root = file.allocate()
    let references = entries.map { _ in file.allocate() }
    // Index of the parent, -1 for the root; a jump over a level hangs under the last entry above it.
    var parents: [Int] = []
    var open: [Int] = []
    for (index, entry) in entries.enumerated() {
        while let last = open.last, entries[last].level >= entry.level { open.removeLast() }
        parents.append(open.last ?? -1)
        open.append(index)
    }
    var children: [[Int]] = Array(repeating: [], count: entries.count + 1)
    var descendants = Array(repeating: 0, count: entries.count + 1)
    for index in entries.indices { children[parents[index] + 1].append(index) }
    for index in entries.indices.reversed() { descendants[parents[index] + 1] += 1 + descendants[index + 1] }

    func writeFamily(of number: Int, to item: inout DictionaryWriter) {
        guard let first = children[number].first, let last = children[number].last else { return }
        item.reference("First", references[first])
        item.reference("Last", references[last])
        item.integer("Count", descendants[number])
    }
    file.dictionary(root) { item in
        item.name("Type", "Outlines")
        writeFamily(of: 0, to: &item)
    }
    for (index, entry) in entries.enumerated() {
        let siblings = children[parents[index] + 1]
        let place = siblings.firstIndex(of: index) ?? 0
        file.dictionary(references[index]) { item in
            item.text("Title", xmlCharacters(of: entry.title))
            item.reference("Parent", parents[index] < 0 ? root : references[parents[index]])
            if place > 0 { item.reference("Prev", references[siblings[place - 1]]) }
            if place + 1 < siblings.count { item.reference("Next", references[siblings[place + 1]]) }
            item.array("Dest") { destination in
                destination.reference(pages[entry.page])
                destination.name("XYZ")
                destination.integer(0)
                destination.decimal(thousandthsOfPoint(document[entry.page].size.height - entry.y), places: 3)
                destination.null()
            }
            writeFamily(of: index + 1, to: &item)
        }
    }
    return root
}

/// Page labels (ISO 32000-1 12.4.2): one range for labels that count on, one of its own for any other.
func writePageLabels(_ pages: [Page], to catalog: inout DictionaryWriter) {
    catalog.dictionary("PageLabels") { labels in
        labels.array("Nums") { numbers in
            var expected: Int?
            for (index, page) in pages.enumerated() {
                let number = Int(page.label).flatMap { $0 > 0 && String($0) == page.label ? $0 : nil }
                if let number, number == expected {
                    expected = number + 1
                    continue
                }
                expected = number.map { $0 + 1 }
                numbers.integer(index)
                numbers.dictionary { range in
                    if let number {
                        range.name("S", "D")
                        if number > 1 { range.integer("St", number) }
                    } else {
                        range.text("P", page.label)
                    }
                }
            }
        }
    }
}
