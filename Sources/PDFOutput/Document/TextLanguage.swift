/// The language of words in another script than the document's (ISO 14289-1 7.2; ISO 32000-1 14.9.2).
///
/// A script that few languages use tells the language; of words in Latin letters only what reads as a sentence or a
/// phrase is taken for English, since names and abbreviations belong to the Chinese sentence they stand in.
enum TextLanguage {
    private enum Kind: Equatable {
        /// Of the document.
        case own
        /// Blanks, digits, marks: of the words on both sides.
        case common
        case latin
        case other(String)
    }

    /// By character, BCP 47; nil for the document's own. Empty where all are.
    static func languages(of text: some Sequence<UInt32>) -> [String?] {
        guard text.contains(where: { isNotChinese($0) }) else { return [] }
        let scalars = Array(text)
        let kinds = scalars.map { kind(of: $0) }
        var languages = [String?](repeating: nil, count: scalars.count)
        var start = 0
        while start < kinds.count {
            guard kinds[start] != .own, kinds[start] != .common else {
                start += 1
                continue
            }
            // As far as this kind goes, with what is common between its words.
            var end = start + 1
            var next = end
            while next < kinds.count, kinds[next] == kinds[start] || kinds[next] == .common {
                next += 1
                if kinds[next - 1] == kinds[start] { end = next }
            }
            if let language = language(of: scalars[start..<end], kinds[start]) {
                for index in start..<end { languages[index] = language }
            }
            start = end
        }
        return languages.contains { $0 != nil } ? languages : []
    }

    private static func isNotChinese(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x1FFF, 0x3040...0x30FF, 0xA000...0xABFF, 0xAC00...0xD7A3,
            0xFB00...0xFDFF,
            0xFE70...0xFEFF, 0x16F00...0x16F9F:
            true
        default: false
        }
    }

    private static func kind(of scalar: UInt32) -> Kind {
        switch scalar {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: .latin
        case ..<0x2E80, 0x3000, 0xFE00...0xFE0F: script(of: scalar).map { .other($0) } ?? .common
        default: script(of: scalar).map { .other($0) } ?? .own
        }
    }

    /// The language a script is written for in China, or in the country it comes from.
    private static func script(of scalar: UInt32) -> String? {
        switch scalar {
        case 0x370...0x3FF: "el"
        case 0x400...0x52F: "ru"
        case 0x590...0x5FF: "he"
        case 0x600...0x6FF, 0x750...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFE: "ar"
        case 0x900...0x97F: "hi"
        case 0xE00...0xE7F: "th"
        case 0xF00...0xFFF: "bo"
        case 0x1100...0x11FF, 0xAC00...0xD7A3: "ko"
        case 0x1800...0x18AF: "mn-Mong"
        case 0x1950...0x197F: "tdd"
        case 0x1980...0x19DF: "khb"
        case 0x1A20...0x1AAF: "nod"
        case 0x3040...0x30FF: "ja"
        case 0xA000...0xA4CF: "ii"
        case 0xA4D0...0xA4FF: "lis"
        case 0xA840...0xA87F: "mn-Phag"
        case 0x16F00...0x16F9F: "hmd"
        default: nil
        }
    }

    private static func language(of scalars: ArraySlice<UInt32>, _ kind: Kind) -> String? {
        switch kind {
        case .own, .common: return nil
        case .other("ar"):
            // Letters of their own: ە ې ۆ ۈ ۋ ۇ of Uyghur, the high hamza of Kazakh.
            if scalars.contains(0x674) { return "kk-Arab" }
            let uyghur: Set<UInt32> = [0x6C6, 0x6C7, 0x6C8, 0x6CB, 0x6D0, 0x6D5]
            return scalars.contains(where: uyghur.contains) ? "ug" : "ar"
        case .other(let language): return language
        case .latin:
            let words = scalars.split { !(0x61...0x7A).contains($0 | 0x20) }
            let isProse = words.count { word in word.count > 1 && word.contains { $0 >= 0x61 } } > 1
            return isProse && scalars.allSatisfy { $0 < 0xC0 || $0 > 0x24F } ? "en" : nil
        }
    }
}
