import CGumboShim
import Provenance

/// Character references (`&amp;`, `&#x4F1A;`) by HTML's own table, which gumbo has: each reference that occurs is read once.
struct CharacterReferences {
    /// What a text that begins with `&` means, and how many of its bytes that takes.
    private var known: [ArraySlice<UInt8>: (text: [UInt8], read: Int)] = [:]

    /// Puts characters in the place of references, and the offsets of the page in the place of those of the marked page.
    mutating func resolve(_ text: inout TracedText, _ page: MarkedPage) {
        var result = TracedText()
        var at = 0
        var copied = 0
        func flush(to end: Int) {
            guard copied < end else { return }
            var part = TextOrigins()
            for range in text.origins.textRanges(in: copied..<end) {
                let source = range.source
                let first = page.pageOffset(source.lowerBound)
                let last = page.pageOffset(source.upperBound)
                if range.isCopy, last - first == range.text.count {
                    part.append(text: range.text.lowerBound - copied, copyOf: first..<last)
                } else {
                    part.append(
                        text: range.text.lowerBound - copied..<range.text.upperBound - copied, from: first..<last)
                }
            }
            result.origins.append(part, at: result.bytes.count)
            result.bytes += text.bytes[copied..<end]
        }
        while at < text.bytes.count {
            guard text.bytes[at] == MarkedPage.mark[0], text.bytes[at...].starts(with: MarkedPage.mark) else {
                at += 1
                continue
            }
            flush(to: at)
            let start = min(page.pageOffset(text.origins.source(at: at)), page.page.count)
            let rest = page.page[start...]
            let behind = at + MarkedPage.mark.count
            if rest.starts(with: MarkedPage.mark) {
                result.append(MarkedPage.mark, from: start..<start + MarkedPage.mark.count)
                at = behind
            } else {
                let reference = [UInt8(ascii: "&")] + text.bytes[behind...].prefix(39).prefix(while: isReferenceByte)
                let (meaning, read) = meaning(of: reference[...])
                // Where the words could not be paired with the page, only the stretch they stand in is known.
                let isThere = rest.starts(with: reference[..<read])
                let source = text.origins.source(of: at..<behind).first.map {
                    page.pageOffset($0.lowerBound)..<page.pageOffset($0.upperBound)
                }
                result.append(meaning, from: isThere ? start..<start + read : source ?? start..<start)
                at = behind + read - 1
            }
            copied = at
        }
        flush(to: text.bytes.count)
        text = result
    }

    private func isReferenceByte(_ byte: UInt8) -> Bool {
        isASCIILetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";")
    }

    private mutating func meaning(of text: ArraySlice<UInt8>) -> ([UInt8], Int) {
        let end = text.firstIndex(of: UInt8(ascii: ";")).map { $0 + 1 } ?? text.endIndex
        let reference = text[..<end]
        if let known = known[reference] { return known }
        let read = Self.read(Array(reference))
        var same = 0
        while same < min(read.count, reference.count - 1),
            read[read.count - 1 - same] == reference[reference.endIndex - 1 - same]
        { same += 1 }
        // Nothing read: the `&` stands for itself.
        let meaning =
            read.elementsEqual(reference)
            ? ([UInt8(ascii: "&")], 1) : (Array(read.dropLast(same)), reference.count - same)
        known[reference] = meaning
        return meaning
    }

    /// The text of a page that holds nothing else.
    private static func read(_ reference: [UInt8]) -> [UInt8] {
        // A letter before it, since a page drops white space at its beginning.
        let page = [UInt8(ascii: "x")] + reference
        return unsafe page.withUnsafeBytes { bytes -> [UInt8] in
            guard
                let parsed = unsafe jiyao_html_parse(
                    bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, 1 << 20)
            else { return reference }
            defer { unsafe jiyao_html_free(parsed) }
            var node = unsafe jiyao_html_document(parsed)
            while let next = unsafe node, unsafe next.pointee.type != GUMBO_NODE_TEXT {
                let children =
                    unsafe next.pointee.type == GUMBO_NODE_DOCUMENT
                    ? next.pointee.v.document.children : next.pointee.v.element.children
                guard unsafe children.length > 0, let last = unsafe children.data[Int(children.length) - 1] else {
                    return reference
                }
                unsafe node = UnsafePointer(last.assumingMemoryBound(to: GumboNode.self))
            }
            guard let text = unsafe node?.pointee.v.text.text else { return reference }
            return Array(unsafe String(cString: text).utf8.dropFirst())
        }
    }
}
