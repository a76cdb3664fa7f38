/// Break opportunities as CSS Text 3 defines `word-break` and `line-break` (5.2, 5.3), over UAX #14.
package struct CSSBreakRules: Sendable, Hashable {
    package enum Strictness: String, Sendable, Hashable, CaseIterable { case strict, normal, loose }
    package enum WritingSystem: Sendable, Hashable { case chinese, japanese, other }
    /// `breakAll`: letters and digits break like ideographs; `keepAll`: ideographs and syllables like letters.
    package enum WordBreak: Sendable, Hashable { case normal, breakAll, keepAll }

    package var strictness: Strictness
    /// Chinese and Japanese have more breaks in `normal` and `loose`.
    package var writingSystem: WritingSystem
    package var wordBreak: WordBreak

    package init(strictness: Strictness, writingSystem: WritingSystem, wordBreak: WordBreak = .normal) {
        self.strictness = strictness
        self.writingSystem = writingSystem
        self.wordBreak = wordBreak
    }

    /// Whether a line may end after each scalar; the last one always may. Linear time.
    package func opportunities(_ scalars: ContiguousArray<UInt32>) -> ContiguousArray<BreakOpportunity> {
        var text = BreakableText(scalars)
        var before: LineBreakClass?
        for index in scalars.indices {
            let natural = text.classes[index]
            if breaksIdeographically(scalars[index], natural, text.traits[index], after: before) {
                text.classes[index] = .id
                text.traits[index].insert(.wide)
            }
            if wordBreak == .keepAll, isLetterUnit(text.classes[index]) { text.classes[index] = .al }
            if writingSystem == .chinese { text.openAndCloseQuotation(at: index) }
            if natural != .cm, natural != .zwj { before = text.classes[index] }
        }
        return text.opportunities()
    }

    private func isLetterUnit(_ lineBreak: LineBreakClass) -> Bool {
        switch lineBreak {
        case .id, .ai, .cj, .h2, .h3, .jl, .jv, .jt: true
        default: false
        }
    }

    private func breaksIdeographically(
        _ scalar: UInt32, _ natural: LineBreakClass, _ traits: ScalarBreakTraits.Traits, after: LineBreakClass?
    ) -> Bool {
        let isChineseOrJapanese = writingSystem != .other
        if wordBreak == .breakAll, natural == .al || natural == .nu || natural == .hl || natural == .ai { return true }
        if isChineseOrJapanese, natural == .ai, traits.contains(.ambiguous) { return true }
        if strictness == .strict { return false }
        // Small kana and the prolonged sound mark.
        if natural == .cj { return true }
        if isChineseOrJapanese, scalar == 0x301C || scalar == 0x30A0 { return true }
        if strictness == .normal { return false }
        switch scalar {
        case 0x3005, 0x303B, 0x309D, 0x309E, 0x30FD, 0x30FE: return true
        default: break
        }
        if natural == .in, after == .id || after == .in { return true }
        guard isChineseOrJapanese else { return false }
        switch scalar {
        case 0x30FB, 0xFF1A, 0xFF1B, 0xFF65, 0x203C, 0x2047, 0x2048, 0x2049, 0xFF01, 0xFF1F: return true
        case 0x2010, 0x2013: return after == .id
        default: break
        }
        return (natural == .po || natural == .pr) && !traits.isDisjoint(with: [.ambiguous, .wide])
    }
}

extension BreakableText {
    /// Chinese quotation marks are brackets (UAX #14, 5.1, QU): their side is known whatever stands beside them.
    package mutating func openAndCloseQuotation(at index: Int) {
        guard classes[index] == .qu, traits[index].contains(.ambiguous) else { return }
        if traits[index].contains(.initialQuotation) { classes[index] = .op }
        if traits[index].contains(.finalQuotation) { classes[index] = .cl }
        traits[index].insert(.wide)
    }
}
