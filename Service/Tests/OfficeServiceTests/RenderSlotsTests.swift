import Foundation
import OfficeService
import Synchronization
import Testing

@Suite("Slots", .serialized)
struct RenderSlotsTests {
    private func slots(count: Int, queue: Int) throws -> (RenderSlots, OfficeFixture) {
        let fixture = try OfficeFixture()
        return (RenderSlots(count: count, queue: queue, environment: fixture.office.templates.standard), fixture)
    }

    /// Work that lasts until it is let go.
    private final class Gate: Sendable {
        private let semaphore = DispatchSemaphore(value: 0)
        func wait() { semaphore.wait() }
        func open() { semaphore.signal() }
    }

    private func waitUntil(_ condition: () -> Bool) async throws {
        for _ in 0..<1_000 where !condition() { try await Task.sleep(for: .milliseconds(5)) }
        #expect(condition())
    }

    @Test("a full queue refuses at once and says when to come again")
    func full() async throws {
        let (slots, _) = try slots(count: 1, queue: 1)
        let gate = Gate()
        async let running: Void = slots.run(seconds: 60) { _ in gate.wait() }
        try await waitUntil { slots.load.running == 1 }
        async let waiting: Void = slots.run(seconds: 60) { _ in }
        try await waitUntil { slots.load.waiting == 1 }
        await #expect(throws: SlotRefusal.busy(retryAfterSeconds: 1)) { try await slots.run(seconds: 60) { _ in } }
        gate.open()
        try await running
        try await waiting
        slots.stop()
    }

    @Test("who stops waiting leaves the queue, and his slot takes other work")
    func cancelled() async throws {
        let (slots, _) = try slots(count: 1, queue: 4)
        let gate = Gate()
        async let running: Void = slots.run(seconds: 60) { _ in gate.wait() }
        try await waitUntil { slots.load.running == 1 }
        let task = Task { try await slots.run(seconds: 60) { _ in } }
        try await waitUntil { slots.load.waiting == 1 }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(slots.load.waiting == 0)
        gate.open()
        try await running
        #expect(try await slots.run(seconds: 60) { _ in 7 } == 7)
        slots.stop()
    }

    @Test("work past its deadline ends at its next checkpoint")
    func deadline() async throws {
        let (slots, _) = try slots(count: 1, queue: 4)
        let ended = Mutex(false)
        await #expect(throws: SlotRefusal.deadline) {
            try await slots.run(seconds: 0) { bench in
                defer { ended.withLock { $0 = true } }
                while true { try bench.checkpoint() }
            }
        }
        try await waitUntil { slots.load.running == 0 }
        #expect(try await slots.run(seconds: 60) { _ in 7 } == 7)
        slots.stop()
    }

    @Test("people go before jobs")
    func urgency() async throws {
        let (slots, _) = try slots(count: 1, queue: 4)
        let gate = Gate()
        let order = Order()
        async let running: Void = slots.run(seconds: 60) { _ in gate.wait() }
        try await waitUntil { slots.load.running == 1 }
        async let job: Void = slots.run(.background, seconds: 60) { _ in order.names.withLock { $0.append("job") } }
        try await waitUntil { slots.load.waiting == 1 }
        async let person: Void = slots.run(seconds: 60) { _ in order.names.withLock { $0.append("person") } }
        try await waitUntil { slots.load.waiting == 2 }
        gate.open()
        _ = try await (running, job, person)
        #expect(order.names.withLock(\.self) == ["person", "job"])
        slots.stop()
    }
}

/// Who was served, in turn.
private final class Order: Sendable {
    let names = Mutex<[String]>([])
}
