/// Bounds how deep a page's elements stand in each other before it is parsed: HTML's own rules for mending pages take time
/// that grows with the depth for each tag, so that a hostile page of 4 MiB would take hours.
///
/// Follows the tags as a browser does (HTML, 13.2.6), as far as depth goes: elements that close their like, elements that
/// hold nothing, and letters' elements that are opened again in the next paragraph. It never counts less than the
/// browser's depth, and more only where tags are left open.
///
/// - Returns: the offset of the first tag beyond the limit; nil where there is none.
func firstTagDeeper(than limit: Int, in page: [UInt8]) -> Int? {
    var scan = DepthScan(page: page, limit: limit)
    return scan.run()
}

private struct DepthScan {
    let page: [UInt8]
    let limit: Int
    private var at = 0
    /// Open elements, outermost first.
    private var open: [[UInt8]] = []
    /// How many of each name are open: looking for one that is not would cost the depth for each tag.
    private var openCount: [String: Int] = [:]
    /// How many elements of each kind that come back in the next block are waiting: name and attributes, at most 3.
    private var returning: [[UInt8]: Int] = [:]
    private var returningCount = 0
    private var foreign = 0

    init(page: [UInt8], limit: Int) {
        self.page = page
        self.limit = limit
    }

    mutating func run() -> Int? {
        while let start = page[at...].firstIndex(of: UInt8(ascii: "<")) {
            at = start + 1
            guard at < page.count else { return nil }
            switch page[at] {
            case UInt8(ascii: "!"): skipDeclaration()
            case UInt8(ascii: "?"): skip(past: UInt8(ascii: ">"))
            case UInt8(ascii: "/"):
                at += 1
                guard at < page.count, isASCIILetter(page[at]) else {
                    skip(past: UInt8(ascii: ">"))
                    continue
                }
                let name = readName()
                _ = skipAttributes()
                close(name)
            case let byte where isASCIILetter(byte):
                let name = readName()
                let attributes = at
                let (isEmpty, count) = skipAttributes()
                guard count <= 256 else { return start }
                openElement(name, page[attributes..<at], isEmpty: isEmpty)
                if open.count + returningCount > limit { return start }
            default: break
            }
        }
        return nil
    }

    private mutating func skip(past byte: UInt8) { at = page[at...].firstIndex(of: byte).map { $0 + 1 } ?? page.count }

    private mutating func skipDeclaration() {
        guard page[at...].starts(with: "!--".utf8) else { return skip(past: UInt8(ascii: ">")) }
        at += 3
        for short in [">", "->"] where page[at...].starts(with: short.utf8) {
            at += short.utf8.count
            return
        }
        while let dash = page[at...].firstIndex(of: UInt8(ascii: "-")) {
            at = dash + 1
            for end in ["->", "-!>"] where page[at...].starts(with: end.utf8) {
                at += end.utf8.count
                return
            }
        }
        at = page.count
    }

    private mutating func readName() -> [UInt8] {
        var name: [UInt8] = []
        while at < page.count, !isSpace(page[at]), page[at] != UInt8(ascii: "/"), page[at] != UInt8(ascii: ">") {
            name.append(isASCIILetter(page[at]) ? page[at] | 0x20 : page[at])
            at += 1
        }
        return name
    }

