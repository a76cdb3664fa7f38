/// What the packet states that other checks need.
struct StatedMetadata {
    /// Of ISO 19005.
    var part: Int?
    /// Length of the text ranges of the source count in.
    var sourceTextBytes: Int?
}

/// The metadata packet and the Info dictionary (ISO 19005-2 6.6).
func checkMetadata(of file: PDFFile, _ findings: inout Findings) -> StatedMetadata {
    let place = "XMP"
    let entries = file.dictionary(file.catalog["Metadata"])
    findings.expect(
        entries["Type"]?.name == "Metadata" && entries["Subtype"]?.name == "XML", "PDF 14.3.2", place,
        "the stream is not /Metadata /XML")
    guard let packet = file.stream(file.catalog["Metadata"]) else { return StatedMetadata() }
    let head = String(decoding: packet.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
    findings.expect(head.hasPrefix("<?xpacket begin="), "A 6.6.2.1", place, "the packet has no header")
    for attribute in ["bytes=", "encoding="] where head.contains(attribute) {
        findings.note("A 6.6.2.1", place, "the packet's header has the attribute \(attribute.dropLast())")
    }
    guard let root = XMLElement.document(packet), let description = root.first("rdf:RDF") else {
        findings.note("A 6.6.2.1", place, "the packet is not well-formed RDF in UTF-8")
        return StatedMetadata()
    }
    var properties: [String: XMLElement] = [:]
    for group in description.kids where group.name == "rdf:Description" {
        for property in group.kids {
            findings.expect(
                properties.updateValue(property, forKey: property.name) == nil, "A 6.6.2.3", place,
                "\(property.name) stands twice")
            checkPrefix(of: property, in: group, &findings)
        }
    }
    let part = properties["pdfaid:part"].flatMap { Int($0.trimmed) }
    findings.expect(part == 2 || part == 3, "A 6.6.4", place, "pdfaid:part is neither 2 nor 3")
    findings.expect(
        properties["pdfaid:conformance"]?.trimmed == "A", "A 6.6.4", place, "pdfaid:conformance is not A")
    findings.expect(properties["pdfuaid:part"]?.trimmed == "1", "UA 5", place, "pdfuaid:part is not 1")
    checkContainers(properties, &findings)
    checkSchemas(properties, &findings)
    checkInfo(of: file, properties, &findings)
    return StatedMetadata(part: part, sourceTextBytes: properties["rec:sourceTextBytes"].flatMap { Int($0.trimmed) })
}

private let namespaces = [
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/", "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/", "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/", "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/", "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
]

private func prefix(_ name: String) -> String { String(name.prefix { $0 != ":" }) }

private func checkPrefix(of property: XMLElement, in group: XMLElement, _ findings: inout Findings) {
    let prefix = prefix(property.name)
    let address = group.attributes["xmlns:\(prefix)"] ?? property.attributes["xmlns:\(prefix)"]
    guard let address else {
        findings.note("A 6.6.2.1", "XMP", "the prefix \(prefix) is not declared")
        return
    }
    if let known = namespaces[prefix] {
        findings.expect(address == known, "A 6.6.2.3", "XMP", "the prefix \(prefix) stands for \(address)")
    }
}

/// Values in the containers their schema gives them.
private func checkContainers(_ properties: [String: XMLElement], _ findings: inout Findings) {
    let wanted = [
        "dc:title": "rdf:Alt", "dc:description": "rdf:Alt", "dc:rights": "rdf:Alt", "dc:creator": "rdf:Seq",
        "dc:date": "rdf:Seq", "dc:subject": "rdf:Bag", "dc:publisher": "rdf:Bag", "dc:contributor": "rdf:Bag",
        "dc:language": "rdf:Bag", "dc:type": "rdf:Bag", "dc:relation": "rdf:Bag",
    ]
    for (name, property) in properties.sorted(by: { $0.key < $1.key }) where name.hasPrefix("dc:") {
        let container = property.kids.first?.name
        findings.expect(
            container == wanted[name], "A 6.6.2.3", "XMP", "\(name) is not \(wanted[name] ?? "plain text")")
        if wanted[name] == "rdf:Alt" {
            findings.expect(
                property.all("rdf:li").contains { $0.attributes["xml:lang"] == "x-default" }, "A 6.6.2.3", "XMP",
                "\(name) has no x-default")
        }
    }
    findings.expect(
        properties["dc:title"]?.first("rdf:li")?.trimmed.isEmpty == false, "UA 7.1", "XMP", "dc:title is missing")
    for name in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
        guard let date = properties[name]?.trimmed else { continue }
        findings.expect(infoDate(date) != nil, "A 6.6.2.3", "XMP", "\(name) is no date of ISO 8601")
    }
}

