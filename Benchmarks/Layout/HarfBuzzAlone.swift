import BlockModel
import CHarfBuzz
import FontAccess

/// HarfBuzz and nothing else: each paragraph of a document shaped whole, once, in the first face of its role.
final class HarfBuzzAlone {
    private struct Text {
        var utf8: [UInt8]
        var font: OpaquePointer
    }

    private let texts: [Text]
    private let fonts: [OpaquePointer]
    private let buffer: OpaquePointer?
    private let language: OpaquePointer?

    init(_ document: Document, library: FontLibrary) throws(FontError) {
        var fonts: [OpaquePointer] = []
        var ofRole: [FaceRole: OpaquePointer] = [:]
        var texts: [Text] = []
        for inlines in document.blocks.flatMap(\.paragraphs) {
            guard let role = inlines.first?.style.role, let number = try library.chain(forRole: role.rawValue).first
            else { continue }
            if ofRole[role] == nil {
                let typeface = try library.typeface(number)
                guard let blob = hb_blob_create_from_file_or_fail(typeface.path) else {
                    throw .missingFile(path: typeface.path)
                }
                let face = hb_face_create(blob, typeface.entry.faceIndex)
                ofRole[role] = hb_font_create(face)
                hb_face_destroy(face)
                hb_blob_destroy(blob)
                ofRole[role].map { fonts.append($0) }
            }
            guard let font = ofRole[role] else { continue }
            texts.append(Text(utf8: Array(inlines.map(\.text).joined().utf8), font: font))
        }
        self.fonts = fonts
        self.texts = texts
        buffer = hb_buffer_create()
        language = hb_language_from_string(document.language, -1)
    }

    deinit {
        for font in fonts { hb_font_destroy(font) }
        hb_buffer_destroy(buffer)
    }

    func shapeAll() {
        for text in texts {
            hb_buffer_clear_contents(buffer)
            text.utf8.withUnsafeBytes { bytes in
                hb_buffer_add_utf8(
                    buffer, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), 0, -1)
            }
            hb_buffer_set_language(buffer, language)
            hb_buffer_set_direction(buffer, HB_DIRECTION_LTR)
            hb_buffer_set_script(buffer, HB_SCRIPT_HAN)
            hb_shape(text.font, buffer, nil, 0)
        }
    }
}

extension Block {
    /// The inlines of each text that is shaped by itself.
    var paragraphs: [[Inline]] {
        switch self {
        case .paragraph(let paragraph): [paragraph.inlines]
        case .nameList(let list): [[list.label]] + list.grid.names.map { [$0] }
        case .table, .rule, .figures, .signature, .imprint: []
        }
    }
}
