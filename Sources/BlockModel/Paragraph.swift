package import PaperUnits

/// The blank above a block, measured from the em box above it; dropped at the top of a page unless `.fromTop`.
package enum Blank: Sendable, Hashable {
    /// The next line (下一行) for 0, 下空一行 for 1: `7/8 E + n L`, then up to the grid where the block is on it.
    case lines(Int)
    case length(Length)
    /// The top of the ink at this distance below the top of the type area (纪要标志, 35 mm). First page only.
    case inkFromTop(Length)
    /// The block's own reference edge this far below the previous block's rule or em box, without grid.
    case none
}

package enum Alignment: String, Sendable, Hashable, CaseIterable {
    /// Both edges flush but for the last line.
    case justified
    case left, centre, right
    /// Equal gaps from edge to edge, single lines too (均排).
    case distributed
}

package struct ParagraphStyle: Sendable, Hashable {
    package var alignment: Alignment
    /// Added to the first line's start.
    package var firstIndent: Length
    package var leftIndent: Length
    package var rightIndent: Length
    package var before: Blank
    /// Nil: the lines stand on the page's grid. Else the tops of successive lines are this far apart, off the grid.
    package var linePitch: Length?
    /// Stays on the page of the next block's first line.
    package var keepWithNext: Bool
    /// Takes the last lines of the block above along rather than open a page alone (a source note).
    package var keepWithPrevious: Bool
    /// All lines stand on one page, if a page holds them.
    package var keepTogether: Bool
    /// Stands at the top of a page (附件, GB/T 9704 7.3.7).
    package var startsPage: Bool
    /// Lines of nearly equal length rather than filled ones (titles).
    package var balanced: Bool
    /// Where a size is too wide for one line, the largest of these that leaves `fitMargin` at both sides is taken.
    package var fitSizes: [Length]
    package var fitMargin: Length

    package init(
        alignment: Alignment = .justified, firstIndent: Length = .zero, leftIndent: Length = .zero,
        rightIndent: Length = .zero, before: Blank = .lines(0), linePitch: Length? = nil,
        keepWithNext: Bool = false, keepWithPrevious: Bool = false, keepTogether: Bool = false,
        startsPage: Bool = false, balanced: Bool = false, fitSizes: [Length] = [], fitMargin: Length = .zero
    ) {
        self.alignment = alignment
        self.firstIndent = firstIndent
        self.leftIndent = leftIndent
        self.rightIndent = rightIndent
        self.before = before
        self.linePitch = linePitch
        self.keepWithNext = keepWithNext
        self.keepWithPrevious = keepWithPrevious
        self.keepTogether = keepTogether
        self.startsPage = startsPage
        self.balanced = balanced
        self.fitSizes = fitSizes
        self.fitMargin = fitMargin
    }
}

/// What a block means to a reader of the tagged file.
package enum BlockRole: Sendable, Hashable {
    case body
    /// 1 for the document's title.
    case heading(level: Int)
    /// One numbered item; consecutive ones form a list. Its lead is its label, without a lead its first inline.
    case listItem
}

package struct Paragraph: Sendable, Hashable {
    /// Words before the text, never compressed; turn-over lines align with the first character after them (附件：1.,
    /// 抄送：; GB/T 9704 7.3.4, 7.4.2).
    package var lead: [Inline]
    package var inlines: [Inline]
    package var style: ParagraphStyle
    package var role: BlockRole
    /// Set flush right on the first line, which `inlines` leave room for (organ left, date right).
    package var trailing: [Inline]

    package init(
        lead: [Inline] = [], _ inlines: [Inline], style: ParagraphStyle, role: BlockRole = .body,
        trailing: [Inline] = []
    ) {
        self.lead = lead
        self.inlines = inlines
        self.style = style
        self.role = role
        self.trailing = trailing
    }
}

/// A line across the type area (红色分隔线). It belongs to what stands above it: where that fills the page, the line is
/// left out rather than drawn at the top of the next one.
package struct Rule: Sendable, Hashable {
    package var thickness: Length
    package var colour: Colour
    /// Bottom of the em box above to the rule's upper edge.
    package var above: Length

    package init(thickness: Length, colour: Colour, above: Length) {
        self.thickness = thickness
        self.colour = colour
        self.above = above
    }
}
