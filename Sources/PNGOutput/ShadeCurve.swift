/// Fifteenths of ink for a coverage of 0…255.
///
/// Strokes of 仿宋 are thinner than a pixel where an em has few of them: by area alone they come out gray. Between
/// coverage c and ink stands c + k c (1 − c), where k is 0.47 up to 24 pixels an em and falls to nothing at 48, which was
/// chosen by eye (docs/conformance/page-images.md).
struct ShadeCurve {
    private let shades: [UInt8]

    static let linear = ShadeCurve(strength: 0)

    /// - Parameter sixtyFourths: Of a pixel, that an em has.
    init(emOf sixtyFourths: Int64) {
        self.init(strength: 120 * Int(min(max(48 * 64 - sixtyFourths, 0), 24 * 64)) / (24 * 64))
    }

    /// - Parameter strength: k in 1/256.
    private init(strength: Int) {
        shades = (0...255).map { coverage in
            let ink = coverage * 255 * 256 + strength * coverage * (255 - coverage)
            return UInt8((ink * 15 + 255 * 255 * 128) / (255 * 255 * 256))
        }
    }

    /// Turns coverage into fifteenths, from a place on.
    func apply(to bytes: inout [UInt8], from start: Int) {
        unsafe bytes.withUnsafeMutableBufferPointer { bytes in
            unsafe shades.withUnsafeBufferPointer { shades in
                for place in start..<bytes.count { unsafe bytes[place] = shades[Int(bytes[place])] }
            }
        }
    }
}
