internal import FontAccess
internal import PagedModel
internal import PaperUnits

/// A stretch of text that is shown under one mark: units in reading order, with what a reader cannot see from them.
struct TextObject {
    struct Unit {
        /// Index into `runs`.
        var run: Int
        var part: TextUnit
        /// Its glyphs stand for something else by themselves.
        var needsActualText: Bool
    }

    private(set) var runs: [GlyphRun] = []
    private(set) var units: [Unit] = []

    var isEmpty: Bool { units.isEmpty }

    mutating func append(_ run: GlyphRun, _ parts: [TextUnit], drawnBy face: EmbeddedFace) {
        units.reserveCapacity(units.count + parts.count)
        for part in parts {
            let isPlain =
                part.glyphs.count == 1
                && face[run.glyphs[part.glyphs.lowerBound].id].standsFor(part.scalar) {
                    run.extractableText(part.bytes)
                }
            let isPrivate =
                part.scalar == 0
                ? run.extractableText(part.bytes).unicodeScalars.contains { isPrivateUse($0.value) }
                : isPrivateUse(part.scalar)
            units.append(Unit(run: runs.count, part: part, needsActualText: !isPlain || isPrivate))
        }
        runs.append(run)
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
    ///
    /// Runs are read where they stand: copying one for each unit counts its references.
    private func isJoined(_ index: Int, _ faces: [EmbeddedFace?]) -> Bool {
        let (before, unit) = (units[index - 1], units[index])
        let (left, right) = (before.run, unit.run)
        guard
            left == right
                || runs[left].line == runs[right].line && runs[left].position.y == runs[right].position.y,
            let face = faces[Int(runs[left].face)]
        else { return false }
        let gap = gap(after: before, before: unit, face, faces[Int(runs[right].face)] ?? face)
        let em = min(runs[left].size, runs[right].size)
        let unnoticed = em.scaled(by: 7, over: 100)
        guard gap > unnoticed || gap < -unnoticed else { return false }
        // Inside a run the text is known to go on; between runs a wide gap may part columns.
        guard left == right || (-em...em.scaled(by: 1, over: 2)).contains(gap) else { return false }
        guard let last = lastScalar(before), let first = firstScalar(unit) else { return false }
        return !isWhiteSpace(last) && !isWhiteSpace(first)
    }

    private func lastScalar(_ unit: Unit) -> UInt32? {
        unit.part.scalar == 0 ? text(of: unit).unicodeScalars.last?.value : unit.part.scalar
    }

    private func firstScalar(_ unit: Unit) -> UInt32? {
        unit.part.scalar == 0 ? text(of: unit).unicodeScalars.first?.value : unit.part.scalar
    }

    /// From the end of one unit to the start of the next, in the direction of the text.
    private func gap(after before: Unit, before unit: Unit, _ first: EmbeddedFace, _ second: EmbeddedFace) -> Length {
        let (left, right) = (before.run, unit.run)
        func width(_ glyph: UInt16, _ run: Int, _ face: EmbeddedFace) -> Length {
            face[glyph].advance.scaled(to: runs[run].size, unitsPerEm: face.typeface.unitsPerEm)
        }
        if runs[left].isRightToLeft, runs[right].isRightToLeft {
            let last = runs[right].glyphs[unit.part.glyphs.upperBound - 1]
            let start = runs[left].position.x + runs[left].glyphs[before.part.glyphs.lowerBound].x
            return start - (runs[right].position.x + last.x + width(last.id, right, second))
        }
        let last = runs[left].glyphs[before.part.glyphs.upperBound - 1]
        let end = runs[left].position.x + last.x + width(last.id, left, first)
        return runs[right].position.x + runs[right].glyphs[unit.part.glyphs.lowerBound].x - end
    }

    private func text(of unit: Unit) -> String { runs[unit.run].extractableText(unit.part.bytes) }

    /// By unit, the language of words in another script; empty where there are none.
    var languages: [String?] {
        TextLanguage.languages(of: units.map { $0.part.scalar == 0 ? firstScalar($0) ?? 0x20 : $0.part.scalar })
    }

    func text(of stretch: Range<Int>) -> String { units[stretch].map { text(of: $0) }.joined() }
}
