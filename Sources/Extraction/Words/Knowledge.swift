private import Glibc
private import Provenance

/// The words that rules know, from the files in `Knowledge/`, by section.
///
/// A file holds sections, `[name]` on a line of its own, each with words parted by blanks or line ends; a line that
/// begins with `#` is a remark. The files are compiled into the program (decision 0017). At first use only the sections
/// are looked for: a record needs a part of the words, and each process would pay for reading all.
struct Knowledge: Sendable {
    private struct Section {
        /// Of the name.
        var fingerprint: UInt64
        var file: Int
        /// The bytes between this name and the next.
        var bytes: Range<Int>
    }

    private let files: [[UInt8]]
    private let sections: [Section]

    init(_ files: [[UInt8]]) {
        var sections: [Section] = []
        for (number, file) in files.enumerated() {
            // What stands before the first name belongs to no section.
            let first = sections.count
            file.withUnsafeBytes { bytes in
                var start = 0
                while let name = nextName(bytes, from: start) {
                    if sections.count > first {
                        sections[sections.count - 1].bytes = start..<name.lowerBound - 1
                    }
                    start = name.upperBound + 2
                    sections.append(
                        Section(fingerprint: fingerprint(bytes[name]), file: number, bytes: start..<bytes.count))
                }
            }
        }
        assert(Set(sections.map(\.fingerprint)).count == sections.count, "two sections have one name")
        self.files = files
        self.sections = sections
    }

    private func section(_ name: String) -> Section {
        let wanted = fingerprint(name.utf8)
        for section in sections where section.fingerprint == wanted { return section }
        preconditionFailure("no file of words has this section")
    }

    /// The words of the sections together; a section that no file has is a mistake in the program.
    func list(_ names: [String]) -> WordList {
        let sections = names.map(section)
        let most = sections.reduce(0) { $0 + $1.bytes.count }
        var places: [WordList.Place] = []
        // The usual word has two to four characters of three bytes.
        places.reserveCapacity(most / 8)
        let scalars = [UInt32](unsafeUninitializedCapacity: most) { scalars, count in
            for section in sections {
                count = files[section.file].withUnsafeBufferPointer { bytes in
                    var count = count
                    var index = section.bytes.lowerBound
                    while index < section.bytes.upperBound {
                        // Here a line begins, or a word, or a blank before one.
                        if bytes[index] == UInt8(ascii: "#"), bytes[index &- 1] == UInt8(ascii: "\n") {
                            while index < section.bytes.upperBound, bytes[index] != UInt8(ascii: "\n") { index &+= 1 }
                        }
                        let start = count
                        while index < section.bytes.upperBound, bytes[index] > UInt8(ascii: " ") {
                            scalars[count] = decodeScalar(bytes, &index)
                            count &+= 1
                        }
                        if count > start { places.append(WordList.Place(start: start, count: count &- start)) }
                        index &+= 1
                    }
                    return count
                }
            }
        }
        return WordList(scalars: scalars, places: places)
    }

    func words(_ name: String) -> [String] {
        let list = list([name])
        return list.places.map { place in
            String(scalars: list.scalars[place.start..<place.start + place.count].compactMap(Unicode.Scalar.init)[...])
        }
    }

    func table(_ names: String..., or chain: PhraseChain? = nil) -> PhraseTable {
        PhraseTable(list(names), or: chain)
    }

    /// The single characters of a section.
    func letters(_ section: String) -> ScalarSet {
        var letters = ScalarSet()
        for letter in list([section]).scalars { letters.insert(letter) }
        return letters
    }
}

/// Where the next name stands that has a line of its own, in brackets.
private func nextName(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
    guard let base = bytes.baseAddress else { return nil }
    var start = start
    while let bracket = memchr(base + start, Int32(UInt8(ascii: "[")), bytes.count - start) {
        let open = UnsafeRawPointer(bracket) - base
        start = open + 1
        guard open == 0 || bytes[open - 1] == UInt8(ascii: "\n") else { continue }
        while start < bytes.count, bytes[start] != UInt8(ascii: "\n") { start += 1 }
        if start < bytes.count, start > open + 2, bytes[start - 1] == UInt8(ascii: "]") { return open + 1..<start - 1 }
    }
    return nil
}

/// FNV-1a: names need not be kept, nor compared letter by letter.
private func fingerprint(_ name: some Sequence<UInt8>) -> UInt64 {
    name.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}

/// Well-formed UTF-8, as the compiler has read it: a reader that doubts takes as long as the tables do.
@inline(__always)
private func decodeScalar(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> UInt32 {
    let lead = UInt32(bytes[place])
    func following(_ offset: Int) -> UInt32 { UInt32(bytes[place &+ offset]) & 0x3F }
    switch lead {
    case ..<0x80:
        place &+= 1
        return lead
    case ..<0xE0:
        defer { place &+= 2 }
        return (lead & 0x1F) << 6 | following(1)
    case ..<0xF0:
        defer { place &+= 3 }
        return (lead & 0x0F) << 12 | following(1) << 6 | following(2)
    default:
        defer { place &+= 4 }
        return (lead & 0x07) << 18 | following(1) << 12 | following(2) << 6 | following(3)
    }
}

let knowledge = Knowledge([
    PackageResources.names_txt, PackageResources.people_txt, PackageResources.roles_txt, PackageResources.meetings_txt,
    PackageResources.pages_txt, PackageResources.phrases_txt, PackageResources.kinds_txt,
])