    private mutating func skipAttributes() -> (isEmpty: Bool, count: Int) {
        var count = 0
        while at < page.count, page[at] != UInt8(ascii: ">") {
            if isSpace(page[at]) || page[at] == UInt8(ascii: "/") {
                at += 1
                continue
            }
            count += 1
            // A name may begin with an equals sign.
            at += 1
            while at < page.count, !isSpace(page[at]), !"/>=".utf8.contains(page[at]) { at += 1 }
            while at < page.count, isSpace(page[at]) { at += 1 }
            guard at < page.count, page[at] == UInt8(ascii: "=") else { continue }
            at += 1
            while at < page.count, isSpace(page[at]) { at += 1 }
            guard at < page.count else { break }
            if page[at] == UInt8(ascii: "\"") || page[at] == UInt8(ascii: "'") {
                let quote = page[at]
                at += 1
                skip(past: quote)
            } else {
                while at < page.count, !isSpace(page[at]), page[at] != UInt8(ascii: ">") { at += 1 }
            }
        }
        let isEmpty = at > 0 && at < page.count && page[at - 1] == UInt8(ascii: "/")
        if at < page.count { at += 1 }
        return (isEmpty, count)
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private mutating func openElement(_ name: [UInt8], _ attributes: ArraySlice<UInt8>, isEmpty: Bool) {
        let word = String(decoding: name, as: UTF8.self)
        if voidElements.contains(word) || neverNested.contains(word) || (isEmpty && foreign > 0) { return }
        if foreign == 0, rawText.contains(word) { return skipRawText(name) }
        if word == "svg" || word == "math" { foreign += 1 }
        if word == "p" || closesParagraph.contains(word) { closeParagraph() }
        if word == "li" { closeLike(["li"]) }
        if word == "dd" || word == "dt" { closeLike(["dd", "dt"]) }
        open.append(formatting.contains(word) ? name + [0] + attributes : name)
        openCount[word, default: 0] += 1
    }

    private mutating func skipRawText(_ name: [UInt8]) {
        while let start = page[at...].firstIndex(of: UInt8(ascii: "<")) {
            at = start + 1
            guard at < page.count, page[at] == UInt8(ascii: "/") else { continue }
            at += 1
            let found = readName()
            guard found == name else { continue }
            skip(past: UInt8(ascii: ">"))
            return
        }
        at = page.count
    }

    private func plainName(_ entry: [UInt8]) -> String {
        String(decoding: entry.prefix { $0 != 0 }, as: UTF8.self)
    }

    private mutating func closeParagraph() {
        guard openCount["p", default: 0] > 0 else { return }
        for index in open.indices.reversed() {
            let name = plainName(open[index])
            if name == "p" { return truncate(to: index) }
            if paragraphScopes.contains(name) { return }
        }
    }

    private mutating func closeLike(_ names: [String]) {
        guard names.contains(where: { openCount[$0, default: 0] > 0 }) else { return }
        for index in open.indices.reversed() {
            let name = plainName(open[index])
            if names.contains(name) { return truncate(to: index) }
            if name != "p" && name != "div" && name != "address" && !formatting.contains(name) && name != "span" {
                return
            }
        }
    }

    private mutating func close(_ name: [UInt8]) {
        let word = String(decoding: name, as: UTF8.self)
        guard openCount[word, default: 0] > 0, let index = open.lastIndex(where: { plainName($0) == word }) else {
            if formatting.contains(word) { dropReturning(word) }
            return
        }
        if formatting.contains(word) {
            open.remove(at: index)
            openCount[word, default: 0] -= 1
        } else {
            truncate(to: index)
        }
    }

    /// Closes an element with all in it; letters' elements left open come back.
    private mutating func truncate(to index: Int) {
        for entry in open[index...] {
            let word = plainName(entry)
            openCount[word, default: 0] -= 1
            if word == "svg" || word == "math" { foreign -= 1 }
            guard formatting.contains(word), returning[entry, default: 0] < 3 else { continue }
            returning[entry, default: 0] += 1
            returningCount += 1
        }
        open.removeSubrange(index...)
    }

    private mutating func dropReturning(_ word: String) {
        guard let entry = returning.keys.first(where: { plainName($0) == word }), let count = returning[entry] else {
            return
        }
        returning[entry] = count == 1 ? nil : count - 1
        returningCount -= 1
    }
}

private let voidElements: Set<String> = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
]
/// At most one level of each for a table or a page, whatever the tags.
private let neverNested: Set<String> = [
    "html", "head", "body", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "colgroup", "option",
]
private let rawText: Set<String> = ["script", "style", "textarea", "title"]
private let formatting: Set<String> = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
]
private let paragraphScopes: Set<String> = [
    "applet", "button", "marquee", "object", "table", "template", "svg", "math",
]
private let closesParagraph: Set<String> = [
    "address", "article", "aside", "blockquote", "center", "details", "dir", "div", "dl", "fieldset", "figcaption",
    "figure", "footer", "header", "h1", "h2", "h3", "h4", "h5", "h6", "main", "menu", "nav", "ol", "pre", "section",
    "summary", "ul", "form", "li", "dd", "dt",
]
