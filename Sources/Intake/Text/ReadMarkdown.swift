import Provenance

/// Reads a Markdown file: its text as it stands, the marks of Markdown told apart from the words.
///
/// Headings, quotations, lists, tables, rules, fences, front matter, comments, links, pictures, emphasis and escapes. A line
/// end is the end of a paragraph, as people who write Chinese mean it, unless the file is broken at the edge of a page.
func readMarkdown(_ source: DecodedText) -> RecordDraft {
    let text = TracedText(bytes: source.bytes, origins: TextOrigins(copyOf: 0..<source.bytes.count)).folded()
    var reader = MarkdownReader(text.bytes)
    reader.read()
    var draft = RecordDraft()
    draft.text = text
    let kinds = reader.kinds
    let joined = joinedLines(reader.ranges, of: text.bytes) { kinds[$0] }
    draft.lines = joined.lines
    draft.markup = merged(reader.marks + joined.skipped)
    draft.pictures = reader.pictures
    for (index, kind) in kinds.enumerated() {
        guard case .field(let name) = kind else { continue }
        let range = reader.ranges[index]
        draft.fields.append(
            DeclaredField(name: name, ranges: [UInt32(range.lowerBound)..<UInt32(range.upperBound)]))
    }
    return draft
}

private func merged(_ ranges: [ByteRange]) -> [ByteRange] {
    var merged: [ByteRange] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
        if let last = merged.last, range.lowerBound <= last.upperBound {
            merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
        } else {
            merged.append(range)
        }
    }
    return merged
}

private struct MarkdownReader {
    let text: [UInt8]
    let ranges: [Range<Int>]
    var kinds: [Line.Kind]
    var marks: [ByteRange] = []
    var pictures: [RecordPicture] = []
    private var hasHeading = false
    private var inFence = false
    private var inComment = false
    /// Where marks stand that end an emphasis.
    private var closers: Set<Int> = []

    init(_ text: [UInt8]) {
        self.text = text
        ranges = lineRanges(text)
        kinds = Array(repeating: .text, count: ranges.count)
    }

    mutating func read() {
        for index in readFrontMatter()..<ranges.count { readLine(index) }
    }

    private mutating func skip(_ range: Range<Int>) {
        if !range.isEmpty { marks.append(UInt32(range.lowerBound)..<UInt32(range.upperBound)) }
    }

