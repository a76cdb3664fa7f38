import FontAccess
import Foundation
import TestKit
import Testing

/// Blocks of the Unicode Character Database with their assigned characters, as Debian's package `unicode-data` has them.
private struct UnicodeBlocks {
    static let folder = "/usr/share/unicode/"
    static var isInstalled: Bool { FileManager.default.fileExists(atPath: folder + "Blocks.txt") }

    /// In the order of the code points; without controls, surrogates and private use.
    let blocks: [(name: String, scalars: [UInt32])]

    init() throws {
        var assigned: [ClosedRange<UInt32>] = []
        for (range, category) in try Self.ranges("extracted/DerivedGeneralCategory.txt") {
            if !["Cn", "Cc", "Cs", "Co"].contains(category) { assigned.append(range) }
        }
        assigned.sort { $0.lowerBound < $1.lowerBound }
        blocks = try Self.ranges("Blocks.txt").map { block, name in
            (name, assigned.filter { $0.overlaps(block) }.flatMap { Array($0.clamped(to: block)) })
        }
    }

    /// Lines `0000..007F; value`.
    private static func ranges(_ file: String) throws -> [(ClosedRange<UInt32>, String)] {
        try String(contentsOfFile: folder + file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let fields = line.prefix { $0 != "#" }.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            guard fields.count == 2 else { return nil }
            let ends = fields[0].split(separator: ".").compactMap { UInt32($0, radix: 16) }
            guard let first = ends.first, let last = ends.last else { return nil }
            return (first...last, fields[1])
        }
    }
}

private let roles = ["fangsong", "kaiti", "heiti", "songti", "xiaobiaosong"]

/// Unified ideographs of GB 18030-2022 level 3.
private let ideographs = [
    "CJK Unified Ideographs", "CJK Unified Ideographs Extension A", "CJK Unified Ideographs Extension B",
    "CJK Unified Ideographs Extension C", "CJK Unified Ideographs Extension D", "CJK Unified Ideographs Extension E",
    "CJK Unified Ideographs Extension F",
]

/// What Chinese minutes may hold: East Asian blocks, the scripts of China's peoples, and common neighbours.
private let reported = [
    "Basic Latin", "Latin-1 Supplement", "Latin Extended-A", "Latin Extended-B", "IPA Extensions",
    "Combining Diacritical Marks", "Greek and Coptic", "Cyrillic", "Hebrew", "Arabic", "Devanagari", "Thai", "Tibetan",
    "Hangul Jamo", "Mongolian", "Tai Le", "New Tai Lue", "Tai Tham", "Latin Extended Additional",
    "General Punctuation", "Superscripts and Subscripts", "Currency Symbols", "Letterlike Symbols", "Number Forms",
    "Arrows", "Mathematical Operators", "Enclosed Alphanumerics", "Box Drawing", "Geometric Shapes",
    "Miscellaneous Symbols", "Dingbats", "CJK Radicals Supplement", "Kangxi Radicals",
    "Ideographic Description Characters", "CJK Symbols and Punctuation", "Hiragana", "Katakana", "Bopomofo",
    "Hangul Compatibility Jamo", "Kanbun", "Bopomofo Extended", "CJK Strokes", "Katakana Phonetic Extensions",
    "Enclosed CJK Letters and Months", "CJK Compatibility", "CJK Unified Ideographs Extension A",
    "Yijing Hexagram Symbols", "CJK Unified Ideographs", "Yi Syllables", "Yi Radicals", "Lisu", "Phags-pa",
    "Hangul Syllables", "CJK Compatibility Ideographs", "Alphabetic Presentation Forms", "Vertical Forms",
    "CJK Compatibility Forms", "Small Form Variants", "Halfwidth and Fullwidth Forms", "Miao", "Emoticons",
    "CJK Unified Ideographs Extension B", "CJK Unified Ideographs Extension C", "CJK Unified Ideographs Extension D",
    "CJK Unified Ideographs Extension E", "CJK Unified Ideographs Extension F",
    "CJK Compatibility Ideographs Supplement", "CJK Unified Ideographs Extension G",
    "CJK Unified Ideographs Extension H",
]

@Suite(
    "Coverage of Unicode's blocks",
    .enabled(if: Places.hasFonts && UnicodeBlocks.isInstalled, "needs the fonts and Debian's unicode-data"))
