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
        #expect(breaks("9人") == [.lastResort, .allowed])
        #expect(breaks("9市") == [.allowed, .allowed])
    }

    @Test("nothing comes between the halves of 破折号 and 省略号, but lines may break between two of them")
    func pairs() {
        #expect(breaks("————") == [.inseparable, .allowed, .inseparable, .allowed])
        #expect(breaks("………………") == [.inseparable, .allowed, .inseparable, .allowed, .inseparable, .allowed])
    }

    @Test("twelve dots stand between required breaks, with the marks that hold on to them (U-8)")
    func doubleEllipsis() {
        #expect(
            breaks("会…………会") == [
                .required, .inseparable, .lastResort, .inseparable, .required, .allowed,
            ])
        #expect(breaks("会“…………”会").filter { $0 == .required }.count == 2)
        #expect(breaks("会“…………”会").first == .required)
        #expect(!breaks("会……会").contains(.required))
        #expect(!breaks("会………………会").contains(.required))
    }

    @Test("an ordinal label holds the first character after it (U-j)", arguments: ["一、会", "（一）会", "1.会", "①会", "。二、会"])
    func labels(text: String) {
        #expect(breaks(text).dropLast().last == .lastResort)
    }

    @Test("an enumeration is no label", arguments: ["第一、二季度", "三年一、二月", "见（一）会"])
    func enumerations(text: String) {
        #expect(!breaks(text).dropLast().contains(.lastResort))
    }

    @Test("a note mark stays with the character before it (U-k)", arguments: ["会²议", "会①，议", "会[1]。", "会[12]议", "”①。"])
    func notes(text: String) {
        #expect(breaks(text)[0] == .forbidden)
    }

    @Test("a circled label is no note mark", arguments: ["会①议", "，①会"])
    func circledLabels(text: String) {
        #expect(breaks(text)[0] == .allowed)
    }

    @Test("the year holds 年 at every level but the first, other units at the last")
    func glue() {
        func at(_ glue: UnitGlue, _ text: String) -> BreakOpportunity {
            let scalars = ContiguousArray(text.unicodeScalars.map(\.value))
            return BreakRules(unitGlue: glue).opportunities(scalars, classes: LineClass.classify(scalars))[0]
        }
        #expect(UnitGlue.allCases.map { at($0, "4年") } == [.allowed, .lastResort, .lastResort])
        #expect(UnitGlue.allCases.map { at($0, "4人") } == [.allowed, .allowed, .lastResort])
        #expect(UnitGlue.allCases.map { at($0, "4%") } == [.forbidden, .forbidden, .forbidden])
    }

    @Test("addresses break after slashes and hyphens as in UAX #14, numbers and dates do not")
    func addresses() {
        #expect(places("http://a.cn/bc/de-fg") == [7, 12, 15, 18, 20])
        #expect(places("2024-03-29") == [10])
        #expect(places("-3.5%") == [5])
    }

    @Test("clusters and variation sequences stay whole at every level")
    func clusters() {
        for level in ProhibitionLevel.allCases {
            #expect(places("葛\u{E0100}会", level) == [2, 3])
            #expect(places("会 \u{301}会", level).contains(2) == false)
            #expect(places("👩\u{200D}🚀👍🏽", level) == [3, 5])
        }
    }

    @Test("no line starts with a mark after a blank, nor after the blank inside an opening bracket")
    func blanks() {
        #expect(places("会议 ，决定") == [1, 4, 5, 6])
        #expect(places("（ 会议）") == [3, 5])
    }

    @Test("100,000 scalars of any kind need no stack", arguments: ["（", "“ ", "\u{301}", "🇨", "1,", "e\u{200D}"])
    func long(piece: String) {
        let text = String(repeating: piece, count: 100_000)
        #expect(breaks(text).count == text.unicodeScalars.count)
    }

    private func breaks(_ text: String, _ level: ProhibitionLevel = .gb) -> ContiguousArray<BreakOpportunity> {
        let scalars = ContiguousArray(text.unicodeScalars.map(\.value))
        return BreakRules(level: level).opportunities(scalars, classes: LineClass.classify(scalars))
    }

    private func places(_ text: String, _ level: ProhibitionLevel = .gb) -> [Int] {
        breaks(text, level).enumerated().filter { $0.element.mayEndLine }.map { $0.offset + 1 }
    }
}

@Suite("Quotation marks of Chinese and of Latin words")
struct QuotationMarkTests {
    private func classes(_ text: String) -> [LineClass] {
        let scalars = text.unicodeScalars.map(\.value)
        return zip(scalars, LineClass.classify(scalars)).filter { (0x2018...0x201D).contains($0.0) }.map(\.1)
    }

    @Test(
        "those in a Latin phrase are Latin",
        arguments: [
            "the “Smart City” plan", "会议讨论the “Smart City” plan。", "a “b ‘c’ d” e", "Don’t", "the ’90s", "the ‘90s",
            "dogs’ tails",
        ])
    func latin(text: String) {
        #expect(classes(text).allSatisfy { $0 == .western })
    }

    @Test(
        "those beside or around anything Chinese are Chinese",
        arguments: ["会“GDP”会", "“GDP”会", "会 “GDP”", "the “会” plan", "“GDP增长”", "“一‘A’二”", "《A》“B”"])
    func chinese(text: String) {
        #expect(classes(text).allSatisfy { $0 == .open || $0 == .close })
    }

    @Test("any number of nested marks is settled in linear time")
    func nested() {
        let depth = 200_000
        let text = String(repeating: "“", count: depth) + "A" + String(repeating: "”", count: depth)
        #expect(classes(text).allSatisfy { $0 == .western })
    }
}
