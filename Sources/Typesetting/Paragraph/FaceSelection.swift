import BlockModel
import FontAccess

/// Which face draws which character, remembered per role for the length of one document.
struct FaceSelection {
    private let library: FontLibrary
    /// Of the roles met so far, a handful.
    private var chains: [(role: FaceRole, faces: [Typeface])] = []
    /// Faces in the order of first use; runs refer to them by index.
    private(set) var used: [Typeface] = []
    private(set) var missing: [MissingCharacter] = []
    /// Of the first faces of roles, as far as asked.
    private var plain: [(face: Typeface, glyphs: PlainGlyphs)] = []
    private var inks: [Int: InkBounds?] = [:]
    /// Faces of clusters of several scalars, and of words; nil where no face draws one whole.
    private var wholes: [Whole: Typeface?] = [:]
    private var adjustments: [Fallback: FaceAdjustment] = [:]

    private struct Whole: Hashable {
        var scalars: ArraySlice<UInt32>
        var role: FaceRole
    }

    private struct Fallback: Hashable {
        var face: String
        var role: FaceRole
    }

    /// Whose forms the faces draw, as the index writes it.
    private let language: String

    init(library: FontLibrary, language: String) {
        self.library = library
        self.language = language
    }

    /// The faces of a role, best first. Later ones are opened when the first lacks a character.
    private mutating func chainFace(_ role: FaceRole, _ rank: Int) throws(FontError) -> Typeface? {
        let place = chains.firstIndex { $0.role == role }
        if let place, rank < chains[place].faces.count { return chains[place].faces[rank] }
        let numbers = try library.chain(forRole: role.rawValue, language: language)
        guard rank < numbers.count else { return nil }
        var faces = place.map { chains[$0].faces } ?? []
        while faces.count <= rank { faces.append(try library.typeface(numbers[faces.count])) }
        if let place { chains[place].faces = faces } else { chains.append((role, faces)) }
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

    /// The face for a grapheme cluster, or for a word, which is never divided between faces.
    ///
    /// First the face that has the variation sequence, then the first that draws all characters with their marks in place,
    /// then the first that draws them; a selector or joiner that a face does not know leaves no ink.
    mutating func face(
        for cluster: ArraySlice<UInt32>, script: Script, role: FaceRole, shaper: inout Shaper
    ) throws(FontError) -> Typeface? {
        guard let base = cluster.first else { return nil }
        if cluster.count == 1 { return try face(for: base, role: role) }
        let key = Whole(scalars: cluster, role: role)
        if let known = wholes[key] { return known }
        let found = try search(cluster, base, script: script, role: role, shaper: &shaper)
        wholes[key] = .some(found)
        return found
    }

    private mutating func search(
        _ cluster: ArraySlice<UInt32>, _ base: UInt32, script: Script, role: FaceRole, shaper: inout Shaper
    ) throws(FontError) -> Typeface? {
        if cluster.contains(where: ScalarFacts.isPrivateUse) { return nil }
        var text = String.UnicodeScalarView()
        for scalar in cluster { text.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
        let bytes = Array(String(text).utf8)
        let selector = cluster[cluster.startIndex + 1]
        if ScalarFacts.isVariationSelector(selector) {
            var rank = 0
            while let candidate = try chainFace(role, rank) {
                if candidate.glyph(for: base, selector: selector) != nil,
                    shaper.fit(bytes, typeface: candidate, script: script) != .lacking
                {
                    return candidate
                }
                rank += 1
            }
        }
        var loose: Typeface?
        var rank = 0
        while let candidate = try chainFace(role, rank) {
            switch shaper.fit(bytes, typeface: candidate, script: script) {
            case .whole: return candidate
            case .loose: loose = loose ?? candidate
            case .lacking: break
            }
            rank += 1
        }
        return loose
    }

    /// The role's first face with what it makes of plain characters.
    ///
    /// - Parameter shapedIn: language of the document, which may choose what shaping does.
    mutating func plainGlyphs(
        of role: FaceRole, shapedIn language: String
    ) throws(FontError) -> (face: Typeface, glyphs: PlainGlyphs)? {
        guard let face = try chainFace(role, 0) else { return nil }
        if let known = plain.first(where: { $0.face === face }) { return known }
        plain.append((face, face.plainGlyphs(language: language)))
        return plain[plain.count - 1]
    }

    /// The face is not the first of its role.
    mutating func isFallback(_ face: Typeface, role: FaceRole) throws(FontError) -> Bool {
        try chainFace(role, 0) !== face
    }

    /// What brings the ideographs of a fallback face to the place and size of the role's first face.
    mutating func adjustment(of face: Typeface, role: FaceRole) throws(FontError) -> FaceAdjustment {
        let key = Fallback(face: face.name, role: role)
        if let known = adjustments[key] { return known }
        var found = FaceAdjustment.none
        if let first = try chainFace(role, 0)?.ideographicBox(), let own = face.ideographicBox() {
            found = own.adjustment(to: first)
        }
        adjustments[key] = found
        return found
    }

    /// The index under which runs name this face.
    mutating func number(of face: Typeface) -> UInt16 {
        if let known = used.firstIndex(where: { $0 === face }) { return UInt16(known) }
        used.append(face)
        return UInt16(used.count - 1)
    }

    /// Ink of a glyph of a face that has a number: faces compute it from the outline each time.
    mutating func inkBounds(of glyph: UInt16, face: UInt16) -> InkBounds? {
        let key = Int(face) << 16 | Int(glyph)
        if let known = inks[key] { return known }
        let typeface = used[Int(face)]
        let found =
            if let plain = plain.first(where: { $0.face === typeface }) {
                plain.glyphs.inkBounds(of: glyph)
            } else {
                typeface.inkBounds(of: glyph)
            }
        inks[key] = .some(found)
        return found
    }

    /// Each missing character is noted once: `character` is not made again for its other places.
    mutating func note(_ scalar: UInt32, role: FaceRole, _ character: () -> MissingCharacter) {
        guard !missing.contains(where: { $0.scalar == scalar && $0.role == role }) else { return }
        missing.append(character())
    }
}
