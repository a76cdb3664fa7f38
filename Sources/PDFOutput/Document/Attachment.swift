/// A file inside the file, as PDF/A-3 allows (ISO 19005-3 6.8): associated with the whole document.
package struct Attachment: Sendable, Hashable {
    /// What it is to the document.
    package enum Relationship: String, Sendable, Hashable {
        /// What the document was made from.
        case source = "Source"
        /// The document's content as data.
        case data = "Data"
    }

    /// Unique among the attachments of a file, without folders.
    package var name: String
    /// `application/json`
    package var mediaType: String
    package var relationship: Relationship
    package var description: String
    package var bytes: [UInt8]

    package init(
        name: String, mediaType: String, relationship: Relationship, description: String, bytes: [UInt8]
    ) {
        self.name = name
        self.mediaType = mediaType
        self.relationship = relationship
        self.description = description
        self.bytes = bytes
    }
}

/// Writes the files and their specifications.
/// - Returns: the specifications, in the order given.
func writeAttachments(
    _ attachments: [Attachment], date: PDFDate?, in file: inout FileWriter
) -> [ObjectReference] {
    var specifications: [ObjectReference] = []
    for attachment in attachments {
        let content = file.allocate()
        let specification = file.allocate()
        specifications.append(specification)
        file.stream(content, attachment.bytes) { entries in
            entries.name("Type", "EmbeddedFile")
            entries.name("Subtype", attachment.mediaType)
            entries.dictionary("Params") { parameters in
                parameters.integer("Size", attachment.bytes.count)
                if let date { parameters.text("ModDate", date.infoString) }
            }
        }
        file.dictionary(specification) { entries in
            entries.name("Type", "Filespec")
            entries.text("F", attachment.name)
            entries.text("UF", attachment.name)
            entries.text("Desc", attachment.description)
            entries.name("AFRelationship", attachment.relationship.rawValue)
            entries.dictionary("EF") { files in
                files.reference("F", content)
                files.reference("UF", content)
            }
        }
    }
    return specifications
}

/// Lists them in the catalog, by name as well (ISO 32000-1 7.11.4).
func listAttachments(
    _ attachments: [Attachment], _ specifications: [ObjectReference], in catalog: inout DictionaryWriter
) {
    guard !attachments.isEmpty else { return }
    // A name tree is searched by the bytes of its names.
    let named = zip(attachments, specifications).sorted {
        textStringBytes($0.0.name).lexicographicallyPrecedes(textStringBytes($1.0.name))
    }
    catalog.dictionary("Names") { names in
        names.dictionary("EmbeddedFiles") { files in
            files.array("Names") { array in
                for (attachment, specification) in named {
                    array.textString(attachment.name)
                    array.reference(specification)
                }
            }
        }
    }
    catalog.array("AF") { array in for specification in specifications { array.reference(specification) } }
}
