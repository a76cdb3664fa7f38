package let templateFileName = "template.yaml"

/// Names of the templates in a folder, ordered by their bytes.
public func listTemplates(in folder: String) throws(ExportError) -> [String] {
    do throws(FileError) {
        return try listFolder(folder).filter { !$0.hasPrefix(".") && fileExists("\(folder)/\($0)/\(templateFileName)") }
    } catch {
        throw .configuration(
            Message(
                "template.no-folder", "the template folder cannot be read: \(error.reason)", path: folder,
                hints: ["--templates names another folder"]))
    }
}

/// The bytes of a template's `template.yaml`.
public func readTemplate(named name: String, in folder: String) throws(ExportError) -> [UInt8] {
    let names = try listTemplates(in: folder)
    guard names.contains(name) else {
        throw .configuration(
            Message(
                "template.not-found", "there is no template \(name)", path: folder,
                hints: ["the folder has: \(names.joined(separator: ", "))"]))
    }
    do {
        return try readFile("\(folder)/\(name)/\(templateFileName)", limit: 1 << 20)
    } catch {
        throw .configuration(Message("template.unreadable", error.reason, path: error.path))
    }
}
