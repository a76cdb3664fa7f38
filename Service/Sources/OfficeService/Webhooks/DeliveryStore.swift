import Foundation
import GRDB

/// A call that tells a job's end, and how often it was tried.
package struct Delivery: Sendable {
    package var job: String
    package var url: String
    /// This one included.
    package var attempt: Int
}

extension OfficeDatabase {
    /// Takes a call that is due; nobody else gets it for the lease, after which it is made again should the process have died.
    package func claimDelivery(now: Date, leaseSeconds: Double) async throws -> Delivery? {
        try await pool.write { db in
            guard
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT job, url, attempts FROM delivery WHERE state = 'waiting' AND due <= ?
                        ORDER BY due LIMIT 1
                        """,
                    arguments: [now.timeIntervalSince1970])
            else { return nil }
            let attempt = (row["attempts"] as Int) + 1
            try db.execute(
                sql: "UPDATE delivery SET attempts = ?, due = ? WHERE job = ?",
                arguments: [attempt, now.timeIntervalSince1970 + leaseSeconds, row["job"]])
            return Delivery(job: row["job"], url: row["url"], attempt: attempt)
        }
    }

    /// - Parameter retry: when it is tried again; nil ends it.
    package func finish(_ delivery: Delivery, delivered: Bool, retry: Date?) async throws {
        let state = delivered ? "delivered" : retry == nil ? "failed" : "waiting"
        try await pool.write { db in
            try db.execute(
                sql: "UPDATE delivery SET state = ?, due = ? WHERE job = ?",
                arguments: [state, retry?.timeIntervalSince1970 ?? 0, delivery.job])
        }
    }

    /// Whether any call waits, due or not.
    package func hasDeliveries() async throws -> Bool {
        try await pool.read { db in
            try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM delivery WHERE state = 'waiting')") ?? false
        }
    }
}
