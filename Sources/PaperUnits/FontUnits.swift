/// A distance inside a face, in units of its em (`head.unitsPerEm`, 16...16384).
@frozen public struct FontUnits: Sendable, Hashable, Comparable {
    public var raw: Int32

    @inlinable public init(_ raw: Int32) { self.raw = raw }
    @inlinable public static func < (a: FontUnits, b: FontUnits) -> Bool { a.raw < b.raw }

    /// `raw × size / unitsPerEm`, rounded half away from zero.
    @inlinable public func scaled(to size: Length, unitsPerEm: Int32) -> Length {
        size.scaled(by: Int64(raw), over: Int64(unitsPerEm))
    }
}
