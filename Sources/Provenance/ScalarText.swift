extension String {
    /// The text of scalars, in one piece: `UnicodeScalarView` takes them one by one, which is six times slower.
    package init(scalars: ArraySlice<Unicode.Scalar>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(3 * scalars.count)
        for scalar in scalars {
            let value = scalar.value
            func add(_ lead: UInt32, _ shift: UInt32) { bytes.append(UInt8(truncatingIfNeeded: lead | value >> shift)) }
            func follow(_ shift: UInt32) { bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> shift & 0x3F)) }
            switch value {
            case ..<0x80: add(0, 0)
            case ..<0x800:
                add(0xC0, 6)
                follow(0)
            case ..<0x1_0000:
                add(0xE0, 12)
                follow(6)
                follow(0)
            default:
                add(0xF0, 18)
                follow(12)
                follow(6)
                follow(0)
            }
        }
        self = String(decoding: bytes, as: UTF8.self)
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
