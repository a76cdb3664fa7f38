internal import FontAccess
internal import PagedModel
internal import PaperUnits

/// A stretch of text that is shown under one mark: units in reading order, with what a reader cannot see from them.
struct TextObject {
    struct Unit {
        /// Index into `runs`.
        var run: Int
        var glyphs: Range<Int>
        var text: String
        /// Its glyphs stand for something else by themselves.
        var needsActualText: Bool
    }

    private(set) var runs: [GlyphRun] = []
    private(set) var units: [Unit] = []

    var isEmpty: Bool { units.isEmpty }

    /// - Returns: false where the run's clusters do not fit its text.
    mutating func append(_ run: GlyphRun, drawnBy face: EmbeddedFace) -> Bool {
        guard let parts = textUnits(of: run) else { return false }
        for part in parts {
            let isPlain = part.glyphs.count == 1 && face.text(of: run.glyphs[part.glyphs.lowerBound].id) == part.text
            units.append(
                Unit(
                    run: runs.count, glyphs: part.glyphs, text: part.text,
                    needsActualText: !isPlain || part.text.hasPrivateUse))
        }
        runs.append(run)
        return true
    }

    mutating func removeAll() {
        runs.removeAll(keepingCapacity: true)
        units.removeAll(keepingCapacity: true)
    }

    /// Ranges of units that go under one mark; those of more than one unit, or of one that needs it, get `ActualText`.
    ///
    /// Readers take a gap of about a tenth of the em for a blank, and an overlap of that size (a squeezed mark) for a
    /// new line. Where the text has neither (王珍 set as wide as three characters, a number beside an ideograph), the
    /// units on both sides become one stretch with their text given; at most `longestStretch` of them, so that the text
    /// fits a string.
    private static let longestStretch = 500

    func stretches(_ faces: [EmbeddedFace?]) -> [Range<Int>] {
        var stretches: [Range<Int>] = []
        var start = 0
        for next in units.indices.dropFirst() where next - start >= Self.longestStretch || !isJoined(next, faces) {
            stretches.append(start..<next)
            start = next
        }
        if !units.isEmpty { stretches.append(start..<units.count) }
        return stretches
    }

    /// The unit stands apart from the one before it, or over it, on the page but not in the text.
    private func isJoined(_ index: Int, _ faces: [EmbeddedFace?]) -> Bool {
        let before = units[index - 1]
        let unit = units[index]
        let left = runs[before.run]
        let right = runs[unit.run]
        guard left.line == right.line, left.position.y == right.position.y, let face = faces[Int(left.face)]
        else { return false }
        let gap = gap(after: before, before: unit, face, faces[Int(right.face)] ?? face)
        let em = min(left.size, right.size)
        let unnoticed = em.scaled(by: 7, over: 100)
        guard gap > unnoticed || gap < -unnoticed else { return false }
        // Inside a run the text is known to go on; between runs a wide gap may part columns.
        guard before.run == unit.run || (-em...em.scaled(by: 1, over: 2)).contains(gap) else { return false }
        return before.text.unicodeScalars.last?.properties.isWhitespace == false
            && unit.text.unicodeScalars.first?.properties.isWhitespace == false
    }

    /// From the end of one unit to the start of the next, in the direction of the text.
    private func gap(after before: Unit, before unit: Unit, _ first: EmbeddedFace, _ second: EmbeddedFace) -> Length {
        let left = runs[before.run]
        let right = runs[unit.run]
        func width(_ glyph: PlacedGlyph, _ run: GlyphRun, _ face: EmbeddedFace) -> Length {
            face.typeface.advance(of: glyph.id).scaled(to: run.size, unitsPerEm: face.typeface.unitsPerEm)
        }
        if left.isRightToLeft, right.isRightToLeft {
            let last = right.glyphs[unit.glyphs.upperBound - 1]
            let start = left.position.x + left.glyphs[before.glyphs.lowerBound].x
            return start - (right.position.x + last.x + width(last, right, second))
        }
        let last = left.glyphs[before.glyphs.upperBound - 1]
        let end = left.position.x + last.x + width(last, left, first)
        return right.position.x + right.glyphs[unit.glyphs.lowerBound].x - end
    }

    func text(of stretch: Range<Int>) -> String { units[stretch].map(\.text).joined() }
}
