import PDFChecks

private let pdf = "ISO 32000-1 "

extension Defect {
    /// Changes the first property of that name in the user properties of a type of element.
    private static func property(
        _ name: String, says word: String, of type: String = "P",
        _ change: @escaping @Sendable (inout [String: PDFValue]) -> Void
    ) -> Defect {
        Defect(pdf + "14.7.5.4", name, says: word) { file in
            file.edit(file.element(type)) { entries in
                guard var attributes = entries["A"]?.dictionary, var properties = attributes["P"]?.array,
                    var property = properties.first?.dictionary
                else { return }
                change(&property)
                properties[0] = .dictionary(property)
                attributes["P"] = .array(properties)
                entries["A"] = .dictionary(attributes)
            }
        }
    }

    static let ofOrigins: [Defect] = [
        property("a source beyond the text", says: "of a text of 200") { $0["V"] = .text("60-90 120-201") },
        property("ranges that go back", says: "ascending") { $0["V"] = .text("120-162 60-90") },
        property("ranges that overlap", says: "ascending") { $0["V"] = .text("60-90 80-162") },
        property("a source in words", says: "ascending") { $0["V"] = .text("line 3") },
        property("a property without name", says: "/N") { $0["N"] = nil },
        property("a property without value", says: "/V") { $0["V"] = nil },
        Defect(pdf + "14.7.5.4", "no properties", says: "without /P") { file in
            file.edit(file.element("P")) { $0["A"] = .dictionary(["O": .name("UserProperties")]) }
        },
        Defect(pdf + "14.7.1", "user properties nobody announces", says: "/UserProperties") { file in
            file.editCatalog { $0["MarkInfo"] = .dictionary(["Marked": .boolean(true)]) }
        },
        Defect("ISO 19005-2 6.6.2.3", "a length in words", says: "no integer") { file in
            file.replace("sourceTextBytes>200<", "sourceTextBytes>long<", inStream: file.packet)
        },
        Defect("ISO 19005-2 6.6.2.3", "a property its schema leaves out", says: "described") { file in
            file.replace("pdfaProperty:name>pageCount<", "pdfaProperty:name>pages<", inStream: file.packet)
        },
    ]
}
