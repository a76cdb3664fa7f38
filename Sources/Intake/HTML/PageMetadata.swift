import Provenance

/// What a page says about itself where readers do not look: `<title>`, `<meta>`, the attribute of `<time>`.
struct PageMetadata {
    var title = TracedText()
    var publicationTime: TracedText?
    var source: TracedText?

    init(_ tree: HTMLTree) {
        var inTitle = false
        for event in tree.events {
            switch event {
            case .open(let index):
                let element = tree.elements[index]
                // A picture drawn in the page may have a title of its own.
                if element.name == "title", title.bytes.isEmpty { inTitle = isInHead(index, tree) }
                if element.name == "meta" { take(element) }
                if element.name == "time" { takeTime(element.attributes) }
            case .close(let index): if tree.elements[index].name == "title" { inTitle = false }
            case .text(let text): if inTitle { title.append(text) }
            }
        }
    }

    private func isInHead(_ index: Int, _ tree: HTMLTree) -> Bool {
        let parent = tree.elements[index].parent
        return parent >= 0 && ["head", "body", "html"].contains(tree.elements[parent].name)
    }

    private mutating func take(_ element: HTMLTree.Element) {
        let names = ["name", "property", "itemprop"].compactMap { element.attribute($0)?.lowercased() }
        guard let content = element.attributes.first(where: { $0.name == "content" })?.value,
            holdsMoreThanSpace(content.bytes)
        else { return }
        if publicationTime == nil, names.contains(where: timeNames.contains), holdsDate(content.bytes) {
            publicationTime = content
        }
        if source == nil, names.contains(where: sourceNames.contains) { source = content }
    }

    private mutating func takeTime(_ attributes: [(name: String, value: TracedText)]) {
        guard publicationTime == nil, let value = attributes.first(where: { $0.name == "datetime" })?.value,
            holdsDate(value.bytes)
        else { return }
        publicationTime = value
    }
}

/// A year of four digits, a month and a day between the usual marks: 2031年5月6日, 2031-05-06.
func holdsDate(_ bytes: [UInt8]) -> Bool {
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    return scalars.indices.contains { start in
        var at = start
        func number(_ widths: ClosedRange<Int>) -> Bool {
            let first = at
            while at < scalars.count, at - first < widths.upperBound, isDigit(scalars[at]) { at += 1 }
            return widths.contains(at - first)
        }
        func mark(_ marks: String) -> Bool {
            while at < scalars.count, scalars[at] == " " { at += 1 }
            guard at < scalars.count, marks.unicodeScalars.contains(scalars[at]) else { return false }
            at += 1
            while at < scalars.count, scalars[at] == " " { at += 1 }
            return true
        }
        guard start == 0 || !isDigit(scalars[start - 1]) else { return false }
        return number(4...4) && mark("-/.年") && number(1...2) && mark("-/.月") && number(1...2)
    }
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

private let timeNames: Set<String> = [
    "article:published_time", "og:release_date", "og:published_time", "pubdate", "publishdate", "publish_date",
    "publishtime", "datepublished", "dc.date", "dc.date.issued", "dcterms.issued", "date", "article:create_at",
]
private let sourceNames: Set<String> = ["contentsource", "source", "article:source", "dc.source", "mediaid"]
