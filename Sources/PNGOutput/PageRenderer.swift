package import FontAccess
package import PagedModel
internal import PaperUnits

/// Draws pages as images. Keeps glyphs and memory from page to page: one a worker, for any number of documents.
///
/// A page is drawn and compressed in bands of some rows, so that memory is one band, the compressed file, and the
/// glyphs up to a limit, whatever the resolution.
package struct PageRenderer: ~Copyable {
    private let library: FontLibrary
    private var glyphs: GlyphCoverageCache
    private var shades = ShadeBand()
    private var colours = ColourBand()
    private var rows = RowWriter()
    private let bandBytes: Int
    /// Called when a part of the work on a page, or on a band of it, is done: for measuring.
    package var stageEnded: ((Stage) -> Void)?

    package enum Stage: Sendable, CaseIterable {
        /// Places and glyphs that are new.
        case outlines
        case compositing
        /// Rows as PNG stores them, and their runs.
        case packing
        /// Codes and bits.
        case compression
        /// Chunks.
        case writing
    }

    /// Glyphs asked for, and those of them that had to be drawn, since the renderer was made.
    package var glyphCounts: (asked: Int, drawn: Int) { (glyphs.asked, glyphs.drawn) }

    /// - Parameters:
    ///   - bandBytes: Of a band's pixels; it has 16 rows at least.
    ///   - glyphBytes: Of glyphs kept; at 300 dpi 32 MiB are some 6,000 of 16 pt.
    package init(library: FontLibrary, bandBytes: Int = 1 << 19, glyphBytes: Int = 32 << 20) {
        self.library = library
        self.bandBytes = bandBytes
        glyphs = GlyphCoverageCache(limit: glyphBytes)
    }

    /// Draws one page and encodes it as PNG. The same page and options give the same bytes with the same libpng.
    ///
    /// A glyph stands within a quarter of a pixel of its place in both directions (`PixelGrid.parts`) and is drawn in 16
    /// shades. Rules have sharp edges, at least one pixel, and the same count of pixels for the same thickness.
    /// - Parameter index: From 0.
    package mutating func writePNG(
        page index: Int, of document: PagedDocument, options: PNGOptions = PNGOptions(),
        metadata: PNGMetadata = PNGMetadata()
    ) throws(PNGError) -> [UInt8] {
        guard PNGOptions.dpiRange.contains(options.dpi) else {
            throw .dpiOutOfRange(dpi: options.dpi, allowed: PNGOptions.dpiRange)
        }
        guard document.pages.indices.contains(index) else { throw .noSuchPage(index + 1) }
        var planner = PagePlanner(document, library, PixelGrid(dpi: Int64(options.dpi)))
        let size = try planner.size(ofPage: index)
        guard size.width * size.height <= options.maximumPixels else {
            throw .tooManyPixels(
                page: index + 1, pixels: size.width * size.height, limit: options.maximumPixels)
        }
        glyphs.trim()
        var plan = PagePlan(
            width: size.width, height: size.height,
            palette: Palette(isGray: options.color == .gray || options.color == .mono))
        try planner.add(page: index, to: &plan, &glyphs)
        stageEnded?(.outlines)
        return try draw(
            &plan, options.color, dpi: options.dpi,
            texts: [
                ("Title", document.title), ("Page", "\(index + 1) of \(document.pages.count)"),
                ("Software", metadata.software), ("Source SHA-256", metadata.sourceSHA256),
            ])
    }

    /// Draws small images of pages beside and below each other, framed, at 50 dpi, and encodes them as one PNG.
    ///
    /// - Parameter pages: From 0; 1 to `ContactSheet.capacity` of them.
    package mutating func writeSheet(
        of pages: [Int], in document: PagedDocument, options: PNGOptions = PNGOptions(),
        metadata: PNGMetadata = PNGMetadata()
    ) throws(PNGError) -> [UInt8] {
        for page in pages where !document.pages.indices.contains(page) { throw .noSuchPage(page + 1) }
        var planner = PagePlanner(document, library, PixelGrid(dpi: Int64(ContactSheet.dpi)))
        var sheet = ContactSheet()
        for page in pages { sheet.add(try planner.size(ofPage: page)) }
        guard sheet.width * sheet.height <= options.maximumPixels else {
            throw .tooManyPixels(
                page: (pages.first ?? 0) + 1, pixels: sheet.width * sheet.height, limit: options.maximumPixels)
        }
        glyphs.trim()
        var plan = PagePlan(
            width: sheet.width, height: sheet.height,
            palette: Palette(isGray: options.color == .gray || options.color == .mono))
        for (place, page) in pages.enumerated() {
            (planner.left, planner.top) = sheet.corner(of: place)
            try planner.add(page: page, to: &plan, &glyphs)
            sheet.addFrame(of: place, to: &plan)
        }
        return try draw(
            &plan, options.color, dpi: ContactSheet.dpi,
            texts: [
                ("Title", document.title), ("Software", metadata.software),
                ("Source SHA-256", metadata.sourceSHA256),
            ])
    }

    private mutating func draw(
        _ plan: inout PagePlan, _ color: PNGOptions.Color, dpi: Int, texts: [(keyword: String, text: String)]
    ) throws(PNGError) -> [UInt8] {
        let form: PixelForm =
            switch color {
            case .mono: .mono
            case .rgb: .rgb
            case .gray, .auto: .exact(plan.palette, used: plan.used)
            }
        var header = PNGFile.Header(
            width: plan.width, height: plan.height, kind: form.kind, bitDepth: form.bitDepth, dpi: dpi,
            texts: texts)
        // Pictures have more shades than a palette, but in black and white.
        let hasShades = plan.pictures.isEmpty || color == .mono
        if hasShades, !plan.palette.isExhausted, try drawShades(&plan, form) {
            header.colours = form.kind == .palette ? plan.palette.colours : []
            var file = try PNGFile(header)
            try file.append(stream: rows.stream)
            let bytes = try file.finished()
            stageEnded?(.writing)
            return bytes
        }
        header.kind = color == .rgb || plan.hasColour ? .rgb : .gray
        header.bitDepth = 8
        return try drawColours(&plan, header)
    }

    /// - Returns: false where the palette has no room for the blends of inks; nothing is then to be used.
    private mutating func drawShades(_ plan: inout PagePlan, _ form: PixelForm) throws(PNGError) -> Bool {
        let height = max(16, bandBytes / (plan.width + 32))
        shades.begin(width: plan.width, rowLimit: min(height, plan.height))
        rows.begin(form, width: plan.width)
        for start in stride(from: 0, to: plan.height, by: height) {
            let band = start..<min(start + height, plan.height)
            shades.move(to: band)
            for item in plan.items where item.rows.overlaps(band) {
                switch item.content {
                case .glyph(let number):
                    guard let coverage = try self.coverage(of: number) else { continue }
                    shades.lay(
                        coverage, of: glyphs.bytes, x: item.columns.lowerBound, y: item.rows.lowerBound, ink: item.ink,
                        &plan.palette)
                case .shape(let index):
                    shades.lay(
                        plan.shapes[index], of: plan.shapeBytes, x: item.columns.lowerBound, y: item.rows.lowerBound,
                        ink: item.ink, &plan.palette)
                case .rule:
                    shades.fill(
                        columns: item.columns, rows: item.rows,
                        index: plan.palette.inks[item.ink].overWhite[Palette.full])
                case .picture(let index):
                    for row in item.rows.clamped(to: band) {
                        shades.dither(
                            lumas(plan.row(row, ofPicture: index), channels: plan.pictures[index].channels),
                            from: item.columns.lowerBound, row: row)
                    }
                }
            }
            if plan.palette.isExhausted { return false }
            stageEnded?(.compositing)
            rows.append(shades, plan.palette)
            stageEnded?(.packing)
            rows.compress(isLast: band.upperBound == plan.height)
            stageEnded?(.compression)
        }
        return true
    }

    private mutating func drawColours(
        _ plan: inout PagePlan, _ header: PNGFile.Header
    ) throws(PNGError) -> [UInt8] {
        var file = try PNGFile(header)
        let channels = header.kind == .rgb ? 3 : 1
        let height = max(16, bandBytes / (plan.width * channels))
        colours.begin(width: plan.width, channels: channels)
        for start in stride(from: 0, to: plan.height, by: height) {
            let band = start..<min(start + height, plan.height)
            colours.move(to: band)
            for item in plan.items where item.rows.overlaps(band) {
                let colour = plan.palette.inks[item.ink].colour
                switch item.content {
                case .glyph(let number):
                    guard let coverage = try self.coverage(of: number) else { continue }
                    colours.lay(
                        coverage, of: glyphs.bytes, x: item.columns.lowerBound, y: item.rows.lowerBound, colour)
                case .shape(let index):
                    colours.lay(
                        plan.shapes[index], of: plan.shapeBytes, x: item.columns.lowerBound, y: item.rows.lowerBound,
                        colour)
                case .rule: colours.fill(columns: item.columns, rows: item.rows, colour)
                case .picture(let index):
                    for row in item.rows.clamped(to: band) {
                        colours.set(
                            plan.row(row, ofPicture: index), channels: plan.pictures[index].channels,
                            from: item.columns.lowerBound, row: row)
                    }
                }
            }
            stageEnded?(.compositing)
            try file.append(band: colours, isFiltered: plan.pictures.contains { $0.rows.overlaps(band) })
            stageEnded?(.compression)
        }
        return try file.finished()
    }

    private mutating func coverage(of number: Int32) throws(PNGError) -> Coverage? {
        do {
            return try glyphs.coverage(of: number)
        } catch {
            throw .font(error)
        }
    }
}

private func lumas(_ samples: [UInt8], channels: Int) -> [UInt8] {
    guard channels == 3 else { return samples }
    return stride(from: 0, to: samples.count, by: 3).map { place in
        UInt8(luma(of: Colour(red: samples[place], green: samples[place + 1], blue: samples[place + 2])))
    }
}
