import MinutesModel
import Provenance

/// A half-open range of scalar indices into a `SourceText`.
typealias Span = Range<Int>

/// The record's text as scalars without markup, each with its byte offset: rules look at characters, values
/// remember bytes.
struct SourceText {
    let scalars: [Unicode.Scalar]
    /// Byte offset of each scalar, and of the end of the text.
    private let offsets: [UInt32]
    /// Scalars of markup, by their bytes.
    let markup: [(range: ByteRange, text: String)]
    /// Indices before which a tag ends a paragraph, in order.
    let breaks: [Int]
    /// Addresses that links point to.
    let links: [String]

    /// - Parameter marks: stretches that the reader of the record knows to be no words, in order.
    init(_ text: String, without marks: [ByteRange] = []) {
        var all: [Unicode.Scalar] = []
        var places: [UInt32] = []
        let bytes = text.utf8.span
        let count = bytes.indices.count { bytes[$0] & 0xC0 != 0x80 }
        all.reserveCapacity(count)
        places.reserveCapacity(count + 1)
        var place = 0
        while place < bytes.count {
            let width = utf8Width(bytes[place])
            all.append(Unicode.Scalar(utf8Scalar(bytes, place, width)) ?? "\u{FFFD}")
            places.append(UInt32(place))
            place += width
        }
        places.append(UInt32(place))
        let found = Markup(all)
        links = found.links
        // Most texts are words throughout.
        if found.spans.isEmpty, marks.isEmpty {
            (scalars, offsets, markup, breaks) = (all, places, [], [])
            return
        }
        var nextMark = 0
        var scalars: [Unicode.Scalar] = []
        var offsets: [UInt32] = []
        var markup: [(range: ByteRange, text: String)] = []
        var breaks: [Int] = []
        scalars.reserveCapacity(all.count)
        offsets.reserveCapacity(all.count + 1)
        var offset: UInt32 = 0
        var next = 0
        var nextBreak = 0
        var skipped = ""
        var skippedStart: UInt32 = 0
        func closeSkipped() {
            if !skipped.isEmpty { markup.append((skippedStart..<offset, skipped)) }
            skipped = ""
        }
        for (index, scalar) in all.enumerated() {
            offset = places[index]
            while next < found.spans.count, found.spans[next].upperBound <= index { next += 1 }
            if nextBreak < found.breaks.count, found.breaks[nextBreak] == index {
                breaks.append(scalars.count)
                nextBreak += 1
            }
            while nextMark < marks.count, marks[nextMark].upperBound <= offset { nextMark += 1 }
            let isMark = nextMark < marks.count && marks[nextMark].contains(offset)
            if isMark || (next < found.spans.count && found.spans[next].contains(index)) {
                if skipped.isEmpty { skippedStart = offset }
                skipped.unicodeScalars.append(scalar)
            } else {
                closeSkipped()
                scalars.append(scalar)
                offsets.append(offset)
            }
        }
        offset = places[all.count]
        closeSkipped()
        offsets.append(offset)
        self.scalars = scalars
        self.offsets = offsets
        self.markup = markup
        self.breaks = breaks
    }

    /// The bytes of the span's scalars: one range, or several where markup stands among them.
    func ranges(_ span: Span) -> [ByteRange] {
        guard let last = span.last else { return [] }
        let whole = offsets[span.lowerBound]..<offsets[last] + UInt32(UTF8.width(scalars[last]))
        if markup(from: whole.lowerBound, to: whole.upperBound).isEmpty { return [whole] }
        var ranges: [ByteRange] = []
        for index in span {
            let end = offsets[index] + UInt32(UTF8.width(scalars[index]))
            if let last = ranges.last, last.upperBound == offsets[index] {
                ranges[ranges.count - 1] = last.lowerBound..<end
            } else {
                ranges.append(offsets[index]..<end)
            }
        }
        return ranges
    }

    /// A line of the page's frame as it stands, with the Markdown links in it.
    func placedWithLinks(_ span: Span, _ rule: String) -> PlacedText {
        let whole = placed(span, rule)
        guard let first = whole.origin.ranges.first, let last = whole.origin.ranges.last else { return whole }
        var pieces: [(range: ByteRange, text: String)] = []
        var index = span.lowerBound
        for range in whole.origin.ranges {
            let end = self.index(ofByte: range.upperBound)
            pieces.append((range, string(index..<min(end, span.upperBound))))
            index = end
        }
        // Only links: a tag ends what is read as one line.
        pieces += markup(from: first.lowerBound, to: last.upperBound)
            .filter { $0.text.hasPrefix("[") || $0.text.hasPrefix("](") }
        pieces.sort { $0.range.lowerBound < $1.range.lowerBound }
        return PlacedText(pieces.map(\.text).joined(), .source(pieces.map(\.range), rule: rule))
    }

