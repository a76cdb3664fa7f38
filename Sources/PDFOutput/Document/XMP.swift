/// The XMP packet (ISO 19005-2 6.6): identification as PDF/A level A and PDF/UA-1, and what Info says too.
func xmpPacket(title: String, language: String, pages: Int, _ metadata: PDFMetadata) -> [UInt8] {
    let record = recordProperties(metadata.record, pages: pages)
    var descriptions = ""
    func describe(_ namespaces: String, _ properties: String) {
        descriptions += "<rdf:Description rdf:about=\"\" \(namespaces)>\n\(properties)</rdf:Description>\n"
    }
    func element(_ name: String, _ value: String?) -> String {
        value.map { "<\(name)>\(escaped($0))</\(name)>\n" } ?? ""
    }
    func container(_ name: String, _ kind: String, _ value: String?) -> String {
        // Only language alternatives name their language.
        let attribute = kind == "Alt" ? " xml:lang=\"x-default\"" : ""
        return value.map {
            "<\(name)><rdf:\(kind)><rdf:li\(attribute)>\(escaped($0))</rdf:li></rdf:\(kind)></\(name)>\n"
        } ?? ""
    }
    func bag(_ name: String, _ values: [String]) -> String {
        guard !values.isEmpty else { return "" }
        let items = values.map { "<rdf:li>\(escaped($0))</rdf:li>" }.joined()
        return "<\(name)><rdf:Bag>\(items)</rdf:Bag></\(name)>\n"
    }
    describe(
        "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"",
        element("pdfaid:part", String(metadata.part.rawValue)) + element("pdfaid:conformance", "A"))
    describe("xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"", element("pdfuaid:part", "1"))
    describe(
        """
        xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
        xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
        xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
        """, extensionSchemas([universalAccess] + (record.isEmpty ? [] : [recordSchema(of: record)])))
    if !record.isEmpty {
        describe(
            "xmlns:rec=\"\(recordNamespace)\"", record.map { element("rec:\($0.name)", $0.value) }.joined())
    }
    describe(
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
        element("dc:format", "application/pdf")
            + container("dc:title", "Alt", title)
            + container("dc:creator", "Seq", metadata.author)
            + container("dc:description", "Alt", metadata.subject)
            + container("dc:date", "Seq", metadata.documentDate?.isoDay)
            + bag("dc:language", [language])
            + bag("dc:type", metadata.kind.map { [$0] } ?? [])
            + bag("dc:contributor", metadata.people)
            + element("dc:identifier", metadata.identifier)
            + element("dc:source", metadata.source))
    describe(
        "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"",
        element("xmp:CreatorTool", metadata.creator)
            + element("xmp:CreateDate", metadata.date?.iso8601)
            + element("xmp:ModifyDate", metadata.date?.iso8601))
    describe(
        "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"",
        element("pdf:Producer", metadata.producer) + element("pdf:Keywords", metadata.keywords))
    return Array(
        """
        <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        \(descriptions)</rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>
        """.utf8)
}

/// XML text without the characters XML 1.0 forbids.
private func escaped(_ text: String) -> String {
    let text = xmlCharacters(of: text)
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") })
    else { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": out.append(contentsOf: "&amp;".unicodeScalars)
        case "<": out.append(contentsOf: "&lt;".unicodeScalars)
        case ">": out.append(contentsOf: "&gt;".unicodeScalars)
        default: out.append(scalar)
        }
    }
    return String(out)
}

/// What XML 1.0 can carry of a text; Info gets the same, so that both stay equal.
///
/// At most 8,000 scalars: a string of PDF has 32,767 bytes (ISO 19005-2 6.1.13).
func xmlCharacters(of text: String) -> String {
    if text.utf8.count <= 8_000, text.unicodeScalars.allSatisfy(isXMLCharacter) { return text }
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(8_000) where isXMLCharacter(scalar) { kept.append(scalar) }
    return String(kept)
}

private func isXMLCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // A reader of XML takes CR for LF, so that Info and XMP would differ.
    case 0x9, 0xA, 0x20...0xFFFD, 0x10000...: true
    default: false
    }
}
