import BlockModel
import LineRules
import PagedModel
import PaperUnits

/// Geometry of 行间标号 in thousandths of the text's em, from the lower edge of its em box down.
private enum MarkGeometry {
    static let lineTop: Int64 = 130
    static let lineThickness: Int64 = 45
    static let waveMiddle: Int64 = 180
    static let waveHeight: Int64 = 90
    static let wavelength: Int64 = 333
    static let dotDiameter: Int64 = 160
    static let dotMiddle: Int64 = 190
    static let dotMiddleBelowLine: Int64 = 360
    /// Blank between the lines of two neighbours, half of it from each.
    static let separation: Int64 = 100
}

extension LineStack.Piece {
    /// Dots and lines below the characters of this piece (CLREQ 3.1.8), to be drawn as artifacts.
    func interlinearMarks(_ text: SettledText, left: Length, baseline: Length) -> [DisplayItem] {
        var items: [DisplayItem] = []
        var next = 0
        var lineBefore = false
        while next < line.cells.count {
            let start = next
            let number = text.atoms[line.cells[start].atom].inline
            while next < line.cells.count, text.atoms[line.cells[next].atom].inline == number { next += 1 }
            let style = text.inlines[Int(number)].style
            let cells = line.cells[start..<next].filter { text.atoms[$0.atom].isInk }
            let bottom = baseline + style.size.scaled(by: 12, over: 100)
            func down(_ thousandths: Int64) -> Length { bottom + style.size.scaled(by: thousandths, over: 1_000) }
            // A line belongs to a name or title, not to the marks between two of them.
            let named = cells.contains { text.atoms[$0.atom].takesDot }
            let lineAfter = next < line.cells.count && text.hasLine(atom: line.cells[next].atom)
            if let kind = style.marks.line, named, let edges = text.edges(of: cells) {
                let gap = style.size.scaled(by: MarkGeometry.separation / 2, over: 1_000)
                let from = left + Length(emu: x + edges.left) + (lineBefore ? gap : .zero)
                let to = left + Length(emu: x + edges.right) - (lineAfter ? gap : .zero)
                items.append(line(kind, from: from, to: to, style, down))
            }
            if style.marks.dots {
                let middle = style.marks.line == nil ? MarkGeometry.dotMiddle : MarkGeometry.dotMiddleBelowLine
                for cell in cells where text.atoms[cell.atom].takesDot {
                    let centre = Point(x: left + Length(emu: x + text.centre(of: cell)), y: down(middle))
                    let diameter = style.size.scaled(by: MarkGeometry.dotDiameter, over: 1_000)
                    items.append(.shape(.disc(centre: centre, diameter: diameter), style.colour))
                }
            }
            lineBefore = style.marks.line != nil && named
        }
        return items
    }

    private func line(
        _ kind: InterlinearMarks.Line, from: Length, to: Length, _ style: TextStyle, _ down: (Int64) -> Length
    ) -> DisplayItem {
        func part(_ thousandths: Int64) -> Length { style.size.scaled(by: thousandths, over: 1_000) }
        let thickness = part(MarkGeometry.lineThickness)
        switch kind {
        case .straight:
            return .rule(
                Rect(x: from, y: down(MarkGeometry.lineTop), width: to - from, height: thickness), style.colour)
        case .wavy:
            return .shape(
                .wave(
                    from: Point(x: from, y: down(MarkGeometry.waveMiddle)), width: to - from,
                    wavelength: part(MarkGeometry.wavelength), height: part(MarkGeometry.waveHeight),
                    thickness: thickness),
                style.colour)
        }
    }
}

extension SettledText {
    /// Middle of a character, whatever letter-space follows it, from the line's start.
    fileprivate func centre(of cell: Cell) -> Int64 { start(of: cell) + atoms[cell.atom].advance / 2 }

    private func start(of cell: Cell) -> Int64 { cell.x + cell.glyphShift - atoms[cell.atom].shift }

    /// From the first character's left to the last one's right, letter-space between them included.
    fileprivate func edges(of cells: [Cell]) -> (left: Int64, right: Int64)? {
        guard !cells.isEmpty else { return nil }
        var (left, right) = (Int64.max, Int64.min)
        for cell in cells {
            let room = max(0, min(cell.advance, atoms[cell.atom].advance + cell.glyphShift - atoms[cell.atom].shift))
            left = min(left, max(cell.x, start(of: cell)))
            right = max(right, cell.x + room)
        }
        return right > left ? (left, right) : nil
    }

    /// Whether the inline of an atom has a line under it.
    fileprivate func hasLine(atom: Int) -> Bool {
        let number = atoms[atom].inline
        guard inlines[Int(number)].style.marks.line != nil else { return false }
        return atoms[atom...].prefix { $0.inline == number }.contains(where: \.takesDot)
    }
}

extension Atom {
    fileprivate var isInk: Bool { lineClass != .space && lineClass != .wideSpace && advance > 0 }

    /// 着重号 stand under characters, not under marks or blanks.
    fileprivate var takesDot: Bool {
        switch lineClass {
        case .han, .hanPostfix: true
        case .western: scalar >= 0x80 && !(0x2000...0x206F).contains(scalar) || LineClass.isLetterOrDigit(scalar)
        default: false
        }
    }
}
