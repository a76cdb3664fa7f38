package import PaperUnits

/// Pictures side by side, each with its caption below it: never parted by a page end. All captions begin at one height, below
/// the highest picture, unless a picture with its caption is higher than a page; then the captions follow as paragraphs.
package struct Figures: Sendable, Hashable {
    /// At most as many as `columns`; fewer stand in the middle.
    package var figures: [Figure]
    /// They share the measure equally.
    package var columns: Int
    /// Between two columns.
    package var gap: Length
    package var before: Blank
    /// A picture is as large as its column and this allow.
    package var maximum: Size
    /// Pixels an inch that a picture has at least: small ones stay small.
    package var leastResolution: Int

    package init(
        _ figures: [Figure], columns: Int, gap: Length, before: Blank, maximum: Size, leastResolution: Int
    ) {
        self.figures = figures
        self.columns = columns
        self.gap = gap
        self.before = before
        self.maximum = maximum
        self.leastResolution = leastResolution
    }
}

package struct Figure: Sendable, Hashable {
    /// Index into `Document.pictures`.
    package var picture: Int
    /// Says what is seen, for those who do not see it; not printed.
    package var alternate: String
    /// Set in the width of the column.
    package var caption: Paragraph?

    package init(picture: Int, alternate: String, caption: Paragraph? = nil) {
        self.picture = picture
        self.alternate = alternate
        self.caption = caption
    }
}
