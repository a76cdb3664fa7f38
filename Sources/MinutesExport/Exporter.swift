private import FontAccess
private import Intake
private import MinutesModel
private import OrderedJSON
private import PagedModel
private import PDFOutput
private import PNGOutput

/// Exports records one after another into one output folder; one worker's scratch, never shared by two.
///
/// A class, like `RenderEnvironment`: callers hold a reference, and the layout of the stages' values inside stays unknown to
/// them. As a structure it took the program down when only a stage was rebuilt (`docs/decisions/0008`).
public final class Exporter {
    /// What inputs hold.
    public enum Content: Sendable, Hashable { case articles, minutes }

    private let environment: RenderEnvironment
    private let options: ExportOptions
    private let content: Content
    private var names = RecordNames()
    private var renderer: PageRenderer

    /// Makes the output folder where it is not there, and clears what a killed process left in it.
    public init(
        _ content: Content, environment: RenderEnvironment, options: ExportOptions
    ) throws(ExportError) {
        self.content = content
        self.environment = environment
        self.options = options
        renderer = PageRenderer(library: environment.library)
        do throws(FileError) {
            try makeFolders(options.outputFolder)
            try RecordFolder.clearAbandoned(in: options.outputFolder)
        } catch {
            throw .output(Message(notWritable: error))
        }
    }

    /// Exports one input.
    ///
    /// - Returns: what became of it; a record that cannot be exported is an outcome, and leaves nothing behind.
    /// - Throws: what would stop every other record too: `output`, `configuration`, `noFonts`.
    public func export(_ item: FoundInputs.Item) throws(ExportError) -> RecordOutcome {
        let start = ContinuousClock.now
        var outcome: RecordOutcome
        switch item {
        case .refused(let path, let message):
            outcome = RecordOutcome(input: path, id: stemName(path), status: .failed, messages: [message])
        case .input(let input):
            outcome = RecordOutcome(input: input.path, id: stemName(input.name), status: .failed)
            do {
                try export(input, into: &outcome)
            } catch {
                guard case .record(let messages) = error else { throw error }
                outcome.status = .failed
                outcome.pages = nil
                outcome.files = []
                outcome.messages += messages
            }
        }
        outcome.milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
        return outcome
    }

    private func export(_ input: Input, into outcome: inout RecordOutcome) throws(ExportError) {
        let bytes = try input.read(limit: environment.limits.recordBytes)
        let understood =
            switch content {
            case .articles: try understand(input, bytes, limits: environment.limits)
            case .minutes: try readMinutes(input, bytes, limits: environment.limits)
            }
        let digest = sha256(bytes)
        let name = names.claim(id: understood.minutes.id, sha256: digest)
        outcome.id = name
        let basis = basis(
            of: input, bytes: bytes.count, sha256: digest, pictures: understood.pictures.map(\.sha256))
        let place = options.outputFolder + "/" + name
        if fileExists(place) {
            let found = FoundManifest(folder: place)
            if !options.force, let found, basis.equals(basisOf: found.json), found.isComplete(in: place) {
                outcome.status = .unchanged
                outcome.pages = found.pages
                outcome.files = found.files.map(\.name) + [Manifest.fileName]
                return
            }
            try checkReplaceable(place, found, inputSHA256: digest, path: input.path)
        }
        outcome.messages += understood.minutes.diagnostics.map {
            Message($0, path: input.path, places: understood.places)
        }
        let paged = options.needsPages ? try environment.layOut(understood, path: input.path) : nil
        outcome.messages += (paged?.warnings ?? []).map { Message($0, path: input.path, places: understood.places) }
        let source = SourceRecord(
            input, bytes, sha256: digest, isMinutes: content == .minutes, record: name)
        outcome.files = try write(understood, paged, source, name: name, basis: basis, path: input.path)
        outcome.pages = paged?.pages.count
        outcome.status = .exported
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
            pdf: options.archivePart == .a2 ? nil : options.archivePart.rawValue, picturesSHA256: pictures)
    }

    /// Writes the files in the order of the formats, then the manifest.
    /// - Returns: names of the files, the manifest last.
    private func write(
        _ understood: UnderstoodRecord, _ paged: PagedDocument?, _ source: SourceRecord, name: String,
        basis: Manifest.Basis, path: String
    ) throws(ExportError) -> [String] {
        var folder = try RecordFolder(output: options.outputFolder, name: name)
        let minutes = understood.minutesBesidePictures
        for format in options.orderedFormats {
            switch format {
            case .json:
                try folder.write(Manifest.minutesFileName, minutes.jsonBytes())
                for (index, file) in understood.pictures.enumerated() {
                    try folder.write(file.name(number: index + 1), file.bytes)
                }
            case .pdf:
                guard let paged else { continue }
                try folder.write("minutes.pdf", try pdf(paged, minutes, source, name: name, path: path))
                for (document, pages) in try environment.layOutSeparately(understood, path: path) {
                    try folder.write(
                        document + ".pdf", try pdf(pages, minutes, source, name: "\(name)/\(document)", path: path))
                }
            case .png:
                guard let paged else { continue }
                for page in paged.pages.indices {
                    try folder.write(imageName(page: page), try image(of: page, in: paged, path: path))
                }
            }
        }
        let manifest = Manifest(
            record: name, basis: basis, fonts: fonts(of: paged?.faces ?? []), pages: paged?.pages.count,
            files: folder.files)
        try folder.publish(manifest: manifest.json.prettyBytes())
        return folder.files.map(\.name) + [Manifest.fileName]
    }

    private func pdf(
        _ paged: PagedDocument, _ minutes: Minutes, _ source: SourceRecord, name: String, path: String
    ) throws(ExportError) -> [UInt8] {
        let program = "Jiyao \(jiyaoVersion)"
        var metadata = PDFMetadata(creator: program, producer: program)
        metadata.author = minutes.organisation?.value
        metadata.identifier = name
        metadata.source = "urn:sha256:\(minutes.record?.sha256 ?? source.sha256)"
        var attachments: [Attachment] = []
        if options.archivePart == .a3 {
            metadata.part = .a3
            attachments = attached(minutes, source)
        }
        let bytes: [UInt8]
        do {
            bytes = try writePDF(
                paged, library: environment.library, metadata: metadata, attachments: attachments,
                descriptions: environment.descriptions)
        } catch {
            throw ExportError(error, path: path, fonts: environment.library.folder)
        }
        if options.verifiesPDF {
            let check = try check(bytes, path: path)
            guard !check.hasFailed else { throw .record(check.messages) }
        }
        return bytes
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

    private func image(of page: Int, in paged: PagedDocument, path: String) throws(ExportError) -> [UInt8] {
        let colour: PNGOptions.Color =
            switch options.imageColour {
            case .gray: .gray
            case .mono: .mono
            case .rgb: .rgb
            case .auto: .auto
            }
        do {
            return try renderer.writePNG(
                page: page, of: paged, options: PNGOptions(dpi: options.dpi, color: colour))
        } catch {
            throw ExportError(error, path: path, fonts: environment.library.folder)
        }
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

/// `page-001.png`; four digits where a record has a thousand pages.
private func imageName(page: Int) -> String {
    let number = String(page + 1)
    return "page-" + String(repeating: "0", count: max(0, 3 - number.count)) + number + ".png"
}

/// What a record that could not be read is called in the report: its file's stem, made safe.
private func stemName(_ path: String) -> String? { safeFolderName(splitSuffix(lastComponent(path)).stem) }
