import Provenance

/// A line of a page as a reader sees it: a paragraph, a heading, a row of a table, what a `<br>` ends.
struct HTMLBlock {
    enum Kind: Hashable {
        case text, caption
        /// 1 to 6.
        case heading(Int)
        /// The words that stand in for a picture.
        case alternative
    }

    var text: TracedText
    var kind: Kind
    /// The nearest element that is a block.
    var element: Int
    /// Scalars that are letters or digits, and those of them inside links.
    var letters: Int
    var linked: Int
    /// Commas, full stops and their like.
    var marks: Int

    var string: String { String(decoding: text.bytes, as: UTF8.self) }
    var isLink: Bool { linked * 5 >= letters * 4 }
}

/// A picture among the lines of a page.
struct HTMLPicture {
    var file: String
    var alternate: String?
    /// The line it stands before.
    var block: Int
    /// The element around it.
    var element: Int
    /// The line in its `<figcaption>`.
    var caption: Int?
}

/// Cuts a page into its lines, what is hidden or no text left out.
struct HTMLBlockReader {
    private let tree: HTMLTree
    private let hasBlocks: [Bool]
    private(set) var blocks: [HTMLBlock] = []
    private var pictures: [HTMLPicture] = []
    private var pending = TracedText()
    private var linked = 0
    private var letters = 0
    private var open: [Int] = []
    private var linkDepth = 0
    private var preDepth = 0
    private var rowHasCell = false

    /// - Parameter title: the words of the page's `<title>`: they tell a headline on two lines from one with a line below.
    static func read(_ tree: HTMLTree, title: String = "") -> (blocks: [HTMLBlock], pictures: [HTMLPicture]) {
        var reader = HTMLBlockReader(tree)
        reader.read()
        reader.joinHeadlines(wordsOnly(title))
        for index in reader.pictures.indices {
            reader.pictures[index].caption = reader.caption(of: reader.pictures[index])
        }
        return (reader.blocks, reader.pictures)
    }

    /// The line of a caption in the same `<figure>`.
    private func caption(of picture: HTMLPicture) -> Int? {
        func figure(_ element: Int) -> Int? {
            var element = element
            while element >= 0, tree.elements[element].name != "figure" { element = tree.elements[element].parent }
            return element >= 0 ? element : nil
        }
        guard let around = figure(picture.element) else { return nil }
        // A caption stands beside its picture.
        let near = max(0, picture.block - 4)..<min(blocks.count, picture.block + 8)
        return near.first { blocks[$0].kind == .caption && figure(blocks[$0].element) == around }
    }

    private mutating func joinHeadlines(_ title: String) {
        guard !title.isEmpty else { return }
        var joined: [HTMLBlock] = []
        var places: [Int] = []
        for block in blocks {
            defer { places.append(joined.count - 1) }
            if let last = joined.last, case .heading = block.kind, last.kind == block.kind,
                last.element == block.element,
                title.contains(wordsOnly(last.string + block.string))
            {
                joined[joined.count - 1].text.append(block.text)
                joined[joined.count - 1].letters += block.letters
                joined[joined.count - 1].linked += block.linked
                joined[joined.count - 1].marks += block.marks
            } else {
                joined.append(block)
            }
        }
        blocks = joined
        for index in pictures.indices {
            let place = pictures[index].block
            pictures[index].block = places.indices.contains(place) ? places[place] : joined.count
        }
    }

    private init(_ tree: HTMLTree) {
        self.tree = tree
        var hasBlocks = [Bool](repeating: false, count: tree.elements.count)
        for index in tree.elements.indices.reversed() {
            let element = tree.elements[index]
            let breaks = blockNames.contains(element.name) || element.name == "br" || hasBlocks[index]
            if breaks, element.parent >= 0 { hasBlocks[element.parent] = true }
        }
        self.hasBlocks = hasBlocks
    }

    private mutating func read() {
        var hidden = 0
        for event in tree.events {
            switch event {
            case .open(let index):
                if hidden > 0 || isHidden(tree.elements[index]) {
                    hidden += 1
                } else {
                    opened(index)
                }
            case .close(let index):
                if hidden > 0 { hidden -= 1 } else { closed(index) }
            case .text(let text): if hidden == 0 { take(text) }
            }
        }
        flush()
    }

    private mutating func opened(_ index: Int) {
        let element = tree.elements[index]
        switch element.name {
        case "br": flush()
        case "a": linkDepth += 1
        case "img":
            takePicture(element)
            takeAlternative(element, index)
        case "tr":
            flush()
            rowHasCell = false
        case "td", "th":
            // Cells of words stand on one line; cells of paragraphs are columns of the page.
            if hasBlocks[index] || !rowHasCell { flush() } else { pending.bytes.append(UInt8(ascii: "\t")) }
            rowHasCell = !hasBlocks[index]
        case "pre":
            flush()
            preDepth += 1
        case let name where blockNames.contains(name): flush()
        default: break
        }
        open.append(index)
    }

    private mutating func closed(_ index: Int) {
        let element = tree.elements[index]
        if element.name == "td" || element.name == "th" {
            if hasBlocks[index] { flush() }
        } else if blockNames.contains(element.name) {
            flush()
        }
        if element.name == "a" { linkDepth -= 1 }
        if element.name == "pre" { preDepth -= 1 }
        open.removeLast()
    }

    private mutating func take(_ text: TracedText) {
        if preDepth > 0 {
            let lines = lineRanges(text.bytes)
            for (number, line) in lines.enumerated() {
                if number > 0 { flush() }
                add(text.slice(line))
            }
        } else {
            add(collapsingLineEnds(text))
        }
    }

    private mutating func add(_ text: TracedText) {
        let count = letterCount(text.bytes)
        letters += count
        if linkDepth > 0 { linked += count }
        pending.append(text)
    }

