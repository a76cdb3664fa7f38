/// A schema PDF/A does not know, which a file that uses it describes (ISO 19005-2 6.6.2.3).
struct ExtensionSchema {
    struct Property {
        var name: String
        /// `Text`, `Integer`
        var type: String
        /// People supply it, or software does.
        var isExternal: Bool
        var description: String
    }

    var name: String
    var namespace: String
    var prefix: String
    var properties: [Property]
}

let universalAccess = ExtensionSchema(
    name: "PDF/UA identification", namespace: "http://www.aiim.org/pdfua/ns/id/", prefix: "pdfuaid",
    properties: [
        ExtensionSchema.Property(
            name: "part", type: "Integer", isExternal: false, description: "Part of ISO 14289 the file follows")
    ])

let recordNamespace = "urn:jiyao:record:1#"

/// A property of the record with its value and description.
struct RecordProperty {
    var name: String
    var value: String
    fileprivate var property: ExtensionSchema.Property

    fileprivate init?(
        _ name: String, _ value: String?, type: String = "Text", isExternal: Bool = false, says description: String
    ) {
        guard let value, !value.isEmpty else { return nil }
        self.name = name
        self.value = value
        property = ExtensionSchema.Property(
            name: name, type: type, isExternal: isExternal, description: description)
    }
}

/// The properties the record has, in the order of DA/T 46; empty for a record of which nothing is known.
func recordProperties(_ record: RecordMetadata, pages: Int) -> [RecordProperty] {
    guard record != RecordMetadata() else { return [] }
    return [
        RecordProperty(
            "documentNumber", record.documentNumber, isExternal: true, says: "Number of the document (DA/T 46 M31)"),
        RecordProperty("urgency", record.urgency, isExternal: true, says: "Degree of urgency (DA/T 46 M35)"),
        RecordProperty("recipients", record.recipients, isExternal: true, says: "Addressees (DA/T 46 M36)"),
        RecordProperty("copies", record.copies, isExternal: true, says: "Addressees of copies (DA/T 46 M37)"),
        RecordProperty("securityClass", record.securityClass, isExternal: true, says: "Classification (DA/T 46 M38)"),
        RecordProperty("pageCount", String(pages), type: "Integer", says: "Number of pages (DA/T 46 M43)"),
        RecordProperty(
            "meetingDate", record.meetingDate, says: "Day the meeting was held, ISO 8601, XXXX for an unknown year"),
        RecordProperty("template", record.template, says: "Template the pages were composed with"),
        RecordProperty("sourceName", record.sourceName, says: "File name of the source record"),
        RecordProperty("sourceFormat", record.sourceFormat, says: "Format of the source record"),
        RecordProperty("sourceSHA256", record.sourceSHA256, says: "SHA-256 of the source record"),
        RecordProperty(
            "sourceTextBytes", record.sourceTextBytes.map(String.init), type: "Integer",
            says:
                "UTF-8 length of the text of the source record, in which the source properties of structure elements count"
        ),
    ].compactMap(\.self)
}

func recordSchema(of properties: [RecordProperty]) -> ExtensionSchema {
    ExtensionSchema(
        name: "Record of a meeting", namespace: recordNamespace, prefix: "rec", properties: properties.map(\.property))
}

/// The description of the schemas, as one property of XMP.
func extensionSchemas(_ schemas: [ExtensionSchema]) -> String {
    var text = "<pdfaExtension:schemas><rdf:Bag>\n"
    for schema in schemas {
        text += """
            <rdf:li rdf:parseType="Resource">
            <pdfaSchema:schema>\(schema.name)</pdfaSchema:schema>
            <pdfaSchema:namespaceURI>\(schema.namespace)</pdfaSchema:namespaceURI>
            <pdfaSchema:prefix>\(schema.prefix)</pdfaSchema:prefix>
            <pdfaSchema:property><rdf:Seq>

            """
        for property in schema.properties {
            text += """
                <rdf:li rdf:parseType="Resource">
                <pdfaProperty:name>\(property.name)</pdfaProperty:name>
                <pdfaProperty:valueType>\(property.type)</pdfaProperty:valueType>
                <pdfaProperty:category>\(property.isExternal ? "external" : "internal")</pdfaProperty:category>
                <pdfaProperty:description>\(property.description)</pdfaProperty:description>
                </rdf:li>

                """
        }
        text += "</rdf:Seq></pdfaSchema:property>\n</rdf:li>\n"
    }
    return text + "</rdf:Bag></pdfaExtension:schemas>\n"
}
