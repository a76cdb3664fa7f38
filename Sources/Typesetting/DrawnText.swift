package import BlockModel
package import FontAccess
import LineRules
import PaperUnits
import Provenance

/// Which face draws which part of a text in one role: what layout would choose, without lines and pages.
package struct DrawnText: Sendable, Hashable {
    package struct Cluster: Sendable, Hashable {
        package var text: String
        /// `Typeface.name`.
        package var face: String
        package var glyphs: [UInt16]
        /// Not drawn by the role's first face.
        package var isFallback: Bool
    }

    /// In the order of the text, without blanks and controls.
    package var clusters: [Cluster] = []
    /// Characters no face of the role draws, each once.
    package var missing: [UInt32] = []
}

/// - Parameter language: BCP 47, of the document; it chooses the forms of a region.
package func drawText(
    _ text: String, role: FaceRole, library: FontLibrary, language: String
) throws(FontError) -> DrawnText {
    let lines = LineStyle(usualIn: TypesettingRegion(language: language))
    var typesetter = Typesetter(library: library, lines: lines, language: language)
    var drawn = DrawnText()
    let style = TextStyle(role: role, size: .pt(16))
    for line in text.split(whereSeparator: \.isNewline) {
        let printable = String(String.UnicodeScalarView(line.unicodeScalars.filter { !$0.isControl }))
        let inlines = [Inline(printable, style: style, origin: .template)]
        var prepared = PreparedText(inlines: inlines, utf8: [Array(printable.utf8)], style: lines)
        var scalars: ContiguousArray<UInt32> = []
        for item in try typesetter.itemise(inlines, scalars: &scalars) {
            let first = prepared.atoms.count
            typesetter.appendAtoms(of: item, to: &prepared)
            let isFallback = try typesetter.faces.isFallback(item.face, role: role)
            for atom in prepared.atoms[first...] {
                let bytes = prepared.utf8[0][Int(atom.text.lowerBound)..<Int(atom.text.upperBound)]
                let text = String(decoding: bytes, as: UTF8.self)
                if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) { continue }
                let glyphs = prepared.glyphs[Int(atom.glyphs.lowerBound)..<Int(atom.glyphs.upperBound)].map(\.id)
                drawn.clusters.append(
                    DrawnText.Cluster(text: text, face: item.face.name, glyphs: glyphs, isFallback: isFallback))
            }
        }
    }
    drawn.missing = typesetter.faces.missing.map(\.scalar)
    return drawn
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { properties.generalCategory == .control }
}
