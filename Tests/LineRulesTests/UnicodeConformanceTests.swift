import Foundation
import LineRules
import Testing

@Suite("Unicode's own test files")
struct UnicodeConformanceTests {
    @Test(
        "LineBreakTest.txt holds but for the rows that rules after 15.0 changed",
        .enabled(if: UnicodeTestFile.exists("LineBreakTest.txt"), "needs Debian's package unicode-data"))
    func lineBreaks() throws {
        let rows = try UnicodeTestFile("LineBreakTest.txt").rows
        let different = rows.filter { row in
            let found = BreakableText(row.scalars).opportunities()
            return found.indices.filter { found[$0] == .allowed }.map { $0 + 1 } != row.breaks
        }
        #expect(rows.count > 7_000)
        #expect(Set(different.map(\.text)) == Set(lineBreakDeviations.flatMap(\.rows)))
    }

    @Test(
        "GraphemeBreakTest.txt holds but for U+2701, which newer data no longer has as a pictograph",
        .enabled(if: UnicodeTestFile.exists("GraphemeBreakTest.txt"), "needs Debian's package unicode-data"))
    func graphemes() throws {
        let rows = try UnicodeTestFile("GraphemeBreakTest.txt").rows
        let different = rows.filter { graphemeClusterEnds($0.scalars) != $0.breaks }
        #expect(rows.count > 500)
        #expect(different.map(\.text) == ["÷ 2701 × 200D × 2701 ÷"])
    }

    @Test(
        "Chinese text never breaks inside a cluster of GraphemeBreakTest.txt",
        .enabled(if: UnicodeTestFile.exists("GraphemeBreakTest.txt"), "needs Debian's package unicode-data"))
    func whole() throws {
        for row in try UnicodeTestFile("GraphemeBreakTest.txt").rows {
            let classes = LineClass.classify(row.scalars)
            let found = BreakRules().opportunities(row.scalars, classes: classes)
            let allowed = Set(found.indices.filter { found[$0].mayEndLine }.map { $0 + 1 })
            #expect(allowed.subtracting(row.breaks).isEmpty, "\(row.text)")
        }
    }

    @Test("the table was made from the version its head says, and knows the far planes")
    func table() {
        #expect(ScalarBreakTraits.unicodeVersion == "15.0.0")
        let table = LineBreakTable.shared
        #expect(table[0x4F1A].lineBreak == .id && table[0x4F1A].isEastAsian)
        #expect(table[0x2FFFD].lineBreak == .id && table[0x323AF].traits.contains(.wide))
        #expect(table[0xE0100].lineBreak == .cm && table[0xE0100].traits.contains(.zeroWidth))
        #expect(table[0x10FFFF].lineBreak == .al && !table[0x10FFFF].isEastAsian)
        #expect(table[0x201C].traits.contains([.initialQuotation, .ambiguous]))
    }
}
