import ArgumentParser
import Glibc
import MinutesExport

/// How a batch tells how far it is.
enum ProgressKind: String, ExpressibleByArgument, CaseIterable {
    /// A bar on a terminal, else a line for each record.
    case auto
    /// A line on standard output for each record.
    case plain
    /// A line of JSON on standard error each second.
    case json
    case none
}

/// Tells on standard error how far a batch is, and sums it up at its end.
struct BatchProgress {
    private let kind: ProgressKind
    private let isQuiet: Bool
    private let hasBar: Bool
    /// Nil where nobody knows before the end.
    private let total: Int?
    private let begin = ContinuousClock.now
    private var lastShown: ContinuousClock.Instant?
    private var isShown = false
    private var counts: [String: Int] = [:]
    private var pages = 0

    init(_ kind: ProgressKind, isQuiet: Bool, total: Int?) {
        self.kind = kind
        self.isQuiet = isQuiet
        self.total = total
        hasBar = kind == .auto && !isQuiet && total != 1 && isatty(STDERR_FILENO) == 1
    }

    /// Lines for records would only push the bar away.
    var printsRecords: Bool {
        if isQuiet || kind == .json || kind == .none { return false }
        return !(hasBar && isatty(STDOUT_FILENO) == 1)
    }

    private var records: Int { counts.values.reduce(0, +) }

    mutating func count(_ outcome: RecordOutcome) {
        counts[outcome.status.rawValue, default: 0] += 1
        pages += outcome.pages ?? 0
    }

    /// To be called before anything else is printed.
    mutating func clear() {
        guard isShown else { return }
        isShown = false
        _ = writeBytes(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO)
    }

    mutating func show() {
        guard hasBar || kind == .json else { return }
        let now = ContinuousClock.now
        guard now - (lastShown ?? begin) >= (kind == .json ? .seconds(1) : .milliseconds(100)) else { return }
        lastShown = now
        if kind == .json {
            printToStandardError(json(now))
        } else {
            isShown = true
            _ = writeBytes(Array("\r\u{1B}[K\(bar(now))".utf8), to: STDERR_FILENO)
        }
    }

    private func bar(_ now: ContinuousClock.Instant) -> String {
        let seconds = max((now - begin) / .seconds(1), 0.001)
        let rate = Double(records) / seconds
        var text = ""
        if let total, total > 0 {
            let filled = min(20, records * 20 / total)
            text =
                "[\(String(repeating: "#", count: filled))\(String(repeating: "-", count: 20 - filled))] \(records)/\(total)"
        } else {
            text = "\(records)"
        }
        text += " \(Words.records), \(pages) \(Words.pages), \(oneDecimal(rate))/s"
        if let total, rate > 0 { text += ", \(clock(Int(Double(total - records) / rate))) \(Words.left)" }
        if let failed = counts[RecordOutcome.Status.failed.rawValue] { text += ", \(failed) \(Words.failed)" }
        return text
    }

    private func json(_ now: ContinuousClock.Instant) -> String {
        let milliseconds = max(Int((now - begin) / .milliseconds(1)), 1)
        let left =
            total.map { records > 0 ? String(($0 - records) * milliseconds / records / 1_000) : "null" } ?? "null"
        return #"{"records": \#(records), "total": \#(total.map(String.init) ?? "null"), "pages": \#(pages), "#
            + #""failed": \#(counts[RecordOutcome.Status.failed.rawValue] ?? 0), "milliseconds": \#(milliseconds), "#
            + #""records_per_second": \#(oneDecimal(Double(records) * 1_000 / Double(milliseconds))), "#
            + #""seconds_left": \#(left)}"#
    }

    /// What became of the records, where there was more than one.
    mutating func finish() {
        clear()
        if kind == .json { printToStandardError(json(.now)) }
        guard !isQuiet, kind != .json, kind != .none, records > 1 else { return }
        let parts: [(RecordOutcome.Status, String)] = [
            (.exported, Words.exported), (.unchanged, Words.unchanged), (.planned, Words.planned),
            (.failed, Words.failed),
        ]
        let sums = parts.compactMap { status, word in counts[status.rawValue].map { "\($0) \(word)" } }
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        printToStandardError(
            "\(records) \(Words.records): \(sums.joined(separator: ", ")); \(pages) \(Words.pages), \(oneDecimal(seconds)) s"
        )
    }

    private func oneDecimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// `1:02:03`
    private func clock(_ seconds: Int) -> String {
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let minutes =
            "\(seconds / 60 % 60 < 10 && seconds >= 3_600 ? "0" : "")\(seconds / 60 % 60):\(two(seconds % 60))"
        return seconds >= 3_600 ? "\(seconds / 3_600):" + minutes : minutes
    }
}
