import Provenance
import Testing

@Suite("Text of scalars")
struct ScalarTextTests {
    @Test("is that of every scalar, whatever its length in UTF-8")
    func everyScalar() {
        let scalars = (0...0x10_FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        #expect(String(scalars: scalars[...]) == String(view))
        #expect(String(scalars: [][...]).isEmpty)
    }

    @Test(
        "holds what stands in it scalar by scalar",
        arguments: [
            ("未出席人员", "出席", true), ("未出席人员", "员", true), ("出席", "未出席", false), ("出出席", "出席", true),
            ("列席", "", true), ("", "列", false), ("e\u{301}", "e", true), ("\u{E9}", "e\u{301}", false),
        ])
    func holds(_ text: String, _ word: String, _ isThere: Bool) { #expect(text.holds(word) == isThere) }
}
