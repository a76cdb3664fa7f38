import Testing
import TextDirection

/// Capital letters stand for Hebrew ones, as in the examples of UAX #9; the rest for itself.
private func hebrew(_ text: String) -> ContiguousArray<UInt32> {
    ContiguousArray(
        text.unicodeScalars.map { (0x41...0x5A).contains($0.value) ? $0.value - 0x41 + 0x5D0 : $0.value })
}

private func shown(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let order = visualOrder(embeddingLevels(hebrew(text)))
    return String(String.UnicodeScalarView(order.map { scalars[$0] }))
}

@Suite("The order of a line that runs both ways")
struct BidirectionalOrderTests {
    @Test(
        "follows UAX #9 with a base direction from left to right",
        arguments: [
            ("会议听取ABC发言", "会议听取CBA发言"),
            ("听取ABC DEF发言", "听取FED CBA发言"),
            ("在ABC 12.5 DEF中", "在FED 12.5 CBA中"),
            ("甲ABC乙DEF丙", "甲CBA乙FED丙"),
            ("甲ABC(DEF)乙", "甲)FED(CBA乙"),
            ("car MEANS CAR", "car RAC SNAEM"),
        ])
    func levels(text: String, visual: String) {
        #expect(shown(text) == visual)
    }

    @Test(
        "keeps Chinese marks and numbers Chinese",
        arguments: [
            ("出席：ABC、DEF。", "出席：CBA、FED。"),
            ("《ABC》和（DEF）", "《CBA》和（FED）"),
            ("ABC 2031年", "CBA 2031年"),
            ("ABC 12,500人", "CBA 12,500人"),
        ])
    func chinese(text: String, visual: String) {
        #expect(shown(text) == visual)
    }

    @Test("brackets nested in a right-to-left phrase turn with it")
    func nestedBrackets() {
        #expect(shown("说ABC(DEF[GHI])后") == "说)]IHG[FED(CBA后")
    }

    @Test(
        "is asked only where a character can reverse it",
        arguments: [("会议GDP，3.5%", false), ("会א", true), ("会\u{202E}议", true)])
    func reversing(text: String, expected: Bool) {
        #expect(text.unicodeScalars.contains { mayReverse($0.value) } == expected)
    }

    @Test("of nothing is nothing")
    func empty() {
        #expect(embeddingLevels([]).isEmpty && visualOrder([]).isEmpty)
    }
}
