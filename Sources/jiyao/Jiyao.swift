import ArgumentParser
import MinutesExport

@main
struct Jiyao: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jiyao",
        abstract: "Turns records of Chinese meetings into formal minutes.",
        discussion: """
            Example:
              jiyao export examples/qingan-congress.txt -o output

            Exit status:
              0    all done
              1    some record failed, or a page breaks a rule that check measures
              2    wrong usage or configuration
              3    fonts are missing
              4    the output cannot be written
              130  interrupted, after finishing what was begun
            """,
        version: "jiyao \(jiyaoVersion)",
        subcommands: [
            Export.self, Extract.self, Render.self, Check.self, Verify.self, Fonts.self, Templates.self, Inspect.self,
        ])

    /// A verb that is named first is parsed by itself: the tree of all verbs takes longer than a record's layout. Whatever is
    /// not plain goes through the tree, which knows help and words it best.
    private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
        let verbs: [(name: String, type: any ParsableCommand.Type)] = [
            ("export", Export.self), ("render", Render.self),
        ]
        if let verb = verbs.first(where: { $0.name == arguments.first }),
            let command = try? verb.type.parseAsRoot(Array(arguments.dropFirst())), type(of: command) == verb.type
        {
            return command
        }
        return try parseAsRoot(arguments)
    }

    static func main() {
        // By now what was thrown is released: `exit` never returns, so whatever were still alive would leak.
        if let code = end() { exit(withError: code) }
    }

    /// What the program ends with; nil where all is done.
    private static func end() -> ExitCode? {
        do {
            let arguments = CommandLine.arguments.dropFirst()
            if arguments.first == "export", let plain = PlainExport(Array(arguments.dropFirst())) {
                try plain.run()
            } else {
                var command = try parse(Array(arguments))
                try command.run()
            }
            return nil
        } catch let status as ExitStatus {
            return status.code
        } catch let error as ExportError {
            print(error.messages)
            return ExitStatus(error).code
        } catch {
            // Help and the version are no mistakes; wrong usage is 2 here, where argument-parser says 64.
            let code = exitCode(for: error)
            if code == .success { exit(withError: error) }
            printToStandardError(fullMessage(for: error))
            return ExitStatus.wrongUsage.code
        }
    }
}

/// How the program ends; documented in docs/command.md.
enum ExitStatus: Int32, Error {
    case someRecordFailed = 1
    case wrongUsage = 2
    case noFonts = 3
    case outputNotWritable = 4
    /// 128 + SIGINT.
    case interrupted = 130

    init(_ error: ExportError) {
        switch error {
        case .record: self = .someRecordFailed
        case .configuration: self = .wrongUsage
        case .noFonts: self = .noFonts
        case .output: self = .outputNotWritable
        }
    }

    var code: ExitCode { ExitCode(rawValue) }
}
