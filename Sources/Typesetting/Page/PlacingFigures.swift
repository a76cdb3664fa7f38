import BlockModel
import FontAccess
import LineRules
import PagedModel
import PaperUnits
import Pictures

/// A row of pictures with sizes and captions with lines, before it has a place.
struct LaidOutFigures {
    struct Cell {
        var figure: Figure
        /// Left edge of the column, from that of the type area.
        var x: Length
        var width: Length
        var size: Size
        var caption: LineStack
    }
    var cells: [Cell]
    /// Of the highest picture.
    var height: Length
    var captions: CaptionPlace

    enum CaptionPlace { case below, asParagraphs }
}

extension Typesetter {
    mutating func layOut(_ row: Figures, on page: PageStyle, pictures: [Picture]) throws(FontError) -> LaidOutFigures {
        let count = max(1, row.columns, row.figures.count)
        let measure = page.typeArea.width
        let width = (measure - (count - 1) * row.gap).scaled(by: 1, over: Int64(count))
        let indent = (count - row.figures.count) * (width + row.gap).scaled(by: 1, over: 2)
        var cells: [LaidOutFigures.Cell] = []
        // A picture the document does not have cannot be placed.
        let figures = row.figures.filter { pictures.indices.contains($0.picture) }
        for (number, figure) in figures.enumerated() {
            let stack = try figure.caption.map { caption throws(FontError) in
                try layOut(caption, measure: width, hanging: lines.hanging).lines
            }
            cells.append(
                LaidOutFigures.Cell(
                    figure: figure, x: indent + number * (width + row.gap), width: width, size: .zero,
                    caption: stack ?? LineStack()))
        }
        // The captions take their room first; pictures never shrink below a third of the page for them.
        let below = cells.map { $0.captionHeight(page) }.max() ?? .zero
        let room = page.typeArea.height - below
        let least = page.typeArea.height.scaled(by: 1, over: 3)
        let captions: LaidOutFigures.CaptionPlace = room >= least ? .below : .asParagraphs
        let limit = captions == .below ? room : page.typeArea.height
        for index in cells.indices {
            let bounds = Size(
                width: min(width, row.maximum.width), height: min(limit, row.maximum.height))
            cells[index].size = pictures[cells[index].figure.picture].size(within: bounds, row.leastResolution)
        }
        return LaidOutFigures(cells: cells, height: cells.map(\.size.height).max() ?? .zero, captions: captions)
    }
}

extension LaidOutFigures.Cell {
    /// From the foot of the pictures to that of the caption's last line, the grid's slack included.
    fileprivate func captionHeight(_ page: PageStyle) -> Length {
        guard !caption.isEmpty, let style = figure.caption?.style else { return .zero }
        let pitch = style.linePitch ?? page.linePitch
        let last = caption.lines.count - 1
        return last * pitch + caption.size(ofLine: last) + 2 * page.linePitch
    }
}

extension Size {
    fileprivate static let zero = Size(width: .zero, height: .zero)
}

extension Picture {
    /// Scaled into bounds, never coarser than so many pixels an inch.
    fileprivate func size(within bounds: Size, _ leastResolution: Int) -> Size {
        let (across, down) = (Int64(max(1, uprightWidth)), Int64(max(1, uprightHeight)))
        let width = min(bounds.width, Length(emu: across * 914_400 / Int64(max(1, leastResolution))))
        let height = width.scaled(by: down, over: across)
        if height <= bounds.height { return Size(width: width, height: height) }
        return Size(width: bounds.height.scaled(by: across, over: down), height: bounds.height)
    }
}

extension PageFlow {
    mutating func place(_ row: Figures, _ laidOut: LaidOutFigures) throws(TypesettingError) {
        guard !laidOut.cells.isEmpty else { return }
        if !isAtTop, !holdsOnlyKept, !fits(bottomOfFirstUnit(.figures(row, laidOut), after: bottom, atTop: false)) {
            try newPage()
        }
        let top = top(after: bottom, atTop: isAtTop, before: row.before, onGrid: true)
        let foot = top + laidOut.height
        if !fits(foot) { noteOverfull("a picture is higher than the rest of its page") }
        (bottom, isAtTop) = (foot, false)
        var groups: [ElementID] = []
        for cell in laidOut.cells {
            let group = element(.group)
            groups.append(group)
            items.append(.begin(element(.figure(alternate: cell.figure.alternate), in: group)))
            let left = cell.x + (cell.width - cell.size.width).scaled(by: 1, over: 2)
            items.append(
                .image(
                    cell.figure.picture,
                    Rect(
                        x: origin.x + left, y: origin.y + foot - cell.size.height, width: cell.size.width,
                        height: cell.size.height)))
            items.append(.end)
            if laidOut.captions == .below { placeCaption(of: cell, below: foot, in: group) }
        }
        guard laidOut.captions == .asParagraphs else { return }
        for (cell, group) in zip(laidOut.cells, groups) { try placeAsParagraph(cell, in: group) }
    }

    private mutating func placeCaption(of cell: LaidOutFigures.Cell, below foot: Length, in group: ElementID) {
        guard !cell.caption.isEmpty, let style = cell.figure.caption?.style else { return }
        let caption = element(.caption, in: group)
        var top = captionTop(style, below: foot)
        for number in cell.caption.lines.indices {
            emit(cell.caption, line: number, left: origin.x + cell.x, top: top) { _, _ in caption }
            bottom = max(bottom, top + cell.caption.size(ofLine: number))
            top = top + (style.linePitch ?? self.style.linePitch)
        }
    }

    private func captionTop(_ style: ParagraphStyle, below foot: Length) -> Length {
        top(after: foot, atTop: false, before: style.before, onGrid: style.linePitch == nil)
    }

    private mutating func placeAsParagraph(_ cell: LaidOutFigures.Cell, in group: ElementID) throws(TypesettingError) {
        guard !cell.caption.isEmpty, let style = cell.figure.caption?.style else { return }
        let caption = element(.caption, in: group)
        let first = captionTop(style, below: bottom)
        try placeLines(cell.caption, from: first, pitch: style.linePitch ?? self.style.linePitch, least: 1) {
            flow, number, top in
            flow.emit(cell.caption, line: number, left: flow.origin.x + cell.x, top: top) { _, _ in caption }
        }
    }

    /// Foot of the whole row with its captions.
    func bottom(of row: Figures, _ laidOut: LaidOutFigures, after bottom: Length, atTop: Bool) -> Length {
        let foot = top(after: bottom, atTop: atTop, before: row.before, onGrid: true) + laidOut.height
        guard laidOut.captions == .below else { return foot }
        return laidOut.cells.reduce(foot) { lowest, cell in
            guard !cell.caption.isEmpty, let style = cell.figure.caption?.style else { return lowest }
            let last = cell.caption.lines.count - 1
            let end =
                captionTop(style, below: foot) + last * (style.linePitch ?? self.style.linePitch)
                + cell.caption.size(ofLine: last)
            return max(lowest, end)
        }
    }
}
