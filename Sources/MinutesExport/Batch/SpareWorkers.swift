private import Synchronization

/// Workers of a batch for whom no record is left: those still at work may have pages drawn in their stead.
final class SpareWorkers: Sendable {
    private let count = Atomic(0)

    func add() { count.add(1, ordering: .relaxed) }

    /// - Returns: false where none is there.
    func take() -> Bool {
        var known = count.load(ordering: .relaxed)
        while known > 0 {
            let (exchanged, found) = count.weakCompareExchange(
                expected: known, desired: known - 1, ordering: .relaxed)
            if exchanged { return true }
            known = found
        }
        return false
    }
}
