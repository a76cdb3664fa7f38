import LineRules
import Testing

@Suite("Classes and prohibitions")
struct LineClassTests {
    private func classes(_ text: String) -> [LineClass] { LineClass.classify(text.unicodeScalars.map(\.value)) }

    @Test("of three dashes the first two are 破折号 and the third a 一字线")
    func dashes() { #expect(classes("———") == [.dash, .dash, .connector]) }

    @Test("a lone dash joins, and does not introduce")
    func connector() { #expect(classes("京—沪")[1] == .connector) }

    @Test("U+2019 between Latin letters is an apostrophe")
    func apostrophe() {
        #expect(classes("it’s")[2] == .western)
        #expect(classes("‘会’")[2] == .close)
    }

    @Test("a point or colon between digits belongs to the number", arguments: ["3.5", "10:30", "1,000"])
    func numbers(text: String) { #expect(classes(text).allSatisfy { $0 == .western }) }

    @Test("marks keep their place at every level but none")
    func levels() {
        for level in ProhibitionLevel.allCases {
            #expect(level.mayStartLine(.mid) == (level == .none))
            #expect(level.mayEndLine(.open) == (level == .none))
        }
        #expect(ProhibitionLevel.basic.mayEndLine(.solidus) && !ProhibitionLevel.gb.mayEndLine(.solidus))
        #expect(ProhibitionLevel.gb.mayStartLine(.dash) && !ProhibitionLevel.strict.mayStartLine(.dash))
    }

    @Test("a number holds its unit but may let it go as a last resort")
    func units() {
        let rules = BreakRules()
        let nine = UInt32(UInt8(ascii: "9"))
        #expect(rules.opportunity(after: nine, .western, before: 0x4EBA, .han, firstHalf: false) == .lastResort)
        #expect(rules.opportunity(after: nine, .western, before: 0x5E02, .han, firstHalf: false) == .allowed)
    }
}
