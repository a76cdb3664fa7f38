import Foundation

/// What an operator settles: by file, then environment, then flags, the later ones winning.
package struct Configuration: Sendable {
    package var host = "127.0.0.1"
    package var port = 8080
    package var data = "service-data"
    package var fonts: String?
    package var templates: String?
    package var ownTemplates: String?
    package var settings: String?
    package var template = "gbt9704-minutes"
    /// A JSON file of tokens; without one everybody who reaches the port may do everything.
    package var tokens: String?
    /// PEM files; without them the service speaks plain HTTP.
    package var tlsCertificate: String?
    package var tlsKey: String?
    /// A file with the secret that webhooks are signed with; without one no job may name a webhook.
    package var webhookSecret: String?
    /// Hosts inside the network that webhooks may go to, separated by commas; private addresses are refused else.
    package var webhookHosts = ""
    /// Names besides the loopback's under which browsers may call the service, separated by commas.
    package var names = ""
    /// Records worked on at a time.
    package var slots = max(1, ProcessInfo.processInfo.activeProcessorCount)
    /// Requests waiting for a slot before others are refused.
    package var queue = 32
    package var recordBytes = 4 << 20
    package var pages = 300
    package var jobBytes = 64 << 20
    package var jobRecords = 10_000
    package var connections = 1_024
    /// Seconds: without a byte, for a whole body, for a record's rendering.
    package var idleSeconds = 15
    package var bodySeconds = 30
    package var renderSeconds = 20
    package var retentionHours = 168
    package var logLevel = "info"

    package init() {}

    /// One setting: its name in files and flags; `JIYAO_` and the name in capitals in the environment.
    private struct Setting: Sendable {
        var name: String
        var help: String
        var set: @Sendable (inout Configuration, String) -> Bool
        var show: @Sendable (Configuration) -> String
    }

    private static func text(
        _ name: String, _ help: String, _ path: any WritableKeyPath<Configuration, String> & Sendable
    ) -> Setting {
        Setting(
            name: name, help: help,
            set: { configuration, value in
                guard !value.isEmpty || ["names", "webhook-hosts"].contains(name) else { return false }
                configuration[keyPath: path] = value
                return true
            }, show: { $0[keyPath: path] })
    }

    private static func optional(
        _ name: String, _ help: String, _ path: any WritableKeyPath<Configuration, String?> & Sendable
    ) -> Setting {
        Setting(
            name: name, help: help,
            set: { configuration, value in
                configuration[keyPath: path] = value.isEmpty ? nil : value
                return true
            }, show: { $0[keyPath: path] ?? "" })
    }

    private static func number(
        _ name: String, _ help: String, _ range: ClosedRange<Int>,
        _ path: any WritableKeyPath<Configuration, Int> & Sendable
    ) -> Setting {
        Setting(
            name: name, help: "\(help), \(range.lowerBound)…\(range.upperBound)",
            set: { configuration, value in
                guard let number = Int(value), range.contains(number) else { return false }
                configuration[keyPath: path] = number
                return true
            }, show: { String($0[keyPath: path]) })
    }

    private static let settings: [Setting] = [
        text("host", "address to listen on", \.host),
        number("port", "port to listen on; 0 takes a free one", 0...65_535, \.port),
        text("data", "folder of the database; made where it is not there", \.data),
        optional("fonts", "font folder with an index.tsv", \.fonts),
        optional("templates", "folder of the templates that come along", \.templates),
        optional("own-templates", "the office's own templates, searched first", \.ownTemplates),
        optional("settings", "what the office says of its documents", \.settings),
        text("template", "template of requests that name none", \.template),
        optional("tokens", "file of access tokens", \.tokens),
        optional("tls-certificate", "PEM file of the certificate and those that vouch for it", \.tlsCertificate),
        optional("tls-key", "PEM file of the certificate's key", \.tlsKey),
        optional("webhook-secret", "file with the secret that webhooks are signed with", \.webhookSecret),
        text("webhook-hosts", "hosts inside the network that webhooks may go to, separated by commas", \.webhookHosts),
        text("names", "host names of the service, separated by commas", \.names),
        number("slots", "records worked on at a time", 1...256, \.slots),
        number("queue", "requests that wait for a slot", 0...100_000, \.queue),
        number("record-bytes", "bytes of a record", 1...(1 << 30), \.recordBytes),
        number("pages", "pages of a record", 1...10_000, \.pages),
        number("job-bytes", "bytes of a job", 1...(1 << 30), \.jobBytes),
        number("job-records", "records of a job", 1...1_000_000, \.jobRecords),
        number("connections", "open connections", 1...65_536, \.connections),
        number("idle-seconds", "seconds without a byte before a connection is cut", 1...3_600, \.idleSeconds),
        number("body-seconds", "seconds for a whole body", 1...3_600, \.bodySeconds),
        number("render-seconds", "seconds for a record's rendering", 1...3_600, \.renderSeconds),
        number("retention-hours", "hours a finished job is kept", 1...87_600, \.retentionHours),
        text("log-level", "trace, debug, info, notice, warning or error", \.logLevel),
    ]

    /// - Parameters:
    ///   - arguments: without the program's name; `--name value` or `--name=value`.
    ///   - readFile: gives the bytes of the file that `--config` or `JIYAO_CONFIG` names.
    package init(
        arguments: [String], environment: [String: String], readFile: (String) throws -> Data
    ) throws(ConfigurationError) {
        var flags: [(name: String, value: String)] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--") else { throw .unknown(argument) }
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else { throw .noValue(argument) }
            flags.append((String(parts[0]), value))
        }
        let file = flags.last { $0.name == "config" }?.value ?? environment["JIYAO_CONFIG"]
        if let file { try apply(file: file, readFile: readFile) }
        for setting in Self.settings {
            let name = "JIYAO_" + setting.name.uppercased().replacingOccurrences(of: "-", with: "_")
            if let value = environment[name] { try apply(setting.name, value, from: name) }
        }
        for flag in flags where flag.name != "config" { try apply(flag.name, flag.value, from: "--\(flag.name)") }
        if (tlsCertificate == nil) != (tlsKey == nil) { throw .half("tls-certificate", "tls-key") }
    }

    private mutating func apply(file: String, readFile: (String) throws -> Data) throws(ConfigurationError) {
        guard let bytes = try? readFile(file) else { throw .unreadable(file) }
        guard let object = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any] else {
            throw .notJSON(file)
        }
        for name in object.keys.sorted() {
            try apply(name, String(describing: object[name] ?? ""), from: "\(file): \(name)")
        }
    }

    private mutating func apply(_ name: String, _ value: String, from place: String) throws(ConfigurationError) {
        guard let setting = Self.settings.first(where: { $0.name == name }) else { throw .unknown(place) }
        guard setting.set(&self, value) else { throw .badValue(place, wanted: setting.help) }
    }

    /// Every setting as it is, one a line; tokens stay in their file.
    package var listing: String {
        Self.settings.map { "\($0.name) = \($0.show(self))" }.joined(separator: "\n")
    }

    /// A line a setting, for `--help`.
    package static var help: String {
        let width = (settings.map(\.name.count).max() ?? 0) + 4
        return settings.map { setting in
            "  --" + setting.name + String(repeating: " ", count: width - setting.name.count) + setting.help
        }.joined(separator: "\n")
    }

    package var isLoopback: Bool { ["127.0.0.1", "localhost", "::1"].contains(host) }
}

package enum ConfigurationError: Error, Hashable, CustomStringConvertible {
    case unknown(String)
    case noValue(String)
    case badValue(String, wanted: String)
    case unreadable(String)
    case notJSON(String)
    case openToAll
    case half(String, String)
    case weakSecret(String)

    package var description: String {
        switch self {
        case .unknown(let name): "\(name): there is no such setting; --help lists them"
        case .noValue(let name): "\(name) needs a value"
        case .badValue(let name, let wanted): "\(name): wanted: \(wanted)"
        case .unreadable(let path): "\(path): cannot be read"
        case .notJSON(let path): "\(path): is no JSON as docs/service.md describes it"
        case .half(let one, let other): "\(one) needs \(other) as well"
        case .weakSecret(let path): "\(path): a secret of webhooks has at least 24 bytes"
        case .openToAll:
            "an address beyond the loopback needs --tokens, or everybody on the network could use the service"
        }
    }
}
