import CGumboShim
import Provenance

/// A page as HTML's own rules read it (HTML 13.2, gumbo), flattened: elements in the order of their start tags.
struct HTMLTree {
    struct Element {
        /// In lower case; empty for elements HTML does not know.
        var name: String
        /// Of the element around it; -1 for the root.
        var parent: Int
        var depth: Int
        var attributes: [(name: String, value: TracedText)]

        func attribute(_ name: String) -> String? {
            attributes.first { $0.name == name }.map { String(decoding: $0.value.bytes, as: UTF8.self) }
        }
    }

    enum Event {
        case open(Int)
        case close(Int)
        /// White space included.
        case text(TracedText)
    }

    var elements: [Element] = []
    var events: [Event] = []
}

/// - Parameter page: valid UTF-8; origins of the tree's texts are offsets in it.
func parseHTML(_ page: [UInt8], limits: IntakeLimits) throws(IntakeError) -> HTMLTree {
    if let offset = firstTagDeeper(than: limits.htmlDepth, in: page) {
        throw IntakeError(
            .htmlDepth, at: offset,
            "more than \(limits.htmlDepth) elements stand in each other, or 256 attributes in one tag",
            hint: "the page is broken or made to break readers; save its article as text")
    }
    let marked = MarkedPage(page)
    let tree = unsafe marked.bytes.withUnsafeBytes { bytes -> HTMLTree? in
        guard
            let parsed = unsafe jiyao_html_parse(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, 64 << 20 + bytes.count * 256)
        else { return nil }
        defer { unsafe jiyao_html_free(parsed) }
        var reader = unsafe TreeReader(marked: marked, base: bytes.baseAddress)
        unsafe reader.read(jiyao_html_document(parsed))
        return reader.tree
    }
    guard let tree else {
        throw IntakeError(
            .htmlSize, at: 0, "the page's elements need too much memory",
            hint: "the page is broken or made to break readers; save its article as text")
    }
    return tree
}

/// A page whose `&` are a character of private use, so that gumbo leaves character references to us: it tells where a
/// run of text begins, but not where each of its characters came from.
struct MarkedPage {
    let page: [UInt8]
    let bytes: [UInt8]
    /// Offsets of `&` in the page.
    private let references: [Int]

    /// U+10FFFD
    static let mark: [UInt8] = [0xF4, 0x8F, 0xBF, 0xBD]

    init(_ page: [UInt8]) {
        self.page = page
        references = page.indices.filter { page[$0] == UInt8(ascii: "&") }
        guard !references.isEmpty else {
            bytes = page
            return
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(page.count + references.count * 3)
        var copied = 0
        for reference in references {
            bytes += page[copied..<reference]
            bytes += Self.mark
            copied = reference + 1
        }
        bytes += page[copied...]
        self.bytes = bytes
    }

    /// The page's offset of a byte.
    func pageOffset(_ offset: Int) -> Int {
        var low = 0
        var high = references.count
        while low < high {
            let middle = (low + high) / 2
            if references[middle] + middle * 3 < offset { low = middle + 1 } else { high = middle }
        }
        return offset - low * 3
    }
}

/// Lives no longer than the marked page's buffer.
@safe private struct TreeReader {
    let marked: MarkedPage
    let base: UnsafeRawPointer?
    var tree = HTMLTree()
    private var references = CharacterReferences()

    init(marked: MarkedPage, base: UnsafeRawPointer?) {
        self.marked = marked
        unsafe self.base = base
    }

    mutating func read(_ document: UnsafePointer<GumboNode>?) {
        guard let document = unsafe document else { return }
        var stack: [(node: UnsafePointer<GumboNode>, element: Int, next: Int)] = unsafe [(document, -1, 0)]
        while let top = unsafe stack.last {
            guard let child = unsafe child(of: top.node, at: top.next) else {
                if unsafe top.element >= 0 { tree.events.append(.close(unsafe top.element)) }
                unsafe stack.removeLast()
                continue
            }
            unsafe stack[stack.count - 1].next += 1
            switch unsafe child.pointee.type {
            case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE:
                let element = unsafe addElement(child, parent: top.element)
                unsafe stack.append((child, element, 0))
            case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
                let text = unsafe traced(
                    child.pointee.v.text.text, child.pointee.v.text.original_text,
                    inMarkup: !isRawText(top.element))
                if !text.bytes.isEmpty { tree.events.append(.text(text)) }
            default: break
            }
        }
    }

    private func isRawText(_ element: Int) -> Bool {
        element >= 0 && ["title", "textarea", "script", "style"].contains(tree.elements[element].name)
    }

    private func child(of node: UnsafePointer<GumboNode>, at index: Int) -> UnsafePointer<GumboNode>? {
        let children =
            unsafe node.pointee.type == GUMBO_NODE_DOCUMENT
            ? node.pointee.v.document.children : node.pointee.v.element.children
        guard unsafe index < Int(children.length), let child = unsafe children.data[index] else { return nil }
        return unsafe UnsafePointer(child.assumingMemoryBound(to: GumboNode.self))
    }

