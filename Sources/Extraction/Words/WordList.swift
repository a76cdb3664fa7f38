/// Words one after another, in their order.
struct WordList: Sendable {
    /// Where a word stands among the scalars, in one number: `start << 8 | count`.
    struct Place: Sendable {
        let cell: UInt32

        init(cell: UInt32) { self.cell = cell }

        init(start: Int, count: Int) {
            precondition(count <= UInt8.max, "a word is too long for its table")
            cell = UInt32(start) << 8 | UInt32(count)
        }

        var start: Int { Int(cell >> 8) }
        var count: Int { Int(cell & 0xFF) }
    }

    let scalars: [UInt32]
    let places: [Place]
}

extension SourceText {
    /// The first of a list's words, in the order of the list, that occurs.
    func first(of list: WordList, in span: Span) -> Span? {
        for place in list.places {
            var index = span.lowerBound
            while index + place.count <= span.upperBound {
                var matched = 0
                while matched < place.count, scalars[index + matched].value == list.scalars[place.start + matched] {
                    matched += 1
                }
                if matched == place.count { return index..<index + matched }
                index += 1
            }
        }
        return nil
    }
}
