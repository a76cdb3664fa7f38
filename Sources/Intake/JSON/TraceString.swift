import OrderedJSON
import Provenance

/// A JSON string's text with the bytes that spell each character.
///
/// - Parameters:
///   - value: the text as it was read from `bytes`.
///   - offset: of the opening quotation mark.
func traceString(_ value: String, at offset: Int, in bytes: [UInt8]) -> TracedText {
    var text = TracedText(bytes: Array(value.utf8))
    var at = offset + 1
    var word = 0
    while word < text.bytes.count, at < bytes.count {
        let start = at
        let first = word
        while at < bytes.count, word < text.bytes.count, bytes[at] != UInt8(ascii: "\\") {
            at += 1
            word += 1
        }
        text.origins.append(text: first, copyOf: start..<at)
        guard at + 1 < bytes.count, word < text.bytes.count else { break }
        let width = utf8Width(text.bytes[word])
        // A pair of surrogates spells a character of four bytes.
        let length = bytes[at + 1] != UInt8(ascii: "u") ? 2 : width == 4 ? 12 : 6
        text.origins.append(text: word..<word + width, from: at..<at + length)
        at += length
        word += width
    }
    return text
}

/// Whether a value is a piece of HTML: it has an element that pages are made of.
func holdsHTML(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
        rest = rest[(start + 1)...]
        if rest.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
        let name = rest.prefix { isASCIILetter($0) || (0x30...0x39).contains($0) }
        guard let end = rest.dropFirst(name.count).first, " \t\n\r/>".utf8.contains(end) else { continue }
        if markupNames.contains(String(decoding: name, as: UTF8.self).lowercased()),
            rest.contains(UInt8(ascii: ">"))
        {
            return true
        }
    }
    return false
}

private let markupNames: Set<String> = [
    "p", "br", "div", "span", "table", "tr", "td", "ul", "ol", "li", "strong", "b", "em", "i", "u", "font", "a", "img",
    "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote", "center", "html", "body", "figure", "hr",
]
