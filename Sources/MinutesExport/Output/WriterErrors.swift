package import PDFOutput
package import PNGOutput

extension ExportError {
    /// - Parameter fonts: the font folder.
    package init(_ error: PDFError, path: String, fonts: String) {
        switch error {
        case .font(let error): self = .configuration(Message(error, path: fonts))
        case .embeddingForbidden(let face):
            self = .configuration(
                Message(
                    "font.embedding-forbidden", "the licence bits of \(face) forbid embedding it", path: fonts,
                    hints: ["another face must fill its role; Fonts/README.md says how"]))
        case .missingGlyph(let face, let text, let page):
            self = .record([
                Message("font.missing-glyph", "\(face) has no glyph for “\(text)” on page \(page)", path: path)
            ])
        case .malformed(let page, let what):
            self = .record([Message("pdf.malformed-pages", "page \(page): \(what)", path: path, hints: [defect])])
        case .outOfMemory: self = .record([Message("pdf.out-of-memory", "there is not enough memory", path: path)])
        }
    }

    /// - Parameter fonts: the font folder.
    package init(_ error: PNGError, path: String, fonts: String) {
        switch error {
        case .font(let error): self = .configuration(Message(error, path: fonts))
        case .dpiOutOfRange(let dpi, let allowed):
            self = .configuration(
                Message(
                    "png.dpi-out-of-range",
                    "\(dpi) dpi is not within \(allowed.lowerBound) to \(allowed.upperBound)"))
        case .tooManyPixels(let page, let pixels, let limit):
            self = .record([
                Message(
                    "png.too-many-pixels", "page \(page) has \(pixels) pixels, the limit is \(limit)", path: path,
                    hints: ["a smaller --dpi makes smaller images"])
            ])
        case .noSuchPage(let page):
            self = .record([Message("png.malformed-pages", "there is no page \(page)", path: path, hints: [defect])])
        case .malformed(let page, let what):
            self = .record([Message("png.malformed-pages", "page \(page): \(what)", path: path, hints: [defect])])
        case .picture(let error):
            self = .record([
                Message("png.malformed-pages", "a picture cannot be drawn: \(error)", path: path, hints: [defect])
            ])
        case .encodingFailed(let words):
            self = .record([Message("png.encoding-failed", "libpng says: \(words)", path: path)])
        }
    }
}

private let defect = "this is a defect of the program, not of the record; please report it with the record"
