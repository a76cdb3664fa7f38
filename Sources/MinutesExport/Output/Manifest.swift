package import OrderedJSON

/// A file of a record's folder.
public struct WrittenFile: Sendable, Hashable {
    /// Inside the folder.
    public var name: String
    public var bytes: Int
    /// Lower-case hexadecimal.
    public var sha256: String

    package init(name: String, bytes: Int, sha256: String) {
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
    }
}

/// `manifest.json`: what a record's folder holds and what it was made from. No clock.
package struct Manifest: Sendable, Hashable {
    package static let fileName = "manifest.json"
    package static let minutesFileName = "minutes.json"
    package static let schema = "jiyao.manifest/1"
    /// `source.format` where a minutes.json was rendered; else `text` or `json`.
    package static let minutesFormat = "minutes"

    package typealias File = WrittenFile

    package struct Font: Sendable, Hashable {
        package var name: String
        package var family: String
        package var style: String
        package var version: String
        package var sha256: String
    }

    /// All that the bytes of the files depend on: two exports with the same basis are the same.
    package struct Basis: Sendable, Hashable {
        package var version: String
        /// File name without folders.
        package var sourceName: String
        package var sourceFormat: String
        package var sourceBytes: Int
        package var sourceSHA256: String
        package var template: String
        package var templateSHA256: String
        package var fontIndexSHA256: String
        package var formats: [String]
        package var dpi: Int
        package var imageColour: String
        /// Of the file that says where a record has its fields.
        package var fieldsSHA256: String?
        /// `a3`; nil for the usual part of ISO 19005.
        package var pdf: String?
        /// Of which there are images; nil for all.
        package var pages: String?
        /// Nil for the default.
        package var compression: String?
        /// What the files say they were made at.
        package var date: String?
        /// The source stands beside what was made of it.
        package var keepsSource: Bool
        /// Of the files of the photographs, in their order.
        package var picturesSHA256: [String]

        package init(
            version: String, sourceName: String, sourceFormat: String, sourceBytes: Int, sourceSHA256: String,
            template: String, templateSHA256: String, fontIndexSHA256: String, formats: [String], dpi: Int,
            imageColour: String, fieldsSHA256: String? = nil, pdf: String? = nil, pages: String? = nil,
            compression: String? = nil, date: String? = nil, keepsSource: Bool = false, picturesSHA256: [String] = []
        ) {
            self.version = version
            self.sourceName = sourceName
            self.sourceFormat = sourceFormat
            self.sourceBytes = sourceBytes
            self.sourceSHA256 = sourceSHA256
            self.template = template
            self.templateSHA256 = templateSHA256
            self.fontIndexSHA256 = fontIndexSHA256
            self.formats = formats
            self.dpi = dpi
            self.imageColour = imageColour
            self.fieldsSHA256 = fieldsSHA256
            self.pdf = pdf
            self.pages = pages
            self.compression = compression
            self.date = date
            self.keepsSource = keepsSource
            self.picturesSHA256 = picturesSHA256
        }
    }

    package var record: String
    package var basis: Basis
    /// Faces drawn with, in the order of first use.
    package var fonts: [Font]
    /// Nil where no pages were made.
    package var pages: Int?
    /// In the order written; the manifest itself is not among them.
    package var files: [File]

    package init(record: String, basis: Basis, fonts: [Font], pages: Int?, files: [File]) {
        self.record = record
        self.basis = basis
        self.fonts = fonts
        self.pages = pages
        self.files = files
    }

    /// The file: ends in a digest of all that stands before it, so that a flipped byte in the manifest is found, too.
    package var bytes: [UInt8] { sealed(json).prettyBytes() }

    package var json: JSONValue {
        .object([
            JSONMember("schema", .string(Self.schema)),
            JSONMember("record", .string(record)),
            basis.json,
            JSONMember("fonts", .array(fonts.map(\.json))),
            JSONMember("pages", pages.map { .number(String($0)) } ?? .null),
            JSONMember("files", .array(files.map(\.json))),
        ])
    }
}

