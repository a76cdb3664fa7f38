import Foundation

/// The modules that a target's sources import, with one file for each, for messages.
func importedModules(of folder: URL) throws -> [String: String] {
    var modules: [String: String] = [:]
    for file in swiftFiles(in: folder) {
        let text = try String(contentsOf: file, encoding: .utf8)
        for line in text.split(separator: "\n") where line.contains("import ") {
            guard let module = importedModule(in: line) else { continue }
            modules[module] = file.lastPathComponent
        }
    }
    return modules
}

/// Swift files of a folder and those below it, ordered by path.
func swiftFiles(in folder: URL) -> [URL] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
        .sorted { $0.path < $1.path }
}

/// `package import struct Foo.Bar` gives `Foo`; nil for every other line.
func importedModule(in line: Substring) -> String? {
    let pattern =
        /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)/
    return line.firstMatch(of: pattern).map { String($0.1) }
}
