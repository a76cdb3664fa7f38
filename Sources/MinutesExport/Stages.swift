private import BlockModel
private import Extraction
private import FontAccess
package import Intake
package import MinutesModel
package import PagedModel
private import Pictures
package import Provenance
private import Templating
private import Typesetting

/// A record as far as it is understood: where every verb but the reading ones starts.
package struct UnderstoodRecord: Sendable {
    package var minutes: Minutes
    /// Where the bytes that ranges count stand in the input; nil for minutes, whose source is another file.
    package var places: SourcePlaces?
    /// The input as read, for messages about what no byte range points at.
    package var file: [UInt8]
    /// What byte ranges count in; empty for minutes that were read as such.
    package var text = ""
    /// Files of the minutes' photographs, in their order.
    package var pictures: [PictureFile] = []
}

/// Reads an article or a JSON record and finds the minutes in it, and the pictures it names.
package func understand(
    _ input: Input, _ bytes: [UInt8], limits: Limits
) throws(ExportError) -> UnderstoodRecord {
    try understand(
        try readArticle(input, bytes, limits: limits), input, bytes, sha256: sha256(bytes), limits: limits)
}

/// Reads an article or a JSON record; its id is known now, its meaning not yet.
func readArticle(_ input: Input, _ bytes: [UInt8], limits: Limits) throws(ExportError) -> ArticleRecord {
    do {
        return try readRecord(
            bytes, format: input.format.recordFormat, fileStem: splitSuffix(input.name).stem,
            fields: input.fields?.mapping ?? .standard, limits: IntakeLimits(recordBytes: limits.recordBytes))
    } catch {
        throw .record([Message(error, input: input, bytes: bytes)])
    }
}

/// Finds the minutes in an article, and the files of its pictures.
///
/// - Parameter digest: SHA-256 of `bytes`.
func understand(
    _ record: ArticleRecord, _ input: Input, _ bytes: [UInt8], sha256 digest: String, limits: Limits
) throws(ExportError) -> UnderstoodRecord {
    var minutes = extractMinutes(from: record)
    minutes.record = RecordReference(
        name: input.name, format: record.format.rawValue, sha256: digest, textBytes: record.text.utf8.count)
    if record.encoding != .utf8 { minutes.record?.encoding = record.encoding.rawValue }
    let pictures = try readPhotographs(of: &minutes, beside: input, limits: limits)
    return UnderstoodRecord(
        minutes: minutes,
        places: SourcePlaces(
            source: record.source, text: record.text, origins: record.origins, linesBefore: input.linesBefore),
        file: bytes, text: record.text, pictures: pictures)
}

/// Reads minutes that were written by `extract` or `export`, or by a person.
package func readMinutes(_ input: Input, _ bytes: [UInt8], limits: Limits) throws(ExportError) -> UnderstoodRecord {
    var minutes: Minutes
    do {
        minutes = try Minutes(readingJSON: bytes)
    } catch {
        throw .record([Message(error, path: input.path, bytes: bytes)])
    }
    let pictures = try readPhotographs(of: &minutes, beside: input, limits: limits)
    return UnderstoodRecord(minutes: minutes, places: nil, file: bytes, pictures: pictures)
}

extension RenderEnvironment {
    /// Minutes to pages.
    package func layOut(_ understood: UnderstoodRecord, path: String) throws(ExportError) -> PagedDocument {
        try layOut(compose(understood.minutes, with: template, strokes: strokes), of: understood, path: path)
    }

    /// The documents that the template wants beside the one of all, each with its file's name.
    package func layOutSeparately(
        _ understood: UnderstoodRecord, path: String
    ) throws(ExportError) -> [(name: String, pages: PagedDocument)] {
        var result: [(name: String, pages: PagedDocument)] = []
        for (index, document) in composeSeparately(understood.minutes, with: template, strokes: strokes).enumerated() {
            let number = String(index + 1)
            let name = "resolution-" + (number.count < 2 ? "0" : "") + number
            result.append((name, try layOut(document, of: understood, path: path)))
        }
        return result
    }

