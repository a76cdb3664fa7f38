import LineRules
import Testing
import Typesetting

@Suite("Random text of all scripts")
struct LineCaseRandomTests {
    /// One of: Chinese text and marks, ASCII, blanks and controls, marks and joiners, emoji, Hangul, any scalar at all.
    private static func text(_ next: inout (Int) -> Int) -> String {
        let pools = [
            Array("会议决定，。、；：“”《》（）—…·／～々％￥！？〇「」".unicodeScalars), Array("aB3-/.,:%$()[]'\"&#".unicodeScalars),
            Array(" \u{A0}\u{3000}\t\n\r\u{200B}\u{2060}\u{AD}\u{2028}".unicodeScalars),
            Array("\u{301}\u{200D}\u{FE0F}\u{E0100}\u{20E3}\u{600}\u{E33}".unicodeScalars),
            Array("👩🚀👍🏽🇨🇳⛽©".unicodeScalars), Array("각힣각".unicodeScalars),
        ]
        var view = String.UnicodeScalarView()
        for _ in 0..<next(40) {
            let pool = next(pools.count + 2)
            if pool < pools.count {
                view.append(pools[pool][next(pools[pool].count)])
            } else if let any = Unicode.Scalar(UInt32(next(pool == pools.count ? 0x3100 : 0x110000))) {
                view.append(any)
            }
        }
        return String(view)
    }

    private static let levels: [LineCase.Level] =
        [.regional] + ProhibitionLevel.allCases.map { .chinese($0) }
        + CSSBreakRules.Strictness.allCases.map { .css($0, .normal) }
        + [
            .css(.normal, .breakAll), .css(.loose, .keepAll), .unicode, .trimmed(.all), .trimmed(.spaceFirst),
            .clusters,
        ]

    @Test("no level loses, doubles or moves a character, and a second run says the same", arguments: 0..<40)
    func order(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        var next: (Int) -> Int = { bound in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<25 {
            let text = Self.text(&next)
            let count = text.unicodeScalars.count
            let measure = next(12) * 500
            for level in Self.levels {
                let asked = LineCase(text: text, measure: measure, level: level, language: next(2) == 0 ? "zh" : "ja")
                let found = answer(asked)
                #expect(found == answer(asked))
                #expect(found.breaks.last ?? 0 == count)
                #expect(found.breaks == found.breaks.sorted() && Set(found.breaks).count == found.breaks.count)
                guard level != .clusters else { continue }
                #expect(found.advances?.count == count)
                #expect(found.advances?.allSatisfy { $0 >= 0 } ?? false)
                let ends: Set<Unicode.Scalar> = ["\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"]
                let printed = (found.lines ?? []).joined().unicodeScalars.filter { !ends.contains($0) }
                #expect(Array(printed) == text.unicodeScalars.filter { !ends.contains($0) }, "\(level)")
            }
        }
    }

    @Test(
        "even a line narrower than a character takes it whole",
        arguments: ["——", "……", "👩\u{200D}🚀", "e\u{301}", "葛\u{E0100}", "\u{A0}\u{301}"])
    func wholeCharacters(text: String) {
        #expect(modelLines("人" + text + "人", measure: 0).lines == ["人", text, "人"])
    }

    @Test(
        "Chinese lines never break inside a cluster, before a blank or between the halves of a dash", arguments: 0..<40)
    func forbidden(seed: Int) {
        var state = UInt64(seed) &* 0xD134_2543_DE82_EF95 &+ 7
        var next: (Int) -> Int = { bound in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<100 {
            let scalars = ContiguousArray(Self.text(&next).unicodeScalars.map(\.value))
            let classes = LineClass.classify(scalars)
            let clusters = Set(graphemeClusterEnds(scalars))
            let halves = Set(LineClass.firstHalves(scalars, classes))
            for level in ProhibitionLevel.allCases {
                let found = BreakRules(level: level).opportunities(scalars, classes: classes)
                #expect(found.count == scalars.count)
                for index in found.indices.dropLast() where found[index].mayEndLine {
                    #expect(clusters.contains(index + 1))
                    #expect(!halves.contains(index))
                    let isForced = BreakableText(scalars).isForcedBreak(after: index)
                    #expect(scalars[index + 1] != 0x20 || isForced)
                }
            }
        }
    }
}
