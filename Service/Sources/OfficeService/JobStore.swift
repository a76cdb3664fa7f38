import Foundation
import GRDB

/// One record of a job as it was sent.
package struct SubmittedRecord: Sendable {
    package var name: String
    /// A case of the engine's `InputFormat`.
    package var format: String
    package var bytes: [UInt8]

    package init(name: String, format: String, bytes: [UInt8]) {
        self.name = name
        self.format = format
        self.bytes = bytes
    }
}

/// A job as callers see it.
package struct JobStatus: Codable, Sendable {
    package var id: String
    /// `queued`, `running`, `done` or `cancelled`; a job is done when every record ended, well or not.
    package var state: String
    package var total: Int
    package var queued: Int
    package var running: Int
    package var done: Int
    package var failed: Int
    package var cancelled: Int
    package var template: String
    package var created: String
    package var finished: String?
    /// Of the call that tells the end: `waiting`, `delivered` or `failed`; nil before it is due, or where nobody asked for it.
    package var webhook: String?

    package var hasEnded: Bool { queued + running == 0 }
}

package struct JobRecordStatus: Codable, Sendable {
    package var number: Int
    package var name: String
    package var state: String
    package var record: String?
    package var pages: Int?
    package var messages: [SentMessage]
}

extension JobRecordStatus {
    /// With messages in the language of who reads them.
    package func worded(in language: Language) -> JobRecordStatus {
        var status = self
        status.messages = messages.map { $0.worded(in: language) }
        return status
    }
}

/// A record taken off the queue.
package struct ClaimedRecord: Sendable {
    package var job: String
    package var number: Int
    package var template: String
    package var makesPDF: Bool
    package var record: SubmittedRecord
    /// The process died with it too often.
    package var isGivenUp: Bool
}

package struct JobOutcome: Sendable {
    package var record: String?
    package var pages: Int?
    package var json: [UInt8]?
    package var pdf: [UInt8]?
    package var messages: [SentMessage]
    package var hasFailed: Bool

    package init(
        record: String? = nil, pages: Int? = nil, json: [UInt8]? = nil, pdf: [UInt8]? = nil, messages: [SentMessage],
        hasFailed: Bool
    ) {
        self.record = record
        self.pages = pages
        self.json = json
        self.pdf = pdf
        self.messages = messages
        self.hasFailed = hasFailed
    }
}

package struct JobResult: Sendable {
    package var number: Int
    package var record: String
    package var json: [UInt8]
    package var pdf: [UInt8]?
}

/// A process that dies this often while it works on a record stops trying it.
private let mostAttempts = 3

extension OfficeDatabase {
    package enum Acceptance: Sendable {
        case made(JobStatus)
        case known(JobStatus)
        case keyReused
    }

