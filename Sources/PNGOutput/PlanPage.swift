internal import FontAccess
internal import PagedModel
internal import PaperUnits
internal import Pictures

/// Turns the items of pages into a plan: draws the glyphs that are new, and gives everything its place in pixels.
struct PagePlanner {
    let document: PagedDocument
    let library: FontLibrary
    let grid: PixelGrid
    /// Where the page stands on the image, in pixels.
    var left = 0
    var top = 0
    /// Counts from 1, for messages.
    private var page = 1
    /// Of the document's faces in the glyph cache.
    private var numbers: [Int?]
    private var turn: Point?

    init(_ document: PagedDocument, _ library: FontLibrary, _ grid: PixelGrid) {
        self.document = document
        self.library = library
        self.grid = grid
        numbers = Array(repeating: nil, count: document.faces.count)
    }

    /// Pixels of a page.
    /// - Parameter index: From 0.
    func size(ofPage index: Int) throws(PNGError) -> (width: Int, height: Int) {
        let size = document.pages[index].size
        let sides = Length.pt(1)...Length.pt(14_400)
        guard sides.contains(size.width), sides.contains(size.height) else {
            throw .malformed(page: index + 1, "a side of the page is not within 1 to 14,400 pt")
        }
        return (grid.pixels(size.width), grid.pixels(size.height))
    }

    /// Appends what stands on a page.
    mutating func add(
        page index: Int, to plan: inout PagePlan, _ glyphs: inout GlyphCoverageCache
    ) throws(PNGError) {
        page = index + 1
        turn = nil
        for item in document.pages[index].items {
            switch item {
            case .glyphs(let run): try add(run, to: &plan, &glyphs)
            case .rule(let rect, let colour):
                guard isOnSheet(rect.x), isOnSheet(rect.y), isOnSheet(rect.right), isOnSheet(rect.bottom) else {
                    throw .malformed(page: page, "a rule lies beyond any page")
                }
                add(turn.map { turned(rect, about: $0) } ?? rect, colour, to: &plan)
            case .shape(let contour, let colour):
                guard contour.points.allSatisfy({ isOnSheet($0.x) && isOnSheet($0.y) }) else {
                    throw .malformed(page: page, "a shape lies beyond any page")
                }
                try add(
                    turn.map { turn in contour.map { turned($0, about: turn) } } ?? contour, colour, to: &plan, &glyphs)
            case .beginTurned(let point):
                guard isOnSheet(point.x), isOnSheet(point.y) else {
                    throw .malformed(page: page, "a turned part stands beyond any page")
                }
                turn = point
            case .endTurned: turn = nil
            case .image(let picture, let place):
                guard document.pictures.indices.contains(picture), turn == nil,
                    isOnSheet(place.x), isOnSheet(place.y), isOnSheet(place.right), isOnSheet(place.bottom)
                else { throw .malformed(page: page, "a picture is not there or lies beyond any page") }
                try add(document.pictures[picture], place, to: &plan)
            case .begin, .beginArtifact, .end: break
            }
        }
    }

    private mutating func add(
        _ run: GlyphRun, to plan: inout PagePlan, _ glyphs: inout GlyphCoverageCache
    ) throws(PNGError) {
        guard numbers.indices.contains(Int(run.face)) else {
            throw .malformed(page: page, "text “\(run.text)” has no face")
        }
        guard (Length.pt(0.1)...Length.pt(1_000)).contains(run.size) else {
            throw .malformed(page: page, "text “\(run.text)” has an impossible size")
        }
        do throws(FontError) {
            let number: Int
            if let known = numbers[Int(run.face)] {
                number = known
            } else {
                number = glyphs.number(of: try library.typeface(named: document.faces[Int(run.face)]))
                numbers[Int(run.face)] = number
            }
            let ink = plan.palette.ink(run.colour)
            let parts = grid.parts(run.size)
            for glyph in run.glyphs {
                guard glyph.id != 0 else {
                    throw FontError.outlineFailed(face: document.faces[Int(run.face)], glyph: 0)
                }
                let x = run.position.x + glyph.x
                let y = run.position.y + glyph.y
                guard isOnSheet(x), isOnSheet(y) else { continue }
                // Where the pen runs up the page, the glyph is drawn upright at the place it has there, then turned.
                let column = grid.place(turn.map { x - $0.y } ?? x, parts: parts)
                let row = grid.place(turn.map { $0.x + y } ?? y, parts: parts)
                let drawn = try glyphs.number(
                    of: GlyphCoverageCache.Glyph(
                        face: UInt16(truncatingIfNeeded: number), glyph: glyph.id,
                        phase: SubpixelPhase(x: column.quarter, y: row.quarter), isTurned: turn != nil,
                        size: run.size.emu, dpi: Int32(grid.dpi)))
                guard let place = glyphs.place(of: drawn) else { continue }
                add(
                    .glyph(drawn), ink, place, x: turn == nil ? column.pixel : row.pixel,
                    y: turn == nil ? row.pixel : -column.pixel, to: &plan)
            }
        } catch {
            throw .font(error)
        }
    }

