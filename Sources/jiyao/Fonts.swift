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
                One line a character and role: role, code points, character, face, glyphs, and whether it is the role's
                first face or a fallback; then one line a role and face: total, role, face, rank, different characters,
                uses. Exit status 1 where a role has no face for a character.

                Examples:
                  jiyao fonts check 纪要𠮷
                  jiyao fonts check --file article.txt --role fangsong --summary
                """)

        @Argument(help: "The characters to look up.")
        var text: String?

        @Option(help: "Look up the characters of a UTF-8 text file instead; - reads standard input.")
        var file: String?

        @Option(help: "Only this role; may be repeated. Default: all roles of the index.")
        var role: [String] = []

        @Option(help: "Language of the document: zh-Hans-CN, zh-Hant-TW or zh-Hant-HK.")
        var language: String = "zh-Hans-CN"

        @Flag(help: "Print missing characters and totals only.")
        var summary = false

        @OptionGroup var resources: FontOption

        func validate() throws {
            if (text == nil) == (file == nil) { throw ValidationError("Give either a TEXT or --file.") }
        }

        func run() throws {
            let check = try checkFaces(
                of: try file.map { try readText(of: $0 == "-" ? nil : $0) } ?? text ?? "", roles: role,
                language: language, fonts: resources.folder)
            for character in check.characters where !summary || character.rank == .missing {
                let glyphs = character.glyphs.map(String.init).joined(separator: "+")
                let columns = [
                    character.role, codes(of: character.text), character.text, character.face ?? "none", glyphs,
                    character.rank.rawValue,
                ]
                try printLine(columns.joined(separator: "\t"))
            }
            for total in check.totals {
                let columns = [
                    "total", total.role, total.face ?? "none", total.rank.rawValue, String(total.characters),
                    String(total.uses),
                ]
                try printLine(columns.joined(separator: "\t"))
            }
            if !check.isComplete { throw ExitStatus.someRecordFailed }
        }

        /// `U+20BB7`, `U+845B U+E0101`.
        private func codes(of text: String) -> String {
            text.unicodeScalars.map { scalar in
                let code = String(scalar.value, radix: 16, uppercase: true)
                return "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
            }.joined(separator: " ")
        }
    }
}

struct FontOption: ParsableArguments {
    @Option(help: "Font folder with an index.tsv. Default: Fonts/ here, else beside or above the program.")
    var fonts: String?

    var folder: String { fonts ?? Resource.fonts.locate() }
}
