import BlockModel
import FontAccess
import PagedModel
import PaperUnits
import Provenance
import Typesetting

/// A paragraph set with real faces on a page of random width: what must hold of the glyphs on it.
struct PageCheck {
    let library: FontLibrary

    private static let roles: [FaceRole] = [.fangsong, .kaiti, .heiti, .songti, .xiaobiaosong]

    /// - Returns: nil, or what went wrong.
    func failure(_ dice: inout Dice) -> String? {
        let length = dice.roll(30) == 0 ? 400 : 60
        let alphabets = dice.roll(4) == 0 ? Alphabet.any : Alphabet.drawn
        let em = Length.pt(dice.pick([9, 12, 16, 22]))
        let width = Length(emu: em.emu * Int64(1 + dice.roll(56)) / 2)
        var inlines: [Inline] = []
        for _ in 0...dice.roll(3) {
            let style = TextStyle(role: dice.pick(Self.roles), size: em)
            let text = dice.text(of: alphabets, limit: length, wild: false).filter { !$0.isNewline }
            inlines.append(Inline(text, style: style, origin: .template))
        }
        let style = ParagraphStyle(
            alignment: dice.pick(Alignment.allCases), firstIndent: dice.roll(2) * em, balanced: dice.roll(5) == 0)
        let page = PageStyle(
            size: Size(width: width + .mm(40), height: .mm(20_000)), top: .mm(20), left: .mm(20),
            typeArea: Size(width: width, height: .mm(19_000)), em: em, linePitch: 2 * em, linesPerPage: 1_000,
            pageNumber: nil)
        let document = Document(
            title: "", language: dice.pick(["zh-CN", "zh-Hant-TW", "zh-Hant-HK"]), page: page,
            blocks: [.paragraph(Paragraph(inlines, style: style))])
        let wanted = inlines.map(\.text).joined()
        let set: PagedDocument
        do {
            set = try typeset(document, library: library)
            if try typeset(document, library: library) != set { return describe(document, "a second run differs") }
        } catch .missingCharacters(let missing) {
            let known = Set(wanted.unicodeScalars.map(\.value))
            return missing.allSatisfy { known.contains($0.scalar) } ? nil : describe(document, "\(missing)")
        } catch {
            return describe(document, "\(error)")
        }
        return complaint(set, wanted: wanted, right: page.left + width).map { describe(document, $0) }
    }

    private func complaint(_ set: PagedDocument, wanted: String, right: Length) -> String? {
        var printed = String.UnicodeScalarView()
        for page in set.pages {
            for case .glyphs(let run) in page.items {
                printed.append(contentsOf: run.text.unicodeScalars)
                if run.glyphs.contains(where: { $0.id == 0 }) { return "a missing glyph is drawn: \(run.text)" }
                if run.position.x < .mm(20) - .mm(0.01), set.warnings.isEmpty { return "a run starts left of its line" }
                let end = run.glyphs.reduce(run.position.x) { $0 + $1.advance }
                if end > right + .mm(0.01), set.warnings.isEmpty {
                    return "a line ends \((end - right).millimetres) mm too far and is not reported: \(run.text)"
                }
                if run.glyphs.contains(where: { Int($0.cluster) >= max(1, run.text.utf8.count) }) {
                    return "a glyph stands for text outside its run: \(run.text)"
                }
            }
        }
        return printed.elementsEqual(wanted.unicodeScalars) ? nil : "text is lost, doubled or moved: \(String(printed))"
    }

    private func describe(_ document: Document, _ complaint: String) -> String {
        "\(complaint)\n  \(document.language) \(document.page.typeArea.width) \(document.blocks)"
    }
}
