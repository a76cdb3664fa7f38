/// A colour of ink, as sRGB with 8 bits a channel.
@frozen public struct Colour: Sendable, Hashable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8
    @inlinable public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }
    public static let black = Colour(red: 0, green: 0, blue: 0)
    @inlinable public var isGray: Bool { red == green && green == blue }
}
