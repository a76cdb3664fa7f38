import LineRules
import Testing
import Typesetting

/// Worked examples of `standards/clreq.md`, under their ids: text, measure in em, expected lines.
struct LineExample: Sendable, CustomTestStringConvertible {
    var id: String
    var measure: Int
    var text: String
    var lines: String
    var level = ProhibitionLevel.gb
    var indent = 0
    var avoidsOrphans = false

    var testDescription: String { id }
}

private let examples: [LineExample] = [
    LineExample(id: "K-1", measure: 10, text: "会议听取审议政府工作，表决通过决议。", lines: "会议听取审议政府工⏎作，表决通过决议。"),
    LineExample(id: "K-2", measure: 10, text: "会议指出，要坚持稳进，全面抓好。", lines: "会议指出，要坚持稳进，⏎全面抓好。"),
    LineExample(id: "K-3", measure: 11, text: "大会号召全市贯彻“决议”精神。", lines: "大会号召全市贯彻“决议”⏎精神。"),
    LineExample(id: "K-4", measure: 4, text: "迪丽热巴·买买提发言。", lines: "迪丽热⏎巴·买买⏎提发言。"),
    LineExample(
        id: "K-5", measure: 10, text: "会议听取审议政府工作，表决通过决议。", lines: "会议听取审议政府工作⏎，表决通过决议。", level: .none),
    LineExample(id: "K-6", measure: 8, text: "会议审议通过了《预算报告》等文件。", lines: "会议审议通过了⏎《预算报告》等文⏎件。"),
    LineExample(id: "K-7", measure: 9, text: "大会号召全市人民（含驻忻单位）团结奋斗。", lines: "大会号召全市人民⏎（含驻忻单位）团结⏎奋斗。"),
    LineExample(id: "K-8", measure: 8, text: "大会分组按赞成/反对计票。", lines: "大会分组按赞成/⏎反对计票。", level: .basic),
    LineExample(id: "K-9", measure: 8, text: "大会分组按赞成/反对计票。", lines: "大会分组按赞⏎成/反对计票。"),
    LineExample(id: "K-10", measure: 7, text: "坚持党的领导——这是根本保证。", lines: "坚持党的领导⏎——这是根本保⏎证。"),
    LineExample(id: "K-11", measure: 7, text: "坚持党的领导——这是根本保证。", lines: "坚持党的领⏎导——这是根本⏎保证。", level: .strict),
    LineExample(id: "K-12", measure: 3, text: "北京市—上海列车运行。", lines: "北京⏎市—上⏎海列车⏎运行。"),
    LineExample(id: "U-1", measure: 8, text: "坚持党的领导这——是根本保证。", lines: "坚持党的领导这⏎——是根本保证。"),
    LineExample(id: "U-2", measure: 9, text: "贯彻落实会议精神……大家同意。", lines: "贯彻落实会议精神⏎……大家同意。"),
    LineExample(id: "U-3", measure: 9, text: "应到代表人数为349人。", lines: "应到代表人数为⏎349人。"),
    LineExample(id: "U-5", measure: 6, text: "于2024年3月29日闭幕。", lines: "于2024年3月⏎29日闭幕。"),
    LineExample(id: "U-6", measure: 5, text: "今年全市GDP增长。", lines: "今年全市⏎GDP增长。"),
    LineExample(id: "U-7", measure: 7, text: "全市经济增长5.5%左右。", lines: "全市经济增长⏎5.5%左右。"),
    LineExample(id: "E-1", measure: 10, text: "会议通过了各项报告，号召全市人民。", lines: "会议通过了各项报告，⏎号召全市人民。"),
    LineExample(id: "E-3", measure: 8, text: "会议审议通过工作“报告”和决议。", lines: "会议审议通过工作⏎“报告”和决议。"),
    LineExample(id: "Q-4", measure: 8, text: "实际出席会议代表301人。", lines: "实际出席会议代表⏎301人。"),
    LineExample(id: "J-1", measure: 9, text: "于2024年召开会议共有三百人。", lines: "于2024年召开会议⏎共有三百人。"),
    LineExample(id: "J-2", measure: 8, text: "于2024年闭幕《决议》通过。", lines: "于2024年闭幕《决⏎议》通过。"),
    LineExample(id: "J-3", measure: 10, text: "会议于2024年闭幕——各代表团返回。", lines: "会议于2024年闭幕⏎——各代表团返回。"),
    LineExample(id: "I-1", measure: 10, text: "大会胜利闭幕后各代表团返程。", lines: "大会胜利闭幕后各⏎代表团返程。", indent: 2),
    LineExample(id: "I-2", measure: 10, text: "《决议》指出要加强监督工作。", lines: "《决议》指出要加⏎强监督工作。", indent: 2),
    LineExample(id: "O-1", measure: 8, text: "大会完成了各项议程。", lines: "大会完成了各项⏎议程。", avoidsOrphans: true),
    LineExample(id: "O-2", measure: 5, text: "今天召开会议", lines: "今天召开⏎会议", avoidsOrphans: true),
    LineExample(id: "O-3", measure: 8, text: "大会圆满完成各项议程。", lines: "大会圆满完成各项⏎议程。", avoidsOrphans: true),
    LineExample(id: "TB-2", measure: 7, text: "会议听取和审议，报告", lines: "会议听取和审⏎议，报告"),
    LineExample(
        id: "X-1", measure: 28, text: "第四次全体会议应出席代表349人，实出席代表301人，符合法定人数。",
        lines: "第四次全体会议应出席代表349人，实出席代表301人，符⏎合法定人数。", indent: 2),
    LineExample(
        id: "X-2", measure: 28, text: "3月29日，忻州市第五届人民代表大会第四次会议举行第四次全体会议，在圆满完成各项议程后，大会胜利闭幕。",
        lines: "3月29日，忻州市第五届人民代表大会第四次会议举行第⏎四次全体会议，在圆满完成各项议程后，大会胜利闭幕。", indent: 2),
    LineExample(
        id: "X-3", measure: 28,
        text:
            "会议宣布了2024年忻州市重点民生实事项目票决结果，表决通过了关于市人民政府工作报告的决议、关于忻州市2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划的决议。",
        lines:
            "会议宣布了2024年忻州市重点民生实事项目票决结果，表⏎决通过了关于市人民政府工作报告的决议、关于忻州市2023年⏎国民经济和社会发展计划执行情况与2024年国民经济和社会发⏎展计划的决议。",
        indent: 2),
    LineExample(
        id: "X-4", measure: 28, text: "要通过法治保障，坚决做到“两个维护”，带头树牢“发展是硬道理、业绩是新担当、交账是军令状”的工作理念。",
        lines: "要通过法治保障，坚决做到“两个维护”，带头树牢“发展⏎是硬道理、业绩是新担当、交账是军令状”的工作理念。", indent: 2),
    LineExample(
        id: "X-5", measure: 28, text: "“一府一委两院”要自觉接受人大监督，不断提高依法行政和公正司法水平。",
        lines: "“一府一委两院”要自觉接受人大监督，不断提高依法行政⏎和公正司法水平。", indent: 2),
]

