import LineRules
import Testing
import Typesetting

/// Settings of `LineStyle` by the worked examples of `standards/clreq.md`, in its width model.
@Suite("Line styles")
struct LineStyleTests {
    private func plain(_ breaks: BreakRules = BreakRules()) -> LineStyle {
        LineStyle(breaks: breaks, avoidsOrphans: false)
    }

    private func lines(_ text: String, _ measure: Int, _ style: LineStyle) -> ModelLines {
        modelLines(text, measure: measure * 1_000, style: style)
    }

    @Test("twelve dots take four em and a line of their own, their neighbours are not stretched (U-8)")
    func doubleEllipsis() {
        let set = lines("大家踊跃发言…………会议继续。", 8, plain())
        #expect(set.lines == ["大家踊跃发言", "…………", "会议继续。"])
        #expect(set.naturalWidths == [6_000, 4_000, 4_500])
        #expect(set.advances.prefix(10).allSatisfy { $0 == 1_000 })
    }

    @Test("six dots share a line with text")
    func singleEllipsis() {
        #expect(lines("大家踊跃发言……会议继续。", 20, plain()).lines.count == 1)
    }

    @Test("without compression at line ends the same lines are full already (E-2)")
    func fullLineEnds() {
        var style = plain()
        let text = "会议通过了各项报告，号召全市人民。"
        let halved = lines(text, 10, style)
        style.halvesLineEndMarks = false
        let full = lines(text, 10, style)
        #expect(full.lines == halved.lines)
        #expect(full.naturalWidths == [10_000, 7_000])
        #expect(full.advances.allSatisfy { $0 == 1_000 })
        #expect(halved.advances[0] > 1_000)
    }

    @Test("without compression at line starts a bracket keeps its em (E-3, E-b off)")
    func fullLineStarts() {
        var style = plain()
        style.halvesLineStartBrackets = false
        let set = lines("会议审议通过工作“报告”和决议。", 8, style)
        #expect(set.lines == ["会议审议通过工作", "“报告”和决议。"])
        #expect(set.naturalWidths == [8_000, 7_500])
    }

    @Test(
        "the Han–Latin space is a setting; none keeps the grid where figures come in pairs",
        arguments: [(0, 6_500), (125, 6_750), (250, 7_000), (500, 7_500)])
    func hanLatinSpace(thousandths: Int, expected: Int) {
        var style = plain()
        style.hanLatinSpace = thousandths
        #expect(lines("出席代表301人", 20, style).naturalWidths == [expected])
        #expect(lines("出席代表 301 人", 20, style).naturalWidths == [expected])
    }

    @Test("no Han–Latin space is a gap like any other when a line is stretched")
    func noHanLatinSpace() {
        var style = plain()
        style.hanLatinSpace = 0
        let set = lines("于2024年召开会议（三百人）。", 9, style)
        #expect(set.lines[0] == "于2024年召开会议")
        // One em over six gaps; figures stay together.
        #expect(set.advances.prefix(6).map { $0 } == [1_166, 500, 500, 500, 666, 1_166])
    }

    @Test("a number may leave its unit with the loosest glue (U-4)")
    func unitGlue() {
        #expect(lines("应到代表人数为349人。", 9, plain(BreakRules(unitGlue: .symbols))).lines == ["应到代表人数为349", "人。"])
        #expect(lines("应到代表人数为349人。", 9, plain(BreakRules(unitGlue: .year))).lines == ["应到代表人数为349", "人。"])
        #expect(lines("应到代表人数为349年。", 9, plain(BreakRules(unitGlue: .year))).lines == ["应到代表人数为", "349年。"])
    }

    @Test("a mark hangs where ten characters fill the line (H-1)", arguments: [HangingMarks.pausesAndStops, .all])
    func hanging(marks: HangingMarks) {
        var style = plain()
        style.hanging = marks
        let set = lines("会议听取审议政府工作，表决通过决议。", 10, style)
        #expect(set.lines == ["会议听取审议政府工作，", "表决通过决议。"])
        // Nothing is stretched, and the mark counts for nothing.
        #expect(set.advances.prefix(11) == [1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 0])
    }

