import FontAccess
import PagedModel
import PaperUnits

/// Which role of the font index a face of the document fills.
struct FaceRoles: Sendable {
    private var typefaces: [Typeface]
    /// Faces of each role by their number in the document, best first.
    private var chains: [Role: [(number: Int, rank: Int)]] = [:]
    private var first: [Role: Typeface] = [:]

    init(_ document: PagedDocument, library: FontLibrary) throws(FontError) {
        typefaces = []
        for name in document.faces { typefaces.append(try library.typeface(named: name)) }
        for role in Role.allCases {
            // An index without the role fills it with nothing, and every rule that wants it fails.
            guard let chain = try? library.chain(forRole: role.rawValue, language: document.language) else { continue }
            let names = chain.map { library.index.faces[$0].name }
            chains[role] = document.faces.enumerated().compactMap { number, name in
                names.firstIndex(of: name).map { (number, $0) }
            }
            if let best = chain.first { first[role] = try library.typeface(best) }
        }
    }

    func name(of run: GlyphRun) -> String { typefaces[Int(run.face)].name }

    /// The role's first face, or a further one for ideographs the first does not have.
    func fills(_ run: GlyphRun, _ role: Role) -> Bool {
        guard let face = chains[role]?.first(where: { $0.number == Int(run.face) }) else { return false }
        guard face.rank > 0, let best = first[role] else { return true }
        let scalars = Array(run.text.unicodeScalars)
        return !scalars.indices.contains { index in
            let isVaried = index + 1 < scalars.count && scalars[index + 1].properties.isVariationSelector
            return scalars[index].isHan && !isVaried && best.glyph(for: scalars[index].value) != nil
        }
    }

    /// The run is drawn by the first face of some role, so its size is the nominal one.
    func isFirst(_ run: GlyphRun) -> Bool {
        chains.values.contains { $0.contains { $0.number == Int(run.face) && $0.rank == 0 } }
    }

    /// Where the run's ink lies on the page; nil without ink.
    func ink(of run: GlyphRun) -> Rect? {
        let face = typefaces[Int(run.face)]
        var box: Rect?
        for glyph in run.glyphs {
            guard let ink = face.inkBounds(of: glyph.id) else { continue }
            func scaled(_ units: FontUnits) -> Length { units.scaled(to: run.size, unitsPerEm: face.unitsPerEm) }
            let x = run.position.x + glyph.x
            let y = run.position.y + glyph.y
            let one = Rect(
                x: x + scaled(ink.left), y: y - scaled(ink.top), width: scaled(ink.right) - scaled(ink.left),
                height: scaled(ink.top) - scaled(ink.bottom))
            box = box.map { $0.united(with: one) } ?? one
        }
        return box
    }
}

extension Rect {
    func united(with other: Rect) -> Rect {
        let (left, top) = (min(x, other.x), min(y, other.y))
        return Rect(
            x: left, y: top, width: max(right, other.right) - left, height: max(bottom, other.bottom) - top)
    }
}

extension Unicode.Scalar {
    var isHan: Bool {
        switch value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x2_0000...0x3_FFFF: true
        default: false
        }
    }
}
