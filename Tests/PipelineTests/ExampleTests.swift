import Foundation
import MinutesExport
import OrderedJSON
import TestKit
import Testing

/// The shipped example from its bytes to the printed words, which other programs read out of the PDF.
@Suite("The example", .enabled(if: Places.hasFonts && Tool.pdftotext.isThere, "needs the fonts and poppler-utils"))
struct ExampleTests {
    let folder: TemporaryFolder
    let minutes: JSONValue
    /// The PDF's words in reading order, without blanks and page numbers, punctuation full-width.
    let printed: String

    init() throws {
        folder = try TemporaryFolder()
        let environment = try RenderEnvironment(
            fonts: Places.fonts.path, templates: Places.templates.path, template: "gbt9704-minutes")
        let options = ExportOptions(outputFolder: folder.path, formats: [.json, .pdf])
        var exporter = try Exporter(.articles, environment: environment, options: options)
        let article = Places.examples.appending(path: "qingan-congress.txt").path
        let outcomes = try findInputs([article]).items.map { try exporter.export($0) }
        #expect(outcomes.map(\.status) == [.exported])
        minutes = try readJSON(Array(folder.text("qingan-congress/minutes.json").utf8)).value
        printed = try Tool.pdftotext.run(["-enc", "UTF-8", folder.path + "/qingan-congress/minutes.pdf", "-"])
            .split(separator: "\u{C}").map { page in
                page.split(separator: "\n").filter { $0.wholeMatch(of: /\s*—\s*\d+\s*—\s*/) == nil }.joined()
            }
            .joined().comparable
    }

    @Test("no sentence of a speech is lost: each stands in the PDF, in its order")
    func speeches() throws {
        let sentences = minutes["speeches"].elements.flatMap { speech in
            speech["lead"].elements
                + speech["points"].elements.flatMap { [$0["heading"]].compactMap { $0 } + $0["body"].elements }
                + speech["paragraphs"].elements
        }.compactMap(\.words)
        #expect(sentences.count > 5)
        var rest = printed[...]
        for sentence in sentences {
            let range = try #require(rest.range(of: sentence.comparable), "\(sentence)")
            rest = rest[range.upperBound...]
        }
    }

    @Test("every resolution and every name of every list is printed")
    func listsAndResolutions() throws {
        let resolutions = minutes["resolutions"].elements.compactMap { $0["text"]?.words }
        #expect(!resolutions.isEmpty)
        for text in resolutions { #expect(printed.contains(text.comparable), "\(text)") }
        let groups = minutes["attendees"].elements
        #expect(!groups.isEmpty)
        for group in groups {
            for name in group["names"].elements.compactMap(\.words) {
                #expect(printed.contains(name.comparable), "\(name)")
            }
        }
    }

    @Test("qpdf finds nothing to complain about", .enabled(if: Tool.qpdf.isThere))
    func wellFormed() throws {
        _ = try Tool.qpdf.run(["--check", folder.path + "/qingan-congress/minutes.pdf"])
    }
}

/// A program of the system that the tests compare with.
struct Tool {
    static let pdftotext = Tool(path: "/usr/bin/pdftotext")
    static let qpdf = Tool(path: "/usr/bin/qpdf")

    let path: String
    var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// What it prints; an exit status other than 0 fails the test.
    func run(_ arguments: [String]) throws -> String {
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: folder.add("out", "")))
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try folder.text("out")
    }
}

extension String {
    /// Without blanks and quotation marks, whose shape a template chooses; half-width punctuation as full-width.
    fileprivate var comparable: String {
        let wide: [Character: Character] = [
            ",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）",
        ]
        return String(filter { !$0.isWhitespace && !"\"'“”‘’".contains($0) }.map { wide[$0] ?? $0 })
    }
}

extension JSONValue {
    /// The words of a plain or placed value.
    fileprivate var words: String? {
        switch self {
        case .string(let text): text
        case .object: self["value"]?.words
        default: nil
        }
    }
}

extension JSONValue? {
    fileprivate var elements: [JSONValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }
}
