/// Scalars, told by a bit each; for sets of Han characters, of which text asks at every letter.
struct ScalarSet: Sendable {
    /// By scalar, up to the last that is in the set.
    private var bits: [UInt64] = []

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let word = Int(scalar.value >> 6)
        return word < bits.count && bits[word] & 1 << UInt64(scalar.value & 63) != 0
    }

    mutating func insert(_ scalar: UInt32) {
        let word = Int(scalar >> 6)
        if word >= bits.count { bits.append(contentsOf: repeatElement(0, count: word + 1 - bits.count)) }
        bits[word] |= 1 << UInt64(scalar & 63)
    }
}
