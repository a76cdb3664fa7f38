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

/// The templates of a folder, ordered by name.
public func listTemplates(in folder: String) throws(ExportError) -> [TemplateListing] {
    let entries = TemplateFolders([folder]).list()
    guard !entries.isEmpty else {
        throw .configuration(
            Message(
                "template.no-folder", "the folder holds no template", path: folder,
                hints: ["--templates names another folder"]))
    }
    return entries.map { entry in
        switch entry.description {
        case .success(let text): TemplateListing(name: entry.name, description: text)
        case .failure(let error): TemplateListing(name: entry.name, message: Message(error))
        }
    }
}

/// The bytes of a template's `template.yaml`, as they stand there.
public func readTemplate(named name: String, in folder: String) throws(ExportError) -> [UInt8] {
    let folders = TemplateFolders([folder])
    // A name is one folder's name, never a way out of the folder.
    if !name.isEmpty, !name.contains("/"), name != ".", name != ".." {
        do {
            return try readFile("\(folder)/\(name)/template.yaml", limit: folders.maximumBytes)
        } catch {
            guard error.isNotThere else {
                throw .configuration(Message("template.unreadable", error.reason, path: error.path))
            }
        }
    }
    let names = folders.list().map(\.name).joined(separator: ", ")
    throw .configuration(
        Message(
            "template.not-found", "there is no template '\(name)'", path: folder,
            hints: names.isEmpty ? ["--templates names another folder"] : ["there are: \(names)"]))
}

extension Message {
    package init(_ error: TemplateError) {
        self.init(
            error.code.rawValue, error.message, path: error.path, line: error.line, column: error.column,
            hints: error.hint.map { [$0] } ?? [])
    }
}
