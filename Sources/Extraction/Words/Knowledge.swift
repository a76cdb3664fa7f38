/// The words that rules know, from the files in `Knowledge/`, by section.
///
/// A file holds sections, `[name]` on a line of its own, each with words parted by blanks or line ends; a line that
/// begins with `#` is a remark. The files are compiled into the program (decision 0017) and read once.
struct Knowledge: Sendable {
    private let files: [[UInt8]]
    private var sections: [String: Section] = [:]

    /// Where the words of a section stand. They are made when a rule asks for them: a record needs a part of them only.
    private struct Section {
        var file: Int
        var bytes: Range<Int>
    }

    init(_ files: [[UInt8]]) {
        self.files = files
        for (number, file) in files.enumerated() {
            var open: String?
            var start = 0
            while start < file.count {
                let end = file[start...].firstIndex(of: newline) ?? file.count
                if end > start + 1, file[start] == UInt8(ascii: "["), file[end - 1] == UInt8(ascii: "]") {
                    let name = String(decoding: file[start + 1..<end - 1], as: UTF8.self)
                    precondition(sections[name] == nil, "two sections have one name")
                    close(open, at: start)
                    sections[name] = Section(file: number, bytes: min(end + 1, file.count)..<file.count)
                    open = name
                }
                start = end + 1
            }
        }
    }

    private mutating func close(_ section: String?, at end: Int) {
        guard let section, let start = sections[section]?.bytes.lowerBound else { return }
        sections[section]?.bytes = start..<end
    }

    /// The words of a section; a section that no file has is a mistake in the program.
    func words(_ section: String) -> [String] {
        guard let section = sections[section] else { preconditionFailure("no file of words has this section") }
        let file = files[section.file]
        var words: [String] = []
        var start = section.bytes.lowerBound
        while start < section.bytes.upperBound {
            let end = file[start...].firstIndex(of: newline) ?? file.count
            if file[start] != UInt8(ascii: "#") {
                for word in file[start..<end].split(separator: UInt8(ascii: " ")) {
                    words.append(String(decoding: word, as: UTF8.self))
                }
            }
            start = end + 1
        }
        return words
    }

    /// The words of the sections together.
    func table(_ names: String...) -> PhraseTable { PhraseTable(names.flatMap(words)) }

    /// The words of the sections together, to compare whole words with.
    func set(_ names: String...) -> Set<String> { Set(names.flatMap(words)) }

    /// The single characters of a section.
    func letters(_ section: String) -> Set<Unicode.Scalar> { Set(words(section).flatMap(\.unicodeScalars)) }
}

private let newline = UInt8(ascii: "\n")

let knowledge = Knowledge([
    PackageResources.names_txt, PackageResources.people_txt, PackageResources.roles_txt, PackageResources.meetings_txt,
    PackageResources.pages_txt, PackageResources.phrases_txt, PackageResources.kinds_txt,
])
