import Foundation
import MinutesExport
import OrderedJSON
import Provenance
import TestKit
import Testing

/// An article from its bytes to the printed words, which another program reads out of the PDF.
private struct PrintedArticle {
    /// The article's text as bytes, which the ranges of the minutes count in.
    let source: [UInt8]
    let minutes: JSONValue
    /// The PDF's words in reading order, without blanks and page numbers, punctuation full-width.
    let printed: String
    let pdf: [UInt8]

    init(_ article: URL) throws {
        let folder = try TemporaryFolder()
        let environment = try RenderEnvironment(
            fonts: Places.fonts.path, templates: Places.templates.path, template: "gbt9704-minutes")
        let options = ExportOptions(outputFolder: folder.path, formats: [.json, .pdf])
        let exporter = try Exporter(.articles, environment: environment, options: options)
        let outcomes = try findInputs([article.path]).items.map { try exporter.export($0) }
        #expect(outcomes.map(\.status) == [.exported])
        let output = folder.path + "/" + (outcomes.first?.id ?? "")
        source = Array(try Data(contentsOf: article))
        minutes = try readJSON(Array(Data(contentsOf: URL(filePath: output + "/minutes.json")))).value
        pdf = Array(try Data(contentsOf: URL(filePath: output + "/minutes.pdf")))
        let text = try Tool("pdftotext")?.run("-enc", "UTF-8", output + "/minutes.pdf", "-").text ?? ""
        printed =
            text.split(separator: "\u{C}").map { page in
                page.split(separator: "\n").filter { $0.wholeMatch(of: /\s*—\s*\d+\s*—\s*/) == nil }.joined()
            }.joined().comparable
    }

    /// The whole source lines that the words of a speech come from.
    func sourceLines(ofSpeech speech: JSONValue) -> String {
        let ranges = speech.ranges
        var text: [UInt8] = []
        var start = 0
        for line in source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let bytes = start..<start + line.count
            if ranges.contains(where: { $0.overlaps(bytes) }) { text += line }
            start = bytes.upperBound + 1
        }
        return String(decoding: text, as: UTF8.self).comparable
    }
}

@Suite("Articles to print", .enabled(if: Places.hasFonts && Tool.exists("pdftotext"), "needs fonts and poppler-utils"))
struct ExampleTests {
    private static let articles: [URL] =
        [Places.examples.appending(path: "qingan-congress.txt")]
        + (Places.shared.map { [$0.appending(path: "corpus/texts/seed.txt")] } ?? [])

    @Test("the speeches in the PDF are the source's paragraphs, no character more or less", arguments: articles)
    func speeches(article: URL) throws {
        let result = try PrintedArticle(article)
        let speeches = result.minutes["speeches"].elements
        #expect(speeches.count == 2)
        for (number, speech) in speeches.enumerated() {
            let speaker = try #require(speech["speaker"]?.words)
            let wanted = result.sourceLines(ofSpeech: speech)
            #expect(wanted.count > 200)
            // From the speech's heading to the next heading, or to the first of the lists.
            let start = try #require(result.printed.range(of: "、\(speaker)讲话" + wanted.prefix(12)))
            let body = result.printed[result.printed.index(start.upperBound, offsetBy: -12)...]
            let next = number + 1 < speeches.count ? "五、" : "出席："
            let end = try #require(body.range(of: next))
            #expect(String(body[..<end.lowerBound]) == wanted)
        }
    }

    @Test("each speech has three points, run in as headings", arguments: articles)
    func points(article: URL) throws {
        let result = try PrintedArticle(article)
        for speech in result.minutes["speeches"].elements {
            let headings = speech["points"].elements.compactMap { $0["heading"]?.words }
            #expect(headings.map { $0.prefix(1) } == ["一", "二", "三"])
            for heading in headings { #expect(result.printed.contains(heading.comparable)) }
        }
    }

    @Test("every name stands in its role's row, and every resolution in the list with its verb", arguments: articles)
    func listsAndResolutions(article: URL) throws {
        let result = try PrintedArticle(article)
        let resolutions = result.minutes["resolutions"].elements
        #expect(resolutions.count == 7)
        for (number, resolution) in resolutions.enumerated() {
            let words = [resolution["verb"]?.words, resolution["text"]?.words].compactMap { $0 }.joined()
            #expect(result.printed.contains("\(number + 1).\(words)。".comparable), "\(words)")
        }
        let groups = result.minutes["attendees"].elements
        #expect(groups.count == 4)
        for group in groups where !group["names"].elements.isEmpty {
            let names = group["names"].elements.compactMap(\.words).joined()
            // A cell is read as a whole, so its names stand there one after the other.
            #expect(result.printed.contains(names.comparable), "\(names)")
        }
    }

    @Test("counts stand in the facts table as the source gives them", arguments: articles)
    func counts(article: URL) throws {
        let result = try PrintedArticle(article)
        for (label, key) in [("应出席", "expected"), ("实出席", "present")] {
            guard case .number(let count)? = result.minutes["counts"]?[key]?["value"] else {
                Issue.record("no count \(key)")
                continue
            }
            #expect(result.printed.contains("\(label)\(count)人"))
        }
    }

    @Test("qpdf finds nothing to complain about", .enabled(if: Tool.exists("qpdf")), arguments: articles)
    func wellFormed(article: URL) throws {
        let result = try PrintedArticle(article)
        try withFile(result.pdf, named: "minutes.pdf") { path in
            let status = try Tool("qpdf")?.run("--check", path).status
            #expect(status == 0)
        }
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

    /// Byte ranges of all placed values in it, but for the speaker's name.
    fileprivate var ranges: [Range<Int>] {
        switch self {
        case .array(let elements): elements.flatMap(\.ranges)
        case .object(let members):
            members.filter { $0.key != "speaker" }.flatMap { member -> [Range<Int>] in
                guard member.key == "at", case .array(let pairs) = member.value else { return member.value.ranges }
                return pairs.compactMap { pair in
                    guard case .array(let ends) = pair, case .number(let start)? = ends.first,
                        case .number(let end)? = ends.last, let start = Int(start), let end = Int(end)
                    else { return nil }
                    return start..<end
                }
            }
        default: []
        }
    }
}

extension JSONValue? {
    fileprivate var elements: [JSONValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }
}
