package import FontAccess
package import PagedModel
internal import PaperUnits
internal import Pictures

/// Draws pages as images. Keeps glyphs and memory from page to page: one a worker, for any number of documents.
package struct PageRenderer: ~Copyable {
    private let library: FontLibrary
    private var glyphs = GlyphCoverageCache()
    private var canvas = Canvas()

    package init(library: FontLibrary) { self.library = library }

    /// Draws one page and encodes it as PNG. The same page and options give the same bytes with the same libpng.
    ///
    /// A glyph stands within 1/8 pixel of its place in both directions. Rules have sharp edges, at least one pixel,
    /// and the same count of pixels for the same thickness.
    /// - Parameter index: From 0.
    package mutating func writePNG(
        page index: Int, of document: PagedDocument, options: PNGOptions = PNGOptions()
    ) throws(PNGError) -> [UInt8] {
        guard PNGOptions.dpiRange.contains(options.dpi) else {
            throw .dpiOutOfRange(dpi: options.dpi, allowed: PNGOptions.dpiRange)
        }
        guard document.pages.indices.contains(index) else { throw .noSuchPage(index + 1) }
        let page = document.pages[index]
        let grid = PixelGrid(dpi: Int64(options.dpi))
        let sides = Length.pt(1)...Length.pt(14_400)
        guard sides.contains(page.size.width), sides.contains(page.size.height) else {
            throw .malformed(page: index + 1, "a side of the page is not within 1 to 14,400 pt")
        }
        let width = grid.pixels(page.size.width)
        let height = grid.pixels(page.size.height)
        guard width * height <= options.maximumPixels else {
            throw .tooManyPixels(page: index + 1, pixels: width * height, limit: options.maximumPixels)
        }
        let isColoured = options.color == .rgb || options.color == .auto && page.hasColour(document.pictures)
        canvas.reset(width: width, height: height, channels: isColoured ? 3 : 1)
        glyphs.trim()
        var numbers = [Int?](repeating: nil, count: document.faces.count)
        var origin: Point?
        for item in page.items {
            switch item {
            case .glyphs(let run):
                try draw(run, turnedAbout: origin, page: index + 1, of: document, grid, &numbers)
            case .rule(let rect, let colour):
                guard isOnSheet(rect.x), isOnSheet(rect.y), isOnSheet(rect.right), isOnSheet(rect.bottom) else {
                    throw .malformed(page: index + 1, "a rule lies beyond any page")
                }
                draw(origin.map { turned(rect, about: $0) } ?? rect, colour, grid)
            case .beginTurned(let point):
                guard isOnSheet(point.x), isOnSheet(point.y) else {
                    throw .malformed(page: index + 1, "a turned part stands beyond any page")
                }
                origin = point
            case .endTurned: origin = nil
            case .shape(let contour, let colour):
                guard contour.points.allSatisfy({ isOnSheet($0.x) && isOnSheet($0.y) }) else {
                    throw .malformed(page: index + 1, "a shape lies beyond any page")
                }
                try draw(
                    origin.map { turn in contour.map { turned($0, about: turn) } } ?? contour, colour, page: index + 1,
                    grid)
            case .image(let picture, let place):
                guard document.pictures.indices.contains(picture), origin == nil,
                    isOnSheet(place.x), isOnSheet(place.y), isOnSheet(place.right), isOnSheet(place.bottom)
                else { throw .malformed(page: index + 1, "a picture is not there or lies beyond any page") }
                try draw(document.pictures[picture], place, grid)
            case .begin, .beginArtifact, .end: break
            }
        }
        return try encode(
            canvas, isMono: options.color == .mono, dpi: options.dpi, title: document.title, label: page.label)
    }

    private mutating func draw(
        _ run: GlyphRun, turnedAbout origin: Point?, page: Int, of document: PagedDocument, _ grid: PixelGrid,
        _ numbers: inout [Int?]
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
                number = try glyphs.number(of: try library.typeface(named: document.faces[Int(run.face)]))
                numbers[Int(run.face)] = number
            }
            for glyph in run.glyphs {
                guard glyph.id != 0 else {
                    throw FontError.outlineFailed(face: document.faces[Int(run.face)], glyph: 0)
                }
                let x = run.position.x + glyph.x
                let y = run.position.y + glyph.y
                guard isOnSheet(x), isOnSheet(y) else { continue }
                let column: (pixel: Int, phase: UInt8)
                let row: (pixel: Int, phase: UInt8)
                if let origin {
                    // The pen runs up the page: the glyph is drawn upright at the quarter it has there, then turned.
                    column = grid.quarter(x - origin.y)
                    row = grid.quarter(origin.x + y)
                } else {
                    column = grid.quarter(x)
                    row = grid.quarter(y)
                }
                let coverage = try glyphs.coverage(
                    of: glyph.id, inFace: number, size: run.size, dpi: Int32(grid.dpi),
                    phase: SubpixelPhase(x: column.phase, y: row.phase))
                guard let coverage else { continue }
                if origin == nil {
                    canvas.lay(coverage, of: glyphs.bytes, x: column.pixel, y: row.pixel, run.colour)
                } else {
                    canvas.layTurned(coverage, of: glyphs.bytes, x: row.pixel, y: -column.pixel, run.colour)
                }
            }
        } catch {
            throw .font(error)
        }
    }

    /// The shape's box starts in a pixel of the page, so that its points stay near the origin.
    private mutating func draw(
        _ contour: Contour, _ colour: Colour, page: Int, _ grid: PixelGrid
    ) throws(PNGError) {
        let left = grid.quarter(contour.start.x).pixel
        let top = grid.quarter(contour.start.y).pixel
        func point(_ place: Point, isControl: Bool = false) -> OutlinePoint {
            OutlinePoint(
                x: grid.sixtyFourths(place.x) - Int32(left) * 64, y: Int32(top) * 64 - grid.sixtyFourths(place.y),
                isControl: isControl)
        }
        var points = [point(contour.start)]
        for stretch in contour.stretches {
            switch stretch {
            case .line(let end): points.append(point(end))
            case .curve(let first, let second, let end):
                points += [point(first, isControl: true), point(second, isControl: true), point(end)]
            }
        }
        // The last point is the first one again, which the outline closes by itself.
        points.removeLast()
        guard let filled = glyphs.coverage(of: points) else { throw .malformed(page: page, "a shape cannot be drawn") }
        guard let coverage = filled.coverage else { return }
        canvas.lay(coverage, of: glyphs.bytes, x: left, y: top, colour)
    }

    private mutating func draw(_ rect: Rect, _ colour: Colour, _ grid: PixelGrid) {
        if rect.width >= rect.height {
            canvas.fill(
                columns: grid.along(rect.x, rect.right, rect.height), rows: grid.across(rect.y, rect.height), colour)
        } else {
            canvas.fill(
                columns: grid.across(rect.x, rect.width), rows: grid.along(rect.y, rect.bottom, rect.width), colour)
        }
    }
}

extension PageRenderer {
    /// Each pixel is the mean of the part of the picture it covers.
    private mutating func draw(_ picture: Picture, _ place: Rect, _ grid: PixelGrid) throws(PNGError) {
        let columns = grid.pixels(place.x)..<max(grid.pixels(place.right), grid.pixels(place.x) + 1)
        let rows = grid.pixels(place.y)..<max(grid.pixels(place.bottom), grid.pixels(place.y) + 1)
        do throws(PictureError) {
            let samples = try picture.samples(leastWidth: columns.count, leastHeight: rows.count)
            canvas.lay(
                samples.averaged(width: columns.count, height: rows.count), x: columns.lowerBound, y: rows.lowerBound)
        } catch {
            throw .picture(error)
        }
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

extension Page {
    fileprivate func hasColour(_ pictures: [Picture]) -> Bool {
        items.contains { item in
            switch item {
            case .glyphs(let run): !run.colour.isGray
            case .rule(_, let colour), .shape(_, let colour): !colour.isGray
            case .image(let picture, _): pictures.indices.contains(picture) && pictures[picture].channels == 3
            case .begin, .beginArtifact, .end, .beginTurned, .endTurned: false
            }
        }
    }
}
