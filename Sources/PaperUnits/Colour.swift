/// A colour of ink: as sRGB with 8 bits a channel, and the inks a press mixes it from, where someone chose them.
@frozen public struct Colour: Sendable, Hashable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8
    /// Page images and screens show red, green and blue all the same.
    public var inks: Inks?
    @inlinable public init(red: UInt8, green: UInt8, blue: UInt8, inks: Inks? = nil) {
        self.red = red
        self.green = green
        self.blue = blue
        self.inks = inks
    }
    public static let black = Colour(red: 0, green: 0, blue: 0)
    @inlinable public var isGray: Bool { red == green && green == blue }
}

/// Per cent of each ink, 0...100.
@frozen public struct Inks: Sendable, Hashable {
    public var cyan: UInt8
    public var magenta: UInt8
    public var yellow: UInt8
    public var black: UInt8
    @inlinable public init(cyan: UInt8, magenta: UInt8, yellow: UInt8, black: UInt8) {
        self.cyan = cyan
        self.magenta = magenta
        self.yellow = yellow
        self.black = black
    }
}