@Suite("Lines of the worked examples")
struct LineExampleTests {
    @Test("lines break where the example says", arguments: examples)
    func breaks(_ example: LineExample) {
        let style = LineStyle(breaks: BreakRules(level: example.level), avoidsOrphans: example.avoidsOrphans)
        let set = modelLines(
            example.text, measure: example.measure * 1_000, firstIndent: example.indent * 1_000, style: style)
        #expect(set.lines.joined(separator: "⏎") == example.lines)
    }

    @Test("without unit glue a number parts from its unit (U-4)")
    func looseUnits() {
        let style = LineStyle(breaks: BreakRules(unitGlue: .symbols), avoidsOrphans: false)
        let set = modelLines("应到代表人数为349人。", measure: 9_000, style: style)
        #expect(set.lines == ["应到代表人数为349", "人。"])
        // The single Han–Latin space grows from a quarter to half an em and fills the line.
        #expect(set.advances[6] == 1_500)
    }

    @Test(
        "adjacent marks share their blanks (clreq.md 6.2)",
        arguments: [
            ("P-1", "会议强调，“两个维护”必须做到。", 15_000), ("P-2", "他说：“会议很成功。”大家同意。", 14_500),
            ("P-3", "通过《决议》、《决定》。", 10_000), ("P-4", "（见《工作报告》）。", 8_000),
            ("P-5", "这是真的吗？！大家惊讶。", 10_500), ("P-6", "好！！！", 3_000),
            ("Q-1", "出席代表301人", 7_000), ("Q-2", "（2024年3月29日）", 8_750), ("Q-3", "共349人，实到301人。", 10_500),
        ])
    func widths(id: String, text: String, expected: Int) {
        #expect(modelLines(text, measure: 20_000).naturalWidths == [expected], "\(id)")
    }

    @Test("slack goes to the Han–Latin spaces first (J-1) and then to every gap (J-3)")
    func stretching() {
        let one = modelLines("于2024年召开会议共有三百人。", measure: 9_000)
        #expect(Array(one.advances.prefix(10)) == [1_500, 500, 500, 500, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000])
        let two = modelLines("会议于2024年闭幕——各代表团返回。", measure: 10_000)
        #expect(Array(two.advances.prefix(10)) == [1_250, 1_250, 1_500, 500, 500, 500, 1_000, 1_250, 1_250, 1_000])
    }

    @Test("squeezing takes the bracket's blank before the Han–Latin spaces (J-2)")
    func squeezing() {
        let set = modelLines("于2024年闭幕《决议》通过。", measure: 8_000)
        #expect(Array(set.advances.prefix(10)) == [1_250, 500, 500, 500, 750, 1_000, 1_000, 1_000, 500, 1_000])
    }

    @Test(
        "every justified line fills the measure to the last unit", arguments: examples.filter { $0.id.hasPrefix("X") })
    func flush(_ example: LineExample) {
        let set = modelLines(example.text, measure: 28_000, firstIndent: 2_000)
        let first = set.lines[0].unicodeScalars.count
        // Thousandths are cut off, a whole one at most for each character.
        let width = set.advances[..<first].reduce(0, +)
        #expect((26_000 - first...26_000).contains(width))
    }

    @Test("any text at any width keeps all characters in order, and its lines fit", arguments: 0..<200)
    func randomText(seed: Int) {
        let alphabet = Array("会议决定，。、；：“”《》（）—…·/ 12349aB%々？！\u{3000}王")
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let text = String((0..<(1 + next(120))).map { _ in alphabet[next(alphabet.count)] })
        for measure in [1_000, 4_000, 9_000, 28_000] {
            let set = modelLines(text, measure: measure)
            #expect(set.lines.joined() == text)
            #expect(set.advances.allSatisfy { $0 >= 0 })
            #expect(set == modelLines(text, measure: measure))
        }
    }

    @Test("no line of running text starts with a closing mark or ends with an opening one")
    func prohibition() {
        let text = String(repeating: "会议（扩大）指出，要坚持“稳中求进”，抓好《规划》、《方案》等落实：一是快；二是好。", count: 20)
        for measure in 8...28 {
            for line in modelLines(text, measure: measure * 1_000).lines {
                #expect(!"，。、；：”》）".contains(line.first ?? "，"))
                #expect(!"“《（".contains(line.last ?? "（"))
            }
        }
    }
}
