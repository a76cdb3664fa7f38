private import Provenance

/// The words that rules know, from the files in `Knowledge/`, by section.
///
/// A file holds sections, `[name]` on a line of its own, each with words parted by blanks or line ends; a line that
/// begins with `#` is a remark. The files are compiled into the program (decision 0017) and read once.
struct Knowledge: Sendable {
    /// Of all files, one after another: tables point into them.
    private let scalars: [Unicode.Scalar]
    /// Where the words of a section stand. Tables are made when a rule asks for them: a record needs a part of them only.
    private let sections: [String: Span]

    init(_ files: [[UInt8]]) {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(files.reduce(0) { $0 + $1.count } / 2)
        var sections: [String: Span] = [:]
        for file in files {
            var open: (name: String, start: Int)?
            var lineStart = scalars.count
            var place = 0
            while place < file.count {
                let scalar = decodeScalar(file, &place)
                scalars.append(scalar)
                guard scalar == "\n" else { continue }
                if scalars.count - lineStart > 3, scalars[lineStart] == "[", scalars[scalars.count - 2] == "]" {
                    if let open { sections[open.name] = open.start..<lineStart }
                    let name = String(scalars: scalars[lineStart + 1..<scalars.count - 2])
                    precondition(sections[name] == nil && open?.name != name, "two sections have one name")
                    open = (name, scalars.count)
                }
                lineStart = scalars.count
            }
            if let open { sections[open.name] = open.start..<scalars.count }
        }
        self.scalars = scalars
        self.sections = sections
    }

    private func forEachWord(of section: String, _ body: (Span) -> Void) {
        guard let section = sections[section] else { preconditionFailure("no file of words has this section") }
        var index = section.lowerBound
        while index < section.upperBound {
            // Here a line begins, or a word, or a blank before one.
            if scalars[index] == "#", scalars[index - 1] == "\n" {
                while index < section.upperBound, scalars[index] != "\n" { index += 1 }
            }
            let start = index
            while index < section.upperBound, scalars[index] != " ", scalars[index] != "\n" { index += 1 }
            if start < index { body(start..<index) }
            index += 1
        }
    }

    /// The words of a section; a section that no file has is a mistake in the program.
    func words(_ section: String) -> [String] {
        var words: [String] = []
        forEachWord(of: section) { words.append(String(scalars: scalars[$0])) }
        return words
    }

    /// The words of the sections together.
    func table(_ names: String...) -> PhraseTable {
        var phrases: [Span] = []
        for name in names { forEachWord(of: name) { phrases.append($0) } }
        return PhraseTable(phrases, of: scalars)
    }

    /// The words of the sections together, to compare whole words with.
    func set(_ names: String...) -> Set<String> { Set(names.flatMap(words)) }

    /// The single characters of a section.
    func letters(_ section: String) -> ScalarSet {
        var letters = ScalarSet()
        forEachWord(of: section) { word in for index in word { letters.insert(scalars[index]) } }
        return letters
    }
}

/// Well-formed UTF-8, as the compiler has read it: a reader that doubts takes as long as the tables do.
@inline(__always)
private func decodeScalar(_ bytes: [UInt8], _ place: inout Int) -> Unicode.Scalar {
    let lead = UInt32(bytes[place])
    func following(_ offset: Int) -> UInt32 { UInt32(bytes[place &+ offset]) & 0x3F }
    let value: UInt32
    switch lead {
    case ..<0x80:
        value = lead
        place &+= 1
    case ..<0xE0:
        value = (lead & 0x1F) << 6 | following(1)
        place &+= 2
    case ..<0xF0:
        value = (lead & 0x0F) << 12 | following(1) << 6 | following(2)
        place &+= 3
    default:
        value = (lead & 0x07) << 18 | following(1) << 12 | following(2) << 6 | following(3)
        place &+= 4
    }
    guard let scalar = Unicode.Scalar(value) else { preconditionFailure("a file of words is no UTF-8") }
    return scalar
}

let knowledge = Knowledge([
    PackageResources.names_txt, PackageResources.people_txt, PackageResources.roles_txt, PackageResources.meetings_txt,
    PackageResources.pages_txt, PackageResources.phrases_txt, PackageResources.kinds_txt,
])
