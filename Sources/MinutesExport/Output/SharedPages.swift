/// The pages of one document while several workers draw them: who draws which, and which is handed over next.
///
/// Images are handed over in the order of the pages, and few wait for one before them, however long the document is.
final class SharedPages: Sendable {
    enum Step {
        /// The next image in order.
        case take(Result<[UInt8], ExportError>)
        /// Nobody draws this page yet; its place in the selection.
        case draw(Int)
    }

    private struct State {
        var begun = 0
        var taken = 0
        var isStopped = false
        var drawn: [Int: Result<[UInt8], ExportError>] = [:]
    }

    /// Images that may wait.
    private static let window = 8

    private let count: Int
    private let state = Monitor(State())

    init(count: Int) { self.count = count }

    /// A page for a worker that helps; nil when there is none left, or the record was given up.
    func claim() -> Int? {
        state.wait { state in
            if state.isStopped || state.begun == count { return .some(nil) }
            return begin(&state).map { .some($0) }
        }
    }

    func handOver(_ image: Result<[UInt8], ExportError>, place: Int) {
        state.update { $0.drawn[place] = image }
    }

    /// What the worker of the record does next; nil when all images are taken.
    func step() -> Step? {
        let step = state.wait { state -> Step?? in
            if state.taken == count { return .some(nil) }
            if let image = state.drawn.removeValue(forKey: state.taken) { return .take(image) }
            return begin(&state).map { .some(.draw($0)) }
        }
        if case .take = step { state.update { $0.taken += 1 } }
        return step
    }

    /// Whoever helps ends after the page at hand.
    func stop() { state.update { $0.isStopped = true } }

    private func begin(_ state: inout State) -> Int? {
        guard state.begun < count, state.begun - state.taken < Self.window else { return nil }
        state.begun += 1
        return state.begun - 1
    }
}
