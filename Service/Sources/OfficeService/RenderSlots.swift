import Foundation
import MinutesExport
import Synchronization

/// What one slot keeps from record to record; used by its thread only.
package final class Bench {
    package let images: PageDrawing
    fileprivate var order: (any SlotOrder)?

    fileprivate init(_ images: PageDrawing) { self.images = images }

    /// Between stages: leaves the work where nobody waits for it any more.
    package func checkpoint() throws { if order?.isOver ?? false { throw CancellationError() } }
}

package enum SlotRefusal: Error, Hashable {
    /// The queue is full.
    case busy(retryAfterSeconds: Int)
    case deadline
    case stopping
}

/// The door between requests and the engine: some threads, a bounded queue, and requests of people before jobs.
///
/// An order that is cancelled or past its deadline leaves the queue at once; one that runs ends at its next checkpoint.
package final class RenderSlots: Sendable {
    package enum Urgency: Sendable { case interactive, background }

    private struct State {
        var interactive: [any SlotOrder] = []
        var background: [any SlotOrder] = []
        var running = 0
        var isStopped = false
        /// Of recent orders, smoothed.
        var meanSeconds = 0.05

        mutating func next() -> (any SlotOrder)? {
            if !interactive.isEmpty { return interactive.removeFirst() }
            return background.isEmpty ? nil : background.removeFirst()
        }
    }

    package let count: Int
    private let queueLimit: Int
    private let state = Mutex(State())
    private let work = DispatchSemaphore(value: 0)

    package init(count: Int, queue: Int, environment: RenderEnvironment) {
        self.count = count
        queueLimit = queue
        for number in 0..<count {
            let thread = Thread { [self] in
                let bench = Bench(PageDrawing(environment: environment))
                while serve(bench) {}
            }
            thread.stackSize = 8 << 20
            thread.name = "slot \(number)"
            thread.start()
        }
    }

    package var load: (running: Int, waiting: Int) {
        state.withLock { ($0.running, $0.interactive.count + $0.background.count) }
    }

    /// No order is taken any more; those that wait are refused, those that run go on.
    package func stop() {
        let waiting = state.withLock { state in
            state.isStopped = true
            defer { (state.interactive, state.background) = ([], []) }
            return state.interactive + state.background
        }
        for order in waiting { order.fail(SlotRefusal.stopping) }
        for _ in 0..<count { work.signal() }
    }

    /// Runs work on a slot's thread.
    ///
    /// - Throws: `SlotRefusal`, `CancellationError`, or what the work throws.
    package func run<Value: Sendable>(
        _ urgency: Urgency = .interactive, seconds: Int, _ body: @escaping @Sendable (Bench) throws -> Value
    ) async throws -> Value {
        let order = Order(body)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                order.wait(continuation)
                do {
                    try enqueue(order, urgency)
                } catch {
                    order.fail(error)
                    return
                }
                DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) { [weak order] in
                    guard let order else { return }
                    self.abandon(order, SlotRefusal.deadline)
                }
                if Task.isCancelled { self.abandon(order, CancellationError()) }
            }
        } onCancel: {
            abandon(order, CancellationError())
        }
    }

    private func enqueue(_ order: any SlotOrder, _ urgency: Urgency) throws(SlotRefusal) {
        let refusal: SlotRefusal? = state.withLock { state in
            if state.isStopped { return .stopping }
            switch urgency {
            case .background: state.background.append(order)
            case .interactive:
                guard state.running < count || state.interactive.count < queueLimit else {
                    let wait = Double(state.interactive.count) * state.meanSeconds / Double(count)
                    return .busy(retryAfterSeconds: max(1, Int(wait.rounded(.up))))
                }
                state.interactive.append(order)
            }
            return nil
        }
        if let refusal { throw refusal }
        work.signal()
    }

    private func abandon(_ order: any SlotOrder, _ reason: any Error) {
        order.fail(reason)
        state.withLock { state in
            state.interactive.removeAll { $0 === order }
            state.background.removeAll { $0 === order }
        }
    }

    /// - Returns: false when the slots are stopped.
    private func serve(_ bench: Bench) -> Bool {
        work.wait()
        let (order, isStopped) = state.withLock { state in
            let order = state.next()
            if order != nil { state.running += 1 }
            return (order, state.isStopped)
        }
        guard let order else { return !isStopped }
        let start = ContinuousClock.now
        bench.order = order
        order.perform(bench)
        bench.order = nil
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        state.withLock { state in
            state.running -= 1
            state.meanSeconds = state.meanSeconds * 0.9 + seconds * 0.1
        }
        return true
    }
}

private protocol SlotOrder: AnyObject, Sendable {
    var isOver: Bool { get }
    func perform(_ bench: Bench)
    func fail(_ error: any Error)
}

/// One piece of work and who waits for it; answers exactly once.
private final class Order<Value: Sendable>: SlotOrder {
    private enum Stage {
        case fresh
        case waiting(CheckedContinuation<Value, any Error>)
        case over
    }
    private let body: @Sendable (Bench) throws -> Value
    private let stage = Mutex(Stage.fresh)

    init(_ body: @escaping @Sendable (Bench) throws -> Value) { self.body = body }

    var isOver: Bool { stage.withLock { if case .over = $0 { true } else { false } } }

    func wait(_ continuation: CheckedContinuation<Value, any Error>) {
        let isCancelled = stage.withLock { stage in
            if case .over = stage { return true }
            stage = .waiting(continuation)
            return false
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
    }

    func perform(_ bench: Bench) {
        guard !isOver else { return }
        let result = Result { try body(bench) }
        finish(result)
    }

    func fail(_ error: any Error) { finish(.failure(error)) }

    private func finish(_ result: Result<Value, any Error>) {
        let continuation: CheckedContinuation<Value, any Error>? = stage.withLock { stage in
            defer { stage = .over }
            if case .waiting(let continuation) = stage { return continuation }
            return nil
        }
        continuation?.resume(with: result)
    }
}
