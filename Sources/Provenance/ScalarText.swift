extension String {
    /// The text of scalars, in one piece: `UnicodeScalarView` takes them one by one, which is six times slower.
    package init(scalars: ArraySlice<Unicode.Scalar>) {
        let scalars = scalars.span
        var size = 0
        for index in scalars.indices { size += UTF8.width(scalars[index]) }
        self.init(unsafeUninitializedCapacity: size) { bytes in
            var count = 0
            func add(_ byte: UInt32) {
                bytes[count] = UInt8(truncatingIfNeeded: byte)
                count += 1
            }
            for index in scalars.indices {
                let value = scalars[index].value
                switch value {
                case ..<0x80: add(value)
                case ..<0x800:
                    add(0xC0 | value >> 6)
                    add(0x80 | value & 0x3F)
                case ..<0x1_0000:
                    add(0xE0 | value >> 12)
                    add(0x80 | value >> 6 & 0x3F)
                    add(0x80 | value & 0x3F)
                default:
                    add(0xF0 | value >> 18)
                    add(0x80 | value >> 12 & 0x3F)
                    add(0x80 | value >> 6 & 0x3F)
                    add(0x80 | value & 0x3F)
                }
            }
            return count
        }
    }

    /// Whether other text stands in this one, scalar by scalar: `contains` compares characters, which takes many times as long.
    package func holds(_ other: String) -> Bool {
        let sought = Array(other.utf8)
        guard let first = sought.first else { return true }
        let bytes = utf8
        var start = bytes.startIndex
        while let place = bytes[start...].firstIndex(of: first) {
            if bytes[place...].starts(with: sought) { return true }
            start = bytes.index(after: place)
        }
        return false
    }
}
