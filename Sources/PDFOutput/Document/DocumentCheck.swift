internal import FontAccess
internal import PagedModel
internal import PaperUnits

/// Refuses pages that cannot become a conforming file, so that what follows may rely on them.
func check(_ document: PagedDocument, _ faces: [Typeface?]) throws(PDFError) {
    guard !document.pages.isEmpty else { throw .malformed(page: 0, "the document has no page") }
    // ISO 14289-1 7.1, 7.2: a title to show and a language to read in.
    guard !xmlCharacters(of: document.title).isEmpty else { throw .malformed(page: 0, "the document has no title") }
    guard !document.language.isEmpty else { throw .malformed(page: 0, "the document has no language") }
    guard document.structure.first?.tag == .document, document.structure.first?.parent == nil else {
        throw .malformed(page: 0, "the first structure element is not the document")
    }
    for (index, element) in document.structure.enumerated().dropFirst() {
        guard let parent = element.parent, (0..<index).contains(Int(parent.raw)) else {
            throw .malformed(page: 0, "structure element \(index) has no parent before it")
        }
    }
    for entry in document.outline where !document.pages.indices.contains(entry.page) || !isOnSheet(entry.y) {
        throw .malformed(page: 0, "the bookmark “\(entry.title)” leads to no page")
    }
    for (index, page) in document.pages.enumerated() { try check(page, number: index + 1, document, faces) }
}

private func check(
    _ page: Page, number: Int, _ document: PagedDocument, _ faces: [Typeface?]
) throws(PDFError) {
    let sides = Length.pt(3)...Length.pt(14_400)  // ISO 19005-2 6.1.13
    guard sides.contains(page.size.width), sides.contains(page.size.height) else {
        throw .malformed(page: number, "a side of the page is not within 3 to 14,400 pt")
    }
    var isMarked = false
    var isTurned = false
    for item in page.items {
        switch item {
        case .beginTurned(let origin):
            guard !isMarked, !isTurned, isOnSheet(origin.x), isOnSheet(origin.y) else {
                throw .malformed(page: number, "a turned part begins inside a mark or another, or beyond any page")
            }
            isTurned = true
        case .endTurned:
            guard !isMarked, isTurned else {
                throw .malformed(page: number, "a turned part ends that has not begun, or inside a mark")
            }
            isTurned = false
        case .begin(let element):
            guard !isMarked else { throw .malformed(page: number, "a mark begins inside another") }
            guard document.structure.indices.contains(Int(element.raw)) else {
                throw .malformed(page: number, "content belongs to an unknown structure element")
            }
            isMarked = true
        case .beginArtifact:
            guard !isMarked else { throw .malformed(page: number, "an artifact begins inside a mark") }
            isMarked = true
        case .end:
            guard isMarked else { throw .malformed(page: number, "a mark ends that has not begun") }
            isMarked = false
        case .rule(let rect, _):
            guard isOnSheet(rect.x), isOnSheet(rect.y), isOnSheet(rect.right), isOnSheet(rect.bottom) else {
                throw .malformed(page: number, "a rule lies beyond any page")
            }
        case .shape(let contour, _):
            guard contour.points.allSatisfy({ isOnSheet($0.x) && isOnSheet($0.y) }) else {
                throw .malformed(page: number, "a shape lies beyond any page")
            }
        case .image(let picture, let place):
            guard isMarked, !isTurned else {
                throw .malformed(page: number, "a picture stands outside any mark or inside a turned part")
            }
            guard document.pictures.indices.contains(picture) else {
                throw .malformed(page: number, "a place is for a picture that is not there")
            }
            guard isOnSheet(place.x), isOnSheet(place.y), isOnSheet(place.right), isOnSheet(place.bottom),
                place.width > .zero, place.height > .zero
            else { throw .malformed(page: number, "a picture has no size or lies beyond any page") }
        case .glyphs(let run):
            guard isMarked else { throw .malformed(page: number, "text “\(run.text)” stands outside any mark") }
            guard faces.indices.contains(Int(run.face)), let face = faces[Int(run.face)] else {
                throw .malformed(page: number, "text “\(run.text)” has no face")
            }
            guard (Length.pt(0.1)...Length.pt(14_400)).contains(run.size) else {
                throw .malformed(page: number, "text “\(run.text)” has an impossible size")
            }
            for glyph in run.glyphs {
                guard glyph.id != 0 else { throw .missingGlyph(face: face.name, text: run.text, page: number) }
                guard glyph.id < face.glyphCount else {
                    throw .malformed(page: number, "text “\(run.text)” names a glyph \(face.name) does not have")
                }
                guard isOnSheet(run.position.x), isOnSheet(glyph.x), isOnSheet(run.position.y), isOnSheet(glyph.y)
                else { throw .malformed(page: number, "text “\(run.text)” lies beyond any page") }
            }
        }
    }
    guard !isMarked, !isTurned else { throw .malformed(page: number, "a mark or a turned part does not end") }
}

/// Keeps sums far from the bounds of their integers.
private func isOnSheet(_ coordinate: Length) -> Bool {
    (-Length.pt(14_400)...Length.pt(14_400)).contains(coordinate)
}
