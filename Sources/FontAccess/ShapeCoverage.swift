internal import CFreeType

/// A point of a closed outline of lines and cubic curves, in 1/64 pixel, y upward. Control points come in twos.
package struct OutlinePoint: Sendable, Hashable {
    package var x: Int32
    package var y: Int32
    package var isControl: Bool

    package init(x: Int32, y: Int32, isControl: Bool) {
        self.x = x
        self.y = y
        self.isControl = isControl
    }
}

extension OutlineSource {
    /// Appends the coverage of a drawn shape to `bytes`; nil where it is beyond any page image or has too many points.
    ///
    /// Area coverage is exact, as for glyphs; `left` and `top` count from the pixel of (0, 0).
    package mutating func coverage(of points: [OutlinePoint], into bytes: inout [UInt8]) -> FilledOutline? {
        guard points.count > 2, points.count <= 30_000, let library = unsafe openLibrary() else { return nil }
        var outline = unsafe FT_Outline()
        guard unsafe FT_Outline_New(library, FT_UInt(points.count), 1, &outline) == 0 else { return nil }
        defer { unsafe FT_Outline_Done(library, &outline) }
        for (index, point) in points.enumerated() {
            unsafe outline.points[index] = FT_Vector(x: FT_Pos(point.x), y: FT_Pos(point.y))
            // FT_CURVE_TAG_ON and FT_CURVE_TAG_CUBIC.
            unsafe outline.tags[index] = point.isControl ? 2 : 1
        }
        unsafe outline.contours[0] = numericCast(points.count - 1)
        return unsafe fillOutline(&outline, library, into: &bytes)
    }
}
