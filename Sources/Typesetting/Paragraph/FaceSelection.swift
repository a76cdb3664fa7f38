import BlockModel
import FontAccess

/// Which face draws which character, remembered per role for the length of one document.
struct FaceSelection {
    private let library: FontLibrary
    private var chains: [FaceRole: [Typeface]] = [:]
    /// Faces in the order of first use; runs refer to them by index.
    private(set) var used: [Typeface] = []
    private var numbers: [String: UInt16] = [:]
    private(set) var missing: [MissingCharacter] = []

    /// Whose forms the faces draw, as the index writes it.
    private let language: String

    init(library: FontLibrary, language: String) {
        self.library = library
        self.language = language
    }

    /// The faces of a role, best first. Later ones are opened when the first lacks a character.
    private mutating func chainFace(_ role: FaceRole, _ rank: Int) throws(FontError) -> Typeface? {
        if let known = chains[role], rank < known.count { return known[rank] }
        let numbers = try library.chain(forRole: role.rawValue, language: language)
        guard rank < numbers.count else { return nil }
        var faces = chains[role] ?? []
        while faces.count <= rank { faces.append(try library.typeface(numbers[faces.count])) }
        chains[role] = faces
        return faces[rank]
    }

    /// The first face of the role that draws the scalar.
    mutating func face(for scalar: UInt32, role: FaceRole) throws(FontError) -> Typeface? {
        // What a private-use character looks like is an agreement between people, not a fact a face may decide.
        if ScalarFacts.isPrivateUse(scalar) { return nil }
        // The mark for a break or blank is made from the space glyph, which every face has.
        let wanted = ScalarFacts.isBlank(scalar) || ScalarFacts.isInvisible(scalar) ? 0x20 : scalar
        var rank = 0
        while let candidate = try chainFace(role, rank) {
            if candidate.glyph(for: wanted) != nil { return candidate }
            rank += 1
        }
        return nil
    }

    /// The index under which runs name this face.
    mutating func number(of face: Typeface) -> UInt16 {
        if let known = numbers[face.name] { return known }
        let fresh = UInt16(used.count)
        used.append(face)
        numbers[face.name] = fresh
        return fresh
    }

    /// Each missing character is noted once: `character` is not made again for its other places.
    mutating func note(_ scalar: UInt32, role: FaceRole, _ character: () -> MissingCharacter) {
        guard !missing.contains(where: { $0.scalar == scalar && $0.role == role }) else { return }
        missing.append(character())
    }
}
