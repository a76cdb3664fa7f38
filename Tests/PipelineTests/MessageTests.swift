import MinutesExport
import Provenance
import Testing

@Suite("Messages")
struct MessageTests {
    @Test("a message is path:line:column: error: text [code], then its hints")
    func form() {
        let message = Message(
            "intake.binary", "a control character stands in the file", path: "a.txt", line: 2, column: 7,
            hints: ["the file is no text"])
        #expect(
            message.rendered == """
                a.txt:2:7: error: a control character stands in the file [intake.binary]
                  hint: the file is no text
                """)
    }

    @Test("without a place it starts with its severity")
    func noPlace() {
        #expect(Message("x.y", "text", severity: .warning).rendered == "warning: text [x.y]")
    }

    @Test("a newline in a path or in quoted input makes no new line")
    func controls() {
        let message = Message("x.y", "in “a\u{1B}[2J”", path: "a\nb.txt")
        #expect(message.rendered == #"a\u{A}b.txt: error: in “a\u{1B}[2J” [x.y]"#)
    }

    @Test("a diagnostic's bytes become a line and a column counted in characters")
    func position() {
        let diagnostic = Diagnostic(.warning, Diagnostic.Code("a.b"), "text", at: 10..<13)
        let text = "会议\n纪要"
        let places = SourcePlaces(
            source: Array(text.utf8), text: text, origins: TextOrigins(copyOf: 0..<text.utf8.count))
        let message = Message(diagnostic, path: "a.txt", places: places)
        #expect(message.rendered == "a.txt:2:2: warning: text [a.b]")
    }
}
