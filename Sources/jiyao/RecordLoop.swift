import ArgumentParser
import Glibc
import MinutesExport
import Synchronization

extension OutputRequest {
    /// Fonts and tables that the system takes back faster, all at once, than the program would one by one.
    private static let heldToTheEnd = Mutex<Batch?>(nil)

    /// Exports every input; one failing record does not stop the others.
    func run(_ content: Exporter.Content, _ found: FoundInputs) throws {
        let environment = try environment()
        if isToStandardOutput { return try writeImage(found, environment) }
        Interruption.watch()
        let batch = try Batch(
            content, found, environment: environment, options: try exportOptions, batch: batchOptions,
            isInterrupted: { Interruption.happened })
        keepMemory(workers: batch.workers)
        Self.heldToTheEnd.withLock { $0 = batch }
        let report = try report.map { path throws(ExportError) in try ReportFile(path: path) }
        var progress = BatchProgress(progress, isQuiet: quiet, total: found.count)
        var someFailed = false
        var isTold = false
        func tick() {
            if Interruption.happened && !isTold && !quiet {
                isTold = true
                progress.clear()
                printToStandardError(Words.interrupted)
            }
            progress.show()
        }
        defer { progress.clear() }
        try batch.run(tick: tick) { outcome throws(ExportError) in
            progress.count(outcome)
            try print(outcome, &progress)
            try report?.append(outcome)
            someFailed = someFailed || outcome.status == .failed
        }
        // A bag that was broken off is made whole by the run that goes on.
        if bag && !dryRun && !Interruption.happened { try writeBag(output, date: try exportOptions.date) }
        progress.finish()
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
            let image = try onePageImage(of: input, environment: environment, options: try exportOptions)
            if !quiet { jiyao.print(image.warnings) }
            try printBytes(image.bytes)
        }
    }

    private var batchOptions: BatchOptions {
        // Whoever wants to stop at a failure wants nothing exported beyond it.
        BatchOptions(
            jobs: failFast ? 1 : jobs ?? availableCores(), stopsAtFailure: failFast, onlyFailed: onlyFailed,
            isDryRun: dryRun, shard: shard)
    }

    private func print(_ outcome: RecordOutcome, _ progress: inout BatchProgress) throws(ExportError) {
        let messages = outcome.messages.filter { $0.severity == .error || !quiet }
        if !messages.isEmpty {
            progress.clear()
            jiyao.print(messages)
        }
        guard progress.printsRecords, let id = outcome.id, outcome.status != .failed else { return }
        let pages = outcome.pages.map { $0 == 1 ? ", 1 page" : ", \($0) pages" } ?? ""
        let note =
            switch outcome.status {
            case .unchanged: " (unchanged)"
            case .planned: " (to be exported)"
            case .exported, .failed: ""
            }
        progress.clear()
        try printLine("\(recordsFolder)/\(id)\(pages)\(note)")
    }
}
