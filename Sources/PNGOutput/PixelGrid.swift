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

    /// The pixel a coordinate lies in after rounding to quarters, and the quarter.
    func quarter(_ coordinate: Length) -> (pixel: Int, phase: UInt8) {
        let quarters = roundedUp(coordinate.emu * dpi * 4, 914_400)
        return (Int(quarters >> 2), UInt8(quarters & 3))
    }

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
