import ArgumentParser
import MinutesExport

struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what the engine decided, as JSON.", subcommands: [Lines.self, Layout.self])

    struct Layout: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the pages: runs, rules and lines with their places in millimetres.",
            discussion: """
                Example:
                  jiyao inspect layout article.txt > layout.json
                """)

        @Argument(help: "An article or record (.txt .md .html .json), a minutes.json, or - for standard input.")
        var input: String

        @OptionGroup var source: SourceOptions

        @Option(help: "Name of the template.")
        var template = "gbt9704-minutes"

        @OptionGroup var limits: LimitOptions
        @OptionGroup var resources: ResourceOptions

        func run() throws {
            let found = try source.find([input])
            var records = found.records(limits: limits.limits)
            guard let item = records.next(), records.next() == nil else {
                throw ValidationError("the input holds several records, or none; name one")
            }
            switch item {
            case .refused(_, let message): throw ExportError.record([message])
            case .input(let input):
                let environment = try resources.environment(template, limits)
                try printBytes(try inspectLayout(of: input, environment: environment))
            }
        }
    }

    struct Lines: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answers line-breaking cases: lines, break opportunities, advances, Han–Latin gaps.",
            discussion: """
                Reads JSON Lines {"id","text","width_em","level","lang"} and prints one JSON object a line.

                Example:
                  jiyao inspect lines cases.jsonl > answers.jsonl
                """)

        @Argument(help: "A file of cases, or - for standard input.")
        var input = "-"

        @Option(help: "Font folder, for cases that name a face.")
        var fonts: String?

        func run() throws {
            var someRefused = false
            try inspectLines(of: input == "-" ? nil : input, fonts: fonts ?? Resource.fonts.locate()) {
                outcome throws(ExportError) in
                switch outcome {
                case .answer(let line): try printBytes(line)
                case .refused(let message):
                    printToStandardError(message.rendered(in: .ofEnvironment))
                    someRefused = true
                }
            }
            if someRefused { throw ExitStatus.someRecordFailed }
        }
    }
}
