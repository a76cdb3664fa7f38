/// User properties (ISO 32000-1 14.7.5.4), in which elements say where their words come from (docs/provenance.md).
func checkOrigins(of tree: StructureReading, _ file: PDFFile, textBytes: Int?, _ findings: inout Findings) {
    var isUsed = false
    for element in tree.elements {
        let value = file.resolve(element.entries["A"] ?? .null)
        for attributes in (value.array ?? [value]).map({ file.dictionary($0) })
        where attributes["O"]?.name == "UserProperties" {
            isUsed = true
            let properties = file.array(attributes["P"])
            findings.expect(!properties.isEmpty, "PDF 14.7.5.4", element.place, "user properties without /P")
            for property in properties {
                let entries = file.dictionary(property)
                let name = file.resolve(entries["N"] ?? .null).text ?? ""
                findings.expect(
                    !name.isEmpty && entries["V"] != nil, "PDF 14.7.5.4", element.place,
                    "a user property has no /N or no /V")
                guard name == "source" else { continue }
                let ranges = sourceRanges(file.resolve(entries["V"] ?? .null).text ?? "")
                findings.expect(
                    ranges != nil, "PDF 14.7.5.4", element.place, "its source is no list of ascending ranges")
                if let end = ranges?.last?.upperBound, let textBytes {
                    findings.expect(
                        end <= textBytes, "PDF 14.7.5.4", element.place,
                        "its source ends at byte \(end) of a text of \(textBytes)")
                }
            }
        }
    }
    let isAnnounced = file.dictionary(file.catalog["MarkInfo"])["UserProperties"]?.boolean == true
    findings.expect(
        isUsed == isAnnounced, "PDF 14.7.1", "catalog", "/MarkInfo does not say whether there are /UserProperties")
}

/// `120-156 201-204`: half-open ranges, ascending and apart; nil for anything else.
private func sourceRanges(_ text: String) -> [Range<Int>]? {
    var ranges: [Range<Int>] = []
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard ends.count == 2, let start = ends[0], let end = ends[1], start <= end,
            start > ranges.last?.upperBound ?? -1
        else { return nil }
        ranges.append(start..<end)
    }
    return ranges
}
