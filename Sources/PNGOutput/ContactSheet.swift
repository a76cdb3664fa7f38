internal import PaperUnits

/// Where pages stand on an image of many: in rows, as wide as two times their number allows, in cells of one size.
package struct ContactSheet {
    /// Pages on one sheet at most.
    package static let capacity = 40
    /// Of its pages.
    static let dpi = 50
    private static let gap = 16
    private static let frame = Colour(red: 136, green: 136, blue: 136)

    private var sizes: [(width: Int, height: Int)] = []

    mutating func add(_ size: (width: Int, height: Int)) { sizes.append(size) }

    private var columns: Int { (1...8).first { $0 * $0 >= 2 * sizes.count }.map { min($0, sizes.count) } ?? 8 }
    private var cell: (width: Int, height: Int) {
        (
            (sizes.map(\.width).max() ?? 0) + 2 + Self.gap, (sizes.map(\.height).max() ?? 0) + 2 + Self.gap
        )
    }

    var width: Int { columns * cell.width + Self.gap }
    var height: Int { (sizes.count + columns - 1) / columns * cell.height + Self.gap }

    /// Top left pixel of a page.
    func corner(of place: Int) -> (left: Int, top: Int) {
        (
            place % columns * cell.width + Self.gap + 1, place / columns * cell.height + Self.gap + 1
        )
    }

    /// One pixel around a page.
    func addFrame(of place: Int, to plan: inout PagePlan) {
        let ink = plan.palette.ink(Self.frame)
        let (left, top) = corner(of: place)
        let (right, bottom) = (left + sizes[place].width, top + sizes[place].height)
        plan.add(.rule, ink, left - 1..<right + 1, top - 1..<top)
        plan.add(.rule, ink, left - 1..<right + 1, bottom..<bottom + 1)
        plan.add(.rule, ink, left - 1..<left, top - 1..<bottom + 1)
        plan.add(.rule, ink, right..<right + 1, top - 1..<bottom + 1)
    }
}
