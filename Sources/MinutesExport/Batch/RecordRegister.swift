/// Gives records their names in the order of the input, whatever worker comes first.
final class RecordRegister: Sendable {
    private struct State {
        var names = RecordNames()
        /// The turn whose name is given next.
        var next = 0
        /// Turns above `next` that need no name.
        var passed: Set<Int> = []

        mutating func pass(_ turn: Int) {
            guard turn >= next else { return }
            passed.insert(turn)
            while passed.remove(next) != nil { next += 1 }
        }
    }
    private let state = Monitor(State())

    /// Waits until every record before it has its name or needs none.
    /// - Returns: nil where the turn has passed: the record was given up.
    func claim(id: String, sha256: String, turn: Int) -> String? {
        let isInTime = state.wait { state -> Bool? in
            state.next < turn ? nil : state.next == turn
        }
        guard isInTime else { return nil }
        return state.update { state in
            let name = state.names.claim(id: id, sha256: sha256)
            state.pass(turn)
            return name
        }
    }

    /// A record that needs no name, or has it; may be called twice.
    func pass(_ turn: Int) { state.update { $0.pass(turn) } }
}