    /// The shape's box starts in a pixel of the page, so that its points stay near the origin.
    private func add(
        _ contour: Contour, _ colour: Colour, to plan: inout PagePlan, _ glyphs: inout GlyphCoverageCache
    ) throws(PNGError) {
        let left = grid.pixel(at: contour.start.x)
        let top = grid.pixel(at: contour.start.y)
        func x(_ place: Point) -> Int32 { grid.sixtyFourths(place.x) - Int32(left) * 64 }
        func y(_ place: Point) -> Int32 { Int32(top) * 64 - grid.sixtyFourths(place.y) }
        var outline = Outline()
        outline.move(x: x(contour.start), y: y(contour.start))
        for stretch in contour.stretches {
            switch stretch {
            case .line(let end): outline.line(x: x(end), y: y(end))
            case .curve(let first, let second, let end):
                outline.cubic(x1: x(first), y1: y(first), x2: x(second), y2: y(second), x: x(end), y: y(end))
            }
        }
        guard let filled = glyphs.coverage(of: outline, into: &plan.shapeBytes) else {
            throw .malformed(page: page, "a shape cannot be drawn")
        }
        guard let coverage = filled.coverage else { return }
        plan.shapes.append(coverage)
        add(.shape(plan.shapes.count - 1), plan.palette.ink(colour), coverage, x: left, y: top, to: &plan)
    }

    private func add(_ rect: Rect, _ colour: Colour, to plan: inout PagePlan) {
        let isLevel = rect.width >= rect.height
        let columns =
            isLevel ? grid.along(rect.x, rect.right, rect.height) : grid.across(rect.x, rect.width)
        let rows = isLevel ? grid.across(rect.y, rect.height) : grid.along(rect.y, rect.bottom, rect.width)
        plan.add(
            .rule, plan.palette.ink(colour), columns.lowerBound + left..<columns.upperBound + left,
            rows.lowerBound + top..<rows.upperBound + top)
    }

    private func add(_ picture: Picture, _ place: Rect, to plan: inout PagePlan) throws(PNGError) {
        let columns = grid.pixels(place.x)..<max(grid.pixels(place.right), grid.pixels(place.x) + 1)
        let rows = grid.pixels(place.y)..<max(grid.pixels(place.bottom), grid.pixels(place.y) + 1)
        do throws(PictureError) {
            plan.add(
                PictureScaler(
                    try picture.samples(leastWidth: columns.count, leastHeight: rows.count),
                    columns: columns.lowerBound + left..<columns.upperBound + left,
                    rows: rows.lowerBound + top..<rows.upperBound + top))
        } catch {
            throw .picture(error)
        }
    }

    private func add(
        _ content: PagePlan.Content, _ ink: Int, _ coverage: Coverage, x: Int, y: Int, to plan: inout PagePlan
    ) {
        let column = left + x + Int(coverage.left)
        let row = top + y + Int(coverage.top)
        plan.add(content, ink, column..<column + Int(coverage.width), row..<row + Int(coverage.height))
    }
}

/// The place on the page of one in a turned part.
private func turned(_ place: Point, about origin: Point) -> Point {
    Point(x: origin.x + place.y, y: origin.y - place.x)
}

/// The rectangle on the page of one in a turned part.
private func turned(_ rect: Rect, about origin: Point) -> Rect {
    Rect(x: origin.x + rect.y, y: origin.y - rect.right, width: rect.height, height: rect.width)
}

/// Keeps products far from the bounds of their integers.
private func isOnSheet(_ coordinate: Length) -> Bool {
    (-Length.pt(14_400)...Length.pt(14_400)).contains(coordinate)
}
