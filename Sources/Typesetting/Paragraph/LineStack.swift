import BlockModel
import FontAccess
import LineRules
import PagedModel
import PaperUnits

/// Set lines one below the other, before they have a place on a page: a paragraph, a grid of names, a cell.
struct LineStack {
    /// A part of a line: one paragraph's line, or one name of a grid.
    struct Piece {
        var text: Int
        var line: SetLine
        /// From the left edge of the measure.
        var x: Int64
    }

    var texts: [SettledText] = []
    var lines: [[Piece]] = []

    var isEmpty: Bool { lines.isEmpty }

    /// Height of the em box of a line: its largest text.
    func size(ofLine number: Int) -> Length {
        var size = Length.zero
        for index in lines[number].indices { size = max(size, lines[number][index].line.size) }
        return size
    }

    /// 行间标号 of a line whose em box starts at `emTop`.
    func interlinearMarks(line number: Int, left: Length, emTop: Length) -> [DisplayItem] {
        let baseline = emTop + size(ofLine: number).scaled(by: emBoxAscent.numerator, over: emBoxAscent.denominator)
        var marks: [DisplayItem] = []
        for piece in lines[number] where texts[piece.text].hasMarks {
            marks += piece.interlinearMarks(texts[piece.text], left: left, baseline: baseline)
        }
        return marks
    }

    mutating func append(_ other: LineStack) {
        let base = texts.count
        texts += other.texts
        for line in other.lines {
            lines.append(line.map { Piece(text: $0.text + base, line: $0.line, x: $0.x) })
        }
    }
}

extension Typesetter {
    /// - Parameters:
    ///   - prepared: the text, where it is prepared.
    ///   - measure: width from the paragraph's left edge to its right edge before indents.
    ///   - hanging: marks that may stand outside the measure; none where something else stands there.
    mutating func layOut(
        _ inlines: [Inline], prepared: PreparedText? = nil, style: ParagraphStyle, measure: Length,
        hanging: HangingMarks = .none
    ) throws(FontError) -> LineStack {
        let text: PreparedText
        if let prepared {
            text = prepared
        } else if style.fitSizes.isEmpty {
            text = try prepare(inlines)
        } else {
            text = try fit(inlines, style: style, measure: measure)
        }
        let room = measure.emu - style.leftIndent.emu - style.rightIndent.emu
        let chosen =
            style.balanced
            ? chooseBalancedLines(text, measure: room)
            : chooseLines(
                text, firstMeasure: room - style.firstIndent.emu, measure: room, avoidsOrphans: lines.avoidsOrphans,
                hanging: style.alignment == .justified ? hanging : .none)
        var stack = LineStack(texts: [SettledText(text)])
        stack.lines.reserveCapacity(chosen.count)
        for (number, line) in chosen.enumerated() {
            let indent = number == 0 ? style.firstIndent.emu : 0
            let set = setLine(text, line, measure: room - indent, alignment: style.alignment)
            let slack = max(0, room - indent - set.width)
            let offset: Int64 =
                switch style.alignment {
                case .centre: slack / 2
                case .right: slack
                case .justified, .left, .distributed: 0
                }
            if set.overfull > 0 { overfull.append((set.overfull, text.inlines.first?.origin)) }
            stack.lines.append([LineStack.Piece(text: 0, line: set, x: style.leftIndent.emu + indent + offset)])
        }
        return stack
    }

    /// The largest of the style's sizes at which the text stands on one line with its margins; else the smallest.
    private mutating func fit(
        _ inlines: [Inline], style: ParagraphStyle, measure: Length
    ) throws(FontError) -> PreparedText {
        var fitted = PreparedText(inlines: [], utf8: [], style: lines)
        for size in style.fitSizes.sorted(by: >) {
            var resized = inlines
            for index in resized.indices { resized[index].style.size = size }
            fitted = try prepare(resized)
            let width = WidthTable(fitted.atoms).width(0..<fitted.atoms.count, fitted.atoms)
            if width + 2 * style.fitMargin.emu <= measure.emu { break }
        }
        return fitted
    }

    /// A label that keeps its full width, colon included (GB/T 9704 10.3).
    mutating func layOutLabel(_ label: [Inline], x: Length) throws(FontError) -> (stack: LineStack, width: Length) {
        let text = try prepare(label)
        let whole = 0..<text.atoms.count
        let chosen = ChosenLine(atoms: whole, trailing: whole.upperBound..<whole.upperBound, isLast: true)
        var line = setLine(text, chosen, measure: .max, alignment: .left)
        if let last = line.cells.indices.last {
            line.cells[last].advance += text.atoms[line.cells[last].atom].endTrim
            line.width += text.atoms[line.cells[last].atom].endTrim
        }
        let piece = LineStack.Piece(text: 0, line: line, x: x.emu)
        return (LineStack(texts: [SettledText(text)], lines: [[piece]]), Length(emu: line.width))
    }
}
