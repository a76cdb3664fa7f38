import Crypto
import Foundation
import Synchronization

/// Who may do what: tokens with roles, kept as digests.
package final class AccessTokens: Sendable {
    /// What a token allows, each role all that the ones before it do.
    package enum Role: String, Sendable, Codable, Comparable, CaseIterable {
        /// Records in, minutes and pages out; own jobs.
        case render
        /// Records and their versions too.
        case clerk
        /// Measurements and the audit too.
        case admin

        package static func < (a: Self, b: Self) -> Bool {
            (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
        }
    }

    package struct Holder: Sendable, Hashable {
        package var name: String
        package var role: Role

        /// Everybody, where the service has no tokens and listens on the loopback only.
        package static let local = Holder(name: "local", role: .admin)
    }

    /// An entry of the file: `{"name": "portal", "sha256": "…", "role": "render", "per_minute": 600}`.
    private struct Entry: Codable, Sendable {
        var name: String
        var sha256: String
        var role: Role
        var per_minute: Int?
    }

    private let entries: [Entry]
    private let used = Mutex<[String: (minute: Int, count: Int)]>([:])

    /// - Parameter json: an array of entries.
    package init(json: Data) throws {
        entries = try JSONDecoder().decode([Entry].self, from: json)
    }

    /// The holder of a token. Every entry is compared over its whole length, so that time tells nothing.
    package func holder(of token: String) -> Holder? {
        let digest = Array(SHA256.hash(data: Data(token.utf8)).map { String(format: "%02x", $0) }.joined().utf8)
        var found: Holder?
        for entry in entries {
            let other = Array(entry.sha256.lowercased().utf8)
            var difference = UInt8(digest.count == other.count ? 0 : 1)
            for index in digest.indices where index < other.count { difference |= digest[index] ^ other[index] }
            if difference == 0 { found = Holder(name: entry.name, role: entry.role) }
        }
        return found
    }

    /// Counts a request of this minute.
    /// - Returns: seconds to wait where the holder's quota is used up.
    package func spend(_ holder: Holder, now: Date = Date()) -> Int? {
        guard let quota = entries.first(where: { $0.name == holder.name })?.per_minute else { return nil }
        let seconds = Int(now.timeIntervalSince1970)
        return used.withLock { used in
            var own = used[holder.name] ?? (minute: 0, count: 0)
            if own.minute != seconds / 60 { own = (seconds / 60, 0) }
            own.count += 1
            used[holder.name] = own
            return own.count > quota ? 60 - seconds % 60 : nil
        }
    }
}
