import BlockModel
import FontAccess
import LineRules
import PaperUnits

/// A paragraph after shaping: what line breaking and justification count with. All widths in EMU.
struct PreparedText {
    var inlines: [Inline]
    /// UTF-8 of each inline; atoms and glyphs address it by offset.
    var utf8: [[UInt8]]
    var style: LineStyle
    var atoms: ContiguousArray<Atom> = []
    var glyphs: ContiguousArray<ShapedGlyph> = []
    /// `opportunities[i]`: whether a line may end after atom i.
    var opportunities: ContiguousArray<BreakOpportunity> = []
    /// How fallback faces are set beside the role's first; atoms name them by index, 0 is none.
    var adjustments = [FaceAdjustment.none]
}

/// A paragraph that changes no more; its lines share it.
final class SettledText: Sendable {
    let inlines: [Inline]
    let utf8: [[UInt8]]
    let atoms: ContiguousArray<Atom>
    let glyphs: ContiguousArray<ShapedGlyph>
    let adjustments: [FaceAdjustment]
    /// Some inline has 行间标号.
    let hasMarks: Bool

    init(_ text: PreparedText) {
        inlines = text.inlines
        utf8 = text.utf8
        atoms = text.atoms
        glyphs = text.glyphs
        adjustments = text.adjustments
        hasMarks = inlines.contains { $0.style.marks != .none }
    }
}

/// The smallest thing a line is made of: one cluster of glyphs.
struct Atom {
    var scalar: UInt32
    var inline: Int32
    var text: Range<UInt32>
    var glyphs: Range<Int32>
    /// Of the face, with its adjustment: glyphs are scaled by it.
    var unitsPerEm: Int32
    var face: UInt16
    var lineClass: LineClass
    /// Odd: right to left (UAX #9).
    var level: UInt8 = 0
    var adjustment: UInt8 = 0
    /// In which step of `clreq.md` 8.1 justification takes `shrinkRight`.
    var shrinkRightStep: UInt8 = 0
    /// Where it adds on the right: step 1 word spaces, 2 Han–Latin space, 3 any other gap (no limit), 0 none.
    var stretchStep: UInt8 = 3
    /// A single mark with ink.
    var hasInk = false
    @Short var emu: Int64
    /// Room at natural width, before any compression.
    @Short var advance: Int64
    /// Left and right end of the ink from the glyph's origin.
    @Short var inkLeft: Int64 = 0
    @Short var inkRight: Int64 = 0
    /// Added to the glyph's x: a mark centred in a narrower cell than its own advance.
    @Short var shift: Int64 = 0
    /// Blank taken off the left side, and room added (or, negative, taken off) on the right, inside a line.
    @Short var left: Int64 = 0
    @Short var right: Int64 = 0
    /// The same at the start and at the end of a line.
    @Short var startTrim: Int64 = 0
    @Short var endTrim: Int64 = 0
    /// What justification may still take off on either side.
    @Short var shrinkLeft: Int64 = 0
    @Short var shrinkRight: Int64 = 0
    /// What it may add on the right.
    @Short var stretch: Int64 = 0

    var size: Length { Length(emu: emu) }
}

/// EMU inside one character, in half the room: a paragraph is passed over many times, and what it takes is read each time.
/// Beyond 59 metres the value stays at the bound.
@propertyWrapper
struct Short {
    private var raw: Int32

    init(wrappedValue: Int64) { raw = Int32(clamping: wrappedValue) }

    var wrappedValue: Int64 {
        get { Int64(raw) }
        set { raw = Int32(clamping: newValue) }
    }
}

extension Typesetter {
    /// Chooses faces, shapes, and gives each atom its widths.
    mutating func prepare(_ inlines: [Inline]) throws(FontError) -> PreparedText {
        var text = PreparedText(inlines: inlines, utf8: inlines.map { Array($0.text.utf8) }, style: lines)
        var scalars: ContiguousArray<UInt32> = []
        let items = try itemise(inlines, scalars: &scalars)
        text.atoms.reserveCapacity(scalars.count)
        text.glyphs.reserveCapacity(scalars.count)
        for item in items {
            if let plain = item.plain, item.level.isMultiple(of: 2) {
                appendAtoms(of: item, plain, scalars, to: &text)
            } else {
                appendAtoms(of: item, to: &text)
            }
        }
        text.settleClasses(scalars)
        text.settleMarkCells(faces.used)
        text.settleSpacing()
        return text
    }
}

extension PreparedText {
    /// Classes by context, then the break opportunities.
    ///
    /// - Parameter scalars: of the text, with those that no face draws.
    mutating func settleClasses(_ scalars: ContiguousArray<UInt32>) {
        // As many atoms as scalars: each is one.
        let scalars = scalars.count == atoms.count ? scalars : drawnScalars()
        let classes = LineClass.classify(scalars)
        let breaks = style.breaks.opportunities(scalars, classes: classes)
        if scalars.count == atoms.count {
            var atoms = atoms.mutableSpan
            for index in atoms.indices { atoms[index].lineClass = classes[index] }
            opportunities = breaks
        } else {
            takeByAtoms(classes, breaks)
        }
        if classes.contains(where: { $0 == .dash || $0 == .ellipsis }) { keepPairs() }
    }

    private func drawnScalars() -> ContiguousArray<UInt32> {
        var scalars: ContiguousArray<UInt32> = []
        for index in atoms.indices {
            scalars.append(atoms[index].scalar)
            if atoms[index].text.count > utf8Width(atoms[index].scalar) { appendMarks(of: index, to: &scalars) }
        }
        return scalars
    }

    /// The scalars of an atom after its first one.
    private func appendMarks(of atom: Int, to scalars: inout ContiguousArray<UInt32>) {
        let atom = atoms[atom]
        let bytes = utf8[Int(atom.inline)][Int(atom.text.lowerBound)..<Int(atom.text.upperBound)]
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars.dropFirst() { scalars.append(scalar.value) }
    }

    /// An atom has the class of its first scalar, and the opportunity after its last one.
    private mutating func takeByAtoms(
        _ classes: ContiguousArray<LineClass>, _ breaks: ContiguousArray<BreakOpportunity>
    ) {
        opportunities.reserveCapacity(atoms.count)
        var marks: ContiguousArray<UInt32> = []
        var start = 0
        for index in atoms.indices {
            atoms[index].lineClass = classes[start]
            marks.removeAll(keepingCapacity: true)
            if atoms[index].text.count > utf8Width(atoms[index].scalar) { appendMarks(of: index, to: &marks) }
            start += 1 + marks.count
            opportunities.append(breaks[start - 1])
        }
    }

    /// No gap grows between the halves of 破折号 and 省略号. A face that joins the halves has made one atom of them.
    private mutating func keepPairs() {
        let halves = LineClass.firstHalves(
            ContiguousArray(atoms.lazy.map(\.scalar)), ContiguousArray(atoms.lazy.map(\.lineClass)))
        for half in halves { atoms[half].stretchStep = 0 }
    }
}

/// Bytes of a scalar in UTF-8.
func utf8Width(_ scalar: UInt32) -> Int {
    scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
}
