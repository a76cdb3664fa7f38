import FontAccess
import Foundation
import PDFOutput
import PagedModel
import PaperUnits
import Pictures
import Provenance
import TestKit

/// A file with every kind of thing the writer makes: headings, text, a list, a table, two kinds of fonts, two pages.
enum SampleFile {
    private static let plain = Result { try write(.a2) }
    private static let associated = Result { try write(.a3) }
    private static let withInks = Result { try write(.a2, usesInks: true) }

    static func bytes(_ part: PDFMetadata.ArchivePart) throws -> [UInt8] {
        try (part == .a2 ? plain : associated).get()
    }

    /// The same pages with a rule in inks and one in red, green and blue.
    static func inks() throws -> [UInt8] { try withInks.get() }

    private static func write(_ part: PDFMetadata.ArchivePart, usesInks: Bool = false) throws -> [UInt8] {
        let library = try FontLibrary(folder: Places.fonts.path)
        var page = Sheet(library: library)
        let title = page.element(.heading(level: 1))
        let heading = page.element(.heading(level: 2))
        let body = page.element(.paragraph)
        let list = page.element(.list)
        let table = page.element(.table(summary: "表决"))
        try page.text("青禾市会议纪要", title, face: "FandolHei-Regular")
        try page.text("一、议程", heading, face: "FandolHei-Regular")
        try page.text(
            "会议听取了水务专项工作报告。", body, origin: .source([120..<150, 60..<90, 150..<162], rule: "proceedings.heard"))
        let item = page.element(.listItem, in: list)
        try page.text("1.", page.element(.label, in: item))
        try page.text("审议通过", page.element(.listBody, in: item))
        for (part, isHead) in [(StructureTag.tableHead, true), (.tableBody, false)] {
            let row = page.element(.row, in: page.element(part, in: table))
            for text in ["赞成", "反对"] {
                let tag: StructureTag = isHead ? .headCell(columnSpan: 1, scope: .column) : .cell(columnSpan: 1)
                try page.text(
                    text, page.element(tag, in: row), face: "LXGWWenKai-Regular", origin: .derived("expected - present")
                )
            }
        }
        page.put(.beginArtifact(.layout))
        page.put(.rule(Rect(x: .mm(28), y: .mm(60), width: .mm(156), height: .pt(1)), .black))
        if usesInks {
            page.document.usesInks = true
            let inks = Inks(cyan: 0, magenta: 80, yellow: 80, black: 0)
            for (y, colour) in [
                (62.0, Colour(red: 230, green: 0, blue: 18, inks: inks)), (64, Colour(red: 0, green: 51, blue: 153)),
            ] {
                page.put(.rule(Rect(x: .mm(28), y: .mm(y), width: .mm(156), height: .pt(1)), colour))
            }
        }
        page.put(.end)
        let group = page.element(.group)
        for (number, bytes) in [SamplePictures.png, SamplePictures.colour].enumerated() {
            page.document.pictures.append(try readPicture(bytes))
            page.put(.begin(page.element(.figure(alternate: "四色图"), in: group)))
            page.put(
                .image(number, Rect(x: .mm(28), y: .mm(80 + 30 * Double(number)), width: .mm(40), height: .mm(20))))
            page.put(.end)
        }
        try page.text("会场", page.element(.caption, in: group))
        page.turn()
        try page.text("会议要求落实。", body)
        page.document.outline = [
            OutlineEntry(level: 1, title: "青禾市会议纪要", page: 0, y: .mm(40)),
            OutlineEntry(level: 2, title: "一、议程", page: 0, y: .mm(50)),
            OutlineEntry(level: 2, title: "二、要求", page: 1, y: .mm(50)),
        ]
        var metadata = PDFMetadata(creator: "Jiyao", producer: "Jiyao")
        metadata.part = part
        metadata.record.sourceName = "来源.txt"
        metadata.record.sourceTextBytes = 200
        // In UTF-16 its bytes are mostly above 127, which libqpdf hands out as they are.
        metadata.author = "中共青禾市委政治局"
        metadata.date = PDFDate(year: 2031, month: 3, day: 4)
        let record = Attachment(
            name: "来源.txt", mediaType: "text/plain", relationship: .source, description: "来源稿", bytes: [0x41, 0x42])
        return try writePDF(
            page.document, library: library, metadata: metadata, attachments: part == .a3 ? [record] : [],
            descriptions: FaceDescriptions()
        ).bytes
    }
}

/// Puts one line after another on a page, one glyph a character.
private struct Sheet {
    let library: FontLibrary
    var document = PagedDocument(title: "青禾市会议纪要", language: "zh-CN")
    private var y = Length.mm(40)
    private var line: Int32 = 0

    init(library: FontLibrary) {
        self.library = library
        turn()
    }

    mutating func turn() {
        document.pages.append(Page(size: .a4, label: String(document.pages.count + 1)))
        y = .mm(40)
    }

    mutating func element(_ tag: StructureTag, in parent: ElementID = ElementID(0)) -> ElementID {
        document.structure.append(StructureElement(tag: tag, parent: parent))
        return ElementID(Int32(document.structure.count - 1))
    }

    mutating func put(_ item: DisplayItem) { document.pages[document.pages.count - 1].items.append(item) }

    mutating func text(
        _ text: String, _ element: ElementID, face: String = "FandolFang-Regular", origin: Origin = .template
    ) throws {
        let typeface = try library.typeface(named: face)
        if !document.faces.contains(face) { document.faces.append(face) }
        var glyphs: ContiguousArray<PlacedGlyph> = []
        var pen = Length.zero
        var cluster: UInt32 = 0
        for scalar in text.unicodeScalars {
            let glyph = typeface.glyph(for: scalar.value) ?? 0
            let advance = typeface.advance(of: glyph).scaled(to: .pt(16), unitsPerEm: typeface.unitsPerEm)
            glyphs.append(PlacedGlyph(id: glyph, cluster: cluster, x: pen, y: .zero, advance: advance))
            pen = pen + advance
            cluster += UInt32(String(scalar).utf8.count)
        }
        line += 1
        put(.begin(element))
        put(
            .glyphs(
                GlyphRun(
                    face: UInt16(document.faces.firstIndex(of: face) ?? 0), size: .pt(16), colour: .black,
                    position: Point(x: .mm(28), y: y), glyphs: glyphs, text: text, origin: origin, line: line,
                    emTop: y - .pt(14), emBottom: y + .pt(2))))
        put(.end)
        y = y + .mm(10)
    }
}
