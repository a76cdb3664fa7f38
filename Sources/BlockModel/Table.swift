package import PaperUnits

/// A ruled table across the type area; breaks between rows and repeats its head rows on each page.
///
/// Rows are read from left to right: a cell takes the first column that no cell above it reaches into. Spans end with the
/// table and with their group (head or body); columns a row leaves over get an empty cell, cells beyond the columns go on
/// in a row of their own. A table without columns is not printed.
package struct Table: Sendable, Hashable {
    /// With an automatic column the table is as wide as its measure, else as wide as its columns.
    package var columns: [TableColumn]
    package var head: [TableRow]
    package var rows: [TableRow]
    package var before: Blank
    package var title: TableTitle?
    package var turning: TableTurning
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
        columns: [TableColumn], head: [TableRow], rows: [TableRow], before: Blank, title: TableTitle? = nil,
        turning: TableTurning = .whenTooWide, frame: Length, innerRule: Length, colour: Colour = .black, padding: Size,
        linePitch: Length, summary: String
    ) {
        self.columns = columns
        self.head = head
        self.rows = rows
        self.before = before
        self.title = title
        self.turning = turning
        self.frame = frame
        self.innerRule = innerRule
        self.colour = colour
        self.padding = padding
        self.linePitch = linePitch
        self.summary = summary
    }
}

package struct TableColumn: Sendable, Hashable {
    package enum Width: Sendable, Hashable {
        case fixed(Length)
        /// From the content: no narrower than the longest unit that does not break and than `least`, wider than `most`
        /// only where such a unit needs it, or where no column is left to take the rest of the measure.
        case automatic(least: Length = .zero, most: Length? = nil)
    }
    package var width: Width
    /// Units digits stand under units digits; the widest number is centred in the column (`clreq.md` T-e).
    package var alignsDigits: Bool

    package init(_ width: Width, alignsDigits: Bool = false) {
        self.width = width
        self.alignsDigits = alignsDigits
    }

    package static func fixed(_ width: Length) -> TableColumn { TableColumn(.fixed(width)) }
}

/// 表1　出席情况, centred above the table with one em between number and words (`clreq.md` T-a).
package struct TableTitle: Sendable, Hashable {
    package var number: [Inline]
    package var words: [Inline]
    /// 续表, above each later part of the table (T-b).
    package var continued: [Inline]
    package var linePitch: Length
    /// Em box of the last line to the table's frame.
    package var below: Length

    package init(number: [Inline] = [], words: [Inline], continued: [Inline] = [], linePitch: Length, below: Length) {
        self.number = number
        self.words = words
        self.continued = continued
        self.linePitch = linePitch
        self.below = below
    }
}

/// Whether a table is turned 90° counter-clockwise on pages of its own, its head at their left edge (GB/T 9704 8).
package enum TableTurning: String, Sendable, Hashable, CaseIterable {
    /// A table too wide for the type area is then squeezed into it.
    case never
    case whenTooWide = "when-too-wide"
    case always
}

package struct TableRow: Sendable, Hashable {
    package var cells: [TableCell]
    /// Pages may break between the lines of the row. One higher than a page always breaks.
    package var maySplit: Bool
    /// Stands on the page of the row above (a row of totals).
    package var keepWithPrevious: Bool

    package init(_ cells: [TableCell], maySplit: Bool = false, keepWithPrevious: Bool = false) {
        self.cells = cells
        self.maySplit = maySplit
        self.keepWithPrevious = keepWithPrevious
    }
}

package struct TableCell: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        /// Paragraphs set one below the other without blanks.
        case text([[Inline]], Alignment)
        /// A grid of names, then unnamed groups as running text.
        case names(NameGrid, groups: [Inline])
    }
    package enum VerticalAlignment: String, Sendable, Hashable, CaseIterable { case top, centre }

    package var content: Content
    package var columnSpan: Int
    package var rowSpan: Int
    package var vertical: VerticalAlignment
    /// A row or column head (TH).
    package var isHead: Bool

    package init(
        _ content: Content, columnSpan: Int = 1, rowSpan: Int = 1, vertical: VerticalAlignment = .centre,
        isHead: Bool = false
    ) {
        self.content = content
        self.columnSpan = columnSpan
        self.rowSpan = rowSpan
        self.vertical = vertical
        self.isHead = isHead
    }
}
