import Foundation

/// The modules that a target's sources import, with one file for each, for messages.
func importedModules(of folder: URL) throws -> [String: String] {
    var modules: [String: String] = [:]
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
        guard file.pathExtension == "swift" else { continue }
        let text = try String(contentsOf: file, encoding: .utf8)
        for line in text.split(separator: "\n") where line.contains("import ") {
            guard let module = importedModule(in: line) else { continue }
            modules[module] = file.lastPathComponent
        }
    }
    return modules
}

/// `package import struct Foo.Bar` gives `Foo`; nil for every other line.
func importedModule(in line: Substring) -> String? {
    let pattern =
        /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)/
    return line.firstMatch(of: pattern).map { String($0.1) }
}
