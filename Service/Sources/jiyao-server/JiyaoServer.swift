import Foundation
import Logging
import MinutesExport
import OfficeService
import ServiceLifecycle
import UnixSignals

/// Reads the configuration, opens the data folder and serves until a signal ends it.
@main
struct JiyaoServer {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            switch arguments.first {
            case "--help", "-h": print(help)
            case "--version": print("jiyao-server \(jiyaoVersion)")
            case "backup":
                guard arguments.count == 3 else { throw UsageError() }
                try OfficeDatabase.backUp(folder: arguments[1], to: arguments[2])
            default: try await serve(arguments)
            }
        } catch let error as ExportError {
            fail(error.messages.map(\.rendered).joined(separator: "\n"))
        } catch {
            fail("error: \(error)")
        }
    }

    private static func serve(_ arguments: [String]) async throws {
        let configuration = try Configuration(
            arguments: arguments, environment: ProcessInfo.processInfo.environment,
            readFile: { try Data(contentsOf: URL(fileURLWithPath: $0)) })
        guard let level = Logger.Level(rawValue: configuration.logLevel) else {
            throw ConfigurationError.badValue("log-level", wanted: "trace, debug, info, notice, warning or error")
        }
        FileHandle.standardOutput.write(Data((configuration.listing + "\n").utf8))
        var tokens: AccessTokens?
        if let path = configuration.tokens {
            tokens = try AccessTokens(json: try Data(contentsOf: URL(fileURLWithPath: path)))
        }
        var webhooks: WebhookPolicy?
        if let path = configuration.webhookSecret {
            webhooks = try WebhookPolicy(
                secret: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))), secretFile: path,
                allowedHosts: configuration.webhookHosts)
        }
        LoggingSystem.bootstrap { JSONLog(label: $0, level: level) }
        let logger = Logger(label: "jiyao-server")
        let office = try Office(
            configuration, tokens: tokens, webhooks: webhooks, database: try OfficeDatabase(folder: configuration.data),
            logger: logger)
        let scheme = configuration.tlsCertificate == nil ? "http" : "https"
        let application = try officeApplication(office) { port in
            FileHandle.standardOutput.write(Data("Serving on \(scheme)://\(configuration.host):\(port)/\n".utf8))
        }
        var group = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(8)
        try await ServiceGroup(configuration: group).run()
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        exit(2)
    }

    private struct UsageError: Error, CustomStringConvertible {
        var description: String { "jiyao-server backup DATA-FOLDER NEW-FILE" }
    }

    private static var help: String {
        """
        Serves Jiyao to an office: a page for people, an API for programs (docs/service.md).

          jiyao-server [--config FILE] [--SETTING VALUE …]
          jiyao-server backup DATA-FOLDER NEW-FILE

        Settings, also as members of the JSON file and as JIYAO_SETTING in the environment:
        \(Configuration.help)
        """
    }
}
