private import Provenance
package import Templating

/// One line of `jiyao templates list`.
public struct TemplateListing: Sendable, Hashable {
    public var name: String
    /// The template's own line; nil where it has a mistake.
    public var description: String?
    /// The mistake.
    public var message: Message?
}

/// The templates of the folders, ordered by name; of two with the same name that of the earlier folder.
public func listTemplates(in folders: [String]) throws(ExportError) -> [TemplateListing] {
    if let own = folders.first, folders.count > 1 { try checkFolder(own) }
    let entries = TemplateFolders(folders).list()
    guard !entries.isEmpty else {
        throw .configuration(
            Message(
                "template.no-folder", "the folder holds no template", path: folders.joined(separator: ":"),
                hints: ["--templates names another folder"]))
    }
    return entries.map { entry in
        switch entry.description {
        case .success(let text): TemplateListing(name: entry.name, description: text)
        case .failure(let error): TemplateListing(name: entry.name, message: Message(error))
        }
    }
}

/// A template as YAML with every default filled in and every length in millimetres: `jiyao templates show`.
public func describeTemplate(
    named name: String, in folders: [String], settings: String? = nil
) throws(ExportError) -> String {
    if let own = folders.first, folders.count > 1 { try checkFolder(own) }
    do {
        return try TemplateFolders(folders).load(name, settings: settings).resolvedDescription
    } catch {
        throw .configuration(Message(error))
    }
}

extension Message {
    package init(_ error: TemplateError) {
        self.init(
            error.code.rawValue, error.message, path: error.path, line: error.line, column: error.column,
            hints: error.hint.map { [$0] } ?? [])
    }
}