    private func words(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

    /// `key: value` lines between two lines of three hyphens at the beginning.
    ///
    /// - Returns: the first line behind it.
    private mutating func readFrontMatter() -> Int {
        guard ranges.count > 2, words(ranges[0]) == "---",
            let end = ranges.indices.dropFirst().prefix(64).first(where: { words(ranges[$0]) == "---" })
        else { return 0 }
        skip(ranges[0])
        for index in 1..<end {
            let line = ranges[index]
            guard let colon = text[line].firstIndex(of: UInt8(ascii: ":")),
                let kind = frontMatterKinds[words(line.lowerBound..<colon).lowercased()]
            else {
                skip(line)
                continue
            }
            skip(line.lowerBound..<colon + 1)
            var value = trimmed(colon + 1..<line.upperBound, of: text)
            if value.count > 1, let quote = text[value].first, quote == 0x22 || quote == 0x27,
                text[value.upperBound - 1] == quote
            {
                skip(value.lowerBound..<value.lowerBound + 1)
                skip(value.upperBound - 1..<value.upperBound)
                value = value.lowerBound + 1..<value.upperBound - 1
            }
            kinds[index] = kind
            hasHeading = hasHeading || kind == .heading
        }
        skip(ranges[end])
        return end + 1
    }

    private mutating func readLine(_ index: Int) {
        let line = ranges[index]
        var at = line.lowerBound
        while at < line.upperBound, text[at] == 0x20 { at += 1 }
        let body = at..<trimmed(line, of: text).upperBound
        if inComment || text[body].starts(with: "<!--".utf8) { return skipComment(line) }
        if text[body].starts(with: "```".utf8) || text[body].starts(with: "~~~".utf8) {
            inFence.toggle()
            return skip(line)
        }
        guard !inFence, !body.isEmpty else { return }
        if isRule(body) || isUnderline(body, index) || isDefinition(body) { return skip(line) }
        at = skipQuotes(body)
        let level = text[at..<body.upperBound].prefix { $0 == UInt8(ascii: "#") }.count
        if (1...6).contains(level), at + level < body.upperBound, text[at + level] == 0x20 || text[at + level] >= 0x80 {
            skip(at..<at + level)
            setHeading(index, level)
            at += level
            let closing = text[at..<body.upperBound].reversed().prefix { $0 == UInt8(ascii: "#") }.count
            skip(body.upperBound - closing..<body.upperBound)
        } else if at + 1 < body.upperBound, "-*+".utf8.contains(text[at]), text[at + 1] == 0x20 {
            skip(at..<at + 1)
            at += 1
        } else if text[at] == UInt8(ascii: "|") {
            skipBars(at..<body.upperBound)
        }
        readInline(at..<body.upperBound, index)
    }

    private mutating func setHeading(_ index: Int, _ level: Int) {
        guard level == 1, !hasHeading else { return }
        kinds[index] = .heading
        hasHeading = true
    }

    private mutating func skipComment(_ line: Range<Int>) {
        inComment = true
        var end = line.upperBound
        var at = line.lowerBound
        while at + 2 < line.upperBound {
            if text[at..<line.upperBound].starts(with: "-->".utf8) {
                inComment = false
                end = at + 3
                break
            }
            at += 1
        }
        skip(line.lowerBound..<end)
    }

    /// `---`, `* * *`, and the line under a table's head: `|---|:--:|`.
    private func isRule(_ body: Range<Int>) -> Bool {
        let bytes = text[body].filter { $0 != 0x20 }
        guard bytes.count >= 3, let first = bytes.first else { return false }
        if "-*_".utf8.contains(first), bytes.allSatisfy({ $0 == first }) { return true }
        return bytes.contains(UInt8(ascii: "|")) && bytes.contains(UInt8(ascii: "-"))
            && bytes.allSatisfy { "|-:".utf8.contains($0) }
    }

    private mutating func isUnderline(_ body: Range<Int>, _ index: Int) -> Bool {
        guard index > 0, holdsMoreThanSpace(text[ranges[index - 1]]),
            text[body].allSatisfy({ $0 == UInt8(ascii: "=") }), body.count >= 2
        else { return false }
        setHeading(index - 1, 1)
        return true
    }

    /// `[1]: https://…`
    private func isDefinition(_ body: Range<Int>) -> Bool {
        guard text[body.lowerBound] == UInt8(ascii: "["),
            let close = text[body].firstIndex(of: UInt8(ascii: "]")), close + 2 < body.upperBound
        else { return false }
        let target = trimmed(close + 2..<body.upperBound, of: text)
        return text[close + 1] == UInt8(ascii: ":") && words(target).contains("://")
    }

    private mutating func skipQuotes(_ body: Range<Int>) -> Int {
        var at = body.lowerBound
        while at < body.upperBound, text[at] == UInt8(ascii: ">") || text[at] == 0x20 {
            if text[at] == UInt8(ascii: ">") { skip(at..<at + 1) }
            at += 1
        }
        return min(at, max(body.lowerBound, body.upperBound - 1))
    }

    /// The bars at either end of a table's row, and those between cells that have blanks about them.
    private mutating func skipBars(_ row: Range<Int>) {
        for at in row where text[at] == UInt8(ascii: "|") && text[at - (at > row.lowerBound ? 1 : 0)] != 0x5C {
            let isEnd = at == row.lowerBound || at == row.upperBound - 1
            if isEnd || text[at - 1] == 0x20 || text[at + 1] == 0x20 { skip(at..<at + 1) }
        }
    }

    private mutating func readInline(_ body: Range<Int>, _ index: Int) {
        var at = body.lowerBound
        while at < body.upperBound {
            switch text[at] {
            case UInt8(ascii: "\\") where at + 1 < body.upperBound && isPunctuation(text[at + 1]):
                skip(at..<at + 1)
                at += 2
            case UInt8(ascii: "!") where at + 1 < body.upperBound && text[at + 1] == UInt8(ascii: "["):
                if let end = readLink(at + 1, body) {
                    skip(at..<at + 1)
                    let isAlone = at == body.lowerBound && end == body.upperBound
                    if isAlone { kinds[index] = .caption }
                    addPicture(at..<end, isAlone: isAlone)
                    at = end
                } else {
                    at += 1
                }
            case UInt8(ascii: "["): at = readLink(at, body) ?? at + 1
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "~"):
                at = readEmphasis(at, body)
            default: at += 1
            }
        }
    }

