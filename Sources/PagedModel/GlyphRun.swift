public import PaperUnits
package import Provenance

/// Glyphs of one face, size and colour on one baseline, in the order of their text.
///
/// Their places are their own: in a run right to left each cluster stands left of the one before it, and the glyphs of one
/// cluster come from left to right all the same.
package struct GlyphRun: Sendable, Hashable {
    /// Index into `PagedDocument.faces`.
    package var face: UInt16
    package var size: Length
    package var colour: Colour
    /// Left end of the leftmost glyph's advance, on the baseline.
    package var position: Point
    package var glyphs: ContiguousArray<PlacedGlyph>
    /// The text the glyphs were shaped from, complete: every byte belongs to one cluster.
    package var text: String
    package var origin: Origin
    /// Runs that share a line carry the same number, counted from 0 on each page.
    package var line: Int32
    /// Em box of the line's own size: 0.88 em above the baseline and 0.12 em below it.
    package var emTop: Length
    package var emBottom: Length
    package var isRightToLeft: Bool

    package init(
        face: UInt16, size: Length, colour: Colour, position: Point, glyphs: ContiguousArray<PlacedGlyph>,
        text: String, origin: Origin, line: Int32, emTop: Length, emBottom: Length,
        isRightToLeft: Bool = false
    ) {
        self.face = face
        self.size = size
        self.colour = colour
        self.position = position
        self.glyphs = glyphs
        self.text = text
        self.origin = origin
        self.line = line
        self.emTop = emTop
        self.emBottom = emBottom
        self.isRightToLeft = isRightToLeft
    }
}

public struct PlacedGlyph: Sendable, Hashable {
    public var id: UInt16
    /// UTF-8 offset into the run's `text` of the first character it stands for. A glyph's text runs to the next larger
    /// cluster; several glyphs may share one cluster.
    public var cluster: UInt32
    /// Offset of the glyph's origin from the run's `position`: rightward and downward.
    public var x: Length
    public var y: Length
    /// Room the glyph takes on the line after compression and justification; not the face's own advance.
    public var advance: Length

    @inlinable public init(id: UInt16, cluster: UInt32, x: Length, y: Length, advance: Length) {
        self.id = id
        self.cluster = cluster
        self.x = x
        self.y = y
        self.advance = advance
    }
}
