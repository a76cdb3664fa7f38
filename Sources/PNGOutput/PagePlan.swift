internal import FontAccess
internal import PaperUnits

/// What stands on an image and where, in the order of painting, in pixels from the top left corner.
struct PagePlan {
    enum Content {
        /// Number in the glyph cache.
        case glyph(Int32)
        /// Index into `shapes`.
        case shape(Int)
        case rule
        /// Index into `pictures`; its ink counts for nothing.
        case picture(Int)
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
    private(set) var pictures: [PictureScaler] = []

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

    mutating func add(_ picture: PictureScaler) {
        pictures.append(picture)
        add(.picture(pictures.count - 1), palette.ink(.black), picture.columns, picture.rows)
    }

    /// One row of a picture as it stands on the image.
    mutating func row(_ row: Int, ofPicture index: Int) -> [UInt8] { pictures[index].row(row) }

    /// Whether gray does not hold it.
    var hasColour: Bool {
        !palette.isGray
            && (pictures.contains { $0.channels == 3 }
                || items.contains { !palette.inks[$0.ink].colour.isGray })
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
