/// A place on a page: origin at the top left corner of the trimmed page, y downward.
@frozen public struct Point: Sendable, Hashable {
    public var x: Length
    public var y: Length
    @inlinable public init(x: Length, y: Length) {
        self.x = x
        self.y = y
    }
}

@frozen public struct Size: Sendable, Hashable {
    public var width: Length
    public var height: Length
    @inlinable public init(width: Length, height: Length) {
        self.width = width
        self.height = height
    }
    /// ISO 216 A4, 210 × 297 mm.
    public static let a4 = Size(width: .mm(210), height: .mm(297))
}

/// A rectangle with its origin at the top left, y downward.
@frozen public struct Rect: Sendable, Hashable {
    public var x: Length
    public var y: Length
    public var width: Length
    public var height: Length
    @inlinable public init(x: Length, y: Length, width: Length, height: Length) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
    @inlinable public var right: Length { x + width }
    @inlinable public var bottom: Length { y + height }
}
