private import FontAccess
private import Intake
private import MinutesModel
private import OrderedJSON
private import PagedModel
private import PDFOutput

/// Exports records one after another into one output folder; one worker's scratch, never shared by two.
///
/// A class, like `RenderEnvironment`: callers hold a reference, and the layout of the stages' values inside stays unknown to
/// them. As a structure it took the program down when only a stage was rebuilt (`docs/decisions/0008`).
public final class Exporter {
    /// What inputs hold.
    public enum Content: Sendable, Hashable { case articles, minutes }

    /// What is done of a batch.
    struct Scope: Sendable {
        var shard: Shard?
        /// Of the inputs to export; nil for all. The others are read, too: their names are theirs.
        var labels: Set<String>?
        /// Tells what would be done and writes nothing.
        var isDryRun = false

        func holds(label: String) -> Bool { labels?.contains(label) ?? true }
    }

    private let environment: RenderEnvironment
    private let options: ExportOptions
    private let content: Content
    private let register: RecordRegister
    private let scope: Scope
    private var turn = 0
    private var images: PageImages

    /// Makes the output folder where it is not there, and clears what a killed process left in it.
    public convenience init(
        _ content: Content, environment: RenderEnvironment, options: ExportOptions
    ) throws(ExportError) {
        try Self.prepareOutput(options)
        self.init(content, environment: environment, options: options, register: RecordRegister())
    }

    /// One of several workers over an output folder that was prepared.
    ///
    /// - Parameter spare: those of the workers for whom no record is left.
    init(
        _ content: Content, environment: RenderEnvironment, options: ExportOptions, register: RecordRegister,
        scope: Scope = Scope(), spare: SpareWorkers? = nil
    ) {
        self.scope = scope
        self.content = content
        self.environment = environment
        self.options = options
        self.register = register
        images = PageImages(environment, options, spare: spare)
    }

    static func prepareOutput(_ options: ExportOptions, shard: Shard? = nil) throws(ExportError) {
        do throws(FileError) {
            try makeFolders(options.outputFolder)
            try RecordFolder.clearAbandoned(in: options.outputFolder, shard: shard)
        } catch {
            throw .output(Message(notWritable: error))
        }
    }

    /// Exports one input.
    ///
    /// - Returns: what became of it; a record that cannot be exported is an outcome, and leaves nothing behind.
    /// - Throws: what would stop every other record too: `output`, `configuration`, `noFonts`.
    public func export(_ item: FoundInputs.Item) throws(ExportError) -> RecordOutcome {
        defer { turn += 1 }
        guard let record = try export(item, turn: turn, permit: RecordPermit()) else {
            preconditionFailure("no record is out of the scope of all")
        }
        if let folder = record.folder { try RecordFolder.publish([folder]) }
        return record.outcome
    }

    /// What became of a record, but that its folder is not put into place yet; without one where nothing was written.
    struct ExportedRecord {
        var outcome: RecordOutcome
        var folder: RecordFolder?
    }

    /// - Parameters:
    ///   - turn: the record's place in the input, which decides who gets a name that two want.
    ///   - permit: revoked where the record takes too long.
    /// - Returns: nil for a record that is out of the scope.
    func export(_ item: FoundInputs.Item, turn: Int, permit: RecordPermit) throws(ExportError) -> ExportedRecord? {
        defer { register.pass(turn) }
        let start = ContinuousClock.now
        var outcome = RecordOutcome(of: item)
        var folder: RecordFolder?
        // What cannot be read has no id: where it stands decides.
        let isOurs = scope.holds(label: outcome.label) && scope.shard?.holds(outcome.label) ?? true
        switch item {
        case .refused(_, let message):
            guard isOurs else { return nil }
            outcome.messages = [message]
        case .input(let input):
            do {
                guard try export(input, turn, permit, into: &outcome, &folder) else { return nil }
            } catch {
                guard case .record(let messages) = error else { throw error }
                if outcome.draftID == nil && !isOurs { return nil }
                folder = nil
                outcome.status = .failed
                outcome.pages = nil
                outcome.files = []
                outcome.messages += messages
            }
        }
        outcome.milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
        return ExportedRecord(outcome: outcome, folder: folder)
    }

    /// A record whose id is known.
    private enum Draft {
        case article(ArticleRecord)
        case minutes(UnderstoodRecord)

        var id: String {
            switch self {
            case .article(let record): record.id
            case .minutes(let record): record.minutes.id
            }
        }

        func pictureDigests(beside input: Input, _ limits: Limits) -> [String] {
            switch self {
            case .article(let record): digestsOfPictures(record.pictures.map(\.file), beside: input, limits)
            case .minutes(let record): record.pictures.map(\.sha256)
            }
        }
    }

