import BlockModel
import FontAccess
import PagedModel
import PaperUnits
import Provenance

/// `— 1 —` ready to be set on any page: the dash and the ten digits are shaped once a document.
struct PageNumberLayout {
    var style: PageNumberStyle
    var dash: LineStack
    var digits: [LineStack]
    /// Top of the em box to the middle of the dash's stroke; to the middle of the em box without a dash.
    var strokeDepth: Length

    /// Block at the outer edge, dash centred `below` under the type area (GB/T 9704 7.5).
    func runs(page: Int, on sheet: PageStyle, line: Int32) -> [GlyphRun] {
        let dashWidth = dash.lines.first?.first?.line.width ?? 0
        let number = String(page).utf8.map { digits[Int($0 - UInt8(ascii: "0"))] }
        let numberWidth = number.reduce(0) { $0 + ($1.lines.first?.first?.line.width ?? 0) }
        let hasDash = !style.dash.isEmpty
        let side = hasDash ? dashWidth + style.gap.emu : 0
        let width = Length(emu: numberWidth + 2 * side)
        let left = sheet.left(onPage: page)
        let right = left + sheet.typeArea.width
        var x: Length
        switch style.side {
        case .centre: x = left + (sheet.typeArea.width - width).scaled(by: 1, over: 2)
        case .outer where page.isMultiple(of: 2): x = left + style.inset
        case .outer, .right: x = right - style.inset - width
        }
        let emTop = sheet.top + sheet.typeArea.height + style.below - strokeDepth
        var result: [GlyphRun] = []
        func set(_ stack: LineStack) {
            for piece in stack.lines.first ?? [] {
                result += piece.runs(
                    stack.texts, left: x, emTop: emTop, size: style.text.size, number: line
                ).map(\.run)
                x = x + Length(emu: piece.line.width)
            }
        }
        if hasDash {
            set(dash)
            x = x + style.gap
        }
        number.forEach(set)
        if hasDash {
            x = x + style.gap
            set(dash)
        }
        return result
    }
}

extension Typesetter {
    mutating func layOutPageNumber(_ style: PageNumberStyle, language: String) throws(FontError) -> PageNumberLayout {
        func plain(_ text: String) -> Inline { Inline(text, style: style.text, origin: .template) }
        let measure = Length(emu: Int64(Int32.max))
        let left = ParagraphStyle(alignment: .left)
        var digits: [LineStack] = []
        for digit in 0...9 { digits.append(try layOut([plain(String(digit))], style: left, measure: measure)) }
        let dash = try layOut([plain(style.dash)], style: left, measure: measure)
        return PageNumberLayout(
            style: style, dash: dash, digits: digits, strokeDepth: strokeDepth(dash, size: style.text.size))
    }

    private func strokeDepth(_ dash: LineStack, size: Length) -> Length {
        guard let text = dash.texts.first, let atom = text.atoms.first, let glyph = text.glyphs.first,
            let ink = faces.used[Int(atom.face)].inkBounds(of: glyph.id)
        else { return size.scaled(by: 1, over: 2) }
        let baseline = size.scaled(by: emBoxAscent.numerator, over: emBoxAscent.denominator)
        let middle = FontUnits((ink.top.raw + ink.bottom.raw) / 2)
        return baseline - middle.scaled(to: size, unitsPerEm: atom.unitsPerEm)
    }
}
