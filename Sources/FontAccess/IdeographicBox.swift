import PaperUnits

/// Where a face's ideographs stand in the em and how large they look: means over characters that fill their box.
package struct IdeographicBox: Sendable, Hashable {
    /// Centre of the ink above the baseline, in thousandths of the em.
    package var centre: Int64
    /// Of the ink, in thousandths of the em.
    package var width: Int64
    package var height: Int64

    /// What brings this face's ideographs to the place and size of another's.
    ///
    /// A size is changed only where width and height agree that it should be: a face that is narrower and taller is
    /// another style, not another size. Differences below 1 % of the em are left.
    package func adjustment(to other: IdeographicBox) -> FaceAdjustment {
        let across = other.width * 1000 / max(1, width)
        let up = other.height * 1000 / max(1, height)
        var scale: Int64 = 1000
        if across < 1000, up < 1000 { scale = max(across, up) }
        if across > 1000, up > 1000 { scale = min(across, up) }
        if abs(scale - 1000) < 10 { scale = 1000 }
        let rise = other.centre - centre * scale / 1000
        return FaceAdjustment(scale: scale, rise: abs(rise) < 10 ? 0 : rise)
    }
}

/// How the ideographs of a face are set beside those of a role's first face.
package struct FaceAdjustment: Sendable, Hashable {
    /// Thousandths of the nominal size.
    package var scale: Int64
    /// Thousandths of the nominal em, upward.
    package var rise: Int64

    package static let none = FaceAdjustment(scale: 1000, rise: 0)
}

extension Typeface {
    /// Measured from the face's own outlines; nil where it has too few ideographs.
    package func ideographicBox() -> IdeographicBox? {
        measure(Self.common) ?? measure(Self.rare)
    }

    /// Ideographs of all shapes that every Chinese face has.
    private static let common = "国田永东图困因固圆会业员警繁露议量重龙鹰春秋水木火土金高盛景市政书事麦黑".unicodeScalars.map(\.value)
    /// Of Extension B, one in 1,024, for faces of nothing else.
    private static let rare = stride(from: UInt32(0x20010), to: 0x2A6D0, by: 0x400).map(\.self)

    private func measure(_ sample: [UInt32]) -> IdeographicBox? {
        let boxes = sample.compactMap { glyph(for: $0).flatMap(inkBounds) }
        guard boxes.count * 4 >= sample.count * 3 else { return nil }
        func mean(_ value: (InkBounds) -> Int32) -> Int64 {
            boxes.reduce(0) { $0 + Int64(value($1)) } * 1000 / Int64(boxes.count) / Int64(unitsPerEm)
        }
        let (top, bottom) = (mean { $0.top.raw }, mean { $0.bottom.raw })
        return IdeographicBox(
            centre: (top + bottom) / 2, width: mean { $0.right.raw - $0.left.raw }, height: top - bottom)
    }
}
