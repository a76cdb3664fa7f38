private import Intake

/// Names of output folders: the record's id made safe, unique in a run.
package struct RecordNames {
    private var taken: Set<String> = []

    package init() {}

    /// The folder name for an id; where it is taken in this run, the first 8 digits of the content's SHA-256 follow, and
    /// where even that is taken, a number from 2 on.
    package mutating func claim(id: String, sha256: String) -> String {
        let base = safeFolderName(id) ?? "record"
        if taken.insert(base).inserted { return base }
        let hashed = base + "-" + sha256.prefix(8)
        var name = hashed
        var number = 1
        while !taken.insert(name).inserted {
            number += 1
            name = "\(hashed)-\(number)"
        }
        return name
    }
}
