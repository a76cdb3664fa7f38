/// Files inside the file: none in PDF/A-2, associated ones in PDF/A-3 (ISO 19005-3 6.8; ISO 14289-1 7.11).
func checkEmbeddedFiles(of file: PDFFile, part: Int?, _ findings: inout Findings) {
    let associated = Set(file.array(file.catalog["AF"]).compactMap(\.reference))
    var named: Set<Int> = []
    var open = file.dictionary(file.catalog["Names"])["EmbeddedFiles"].map { [$0] } ?? []
    var budget = 10_000
    while let node = open.popLast(), budget > 0 {
        budget -= 1
        let node = file.dictionary(node)
        open += file.array(node["Kids"])
        let names = file.array(node["Names"])
        for index in stride(from: 1, to: names.count, by: 2) {
            if let number = names[index].reference { named.insert(number) }
        }
    }
    for (number, object) in file.objects.sorted(by: { $0.key < $1.key }) {
        guard let entries = object.value.dictionary, let content = entries["EF"] else { continue }
        let place = "file specification, object \(number)"
        guard part == 3 else {
            findings.note("A 6.8", place, "a file is embedded, which only PDF/A-3 allows for any kind of file")
            continue
        }
        for key in ["F", "UF"] {
            findings.expect(entries[key]?.text?.isEmpty == false, "A3 6.8", place, "/\(key) is missing")
        }
        let relations: Set = ["Source", "Data", "Alternative", "Supplement", "Unspecified"]
        findings.expect(
            entries["AFRelationship"]?.name.map(relations.contains) == true, "A3 6.8", place,
            "/AFRelationship is missing")
        findings.expect(associated.contains(number), "A3 6.8", place, "no /AF names it")
        findings.expect(named.contains(number), "A3 6.8", place, "/Names /EmbeddedFiles does not name it")
        let stream = file.dictionary(content)["F"]
        let head = file.dictionary(stream)
        findings.expect(
            head["Subtype"]?.name?.contains("/") == true, "A3 6.8", place, "/Subtype is no media type")
        let size = file.dictionary(head["Params"])["Size"]?.integer
        findings.expect(
            size == file.stream(stream)?.count, "PDF 7.11.4", place, "/Params /Size is not the number of its bytes")
    }
}
