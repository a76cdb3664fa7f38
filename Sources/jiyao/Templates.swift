import ArgumentParser
import MinutesExport

struct Templates: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the templates, or shows one.", subcommands: [List.self, Show.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the templates by name, with what each is for.",
            discussion: """
                Example:
                  jiyao templates list
                """)

        @OptionGroup var resources: TemplateOption

        func run() throws {
            for template in try listTemplates(in: resources.folders) {
                try printLine("\(template.name)\t\(template.description ?? "not readable")")
                if let message = template.message { print([message]) }
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a template with every default filled in.",
            discussion: """
                Example:
                  jiyao templates show gbt9704-minutes
                """)

        @Argument(help: "Name of the template.")
        var name: String

        @OptionGroup var resources: TemplateOption

        func run() throws {
            try printBytes(
                Array(try describeTemplate(named: name, in: resources.folders, settings: resources.settings).utf8))
        }
    }
}

struct TemplateOption: ParsableArguments {
    @Option(help: "Your own folder of templates, searched before those that come along.")
    var templates: String?

    @Option(help: "A YAML file with what your office says of its documents: organ, issuer, copied_to …")
    var settings: String?

    var folders: [String] { [templates, Resource.templates.locate()].compactMap { $0 } }
}
