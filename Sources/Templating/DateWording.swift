/// A date in full as GB/T 9704 7.3.5.4 spells it: `2024年3月29日`, `2024年3月1日至3日`.
///
/// - Parameter iso: `2024-03-29`, or its beginning `2024-03`, `2024`.
/// - Returns: nil where the year is unknown (`XXXX-03-29`) or the text is no date.
func fullDate(_ iso: String, to end: String? = nil) -> String? {
    guard let start = DateParts(iso) else { return nil }
    guard let end, end != iso else { return start.spelling(after: nil) }
    guard let last = DateParts(end) else { return nil }
    return start.spelling(after: nil) + "至" + last.spelling(after: start)
}

private struct DateParts {
    var year: Int
    var month: Int?
    var day: Int?

    init?(_ iso: String) {
        let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4, let year = Int(parts[0]), year > 0 else {
            return nil
        }
        self.year = year
        if parts.count > 1 {
            guard let month = Int(parts[1]), (1...12).contains(month) else { return nil }
            self.month = month
        }
        if parts.count > 2 {
            guard let day = Int(parts[2]), (1...31).contains(day) else { return nil }
            self.day = day
        }
    }

    /// Without what it shares with `earlier`: 至3日, 至4月2日.
    func spelling(after earlier: DateParts?) -> String {
        let sameYear = year == earlier?.year && month != nil
        let sameMonth = sameYear && month == earlier?.month && day != nil
        return (sameYear ? "" : "\(year)年")
            + (sameMonth ? "" : month.map { "\($0)月" } ?? "")
            + (day.map { "\($0)日" } ?? "")
    }
}
