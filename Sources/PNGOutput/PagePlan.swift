internal import FontAccess

/// What stands on an image and where, in the order of painting, in pixels from the top left corner.
struct PagePlan {
    enum Content {
        /// Number in the glyph cache.
        case glyph(Int32)
        /// Index into `shapes`.
        case shape(Int)
        case rule
    }

    struct Item {
        var content: Content
        /// Of the palette.
        var ink: Int
        var columns: Range<Int>
        var rows: Range<Int>
    }

    let width: Int
    let height: Int
    var palette: Palette
    private(set) var items: [Item] = []
    var shapes: [Coverage] = []
    /// Coverage of the shapes in fifteenths.
    var shapeBytes: [UInt8] = []

    init(width: Int, height: Int, palette: Palette) {
        self.width = width
        self.height = height
        self.palette = palette
    }

    /// Leaves out what lies beyond the image.
    mutating func add(_ content: Content, _ ink: Int, _ columns: Range<Int>, _ rows: Range<Int>) {
        guard columns.overlaps(0..<width), rows.overlaps(0..<height) else { return }
        items.append(Item(content: content, ink: ink, columns: columns, rows: rows))
    }

    /// Indices of the palette that its pixels may have, but for ink over ink.
    var used: Set<UInt8> {
        var solid: Set<Int> = []
        var shaded: Set<Int> = []
        for item in items {
            if case .rule = item.content { solid.insert(item.ink) } else { shaded.insert(item.ink) }
        }
        var used: Set<UInt8> = [0]
        for ink in solid { used.insert(palette.inks[ink].overWhite[Palette.full]) }
        for ink in shaded { for coverage in 1...Palette.full { used.insert(palette.inks[ink].overWhite[coverage]) } }
        return used
    }
}
