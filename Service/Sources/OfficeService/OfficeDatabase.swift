import Foundation
import GRDB

/// The service's one file: jobs, records with their versions, and who did what.
///
/// Every write is on the disk when the call returns, so that what was accepted survives the loss of the process.
package final class OfficeDatabase: Sendable {
    let pool: DatabasePool
    private let lock: FileHandle

    /// Opens the database of a data folder, makes both where they are not there, and brings older ones up to date.
    ///
    /// - Throws: where the folder cannot be written, or another process has it.
    package init(folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let lockPath = folder + "/lock"
        if !FileManager.default.fileExists(atPath: lockPath) {
            _ = FileManager.default.createFile(atPath: lockPath, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        guard let lock = FileHandle(forUpdatingAtPath: lockPath) else { throw CocoaError(.fileWriteNoPermission) }
        guard flock(lock.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else { throw FolderInUse(folder: folder) }
        self.lock = lock
        pool = try DatabasePool(path: folder + "/jiyao.sqlite", configuration: Self.configuration)
        try Self.migrator.migrate(pool)
        try pool.write { db in
            // What ran when the process died runs again; it left nothing behind, results come with the state.
            try db.execute(sql: "UPDATE item SET state = 'queued' WHERE state = 'running'")
        }
    }

    package struct FolderInUse: Error, CustomStringConvertible {
        var folder: String
        package var description: String { "\(folder): another process has this data folder" }
    }

    /// Copies the database of a folder into a new file, also while a service works with it.
    package static func backUp(folder: String, to file: String) throws {
        var configuration = configuration
        configuration.readonly = true
        let source = try DatabaseQueue(path: folder + "/jiyao.sqlite", configuration: configuration)
        try source.backup(to: try DatabaseQueue(path: file))
    }

    private static var configuration: GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            if !db.configuration.readonly { try db.execute(sql: "PRAGMA synchronous = FULL") }
        }
        return configuration
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 jobs, records, audit") { db in
            try db.execute(
                sql: """
                    CREATE TABLE job (
                        id TEXT PRIMARY KEY, owner TEXT NOT NULL, key TEXT, digest TEXT NOT NULL,
                        template TEXT NOT NULL, makesPDF INTEGER NOT NULL, created REAL NOT NULL, finished REAL,
                        isCancelled INTEGER NOT NULL DEFAULT 0);
                    CREATE UNIQUE INDEX jobKey ON job (owner, key) WHERE key IS NOT NULL;
                    CREATE TABLE item (
                        job TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE, number INTEGER NOT NULL,
                        name TEXT NOT NULL, format TEXT NOT NULL, input BLOB,
                        state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
                        attempts INTEGER NOT NULL DEFAULT 0, record TEXT, pages INTEGER, json BLOB, pdf BLOB,
                        messages TEXT, PRIMARY KEY (job, number)) WITHOUT ROWID;
                    CREATE INDEX itemQueue ON item (state, job, number) WHERE state = 'queued';
                    CREATE TABLE record (
                        id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL,
                        created REAL NOT NULL);
                    CREATE TABLE version (
                        record TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE, number INTEGER NOT NULL,
                        minutes TEXT NOT NULL, template TEXT NOT NULL, note TEXT NOT NULL, savedBy TEXT NOT NULL,
                        saved REAL NOT NULL, PRIMARY KEY (record, number));
                    CREATE TABLE audit (
                        number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, who TEXT NOT NULL,
                        act TEXT NOT NULL, object TEXT NOT NULL, request TEXT NOT NULL);
                    """)
        }
        migrator.registerMigration("2 webhooks") { db in
            try db.execute(
                sql: """
                    ALTER TABLE job ADD COLUMN webhook TEXT;
                    CREATE TABLE delivery (
                        job TEXT PRIMARY KEY REFERENCES job (id) ON DELETE CASCADE, url TEXT NOT NULL,
                        state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
                        attempts INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL) WITHOUT ROWID;
                    CREATE INDEX deliveryDue ON delivery (due) WHERE state = 'waiting';
                    """)
        }
        return migrator
    }
}

/// Who asks, and in which request: what every change is noted with.
package struct Actor: Sendable {
    package var holder: AccessTokens.Holder
    package var request: String

    package init(holder: AccessTokens.Holder, request: String) {
        self.holder = holder
        self.request = request
    }

    func note(_ act: String, _ object: String, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO audit (at, who, act, object, request) VALUES (?, ?, ?, ?, ?)",
            arguments: [Date().timeIntervalSince1970, holder.name, act, object, request])
    }
}

package struct AuditEntry: Codable, Sendable {
    package var number: Int
    package var at: String
    package var who: String
    package var act: String
    package var object: String
    package var request: String
}

extension OfficeDatabase {
    /// The newest entries, newest first.
    package func audit(limit: Int) async throws -> [AuditEntry] {
        try await pool.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM audit ORDER BY number DESC LIMIT ?", arguments: [limit]).map {
                AuditEntry(
                    number: $0["number"], at: timestamp($0["at"]), who: $0["who"], act: $0["act"], object: $0["object"],
                    request: $0["request"])
            }
        }
    }

    package func isWritable() async -> Bool {
        do {
            try await pool.write { db in try db.execute(sql: "DELETE FROM audit WHERE number < 0") }
            return true
        } catch {
            return false
        }
    }
}

/// Seconds since 1970 as RFC 3339 in UTC.
func timestamp(_ seconds: Double) -> String {
    // The style names no time zone by itself.
    Date(timeIntervalSince1970: seconds).ISO8601Format(.iso8601(timeZone: .gmt, includingFractionalSeconds: true)) + "Z"
}
