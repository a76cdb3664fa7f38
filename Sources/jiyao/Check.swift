import ArgumentParser
import MinutesExport

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lays records out, measures the pages against GB/T 9704-2012 and prints a ledger of its rules.",
        discussion: """
            Each rule is a line: pass with what was measured, fail with the places, or
            not-applicable with the reason. With --json each record is a line of JSON.
            Ends with 1 where a rule is broken or a record cannot be laid out.

            Examples:
              jiyao check article.txt
              jiyao check output/qingan-congress/minutes.json --json
            """)

    @Argument(
        help: "Articles, records or minutes.json (.txt .md .html .json .jsonl), folders, or - for standard input.")
    var inputs: [String]

    @OptionGroup var source: SourceOptions

    @Option(help: "Name of the template.")
    var template = "gbt9704-minutes"

    @Flag(help: "One line of JSON for each record.")
    var json = false

    @Flag(help: "Print rules that are broken only.")
    var quiet = false

    @OptionGroup var limits: LimitOptions
    @OptionGroup var resources: ResourceOptions

    func run() throws {
        let environment = try resources.environment(template, limits)
        var someFailed = false
        let found = try source.find(inputs)
        for item in found.records(limits: environment.limits) {
            do {
                switch item {
                case .refused(_, let message): throw ExportError.record([message])
                case .input(let input):
                    let check = try checkPages(of: input, environment: environment)
                    if !quiet { print(check.warnings) }
                    try printBytes(Array((json ? check.jsonLine : check.table(onlyBroken: quiet)).utf8))
                    someFailed = someFailed || check.hasFailed
                }
            } catch ExportError.record(let messages) {
                print(messages)
                someFailed = true
            }
        }
        if someFailed { throw ExitStatus.someRecordFailed }
    }
}
