import Glibc
import MinutesExport

/// A report, written record by record so that a killed run leaves whole lines: JSON Lines, or CSV where the name ends so.
final class ReportFile {
    private let path: String
    private let descriptor: Int32
    private let isCSV: Bool

    init(path: String) throws(ExportError) {
        self.path = path
        isCSV = path.lowercased().hasSuffix(".csv")
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        if descriptor < 0 {
            throw .configuration(
                Message("report.not-writable", "cannot be written: \(String(cString: strerror(errno)))", path: path))
        }
        // Spreadsheets take a file without the mark for one of the system's old encoding.
        if isCSV { try write("\u{FEFF}" + RecordOutcome.csvHead) }
    }

    deinit { close(descriptor) }

    func append(_ outcome: RecordOutcome) throws(ExportError) {
        try write(isCSV ? outcome.csvLine : outcome.reportLine)
    }

    private func write(_ text: String) throws(ExportError) {
        guard writeBytes(Array(text.utf8), to: descriptor) else {
            throw .output(Message("report.not-writable", "cannot be written", path: path))
        }
    }
}
