public import ArgumentParser
public import MinutesExport

extension Shard: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
extension ExportDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
extension InputFormat: ExpressibleByArgument {}
extension ExportOptions.ImageColour: ExpressibleByArgument {}
extension ExportOptions.ArchivePart: ExpressibleByArgument {}
extension ExportOptions.Compression: ExpressibleByArgument {}

extension PageSelection: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
    public var defaultValueDescription: String { description }
}

/// How inputs are read.
struct SourceOptions: ParsableArguments {
    @Option(help: "Read every input as text, markdown, html, json or jsonl, whatever its name.")
    var inputFormat: InputFormat?

    @OptionGroup var lists: ListOption

    @Option(help: "A JSON file that says where JSON records have their fields.")
    var fields: String?

    func find(_ inputs: [String]) throws(ExportError) -> FoundInputs {
        var mapping: RecordFields?
        if let fields { mapping = try RecordFields(path: fields) }
        return findInputs(inputs, lists: lists.fromList, format: inputFormat, fields: mapping)
    }
}

struct ListOption: ParsableArguments {
    @Option(help: "A file with the path of an input on each line; - is standard input. May be repeated.")
    var fromList: [String] = []

    /// At least one input must be named, directly or by a list.
    func require(_ inputs: [String]) throws {
        if inputs.isEmpty && fromList.isEmpty { throw ValidationError("Missing expected argument '<inputs> ...'") }
    }
}

/// Where the program finds what it brings along.
struct ResourceOptions: ParsableArguments {
    @Option(help: "Font folder with an index.tsv. Default: Fonts/ here, else beside or above the program.")
    var fonts: String?

    @OptionGroup var ownTemplates: TemplateOption

    var fontFolder: String { fonts ?? Resource.fonts.locate() }

    /// Faces, template and limits, ready for any number of records.
    func environment(_ template: String, _ limits: LimitOptions) throws(ExportError) -> RenderEnvironment {
        try RenderEnvironment(
            fonts: fontFolder, templates: Resource.templates.locate(), ownTemplates: ownTemplates.templates,
            settings: ownTemplates.settings, template: template, limits: limits.limits)
    }
}

struct LimitOptions: ParsableArguments {
    @Option(help: "Bytes a record may have.")
    var maxBytes = Limits().recordBytes

    @Option(help: "Pages a record may have.")
    var maxPages = Limits().pages

    @Option(help: "Seconds a record may take in a batch.")
    var maxSeconds = Limits().seconds

    func validate() throws {
        guard maxBytes > 0, maxBytes < 1 << 31 else { throw ValidationError("--max-bytes must be 1…2147483647") }
        guard maxPages > 0 else { throw ValidationError("--max-pages must be at least 1") }
        guard (1...86_400).contains(maxSeconds) else { throw ValidationError("--max-seconds must be 1…86400") }
    }

    var limits: Limits { Limits(recordBytes: maxBytes, pages: maxPages, seconds: maxSeconds) }
}

/// `pdf,png,json`
struct FormatList: ExpressibleByArgument {
    var formats: Set<ExportOptions.Format>

    init(formats: Set<ExportOptions.Format>) { self.formats = formats }

    init?(argument: String) {
        guard let formats = ExportOptions.Format.list(argument) else { return nil }
        self.formats = formats
    }

    var defaultValueDescription: String { "pdf,png,json" }
}

/// Options of `export` and `render`.
struct OutputOptions: ParsableArguments {
    @Option(
        name: [.short, .customLong("output")],
        help: "Output folder, or - for the image of one page on standard output.")
    var output = OutputRequest().output

    @Option(
        help: "What to write: pdf, png, sheet (small images of all pages) and json, separated by commas.")
    var format = FormatList(formats: OutputRequest().formats)

    @Option(help: "Name of the template.")
    var template = OutputRequest().template

    @Option(help: "Resolution of page images, 72…1200.")
    var dpi = OutputRequest().dpi

    @Option(help: "Colour of page images: gray, mono, rgb, or auto: the smallest file that keeps all colours.")
    var color = OutputRequest().color

    @Option(help: "Pages to make images of: 1-3,5 or 8- for all from the eighth. The PDF has them all.")
    var pages: PageSelection?

    @Option(
        name: .customLong("pdf"),
        help: "PDF/A-2a, or PDF/A-3a with the source record and minutes.json inside: a2 or a3.")
    var archivePart = OutputRequest().archivePart

    @Option(help: "Of the PDF: default; fast, in the least time; small, in the fewest bytes.")
    var compression = OutputRequest().compression

    @Flag(help: "Read each PDF back and fail the record where a clause of PDF/A or PDF/UA is broken.")
    var verify = false

    @Flag(help: "Export records again that are up to date, or whose minutes.json was edited.")
    var force = false

    @Option(help: "Records exported at the same time. Default: as many as there are cores.")
    var jobs: Int?

    @Flag(help: "Stop at the first record that fails.")
    var failFast = false

    @Flag(help: "Export only records that failed when they were exported last.")
    var onlyFailed = false

    @Option(help: "Export part i of n, as 2/4: which one a record belongs to is decided by its id.")
    var shard: Shard?

    @Flag(help: "Tell what would be done, and write nothing.")
    var dryRun = false

    @Option(
        help:
            "What files say they were made at, 2031-03-15 or 2031-03-15T09:30:00Z. Default: SOURCE_DATE_EPOCH, else no date."
    )
    var date: ExportDate?

    @Flag(
        help:
            "Make the output folder a bag (BagIt, RFC 8493): records with their sources in data/, manifests around them."
    )
    var bag = false

    @Flag(help: "Print errors only.")
    var quiet = false

    @Option(help: "How to tell how far it is: auto, plain, json or none.")
    var progress = OutputRequest().progress

    @Option(
        help: "Write a report to this file: a line for each record, of CSV where the name ends in .csv, else of JSON.")
    var report: String?

    @OptionGroup var limits: LimitOptions
    @OptionGroup var resources: ResourceOptions

    func validate() throws {
        guard ExportOptions.dpiRange.contains(dpi) else { throw ValidationError("--dpi must be 72…1200") }
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs must be 1…256") }
        guard !output.isEmpty else { throw ValidationError("-o needs the name of a folder") }
        guard output != "-" || format.formats == [.png] || format.formats == [.sheet] else {
            throw ValidationError("-o - writes one image: give --format png, with --pages N, or --format sheet")
        }
    }

    var request: OutputRequest {
        var request = OutputRequest()
        request.output = output
        request.formats = format.formats
        request.template = template
        request.dpi = dpi
        request.color = color
        request.pages = pages
        request.archivePart = archivePart
        request.compression = compression
        request.verify = verify
        request.force = force
        request.jobs = jobs
        request.failFast = failFast
        request.onlyFailed = onlyFailed
        request.shard = shard
        request.dryRun = dryRun
        request.date = date
        request.bag = bag
        request.quiet = quiet
        request.progress = progress
        request.report = report
        request.limits = limits.limits
        request.fonts = resources.fonts
        request.templates = resources.ownTemplates.templates
        request.settings = resources.ownTemplates.settings
        return request
    }
}