    /// - Returns: false for a record that is out of the scope.
    private func export(
        _ input: Input, _ turn: Int, _ permit: RecordPermit, into outcome: inout RecordOutcome,
        _ folder: inout RecordFolder?
    ) throws(ExportError) -> Bool {
        let bytes = try input.read(limit: environment.limits.recordBytes)
        let digest = sha256(bytes)
        outcome.sourceSHA256 = digest
        let draft: Draft =
            switch content {
            case .articles: .article(try readArticle(input, bytes, limits: environment.limits))
            case .minutes: .minutes(try readMinutes(input, bytes, limits: environment.limits))
            }
        outcome.draftID = draft.id
        if let shard = scope.shard, !shard.holds(draft.id) { return false }
        guard let name = register.claim(id: draft.id, sha256: digest, turn: turn) else {
            throw .record([environment.limits.tooSlow(path: input.path)])
        }
        guard scope.holds(label: outcome.label) else { return false }
        outcome.id = name
        let basis = basis(
            of: input, bytes: bytes.count, sha256: digest,
            pictures: draft.pictureDigests(beside: input, environment.limits))
        let place = options.outputFolder + "/" + name
        if fileExists(place) {
            let found = FoundManifest(folder: place)
            if !options.force, let found, basis.equals(basisOf: found.json), found.isComplete(in: place) {
                outcome.status = .unchanged
                outcome.pages = found.pages
                outcome.files = found.files + [found.own]
                return true
            }
            try checkReplaceable(place, found, inputSHA256: digest, path: input.path)
        }
        if scope.isDryRun {
            outcome.status = .planned
            return true
        }
        let understood =
            switch draft {
            case .article(let record):
                try understand(record, input, bytes, sha256: digest, limits: environment.limits)
            case .minutes(let record): record
            }
        outcome.messages += understood.minutes.diagnostics.map {
            Message($0, path: input.path, places: understood.places)
        }
        try stopIfRevoked(permit, path: input.path)
        let paged = options.needsPages ? try environment.layOut(understood, path: input.path) : nil
        outcome.messages += (paged?.warnings ?? []).map { Message($0, path: input.path, places: understood.places) }
        try stopIfRevoked(permit, path: input.path)
        let source = SourceRecord(
            input, bytes, sha256: digest, isMinutes: content == .minutes, record: name)
        let written = try write(understood, paged, source, name: name, basis: basis, input.path, permit)
        folder = written.folder
        outcome.files = written.files
        outcome.pages = paged?.pages.count
        outcome.status = .exported
        return true
    }

    private func stopIfRevoked(_ permit: RecordPermit, path: String) throws(ExportError) {
        if permit.isRevoked { throw .record([environment.limits.tooSlow(path: path)]) }
    }

    /// An older folder gives way only where it is ours and nobody's work is lost with it.
    private func checkReplaceable(
        _ place: String, _ found: FoundManifest?, inputSHA256: String, path: String
    ) throws(ExportError) {
        guard let found else {
            throw .record([
                Message(
                    "output.foreign-folder", "\(place) is there and holds no manifest of ours, so it is left alone",
                    path: path, hints: ["-o names another output folder; or move that one away"])
            ])
        }
        guard !options.force else { return }
        for file in found.files where file.name == Manifest.minutesFileName {
            let digest = (try? readFile(place + "/" + file.name)).map { sha256($0) } ?? file.sha256
            let isRendered = found.isMadeFromMinutes && content == .articles
            guard isRendered || (digest != file.sha256 && digest != inputSHA256) else { continue }
            throw .record([
                Message(
                    "output.edited", "\(place)/\(file.name) was edited since it was exported", path: path,
                    hints: [
                        "`jiyao render \(place)/\(file.name) -o \(options.outputFolder)` makes the pages from the edits",
                        "--force exports again and loses them",
                    ])
            ])
        }
    }

    private func basis(
        of input: Input, bytes: Int, sha256 digest: String, pictures: [String]
    ) -> Manifest.Basis {
        Manifest.Basis(
            version: jiyaoVersion, sourceName: input.name,
            sourceFormat: content == .minutes ? Manifest.minutesFormat : input.format.rawValue, sourceBytes: bytes,
            sourceSHA256: digest, template: options.template, templateSHA256: environment.templateSHA256,
            fontIndexSHA256: environment.fontIndexSHA256, formats: options.orderedFormats.map(\.rawValue),
            dpi: options.dpi, imageColour: options.imageColour.rawValue, fieldsSHA256: input.fields?.sha256,
            pdf: options.archivePart == .a2 ? nil : options.archivePart.rawValue,
            pages: options.pages?.description,
            compression: options.compression == .default ? nil : options.compression.rawValue,
            date: options.date?.text, keepsSource: options.keepsSource, picturesSHA256: pictures)
    }

