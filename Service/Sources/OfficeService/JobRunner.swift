import Foundation
import Logging
import MinutesExport
import ServiceLifecycle
import Synchronization

/// Wakes those who wait for something to happen to jobs.
package final class JobSignal: Sendable {
    private let waiting = Mutex<[UUID: AsyncStream<Void>.Continuation]>([:])

    package func ring() { for one in waiting.withLock({ Array($0.values) }) { one.yield() } }

    /// Elements come after each change; several changes may come as one.
    package func listen() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let id = UUID()
        waiting.withLock { $0[id] = continuation }
        continuation.onTermination = { [weak self] _ in self?.waiting.withLock { $0[id] = nil } }
        return stream
    }
}

/// Works the queue of jobs off, as many records at a time as there are slots.
package struct JobRunner: Service {
    private let office: Office

    package init(_ office: Office) { self.office = office }

    package func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<office.slots.count { group.addTask { await work() } }
                group.addTask { await forgetOldJobs() }
            }
        } onGracefulShutdown: {
            office.beginStopping()
        }
        office.slots.stop()
    }

    private func work() async {
        let signal = office.jobs.listen()
        var changes = signal.makeAsyncIterator()
        while !office.isStopping, !Task.isCancelled {
            do {
                guard let claimed = try await office.database.claim() else {
                    _ = await changes.next()
                    continue
                }
                office.jobs.ring()
                try await finish(claimed)
                office.jobs.ring()
            } catch {
                office.logger.error("a job's record could not be kept", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func finish(_ claimed: ClaimedRecord) async throws {
        do {
            let outcome = try await render(claimed)
            try await office.database.finish(claimed, outcome)
            office.measurements.finishedRecord(outcome.hasFailed ? "failed" : "done")
        } catch SlotRefusal.stopping {
            try await office.database.putBack(claimed)
        }
    }

    private func render(_ claimed: ClaimedRecord) async throws -> JobOutcome {
        if claimed.isGivenUp {
            return failed([Message("job.crashed", "the service stopped each time it worked on this record")])
        }
        do {
            let input = try Input(claimed.record)
            let environment = try office.environment(claimed.template)
            let measurements = office.measurements
            return try await office.slots.run(.background, seconds: office.configuration.renderSeconds) { bench in
                guard claimed.makesPDF else {
                    let minutes = try measurements.time(.understand) {
                        try extractMinutes(from: input, limits: environment.limits)
                    }
                    return JobOutcome(
                        record: minutes.id, json: minutes.json, messages: minutes.warnings.map { SentMessage($0) },
                        hasFailed: false)
                }
                let pages = try measurements.time(.layout) { try LaidOutRecord(input, environment: environment) }
                measurements.laidOut(pages: pages.pages)
                try bench.checkpoint()
                let pdf = try measurements.time(.pdf) { try pages.pdf() }
                return JobOutcome(
                    record: pages.id, pages: pages.pages, json: pages.json, pdf: pdf,
                    messages: pages.warnings.map { SentMessage($0) }, hasFailed: false)
            }
        } catch ExportError.record(let messages) {
            return failed(messages)
        } catch SlotRefusal.deadline {
            return failed([Message("service.deadline", "the record took too long")])
        } catch let problem as Problem {
            return failed([Message(problem.code.rawValue, problem.code.wording.en.title)])
        } catch let error as ExportError {
            office.logger.error("a record could not be set", metadata: ["code": "\(error.messages.map(\.code))"])
            return failed([Message("service.fault", "the service has a fault")])
        }
    }

    private func failed(_ messages: [Message]) -> JobOutcome {
        for message in messages { office.measurements.failed(code: message.code) }
        return JobOutcome(messages: messages.map { SentMessage($0) }, hasFailed: true)
    }

    private func forgetOldJobs() async {
        let retention = Double(office.configuration.retentionHours) * 3_600
        var changes = office.jobs.listen().makeAsyncIterator()
        var last = Date.distantPast
        while !office.isStopping, !Task.isCancelled {
            if last.timeIntervalSinceNow < -60 {
                try? await office.database.forgetJobs(finishedBefore: Date().addingTimeInterval(-retention))
                last = Date()
            }
            _ = await changes.next()
        }
    }
}