    /// Takes a job in; on the disk when the call returns.
    package func accept(
        _ records: [SubmittedRecord], template: String, makesPDF: Bool, key: String?, digest: String,
        webhook: String? = nil, actor: Actor
    ) async throws -> Acceptance {
        try await pool.write { db in
            if let key,
                let old = try Row.fetchOne(
                    db, sql: "SELECT id, digest FROM job WHERE owner = ? AND key = ?",
                    arguments: [actor.holder.name, key])
            {
                guard old["digest"] == digest, let status = try status(old["id"], in: db) else { return .keyReused }
                return .known(status)
            }
            let id = UUID().uuidString.lowercased()
            try db.execute(
                sql: """
                    INSERT INTO job (id, owner, key, digest, template, makesPDF, created, webhook)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, actor.holder.name, key, digest, template, makesPDF, Date().timeIntervalSince1970,
                    webhook,
                ])
            let insert = try db.makeStatement(
                sql: "INSERT INTO item (job, number, name, format, input, state) VALUES (?, ?, ?, ?, ?, 'queued')")
            for (index, record) in records.enumerated() {
                try insert.execute(arguments: [id, index + 1, record.name, record.format, Data(record.bytes)])
            }
            try actor.note("job.submit", id, in: db)
            guard let status = try status(id, in: db) else { preconditionFailure("the job was just written") }
            return .made(status)
        }
    }

    func status(_ id: String, in db: Database) throws -> JobStatus? {
        guard let job = try Row.fetchOne(db, sql: "SELECT * FROM job WHERE id = ?", arguments: [id]) else { return nil }
        var counts: [String: Int] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT state, count(*) AS n FROM item WHERE job = ? GROUP BY state", arguments: [id])
        {
            counts[row["state"]] = row["n"]
        }
        let open = (counts["queued"] ?? 0) + (counts["running"] ?? 0)
        let isCancelled: Bool = job["isCancelled"]
        let state =
            isCancelled
            ? "cancelled" : open == 0 ? "done" : counts["queued"] == counts.values.reduce(0, +) ? "queued" : "running"
        return JobStatus(
            id: id, state: state, total: counts.values.reduce(0, +), queued: counts["queued"] ?? 0,
            running: counts["running"] ?? 0, done: counts["done"] ?? 0, failed: counts["failed"] ?? 0,
            cancelled: counts["cancelled"] ?? 0, template: job["template"], created: timestamp(job["created"]),
            finished: (job["finished"] as Double?).map(timestamp),
            webhook: try String.fetchOne(db, sql: "SELECT state FROM delivery WHERE job = ?", arguments: [id]))
    }

    /// - Parameter owner: nil for a holder who may see every job.
    package func job(_ id: String, owner: String?) async throws -> JobStatus? {
        try await pool.read { db in
            guard try isOwn(id, owner, in: db) else { return nil }
            return try status(id, in: db)
        }
    }

    private func isOwn(_ id: String, _ owner: String?, in db: Database) throws -> Bool {
        let found = try String.fetchOne(db, sql: "SELECT owner FROM job WHERE id = ?", arguments: [id])
        return found != nil && (owner == nil || owner == found)
    }

    /// The newest jobs, newest first.
    package func jobs(owner: String?, limit: Int) async throws -> [JobStatus] {
        try await pool.read { db in
            try String.fetchAll(
                db, sql: "SELECT id FROM job WHERE ?1 IS NULL OR owner = ?1 ORDER BY created DESC, id LIMIT ?2",
                arguments: [owner, limit]
            ).compactMap { try status($0, in: db) }
        }
    }

    package func records(ofJob id: String, owner: String?, from: Int, limit: Int) async throws -> [JobRecordStatus]? {
        try await pool.read { db in
            guard try isOwn(id, owner, in: db) else { return nil }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT number, name, state, record, pages, messages FROM item
                    WHERE job = ? AND number >= ? ORDER BY number LIMIT ?
                    """, arguments: [id, from, limit]
            ).map { row in
                let messages = (row["messages"] as String?).flatMap {
                    try? JSONDecoder().decode([SentMessage].self, from: Data($0.utf8))
                }
                return JobRecordStatus(
                    number: row["number"], name: row["name"], state: row["state"], record: row["record"],
                    pages: row["pages"], messages: messages ?? [])
            }
        }
    }

