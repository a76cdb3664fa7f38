/// The words that rules know, from the files in `Knowledge/`, by section.
///
/// A file holds sections, `[name]` on a line of its own, each with words parted by blanks or line ends; a line that
/// begins with `#` is a remark. The files are compiled into the program (decision 0017) and read once.
struct Knowledge: Sendable {
    private var sections: [String: [String]] = [:]

    init(_ files: [[UInt8]]) {
        for file in files {
            var name = ""
            for line in String(decoding: file, as: UTF8.self).split(whereSeparator: \.isNewline) {
                if line.hasPrefix("#") { continue }
                if line.hasPrefix("["), line.hasSuffix("]") {
                    name = String(line.dropFirst().dropLast())
                    precondition(sections[name] == nil, "two sections have one name")
                    sections[name] = []
                } else {
                    sections[name, default: []] += line.split(separator: " ").map(String.init)
                }
            }
        }
    }

    /// The words of a section; a section that no file has is a mistake in the program.
    func words(_ section: String) -> [String] {
        guard let words = sections[section] else { preconditionFailure("no file of words has this section") }
        return words
    }

    /// The words of the sections together.
    func table(_ names: String...) -> PhraseTable { PhraseTable(names.flatMap(words)) }

    /// The words of the sections together, to compare whole words with.
    func set(_ names: String...) -> Set<String> { Set(names.flatMap(words)) }

    /// The single characters of a section.
    func letters(_ section: String) -> Set<Unicode.Scalar> { Set(words(section).flatMap(\.unicodeScalars)) }
}

let knowledge = Knowledge([
    PackageResources.names_txt, PackageResources.people_txt, PackageResources.roles_txt, PackageResources.meetings_txt,
    PackageResources.pages_txt, PackageResources.phrases_txt, PackageResources.kinds_txt,
])
