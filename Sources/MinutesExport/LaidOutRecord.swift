private import FontAccess
private import MinutesModel
private import PagedModel
private import PDFOutput
private import PNGOutput
private import Templating

/// The pages of one record, ready to be written as PDF or drawn; made and kept in memory only.
///
/// A class for the reason that `Exporter` is one.
public final class LaidOutRecord: Sendable {
    private let minutes: Minutes
    private let paged: PagedDocument
    private let environment: RenderEnvironment
    private let path: String
    private let sourceSHA256: String
    /// What understanding and layout had to say, in this order.
    public let warnings: [Message]

    /// Lays out one input in the environment's template. Cost: the stages up to layout, some milliseconds a page.
    ///
    /// A JSON input whose `schema` is that of minutes is laid out as it is; everything else is read as an article or record.
    public init(_ input: Input, environment: RenderEnvironment) throws(ExportError) {
        let understood = try understandAny(input, limits: environment.limits)
        paged = try environment.layOut(understood, path: input.path)
        minutes = understood.minutes
        self.environment = environment
        path = input.path
        sourceSHA256 = sha256(understood.file)
        warnings = (minutes.diagnostics + paged.warnings).map {
            Message($0, path: input.path, places: understood.places)
        }
    }

    /// The record's id, safe as a file's stem.
    public var id: String { minutes.id }
    public var pages: Int { paged.pages.count }
    /// `minutes.json`, UTF-8 with a final newline.
    public var json: [UInt8] { minutes.jsonBytes() }

    /// The bytes that `jiyao export --pdf a2` writes as `minutes.pdf`.
    public func pdf() throws(ExportError) -> [UInt8] {
        let metadata = PDFMetadata(
            describing: minutes, title: paged.title, name: minutes.id, template: environment.template.name,
            sourceSHA256: sourceSHA256)
        do {
            return try writePDF(
                paged, library: environment.library, metadata: metadata, descriptions: environment.descriptions
            ).bytes
        } catch {
            throw ExportError(error, path: path, fonts: environment.library.folder)
        }
    }

    fileprivate func png(
        page: Int, dpi: Int, with renderer: inout PageRenderer
    ) throws(ExportError) -> [UInt8] {
        do {
            return try renderer.writePNG(page: page, of: paged, options: PNGOptions(dpi: dpi, color: .auto))
        } catch {
            throw ExportError(error, path: path, fonts: environment.library.folder)
        }
    }
}

/// Draws pages; keeps glyphs and memory from page to page: one a worker, never shared by two.
public final class PageDrawing {
    private var renderer: PageRenderer

    /// - Parameter environment: any of those that share the font folder of the records to be drawn.
    public init(environment: RenderEnvironment) { renderer = PageRenderer(library: environment.library) }

    /// - Parameters:
    ///   - page: from 0, below the record's `pages`.
    ///   - dpi: in `ExportOptions.dpiRange`.
    public func png(page: Int, of record: LaidOutRecord, dpi: Int) throws(ExportError) -> [UInt8] {
        try record.png(page: page, dpi: dpi, with: &renderer)
    }
}

/// Reads Minutes JSON and throws what is wrong with it, as `jiyao render` would.
public func checkMinutes(_ input: Input, limits: Limits = Limits()) throws(ExportError) {
    _ = try readMinutes(input, try input.read(limit: limits.recordBytes), limits: limits)
}
