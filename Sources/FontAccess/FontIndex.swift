/// `Fonts/index.tsv`: which files fill which roles. One face a line, columns separated by tabs:
///
/// `role  family  style  file  face  sha256  licence  package  version  aliases`
///
/// A face that fills several roles has a line for each, or one with the role `*` where it stands in the chain of every role;
/// within a role the order of lines is the order of preference.
/// `role@language`, as `songti@zh-Hant-TW`, is for texts of that language only, whose role takes those faces first.
/// Lines that start with `#` are comments; the first other line is the head.
package struct FontIndex: Sendable, Hashable {
    package struct Face: Sendable, Hashable {
        /// The file's stem, with `#n` for face n > 0 of a collection.
        package var name: String
        package var family: String
        package var style: String
        package var file: String
        package var faceIndex: UInt32
        package var sha256: String
        package var licence: String
        package var package: String
        package var version: String
    }

    package static let columns = [
        "role", "family", "style", "file", "face", "sha256", "licence", "package", "version", "aliases",
    ]

    /// The role of a face that every role has in its chain.
    private static let everyRole = "*"

    /// Each face once, in the order of the file.
    package private(set) var faces: [Face] = []
    /// Role to indices into `faces`, in the order of preference.
    package private(set) var chains: [String: [Int]] = [:]
    /// `role@language` to indices into `faces`.
    package private(set) var languageChains: [String: [Int]] = [:]
    /// Other names of a role an office's template may use (`仿宋_GB2312`).
    package private(set) var aliases: [String: String] = [:]

    /// Reads the text of an index; `path` is for messages only.
    package init(text: String, path: String) throws(FontError) {
        var headSeen = false
        var rows: [(role: String, face: Int)] = []
        // Bytes of an array: views of a string take several times as long to cut.
        let lines = Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (offset, line) in lines.enumerated() {
            func bad(_ message: String) -> FontError { .badIndex(path: path, line: offset + 1, message: message) }
            if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
            let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            if !headSeen {
                guard cells == Self.columns else { throw bad("the head must name the columns \(Self.columns)") }
                headSeen = true
                continue
            }
            guard cells.count == Self.columns.count else {
                throw bad("\(cells.count) columns instead of \(Self.columns.count)")
            }
            guard let faceIndex = UInt32(cells[4]) else { throw bad("the face index is no number") }
            guard cells[5].utf8.count == 64 else { throw bad("the SHA-256 must have 64 hexadecimal digits") }
            guard !cells[3].isEmpty, !cells[3].utf8.contains(UInt8(ascii: "/")) else {
                throw bad("the file must be a name without folders")
            }
            guard cells[0] != Self.everyRole || cells[9].isEmpty else {
                throw bad("a face of every role has no aliases")
            }
            let stem = cells[3].utf8.lastIndex(of: UInt8(ascii: ".")).map { String(cells[3][..<$0]) } ?? ""
            let face = Face(
                name: faceIndex == 0 ? stem : "\(stem)#\(faceIndex)", family: cells[1], style: cells[2],
                file: cells[3], faceIndex: faceIndex, sha256: cells[5], licence: cells[6], package: cells[7],
                version: cells[8])
            let number: Int
            if let known = faces.firstIndex(where: { $0.name == face.name }) {
                guard faces[known] == face else { throw bad("\(face.name) is described in two ways") }
                number = known
            } else {
                number = faces.count
                faces.append(face)
            }
            if cells[0].utf8.contains(UInt8(ascii: "@")) {
                guard cells[9].isEmpty else { throw bad("a role of one language has no aliases") }
                languageChains[cells[0], default: []].append(number)
                continue
            }
            rows.append((cells[0], number))
            for alias in Array(cells[9].utf8).split(separator: UInt8(ascii: ",")) {
                aliases[String(decoding: alias, as: UTF8.self)] = cells[0]
            }
        }
        for (role, _) in rows where role != Self.everyRole && chains[role] == nil {
            chains[role] = rows.filter { $0.role == role || $0.role == Self.everyRole }.map(\.face)
        }
        guard !faces.isEmpty else { throw .badIndex(path: path, line: 1, message: "no face in the index") }
    }
}