    private mutating func flush() {
        defer {
            pending = TracedText()
            linked = 0
            letters = 0
        }
        var start = 0
        var end = pending.bytes.count
        while start < end, isASCIISpace(pending.bytes[start]) { start += 1 }
        while end > start, isASCIISpace(pending.bytes[end - 1]) { end -= 1 }
        guard holdsMoreThanSpace(pending.bytes[start..<end]) else { return }
        append(pending.slice(start..<end), kind(), letters, linked, at: open.last ?? 0)
    }

    private mutating func append(
        _ text: TracedText, _ kind: HTMLBlock.Kind, _ letters: Int, _ linked: Int, at element: Int
    ) {
        var element = element
        while element > 0, !blockNames.contains(tree.elements[element].name) { element = tree.elements[element].parent }
        blocks.append(
            HTMLBlock(
                text: text, kind: kind, element: element, letters: letters, linked: linked, marks: markCount(text.bytes)
            ))
    }

    private func kind() -> HTMLBlock.Kind {
        for index in open.reversed() {
            switch tree.elements[index].name {
            case "h1": return .heading(1)
            case "h2": return .heading(2)
            case "h3": return .heading(3)
            case "h4", "h5", "h6": return .heading(4)
            case "figcaption": return .caption
            case "div", "section", "article", "main", "td", "body": return .text
            default: continue
            }
        }
        return .text
    }

    /// Pictures of a few pixels are marks of the page.
    private mutating func takePicture(_ element: HTMLTree.Element) {
        let sides = ["width", "height"].compactMap { element.attribute($0).flatMap { Int($0) } }
        guard let file = element.attribute("src")?.filter({ !$0.isNewline }), !file.isEmpty,
            sides.allSatisfy({ $0 > 48 })
        else { return }
        let words = element.attribute("alt").flatMap { holdsMoreThanSpace($0.utf8) ? $0 : nil }
        pictures.append(HTMLPicture(file: file, alternate: words, block: blocks.count, element: element.parent))
    }

    /// Words for a picture that say something, not the name of its file.
    private mutating func takeAlternative(_ element: HTMLTree.Element, _ index: Int) {
        guard let value = element.attributes.first(where: { $0.name == "alt" })?.value else { return }
        let words = String(decoding: value.bytes, as: UTF8.self).unicodeScalars
        guard words.count(where: { $0.properties.isIdeographic }) >= 8 else { return }
        let letters = letterCount(value.bytes)
        append(collapsingLineEnds(value), .alternative, letters, linkDepth > 0 ? letters : 0, at: open.last ?? 0)
    }

    /// A line end inside Chinese words is one of the page's source; elsewhere it is a blank.
    private func collapsingLineEnds(_ text: TracedText) -> TracedText {
        let bytes = text.bytes
        guard bytes.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return text }
        var result = TracedText()
        var at = 0
        while at < bytes.count {
            var end = at
            var isBroken = false
            while end < bytes.count, isASCIISpace(bytes[end]) {
                isBroken = isBroken || bytes[end] == 0x0A || bytes[end] == 0x0D
                end += 1
            }
            if end > at {
                let isInside = at > 0 && end < bytes.count && endsWide(bytes[..<at]) && bytes[end] >= 0xE2
                if !isBroken {
                    result.append(text.slice(at..<end))
                } else if !isInside, result.bytes.last ?? pending.bytes.last != 0x20 {
                    let source = text.origins.source(of: at..<end)
                    if let first = source.first, let last = source.last {
                        result.append([0x20], from: first.lowerBound..<max(first.upperBound, last.upperBound))
                    }
                }
                at = end
                continue
            }
            while end < bytes.count, !isASCIISpace(bytes[end]) { end += 1 }
            result.append(text.slice(at..<end))
            at = end
        }
        return result
    }
}

/// The last character is an ideograph or a mark of its width.
private func endsWide(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.last { $0 & 0xC0 != 0x80 }.map { $0 >= 0xE2 } ?? false
}

private func isASCIISpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

/// Without white space.
func wordsOnly(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !isBlank($0) }))
}

private func letterCount(_ bytes: [UInt8]) -> Int {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.count { scalar in
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x4E00...0xFDFF, 0x20000...: true
        case ..<0xAA, 0x2000...0x206F, 0x3001...0x3004, 0x3008...0x3020: false
        default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }
}

private func markCount(_ bytes: [UInt8]) -> Int {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.count { "，。；：？！、".unicodeScalars.contains($0) }
}

/// Not shown, or no text of the page.
func isHidden(_ element: HTMLTree.Element) -> Bool {
    if unreadNames.contains(element.name) { return true }
    for (name, value) in element.attributes {
        switch name {
        case "hidden": return true
        case "aria-hidden": if value.bytes.elementsEqual("true".utf8) { return true }
        case "style":
            let style = String(decoding: value.bytes, as: UTF8.self).lowercased().filter { !$0.isWhitespace }
            if style.contains("display:none") || style.contains("visibility:hidden") { return true }
        case "class":
            let words = String(decoding: value.bytes, as: UTF8.self).lowercased().split(whereSeparator: \.isWhitespace)
            if words.contains(where: hiddenClasses.contains) { return true }
        default: continue
        }
    }
    return false
}

private let hiddenClasses: Set<Substring> = ["hidden", "hide", "d-none", "sr-only", "visually-hidden", "invisible"]
private let unreadNames: Set<String> = [
    "head", "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas", "audio",
    "video", "select", "button", "input", "textarea", "map",
]
private let blockNames: Set<String> = [
    "html", "body", "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "caption", "tbody",
    "thead", "tfoot", "tr", "td", "th", "ul",
]
