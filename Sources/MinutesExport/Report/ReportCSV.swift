extension RecordOutcome {
    /// Columns of a report as CSV (RFC 4180).
    public static let csvHead =
        csvLine(
            [
                "id", "input", "line", "status", "pages", "files", "bytes", "manifest_sha256", "warnings", "errors",
                "message", "milliseconds",
            ])

    /// The record as a line of CSV with its line end; codes are parted by blanks.
    public var csvLine: String {
        func codes(_ severity: Message.Severity) -> String {
            messages.filter { $0.severity == severity }.map(\.code).joined(separator: " ")
        }
        return Self.csvLine([
            id ?? "", input, line.map(String.init) ?? "", status.rawValue, pages.map(String.init) ?? "",
            String(files.count), String(files.reduce(0) { $0 + $1.bytes }), files.last?.sha256 ?? "",
            codes(.warning), codes(.error), messages.first { $0.severity == .error }?.text ?? "",
            String(milliseconds),
        ])
    }

    private static func csvLine(_ cells: [String]) -> String {
        cells.map { cell in
            cell.utf8.contains { ",\"\r\n".utf8.contains($0) }
                ? "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
                : cell
        }.joined(separator: ",") + "\r\n"
    }
}
