/// Which bytes of a source each byte of a text was made from.
///
/// The text grows from left to right. Bytes that were put in between (the line end between two values) have no origin.
/// Offsets of both sides count bytes. Looking up costs the logarithm of the number of pieces.
package struct TextOrigins: Sendable, Hashable {
    /// `count` units of `textUnit` bytes of the text, each made from `sourceUnit` bytes of the source: 3 from 2 for
    /// ideographs of a GBK file, 1 from 1 for what was copied.
    struct Piece: Sendable, Hashable {
        var text: Int
        var source: Int
        var count: Int
        var textUnit: Int
        var sourceUnit: Int

        var textEnd: Int { text + count * textUnit }
        var sourceEnd: Int { source + count * sourceUnit }
    }

    var pieces: [Piece] = []

    package init() {}

    /// A text that is a stretch of its source, byte for byte.
    package init(copyOf source: Range<Int>) { append(text: 0, copyOf: source) }

    /// Whether the text is its source, but for a stretch left out at the beginning.
    package var isCopy: Bool {
        pieces.isEmpty || (pieces.count == 1 && pieces[0].text == 0 && pieces[0].textUnit == pieces[0].sourceUnit)
    }

    /// Adds bytes that stand in the source as they are; `text` is where they begin in the text.
    package mutating func append(text: Int, copyOf source: Range<Int>) {
        append(text: text, units: source.count, of: 1, source: source.lowerBound, units: 1)
    }

    /// Adds bytes of the text that were made as a whole from bytes of the source.
    package mutating func append(text: Range<Int>, from source: Range<Int>) {
        guard !text.isEmpty else { return }
        append(text: text.lowerBound, units: 1, of: text.count, source: source.lowerBound, units: source.count)
    }

    /// Adds units of equal width, each made from a unit of the source.
    package mutating func append(text: Int, units count: Int, of textUnit: Int, source: Int, units sourceUnit: Int) {
        guard count > 0 else { return }
        if let last = pieces.last, last.textUnit == textUnit, last.sourceUnit == sourceUnit, last.textEnd == text,
            last.sourceEnd == source
        {
            pieces[pieces.count - 1].count += count
        } else {
            pieces.append(
                Piece(text: text, source: source, count: count, textUnit: textUnit, sourceUnit: sourceUnit))
        }
    }

    /// Adds the origins of a text that is put at `offset` of this one.
    package mutating func append(_ other: TextOrigins, at offset: Int) {
        for piece in other.pieces {
            append(
                text: piece.text + offset, units: piece.count, of: piece.textUnit, source: piece.source,
                units: piece.sourceUnit)
        }
    }

    /// The bytes of the source that a stretch of the text was made from, in the order of the text, whole units each.
    package func source(of range: Range<Int>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for slice in slices(range) {
            let source = slice.piece.source..<slice.piece.sourceEnd
            if let last = ranges.last, last.upperBound == source.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<source.upperBound
            } else {
                ranges.append(source)
            }
        }
        return ranges
    }

    /// The parts of a stretch of the text, each with its source; `isCopy` where the bytes are the same.
    package func textRanges(in range: Range<Int>) -> [(text: Range<Int>, source: Range<Int>, isCopy: Bool)] {
        slices(range).map { ($0.text, $0.piece.source..<$0.piece.sourceEnd, $0.piece.textUnit == $0.piece.sourceUnit) }
    }

    /// Where the byte at an offset of the text came from; for one that was put in, where the next one did.
    package func source(at offset: Int) -> Int {
        let index = firstPiece(endingAfter: offset)
        guard index < pieces.count else { return pieces.last?.sourceEnd ?? offset }
        let piece = pieces[index]
        guard offset > piece.text else { return piece.source }
        return piece.source + (offset - piece.text) / piece.textUnit * piece.sourceUnit
    }

    /// The origins of this text in the source of its source.
    package func through(_ outer: TextOrigins) -> TextOrigins {
        var result = TextOrigins()
        for piece in pieces {
            if piece.textUnit == piece.sourceUnit {
                let shift = piece.text - piece.source
                for (middle, slice) in outer.slices(piece.source..<piece.sourceEnd) {
                    result.append(
                        text: middle.lowerBound + shift, units: middle.count / slice.textUnit, of: slice.textUnit,
                        source: slice.source, units: slice.sourceUnit)
                }
            } else {
                for unit in 0..<piece.count {
                    let text = piece.text + unit * piece.textUnit
                    let middle = piece.source + unit * piece.sourceUnit
                    let ranges = outer.source(of: middle..<middle + piece.sourceUnit)
                    guard let first = ranges.first, let last = ranges.last else { continue }
                    let end = max(first.lowerBound, last.upperBound)
                    result.append(text: text..<text + piece.textUnit, from: first.lowerBound..<end)
                }
            }
        }
        return result
    }

    private func firstPiece(endingAfter offset: Int) -> Int {
        var low = 0
        var high = pieces.count
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].textEnd <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The parts of pieces that lie in a stretch of the text, widened to whole units.
    private func slices(_ range: Range<Int>) -> [(text: Range<Int>, piece: Piece)] {
        var slices: [(text: Range<Int>, piece: Piece)] = []
        var index = firstPiece(endingAfter: range.lowerBound)
        while index < pieces.count, pieces[index].text < range.upperBound {
            var piece = pieces[index]
            let first = max(0, range.lowerBound - piece.text) / piece.textUnit
            let reach = min(piece.textEnd, range.upperBound) - piece.text
            let last = (reach + piece.textUnit - 1) / piece.textUnit
            if first < last {
                piece.text += first * piece.textUnit
                piece.source += first * piece.sourceUnit
                piece.count = last - first
                slices.append((piece.text..<piece.textEnd, piece))
            }
            index += 1
        }
        return slices
    }
}
