/// Turns UTF-8 byte offsets of a text into lines and columns for messages.
///
/// Built only when a message is printed; its tables cost one pass over the text, and a place then costs no more on a long
/// line than on a short one.
package struct SourceMap: Sendable {
    /// 1-based; the column counts Unicode scalars.
    package struct Position: Sendable, Hashable {
        package var line: Int
        package var column: Int
    }

    private let bytes: [UInt8]
    private let lineStarts: [Int]
    /// Scalars that begin before each block of `block` bytes.
    private let scalarsBefore: [Int]
    private static let block = 128

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        var scalars = 0
        var counts: [Int] = []
        for (offset, byte) in bytes.enumerated() {
            if offset.isMultiple(of: Self.block) { counts.append(scalars) }
            if byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
            if beginsScalar(byte) { scalars += 1 }
        }
        counts.append(scalars)
        lineStarts = starts
        scalarsBefore = counts
    }

    package init(text: String) { self.init(Array(text.utf8)) }

    /// Where a scalar first stands in a part of the text, or in all of it for nil.
    package func firstOffset(of scalar: Unicode.Scalar, in range: ByteRange? = nil) -> Int? {
        let wanted = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        let end = min(Int(range?.upperBound ?? .max), bytes.count)
        var offset = Int(range?.lowerBound ?? 0)
        while offset + wanted.count <= end {
            if bytes[offset] == wanted[0], bytes[offset..<offset + wanted.count].elementsEqual(wanted) { return offset }
            offset += 1
        }
        return nil
    }

    /// The position of a byte; offsets beyond the end give the end.
    package func position(ofByte offset: Int) -> Position {
        let offset = min(max(offset, 0), bytes.count)
        var low = 0
        var high = lineStarts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        return Position(line: low + 1, column: 1 + scalars(before: offset) - scalars(before: lineStarts[low]))
    }

    private func scalars(before offset: Int) -> Int {
        let whole = offset / Self.block
        let rest = bytes.span.extracting(whole * Self.block..<offset)
        return scalarsBefore[whole] + rest.indices.count { beginsScalar(rest[$0]) }
    }
}

/// Continuation bytes (10xxxxxx) belong to the scalar before them.
private func beginsScalar(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
