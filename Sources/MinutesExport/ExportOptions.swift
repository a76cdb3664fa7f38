/// What is written for each record, and where.
public struct ExportOptions: Sendable, Hashable {
    /// In the order in which the files are made.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        case json, pdf
        /// An image of each page.
        case png
        /// Contact sheets: small images of up to 40 pages on one.
        case sheet

        /// What is written where nothing else is asked for.
        public static let usual: Set<Format> = [.json, .pdf, .png]
    }

    /// Colour of page images; the PDF keeps the document's own colours.
    public enum ImageColour: String, Sendable, Hashable, CaseIterable {
        case gray, mono, rgb
        /// The smallest form that is exact: grays for pages without colour, a palette or 24 bits for others.
        case auto
    }

    /// Part of ISO 19005 a PDF follows, always at level A and with PDF/UA-1.
    public enum ArchivePart: String, Sendable, Hashable, CaseIterable {
        case a2
        /// Holds the source record and the Minutes JSON as associated files.
        case a3
    }

    /// How hard a PDF's streams are compressed; each choice gives the same bytes every time.
    public enum Compression: String, Sendable, Hashable, CaseIterable {
        /// Outlines of glyphs without a search for repetition, everything else well.
        case `default`
        /// The least time: 0.2 % larger.
        case fast
        /// The fewest bytes: 5 % smaller, and many times the time.
        case small
    }

    public var outputFolder: String
    public var formats: Set<Format>
    public var template: String
    /// Of page images, in `dpiRange`.
    public var dpi: Int
    public var imageColour: ImageColour
    /// Pages of which images are made; nil for all. The PDF has them all.
    public var pages: PageSelection?
    /// Exports a record again although its folder is up to date or was edited by hand.
    public var force: Bool
    public var archivePart: ArchivePart
    /// Reads each PDF back and fails the record where a clause is broken.
    public var verifiesPDF: Bool
    public var compression: Compression
    /// What files say they were made at; nil leaves it out.
    public var date: ExportDate?
    /// Puts the record as it was read beside what was made of it.
    public var keepsSource: Bool
    /// Where the journal of a batch stands; nil is the output folder.
    public var journalFolder: String?

    public init(
        outputFolder: String = "output", formats: Set<Format> = Format.usual,
        template: String = "gbt9704-minutes", dpi: Int = 200, imageColour: ImageColour = .auto,
        pages: PageSelection? = nil, force: Bool = false, archivePart: ArchivePart = .a2, verifiesPDF: Bool = false,
        compression: Compression = .default, date: ExportDate? = nil, keepsSource: Bool = false,
        journalFolder: String? = nil
    ) {
        self.outputFolder = outputFolder
        self.formats = formats
        self.template = template
        self.dpi = dpi
        self.imageColour = imageColour
        self.pages = pages
        self.force = force
        self.archivePart = archivePart
        self.verifiesPDF = verifiesPDF
        self.compression = compression
        self.date = date
        self.keepsSource = keepsSource
        self.journalFolder = journalFolder
    }

    public static let dpiRange = 72...1_200

    /// The formats in the order of their cases: never the order of the set.
    var orderedFormats: [Format] { Format.allCases.filter(formats.contains) }
    var needsPages: Bool { formats != [.json] }
}