    /// The results of records that are done, in their order.
    package func results(ofJob id: String, owner: String?, number: Int? = nil) async throws -> [JobResult]? {
        try await pool.read { db in
            guard try isOwn(id, owner, in: db) else { return nil }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT number, record, json, pdf FROM item
                    WHERE job = ?1 AND state = 'done' AND (?2 IS NULL OR number = ?2) ORDER BY number
                    """, arguments: [id, number]
            ).map { row in
                JobResult(
                    number: row["number"], record: row["record"], json: [UInt8](row["json"] as Data),
                    pdf: (row["pdf"] as Data?).map { [UInt8]($0) })
            }
        }
    }

    /// Takes the oldest record off the queue; nobody else gets it until the process dies.
    package func claim() async throws -> ClaimedRecord? {
        try await pool.write { db in
            guard
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT item.job, item.number, item.name, item.format, item.input, item.attempts, job.template,
                            job.makesPDF
                        FROM item JOIN job ON job.id = item.job WHERE item.state = 'queued'
                        ORDER BY job.created, item.job, item.number LIMIT 1
                        """)
            else { return nil }
            let attempts: Int = row["attempts"]
            try db.execute(
                sql: "UPDATE item SET state = 'running', attempts = ? WHERE job = ? AND number = ?",
                arguments: [attempts + 1, row["job"], row["number"]])
            let bytes: Data? = row["input"]
            return ClaimedRecord(
                job: row["job"], number: row["number"], template: row["template"], makesPDF: row["makesPDF"],
                record: SubmittedRecord(
                    name: row["name"], format: row["format"], bytes: bytes.map { [UInt8]($0) } ?? []),
                isGivenUp: attempts >= mostAttempts)
        }
    }

    /// Writes a record's result and its state at once; a record that was cancelled meanwhile stays so.
    package func finish(_ claimed: ClaimedRecord, _ outcome: JobOutcome) async throws {
        let messages = String(decoding: try JSONEncoder().encode(outcome.messages), as: UTF8.self)
        try await pool.write { db in
            try db.execute(
                sql: """
                    UPDATE item SET state = ?, record = ?, pages = ?, json = ?, pdf = ?, messages = ?, input = NULL
                    WHERE job = ? AND number = ? AND state = 'running'
                    """,
                arguments: [
                    outcome.hasFailed ? "failed" : "done", outcome.record, outcome.pages,
                    outcome.json.map { Data($0) }, outcome.pdf.map { Data($0) }, messages, claimed.job,
                    claimed.number,
                ])
            try markFinished(claimed.job, in: db)
        }
    }

    /// Puts back what a stop of the service kept from being done.
    package func putBack(_ claimed: ClaimedRecord) async throws {
        try await pool.write { db in
            try db.execute(
                sql: """
                    UPDATE item SET state = 'queued', attempts = attempts - 1
                    WHERE job = ? AND number = ? AND state = 'running'
                    """, arguments: [claimed.job, claimed.number])
        }
    }

    private func markFinished(_ job: String, in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE job SET finished = ?2 WHERE id = ?1 AND finished IS NULL
                AND NOT EXISTS (SELECT 1 FROM item WHERE job = ?1 AND state IN ('queued', 'running'))
                """, arguments: [job, Date().timeIntervalSince1970])
        guard db.changesCount > 0 else { return }
        try db.execute(
            sql: """
                INSERT INTO delivery (job, url, state, due) SELECT id, webhook, 'waiting', 0 FROM job
                WHERE id = ? AND webhook IS NOT NULL
                """, arguments: [job])
    }

    /// Cancels what has not ended; the results that are there stay.
    package func cancel(_ id: String, owner: String?, actor: Actor) async throws -> JobStatus? {
        try await pool.write { db in
            guard try isOwn(id, owner, in: db) else { return nil }
            try db.execute(
                sql:
                    "UPDATE item SET state = 'cancelled', input = NULL WHERE job = ? AND state IN ('queued', 'running')",
                arguments: [id])
            if db.changesCount > 0 {
                try db.execute(sql: "UPDATE job SET isCancelled = 1 WHERE id = ?", arguments: [id])
                try markFinished(id, in: db)
                try actor.note("job.cancel", id, in: db)
            }
            return try status(id, in: db)
        }
    }

    package func queuedRecords() async throws -> Int {
        try await pool.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM item WHERE state = 'queued'") ?? 0
        }
    }

    /// Forgets jobs that ended longer ago than the retention.
    package func forgetJobs(finishedBefore limit: Date) async throws {
        try await pool.write { db in
            try db.execute(sql: "DELETE FROM job WHERE finished < ?", arguments: [limit.timeIntervalSince1970])
        }
    }
}
