import Provenance

/// Which line ends of a text are no ends of paragraphs: text copied out of a PDF, or sent by mail, ends its lines at the
/// edge of the page.
///
/// The edge is the widest line's. Text counts as broken at it where at least three lines, and a third of all lines with
/// words, reach it and end within a sentence. A line that reaches it and ends within a sentence is then joined with the
/// next, unless that one is indented or is blank.
struct HardWraps {
    /// Indices of lines that go on in the line after them.
    var joined: Set<Int> = []

    /// - Parameter lines: ranges of UTF-8 bytes, without line ends.
    init(_ lines: [Range<Int>], of text: [UInt8]) {
        let span = text.span
        var measures: [LineMeasure] = []
        measures.reserveCapacity(lines.count)
        for line in lines { measures.append(LineMeasure(span.extracting(line))) }
        let edge = measures.map(\.width).max() ?? 0
        // Wider lines are paragraphs on a screen; narrower ones are lists.
        guard (30...120).contains(edge) else { return }
        let words = measures.count { $0.width > 0 }
        let broken = measures.indices.filter { index in
            index + 1 < lines.count && measures[index].reaches(edge) && measures[index].isOpen
                && measures[index + 1].width > 0 && !measures[index + 1].isIndented
        }
        guard broken.count >= 3, broken.count * 3 >= words else { return }
        joined = Set(broken)
    }
}

private struct LineMeasure {
    /// In halves of an em: an ideograph is 2.
    var width = 0
    var isIndented = false
    /// Its last character ends no sentence.
    var isOpen = false

    init(_ line: Span<UInt8>) {
        var blanks = 0
        var trailing = 0
        var last: Unicode.Scalar = " "
        var at = 0
        while at < line.count {
            let length = utf8Width(line[at])
            let scalar = Unicode.Scalar(utf8Scalar(line, at, length)) ?? "\u{FFFD}"
            at += length
            let own = scalar.value < 0x1100 ? 1 : 2
            if scalar.value &- 0x4E00 >= 0x5200, isBlank(scalar) {
                if last == " " { blanks += own } else { trailing += own }
            } else {
                width += trailing + own
                trailing = 0
                last = scalar
            }
        }
        isIndented = blanks >= 2
        isOpen = last != " " && !"。！？；：!?;:”’」』）)".unicodeScalars.contains(last)
        if last == " " { width = 0 } else { width += blanks }
    }

    /// Marks that may not begin a line, and a word of Latin, leave it a little short.
    func reaches(_ edge: Int) -> Bool { width + 6 >= edge }
}
