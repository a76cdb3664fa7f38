import Foundation
import TestKit
import Testing

/// A template for a press, from its one line to the file.
@Suite(
    "Files for a press", .enabled(if: Command.path != nil && Places.hasFonts, "needs the built program and the fonts"))
struct PressTests {
    @Test(
        "a template that asks for inks gives a conforming file with the red of GB/T 9704 6.2", arguments: ["a2", "a3"])
    func inks(part: String) throws {
        let folder = try TemporaryFolder()
        try folder.add("a.txt", ExporterTests.article)
        try folder.add("own/press/template.yaml", "extends: gbt9704-minutes\ndescription: press\npage: {inks: yes}\n")
        let outcome = try Command.run(
            [
                "export", "a.txt", "--templates", "own", "--template", "press", "--format", "pdf", "--pdf", part,
                "--verify",
            ],
            in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        guard let qpdf = Tool("qpdf") else { return }
        let content = try qpdf.run("--qdf", folder.path + "/output/a/minutes.pdf", "-").output
        #expect(content.firstRange(of: Data("0 .8 .8 0 k".utf8)) != nil)
        #expect(content.firstRange(of: Data("CMYKLab ".utf8)) != nil)
    }
}
