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

    /// Block at the outer edge, dash centred `below` under the type area (GB/T 9704 7.5).
    func runs(page: Int, on sheet: PageStyle, line: Int32) -> [GlyphRun] {
        let dashWidth = dash.lines.first?.first?.line.width ?? 0
        let number = String(page).utf8.map { digits[Int($0 - UInt8(ascii: "0"))] }
        let numberWidth = number.reduce(0) { $0 + ($1.lines.first?.first?.line.width ?? 0) }
        let hasDash = !style.dash.isEmpty
        let side = hasDash ? dashWidth + style.gap.emu : 0
        let width = Length(emu: numberWidth + 2 * side)
        let right = sheet.left + sheet.typeArea.width
        var x: Length
        switch style.side {
        case .centre: x = sheet.left + (sheet.typeArea.width - width).scaled(by: 1, over: 2)
        case .outer where page.isMultiple(of: 2): x = sheet.left + style.inset
        case .outer, .right: x = right - style.inset - width
        }
        let emTop = sheet.top + sheet.typeArea.height + style.below - style.text.size.scaled(by: 1, over: 2)
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
        return PageNumberLayout(
            style: style, dash: try layOut([plain(style.dash)], style: left, measure: measure), digits: digits)
    }
}
