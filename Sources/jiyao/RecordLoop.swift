import ArgumentParser
import Glibc
import MinutesExport

extension OutputOptions {
    /// Exports every input in order; one failing record does not stop the others.
    func run(_ content: Exporter.Content, _ found: FoundInputs) throws {
        let environment = try environment()
        if isToStandardOutput { return try writeImage(found, environment) }
        let exporter = try Exporter(content, environment: environment, options: exportOptions)
        let report = try report.map { try ReportFile(path: $0) }
        Interruption.watch()
        var someFailed = false
        for item in found.records(limits: environment.limits) {
            if Interruption.happened { throw ExitStatus.interrupted }
            let outcome = try exporter.export(item)
            try print(outcome)
            try report?.append(outcome)
            if outcome.status == .failed {
                someFailed = true
                if failFast { break }
            }
        }
        if Interruption.happened { throw ExitStatus.interrupted }
        if someFailed { throw ExitStatus.someRecordFailed }
    }

    private func writeImage(_ found: FoundInputs, _ environment: RenderEnvironment) throws {
        var records = found.records(limits: environment.limits).makeIterator()
        guard let item = records.next() else { throw ExitStatus.someRecordFailed }
        guard records.next() == nil else {
            throw ValidationError("-o - writes the image of one record, and there are several")
        }
        switch item {
        case .refused(_, let message): throw ExportError.record([message])
        case .input(let input):
            let image = try onePageImage(of: input, environment: environment, options: exportOptions)
            if !quiet { for message in image.warnings { printToStandardError(message.rendered) } }
            try printBytes(image.bytes)
        }
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
