import Crypto
import Foundation

/// Where webhooks may go, and what they are signed with.
package struct WebhookPolicy: Sendable {
    private let secret: SymmetricKey
    private let allowedHosts: Set<String>

    /// - Parameters:
    ///   - secret: at least 24 bytes; line ends at its end do not count.
    ///   - allowedHosts: names or addresses inside the network, separated by commas.
    package init(secret: [UInt8], secretFile: String = "", allowedHosts: String = "") throws(ConfigurationError) {
        var secret = secret
        while let last = secret.last, last == 0x0A || last == 0x0D { secret.removeLast() }
        guard secret.count >= 24 else { throw .weakSecret(secretFile) }
        self.secret = SymmetricKey(data: secret)
        self.allowedHosts = Set(
            allowedHosts.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces).lowercased() })
    }

    /// The host of an address that a job may name; nil for one that it may not. Names are looked up when the call is made.
    package func host(of address: String) -> String? {
        guard address.utf8.count <= 2_000, let url = URLComponents(string: address),
            let scheme = url.scheme?.lowercased(), scheme == "https" || scheme == "http", url.user == nil,
            url.password == nil, url.fragment == nil,
            let host = url.host, !host.isEmpty
        else { return nil }
        let literal = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        if let bytes = NetworkAddress(literal: literal), !bytes.isPublic, !allows(literal) { return nil }
        return literal
    }

    /// Whether the operator named a host, so that it may be a private one.
    package func allows(_ host: String) -> Bool { allowedHosts.contains(host.lowercased()) }

    /// As Standard Webhooks 1.0 signs: HMAC-SHA-256 of `id.timestamp.body`.
    package func signature(id: String, timestamp: Int, body: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("\(id).\(timestamp).".utf8) + Data(body), using: secret)
        return "v1," + Data(code).base64EncodedString()
    }
}
