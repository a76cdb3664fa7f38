import Glibc
import MinutesExport

extension OutputOptions {
    /// Exports every input; one failing record does not stop the others.
    func run(_ content: Exporter.Content, _ found: FoundInputs) throws {
        let environment = try environment()
        Interruption.watch()
        let batch = try Batch(
            content, found, environment: environment, options: exportOptions, batch: batchOptions(for: found),
            isInterrupted: { Interruption.happened })
        let report = try report.map { try ReportFile(path: $0) }
        var someFailed = false
        try batch.run { outcome throws(ExportError) in
            try print(outcome)
            try report?.append(outcome)
            someFailed = someFailed || outcome.status == .failed
        }
        if Interruption.happened { throw ExitStatus.interrupted }
        if someFailed { throw ExitStatus.someRecordFailed }
    }

    private func batchOptions(for found: FoundInputs) -> BatchOptions {
        let most = max(found.count ?? .max, 1)
        // Whoever wants to stop at a failure wants nothing exported beyond it.
        return BatchOptions(jobs: failFast ? 1 : min(jobs ?? availableCores(), most), stopsAtFailure: failFast)
    }

    private func print(_ outcome: RecordOutcome) throws(ExportError) {
        for message in outcome.messages where message.severity == .error || !quiet {
            printToStandardError(message.rendered)
        }
        guard !quiet, let id = outcome.id, outcome.status != .failed else { return }
        let pages = outcome.pages.map { $0 == 1 ? ", 1 page" : ", \($0) pages" } ?? ""
        let note = outcome.status == .unchanged ? " (unchanged)" : ""
        try printLine("\(output)/\(id)\(pages)\(note)")
    }
}

/// A JSON Lines file, written record by record so that a killed run leaves whole lines.
final class ReportFile {
    private let path: String
    private let descriptor: Int32

    init(path: String) throws(ExportError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        if descriptor < 0 {
            throw .configuration(
                Message("report.not-writable", "cannot be written: \(String(cString: strerror(errno)))", path: path))
        }
    }

    deinit { close(descriptor) }

    func append(_ outcome: RecordOutcome) throws(ExportError) {
        guard writeBytes(Array(outcome.reportLine.utf8), to: descriptor) else {
            throw .output(Message("report.not-writable", "cannot be written", path: path))
        }
    }
}