    private mutating func addElement(_ node: UnsafePointer<GumboNode>, parent: Int) -> Int {
        let tag = unsafe node.pointee.v.element.tag
        let name = unsafe String(cString: gumbo_normalized_tagname(tag))
        var attributes: [(name: String, value: TracedText)] = []
        let list = unsafe node.pointee.v.element.attributes
        for index in unsafe 0..<Int(list.length) {
            guard let entry = unsafe list.data[index]?.assumingMemoryBound(to: GumboAttribute.self).pointee else {
                continue
            }
            let value = unsafe traced(entry.value, entry.original_value, inMarkup: false)
            attributes.append((unsafe String(cString: entry.name), value))
        }
        let depth = parent < 0 ? 0 : tree.elements[parent].depth + 1
        tree.elements.append(HTMLTree.Element(name: name, parent: parent, depth: depth, attributes: attributes))
        tree.events.append(.open(tree.elements.count - 1))
        return tree.elements.count - 1
    }

    /// The words gumbo read, each with its bytes in the page.
    ///
    /// - Parameter inMarkup: tags that gumbo dropped may stand among the words.
    private mutating func traced(
        _ words: UnsafePointer<CChar>?, _ original: GumboStringPiece, inMarkup: Bool
    ) -> TracedText {
        guard let words = unsafe words, let base = unsafe base, let data = unsafe original.data else {
            return TracedText()
        }
        let read = unsafe UnsafeBufferPointer(start: words, count: strlength(words)).map { UInt8(bitPattern: $0) }
        let start = unsafe UnsafeRawPointer(data) - base
        let end = unsafe min(marked.bytes.count, start + Int(original.length))
        guard start >= 0, start <= end, !read.isEmpty else { return TracedText() }
        var aligned = align(read, with: start..<end, inMarkup: inMarkup)
        references.resolve(&aligned, marked)
        return aligned
    }

    private func strlength(_ words: UnsafePointer<CChar>) -> Int {
        var length = 0
        while unsafe words[length] != 0 { length += 1 }
        return length
    }

    /// Pairs the words with the bytes they were read from: those bytes but for quotation marks, carriage returns and
    /// dropped tags. Offsets stay those of the marked page.
    private func align(_ words: [UInt8], with range: Range<Int>, inMarkup: Bool) -> TracedText {
        var text = TracedText()
        let bytes = marked.bytes
        var at = range.lowerBound
        if !inMarkup, at < range.upperBound, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'"),
            words.first != bytes[at] || words.count == range.count - 2
        {
            at += 1
        }
        var word = 0
        while word < words.count {
            guard at < range.upperBound else { break }
            let isTag = inMarkup && bytes[at] == UInt8(ascii: "<") && beginsTag(at + 1, bytes)
            if !isTag, bytes[at] == words[word] {
                let first = (word, at)
                while word < words.count, at < range.upperBound, bytes[at] == words[word],
                    bytes[at] != UInt8(ascii: "<") || (word, at) == first
                {
                    word += 1
                    at += 1
                }
                text.origins.append(text: first.0, copyOf: first.1..<at)
            } else if isTag {
                at = endOfTag(at, bytes, range.upperBound)
            } else if bytes[at] == UInt8(ascii: "\r") {
                if words[word] == UInt8(ascii: "\n"), at + 1 >= range.upperBound || bytes[at + 1] != UInt8(ascii: "\n")
                {
                    text.origins.append(text: word..<word + 1, from: at..<at + 1)
                    word += 1
                }
                at += 1
            } else {
                break
            }
        }
        // What cannot be paired is known to stand somewhere in the rest, or right before it.
        let rest = min(at, range.upperBound)..<range.upperBound
        let coarse = rest.isEmpty ? max(0, min(range.lowerBound, rest.upperBound - 1))..<rest.upperBound : rest
        text.origins.append(text: word..<words.count, from: coarse)
        text.bytes = words
        return text
    }

    private func beginsTag(_ at: Int, _ bytes: [UInt8]) -> Bool {
        guard at < bytes.count else { return false }
        return isASCIILetter(bytes[at]) || bytes[at] == UInt8(ascii: "!") || bytes[at] == UInt8(ascii: "?")
            || (bytes[at] == UInt8(ascii: "/") && at + 1 < bytes.count)
    }

    private func endOfTag(_ start: Int, _ bytes: [UInt8], _ end: Int) -> Int {
        if bytes[start...].starts(with: "<!--".utf8) {
            var at = start + 4
            while at + 2 < end, !bytes[at...].starts(with: "-->".utf8) { at += 1 }
            return min(end, at + 3)
        }
        var quote: UInt8?
        var at = start + 1
        while at < end {
            if let open = quote {
                if bytes[at] == open { quote = nil }
            } else if bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
                quote = bytes[at]
            } else if bytes[at] == UInt8(ascii: ">") {
                return at + 1
            }
            at += 1
        }
        return end
    }
}
