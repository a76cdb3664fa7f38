import Foundation
import GRDB

package struct RecordSummary: Codable, Sendable {
    package var id: String
    package var title: String
    package var versions: Int
    package var saved: String
}

package struct VersionSummary: Codable, Sendable {
    package var number: Int
    package var note: String
    package var savedBy: String
    package var saved: String
    package var template: String
}

package struct StoredRecord: Codable, Sendable {
    package var id: String
    package var title: String
    /// The text that the minutes' byte ranges count in.
    package var source: String
    package var versions: [VersionSummary]
}

package struct StoredVersion: Sendable {
    package var summary: VersionSummary
    /// Minutes JSON.
    package var minutes: String
}

extension OfficeDatabase {
    /// Keeps a record with its first version.
    package func keep(
        title: String, source: String, minutes: String, template: String, note: String, actor: Actor
    ) async throws -> StoredRecord {
        try await pool.write { db in
            let id = UUID().uuidString.lowercased()
            let now = Date().timeIntervalSince1970
            try db.execute(
                sql: "INSERT INTO record (id, owner, title, source, created) VALUES (?, ?, ?, ?, ?)",
                arguments: [id, actor.holder.name, title, source, now])
            try insertVersion(1, of: id, minutes, template, note, actor, now, in: db)
            try actor.note("record.keep", id, in: db)
            guard let record = try record(id, in: db) else { preconditionFailure("the record was just written") }
            return record
        }
    }

    private func insertVersion(
        _ number: Int, of id: String, _ minutes: String, _ template: String, _ note: String, _ actor: Actor,
        _ now: Double, in db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO version (record, number, minutes, template, note, savedBy, saved)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """, arguments: [id, number, minutes, template, note, actor.holder.name, now])
    }

    package enum Saving: Sendable {
        case saved(StoredRecord)
        case noSuchRecord
        case conflict
    }

    /// Saves the version after `base`; a conflict where somebody saved one already.
    package func save(
        _ id: String, base: Int, title: String, minutes: String, template: String, note: String, actor: Actor
    ) async throws -> Saving {
        try await pool.write { db in
            guard let newest = try newestVersion(id, in: db) else { return .noSuchRecord }
            guard newest == base else { return .conflict }
            try insertVersion(
                base + 1, of: id, minutes, template, note, actor, Date().timeIntervalSince1970, in: db)
            try db.execute(sql: "UPDATE record SET title = ? WHERE id = ?", arguments: [title, id])
            try actor.note("record.save", "\(id)/\(base + 1)", in: db)
            guard let record = try record(id, in: db) else { return .noSuchRecord }
            return .saved(record)
        }
    }

    private func newestVersion(_ id: String, in db: Database) throws -> Int? {
        try Int.fetchOne(db, sql: "SELECT max(number) FROM version WHERE record = ?", arguments: [id])
    }

    private func record(_ id: String, in db: Database) throws -> StoredRecord? {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM record WHERE id = ?", arguments: [id]) else {
            return nil
        }
        let versions = try Row.fetchAll(
            db, sql: "SELECT number, note, savedBy, saved, template FROM version WHERE record = ? ORDER BY number",
            arguments: [id]
        ).map(VersionSummary.init(row:))
        return StoredRecord(id: id, title: row["title"], source: row["source"], versions: versions)
    }

    package func record(_ id: String) async throws -> StoredRecord? {
        try await pool.read { db in try record(id, in: db) }
    }

    package func version(_ number: Int, of id: String) async throws -> StoredVersion? {
        try await pool.read { db in
            try Row.fetchOne(
                db, sql: "SELECT * FROM version WHERE record = ? AND number = ?", arguments: [id, number]
            ).map { StoredVersion(summary: VersionSummary(row: $0), minutes: $0["minutes"]) }
        }
    }

    /// The records saved last, newest first.
    package func records(limit: Int) async throws -> [RecordSummary] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT record.id, record.title, max(version.number) AS versions, max(version.saved) AS saved
                    FROM record JOIN version ON version.record = record.id
                    GROUP BY record.id ORDER BY saved DESC, record.id LIMIT ?
                    """, arguments: [limit]
            ).map {
                RecordSummary(id: $0["id"], title: $0["title"], versions: $0["versions"], saved: timestamp($0["saved"]))
            }
        }
    }

    package func deleteRecord(_ id: String, actor: Actor) async throws -> Bool {
        try await pool.write { db in
            try db.execute(sql: "DELETE FROM record WHERE id = ?", arguments: [id])
            guard db.changesCount > 0 else { return false }
            try actor.note("record.delete", id, in: db)
            return true
        }
    }
}

extension VersionSummary {
    fileprivate init(row: Row) {
        self.init(
            number: row["number"], note: row["note"], savedBy: row["savedBy"], saved: timestamp(row["saved"]),
            template: row["template"])
    }
}
