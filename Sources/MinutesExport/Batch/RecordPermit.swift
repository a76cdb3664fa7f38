private import Synchronization

/// Whether a record that is being exported may still appear: the worker and who watches the time agree on one answer.
final class RecordPermit: Sendable {
    private enum Phase: UInt8 { case running, publishing, revoked }
    private let phase = Atomic(Phase.running.rawValue)

    /// Tells the worker to give up; false where it is already putting the record into place.
    func revoke() -> Bool { move(to: .revoked) }

    /// To be asked once, before the record is put into place.
    func mayPublish() -> Bool { move(to: .publishing) }

    var isRevoked: Bool { phase.load(ordering: .relaxed) == Phase.revoked.rawValue }

    private func move(to next: Phase) -> Bool {
        phase.compareExchange(
            expected: Phase.running.rawValue, desired: next.rawValue, ordering: .acquiringAndReleasing
        )
        .exchanged
    }
}