    @Test("a mark beside another one does not hang (H-2)")
    func noHangingPair() {
        var style = plain()
        style.hanging = .all
        let set = lines("会议听取审议“工作”，表决通过。", 9, style)
        #expect(set.lines == ["会议听取审议“工", "作”，表决通过。"])
        #expect(set.advances[0] == 1_142)
    }

    @Test("only 、，。 hang by the narrower choice, every 点号 by the wider one")
    func hangingChoice() {
        var style = plain()
        let text = "会议听取审议政府工作；表决通过决议。"
        style.hanging = .pausesAndStops
        #expect(lines(text, 10, style).lines == ["会议听取审议政府工", "作；表决通过决议。"])
        style.hanging = .all
        #expect(lines(text, 10, style).lines == ["会议听取审议政府工作；", "表决通过决议。"])
    }

    @Test("a mark that fits does not hang")
    func hangingOnlyWhereNeeded() {
        var style = plain()
        style.hanging = .all
        #expect(lines("会议通过了各项报告，号召全市人民。", 10, style).advances[9] == 500)
    }

    @Test("with quarter gaps a number of two figures leaves the grid (G-3), in grid mode it keeps to it (G-4)")
    func cells() {
        var style = plain()
        #expect(lines("第29届会议", 20, style).advances.prefix(3).reduce(0, +) == 2_500)
        style.keepsCells = true
        let set = lines("第29届会议", 20, style)
        #expect(set.advances == [1_000, 1_000, 1_000, 1_000, 1_000, 1_000])
        #expect(lines("共349人。", 20, style).advances == [1_000, 750, 500, 750, 1_000, 1_000])
    }

