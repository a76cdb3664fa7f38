import Glibc
import Synchronization

private let interrupted = Atomic(false)

/// Remembers the first SIGINT or SIGTERM, so that the record begun is finished; a second one ends the process at once.
enum Interruption {
    static func watch() {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in interrupted.store(true, ordering: .relaxed) }
        action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
        sigaction(SIGINT, &action, nil)
        sigaction(SIGTERM, &action, nil)
    }

    static var happened: Bool { interrupted.load(ordering: .relaxed) }
}
