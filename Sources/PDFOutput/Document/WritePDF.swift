package import FontAccess
package import PagedModel
internal import PaperUnits
internal import Pictures

/// A file as it is to be stored.
package struct PDFFile: Sendable {
    package let bytes: [UInt8]
    /// Of all bytes, 32 bytes long.
    package let sha256: [UInt8]
}

/// Writes pages as one PDF 1.7 file that declares PDF/A level A and PDF/UA-1.
///
/// The same arguments give the same bytes. Faces no run uses are not opened.
/// - Parameters:
///   - attachments: Files inside the file; only for PDF/A-3, else `malformed`.
///   - descriptions: Made once by the caller and shared by all documents and workers.
package func writePDF(
    _ document: PagedDocument, library: FontLibrary, metadata: PDFMetadata, attachments: [Attachment] = [],
    compression: Compression = .default, descriptions: FaceDescriptions
) throws(PDFError) -> PDFFile {
    let typefaces = try openFaces(of: document, library)
    try check(document, typefaces)
    guard attachments.isEmpty || metadata.part == .a3 else {
        throw .malformed(page: 0, "files are attached, which PDF/A-2 does not allow")
    }
    var document = document
    document.structure = document.structureWithoutHeadingGaps
    let units = try textUnits(of: document)
    let faces = try embeddedFaces(of: document, typefaces, descriptions, units, compression)

    var file = FileWriter(compression)
    let catalog = file.allocate()
    let info = file.allocate()
    let pageTree = file.allocate()
    let pages = document.pages.map { _ in file.allocate() }
    let fonts = faces.map { $0 == nil ? nil : file.allocate() }
    let shown = document.picturesShown
    let pictures = document.pictures.indices.map { shown.contains($0) ? file.allocate() : nil }
    let intent = file.allocate()
    // Under an intent for inks, red, green and blue need a profile of their own (ISO 19005-2 6.2.4.3).
    let screenProfile = document.usesInks ? file.allocate() : nil
    let packet = file.allocate()

    var content = MarkedContent(elements: document.structure.count, pages: pages.count)
    var hasRGB = false
    for (index, reference) in pages.enumerated() {
        let pageHasRGB = writePage(
            index, of: document, units[index], to: reference, parent: pageTree, faces, fonts, pictures,
            screenProfile, &content, in: &file)
        if pageHasRGB { hasRGB = true }
    }
    file.dictionary(pageTree) { entries in
        entries.name("Type", "Pages")
        entries.array("Kids") { kids in for page in pages { kids.reference(page) } }
        entries.integer("Count", pages.count)
    }
    for (face, reference) in zip(faces, fonts) {
        if let face, let reference { writeFont(face, to: reference, in: &file) }
    }
    for (picture, reference) in zip(document.pictures, pictures) {
        if let reference { writePicture(picture, to: reference, in: &file) }
    }
    let structure = StructureTree(document.structure, content).write(pages: pages, in: &file)
    let hasOrigins = content.origins.contains { !$0.isEmpty }
    let outline = writeOutline(document.outline, document.pages, pages: pages, in: &file)
    (document.usesInks ? OutputIntent.inks : .screen).write(to: intent, in: &file)
    if hasRGB, let screenProfile { file.stream(screenProfile, OutputIntent.sRGBProfile) { $0.integer("N", 3) } }
    let specifications = writeAttachments(attachments, date: metadata.date, in: &file)
    let title = xmlCharacters(of: document.title)
    file.stream(
        packet, xmpPacket(title: title, language: document.language, pages: pages.count, metadata), .plain
    ) { entries in
        entries.name("Type", "Metadata")
        entries.name("Subtype", "XML")
    }
    file.dictionary(info) { writeInfo(title: title, metadata, to: &$0) }
    file.dictionary(catalog) { entries in
        entries.name("Type", "Catalog")
        entries.reference("Pages", pageTree)
        entries.reference("Metadata", packet)
        entries.text("Lang", document.language)
        entries.dictionary("MarkInfo") { marks in
            marks.boolean("Marked", true)
            if hasOrigins { marks.boolean("UserProperties", true) }
        }
        entries.reference("StructTreeRoot", structure)
        entries.dictionary("ViewerPreferences") { $0.boolean("DisplayDocTitle", true) }
        entries.array("OutputIntents") { $0.reference(intent) }
        if let outline {
            entries.reference("Outlines", outline)
            entries.name("PageMode", "UseOutlines")
        }
        writePageLabels(document.pages, to: &entries)
        listAttachments(attachments, specifications, in: &entries)
    }
    guard let whole = file.finish(root: catalog, info: info) else { throw .outOfMemory }
    return whole
}

