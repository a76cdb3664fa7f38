private import Glibc
private import Synchronization

/// The faces of one font folder. Nothing else on the machine is searched.
package final class FontLibrary: Sendable {
    package let folder: String
    package let index: FontIndex
    /// Faces opened so far, by index into `index.faces`; each is opened once a process, on first use.
    private let opened: Mutex<[Typeface?]>

    package convenience init(folder: String) throws(FontError) {
        let path = folder + "/index.tsv"
        guard let text = readText(path) else { throw .noIndex(folder: folder) }
        self.init(folder: folder, index: try FontIndex(text: text, path: path))
    }

    package init(folder: String, index: FontIndex) {
        self.folder = folder
        self.index = index
        opened = Mutex(Array(repeating: nil, count: index.faces.count))
    }

    /// Face numbers (indices into `index.faces`) that fill a role or an alias of one, best first.
    package func chain(forRole role: String) throws(FontError) -> [Int] {
        if let chain = index.chains[role] { return chain }
        if let canonical = index.aliases[role], let chain = index.chains[canonical] { return chain }
        throw .unknownRole(role)
    }

    /// The same with the faces that draw the forms of a language before the others.
    ///
    /// - Parameter language: as written in the index, `zh-Hant-TW`.
    package func chain(forRole role: String, language: String) throws(FontError) -> [Int] {
        let chain = try chain(forRole: role)
        let canonical = index.chains[role] == nil ? index.aliases[role] ?? role : role
        guard let first = index.languageChains["\(canonical)@\(language)"] else { return chain }
        return first + chain.filter { !first.contains($0) }
    }

    package func typeface(_ number: Int) throws(FontError) -> Typeface {
        if let face = opened.withLock({ $0[number] }) { return face }
        let entry = index.faces[number]
        let face = try Typeface(entry: entry, path: folder + "/" + entry.file)
        return opened.withLock { slots in
            // Another worker may have been first; all must share one object.
            if let first = slots[number] { return first }
            slots[number] = face
            return face
        }
    }

    package func typeface(named name: String) throws(FontError) -> Typeface {
        guard let number = index.faces.firstIndex(where: { $0.name == name }) else { throw .unknownFace(name) }
        return try typeface(number)
    }

    /// Files of the index that are not in the folder.
    package func missingFiles() -> [String] {
        var seen: Set<String> = []
        return index.faces.compactMap { face in
            guard seen.insert(face.file).inserted else { return nil }
            return unsafe access(folder + "/" + face.file, R_OK) == 0 ? nil : face.file
        }
    }
}

private func readText(_ path: String) -> String? {
    guard let file = unsafe fopen(path, "rb") else { return nil }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = unsafe fread(&chunk, 1, chunk.count, file)
        if count == 0 { break }
        bytes.append(contentsOf: chunk[0..<count])
    }
    return String(validating: bytes, as: UTF8.self)
}
