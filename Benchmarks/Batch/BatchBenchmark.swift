import Glibc
import MinutesExport

/// Makes many different records, and measures what a batch of them costs.
@main
struct BatchBenchmark {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "generate" where (2...3).contains(arguments.count):
            guard let count = Int(arguments[1]), let seed = UInt64(arguments.count > 2 ? arguments[2] : "1") else {
                return usage()
            }
            for record in RecordGenerator(count: count, seed: seed) { print(record) }
        case "run" where (5...6).contains(arguments.count):
            guard let jobs = Int(arguments[3]), jobs > 0 else { return usage() }
            let formats = Set(
                arguments[4].split(separator: ",").compactMap { ExportOptions.Format(rawValue: String($0)) })
            try measure(
                records: arguments[1], output: arguments[2], jobs: jobs, formats: formats,
                fonts: arguments.count > 5 ? arguments[5] : "Fonts")
        case "stages" where (2...3).contains(arguments.count):
            try measureStages(records: arguments[1], fonts: arguments.count > 2 ? arguments[2] : "Fonts")
        default: usage()
        }
    }

    private static func usage() {
        print(
            """
            batch-benchmark generate COUNT [SEED]                          records as JSON Lines
            batch-benchmark run RECORDS.jsonl OUTPUT JOBS pdf[,png] [FONTS]  rates, CPU, memory of one batch
            batch-benchmark stages RECORDS.jsonl [FONTS]                   share of each stage, one worker
            """)
        exit(2)
    }

    /// One batch: a line for each tenth of it, then the sums.
    private static func measure(
        records: String, output: String, jobs: Int, formats: Set<ExportOptions.Format>, fonts: String
    ) throws {
        let environment = try RenderEnvironment(fonts: fonts, templates: "templates", template: "gbt9704-minutes")
        let options = ExportOptions(outputFolder: output, formats: formats, dpi: 300, imageColour: .gray)
        let batch = try Batch(
            .articles, findInputs([records]), environment: environment, options: options,
            batch: BatchOptions(jobs: jobs))
        let begin = Usage.now()
        var mark = begin
        var (done, pages, failed) = (0, 0, 0)
        let step = max(1, try countLines(records) / 10)
        try batch.run { outcome throws(ExportError) in
            done += 1
            pages += outcome.pages ?? 0
            if outcome.status == .failed { failed += 1 }
            guard done % step == 0 else { return }
            let now = Usage.now()
            print("\(done) records: \(rate(step, now.wall - mark.wall)) records/s, \(Usage.residentKB()) KB resident")
            mark = now
        }
        let end = Usage.now()
        let (wall, cpu) = (end.wall - begin.wall, end.cpu - begin.cpu)
        print(
            """
            jobs \(jobs), formats \(formats.map(\.rawValue).sorted().joined(separator: ",")): \
            \(done) records, \(failed) failed, \(pages) pages in \(wall / 1_000_000) ms
            \(rate(done, wall)) records/s, \(rate(pages, wall)) pages/s, \(cpu / max(done, 1)) µs CPU a record, \
            peak \(end.peakKB) KB
            """)
    }

    private static func measureStages(records: String, fonts: String) throws {
        let environment = try RenderEnvironment(fonts: fonts, templates: "templates", template: "gbt9704-minutes")
        let costs = try environment.stageCosts(of: findInputs([records]), imageDPI: 300) { Usage.threadNanoseconds() }
        let whole = max(costs.stages.reduce(0) { $0 + $1.nanoseconds }, 1)
        for stage in costs.stages {
            print(
                "\(stage.name)\t\(stage.nanoseconds / 1_000 / max(costs.records, 1)) µs a record\t\(stage.nanoseconds * 1_000 / whole) ‰"
            )
        }
        print("\(costs.records) records, \(costs.pages) pages")
    }

    private static func rate(_ count: Int, _ nanoseconds: Int) -> String {
        let tenths = count * 10_000_000_000 / max(nanoseconds, 1)
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func countLines(_ path: String) throws -> Int {
        guard let file = fopen(path, "r") else { return 0 }
        defer { fclose(file) }
        var (count, chunk) = (0, [UInt8](repeating: 0, count: 1 << 16))
        while case let read = fread(&chunk, 1, chunk.count, file), read > 0 {
            count += chunk[..<read].reduce(0) { $1 == 10 ? $0 + 1 : $0 }
        }
        return count
    }
}

/// What the process has used so far.
struct Usage {
    /// Nanoseconds.
    var wall: Int
    /// Microseconds, user and system, of all threads.
    var cpu: Int
    var peakKB: Int

    static func now() -> Usage {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let cpu =
            (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000 + usage.ru_utime.tv_usec
            + usage.ru_stime.tv_usec
        return Usage(wall: nanoseconds(CLOCK_MONOTONIC), cpu: cpu, peakKB: usage.ru_maxrss)
    }

    static func threadNanoseconds() -> Int { nanoseconds(CLOCK_THREAD_CPUTIME_ID) }

    /// Now, not at its highest.
    static func residentKB() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, 128, file) != nil else { return 0 }
        let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * sysconf(Int32(_SC_PAGESIZE))
            / 1_024
    }

    private static func nanoseconds(_ clock: clockid_t) -> Int {
        var time = timespec()
        clock_gettime(clock, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
