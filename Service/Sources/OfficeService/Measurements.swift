import Synchronization

/// Counts and times of the service, printed as Prometheus reads them (text format 0.0.4).
package final class Measurements: Sendable {
    /// A part of the work whose time is measured.
    package enum Stage: String, Sendable, CaseIterable { case understand, layout, pdf, image }

    private struct Request: Hashable, Comparable {
        var method: String
        var route: String
        var status: Int
        static func < (a: Self, b: Self) -> Bool { (a.route, a.method, a.status) < (b.route, b.method, b.status) }
    }

    fileprivate struct Times {
        var counts = [Int](repeating: 0, count: Measurements.bounds.count)
        var sum = 0.0
        var count = 0
    }

    private struct State {
        var requests: [Request: Int] = [:]
        var requestTimes = Times()
        var stages: [Stage: Times] = [:]
        var failures: [String: Int] = [:]
        var pages = 0
        var records: [String: Int] = [:]
    }

    fileprivate static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    private let state = Mutex(State())

    package init() {}

    package func answered(_ method: String, route: String, status: Int, seconds: Double) {
        state.withLock {
            $0.requests[Request(method: method, route: route, status: status), default: 0] += 1
            $0.requestTimes.add(seconds)
        }
    }

    package func failed(code: String) { state.withLock { $0.failures[code, default: 0] += 1 } }
    package func finishedRecord(_ state: String) { self.state.withLock { $0.records[state, default: 0] += 1 } }
    package func laidOut(pages: Int) { state.withLock { $0.pages += pages } }

    /// Does some work and adds its time to a stage's.
    package func time<Value>(_ stage: Stage, _ work: () throws -> Value) rethrows -> Value {
        let start = ContinuousClock.now
        defer {
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            state.withLock { $0.stages[stage, default: Times()].add(seconds) }
        }
        return try work()
    }

    package func text(slots: (running: Int, waiting: Int), queuedRecords: Int) -> String {
        state.withLock { state in
            var lines: [String] = []
            func head(_ name: String, _ kind: String, _ help: String) {
                lines += ["# HELP \(name) \(help)", "# TYPE \(name) \(kind)"]
            }
            head("jiyao_requests_total", "counter", "Requests answered.")
            for (request, count) in state.requests.sorted(by: { $0.key < $1.key }) {
                lines.append(
                    "jiyao_requests_total{method=\"\(request.method)\",route=\"\(request.route)\",status=\"\(request.status)\"} \(count)"
                )
            }
            head("jiyao_request_seconds", "histogram", "Time from a request's head to its answer's.")
            lines += state.requestTimes.lines("jiyao_request_seconds", label: "")
            head("jiyao_stage_seconds", "histogram", "Time of each stage of a record.")
            for stage in Stage.allCases {
                lines += (state.stages[stage] ?? Times()).lines(
                    "jiyao_stage_seconds", label: "stage=\"\(stage.rawValue)\"")
            }
            head("jiyao_pages_total", "counter", "Pages laid out.")
            lines.append("jiyao_pages_total \(state.pages)")
            head("jiyao_failures_total", "counter", "Failures by code.")
            for (code, count) in state.failures.sorted(by: { $0.key < $1.key }) {
                lines.append("jiyao_failures_total{code=\"\(code)\"} \(count)")
            }
            head("jiyao_job_records_total", "counter", "Records of jobs that ended, by state.")
            for (name, count) in state.records.sorted(by: { $0.key < $1.key }) {
                lines.append("jiyao_job_records_total{state=\"\(name)\"} \(count)")
            }
            head("jiyao_slots_running", "gauge", "Slots at work.")
            lines.append("jiyao_slots_running \(slots.running)")
            head("jiyao_slots_waiting", "gauge", "Requests that wait for a slot.")
            lines.append("jiyao_slots_waiting \(slots.waiting)")
            head("jiyao_job_records_queued", "gauge", "Records of jobs that wait.")
            lines.append("jiyao_job_records_queued \(queuedRecords)")
            return lines.joined(separator: "\n") + "\n"
        }
    }
}

extension Measurements.Times {
    fileprivate mutating func add(_ seconds: Double) {
        for (index, bound) in Measurements.bounds.enumerated() where seconds <= bound { counts[index] += 1 }
        sum += seconds
        count += 1
    }

    fileprivate func lines(_ name: String, label: String) -> [String] {
        let start = label.isEmpty ? "" : label + ","
        let whole = label.isEmpty ? "" : "{\(label)}"
        return zip(Measurements.bounds, counts).map { "\(name)_bucket{\(start)le=\"\($0)\"} \($1)" } + [
            "\(name)_bucket{\(start)le=\"+Inf\"} \(count)", "\(name)_sum\(whole) \(sum)",
            "\(name)_count\(whole) \(count)",
        ]
    }
}
