/// A part of the records that one of several machines exports; which one a record belongs to is decided by its id alone.
public struct Shard: Sendable, Hashable {
    /// 1...count
    public let index: Int
    public let count: Int

    public init?(index: Int, count: Int) {
        guard (1...100_000).contains(count), (1...count).contains(index) else { return nil }
        self.index = index
        self.count = count
    }

    /// `2/4`
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
        self.init(index: index, count: count)
    }

    func holds(_ id: String) -> Bool {
        // The low bits of the hash of short names are alike; the high ones are not.
        Int((stableHash(id) >> 24) % UInt64(count)) == index - 1
    }
}

/// FNV-1a, 64 bits: the same in every process.
func stableHash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