extension Manifest.Basis {
    fileprivate var json: JSONMember {
        let pictures =
            picturesSHA256.isEmpty
            ? [] : [JSONMember("pictures_sha256", .array(picturesSHA256.map(JSONValue.string)))]
        return JSONMember(
            "basis",
            .object([
                JSONMember("jiyao", .string(version)),
                JSONMember(
                    "source",
                    .object(
                        [
                            JSONMember("name", .string(sourceName)), JSONMember("format", .string(sourceFormat)),
                            JSONMember("bytes", .number(String(sourceBytes))),
                            JSONMember("sha256", .string(sourceSHA256)),
                        ] + (fieldsSHA256.map { [JSONMember("fields_sha256", .string($0))] } ?? []) + pictures)),
                JSONMember(
                    "template",
                    .object([
                        JSONMember("name", .string(template)), JSONMember("sha256", .string(templateSHA256)),
                    ])),
                JSONMember("font_index", .object([JSONMember("sha256", .string(fontIndexSHA256))])),
                JSONMember(
                    "options",
                    .object(
                        [
                            JSONMember("format", .array(formats.map { .string($0) })),
                            JSONMember("dpi", .number(String(dpi))), JSONMember("color", .string(imageColour)),
                        ] + (pdf.map { [JSONMember("pdf", .string($0))] } ?? [])
                            + (pages.map { [JSONMember("pages", .string($0))] } ?? [])
                            + (compression.map { [JSONMember("compression", .string($0))] } ?? [])
                            + (date.map { [JSONMember("date", .string($0))] } ?? [])
                            + (keepsSource ? [JSONMember("source", .string("kept"))] : []))),
            ]))
    }

    /// Whether a manifest read from a folder was made from the same.
    package func equals(basisOf manifest: JSONValue) -> Bool { manifest["basis"] == json.value }
}

extension Manifest.Font {
    fileprivate var json: JSONValue {
        .object([
            JSONMember("name", .string(name)), JSONMember("family", .string(family)),
            JSONMember("style", .string(style)), JSONMember("version", .string(version)),
            JSONMember("sha256", .string(sha256)),
        ])
    }
}

extension Manifest.File {
    package var json: JSONValue {
        .object([
            JSONMember("name", .string(name)), JSONMember("bytes", .number(String(bytes))),
            JSONMember("sha256", .string(sha256)),
        ])
    }

    fileprivate init?(_ json: JSONValue) {
        guard case .string(let name) = json["name"], case .number(let count) = json["bytes"],
            let bytes = Int(count), case .string(let digest) = json["sha256"]
        else { return nil }
        self.init(name: name, bytes: bytes, sha256: digest)
    }
}

private let seal = "sha256"

/// The object with the digest of its pretty form as its last member.
private func sealed(_ value: JSONValue) -> JSONValue {
    guard case .object(let members) = value else { return value }
    return .object(members + [JSONMember(seal, .string(MinutesExport.sha256(value.prettyBytes())))])
}

/// A manifest found in a folder, as far as it says what stands there.
package struct FoundManifest: Sendable, Hashable {
    package var json: JSONValue
    package var files: [Manifest.File]
    package var pages: Int?
    /// The manifest's own file.
    package var own: Manifest.File

    /// Nil where the folder has no manifest of ours.
    package init?(folder: String) {
        guard let bytes = try? readFile(folder + "/" + Manifest.fileName, limit: 1 << 24),
            let json = try? readJSON(bytes).value, json["schema"] == .string(Manifest.schema),
            case .array(let entries) = json["files"]
        else { return nil }
        self.json = json
        own = Manifest.File(name: Manifest.fileName, bytes: bytes.count, sha256: MinutesExport.sha256(bytes))
        files = entries.compactMap { Manifest.File($0) }
        guard files.count == entries.count else { return nil }
        if case .number(let count) = json["pages"] { pages = Int(count) }
    }

    /// The file is byte for byte what its last member says it is.
    package var isSealed: Bool {
        guard case .object(let members) = json, members.last?.key == seal else { return false }
        return MinutesExport.sha256(sealed(.object(Array(members.dropLast()))).prettyBytes()) == own.sha256
    }

    /// A person's minutes.json was rendered here, rather than an article exported.
    package var isMadeFromMinutes: Bool {
        json["basis"]?["source"]?["format"] == .string(Manifest.minutesFormat)
    }

    /// All files stand there with the size written down, and `minutes.json`, the one that people edit, with its bytes.
    package func isComplete(in folder: String) -> Bool {
        files.allSatisfy { file in
            let path = folder + "/" + file.name
            guard let status = try? FileStatus(path: path), status.kind == .file, status.bytes == file.bytes else {
                return false
            }
            guard file.name == Manifest.minutesFileName else { return true }
            return (try? readFile(path)).map { sha256($0) } == file.sha256
        }
    }
}

extension JSONValue {
    /// The value of an object's member; nil for other kinds and where there is none.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }
}
