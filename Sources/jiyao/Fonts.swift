import ArgumentParser
import MinutesExport

struct Fonts: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows which fonts are used, and which face draws a character.",
        subcommands: [List.self, Check.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the faces by role, in the order in which they are tried, and verifies their files.",
            discussion: """
                Exit status 3 where a file is missing or is not the one of the index.

                Example:
                  jiyao fonts list
                """)

        @OptionGroup var resources: FontOption

        func run() throws {
            let listings = try listFonts(in: resources.folder)
            for face in listings {
                let columns = [
                    face.role, String(face.rank), face.name, "\(face.family) \(face.style)", face.version,
                    face.licence, face.package, face.state.rawValue,
                ]
                try printLine(columns.joined(separator: "\t"))
            }
            let wrong = listings.filter { $0.state != .present }
            guard wrong.isEmpty else {
                print([
                    Message(
                        "font.missing-files", "files are missing or are not those of the index",
                        path: resources.folder, hints: ["\(resources.folder)/install.sh installs them"])
                ])
                throw ExitStatus.noFonts
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tells for each character of a text which face draws it in each role.",
            discussion: """
                Exit status 1 where a role has no face for a character.

                Example:
                  jiyao fonts check 纪要𠮷
                """)

        @Argument(help: "The characters to look up.")
        var text: String

        @OptionGroup var resources: FontOption

        func run() throws {
            var isComplete = true
            for character in try checkCoverage(of: text, fonts: resources.folder) {
                let code = String(character.scalar.value, radix: 16, uppercase: true)
                let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
                let faces = character.choices.map { "\($0.role)=\($0.face ?? "none")" }
                let columns = ["U+\(padded)", String(character.scalar)] + faces
                try printLine(columns.joined(separator: "\t"))
                isComplete = isComplete && character.isComplete
            }
            if !isComplete { throw ExitStatus.someRecordFailed }
        }
    }
}

struct FontOption: ParsableArguments {
    @Option(help: "Font folder with an index.tsv. Default: Fonts/ here, else beside or above the program.")
    var fonts: String?

    var folder: String { fonts ?? Resource.fonts.locate() }
}
