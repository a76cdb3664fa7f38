/// Bytes of the character of valid UTF-8 that starts with this one.
@inlinable public func utf8Width(_ lead: UInt8) -> Int { lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }

/// The scalar of the character that starts at an offset of valid UTF-8, which may end within it.
///
/// - Parameter width: of the character, from its first byte.
@inlinable @inline(__always)
public func utf8Scalar(_ text: Span<UInt8>, _ at: Int, _ width: Int) -> UInt32 {
    let lead = UInt32(text[at])
    // Most of Chinese text.
    if width == 3, at + 2 < text.count {
        return (lead & 0x0F) << 12 | UInt32(text[at + 1] & 0x3F) << 6 | UInt32(text[at + 2] & 0x3F)
    }
    var value = width == 1 ? lead : lead & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
    for index in at + 1..<min(at + width, text.count) { value = value << 6 | UInt32(text[index] & 0x3F) }
    return value
}
