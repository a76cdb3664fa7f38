import Foundation
import TestKit
import Testing

/// Programs of others read and draw our files as we mean them.
@Suite(
    "Other programs", .enabled(if: Command.path != nil && Places.hasFonts, "needs the built program and the fonts"),
    .enabled(
        if: Tool.exists("python3") && Tool.exists("pdftotext") && Tool.exists("mutool"), "poppler, MuPDF or Python"))
struct OtherReadersTests {
    private static let example = Places.examples.appending(path: "qingan-congress.txt").path
    private static let canCompareImages =
        (try? Tool("python3")?.run("-c", "import numpy, PIL").status) == 0 && Tool.exists("pdftoppm")

    private func path(_ script: String) -> String { Places.repository.appending(path: "scripts/\(script)").path }

    private static let hasLibraries = (try? Tool("python3")?.run("-c", "import pikepdf, fontTools").status) == 0

    @Test(
        "agree that structure, text, widths, outlines and origins belong together",
        .enabled(if: hasLibraries, "needs pikepdf and fontTools for Python"), arguments: ["gbt9704-minutes", "plain"])
    func secondReading(template: String) throws {
        let folder = try TemporaryFolder()
        let export = ["export", Self.example, "--format", "pdf", "--template", template, "-o", "out", "--quiet"]
        #expect(try Command.run(export, in: folder.path).status == 0)
        let outcome = try #require(Tool("python3")).run(
            path("second-reading.py"), folder.path + "/out/qingan-congress/minutes.pdf", "--fonts", Places.fonts.path)
        #expect(outcome.status == 0, "\(outcome.text)\(outcome.messages)")
        #expect(outcome.text.contains("glyphs as in their faces"))
    }

    @Test("take exactly the document's text out of each page")
    func text() throws {
        let outcome = try #require(Tool("python3")).run(
            path("compare-text.py"), try #require(Command.path), Self.example)
        #expect(outcome.status == 0, "\(outcome.text)\(outcome.messages)")
        #expect(outcome.text.contains("pages have the document's text"))
    }

    @Test(
        "draw each page alike, and as our own images",
        .enabled(if: canCompareImages, "needs numpy and Pillow for Python"))
    func drawings() throws {
        let outcome = try #require(Tool("python3")).run(
            path("compare-renderings.py"), try #require(Command.path), Self.example, "--dpi", "150", "--template",
            "plain")
        #expect(outcome.status == 0, "\(outcome.text)\(outcome.messages)")
        #expect(outcome.text.contains("at most"))
    }
}
