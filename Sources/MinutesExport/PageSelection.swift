/// Pages of a document by number, from 1: `1-3,5`, or `8-` for all from the eighth.
public struct PageSelection: Sendable, Hashable, CustomStringConvertible {
    /// Apart from each other, in order.
    private var ranges: [ClosedRange<Int>] = []

    /// Nil for what is no list of page numbers.
    public init?(_ text: String) {
        var found: [ClosedRange<Int>] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = ends.first.flatMap({ pageNumber($0) }) else { return nil }
            if ends.count == 1 {
                found.append(first...first)
            } else if ends[1].isEmpty {
                found.append(first...Int.max)
            } else {
                guard let last = pageNumber(ends[1]), last >= first else { return nil }
                found.append(first...last)
            }
        }
        for range in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = ranges.last, last.upperBound >= range.lowerBound - 1 {
                ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                ranges.append(range)
            }
        }
    }

    public func contains(_ page: Int) -> Bool { ranges.contains { $0.contains(page) } }

    /// The same for every way to write the same pages.
    public var description: String {
        ranges.map { range in
            range.upperBound == .max
                ? "\(range.lowerBound)-"
                : range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
        }
        .joined(separator: ",")
    }
}

/// 1 to 999,999, in ASCII digits.
private func pageNumber(_ text: Substring) -> Int? {
    guard (1...6).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text).flatMap { $0 > 0 ? $0 : nil }
}
