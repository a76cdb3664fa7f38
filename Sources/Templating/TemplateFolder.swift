import Foundation
import Provenance

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

    /// Reads the template of that name from the first folder that has it.
    package func load(_ name: String) throws(TemplateError) -> Template {
        guard let path = path(of: name) else {
            let names = entryNames
            throw TemplateError(
                .templateNotFound, path: paths.joined(separator: ":"), "there is no template '\(name)'",
                hint: names.isEmpty ? "no folder given holds a template" : "there are: " + names.joined(separator: ", ")
            )
        }
        return try Template(name: name, yaml: try text(at: path), path: path)
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
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            where FileManager.default.fileExists(atPath: file(name, in: folder)) {
                names.insert(name)
            }
        }
        return names.sorted()
    }

    private func path(of name: String) -> String? {
        // A name is one folder's name, never a way out of the folders searched.
        guard !name.isEmpty, !name.contains("/"), name != ".", name != ".." else { return nil }
        return paths.lazy.map { file(name, in: $0) }.first { FileManager.default.fileExists(atPath: $0) }
    }

    private func file(_ name: String, in folder: String) -> String { folder + "/" + name + "/template.yaml" }

    private func text(at path: String) throws(TemplateError) -> String {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            data = try handle.read(upToCount: maximumBytes + 1) ?? Data()
        } catch { throw TemplateError(.templateUnreadable, path: path, "the file cannot be read") }
        guard data.count <= maximumBytes else {
            throw TemplateError(.templateTooLarge, path: path, "the file is larger than \(maximumBytes) bytes")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw TemplateError(.templateUnreadable, path: path, "the file is not UTF-8")
        }
        return text
    }
}
