import BlockModel
import FontAccess
import PagedModel
import PaperUnits
import Provenance

/// `— 1 —` ready to be set on any page: the dash and the ten digits are shaped once a document.
struct PageNumberLayout {
    var style: PageNumberStyle
    var dash: LineStack
    /// 0 to 9, each a line of its own.
    var digits: [LineStack.Piece]
    var digitsText: SettledText
    /// Top of the em box to the middle of the dash's stroke; to the middle of the em box without a dash.
    var strokeDepth: Length

    /// Block at the outer edge, dash centred `below` under the type area (GB/T 9704 7.5).
    func runs(page: Int, on sheet: PageStyle, line: Int32) -> [GlyphRun] {
        let dashWidth = dash.lines.first?.first?.line.width ?? 0
        let number = String(page).utf8.map { digits[Int($0 - UInt8(ascii: "0"))] }
        let numberWidth = number.reduce(0) { $0 + $1.line.width }
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
        func set(_ piece: LineStack.Piece, of text: SettledText) {
            piece.forEachRun(of: text, left: x, emTop: emTop, size: style.text.size, number: line) { _, run in
                result.append(run)
            }
            x = x + Length(emu: piece.line.width)
        }
        func setDash() { for piece in dash.lines.first ?? [] { set(piece, of: dash.texts[piece.text]) } }
        if hasDash {
            setDash()
            x = x + style.gap
        }
        for digit in number { set(digit, of: digitsText) }
        if hasDash {
            x = x + style.gap
            setDash()
        }
        return result
    }
}

extension Typesetter {
    mutating func layOutPageNumber(_ style: PageNumberStyle, language: String) throws(FontError) -> PageNumberLayout {
        func plain(_ text: String) -> Inline { Inline(text, style: style.text, origin: .template) }
        let measure = Length(emu: Int64(Int32.max))
        // An inline each, so that no face brings two of them nearer together.
        let text = try prepare((0...9).map { plain(String($0)) })
        let digits = text.atoms.indices.map { atom in
            let line = ChosenLine(atoms: atom..<atom + 1, trailing: atom + 1..<atom + 1, isLast: true)
            return LineStack.Piece(
                text: 0, line: setLine(text, line, measure: measure.emu, alignment: .left), x: 0)
        }
        let dash = try layOut([plain(style.dash)], style: ParagraphStyle(alignment: .left), measure: measure)
        return PageNumberLayout(
            style: style, dash: dash, digits: digits, digitsText: SettledText(text),
            strokeDepth: strokeDepth(dash, size: style.text.size))
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