    @Test("in grid mode every character outside a Western run starts at a whole cell, whatever the line")
    func cellsOfLines() {
        var style = plain()
        style.keepsCells = true
        let text = "3月29日，会议审议通过“报告”、《决议》等。（含120个单位）全市GDP增长5.5%，迪丽热巴·买买提发言：“好！”"
        for measure in 6...28 {
            let set = lines(text, measure, style)
            #expect(set.lines.joined() == text)
            var next = 0
            for line in set.lines {
                var x = 0
                for scalar in line.unicodeScalars {
                    if LineClass.isIdeograph(scalar.value) { #expect(x % 1_000 == 0, "\(line) at \(measure)") }
                    x += set.advances[next]
                    next += 1
                }
                #expect(x <= measure * 1_000)
            }
        }
    }

    @Test("Taiwan without prohibition: the comma starts the second line (R-1)")
    func taiwanNone() {
        var style = LineStyle(usualIn: .taiwan)
        style.breaks.level = .none
        style.avoidsOrphans = false
        let set = lines("會議聽取審議政府工作，表決通過決議。", 10, style)
        #expect(set.lines == ["會議聽取審議政府工作", "，表決通過決議。"])
        #expect(set.naturalWidths == [10_000, 8_000])
    }

    @Test("Taiwan at level basic: the last character goes down with the comma (R-2)")
    func taiwanBasic() {
        let set = lines("會議聽取審議政府工作，表決通過決議。", 10, LineStyle(usualIn: .taiwan))
        #expect(set.lines == ["會議聽取審議政府工", "作，表決通過決議。"])
        #expect(set.advances.prefix(8).allSatisfy { $0 == 1_125 })
    }

    @Test("a centred stop gives a quarter at either side in Hong Kong and nothing in Taiwan")
    func centredStops() {
        let text = "會議聽取審議，表決「決議」。"
        #expect(lines(text, 20, LineStyle(usualIn: .hongKong)).naturalWidths == [13_000])
        #expect(lines(text, 20, LineStyle(usualIn: .taiwan)).naturalWidths == [14_000])
    }

    @Test("？ and ！ keep their em in Taiwan and Hong Kong", arguments: [TypesettingRegion.taiwan, .hongKong])
    func fixedMarks(region: TypesettingRegion) {
        #expect(lines("真的嗎？！", 20, LineStyle(usualIn: region)).naturalWidths == [5_000])
    }

    @Test("marks never hang in Taiwan and Hong Kong", arguments: [TypesettingRegion.taiwan, .hongKong])
    func noHangingByRegion(region: TypesettingRegion) {
        var style = LineStyle(usualIn: region)
        let text = "會議聽取審議政府工作，表決通過決議。"
        let usual = lines(text, 10, style)
        style.hanging = .all
        #expect(lines(text, 10, style) == usual)
    }

    @Test("a solidus takes an em in Taiwan and Hong Kong, half of one in the mainland (clreq.md 15)")
    func solidus() {
        #expect(lines("赞成/反对", 20, LineStyle()).naturalWidths == [4_500])
        #expect(lines("贊成/反對", 20, LineStyle(usualIn: .hongKong)).naturalWidths == [5_000])
    }

    @Test("an interpunct takes an em in Hong Kong and shrinks to a half, in the mainland it is a half")
    func interpunct() {
        let text = "阿卜杜拉·買買提"
        #expect(lines(text, 20, LineStyle()).naturalWidths == [7_500])
        let style = LineStyle(usualIn: .hongKong)
        #expect(lines(text, 20, style).naturalWidths == [8_000])
        let squeezed = modelLines("阿卜杜拉·買，他發言。", measure: 6_000, style: style)
        #expect(squeezed.lines[0] == "阿卜杜拉·買，")
        #expect(squeezed.advances[4] == 500)
    }

    @Test("any text in any style keeps all characters in order, and its lines fit", arguments: 0..<300)
    func randomStyles(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        func flag() -> Bool { next(2) == 0 }
        let alphabet = Array("会议决定会议决定，。、；：“”‘’《》（）—…·／/- 12aB%①²[]々？！\u{3000}王")
        var text = ""
        for _ in 0..<1 + next(90) {
            text +=
                next(12) == 0
                ? ["…………", "——", "……", "[1]", "（一）", "一、", "“Ab c”"][next(7)] : String(alphabet[next(alphabet.count)])
        }
        let region = TypesettingRegion.allCases[next(3)]
        let style = LineStyle(
            breaks: BreakRules(level: ProhibitionLevel.allCases[next(4)], unitGlue: UnitGlue.allCases[next(3)]),
            avoidsOrphans: flag(), compressesMarks: flag(), halvesLineEndMarks: flag(), halvesLineStartBrackets: flag(),
            hanLatinSpace: [0, 125, 250, 500][next(4)],
            hanging: region == .mainland ? HangingMarks.allCases[next(3)] : .none, keepsCells: flag(), region: region)
        for measure in [6, 11, 28] {
            let set = lines(text, measure, style)
            #expect(set.lines.joined() == text)
            #expect(set.advances.allSatisfy { $0 >= 0 })
            #expect(set == lines(text, measure, style))
            var start = 0
            for line in set.lines {
                let end = start + line.unicodeScalars.count
                #expect(set.advances[start..<end].reduce(0, +) <= measure * 1_000, "\(line) in \(style)")
                start = end
            }
        }
    }

    @Test("the region is the language's (clreq.md 15)")
    func regions() {
        #expect(TypesettingRegion(language: "zh-Hant-TW") == .taiwan)
        #expect(TypesettingRegion(language: "zh-TW") == .taiwan)
        #expect(TypesettingRegion(language: "zh-Hant") == .taiwan)
        #expect(TypesettingRegion(language: "zh-Hant-HK") == .hongKong)
        #expect(TypesettingRegion(language: "zh-MO") == .hongKong)
        #expect(TypesettingRegion(language: "zh-Hans-HK") == .mainland)
        #expect(TypesettingRegion(language: "zh-CN") == .mainland)
        #expect(TypesettingRegion(language: "en") == .mainland)
    }
}
