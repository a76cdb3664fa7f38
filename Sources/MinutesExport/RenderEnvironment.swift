package import FontAccess
package import PDFOutput
package import Templating

/// All that rendering needs beside the record; built once a process and shared by all records.
public final class RenderEnvironment: Sendable {
    package let library: FontLibrary
    package let template: Template
    /// Nil unless the template orders names by strokes.
    package let strokes: StrokeOrder?
    package let descriptions = FaceDescriptions()
    package let fontIndexSHA256: String
    package let templateSHA256: String
    public let limits: Limits

    /// Opens the font folder and reads the template.
    ///
    /// - Parameters:
    ///   - fonts: a folder with an `index.tsv` and every file it names.
    ///   - templates: the folder with the templates that come along, one folder each.
    ///   - ownTemplates: an office's own folder of such, searched first.
    ///   - settings: a file with what the office says of its documents (docs/templates.md).
    /// - Throws: `noFonts` where the index or a file is missing, `configuration` where one of them is wrong.
    public convenience init(
        fonts: String, templates: String, ownTemplates: String? = nil, settings: String? = nil, template name: String,
        limits: Limits = Limits()
    ) throws(ExportError) {
        try self.init(
            library: try openFontLibrary(fonts), fontIndexSHA256: try digest(ofFile: fonts + "/index.tsv"),
            templates: templates, ownTemplates: ownTemplates, settings: settings, template: name, limits: limits)
    }

    /// The same faces and limits in another template: faces are opened once for all templates.
    public convenience init(
        sharingFontsOf other: RenderEnvironment, templates: String, ownTemplates: String? = nil,
        settings: String? = nil, template name: String
    ) throws(ExportError) {
        try self.init(
            library: other.library, fontIndexSHA256: other.fontIndexSHA256, templates: templates,
            ownTemplates: ownTemplates, settings: settings, template: name, limits: other.limits)
    }

    private init(
        library: FontLibrary, fontIndexSHA256: String, templates: String, ownTemplates: String?, settings: String?,
        template name: String, limits: Limits
    ) throws(ExportError) {
        self.library = library
        self.fontIndexSHA256 = fontIndexSHA256
        try checkFolder(ownTemplates)
        var texts: [String]
        do {
            let loaded = try TemplateFolders([ownTemplates, templates].compactMap(\.self)).read(
                name, settings: settings)
            template = loaded.template
            texts = loaded.texts
        } catch {
            throw .configuration(Message(error))
        }
        if template.ordersByStrokes {
            let data = try strokeData(Resource.data.locate() + "/strokes.tsv")
            strokes = data.order
            texts.append(data.text)
        } else {
            strokes = nil
        }
        // One file's digest is the file's own.
        templateSHA256 =
            texts.count == 1
            ? sha256(Array(texts[0].utf8))
            : sha256(Array(texts.map { sha256(Array($0.utf8)) }.joined(separator: "\n").utf8))
        self.limits = limits
    }
}

/// A folder that is named but not there is a slip of the pen, not an empty folder.
func checkFolder(_ path: String?) throws(ExportError) {
    guard let path, (try? FileStatus(path: path))?.kind != .folder else { return }
    throw .configuration(
        Message(
            "template.no-folder", "there is no such folder", path: path, hints: ["--templates names another folder"]))
}

private func strokeData(_ path: String) throws(ExportError) -> (order: StrokeOrder, text: String) {
    let hints = ["scripts/stroke-order.sh makes it; or leave 'order' of the template's lists out"]
    guard let bytes = try? readFile(path) else {
        throw .configuration(
            Message("names.no-stroke-order", "there is no data to order names by strokes", path: path, hints: hints))
    }
    guard let text = String(validating: bytes, as: UTF8.self), let order = StrokeOrder(text: text) else {
        throw .configuration(
            Message(
                "names.bad-stroke-order", "a line is not a character, a tab and its strokes", path: path, hints: hints))
    }
    return (order, text)
}

private func digest(ofFile path: String) throws(ExportError) -> String {
    do {
        return sha256(try readFile(path))
    } catch {
        throw .configuration(Message("file.unreadable", error.reason, path: error.path))
    }
}

/// A font folder in which every file of the index is there.
package func openFontLibrary(_ folder: String) throws(ExportError) -> FontLibrary {
    let library: FontLibrary
    do {
        library = try FontLibrary(folder: folder)
    } catch {
        switch error {
        case .noIndex:
            throw .noFonts(
                Message(
                    "font.no-index", "the font folder has no index.tsv", path: folder,
                    hints: ["--fonts names another folder; Fonts/install.sh in Jiyao's own fills that one"]))
        default: throw .configuration(Message(error, path: folder))
        }
    }
    let missing = library.missingFiles()
    guard missing.isEmpty else {
        throw .noFonts(
            Message(
                "font.missing-files",
                "\(missing.count) font files of the index are not there: \(missing.joined(separator: ", "))",
                path: folder, hints: ["\(folder)/install.sh installs them"]))
    }
    return library
}

extension Message {
    package init(_ error: FontError, path: String) {
        switch error {
        case .noIndex(let folder): self.init("font.no-index", "the font folder has no index.tsv", path: folder)
        case .badIndex(let path, let line, let message):
            self.init("font.bad-index", message, path: path, line: line)
        case .missingFile(let path): self.init("font.missing-files", "the font file is not there", path: path)
        case .notAFont(let path): self.init("font.not-a-font", "the file is no font", path: path)
        case .unknownFace(let name):
            self.init("font.unknown-face", "the font index has no face \(name)", path: path)
        case .unknownRole(let role):
            self.init(
                "font.unknown-role", "no face of the font index fills the role \(role)", path: path,
                hints: ["`jiyao fonts list` shows the roles; a line in index.tsv adds one"])
        case .subsetFailed(let face): self.init("font.subset-failed", "\(face) cannot be subset", path: path)
        case .outlineFailed(let face, let glyph):
            self.init("font.outline-failed", "\(face) has no readable outline for glyph \(glyph)", path: path)
        }
    }
}
