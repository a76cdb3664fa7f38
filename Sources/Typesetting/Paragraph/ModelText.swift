package import BlockModel
package import LineRules
import PaperUnits
import Provenance

/// Lines of a text set without a face, by the width model of `clreq.md` 2: Han and full-width marks 1 em, everything
/// else half an em. It shows what the rules decide, whatever the fonts.
package struct ModelLines: Sendable, Hashable {
    package var lines: [String]
    /// Room of each scalar on its line after compression and justification, in em of a thousand.
    package var advances: [Int]
    /// Natural width of each line with the rules of line start and line end applied, in em of a thousand.
    package var naturalWidths: [Int]
    /// Scalars after which a Han–Latin space stands.
    package var gaps: [Int]
}

/// - Parameters:
///   - measure: in thousandths of an em.
///   - firstIndent: the same, taken from the first line.
///   - metrics: natural widths other than those of `clreq.md` 2.
package func modelLines(
    _ text: String, measure: Int, firstIndent: Int = 0, style: LineStyle = LineStyle(),
    alignment: Alignment = .justified, metrics: LineCase.Metrics? = nil
) -> ModelLines {
    let em = Length(emu: 1_000_000)
    let scale = em.emu / 1_000
    var prepared = PreparedText(inlines: [], utf8: [], style: style)
    var offset: UInt32 = 0
    let scalars = ContiguousArray(text.unicodeScalars.map(\.value))
    let classes = LineClass.classify(scalars)
    for (scalar, lineClass) in zip(text.unicodeScalars, classes) {
        let end = offset + UInt32(UTF8.width(scalar))
        let facts = LineBreakTable.shared[scalar.value]
        let thousandths =
            if let metrics {
                metrics.width(of: scalar.value, facts.lineBreak, facts.traits)
            } else {
                facts.traits.contains(.zeroWidth) ? 0 : lineClass.isHalf(scalar.value, in: style.region) ? 500 : 1_000
            }
        var atom = Atom(
            scalar: scalar.value, inline: 0, text: offset..<end, glyphs: 0..<0, unitsPerEm: 1_000, face: 0,
            lineClass: lineClass, emu: em.emu, advance: Int64(thousandths) * scale)
        let ink: (left: Int64, right: Int64)? =
            switch lineClass {
            case .open: (530_000, 1_000_000)
            case .mid where style.region.centresStops, .end where style.region.centresStops: (280_000, 720_000)
            case .mid, .end, .close: (0, 470_000)
            default: nil
            }
        if let ink { (atom.hasInk, atom.inkLeft, atom.inkRight) = (true, ink.left, ink.right) }
        prepared.atoms.append(atom)
        offset = end
    }
    prepared.settleClasses(scalars)
    prepared.settleSpacing()
    let widths = WidthTable(prepared.atoms)
    let room = Int64(measure) * scale
    let chosen = chooseLines(
        prepared, firstMeasure: room - Int64(firstIndent) * scale, measure: room, avoidsOrphans: style.avoidsOrphans,
        hanging: style.hanging)
    let utf8 = Array(text.utf8)
    var result = ModelLines(lines: [], advances: [], naturalWidths: [], gaps: [])
    for (number, line) in chosen.enumerated() {
        let indent = number == 0 ? Int64(firstIndent) * scale : 0
        let set = setLine(prepared, line, measure: room - indent, alignment: alignment)
        result.advances += set.cells.map { Int($0.advance / scale) }
        result.naturalWidths.append(Int(widths.width(line.atoms, prepared.atoms) / scale))
        let bytes = line.atoms.lowerBound..<line.trailing.upperBound
        let start = Int(prepared.atoms[bytes.lowerBound].text.lowerBound)
        let end = Int(prepared.atoms[bytes.upperBound - 1].text.upperBound)
        result.lines.append(String(decoding: utf8[start..<end], as: UTF8.self))
        for index in line.atoms.dropLast() where prepared.atoms[index].stretchStep == 2 { result.gaps.append(index) }
    }
    return result
}

extension LineClass {
    /// Half an em wide by `clreq.md` 2; 间隔号 and 分隔号 take an em in Taiwan and Hong Kong (15).
    fileprivate func isHalf(_ scalar: UInt32, in region: TypesettingRegion) -> Bool {
        switch self {
        case .western, .westernOpen, .westernClose, .space: true
        case .dot: region == .mainland
        case .solidus: scalar == 0x2F && region == .mainland
        case .connector: scalar == 0x2013
        default: false
        }
    }
}
