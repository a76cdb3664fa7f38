import BlockModel
import FontAccess
import Foundation
import PagedModel
import PaperUnits
import Pictures
import Provenance
import TestKit
import Typesetting

/// The page of GB/T 9704: 28 × 22 at 3号, and what tests read from laid-out pages.
enum Sheet {
    static let em = Length.mm(156).scaled(by: 1, over: 28)
    static let pitch = (Length.mm(225) - em).scaled(by: 1, over: 21)
    static let number = PageNumberStyle(
        text: TextStyle(role: .songti, size: .pt(14)), dash: "—", gap: .pt(3.5), below: .mm(7), inset: .pt(14),
        side: .outer)
    static let style = PageStyle(
        size: .a4, top: .mm(37), left: .mm(28), typeArea: Size(width: .mm(156), height: .mm(225)), em: em,
        linePitch: pitch, linesPerPage: 22, pageNumber: number)

    /// 3 : 2, very wide, very high.
    static let pictures = [(30, 20), (40, 1), (1, 60)].map { width, height in
        Picture(
            width: width, height: height, channels: 1, content: .samples(Array(repeating: 9, count: width * height)))
    }

    static func document(_ blocks: [Block]) -> Document {
        Document(title: "试排", language: "zh-CN", page: style, blocks: blocks, pictures: pictures)
    }

    static func text(_ text: String, _ role: FaceRole = .fangsong, size: Length = em) -> Inline {
        Inline(text, style: TextStyle(role: role, size: size), origin: .template)
    }

    static func body(_ string: String, indent: Int = 2) -> Block {
        .paragraph(Paragraph([text(string)], style: ParagraphStyle(firstIndent: indent * em)))
    }

    static func library() throws -> FontLibrary { try FontLibrary(folder: Places.fonts.path) }

    /// The same page, with at least so many lines of a paragraph on either side of a page end.
    static func lay(_ blocks: [Block], leastLines: Int) throws -> PagedDocument {
        var document = document(blocks)
        document.page.leastLines = leastLines
        return try typeset(document, library: library())
    }

    static func lay(_ blocks: [Block]) throws -> PagedDocument {
        try typeset(document(blocks), library: library())
    }
}

extension Page {
    var runs: [GlyphRun] {
        items.compactMap { if case .glyphs(let run) = $0 { run } else { nil } }
    }
    var rules: [Rect] {
        items.compactMap { if case .rule(let rect, _) = $0 { rect } else { nil } }
    }
    /// Text of each line, in reading order.
    var lines: [String] {
        var lines: [(Int32, String)] = []
        for run in runs {
            if lines.last?.0 == run.line {
                lines[lines.count - 1].1 += run.text
            } else {
                lines.append((run.line, run.text))
            }
        }
        return lines.map(\.1)
    }
}

extension GlyphRun {
    var left: Length { position.x }
    /// Right end of the counted width.
    var right: Length { glyphs.reduce(position.x) { $0 + $1.advance } }
}

func isNear(_ length: Length, _ millimetres: Double, within tolerance: Double = 0.02) -> Bool {
    abs(length.millimetres - millimetres) <= tolerance
}
