private import FontAccess

/// One line of `jiyao fonts list`: a face in the chain of a role.
public struct FontListing: Sendable, Hashable {
    public enum State: String, Sendable, Hashable { case present, missing, changed }

    public var role: String
    /// 1 for the face that draws first.
    public var rank: Int
    public var name: String
    public var family: String
    public var style: String
    public var version: String
    public var licence: String
    public var package: String
    /// `changed`: the file's SHA-256 is not the index's.
    public var state: State
}

/// The faces of a font folder by role, in the order of the index's roles and preferences; files are verified.
public func listFonts(in folder: String) throws(ExportError) -> [FontListing] {
    let index: FontIndex
    do {
        index = try FontLibrary(folder: folder).index
    } catch {
        let message = Message(error, path: folder)
        if case .noIndex = error { throw .noFonts(message) }
        throw .configuration(message)
    }
    var states: [String: FontListing.State] = [:]
    return (index.orderedRoles + index.languageChains.keys.sorted()).flatMap { role in
        (index.chains[role] ?? index.languageChains[role] ?? []).enumerated().map { rank, number in
            let face = index.faces[number]
            let state = states[face.file] ?? state(of: face, in: folder)
            states[face.file] = state
            return FontListing(
                role: role, rank: rank + 1, name: face.name, family: face.family, style: face.style,
                version: face.version, licence: face.licence, package: face.package, state: state)
        }
    }
}

private func state(of face: FontIndex.Face, in folder: String) -> FontListing.State {
    guard let bytes = try? readFile(folder + "/" + face.file) else { return .missing }
    return sha256(bytes) == face.sha256 ? .present : .changed
}

extension FontIndex {
    /// Roles in the order of their first face, then of their names: never the order of the dictionary.
    var orderedRoles: [String] {
        chains.keys.sorted { a, b in
            let (first, second) = (chains[a]?.first ?? 0, chains[b]?.first ?? 0)
            return first == second ? a < b : first < second
        }
    }
}
