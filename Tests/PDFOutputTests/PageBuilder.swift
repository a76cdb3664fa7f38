import FontAccess
import PagedModel
import PaperUnits
import Provenance

/// Builds pages by hand, one glyph a character, so that writers are tested without layout.
struct PageBuilder {
    let library: FontLibrary
    var document: PagedDocument
    private var line: Int32 = 0

    init(library: FontLibrary, title: String) {
        self.library = library
        document = PagedDocument(title: title, language: "zh-CN")
    }

    mutating func element(_ tag: StructureTag, in parent: ElementID = ElementID(0)) -> ElementID {
        document.structure.append(StructureElement(tag: tag, parent: parent))
        return ElementID(Int32(document.structure.count - 1))
    }

    mutating func page(label: String? = nil) {
        document.pages.append(Page(size: .a4, label: label ?? String(document.pages.count + 1)))
        line = 0
    }

    mutating func put(_ item: DisplayItem) { document.pages[document.pages.count - 1].items.append(item) }

    /// Adds a line of text and returns where it ends.
    /// - Parameters:
    ///   - extra: added to the advance of the character of that index.
    ///   - drawn: the characters whose glyphs are drawn, where they differ from the text.
    @discardableResult
    mutating func text(
        _ text: String, face name: String = "FandolFang-Regular", size: Length = .pt(16), x: Length = .mm(28),
        y: Length, colour: Colour = .black, extra: [Int: Length] = [:], drawn: String? = nil, sameLine: Bool = false
    ) throws -> Length {
        if !sameLine { line += 1 }
        let typeface = try library.typeface(named: name)
        let face: Int
        if let known = document.faces.firstIndex(of: name) {
            face = known
        } else {
            face = document.faces.count
            document.faces.append(name)
        }
        var glyphs: ContiguousArray<PlacedGlyph> = []
        var pen = Length.zero
        var cluster: UInt32 = 0
        for (index, pair) in zip(text.unicodeScalars, (drawn ?? text).unicodeScalars).enumerated() {
            guard let glyph = typeface.glyph(for: pair.1.value) else { throw FontError.unknownRole(String(pair.1)) }
            let own = typeface.advance(of: glyph).scaled(to: size, unitsPerEm: typeface.unitsPerEm)
            let advance = own + (extra[index] ?? .zero)
            glyphs.append(PlacedGlyph(id: glyph, cluster: cluster, x: pen, y: .zero, advance: advance))
            pen = pen + advance
            cluster += UInt32(String(pair.0).utf8.count)
        }
        put(
            .glyphs(
                GlyphRun(
                    face: UInt16(face), size: size, colour: colour, position: Point(x: x, y: y), glyphs: glyphs,
                    text: text, origin: .template, line: line, emTop: y - size.scaled(by: 88, over: 100),
                    emBottom: y + size.scaled(by: 12, over: 100))))
        return x + pen
    }
}
