/// The Chinese of messages, found by their English sentences: values stand where the English has them.
struct ChineseWording: Sendable {
    private struct Entry: Sendable {
        /// The English between the values.
        var english: [Substring]
        var chinese: [Substring]
    }
    /// By the first word up to a blank, as most sentences have one; those that begin with a value stand under "".
    private var entries: [Substring: [Entry]] = [:]

    static let shared = ChineseWording(String(decoding: PackageResources.chinese_txt, as: UTF8.self))

    init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let halves = line.split(separator: "\t", maxSplits: 1)
            guard halves.count == 2 else { preconditionFailure("a line has no tab") }
            let entry = Entry(
                english: halves[0].split(separator: "%", omittingEmptySubsequences: false),
                chinese: halves[1].split(separator: "%", omittingEmptySubsequences: false))
            precondition(entry.english.count == entry.chinese.count, "the values of a sentence differ")
            entries[Self.firstWord(halves[0]), default: []].append(entry)
        }
    }

    /// The Chinese sentence; nil where there is none.
    func translation(of sentence: String) -> String? {
        let text = Substring(sentence)
        for entry in (entries[Self.firstWord(text)] ?? []) + (entries[""] ?? []) {
            guard let values = Self.values(of: text, between: entry.english) else { continue }
            return zip(entry.chinese, values + [""]).map { $0 + $1 }.joined()
        }
        return nil
    }

    private static func firstWord(_ text: Substring) -> Substring {
        let word = text.prefix { $0 != " " }
        return word.contains("%") ? "" : word
    }

    /// What stands in the text between the pieces; nil where they are not its own.
    private static func values(of text: Substring, between pieces: [Substring]) -> [Substring]? {
        guard let first = pieces.first, let last = pieces.last, text.hasPrefix(first) else { return nil }
        if pieces.count == 1 { return text == first ? [] : nil }
        var rest = text.dropFirst(first.count)
        guard rest.hasSuffix(last) else { return nil }
        rest = rest.dropLast(last.count)
        var values: [Substring] = []
        for piece in pieces.dropFirst().dropLast() {
            guard let place = rest.firstRange(of: piece) else { return nil }
            values.append(rest[..<place.lowerBound])
            rest = rest[place.upperBound...]
        }
        return values + [rest]
    }
}

extension Message {
    /// Text and hints in a language; code, path and values are the same in each. What has no translation stays English.
    public func worded(in language: MessageLanguage) -> Message {
        guard language == .chinese else { return self }
        var message = self
        message.text = ChineseWording.shared.translation(of: text) ?? text
        message.hints = hints.map { ChineseWording.shared.translation(of: $0) ?? $0 }
        return message
    }

    /// As `rendered`, in a language.
    public func rendered(in language: MessageLanguage) -> String {
        guard language == .chinese else { return rendered }
        return worded(in: .chinese).rendered(severity: severity == .error ? "错误" : "警告", hint: "提示")
    }
}
