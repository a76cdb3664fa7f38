private import FontAccess
private import MinutesModel
internal import PagedModel
private import PNGOutput

/// Images of a document's pages, made one at a time; one worker's scratch, for any number of documents.
struct PageImages: ~Copyable {
    struct Image {
        /// `page-001.png`, `sheet-001.png`; four digits from a thousand on.
        var name: String
        var bytes: [UInt8]
    }

    private let environment: RenderEnvironment
    private let options: ExportOptions
    private var renderer: PageRenderer

    init(_ environment: RenderEnvironment, _ options: ExportOptions) {
        self.environment = environment
        self.options = options
        renderer = PageRenderer(library: environment.library)
    }

    /// Makes the images of the pages selected, or the contact sheets of them, and hands each over before the next.
    mutating func make(
        _ format: ExportOptions.Format, of paged: PagedDocument, sourceSHA256: String, path: String,
        _ take: (Image) throws(ExportError) -> Void
    ) throws(ExportError) {
        let pages = try selected(of: paged, path: path)
        let settings = Settings(
            options: PNGOptions(dpi: options.dpi, color: colour),
            metadata: PNGMetadata(software: "Jiyao \(jiyaoVersion)", sourceSHA256: sourceSHA256), path: path)
        guard format == .sheet else {
            for page in pages {
                try take(Image(name: "page-\(padded(page + 1)).png", bytes: draw(page, of: paged, settings)))
            }
            return
        }
        for start in stride(from: 0, to: pages.count, by: ContactSheet.capacity) {
            let part = Array(pages[start..<min(start + ContactSheet.capacity, pages.count)])
            let number = start / ContactSheet.capacity + 1
            try take(Image(name: "sheet-\(padded(number)).png", bytes: drawSheet(of: part, in: paged, settings)))
        }
    }

    private struct Settings {
        var options: PNGOptions
        var metadata: PNGMetadata
        /// Of the record, for messages.
        var path: String
    }

    private mutating func draw(
        _ page: Int, of paged: PagedDocument, _ settings: Settings
    ) throws(ExportError) -> [UInt8] {
        do {
            return try renderer.writePNG(
                page: page, of: paged, options: settings.options, metadata: settings.metadata)
        } catch {
            throw ExportError(error, path: settings.path, fonts: environment.library.folder)
        }
    }

    private mutating func drawSheet(
        of pages: [Int], in paged: PagedDocument, _ settings: Settings
    ) throws(ExportError) -> [UInt8] {
        do {
            return try renderer.writeSheet(
                of: pages, in: paged, options: settings.options, metadata: settings.metadata)
        } catch {
            throw ExportError(error, path: settings.path, fonts: environment.library.folder)
        }
    }

    /// From 0.
    private func selected(of paged: PagedDocument, path: String) throws(ExportError) -> [Int] {
        guard let selection = options.pages else { return Array(paged.pages.indices) }
        let pages = paged.pages.indices.filter { selection.contains($0 + 1) }
        guard !pages.isEmpty else {
            throw .record([
                Message(
                    "png.no-such-page", "there is no page \(selection): the record has \(paged.pages.count)",
                    path: path, hints: ["--pages counts from 1"])
            ])
        }
        return pages
    }

    private var colour: PNGOptions.Color {
        switch options.imageColour {
        case .gray: .gray
        case .mono: .mono
        case .rgb: .rgb
        case .auto: .auto
        }
    }
}

private func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
}

/// The image of one page of one input: `-o -`.
///
/// A JSON input whose `schema` is that of minutes is rendered as it is; everything else is read as an article or record.
/// - Returns: the file, and what a person should know about the record.
public func onePageImage(
    of input: Input, environment: RenderEnvironment, options: ExportOptions
) throws(ExportError) -> (bytes: [UInt8], warnings: [Message]) {
    let understood = try understandAny(input, limits: environment.limits)
    let paged = try environment.layOut(understood, path: input.path)
    var images = PageImages(environment, options)
    var made: [[UInt8]] = []
    let digest = understood.minutes.record?.sha256 ?? ""
    for format in options.orderedFormats {
        try images.make(format, of: paged, sourceSHA256: digest, path: input.path) { (image) throws(ExportError) in
            made.append(image.bytes)
            guard made.count == 1 else {
                throw .record([
                    Message(
                        "png.many-pages", "the record has several pages, and standard output takes one image",
                        path: input.path, hints: ["--pages 1 selects the first page", "-o names an output folder"])
                ])
            }
        }
    }
    let warnings =
        understood.minutes.diagnostics.map { Message($0, path: input.path, places: understood.places) }
        + paged.warnings.map { Message($0, path: input.path, places: understood.places) }
    return (made.first ?? [], warnings)
}
