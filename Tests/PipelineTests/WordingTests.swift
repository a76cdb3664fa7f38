import Foundation
import MinutesExport
import PagedModel
import Provenance
import Templating
import TestKit
import Testing

/// What is printed comes from the source, the template, or a derivation that the data marks.
@Suite(
    "Wording of real articles", .enabled(if: Places.hasFonts && Places.hasShared, "needs the fonts and the corpus"))
struct WordingTests {
    private static let templates = [
        "gbt9704-minutes", "meeting-record", "resolution", "attendance", "bulletin", "plain", "plain-letter",
    ]

    /// What normalisation makes of characters: full-width forms are folded, blanks dropped.
    private func folded(_ text: some Sequence<Unicode.Scalar>) -> Set<Unicode.Scalar> {
        var result: Set<Unicode.Scalar> = []
        let marks: [Unicode.Scalar: Unicode.Scalar] = [
            ",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。", "•": "·", "･": "·",
            "．": "·", "・": "·",
        ]
        for scalar in text where !scalar.properties.isWhitespace {
            result.insert(scalar)
            if let mark = marks[scalar] { result.insert(mark) }
            if (0xFF01...0xFF5E).contains(scalar.value), let half = Unicode.Scalar(scalar.value - 0xFEE0) {
                result.insert(half)
                if let mark = marks[half] { result.insert(mark) }
            }
            if scalar == "\"" { result.formUnion(["“", "”"]) }
            if scalar == "'" { result.formUnion(["‘", "’"]) }
            if scalar == "-" || scalar == "—" { result.formUnion(["—", "–", "-"]) }
        }
        return result
    }

    @Test(
        "every printed character is the source's, the template's or part of a derived value, and nothing is overfull",
        arguments: templates)
    func characters(name: String) throws {
        let folder = try #require(Places.shared).appending(path: "corpus/texts").path
        let environment = try RenderEnvironment(
            fonts: Places.fonts.path, templates: Places.templates.path, template: name)
        let template = folded(environment.template.resolvedDescription.unicodeScalars.filter { !$0.isASCII })
            .union("0123456789.%—".unicodeScalars).union("〇一二三四五六七八九十百".unicodeScalars)
        var articles = 0
        for item in findInputs([folder]).items {
            guard case .input(let input) = item else { continue }
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: input.path)))
            let source = folded(String(decoding: bytes, as: UTF8.self).unicodeScalars)
            let understood = try understand(input, bytes, limits: Limits())
            let document = try environment.layOut(understood, path: input.path)
            #expect(document.warnings.filter { $0.code.rawValue.contains("overfull") }.isEmpty, "\(input.path)")
            for case .glyphs(let run) in document.pages.flatMap(\.items) {
                let printed = Set(run.text.unicodeScalars.filter { !$0.properties.isWhitespace })
                let allowed: Set<Unicode.Scalar>
                switch run.origin {
                case .template: allowed = template
                case .source: allowed = source
                case .derived(let rule):
                    #expect(!rule.isEmpty)
                    continue
                case .written:
                    Issue.record("\(input.path): nobody wrote “\(run.text)”")
                    continue
                }
                let strange = printed.subtracting(allowed)
                #expect(strange.isEmpty, "\(input.path): \(String(String.UnicodeScalarView(strange))) in “\(run.text)”")
            }
            articles += 1
        }
        #expect(articles >= 30)
    }
}
