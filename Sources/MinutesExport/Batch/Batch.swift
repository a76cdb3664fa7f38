/// How many records are exported.
public struct BatchOptions: Sendable, Hashable {
    /// Records and pages worked at side by side, at least 1.
    public var jobs: Int
    /// Begins no further record once one has failed; with one worker, none after it is touched.
    public var stopsAtFailure: Bool
    /// Exports only records that failed when they were exported last.
    public var onlyFailed: Bool
    /// Tells what would be done and writes nothing.
    public var isDryRun: Bool
    /// Nil for all records.
    public var shard: Shard?

    public init(
        jobs: Int = 1, stopsAtFailure: Bool = false, onlyFailed: Bool = false, isDryRun: Bool = false,
        shard: Shard? = nil
    ) {
        self.jobs = jobs
        self.stopsAtFailure = stopsAtFailure
        self.onlyFailed = onlyFailed
        self.isDryRun = isDryRun
        self.shard = shard
    }
}

/// Exports the records of a sequence with several workers, and tells of them in the order of the input.
///
/// Workers share what is read only (faces, template, options); each has its own scratch. A worker takes the next record when
/// it is done with the last, so that as many records are in memory as there are workers. When no record is left, it draws
/// pages of long ones that others are at. Outcomes wait for those before them; where too many wait, no further record is begun.
public final class Batch: Sendable {
    private let content: Exporter.Content
    private let environment: RenderEnvironment
    private let options: ExportOptions
    private let batch: BatchOptions
    private let isInterrupted: @Sendable () -> Bool
    private let records: Monitor<RecordSequence>
    /// As many as there are records where that is known; the other jobs are spare from the start.
    public let workers: Int
    private let scope: Exporter.Scope
    private let register = RecordRegister()
    private let spare = SpareWorkers()
    private let state = Monitor(State())

    /// Outcomes that may wait for one before them.
    private static let window = 4_096

    private struct Running {
        var item: FoundInputs.Item
        var begin: ContinuousClock.Instant
        var permit: RecordPermit
    }

    /// A record whose folder is finished and waits to be put into place.
    private struct Finished {
        var turn: Int
        var outcome: RecordOutcome
        var folder: RecordFolder
    }

    /// Folders put into place together, so that they share what waiting for the disk costs, and how long the first may wait.
    private static let group = (largest: 16, patience: Duration.milliseconds(100))

    private struct State {
        var begun = 0
        var delivered = 0
        var isStopped = false
        var isAtEnd = false
        /// Those begun whose outcome is open; those in `group`, too.
        var running: [Int: Running] = [:]
        var group: [Finished] = []
        var groupBegin = ContinuousClock.now
        var finished: [Int: Result<RecordOutcome?, ExportError>] = [:]

        var isDone: Bool { (isStopped || isAtEnd) && running.isEmpty && delivered == begun }

        mutating func settle(_ turn: Int, _ result: Result<RecordOutcome?, ExportError>) {
            running[turn] = nil
            finished[turn] = result
            if case .failure = result { isStopped = true }
        }
    }

    /// Makes the output folder where it is not there, and clears what a killed process left in it.
    ///
    /// - Parameter isInterrupted: asked before each record is begun; those begun are finished.
    public init(
        _ content: Exporter.Content, _ found: FoundInputs, environment: RenderEnvironment, options: ExportOptions,
        batch: BatchOptions, isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) throws(ExportError) {
        self.content = content
        self.environment = environment
        self.options = options
        self.batch = batch
        self.isInterrupted = isInterrupted
        records = Monitor(found.records(limits: environment.limits))
        workers = max(min(batch.jobs, found.count ?? .max), 1)
        scope = Exporter.Scope(
            shard: batch.shard,
            labels: batch.onlyFailed ? try failedLabels(in: options.journalFolder ?? options.outputFolder) : nil,
            isDryRun: batch.isDryRun)
        if !batch.isDryRun { try Exporter.prepareOutput(options, shard: batch.shard) }
    }

    /// Exports all records.
    ///
    /// - Parameters:
    ///   - tick: called on the caller's thread several times a second.
    ///   - deliver: takes each outcome in the order of the input, on the caller's thread.
    /// - Throws: what stops every record; what was exported before stands complete.
    public func run(
        tick: () -> Void = {}, deliver: (RecordOutcome) throws(ExportError) -> Void
    ) throws(ExportError) {
        let journal = batch.isDryRun ? nil : try Journal(folder: journalFolder, shard: batch.shard)
        for _ in workers..<max(batch.jobs, workers) { spare.add() }
        for worker in 0..<workers where !startWorker() && worker == 0 {
            throw .configuration(Message("batch.no-thread", "the system gives no thread to work with"))
        }
        var failure: ExportError?
        while let outcomes = nextOutcomes() {
            tick()
            for outcome in outcomes {
                do {
                    guard let outcome = try outcome.get() else { continue }
                    try journal?.append(outcome)
                    try deliver(outcome)
                } catch {
                    stop()
                    failure = failure ?? error
                }
            }
        }
        if let failure { throw failure }
        try journal?.finish()
    }

