package import PaperUnits
package import Pictures
package import Provenance

/// The waist of the flow: pages of glyph runs and rules, with their meaning, and nothing of paragraphs or templates.
///
/// Writers read this and fonts, and nothing before it. Coordinates: origin at the top left of the page, y downward.
package struct PagedDocument: Sendable, Hashable {
    package var title: String
    /// BCP 47.
    package var language: String
    /// Whether files for printing mix a colour from its inks, where it has some.
    package var usesInks = false
    /// Names of the faces used (`Typeface.name`), in the order of first use; runs refer to them by index.
    package var faces: [String]
    /// What image items refer to by index.
    package var pictures: [Picture]
    package var pages: [Page]
    /// Element 0 is the document; a parent stands before its children, and children in reading order.
    package var structure: [StructureElement]
    package var outline: [OutlineEntry]
    package var warnings: [Diagnostic]

    package init(title: String, language: String) {
        self.title = title
        self.language = language
        faces = []
        pictures = []
        pages = []
        structure = [StructureElement(tag: .document, parent: nil)]
        outline = []
        warnings = []
    }
}

package struct Page: Sendable, Hashable {
    package var size: Size
    /// As printed, `1`.
    package var label: String
    /// In reading order; artifacts may stand anywhere.
    package var items: ContiguousArray<DisplayItem>

    package init(size: Size, label: String, items: ContiguousArray<DisplayItem> = []) {
        self.size = size
        self.label = label
        self.items = items
    }
}

package enum DisplayItem: Sendable, Hashable {
    case glyphs(GlyphRun)
    case rule(Rect, Colour)
    case shape(Contour, Colour)
    /// A picture by its index, upright and scaled to fill the place. Not inside a turned part.
    case image(Int, Rect)
    /// What follows up to the matching `end` belongs to this element. Elements do not nest here: the innermost one is
    /// named, and its ancestors follow from `structure`. An element may be begun again (a paragraph over two pages).
    case begin(ElementID)
    case beginArtifact(Artifact)
    case end
    /// What follows up to `endTurned` is turned 90° counter-clockwise (GB/T 9704 8). It stands in coordinates of its own,
    /// x toward the top of the page and y toward its right: the place (x, y) is (origin.x + y, origin.y − x) on the page.
    /// Turned parts do not nest, and marks begin and end inside one or outside.
    case beginTurned(Point)
    case endTurned
}

/// Index into `PagedDocument.structure`.
package struct ElementID: Sendable, Hashable {
    package var raw: Int32
    package init(_ raw: Int32) { self.raw = raw }
}

package enum Artifact: Sendable, Hashable {
    /// Page numbers.
    case pageFooter
    /// Rules, table borders.
    case layout
    /// What a later page of a table says again: its head, 续表, a cell that spans the rows at the page end.
    case repeatedHead
}

/// Roles of ISO 32000-1 14.8.4 as minutes need them.
package enum StructureTag: Sendable, Hashable {
    case document
    case heading(level: Int)
    case paragraph
    case list, listItem, label, listBody
    /// Blocks that belong together.
    case group
    /// A picture; the words stand for it where it is not seen.
    case figure(alternate: String)
    case table(summary: String)
    case caption, tableHead, tableBody, row
    case headCell(columnSpan: Int, rowSpan: Int = 1, scope: Scope)
    case cell(columnSpan: Int, rowSpan: Int = 1)

    package enum Scope: Sendable, Hashable { case row, column }
}

package struct StructureElement: Sendable, Hashable {
    package var tag: StructureTag
    package var parent: ElementID?

    package init(tag: StructureTag, parent: ElementID?) {
        self.tag = tag
        self.parent = parent
    }
}

/// A bookmark. Levels go down by one at a time and start at 1.
package struct OutlineEntry: Sendable, Hashable {
    package var level: Int
    package var title: String
    /// 0-based.
    package var page: Int
    /// Top of the heading's em box.
    package var y: Length

    package init(level: Int, title: String, page: Int, y: Length) {
        self.level = level
        self.title = title
        self.page = page
        self.y = y
    }
}
