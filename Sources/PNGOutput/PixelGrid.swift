internal import FontAccess
internal import PaperUnits

/// Turns places on paper into places among pixels, by integers alone.
struct PixelGrid {
    /// Pixels per inch; an inch holds 914,400 EMU.
    let dpi: Int64

    /// Rounded half up.
    func pixels(_ length: Length) -> Int { Int(roundedUp(length.emu * dpi, 914_400)) }

    /// In 1/64 pixel.
    func sixtyFourths(_ length: Length) -> Int32 { Int32(clamping: roundedUp(length.emu * dpi * 64, 914_400)) }

    /// Parts of a pixel that glyphs of a size are placed by, 2 or 4.
    ///
    /// A glyph is displaced by half a part at most: an eighth of a pixel below 24 pixels an em, where that can be seen, a
    /// quarter above, which is 1 % of the em and less, and means a quarter as many different images of each glyph.
    func parts(_ size: Length) -> Int64 { size.emu * dpi < 24 * 914_400 ? 4 : 2 }

    /// The pixel a coordinate lies in after rounding to parts of a pixel, and its place in it in quarters.
    func place(_ coordinate: Length, parts: Int64) -> (pixel: Int, quarter: UInt8) {
        let places = roundedUp(coordinate.emu * dpi * parts, 914_400)
        let pixel = places >> (parts == 4 ? 2 : 1)
        return (Int(pixel), UInt8((places - pixel * parts) * (4 / parts)))
    }

    /// The pixel a coordinate lies in.
    func pixel(at coordinate: Length) -> Int { place(coordinate, parts: 4).pixel }

    /// Columns or rows across a rule: at least one, and as many for the same thickness wherever it stands.
    func across(_ start: Length, _ thickness: Length) -> Range<Int> {
        let first = pixels(start)
        return first..<first + max(1, pixels(thickness))
    }

    /// Columns or rows along a rule. It ends as a rule of the same thickness that stands across its end does, so that
    /// the corners of a frame close and nothing sticks out.
    func along(_ start: Length, _ end: Length, _ thickness: Length) -> Range<Int> {
        let first = pixels(start)
        return first..<max(first + 1, across(end - thickness, thickness).upperBound)
    }

    private func roundedUp(_ value: Int64, _ divisor: Int64) -> Int64 {
        let sum = value + divisor / 2
        let quotient = sum / divisor
        return sum % divisor < 0 ? quotient - 1 : quotient
    }
}