    /// Writes the files in the order of the formats, then the manifest.
    /// - Returns: a finished folder, which may be put into place, and its files, the manifest last.
    private func write(
        _ understood: UnderstoodRecord, _ paged: PagedDocument?, _ source: SourceRecord, name: String,
        basis: Manifest.Basis, _ path: String, _ permit: RecordPermit
    ) throws(ExportError) -> (folder: RecordFolder, files: [Manifest.File]) {
        let folder = try RecordFolder(output: options.outputFolder, name: name, shard: scope.shard)
        let minutes = understood.minutesBesidePictures
        if options.keepsSource { try folder.write("source." + splitSuffix(source.name).suffix, source.bytes) }
        for format in options.orderedFormats {
            switch format {
            case .json:
                try folder.write(Manifest.minutesFileName, minutes.jsonBytes())
                for (index, file) in understood.pictures.enumerated() {
                    try folder.write(file.name(number: index + 1), file.bytes)
                }
            case .pdf:
                guard let paged else { continue }
                try folder.write("minutes.pdf", pdf(paged, minutes, source, name: name, path: path))
                for (document, pages) in try environment.layOutSeparately(understood, path: path) {
                    try stopIfRevoked(permit, path: path)
                    try folder.write(
                        document + ".pdf", pdf(pages, minutes, source, name: "\(name)/\(document)", path: path))
                }
            case .png, .sheet:
                guard let paged else { continue }
                try images.make(
                    format, of: paged, sourceSHA256: minutes.record?.sha256 ?? source.sha256, path: path
                ) { (image) throws(ExportError) in
                    try stopIfRevoked(permit, path: path)
                    try folder.write(image.name, image.bytes)
                }
            }
        }
        let manifest = Manifest(
            record: name, basis: basis, fonts: fonts(of: paged?.faces ?? []), pages: paged?.pages.count,
            files: folder.files)
        let bytes = manifest.bytes
        guard permit.mayPublish() else { throw .record([environment.limits.tooSlow(path: path)]) }
        try folder.finish(manifest: bytes)
        let own = Manifest.File(name: Manifest.fileName, bytes: bytes.count, sha256: sha256(bytes))
        return (folder, folder.files + [own])
    }

    private func pdf(
        _ paged: PagedDocument, _ minutes: Minutes, _ source: SourceRecord, name: String, path: String
    ) throws(ExportError) -> PDFFile {
        var metadata = PDFMetadata(
            describing: minutes, title: paged.title, name: name, template: options.template,
            sourceSHA256: source.sha256)
        metadata.date = options.date.flatMap { date in
            PDFDate(
                year: date.year, month: date.month, day: date.day, hour: date.hour, minute: date.minute,
                second: date.second)
        }
        var attachments: [Attachment] = []
        if options.archivePart == .a3 {
            metadata.part = .a3
            attachments = attached(minutes, source)
        }
        let file: PDFFile
        do {
            file = try writePDF(
                paged, library: environment.library, metadata: metadata, attachments: attachments,
                compression: Compression(options.compression), descriptions: environment.descriptions)
        } catch {
            throw ExportError(error, path: path, fonts: environment.library.folder)
        }
        if options.verifiesPDF {
            let check = try check(file.bytes, path: path)
            guard !check.hasFailed else { throw .record(check.messages) }
        }
        return file
    }

    /// The record the minutes were made from, and the minutes as data where they are not the record itself.
    private func attached(_ minutes: Minutes, _ source: SourceRecord) -> [Attachment] {
        let record = Attachment(
            name: source.name, mediaType: source.mediaType, relationship: .source, description: "来源稿",
            bytes: source.bytes)
        guard content == .articles else { return [record] }
        let name = record.name == Manifest.minutesFileName ? "extracted-\(record.name)" : Manifest.minutesFileName
        return [
            record,
            Attachment(
                name: name, mediaType: "application/json", relationship: .data, description: "纪要数据",
                bytes: minutes.jsonBytes()),
        ]
    }

    private func fonts(of names: [String]) -> [Manifest.Font] {
        let faces = environment.library.index.faces
        return names.compactMap { name in
            faces.first { $0.name == name }.map { face in
                Manifest.Font(
                    name: face.name, family: face.family, style: face.style, version: face.version,
                    sha256: face.sha256)
            }
        }
    }
}

extension UnderstoodRecord {
    /// The minutes as they stand in a record's folder, with copies of the pictures beside them.
    fileprivate var minutesBesidePictures: Minutes {
        var minutes = minutes
        for (index, file) in pictures.enumerated() {
            let name = file.name(number: index + 1)
            if minutes.photographs[index].named == nil, minutes.photographs[index].file != name {
                minutes.photographs[index].named = minutes.photographs[index].file
            }
            minutes.photographs[index].file = name
        }
        return minutes
    }
}

extension Compression {
    fileprivate init(_ choice: ExportOptions.Compression) {
        switch choice {
        case .default: self = .default
        case .fast: self = .fast
        case .small: self = .small
        }
    }
}