    private var journalFolder: String { options.journalFolder ?? options.outputFolder }

    private func startWorker() -> Bool { startThread { [self] in work() } }

    private func stop() { state.update { $0.isStopped = true } }

    /// Outcomes whose turn has come, or none after a while; nil when all is done.
    private func nextOutcomes() -> [Result<RecordOutcome?, ExportError>]? {
        if isInterrupted() { stop() }
        revokeSlow()
        // Where all workers are long at their records.
        publish { !$0.group.isEmpty && ContinuousClock.now - $0.groupBegin > Self.group.patience }
        let ready = state.wait(milliseconds: 100) { state -> [Result<RecordOutcome?, ExportError>]?? in
            var ready: [Result<RecordOutcome?, ExportError>] = []
            while let outcome = state.finished.removeValue(forKey: state.delivered) {
                ready.append(outcome)
                state.delivered += 1
            }
            if !ready.isEmpty { return .some(ready) }
            return state.isDone ? .some(nil) : nil
        }
        return ready ?? []
    }

    /// Gives up records that take too long; a worker that comes to no end is replaced and left to itself.
    private func revokeSlow() {
        let now = ContinuousClock.now
        let limit = environment.limits.seconds
        let revoked = state.update { state in
            var revoked: [Int] = []
            for (turn, record) in state.running where now - record.begin > .seconds(limit) {
                guard record.permit.revoke() else { continue }
                state.running[turn] = nil
                var outcome = RecordOutcome(of: record.item)
                outcome.messages = [environment.limits.tooSlow(path: outcome.input)]
                outcome.milliseconds = limit * 1_000
                state.finished[turn] = .success(outcome)
                revoked.append(turn)
            }
            return revoked
        }
        for turn in revoked { register.pass(turn) }
        for _ in revoked { _ = startWorker() }
    }

    private func work() {
        takeRoom()
        let exporter = Exporter(
            content, environment: environment, options: options, register: register, scope: scope,
            spare: spare)
        while let (turn, item, permit) = next() {
            let result = Result { () throws(ExportError) in
                try exporter.export(item, turn: turn, permit: permit)
            }
            let folder = try? result.get()?.folder
            let goesOn = state.update(isAwaited: folder == nil) { state in
                // Another worker has taken this one's place.
                guard state.running[turn] != nil else { return false }
                if case .success(let record?) = result, let folder {
                    if state.group.isEmpty { state.groupBegin = .now }
                    state.group.append(Finished(turn: turn, outcome: record.outcome, folder: folder))
                } else {
                    let outcome = result.map { $0?.outcome }
                    state.settle(turn, outcome)
                    if case .success(let outcome?) = outcome, outcome.status == .failed, batch.stopsAtFailure {
                        state.isStopped = true
                    }
                }
                return true
            }
            if !goesOn { return }
            publish { $0.group.count >= Self.group.largest }
        }
        publish { !$0.group.isEmpty }
        spare.add()
    }

    /// Puts all finished records into place where it is time to.
    private func publish(_ isTime: (State) -> Bool) {
        let group = state.update(isAwaited: false) { state -> [Finished] in
            guard isTime(state) else { return [] }
            defer { state.group = [] }
            return state.group
        }
        guard !group.isEmpty else { return }
        let published = Result { () throws(ExportError) in try RecordFolder.publish(group.map(\.folder)) }
        state.update { state in
            for record in group { state.settle(record.turn, published.map { record.outcome }) }
        }
    }

    /// The next record in the order of the input.
    private func next() -> (Int, FoundInputs.Item, RecordPermit)? {
        records.update { records in
            let mayBegin = state.wait { state -> Bool? in
                if state.isStopped || state.isAtEnd { return false }
                return state.begun - state.delivered < Self.window ? true : nil
            }
            guard mayBegin, !isInterrupted(), let item = records.next() else {
                state.update { $0.isAtEnd = true }
                return nil
            }
            return state.update(isAwaited: false) { state in
                let turn = state.begun
                state.begun += 1
                let permit = RecordPermit()
                state.running[turn] = Running(item: item, begin: .now, permit: permit)
                return (turn, item, permit)
            }
        }
    }
}

private func failedLabels(in output: String) throws(ExportError) -> Set<String> {
    let failed: Set<String>?
    do {
        failed = try Journal.failed(in: output)
    } catch {
        guard error.isNotThere else {
            throw .configuration(Message("journal.unreadable", error.reason, path: error.path))
        }
        failed = nil
    }
    guard let failed else {
        throw .configuration(
            Message(
                "journal.none", "nothing was exported there before, so nothing has failed", path: output,
                hints: ["leave --only-failed out"]))
    }
    return failed
}
