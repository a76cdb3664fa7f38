import Provenance
import Testing

@Suite("Lines and columns")
struct SourceMapTests {
    @Test(
        "a byte offset becomes a line and a column counted in characters, both from 1",
        arguments: [(0, 1, 1), (3, 1, 2), (6, 1, 3), (7, 2, 1), (8, 2, 2), (10, 3, 1), (13, 3, 2), (99, 3, 2)])
    func positions(offset: Int, line: Int, column: Int) {
        let position = SourceMap(text: "纪要\nab\n会").position(ofByte: offset)
        #expect(position.line == line && position.column == column)
    }

    @Test("columns of a long line count through", arguments: [0, 1, 341, 342, 1_023, 1_024, 2_999, 3_000])
    func longLine(scalars: Int) {
        let map = SourceMap(text: "纪要\n" + String(repeating: "会", count: 3_000))
        let position = map.position(ofByte: 7 + 3 * scalars)
        #expect(position.line == 2 && position.column == scalars + 1)
    }

    @Test("an empty text has one line")
    func empty() {
        let position = SourceMap(text: "").position(ofByte: 5)
        #expect(position.line == 1 && position.column == 1)
    }

    @Test("a character is found by its bytes, inside a range or anywhere")
    func find() {
        let map = SourceMap(text: "王珍和王昕")
        #expect(map.firstOffset(of: "王") == 0)
        #expect(map.firstOffset(of: "王", in: 3..<15) == 9)
        #expect(map.firstOffset(of: "王", in: 3..<9) == nil)
        #expect(map.firstOffset(of: "李", in: 0..<400) == nil)
    }

    @Test("only words of the source have ranges")
    func ranges() {
        #expect(Origin.source([3..<9], rule: "chair").ranges == [3..<9])
        #expect(Origin.derived("expected - present").ranges.isEmpty)
        #expect(Origin.template.ranges.isEmpty && Origin.written.ranges.isEmpty)
    }
}
