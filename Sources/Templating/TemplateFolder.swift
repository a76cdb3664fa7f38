import Glibc
import Provenance
import YAMLTree

/// Templates on disk: `<folder>/<name>/template.yaml`. Earlier folders win, so that an office's own come first.
package struct TemplateFolders: Sendable, Hashable {
    /// Paths of folders that hold a folder for each template.
    package var paths: [String]
    /// Of one template's text.
    package var maximumBytes: Int

    package init(_ paths: [String], maximumBytes: Int = 1_048_576) {
        self.paths = paths
        self.maximumBytes = maximumBytes
    }

    package struct Entry: Sendable, Hashable {
        package var name: String
        /// The template's own line, or its mistake.
        package var description: Result<String, TemplateError>
        package var path: String
    }

    /// A template with the texts of all files it came from, the extending one first.
    package struct Loaded: Sendable {
        package var template: Template
        package var texts: [String]
    }

    /// Reads the template of that name from the first folder that has it, with those it extends.
    ///
    /// - Parameter settings: path of a file with an office's settings, which win over the template's.
    package func load(_ name: String, settings: String? = nil) throws(TemplateError) -> Template {
        try read(name, settings: settings).template
    }

    package func read(_ name: String, settings: String? = nil) throws(TemplateError) -> Loaded {
        guard let path = path(of: name) else { throw notFound(name, in: nil) }
        var sources = TemplateSources()
        var nodes = [try templateRoot(try text(at: path), path: path, &sources)]
        // What extends a template of its own name means the one in a later folder.
        while case .mapping(let mapping) = nodes[nodes.count - 1], let base = mapping["extends"] {
            let name = base.string ?? ""
            guard nodes.count <= 8 else {
                throw sources.error(.templateEndlessExtends, at: base.mark, "more than 8 templates extend one another")
            }
            guard let path = self.path(of: name, but: sources.paths) else {
                if self.path(of: name) != nil {
                    throw sources.error(
                        .templateEndlessExtends, at: base.mark, "'\(name)' is extended by itself")
                }
                throw notFound(name, in: (sources, base.mark))
            }
            nodes.append(try templateRoot(try text(at: path), path: path, &sources))
        }
        var whole = nodes.removeLast()
        while let own = nodes.popLast() { whole = try extended(own, by: whole, sources) }
        if let settings {
            let node = try templateRoot(try text(at: settings), path: settings, &sources)
            let own = try TemplateReader(sources).settings(node)
            var template = try Template(name: name, whole, sources)
            template.settings.merge(own) { $1 }
            return Loaded(template: template, texts: sources.texts)
        }
        return Loaded(template: try Template(name: name, whole, sources), texts: sources.texts)
    }

    private func notFound(_ name: String, in place: (TemplateSources, Mark?)?) -> TemplateError {
        let names = entryNames
        let message = "there is no template '\(name)'"
        let hint = names.isEmpty ? "no folder given holds a template" : "there are: " + names.joined(separator: ", ")
        return place.map { $0.0.error(.templateNotFound, at: $0.1, message, hint: hint) }
            ?? TemplateError(.templateNotFound, path: paths.joined(separator: ":"), message, hint: hint)
    }

    /// Every template once, ordered by name. One with a mistake is listed with it.
    package func list() -> [Entry] {
        entryNames.compactMap { name in
            guard let path = path(of: name) else { return nil }
            do throws(TemplateError) {
                return Entry(name: name, description: .success(try load(name).description), path: path)
            } catch {
                return Entry(name: name, description: .failure(error), path: path)
            }
        }
    }

    private var entryNames: [String] {
        var names: Set<String> = []
        for folder in paths {
            for name in entries(ofFolder: folder) where access(file(name, in: folder), F_OK) == 0 {
                names.insert(name)
            }
        }
        return names.sorted()
    }

    private func path(of name: String, but known: [String] = []) -> String? {
        // A name is one folder's name, never a way out of the folders searched.
        guard !name.isEmpty, !name.contains("/"), name != ".", name != ".." else { return nil }
        return paths.lazy.map { file(name, in: $0) }.first {
            !known.contains($0) && access($0, F_OK) == 0
        }
    }

    private func file(_ name: String, in folder: String) -> String { folder + "/" + name + "/template.yaml" }

    private func text(at path: String) throws(TemplateError) -> String {
        guard let bytes = firstBytes(of: path, atMost: maximumBytes + 1) else {
            throw TemplateError(.templateUnreadable, path: path, "the file cannot be read")
        }
        guard bytes.count <= maximumBytes else {
            throw TemplateError(.templateTooLarge, path: path, "the file is larger than \(maximumBytes) bytes")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw TemplateError(.templateUnreadable, path: path, "the file is not UTF-8")
        }
        return text
    }
}

/// Names in a folder, but those that begin with a full stop; none where it cannot be read.
private func entries(ofFolder path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if !name.hasPrefix(".") { names.append(name) }
    }
    return names
}

/// Nil where the file cannot be read.
private func firstBytes(of path: String, atMost most: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var isRead = true
    let bytes = [UInt8](unsafeUninitializedCapacity: most) { bytes, count in
        while let start = bytes.baseAddress, count < most {
            let more = read(file, start + count, most - count)
            if more < 0, errno == EINTR { continue }
            guard more > 0 else {
                isRead = more == 0
                break
            }
            count += more
        }
    }
    return isRead ? bytes : nil
}
