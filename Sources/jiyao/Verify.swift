import ArgumentParser
import MinutesExport

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks output folders against their manifests: every file is there, unchanged, and none is added.",
        discussion: """
            Reads every file. A line for each problem; ends with 1 where there is one. With
            --json a line for each record.

            Examples:
              jiyao verify output
              jiyao verify /archive/2031 /archive/2032 --json > fixity.jsonl
            """)

    @Argument(help: "Output folders, or folders of single records.")
    var folders: [String]

    @Flag(help: "One line of JSON for each record.")
    var json = false

    @Flag(help: "Print problems only, not the sum.")
    var quiet = false

    func run() throws {
        var (records, files, problems) = (0, 0, 0)
        for folder in folders {
            try verifyFolder(folder) { check throws(ExportError) in
                records += 1
                files += check.files
                problems += check.problems.count
                if json { try printBytes(Array(check.jsonLine.utf8)) } else { print(check.messages) }
            }
        }
        if !json && !quiet { try printLine("\(records) folders, \(files) files, \(problems) problems") }
        if problems > 0 { throw ExitStatus.someRecordFailed }
    }
}