struct BlockCoverageTests {
    /// By face, the characters of the reported blocks it has.
    private struct Coverage {
        let library: FontLibrary
        let blocks: [(name: String, scalars: [UInt32])]
        private var drawn: [Set<UInt32>] = []

        init() throws {
            library = try FontLibrary(folder: Places.fonts.path)
            blocks = try UnicodeBlocks().blocks.filter { reported.contains($0.name) }
            for number in library.index.faces.indices {
                let face = try library.typeface(number)
                drawn.append(Set(blocks.flatMap(\.scalars).filter { face.glyph(for: $0) != nil }))
            }
        }

        /// Format characters and blanks need no glyph of their own.
        func missing(_ role: String, _ block: [UInt32]) throws -> [UInt32] {
            let chain = try library.chain(forRole: role)
            return block.filter { scalar in
                !ScalarFacts.isInvisible(scalar) && !ScalarFacts.isBlank(scalar)
                    && !chain.contains { drawn[$0].contains(scalar) }
            }
        }

        /// What the first face that has it draws without ink.
        func blank(_ role: String, _ block: [UInt32]) throws -> [UInt32] {
            let faces = try library.chain(forRole: role).map { try library.typeface($0) }
            return block.filter { scalar in
                for face in faces { if let glyph = face.glyph(for: scalar) { return face.inkBounds(of: glyph) == nil } }
                return false
            }
        }

        func isDrawn(_ scalar: UInt32) -> Bool { drawn.contains { $0.contains(scalar) } }
    }

    private static let measured = Result { try Coverage() }

    @Test("every role draws what the table says, block by block")
    func table() throws {
        let coverage = try Self.measured.get()
        #expect(coverage.blocks.count == reported.count)
        var table = "| block | assigned | " + roles.joined(separator: " | ") + " |\n"
        table += "|---|" + String(repeating: "---:|", count: roles.count + 1) + "\n"
        var missing = ""
        for block in coverage.blocks {
            let lacking = try roles.map { try coverage.missing($0, block.scalars) }
            let counts = lacking.map { String(block.scalars.count - $0.count) }
            table += "| \(block.name) | \(block.scalars.count) | " + counts.joined(separator: " | ") + " |\n"
            for (number, scalars) in lacking.enumerated() where !scalars.isEmpty {
                if let same = lacking[..<number].firstIndex(of: scalars) {
                    missing += "  \(roles[number]): as \(roles[same])\n"
                } else {
                    if lacking[..<number].allSatisfy(\.isEmpty) { missing += "\(block.name)\n" }
                    missing += "  \(roles[number]): \(ranges(scalars))\n"
                }
            }
        }
        let references = Places.repository.appending(path: "Tests/References/FontAccess")
        try expectSnapshot(table, references.appending(path: "coverage.md"))
        try expectSnapshot(missing, references.appending(path: "coverage-missing.txt"))
        let note = Places.repository.appending(path: "docs/conformance/coverage.md")
        #expect(try String(contentsOf: note, encoding: .utf8).contains(table), "docs/conformance/coverage.md is old")
    }

    @Test("an ideograph of GB 18030-2022 level 3 that any face has is drawn in every role", arguments: roles)
    func levelThree(role: String) throws {
        let coverage = try Self.measured.get()
        let blocks = coverage.blocks.filter { ideographs.contains($0.name) }
        #expect(blocks.count == ideographs.count)
        for block in blocks {
            let lost = try coverage.missing(role, block.scalars).filter(coverage.isDrawn)
            #expect(lost.isEmpty, "\(block.name): \(ranges(lost))")
            let blank = try coverage.blank(role, block.scalars)
            #expect(blank.isEmpty, "\(block.name): no ink in \(ranges(blank))")
        }
    }

    private func ranges(_ scalars: [UInt32]) -> String {
        var parts: [ClosedRange<UInt32>] = []
        for scalar in scalars {
            if let last = parts.last, last.upperBound + 1 == scalar {
                parts[parts.count - 1] = last.lowerBound...scalar
            } else {
                parts.append(scalar...scalar)
            }
        }
        func hex(_ scalar: UInt32) -> String { String(scalar, radix: 16, uppercase: true) }
        return parts.map { $0.count == 1 ? hex($0.lowerBound) : "\(hex($0.lowerBound))–\(hex($0.upperBound))" }
            .joined(separator: " ")
    }
}
