package import FontAccess
package import Pictures

/// How a page becomes an image.
package struct PNGOptions: Sendable, Hashable {
    package enum Color: String, Sendable, Hashable, CaseIterable {
        /// Grays; colours become their luma.
        case gray
        /// 1 bit, black where ink covers at least a third of a pixel.
        case mono
        /// 24 bits.
        case rgb
        /// The smallest form that is exact: grays for pages without colour, a palette or 24 bits for others.
        case auto
    }

    /// Pixels per inch, within `dpiRange`.
    package var dpi: Int = 200
    package var color: Color = .auto
    /// Limit on width × height.
    package var maximumPixels: Int = 150_000_000

    package static let dpiRange = 72...1200

    package init(dpi: Int = 200, color: Color = .auto) {
        self.dpi = dpi
        self.color = color
    }
}

/// What stands in an image beside its pixels; the document's title and the page's number come from the document.
package struct PNGMetadata: Sendable, Hashable {
    /// Name and version of the program.
    package var software: String
    /// SHA-256 of the record, hexadecimal.
    package var sourceSHA256: String

    package init(software: String = "", sourceSHA256: String = "") {
        self.software = software
        self.sourceSHA256 = sourceSHA256
    }
}

package enum PNGError: Error, Hashable {
    case dpiOutOfRange(dpi: Int, allowed: ClosedRange<Int>)
    /// Pages count from 1.
    case tooManyPixels(page: Int, pixels: Int, limit: Int)
    case noSuchPage(Int)
    /// The page names a face, glyph or size it cannot have: a defect of the layout. Pages count from 1.
    case malformed(page: Int, String)
    case font(FontError)
    case picture(PictureError)
    /// In the words of libpng.
    case encodingFailed(String)
}