    private func isPunctuation(_ byte: UInt8) -> Bool {
        (0x21...0x2F).contains(byte) || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte)
            || (0x7B...0x7E).contains(byte)
    }

    /// `[words](address "title")`: the words stay.
    ///
    /// - Returns: the end of the link; nil where there is none.
    private mutating func readLink(_ start: Int, _ body: Range<Int>) -> Int? {
        let reach = min(body.upperBound, start + 600)
        guard let close = text[start + 1..<reach].firstIndex(of: UInt8(ascii: "]")), close + 1 < reach,
            !text[start + 1..<close].contains(UInt8(ascii: "[")), text[close + 1] == UInt8(ascii: "("),
            let end = text[close + 1..<min(body.upperBound, close + 600)].firstIndex(of: UInt8(ascii: ")"))
        else { return nil }
        skip(start..<start + 1)
        skip(close..<end + 1)
        return end + 1
    }

    /// `![words](file "title")`; a picture that has its line to itself has its words as its caption.
    private mutating func addPicture(_ range: Range<Int>, isAlone: Bool) {
        guard let close = text[range].firstIndex(of: UInt8(ascii: "]")), close + 2 < range.upperBound else { return }
        let target = trimmed(close + 2..<range.upperBound - 1, of: text)
        let isBracketed = text[target].first == UInt8(ascii: "<")
        let inside = isBracketed ? target.lowerBound + 1..<target.upperBound : target
        let end = text[inside].firstIndex { $0 == (isBracketed ? UInt8(ascii: ">") : 0x20) } ?? inside.upperBound
        let words = trimmed(range.lowerBound + 2..<close, of: text)
        guard end > inside.lowerBound else { return }
        let file = self.words(inside.lowerBound..<end)
        var picture = RecordPicture(
            file: file, place: UInt32(range.lowerBound),
            alternate: words.isEmpty ? nil : self.words(words))
        if isAlone, !words.isEmpty { picture.caption = UInt32(words.lowerBound)..<UInt32(words.upperBound) }
        pictures.append(picture)
    }

    /// A run of one mark that has its like further on in the line, with words between.
    ///
    /// - Returns: the end of the run.
    private mutating func readEmphasis(_ start: Int, _ body: Range<Int>) -> Int {
        let mark = text[start]
        let run = text[start..<body.upperBound].prefix { $0 == mark }.count
        let inside = start + run
        guard closers.remove(start) == nil, run <= 3, inside < body.upperBound, text[inside] != 0x20,
            mark != UInt8(ascii: "~") || run == 2,
            mark != UInt8(ascii: "_") || start == body.lowerBound || !isWordByte(text[start - 1])
        else { return inside }
        var at = inside
        let reach = min(body.upperBound, inside + 400)
        while at < reach {
            let found = text[at..<reach].prefix { $0 == mark }.count
            if found == run, at > inside, text[at - 1] != 0x20, text[at - 1] != UInt8(ascii: "\\") {
                skip(start..<inside)
                skip(at..<at + run)
                closers.insert(at)
                return inside
            }
            at += max(found, 1)
        }
        return inside
    }

    private func isWordByte(_ byte: UInt8) -> Bool { isASCIILetter(byte) || (0x30...0x39).contains(byte) }
}

private let frontMatterKinds: [String: Line.Kind] = [
    "title": .heading, "date": .field(.publicationTime), "source": .field(.publisher), "author": .field(.author),
    "organisation": .field(.organisation), "organization": .field(.organisation),
]
