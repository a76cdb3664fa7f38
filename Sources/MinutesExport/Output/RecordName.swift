private import Intake

/// Names of output folders: the record's id made safe, unique in a run.
package struct RecordNames {
    /// Hashes, not names: a run of a million records holds them all. Two names with one hash cost a suffix.
    private var taken: Set<UInt64> = []
    /// Room is made at once for so many, so that memory is flat from the first thousands of records on.
    private static let roomy = (after: 1_024, capacity: 200_000)

    package init() {}

    /// The folder name for an id; where it is taken in this run, the first 8 digits of the content's SHA-256 follow, and
    /// where even that is taken, a number from 2 on.
    package mutating func claim(id: String, sha256: String) -> String {
        if taken.count == Self.roomy.after { taken.reserveCapacity(Self.roomy.capacity) }
        let base = safeFolderName(id) ?? "record"
        if taken.insert(stableHash(base)).inserted { return base }
        let hashed = base + "-" + sha256.prefix(8)
        var name = hashed
        var number = 1
        while !taken.insert(stableHash(name)).inserted {
            number += 1
            name = "\(hashed)-\(number)"
        }
        return name
    }
}
