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
        /// Where its first glyph stands, and where the own advance of its last one ends.
        fileprivate var left: Length
        fileprivate var right: Length
    }

    private(set) var runs: [GlyphRun] = []
    /// By run.
    private(set) var faces: [EmbeddedFace] = []
    private(set) var units: [Unit] = []

    var isEmpty: Bool { units.isEmpty }

    mutating func append(_ run: GlyphRun, _ parts: [TextUnit], drawnBy face: EmbeddedFace) {
        units.reserveCapacity(units.count + parts.count)
        for part in parts {
            let first = run.glyphs[part.glyphs.lowerBound]
            let last = run.glyphs[part.glyphs.upperBound - 1]
            let width = face[last.id].advance.scaled(to: run.size, unitsPerEm: face.typeface.unitsPerEm)
            let isPlain =
                part.glyphs.count == 1
                && face.shows(first.id, as: part.scalar) { run.extractableText(part.bytes) }
            let isPrivate =
                part.scalar == 0
                ? run.extractableText(part.bytes).unicodeScalars.contains { isPrivateUse($0.value) }
                : isPrivateUse(part.scalar)
            units.append(
                Unit(
                    run: runs.count, part: part, needsActualText: !isPlain || isPrivate,
                    left: run.position.x + first.x, right: run.position.x + last.x + width))
        }
        runs.append(run)
        faces.append(face)
    }

    mutating func removeAll() {
        runs.removeAll(keepingCapacity: true)
        faces.removeAll(keepingCapacity: true)
        units.removeAll(keepingCapacity: true)
    }

    /// The units from `start` on that go under one mark; more than one, or one that needs it, get `ActualText`.
    ///
    /// Readers take a gap of about a tenth of the em for a blank, and an overlap of that size (a squeezed mark) for a
    /// new line. Where the text has neither (王珍 set as wide as three characters, a number beside an ideograph), the
    /// units on both sides become one stretch with their text given; at most `longestStretch` of them, so that the text
    /// fits a string.
    private static let longestStretch = 500

    func stretch(from start: Int) -> Range<Int> {
        var end = start + 1
        while end < units.count, end - start < Self.longestStretch, isJoined(end) { end += 1 }
        return start..<end
    }

    /// The unit stands apart from the one before it, or over it, on the page but not in the text.
    ///
    /// Runs are read where they stand: copying one for each unit counts its references.
    private func isJoined(_ index: Int) -> Bool {
        let (before, unit) = (units[index - 1], units[index])
        let (left, right) = (before.run, unit.run)
        guard
            left == right
                || runs[left].line == runs[right].line && runs[left].position.y == runs[right].position.y
        else { return false }
        // From the end of one unit to the start of the next, in the direction of the text.
        let isRightToLeft = runs[left].isRightToLeft && runs[right].isRightToLeft
        let gap = isRightToLeft ? before.left - unit.right : unit.left - before.right
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

    private func text(of unit: Unit) -> String { runs[unit.run].extractableText(unit.part.bytes) }

    /// By unit, the language of words in another script; empty where there are none.
    var languages: [String?] {
        TextLanguage.languages(of: units.lazy.map { firstScalar($0) ?? 0x20 })
    }

    func text(of stretch: Range<Int>) -> String { units[stretch].map { text(of: $0) }.joined() }
}
