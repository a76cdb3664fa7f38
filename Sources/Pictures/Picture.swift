/// A photograph as pages carry it: checked once, so that writers may rely on it. Colours are sRGB.
package struct Picture: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        /// Rows from the top without gaps, 8 bits a channel.
        case samples([UInt8])
        /// A JPEG file of gray or YCbCr with 8 bits a channel, baseline or progressive, without what cameras and programs
        /// note in it.
        case jpeg([UInt8])
    }

    /// In pixels, as stored: before it is turned upright.
    package var width: Int
    package var height: Int
    /// 1 for gray, 3 for red, green and blue.
    package var channels: Int
    package var orientation: Orientation
    package var content: Content

    package init(
        width: Int, height: Int, channels: Int, orientation: Orientation = .upright, content: Content
    ) {
        self.width = width
        self.height = height
        self.channels = channels
        self.orientation = orientation
        self.content = content
    }

    /// In pixels, as seen.
    package var uprightWidth: Int { orientation.isLying ? height : width }
    package var uprightHeight: Int { orientation.isLying ? width : height }
}

/// Where the first row and column of a picture stand when it is seen upright (Exif 2.32, tag 274), as the place (x, y) of
/// a stored one (column, row), all within 0...1 from the top left.
package struct Orientation: Sendable, Hashable {
    /// x = start + column × byColumn + row × byRow, each -1, 0 or 1.
    package struct Axis: Sendable, Hashable {
        package var start: Int
        package var byColumn: Int
        package var byRow: Int
    }
    package var x: Axis
    package var y: Axis

    package static let upright = Orientation(
        x: Axis(start: 0, byColumn: 1, byRow: 0), y: Axis(start: 0, byColumn: 0, byRow: 1))

    /// - Parameter exif: 1...8; anything else is taken for 1, as cameras that write 0 mean it.
    package init(exif: Int) {
        let columnForward = Axis(start: 0, byColumn: 1, byRow: 0)
        let columnBackward = Axis(start: 1, byColumn: -1, byRow: 0)
        let rowForward = Axis(start: 0, byColumn: 0, byRow: 1)
        let rowBackward = Axis(start: 1, byColumn: 0, byRow: -1)
        switch exif {
        case 2: self.init(x: columnBackward, y: rowForward)
        case 3: self.init(x: columnBackward, y: rowBackward)
        case 4: self.init(x: columnForward, y: rowBackward)
        case 5: self.init(x: rowForward, y: columnForward)
        case 6: self.init(x: rowBackward, y: columnForward)
        case 7: self.init(x: rowBackward, y: columnBackward)
        case 8: self.init(x: rowForward, y: columnBackward)
        default: self = .upright
        }
    }

    private init(x: Axis, y: Axis) {
        self.x = x
        self.y = y
    }

    /// Width and height change places.
    package var isLying: Bool { x.byColumn == 0 }
}

/// Bounds of one picture; each is a coded error where it is passed.
package struct PictureLimits: Sendable, Hashable {
    /// Of the file.
    package var bytes: Int
    /// Width × height; a picture takes up to four bytes a pixel while it is read.
    package var pixels: Int

    package init(bytes: Int = 32 << 20, pixels: Int = 50_000_000) {
        self.bytes = bytes
        self.pixels = pixels
    }
}

package enum PictureError: Error, Hashable {
    case empty
    case tooManyBytes(count: Int, limit: Int)
    case tooManyPixels(width: Int, height: Int, limit: Int)
    /// Neither PNG nor JPEG.
    case unknownFormat
    /// A kind of JPEG that PDF does not know: its name.
    case unsupported(String)
    /// CMYK or YCCK.
    case inks
    /// In the words of the library.
    case damaged(String)
}
