import ArgumentParser
import Glibc
import MinutesExport

struct Extract: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints what was understood of a record: Minutes JSON, nothing laid out.",
        discussion: """
            One input goes to standard output or into the file that -o names. Several
            inputs need -o to name a folder (ending in /, or there already); each
            becomes <record id>.json in it. JSON Lines become JSON Lines, unless -o names
            a folder.

            --explain prints instead, for a person to read: each field with its value, the
            rule that found it, and the line of the source with the words marked.

            Examples:
              jiyao extract article.txt
              jiyao extract article.txt --explain | less
              jiyao extract articles/ -o understood/
              jiyao extract archive.jsonl -o understood.jsonl
            """)

    @Argument(
        help: "Files (.txt .md .html .json .jsonl .zip), folders (searched recursively), or - for standard input.")
    var inputs: [String] = []

    @OptionGroup var source: SourceOptions

    @Option(name: [.short, .customLong("output")], help: "File or folder to write; - is standard output.")
    var output = "-"

    @Flag(help: "Print each value with its rule and its words in the source, not JSON.")
    var explain = false

    @OptionGroup var limits: LimitOptions

    func validate() throws { try source.lists.require(inputs) }

    func run() throws {
        let found = try source.find(inputs)
        let target = ExtractionTarget(output)
        if explain { return try printExplanations(found, target) }
        if found.items.count > 1 || !found.lists.isEmpty, !target.isFolder, !found.isLines {
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

    /// One explanation after another; bold marks where a terminal shows them.
    private func printExplanations(_ found: FoundInputs, _ target: ExtractionTarget) throws {
        if target.isFolder { throw ValidationError("--explain writes one text: -o names a file, not a folder") }
        let isShown = target == .standardOutput && isatty(STDOUT_FILENO) == 1
        var texts: [[UInt8]] = []
        var someFailed = false
        for item in found.records(limits: limits.limits) {
            do {
                guard case .input(let input) = item else {
                    _ = try extract(item)
                    continue
                }
                let explanation = try explainMinutes(
                    from: input, limits: limits.limits, marks: isShown ? .terminal : .plain)
                print(explanation.warnings)
                texts.append(explanation.text)
            } catch {
                guard case .record(let messages) = error else { throw error }
                print(messages)
                someFailed = true
            }
        }
        try ExtractionWriter(target).write(Array(texts.joined(separator: Array("\n".utf8))))
        if someFailed { throw ExitStatus.someRecordFailed }
    }

    private func extract(_ item: FoundInputs.Item) throws(ExportError) -> ExtractedMinutes {
        switch item {
        case .refused(_, let message): throw .record([message])
        case .input(let input): try extractMinutes(from: input, limits: limits.limits)
        }
    }
}
