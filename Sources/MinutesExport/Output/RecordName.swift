/// Names of output folders: the record's id made safe, unique in a run.
package struct RecordNames {
    private var taken: Set<String> = []
    /// Of a folder's name, in UTF-8; well below the 255 of Linux's file systems, so that prefixes and suffixes fit.
    package static let longest = 120

    package init() {}

    /// The folder name for an id; where it is taken in this run, the first 8 digits of the content's SHA-256 follow, and
    /// where even that is taken, a number.
    package mutating func claim(id: String, sha256: String) -> String {
        let base = Self.safe(id)
        var name = base
        var number = 1
        while !taken.insert(name).inserted {
            number += 1
            let suffix = "-\(sha256.prefix(8))" + (number == 2 ? "" : "-\(number - 1)")
            name = Self.shortened(base, to: Self.longest - suffix.utf8.count) + suffix
        }
        return name
    }

    /// Letters, digits, marks and `-_.` stay; anything else becomes one `-`; no dot or hyphen leads, so that no name is
    /// hidden, is `..` or reads as an option.
    package static func safe(_ id: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in id.unicodeScalars {
            if isSafe(scalar) {
                out.append(scalar)
            } else if out.last != "-" {
                out.append("-")
            }
        }
        while let first = out.first, first == "-" || first == "." { out.removeFirst() }
        while out.last == "-" || out.last == "." { out.removeLast() }
        let name = shortened(String(out), to: longest)
        return name.isEmpty ? "record" : name
    }

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
            true
        default: scalar == "-" || scalar == "_" || scalar == "."
        }
    }

    /// The longest beginning of whole scalars that fits.
    private static func shortened(_ name: String, to limit: Int) -> String {
        var out = String.UnicodeScalarView()
        var count = 0
        for scalar in name.unicodeScalars {
            count += String(scalar).utf8.count
            if count > limit { break }
            out.append(scalar)
        }
        return String(out)
    }
}
