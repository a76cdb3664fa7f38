import ArgumentParser
import MinutesExport

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Exports records as PDF, page images and JSON.",
        discussion: """
            Each record becomes a folder OUTPUT/<record id>/ with minutes.pdf,
            page-001.png …, minutes.json and manifest.json. A record that was exported
            from the same before is left alone.

            Examples:
              jiyao export article.txt
              jiyao export records/ -o minutes --format pdf,json --report report.jsonl
              jiyao export archive.jsonl --fields fields.json
              cat article.txt | jiyao export -
            """)

    @Argument(
        help: "Files (.txt .md .html .json .jsonl .zip), folders (searched recursively), or - for standard input.")
    var inputs: [String] = []

    @OptionGroup var source: SourceOptions

    @OptionGroup var options: OutputOptions

    func validate() throws { try source.lists.require(inputs) }

    func run() throws { try options.request.run(.articles, source.find(inputs)) }
}

struct Render: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Renders minutes.json files, edited or written by hand, as export does.",
        discussion: """
            Example:
              jiyao render output/qingan-congress/minutes.json
            """)

    @Argument(help: "Minutes JSON files, folders with such, or - for standard input.")
    var inputs: [String] = []

    @OptionGroup var lists: ListOption

    @OptionGroup var options: OutputOptions

    func validate() throws { try lists.require(inputs) }

    func run() throws {
        try options.request.run(.minutes, findInputs(inputs, lists: lists.fromList, onlyMinutes: true))
    }
}