/// What PDF/A does not know must be described.
private func checkSchemas(_ properties: [String: XMLElement], _ findings: inout Findings) {
    var described: [String: Set<String>] = [:]
    for schema in properties["pdfaExtension:schemas"]?.all("rdf:li") ?? [] {
        guard let prefix = schema.kids.first(where: { $0.name == "pdfaSchema:prefix" })?.trimmed else { continue }
        let address = schema.kids.first { $0.name == "pdfaSchema:namespaceURI" }?.trimmed
        findings.expect(
            namespaces[prefix].map { $0 == address } ?? (address?.isEmpty == false), "A 6.6.2.3", "XMP",
            "the schema \(prefix) has another namespace")
        for property in schema.all("pdfaProperty:name") { described[prefix, default: []].insert(property.trimmed) }
        for property in schema.all("pdfaSchema:property").flatMap({ $0.all("rdf:li") }) {
            let type = property.first("pdfaProperty:valueType")?.trimmed
            let name = property.first("pdfaProperty:name")?.trimmed ?? ""
            guard type == "Integer", let value = properties["\(prefix):\(name)"] else { continue }
            findings.expect(
                Int(value.trimmed) != nil, "A 6.6.2.3", "XMP", "\(prefix):\(name) is no integer as its schema says")
        }
        for part in schema.all("pdfaProperty:category") {
            findings.expect(
                ["internal", "external"].contains(part.trimmed), "A 6.6.2.3", "XMP", "a category is \(part.trimmed)")
        }
    }
    let known: Set = ["pdfaid", "pdfaExtension", "dc", "xmp", "pdf", "xmpMM", "xmpRights"]
    for name in properties.keys.sorted() where !known.contains(prefix(name)) {
        let local = String(name.dropFirst(prefix(name).count + 1))
        findings.expect(
            described[prefix(name)]?.contains(local) == true, "A 6.6.2.3", "XMP", "\(name) is described by no schema")
    }
}

private func checkInfo(of file: PDFFile, _ properties: [String: XMLElement], _ findings: inout Findings) {
    let info = file.dictionary(file.trailer["Info"])
    for (key, name) in [
        ("Title", "dc:title"), ("Author", "dc:creator"), ("Subject", "dc:description"), ("Keywords", "pdf:Keywords"),
        ("Creator", "xmp:CreatorTool"), ("Producer", "pdf:Producer"),
    ] {
        let property = properties[name]
        let value = property.map { $0.first("rdf:li")?.text ?? $0.text }
        findings.expect(
            info[key]?.text == value, "A 6.6.3", "Info", "/\(key) and \(name) differ")
    }
    for (key, name) in [("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate")] {
        findings.expect(
            info[key]?.text == properties[name].flatMap { infoDate($0.trimmed) }, "A 6.6.3", "Info",
            "/\(key) and \(name) differ")
    }
}

/// `2024-03-15T09:30:00+08:00` as `D:20240315093000+08'00'`; nil for any other form.
private func infoDate(_ date: String) -> String? {
    let pattern = Array("0000-00-00T00:00:00+00:00".utf8)
    let bytes = Array(date.utf8)
    guard bytes.count == pattern.count else { return nil }
    for (byte, sign) in zip(bytes, pattern) {
        let fits =
            switch sign {
            case UInt8(ascii: "0"): (0x30...0x39).contains(byte)
            case UInt8(ascii: "+"): byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
            default: byte == sign
            }
        guard fits else { return nil }
    }
    let digits = String(decoding: bytes[..<19].filter { (0x30...0x39).contains($0) }, as: UTF8.self)
    return "D:\(digits)" + String(decoding: bytes[19..<22], as: UTF8.self) + "'"
        + String(decoding: bytes[23..<25], as: UTF8.self) + "'"
}
