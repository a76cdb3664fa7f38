private import FontAccess
private import MinutesModel
internal import PagedModel
private import PNGOutput

/// Images of a document's pages; one worker's scratch, for any number of documents.
struct PageImages: ~Copyable {
    struct Image {
        /// `page-001.png`, `sheet-001.png`; four digits from a thousand on.
        var name: String
        var bytes: [UInt8]
    }

    private let environment: RenderEnvironment
    private let options: ExportOptions
    private let spare: SpareWorkers?
    private var renderer: PageRenderer

    /// Pages for which another worker is called: with fewer it draws the same glyphs again for little.
    private static let pagesWorthAWorker = 16

    /// - Parameter spare: workers that may draw pages of a long document beside this one; the bytes are the same.
    init(_ environment: RenderEnvironment, _ options: ExportOptions, spare: SpareWorkers? = nil) {
        self.environment = environment
        self.options = options
        self.spare = spare
        renderer = PageRenderer(library: environment.library)
    }

    /// Makes the images of the pages selected, or the contact sheets of them, and hands them over in order. Few wait to be taken.
    mutating func make(
        _ format: ExportOptions.Format, of paged: PagedDocument, sourceSHA256: String, path: String,
        _ take: (Image) throws(ExportError) -> Void
    ) throws(ExportError) {
        let pages = try selected(of: paged, path: path)
        let drawing = Drawing(
            paged: paged, options: PNGOptions(dpi: options.dpi, color: colour),
            metadata: PNGMetadata(software: "Jiyao \(jiyaoVersion)", sourceSHA256: sourceSHA256), path: path,
            fonts: environment.library.folder)
        guard format == .sheet else { return try draw(pages, drawing, take) }
        for start in stride(from: 0, to: pages.count, by: ContactSheet.capacity) {
            let part = Array(pages[start..<min(start + ContactSheet.capacity, pages.count)])
            let number = start / ContactSheet.capacity + 1
            try take(Image(name: "sheet-\(padded(number)).png", bytes: drawing.sheet(of: part, with: &renderer)))
        }
    }

    private mutating func draw(
        _ pages: [Int], _ drawing: Drawing, _ take: (Image) throws(ExportError) -> Void
    ) throws(ExportError) {
        let shared = SharedPages(count: pages.count)
        defer { shared.stop() }
        var taken = 0
        while let step = shared.step() {
            switch step {
            case .take(let image):
                try take(Image(name: "page-\(padded(pages[taken] + 1)).png", bytes: image.get()))
                taken += 1
            case .draw(let place):
                callWorker(pages, from: place, drawing, shared)
                shared.handOver(drawing.page(pages[place], with: &renderer), place: place)
            }
        }
    }

    /// Lets a spare worker draw pages where there is one and enough are left.
    private func callWorker(_ pages: [Int], from place: Int, _ drawing: Drawing, _ shared: SharedPages) {
        guard let spare, pages.count - place >= Self.pagesWorthAWorker, spare.take() else { return }
        let library = environment.library
        let hasBegun = startThread {
            var renderer = PageRenderer(library: library)
            while let place = shared.claim() {
                shared.handOver(drawing.page(pages[place], with: &renderer), place: place)
            }
            spare.add()
        }
        if !hasBegun { spare.add() }
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

/// What is drawn of a document, and how: the same for every worker.
private struct Drawing: Sendable {
    var paged: PagedDocument
    var options: PNGOptions
    var metadata: PNGMetadata
    /// Of the record, for messages.
    var path: String
    /// Folder, for messages.
    var fonts: String

    func page(_ page: Int, with renderer: inout PageRenderer) -> Result<[UInt8], ExportError> {
        do {
            return .success(try renderer.writePNG(page: page, of: paged, options: options, metadata: metadata))
        } catch {
            return .failure(ExportError(error, path: path, fonts: fonts))
        }
    }

    func sheet(of pages: [Int], with renderer: inout PageRenderer) throws(ExportError) -> [UInt8] {
        do {
            return try renderer.writeSheet(of: pages, in: paged, options: options, metadata: metadata)
        } catch {
            throw ExportError(error, path: path, fonts: fonts)
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