    /// Where the words of a link point to, when the span is the whole of them.
    func linkTarget(of span: Span) -> String? {
        guard !links.isEmpty, let range = ranges(span).first else { return nil }
        let around = markup(from: range.lowerBound, to: range.upperBound)
        guard around.contains(where: { $0.range.upperBound == range.lowerBound && $0.text.hasSuffix("[") }),
            let target = around.first(where: { $0.range.lowerBound == range.upperBound && $0.text.hasPrefix("](") })
        else { return nil }
        return target.text.dropFirst(2).split(separator: ")", omittingEmptySubsequences: false).first.map(String.init)
    }

    /// The markup that touches a stretch of bytes or lies in it.
    private func markup(from start: UInt32, to end: UInt32) -> ArraySlice<(range: ByteRange, text: String)> {
        var low = 0
        var high = markup.count
        while low < high {
            let middle = (low + high) / 2
            if markup[middle].range.upperBound < start { low = middle + 1 } else { high = middle }
        }
        var stop = low
        while stop < markup.count, markup[stop].range.lowerBound <= end { stop += 1 }
        return markup[low..<stop]
    }

    /// The scalar that starts at a byte; the next one where none starts there.
    func index(ofByte byte: UInt32) -> Int {
        var low = 0
        var high = offsets.count - 1
        while low < high {
            let middle = (low + high) / 2
            if offsets[middle] < byte { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func span(_ range: ByteRange) -> Span { index(ofByte: range.lowerBound)..<index(ofByte: range.upperBound) }

    func string(_ span: Span) -> String { String(scalars: scalars[span]) }

    /// The words without white space: what two spellings of one name have in common.
    func key(_ span: Span) -> String { String(scalars: scalars[span].filter { !isBlank($0) }[...]) }

    func placed(_ span: Span, _ rule: String) -> PlacedText {
        PlacedText(string(span), .source(ranges(span), rule: rule))
    }

    /// Words that stand in two places.
    func placed(_ first: Span, _ second: Span, rule: String) -> PlacedText {
        PlacedText(string(first) + string(second), .source(ranges(first) + ranges(second), rule: rule))
    }

    /// A line cut where tags end paragraphs.
    func pieces(_ line: Span) -> [Span] {
        guard !breaks.isEmpty else { return [line] }
        var low = 0
        var high = breaks.count
        while low < high {
            let middle = (low + high) / 2
            if breaks[middle] <= line.lowerBound { low = middle + 1 } else { high = middle }
        }
        var pieces: [Span] = []
        var start = line.lowerBound
        while low < breaks.count, breaks[low] < line.upperBound {
            pieces.append(start..<breaks[low])
            start = breaks[low]
            low += 1
        }
        return pieces + [start..<line.upperBound]
    }

    /// Without white space at either end.
    func trimmed(_ span: Span) -> Span {
        var start = span.lowerBound
        var end = span.upperBound
        while start < end, isBlank(scalars[start]) { start += 1 }
        while end > start, isBlank(scalars[end - 1]) { end -= 1 }
        return start..<end
    }

    func has(_ phrase: Phrase, at index: Int, within span: Span) -> Bool {
        let end = index + phrase.scalars.count
        guard index >= span.lowerBound, end <= span.upperBound, let first = phrase.scalars.first,
            scalars[index] == first
        else { return phrase.scalars.isEmpty }
        return scalars[index..<end].elementsEqual(phrase.scalars)
    }

    func starts(_ span: Span, with phrase: Phrase) -> Bool { has(phrase, at: span.lowerBound, within: span) }

    func ends(_ span: Span, with phrase: Phrase) -> Bool {
        has(phrase, at: span.upperBound - phrase.scalars.count, within: span)
    }

    func first(_ phrase: Phrase, in span: Span) -> Span? {
        var index = span.lowerBound
        while index + phrase.scalars.count <= span.upperBound {
            if has(phrase, at: index, within: span) { return index..<index + phrase.scalars.count }
            index += 1
        }
        return nil
    }

    func last(_ phrase: Phrase, in span: Span) -> Span? {
        var index = span.upperBound - phrase.scalars.count
        while index >= span.lowerBound {
            if has(phrase, at: index, within: span) { return index..<index + phrase.scalars.count }
            index -= 1
        }
        return nil
    }

    func contains(_ phrase: Phrase, in span: Span) -> Bool { first(phrase, in: span) != nil }

    /// The pieces between scalars of a class, the scalars themselves left out.
    func split(_ span: Span, at isSeparator: (Unicode.Scalar) -> Bool) -> [Span] {
        var pieces: [Span] = []
        pieces.reserveCapacity(8)
        var start = span.lowerBound
        for index in span where isSeparator(scalars[index]) {
            pieces.append(start..<index)
            start = index + 1
        }
        pieces.append(start..<span.upperBound)
        return pieces
    }
}