/// Faces by index into `document.faces`, nil for those no run uses.
private func openFaces(of document: PagedDocument, _ library: FontLibrary) throws(PDFError) -> [Typeface?] {
    var isUsed = Array(repeating: false, count: document.faces.count)
    for page in document.pages {
        for case .glyphs(let run) in page.items where isUsed.indices.contains(Int(run.face)) {
            isUsed[Int(run.face)] = true
        }
    }
    var faces: [Typeface?] = []
    for (name, isUsed) in zip(document.faces, isUsed) {
        do { faces.append(isUsed ? try library.typeface(named: name) : nil) } catch { throw .font(error) }
    }
    return faces
}

/// By page, the units of its runs in their order.
private func textUnits(of document: PagedDocument) throws(PDFError) -> [[[TextUnit]]] {
    var pages: [[[TextUnit]]] = []
    for (index, page) in document.pages.enumerated() {
        var runs: [[TextUnit]] = []
        for case .glyphs(let run) in page.items {
            guard let units = textUnits(of: run) else {
                throw .malformed(page: index + 1, "clusters of “\(run.text)” do not fit the text")
            }
            runs.append(units)
        }
        pages.append(runs)
    }
    return pages
}

private func embeddedFaces(
    of document: PagedDocument, _ typefaces: [Typeface?], _ descriptions: FaceDescriptions, _ units: [[[TextUnit]]],
    _ compression: Compression
) throws(PDFError) -> [EmbeddedFace?] {
    var usages: [FaceUsage?] = []
    for typeface in typefaces {
        guard let typeface else {
            usages.append(nil)
            continue
        }
        usages.append(FaceUsage(typeface, try descriptions.description(of: typeface)))
    }
    for (page, runs) in zip(document.pages, units) {
        var next = runs.makeIterator()
        for case .glyphs(let run) in page.items {
            for unit in next.next() ?? [] { usages[Int(run.face)]?.note(unit, of: run) }
        }
    }
    var faces: [EmbeddedFace?] = []
    for usage in usages {
        guard let usage, !usage.glyphs.isEmpty else {
            faces.append(nil)
            continue
        }
        faces.append(try EmbeddedFace(usage, packs: compression != .small))
    }
    return faces
}

