private import BlockModel
private import FontAccess
private import Glibc
private import Typesetting

/// Which face draws which character of a text in each role, as export would draw it.
public struct FaceCheck: Sendable, Hashable {
    public enum Rank: String, Sendable, Hashable { case first, fallback, missing }

    /// A character with what belongs to it (marks, selectors), in one role.
    public struct Character: Sendable, Hashable {
        public var role: String
        public var text: String
        /// Nil where no face of the role draws it.
        public var face: String?
        public var glyphs: [UInt16]
        public var rank: Rank
    }

    public struct Total: Sendable, Hashable {
        public var role: String
        /// Nil for the missing ones.
        public var face: String?
        public var rank: Rank
        /// Different characters.
        public var characters: Int
        /// Their places in the text; for missing ones each counts once.
        public var uses: Int
    }

    /// By role, each character once, in the order of first use; missing ones last.
    public var characters: [Character] = []
    /// By role, faces in the order of first use.
    public var totals: [Total] = []
    public var isComplete: Bool { !totals.contains { $0.rank == .missing } }
}

/// - Parameters:
///   - roles: all of the index where empty.
///   - language: BCP 47, of the document; it chooses the forms of a region.
public func checkFaces(
    of text: String, roles: [String] = [], language: String = "zh-Hans-CN", fonts folder: String
) throws(ExportError) -> FaceCheck {
    let library = try openFontLibrary(folder)
    var check = FaceCheck()
    for role in roles.isEmpty ? library.index.orderedRoles : roles {
        do {
            check.add(
                try drawText(text, role: FaceRole(rawValue: role), library: library, language: language), role: role)
        } catch {
            throw .configuration(Message(error, path: folder))
        }
    }
    return check
}

/// The text of a UTF-8 file, or of standard input where the path is nil.
public func readText(of path: String?, limits: Limits = Limits()) throws(ExportError) -> String {
    let name = path ?? "<stdin>"
    let bytes: [UInt8]
    do {
        bytes =
            if let path {
                try readFile(path, limit: limits.recordBytes)
            } else {
                try readAll(STDIN_FILENO, path: name, limit: limits.recordBytes)
            }
    } catch {
        throw .configuration(Message("input.not-readable", "cannot be read: \(error.reason)", path: name))
    }
    guard bytes.count <= limits.recordBytes else {
        throw .configuration(
            Message("input.too-large", "the text is larger than \(limits.recordBytes) bytes", path: name))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
        throw .configuration(Message("input.not-utf8", "the text is not UTF-8", path: name))
    }
    return text
}

extension FaceCheck {
    private struct Key: Hashable {
        var text: String.UnicodeScalarView.SubSequence
        var face: String

        static func == (a: Key, b: Key) -> Bool { a.face == b.face && a.text.elementsEqual(b.text) }

        func hash(into hasher: inout Hasher) {
            hasher.combine(face)
            for scalar in text { hasher.combine(scalar) }
        }
    }

    fileprivate mutating func add(_ drawn: DrawnText, role: String) {
        let firstTotal = totals.count
        var seen: Set<Key> = []
        for cluster in drawn.clusters {
            let rank: Rank = cluster.isFallback ? .fallback : .first
            var total = totals[firstTotal...].firstIndex { $0.face == cluster.face }
            if total == nil {
                total = totals.count
                totals.append(Total(role: role, face: cluster.face, rank: rank, characters: 0, uses: 0))
            }
            guard let total else { continue }
            totals[total].uses += 1
            // By scalars: canonically equal texts are drawn by other glyphs.
            let key = Key(text: cluster.text.unicodeScalars[...], face: cluster.face)
            guard seen.insert(key).inserted else { continue }
            totals[total].characters += 1
            characters.append(
                Character(role: role, text: cluster.text, face: cluster.face, glyphs: cluster.glyphs, rank: rank))
        }
        guard !drawn.missing.isEmpty else { return }
        for scalar in drawn.missing {
            let text = Unicode.Scalar(scalar).map { String($0) } ?? "\u{FFFD}"
            characters.append(Character(role: role, text: text, face: nil, glyphs: [], rank: .missing))
        }
        let count = drawn.missing.count
        totals.append(Total(role: role, face: nil, rank: .missing, characters: count, uses: count))
    }
}
