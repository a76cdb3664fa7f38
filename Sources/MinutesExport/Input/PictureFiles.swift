private import Glibc

internal import MinutesModel
package import Pictures
private import Provenance

/// A photograph's file as read, and what pages show of it.
package struct PictureFile: Sendable {
    package var bytes: [UInt8]
    /// Lower-case hexadecimal.
    package var sha256: String
    package var picture: Picture

    /// `picture-001.jpg`: its name beside `minutes.json`.
    package func name(number: Int) -> String {
        let digits = String(number)
        let suffix = bytes.first == 0x89 ? "png" : "jpg"
        return "picture-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits + "." + suffix
    }
}

/// Reads the files of the minutes' photographs, one for each that stays among them.
///
/// Only files in the folder of the input or below it are read, symbolic links followed; nothing is ever fetched. A photograph
/// that is not there is left out with a warning, and stands in `remainder`.
/// - Throws: `record` for a file that is there and cannot be printed, and beyond a limit.
func readPhotographs(
    of minutes: inout Minutes, beside input: Input, limits: Limits
) throws(ExportError) -> [PictureFile] {
    guard minutes.photographs.count <= limits.pictures else {
        throw .record([
            Message(
                "picture.too-many",
                "the record has \(minutes.photographs.count) pictures, the limit is \(limits.pictures)",
                path: input.path, hints: ["divide the record, or leave out pictures"])
        ])
    }
    var found: [PictureFile] = []
    var kept: [Photograph] = []
    for var photograph in minutes.photographs {
        switch PicturePlace(photograph.file, beside: input) {
        case .file(let path):
            let file = try readPicture(path, photograph.file, input, limits)
            if let expected = photograph.sha256, expected != file.sha256 {
                minutes.diagnostics.append(
                    Diagnostic(
                        .warning, Diagnostic.Code("picture.changed"),
                        "the picture \(photograph.file) is not the one the minutes were made with"))
            }
            photograph.sha256 = file.sha256
            photograph.width = file.picture.uprightWidth
            photograph.height = file.picture.uprightHeight
            found.append(file)
            kept.append(photograph)
        case .refused(let code, let reason, let hint):
            minutes.diagnostics.append(
                Diagnostic(
                    .warning, Diagnostic.Code(code), "the picture \(photograph.file) is left out: \(reason)",
                    hints: [hint]))
            minutes.remainder.append(
                Remainder(
                    text: PlacedText(photograph.file, .derived("file of a picture")), reason: code))
        }
    }
    minutes.photographs = kept
    return found
}

/// Of the files that are there, in order: whether they are pictures is not asked.
func digestsOfPictures(_ names: [String], beside input: Input, _ limits: Limits) -> [String] {
    names.prefix(limits.pictures).compactMap { name in
        guard case .file(let path) = PicturePlace(name, beside: input) else { return nil }
        return (try? readFile(path, limit: limits.pictureBytes)).map { sha256($0) }
    }
}

/// Where a record's picture lies.
private enum PicturePlace {
    case file(String)
    case refused(code: String, reason: String, hint: String)

    init(_ name: String, beside input: Input) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isAddress = name.hasPrefix("//") || name.firstMatch(of: /^[A-Za-z][A-Za-z0-9+.-]*:/) != nil
        guard !isAddress else {
            self = .refused(
                code: "picture.not-local", reason: "it is an address, and nothing is fetched",
                hint: "save the picture beside the record and name its file")
            return
        }
        guard !name.hasPrefix("/"), !name.isEmpty, !parts.contains(".."), !name.contains("\\"), !name.contains("\0")
        else {
            self = .refused(
                code: "picture.outside", reason: "only files in the record's own folder are read",
                hint: "put the picture into the record's folder and name it without / at the start and without ..")
            return
        }
        guard case .file(let path) = input.place else {
            self = .refused(
                code: "picture.no-folder", reason: "the record has no folder",
                hint: "give the record as a file beside its pictures")
            return
        }
        let folder = parentFolder(path)
        guard let resolved = resolvedPath(folder + "/" + name), let inside = resolvedPath(folder) else {
            self = .refused(
                code: "picture.missing", reason: "there is no such file in \(folder)",
                hint: "put it there, or take it out of the record")
            return
        }
        let isInside = resolved.hasPrefix(inside == "/" ? "/" : inside + "/")
        self =
            isInside
            ? .file(resolved)
            : .refused(
                code: "picture.outside", reason: "it leads out of the record's folder",
                hint: "put the picture itself into the record's folder")
    }
}

private func readPicture(
    _ path: String, _ name: String, _ input: Input, _ limits: Limits
) throws(ExportError) -> PictureFile {
    let bytes: [UInt8]
    do {
        bytes = try readFile(path, limit: limits.pictureBytes)
    } catch {
        let reason = error.number == EINVAL ? "it is no regular file" : error.reason
        throw .record([
            Message("picture.unreadable", "the picture \(name) cannot be read: \(reason)", path: input.path)
        ])
    }
    do {
        let limits = PictureLimits(bytes: limits.pictureBytes, pixels: limits.picturePixels)
        return PictureFile(bytes: bytes, sha256: sha256(bytes), picture: try readPicture(bytes, limits: limits))
    } catch {
        throw .record([Message(error, of: name, path: input.path)])
    }
}

extension Message {
    fileprivate init(_ error: PictureError, of name: String, path: String) {
        let (code, reason, hints): (String, String, [String]) =
            switch error {
            case .empty: ("picture.damaged", "it is empty", [])
            case .tooManyBytes(_, let limit):
                ("picture.too-many-bytes", "it has more than the limit of \(limit) bytes", ["save it smaller"])
            case .tooManyPixels(let width, let height, let limit):
                (
                    "picture.too-many-pixels", "\(width) × \(height) pixels are more than the limit of \(limit)",
                    ["save it smaller: a page's width at 300 dpi is 2,480 pixels"]
                )
            case .unknownFormat:
                ("picture.unknown-format", "it is neither PNG nor JPEG", ["save it as PNG or JPEG"])
            case .unsupported(let kind):
                ("picture.unsupported", "\(kind) is not printed", ["save it as a usual JPEG of 8 bits, or as PNG"])
            case .inks:
                ("picture.cmyk", "its colours are inks (CMYK), whose look depends on a press", ["save it in RGB"])
            case .damaged(let words): ("picture.damaged", words, ["get the picture again from where it was taken"])
            }
        self.init(code, "the picture \(name) cannot be printed: \(reason)", path: path, hints: hints)
    }
}