/// - Returns: whether a colour or picture of the page is red, green and blue.
private func writePage(
    _ index: Int, of document: PagedDocument, _ units: [[TextUnit]], to reference: ObjectReference,
    parent: ObjectReference, _ faces: [EmbeddedFace?], _ fonts: [ObjectReference?], _ pictures: [ObjectReference?],
    _ screenProfile: ObjectReference?, _ content: inout MarkedContent, in file: inout FileWriter
) -> Bool {
    let page = document.pages[index]
    var stream = ContentStream(height: page.size.height, usesInks: document.usesInks)
    var text = TextObject()
    var next = units.makeIterator()
    // A mark is written with the first thing in it, so that none is empty.
    var mark: DisplayItem?
    var isOpen = false
    func open(_ stream: inout ContentStream) {
        guard !isOpen else { return }
        isOpen = true
        if case .begin(let element) = mark {
            let mcid = content.open(element, onPage: index)
            stream.beginElement(document.structure[Int(element.raw)].tag.name, mcid: mcid)
        } else if case .beginArtifact(let artifact) = mark {
            stream.beginArtifact(artifact)
        } else {
            stream.beginArtifact(.layout)
        }
    }
    for item in page.items {
        if case .glyphs(let run) = item {
            let parts = next.next() ?? []
            guard !parts.isEmpty, let face = faces[Int(run.face)] else { continue }
            open(&stream)
            text.append(run, parts, drawnBy: face)
            if case .begin(let element) = mark { content.note(run.origin, of: element) }
            continue
        }
        if !text.isEmpty { stream.show(text) }
        text.removeAll()
        switch item {
        case .glyphs: break
        case .rule(let rect, let colour):
            open(&stream)
            stream.rule(rect, colour)
            if mark == nil {
                stream.endMark()
                isOpen = false
            }
        case .shape(let contour, let colour):
            open(&stream)
            stream.shape(contour, colour)
            if mark == nil {
                stream.endMark()
                isOpen = false
            }
        case .image(let picture, let place):
            open(&stream)
            stream.image(picture, place, document.pictures[picture].orientation)
            if case .begin(let element) = mark {
                let foot = page.size.height - place.bottom
                content.note(Rect(x: place.x, y: foot, width: place.width, height: place.height), of: element)
            }
        case .begin, .beginArtifact: mark = item
        case .end:
            if isOpen { stream.endMark() }
            isOpen = false
            mark = nil
        case .beginTurned(let origin): stream.beginTurned(about: origin)
        case .endTurned: stream.endTurned()
        }
    }
    let facesShown = stream.facesShown.sorted()
    let picturesShown = stream.picturesShown.sorted()
    let hasRGB = stream.hasRGB || picturesShown.contains { document.pictures[$0].channels == 3 }
    let contents = file.allocate()
    file.stream(contents, stream.finish())
    file.dictionary(reference) { entries in
        entries.name("Type", "Page")
        entries.reference("Parent", parent)
        entries.array("MediaBox") { box in
            box.integer(0)
            box.integer(0)
            box.decimal(thousandthsOfPoint(page.size.width), places: 3)
            box.decimal(thousandthsOfPoint(page.size.height), places: 3)
        }
        entries.dictionary("Resources") { resources in
            if hasRGB, let screenProfile {
                resources.dictionary("ColorSpace") { spaces in
                    spaces.array("DefaultRGB") { space in
                        space.name("ICCBased")
                        space.reference(screenProfile)
                    }
                }
            }
            if !facesShown.isEmpty {
                resources.dictionary("Font") { dictionary in
                    for face in facesShown {
                        if let font = fonts[Int(face)] { dictionary.reference("F\(face)", font) }
                    }
                }
            }
            if !picturesShown.isEmpty {
                resources.dictionary("XObject") { dictionary in
                    for picture in picturesShown {
                        if let reference = pictures[picture] { dictionary.reference("I\(picture)", reference) }
                    }
                }
            }
        }
        entries.reference("Contents", contents)
        entries.name("Tabs", "S")
        if !content.owners[index].isEmpty { entries.integer("StructParents", index) }
    }
    return hasRGB
}

extension PagedDocument {
    /// Pictures some page shows, by index.
    fileprivate var picturesShown: Set<Int> {
        Set(
            pages.flatMap { page in
                page.items.compactMap { if case .image(let picture, _) = $0 { picture } else { nil } }
            })
    }
}

/// The same values as XMP, for readers of older archives.
private func writeInfo(title: String, _ metadata: PDFMetadata, to entries: inout DictionaryWriter) {
    let texts = [
        ("Title", title), ("Author", metadata.author), ("Subject", metadata.subject),
        ("Keywords", metadata.keywords), ("Creator", metadata.creator), ("Producer", metadata.producer),
    ]
    for (key, text) in texts {
        if let text { entries.text(key, xmlCharacters(of: text)) }
    }
    if let date = metadata.date {
        entries.text("CreationDate", date.infoString)
        entries.text("ModDate", date.infoString)
    }
}
