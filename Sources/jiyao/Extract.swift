import ArgumentParser
import MinutesExport

struct Extract: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints what was understood of a record: Minutes JSON, nothing laid out.",
        discussion: """
            One input goes to standard output or into the file that -o names. Several
            inputs need -o to name a folder (ending in /, or there already); each
            becomes <record id>.json in it.

            Examples:
              jiyao extract article.txt
              jiyao extract articles/ -o understood/
            """)

    @Argument(help: "Files (.txt, .json), folders (searched recursively), or - for standard input.")
    var inputs: [String]

    @Option(help: "Read every input as text or json, whatever its name.")
    var inputFormat: InputFormat?

    @Option(name: [.short, .customLong("output")], help: "File or folder to write; - is standard output.")
    var output = "-"

    @OptionGroup var limits: LimitOptions

    func run() throws {
        let found = findInputs(inputs, format: inputFormat)
        let target = ExtractionTarget(output)
        if found.items.count > 1, !target.isFolder {
            throw ValidationError("several inputs need -o to name a folder, for example -o understood/")
        }
        var writer = try ExtractionWriter(target)
        var someFailed = false
        for item in found.items {
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
        if someFailed { throw ExitStatus.someRecordFailed }
    }

    private func extract(_ item: FoundInputs.Item) throws(ExportError) -> ExtractedMinutes {
        switch item {
        case .refused(_, let message): throw .record([message])
        case .input(let input): try extractMinutes(from: input, limits: limits.limits)
        }
    }
}
