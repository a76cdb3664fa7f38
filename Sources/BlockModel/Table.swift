package import PaperUnits

/// A ruled table across the type area; breaks between rows and repeats its head rows on each page.
package struct Table: Sendable, Hashable {
    /// Column widths; they add up to the table's width, which is at most the type area's.
    package var columns: [Length]
    package var head: [TableRow]
    package var rows: [TableRow]
    package var before: Blank
    /// Thickness of the frame and of the inner rules; both drawn centred on the cell borders.
    package var frame: Length
    package var innerRule: Length
    package var colour: Colour
    /// Cell border to text.
    package var padding: Size
    /// Tops of successive lines inside a cell.
    package var linePitch: Length
    /// For readers of the tagged file; not printed.
    package var summary: String

    package init(
        columns: [Length], head: [TableRow], rows: [TableRow], before: Blank, frame: Length, innerRule: Length,
        colour: Colour = .black, padding: Size, linePitch: Length, summary: String
    ) {
        self.columns = columns
        self.head = head
        self.rows = rows
        self.before = before
        self.frame = frame
        self.innerRule = innerRule
        self.colour = colour
        self.padding = padding
        self.linePitch = linePitch
        self.summary = summary
    }
}

package struct TableRow: Sendable, Hashable {
    /// One for each column, or fewer where a cell spans several.
    package var cells: [TableCell]
    package init(_ cells: [TableCell]) { self.cells = cells }
}

package struct TableCell: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        /// Paragraphs set one below the other without blanks.
        case text([[Inline]], Alignment)
        /// A grid of names, then unnamed groups as running text.
        case names(NameGrid, groups: [Inline])
    }
    package var content: Content
    package var columnSpan: Int
    /// A row or column head (TH).
    package var isHead: Bool

    package init(_ content: Content, columnSpan: Int = 1, isHead: Bool = false) {
        self.content = content
        self.columnSpan = columnSpan
        self.isHead = isHead
    }
}
