import ArgumentParser
import MinutesExport

struct Extract: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints what was understood of a record: Minutes JSON, nothing laid out.",
        discussion: """
            One input goes to standard output or into the file that -o names. Several
            inputs need -o to name a folder (ending in /, or there already); each
            becomes <record id>.json in it. JSON Lines become JSON Lines, unless -o names
            a folder.

            Examples:
              jiyao extract article.txt
              jiyao extract articles/ -o understood/
              jiyao extract archive.jsonl -o understood.jsonl
            """)

    @Argument(help: "Files (.txt .md .html .json .jsonl), folders (searched recursively), or - for standard input.")
    var inputs: [String]

    @OptionGroup var source: SourceOptions

    @Option(name: [.short, .customLong("output")], help: "File or folder to write; - is standard output.")
    var output = "-"

    @OptionGroup var limits: LimitOptions

    func run() throws {
        let found = try source.find(inputs)
        let target = ExtractionTarget(output)
        if found.items.count > 1, !target.isFolder, !found.isLines {
            throw ValidationError("several inputs need -o to name a folder, for example -o understood/")
        }
        var writer = try ExtractionWriter(target, asLines: found.isLines)
        var someFailed = false
        for item in found.records(limits: limits.limits) {
            do {
                let minutes = try extract(item)
                print(minutes.warnings)
                try writer.write(minutes)
            } catch {
                guard case .record(let messages) = error else { throw error }
                print(messages)
                someFailed = true
            }
        }
        try writer.finish()
        if someFailed { throw ExitStatus.someRecordFailed }
    }

    private func extract(_ item: FoundInputs.Item) throws(ExportError) -> ExtractedMinutes {
        switch item {
        case .refused(_, let message): throw .record([message])
        case .input(let input): try extractMinutes(from: input, limits: limits.limits)
        }
    }
}
