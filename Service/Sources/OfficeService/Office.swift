import Logging
import MinutesExport
import Synchronization

/// All that requests and jobs share; made once a process.
package final class Office: Sendable {
    package let configuration: Configuration
    package let templates: OfficeTemplates
    package let slots: RenderSlots
    package let database: OfficeDatabase
    package let measurements = Measurements()
    /// Nil where everybody who reaches the port may do everything.
    package let tokens: AccessTokens?
    /// Nil where no job may name a webhook.
    package let webhooks: WebhookPolicy?
    package let logger: Logger
    package let jobs = JobSignal()
    private let stopping = Mutex(false)

    package init(
        _ configuration: Configuration, tokens: AccessTokens?, webhooks: WebhookPolicy? = nil,
        database: OfficeDatabase, logger: Logger
    ) throws {
        guard tokens != nil || configuration.isLoopback else { throw ConfigurationError.openToAll }
        self.configuration = configuration
        self.tokens = tokens
        self.webhooks = webhooks
        self.database = database
        self.logger = logger
        templates = try OfficeTemplates(configuration)
        slots = RenderSlots(
            count: configuration.slots, queue: configuration.queue, environment: templates.standard)
    }

    package var isStopping: Bool { stopping.withLock(\.self) }

    /// Readiness ends, event streams end, no new job is begun; requests that are there get their answers.
    package func beginStopping() {
        stopping.withLock { $0 = true }
        jobs.ring()
    }
}

extension Office {
    package func environment(_ template: String?) throws -> RenderEnvironment {
        guard let environment = try templates.environment(template) else {
            throw Problem(.badParameter, field: "template", detail: template)
        }
        return environment
    }

    package func understand(_ record: SubmittedRecord) async throws -> ExtractedMinutes {
        let input = try Input(record)
        let limits = templates.standard.limits
        return try await slots.run(seconds: configuration.renderSeconds) { [measurements] _ in
            try measurements.time(.understand) { try extractMinutes(from: input, limits: limits) }
        }
    }

    /// Lays a record or minutes out and goes on with the pages in the same slot.
    package func withPages<Value: Sendable>(
        of record: SubmittedRecord, template: String?,
        _ body: @escaping @Sendable (LaidOutRecord, Bench) throws -> Value
    ) async throws -> Value {
        let input = try Input(record)
        let environment = try environment(template)
        return try await slots.run(seconds: configuration.renderSeconds) { [measurements] bench in
            let pages = try measurements.time(.layout) { try LaidOutRecord(input, environment: environment) }
            measurements.laidOut(pages: pages.pages)
            try bench.checkpoint()
            return try body(pages, bench)
        }
    }
}

extension Input {
    /// - Throws: `Problem` where the format is none of the engine's.
    package init(_ record: SubmittedRecord) throws {
        guard let format = InputFormat(rawValue: record.format) else { throw Problem(.mediaType) }
        self.init(bytes: record.bytes, name: record.name, format: format)
    }
}
