import ArgumentParser
import MinutesExport

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures the pages of records against GB/T 9704-2012, or PDFs against PDF/A and PDF/UA.",
        discussion: """
            Each rule is a line: pass with what was measured, fail with the places, or
            not-applicable with the reason. With --json each record is a line of JSON.
            Ends with 1 where a rule is broken or a record cannot be laid out.

            A PDF is read back instead: each clause of PDF/A-2a (or -3a) and PDF/UA-1 it
            breaks is a line with its place.

            Examples:
              jiyao check article.txt
              jiyao check output/qingan-congress/minutes.json --json
              jiyao check output/*/minutes.pdf
            """)

    @Argument(
        help: "Articles, records or minutes.json (.txt .md .html .json .jsonl .zip), folders, or - for standard input.")
    var inputs: [String] = []

    @OptionGroup var source: SourceOptions

    @Option(help: "Name of the template.")
    var template = "gbt9704-minutes"

    @Flag(help: "One line of JSON for each record.")
    var json = false

    @Flag(help: "Print rules that are broken only.")
    var quiet = false

    @OptionGroup var limits: LimitOptions
    @OptionGroup var resources: ResourceOptions

    func validate() throws { try source.lists.require(inputs) }

    func run() throws {
        let files = inputs.filter(isPDF(path:))
        var someFailed = try checkFiles(files)
        if files.count < inputs.count || !source.lists.fromList.isEmpty {
            someFailed = try checkRecords(inputs.filter { !isPDF(path: $0) }) || someFailed
        }
        if someFailed { throw ExitStatus.someRecordFailed }
    }

    private func checkFiles(_ paths: [String]) throws -> Bool {
        var someFailed = false
        for path in paths {
            do {
                someFailed = try checkFile(path) || someFailed
            } catch ExportError.record(let messages) {
                print(messages)
                someFailed = true
            }
        }
        return someFailed
    }

    private func checkFile(_ path: String) throws -> Bool {
        let check = try checkPDF(at: path)
        try printBytes(Array((json ? check.jsonLine : check.table(onlyBroken: quiet)).utf8))
        return check.hasFailed
    }

    private func checkRecords(_ inputs: [String]) throws -> Bool {
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
        return someFailed
    }
}
