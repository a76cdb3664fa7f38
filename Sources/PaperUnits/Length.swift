/// A distance on paper: a count of EMU, of which 1 pt holds 12,700 and 1 mm 36,000.
///
/// The PDF point, the millimetre of GB/T 9704 and 10.5 pt (五号) are all whole numbers of EMU, so lengths compare
/// exactly and give the same bytes on every machine. Lengths are never multiplied with each other; `scaled(by:over:)`
/// takes a numerator and a denominator and rounds once.
@frozen public struct Length: Sendable, Hashable, Comparable, AdditiveArithmetic {
    public var emu: Int64

    @inlinable public init(emu: Int64) { self.emu = emu }
    @inlinable public static var zero: Length { Length(emu: 0) }

    /// Millionths of a point would be finer than an EMU; the value is rounded half away from zero.
    @inlinable public static func pt(_ value: Double) -> Length { Length(emu: roundedAwayFromZero(value * 12_700)) }
    @inlinable public static func mm(_ value: Double) -> Length { Length(emu: roundedAwayFromZero(value * 36_000)) }

    @inlinable public static func < (a: Length, b: Length) -> Bool { a.emu < b.emu }
    @inlinable public static func + (a: Length, b: Length) -> Length { Length(emu: a.emu + b.emu) }
    @inlinable public static func - (a: Length, b: Length) -> Length { Length(emu: a.emu - b.emu) }
    @inlinable public static prefix func - (a: Length) -> Length { Length(emu: -a.emu) }
    @inlinable public static func * (count: Int, a: Length) -> Length { Length(emu: Int64(count) * a.emu) }

    /// `self × numerator / denominator`, rounded half away from zero. `denominator > 0`.
    @inlinable public func scaled(by numerator: Int64, over denominator: Int64) -> Length {
        let product = emu * numerator
        let half = denominator / 2
        return Length(emu: (product < 0 ? product - half : product + half) / denominator)
    }

    @inlinable public var points: Double { Double(emu) / 12_700 }
    @inlinable public var millimetres: Double { Double(emu) / 36_000 }
}

/// Avoids `Double.rounded()`, which needs the C mathematics library where Foundation is not linked.
@inlinable func roundedAwayFromZero(_ value: Double) -> Int64 {
    Int64(value < 0 ? value - 0.5 : value + 0.5)
}
