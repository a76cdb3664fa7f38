import Glibc
import MinutesExport

/// What `export` and `render` are asked to do, whoever read the arguments; the defaults are those of the command.
struct OutputRequest {
    var output = "output"
    var formats = ExportOptions.Format.usual
    var template = "gbt9704-minutes"
    var dpi = 200
    var color = ExportOptions.ImageColour.auto
    var pages: PageSelection?
    var archivePart = ExportOptions.ArchivePart.a2
    var compression = ExportOptions.Compression.default
    var verify = false
    var force = false
    /// Nil for as many as there are cores.
    var jobs: Int?
    var failFast = false
    var onlyFailed = false
    var shard: Shard?
    var dryRun = false
    var date: ExportDate?
    var bag = false
    var quiet = false
    var progress = ProgressKind.auto
    var report: String?
    var limits = Limits()
    var fonts: String?
    var templates: String?
    var settings: String?

    /// One image instead of a folder.
    var isToStandardOutput: Bool { output == "-" }

    /// Where the records' folders stand.
    var recordsFolder: String { bag ? output + "/" + BagLayout.payload : output }

    /// Without `--date`, the date that `SOURCE_DATE_EPOCH` gives (reproducible-builds.org).
    private var dateOrEpoch: ExportDate? {
        get throws {
            if let date { return date }
            guard let value = getenv("SOURCE_DATE_EPOCH") else { return nil }
            let text = String(cString: value)
            guard let seconds = Int(text), let date = ExportDate(secondsSince1970: seconds) else {
                throw ExportError.configuration(
                    Message("date.bad-epoch", "SOURCE_DATE_EPOCH is no number of seconds since 1970: \(text)"))
            }
            return date
        }
    }

    var exportOptions: ExportOptions {
        get throws {
            ExportOptions(
                outputFolder: recordsFolder, formats: bag ? formats.union([.json]) : formats,
                template: template, dpi: dpi, imageColour: color, pages: pages, force: force,
                archivePart: archivePart, verifiesPDF: verify, compression: compression, date: try dateOrEpoch,
                keepsSource: bag,
                journalFolder: bag ? output : nil)
        }
    }

    func environment() throws(ExportError) -> RenderEnvironment {
        try RenderEnvironment(
            fonts: fonts ?? Resource.fonts.locate(), templates: Resource.templates.locate(), ownTemplates: templates,
            settings: settings, template: template, limits: limits)
    }
}

extension ExportOptions.Format {
    /// `pdf,png,json`; nil where a word is no format.
    static func list(_ text: String) -> Set<Self>? {
        var formats: Set<Self> = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let format = Self(rawValue: String(word)) else { return nil }
            formats.insert(format)
        }
        return formats
    }
}
