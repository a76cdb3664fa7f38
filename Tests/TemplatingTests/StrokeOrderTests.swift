import BlockModel
import Foundation
import MinutesModel
import Provenance
import Templating
import TestKit
import Testing

@Suite("Names by strokes")
struct StrokeOrderTests {
    /// Strokes of the characters of the worked example (names-and-lists.md 5.2), as they are written.
    private static let table = """
        王\t1121
        曲\t251221
        刘\t413422
        李\t1234521
        张\t5153154
        范\t12244155
        赵\t121213434
        崔\t25232411121
        温\t441251125221
        建\t51111254
        琳\t112112341234
        君\t5113251
        宇\t445112
        敏\t31554143134
        """

    @Test(
        "the worked example stands in either order (NS-1, NS-2)",
        arguments: [
            (StrokeOrder.Mode.surname, "王建江 王琳玉 曲君 刘卓良 李建国 张敏 张宇光 范建民 赵新年 崔峥岭 温建军"),
            (.fullname, "王建江 王琳玉 曲君 刘卓良 李建国 张宇光 张敏 范建民 赵新年 崔峥岭 温建军"),
            (.source, "李建国 刘卓良 范建民 赵新年 王琳玉 温建军 张敏 王建江 张宇光 崔峥岭 曲君"),
        ])
    func workedExample(mode: StrokeOrder.Mode, wanted: String) throws {
        let order = try #require(StrokeOrder(text: Self.table))
        let names = "李建国 刘卓良 范建民 赵新年 王琳玉 温建军 张敏 王建江 张宇光 崔峥岭 曲君".split(separator: " ").map(String.init)
        #expect(order.sorted(names, by: mode) { $0 } == wanted.split(separator: " ").map(String.init))
    }

    @Test("the data that the script makes gives the same", .enabled(if: hasData, "run scripts/stroke-order.sh first"))
    func realData() throws {
        let text = try String(contentsOf: Self.data, encoding: .utf8)
        let order = try #require(StrokeOrder(text: text))
        let names = "李建国 刘卓良 范建民 赵新年 王琳玉 温建军 张敏 王建江 张宇光 崔峥岭 曲君".split(separator: " ").map(String.init)
        let sorted = order.sorted(names, by: .surname) { $0 }.joined(separator: " ")
        #expect(sorted == "王建江 王琳玉 曲君 刘卓良 李建国 张敏 张宇光 范建民 赵新年 崔峥岭 温建军")
    }

    private static let data = Places.repository.appending(path: "Data/strokes.tsv")
    private static let hasData = FileManager.default.fileExists(atPath: data.path)

    @Test("a list is ordered where the template says so, and stands as the source has it where not (NS-3)")
    func list() throws {
        func template(_ order: String) throws -> Template {
            try Template(
                name: "own",
                yaml: """
                    description: own
                    page: {size: A4, top: 37mm, left: 28mm, type-area: [156mm, 225mm]}
                    faces: {仿宋: fangsong}
                    styles: {body: {face: 仿宋}}
                    parts: [{kind: name-list, label: 出席：, roles: [出席], label-style: body, style: body, name-pitch: 4字\(order)}]
                    """, path: "own.yaml")
        }
        var minutes = Minutes(id: "a")
        minutes.attendees = [
            AttendeeGroup(
                role: PlacedText("出席", .written), names: ["张敏", "王建江"].map { PlacedText($0, .written) })
        ]
        let strokes = StrokeOrder(text: Self.table)
        func names(_ order: String) throws -> [String] {
            compose(minutes, with: try template(order), strokes: strokes).nameLists.flatMap {
                $0.grid.names.map(\.text)
            }
        }
        #expect(try names("") == ["张敏", "王建江"])
        #expect(try names(", order: surname") == ["王建江", "张敏"])
        #expect(try template(", order: fullname").ordersByStrokes)
        #expect(try !template("").ordersByStrokes)
    }

    @Test("data that is none is refused; unknown characters stand behind")
    func badData() throws {
        #expect(
            StrokeOrder(text: "王 1121") == nil && StrokeOrder(text: "") == nil && StrokeOrder(text: "王\t1126") == nil)
        let order = try #require(StrokeOrder(text: "王\t1121"))
        #expect(order.sorted(["𠮷", "王"], by: .fullname) { $0 } == ["王", "𠮷"])
    }
}