    private func layOut(
        _ document: Document, of understood: UnderstoodRecord, path: String
    ) throws(ExportError) -> PagedDocument {
        var document = document
        document.pictures = understood.pictures.map(\.picture)
        do {
            return try typeset(document, library: library, limits: LayoutLimits(pages: limits.pages))
        } catch {
            throw ExportError(error, path: path, in: understood, fonts: library.folder)
        }
    }
}

extension ExportError {
    fileprivate init(_ error: TypesettingError, path: String, in record: UnderstoodRecord, fonts: String) {
        switch error {
        case .font(let error): self = .configuration(Message(error, path: fonts))
        case .tooManyPages(let limit):
            self = .record([
                Message(
                    "layout.too-many-pages", "the record needs more than \(limit) pages", path: path,
                    hints: ["--max-pages raises the limit"])
            ])
        case .missingCharacters(let characters):
            // Ranges of minutes count in another file's text; theirs are searched from the start.
            let whole = TextOrigins(copyOf: 0..<record.file.count)
            let places =
                record.places
                ?? SourcePlaces(
                    source: record.file, text: String(decoding: record.file, as: UTF8.self), origins: whole)
            self = .record(characters.map { Message($0, path: path, places, hasRanges: record.places != nil) })
        }
    }
}

extension Message {
    fileprivate init(_ missing: MissingCharacter, path: String, _ places: SourcePlaces, hasRanges: Bool) {
        let ranges: [ByteRange?] = hasRanges ? missing.origin.ranges : [nil]
        let offset = Unicode.Scalar(missing.scalar).flatMap { scalar in
            ranges.lazy.compactMap { places.firstOffset(of: scalar, in: $0) }.first
        }
        let position = offset.map { places.position(ofByte: $0) }
        self.init(
            "font.missing-character",
            "no face of the role \(missing.role.rawValue) draws \(name(of: missing.scalar)), in “\(missing.context)”",
            path: path, line: position?.line, column: position?.column,
            hints: advice(forMissing: missing.scalar))
    }
}

private func advice(forMissing scalar: UInt32) -> [String] {
    guard Unicode.Scalar(scalar)?.properties.generalCategory == .privateUse else {
        return ["`jiyao fonts check TEXT` tells which faces draw it; Fonts/README.md how to add one"]
    }
    let reason =
        "it is a private-use character: what it looks like is an agreement between people, which no face decides"
    guard let regular = FormerPrivateUse.regular(scalar) else {
        return [
            reason,
            "write the character that is meant; GB 18030-2022 gives former private-use characters regular codes",
        ]
    }
    return [
        reason, "GBK and older GB 18030 used it for \(name(of: regular)); if that is meant, write that in the record",
    ]
}

/// `“𠀀” U+20000`
private func name(of scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    guard let character = Unicode.Scalar(scalar) else { return code }
    return "“\(character)” \(code)"
}

extension Message {
    fileprivate init(_ error: MinutesJSONError, path: String, bytes: [UInt8]) {
        let position = SourceMap(bytes).position(ofByte: error.byteOffset)
        self.init(
            error.code.rawValue, "\(error.message), at \(error.path)", path: path, line: position.line,
            column: position.column, hints: [error.hint])
    }

    fileprivate init(_ error: IntakeError, input: Input, bytes: [UInt8]) {
        self.init(error, path: input.path, bytes: bytes)
        line = line.map { $0 + input.linesBefore }
    }

    package init(_ error: IntakeError, path: String, bytes: [UInt8]) {
        let position = error.position ?? SourceMap(bytes).position(ofByte: error.byteOffset)
        let place = error.jsonPath.map { ", at \($0)" } ?? ""
        self.init(
            error.code.rawValue, "\(error.message)\(place) (byte \(error.byteOffset))", path: path,
            line: position.line, column: position.column, hints: [error.hint])
    }
}
