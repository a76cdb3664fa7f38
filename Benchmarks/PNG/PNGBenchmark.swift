import Glibc
import MinutesExport
import PNGOutput
import PagedModel

/// `png-benchmark FONTS TEMPLATES RECORD [ROUNDS]`: what a page image costs, part by part, on one thread.
///
/// The record is laid out once. Each form is drawn by a renderer of its own, first with no glyph in its cache, then ROUNDS
/// times with all of them.
@main
enum PNGBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 3 else {
            print("usage: png-benchmark FONTS TEMPLATES RECORD [ROUNDS]")
            exit(2)
        }
        let rounds = arguments.count > 4 ? Int(arguments[4]) ?? 10 : 10
        let environment = try RenderEnvironment(
            fonts: arguments[1], templates: arguments[2], template: "gbt9704-minutes")
        var records = findInputs([arguments[3]]).records(limits: Limits()).makeIterator()
        guard case .input(let input)? = records.next() else {
            print("no record: \(arguments[3])")
            exit(1)
        }
        let record = try understand(input, try input.read(limit: 1 << 22), limits: Limits())
        let document = try environment.layOut(record, path: input.path)
        let glyphs = document.pages.reduce(0) { count, page in
            page.items.reduce(count) { count, item in
                if case .glyphs(let run) = item { count + run.glyphs.count } else { count }
            }
        }
        print("\(document.pages.count) pages, \(glyphs) glyphs; CPU ms a page (median of \(rounds) rounds), KB a page")
        print("dpi color  cold  drawn | warm  outlines compositing packing compression writing |   KB | hits")
        for dpi in [100, 200, 300, 600] {
            for color in [PNGOptions.Color.gray, .mono, .rgb, .auto] {
                try measure(document, environment, PNGOptions(dpi: dpi, color: color), rounds)
            }
        }
    }

    private static func measure(
        _ document: PagedDocument, _ environment: RenderEnvironment, _ options: PNGOptions, _ rounds: Int
    ) throws {
        var renderer = PageRenderer(library: environment.library)
        let clock = StageClock()
        renderer.stageEnded = { clock.end($0) }
        let pages = Double(document.pages.count)
        var bytes = 0
        func draw(_ renderer: inout PageRenderer) throws -> [Double] {
            clock.begin()
            bytes = 0
            for page in document.pages.indices {
                bytes += try renderer.writePNG(page: page, of: document, options: options).count
            }
            return clock.milliseconds.map { $0 / pages }
        }
        let cold = try draw(&renderer).reduce(0, +)
        let drawn = renderer.glyphCounts.drawn
        let warm = try (0..<rounds).map { _ in try draw(&renderer) }
        let parts = PageRenderer.Stage.allCases.indices.map { stage in median(warm.map { $0[stage] }) }
        let counts = renderer.glyphCounts
        let hits = 100 * Double(counts.asked - counts.drawn) / Double(counts.asked)
        print(
            "\(padded("\(options.dpi)", 3)) \(padded(options.color.rawValue, 5)) \(number(cold)) \(padded("\(drawn)", 6)) |"
                + "\(number(median(warm.map { $0.reduce(0, +) })))  "
                + parts.map(number).joined(separator: "   ") + "   | "
                + padded("\(Int(Double(bytes) / pages / 1000))", 4) + " |\(number(hits)) %")
    }
}

/// CPU time of the thread, added up by stage.
private final class StageClock {
    private(set) var milliseconds: [Double] = []
    private var last = 0.0

    func begin() {
        milliseconds = Array(repeating: 0, count: PageRenderer.Stage.allCases.count)
        last = Self.now
    }

    func end(_ stage: PageRenderer.Stage) {
        let now = Self.now
        for (index, other) in PageRenderer.Stage.allCases.enumerated() where other == stage {
            milliseconds[index] += now - last
        }
        last = now
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
    }
}

private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// With two decimals, six wide.
private func number(_ value: Double) -> String {
    let hundredths = Int(value * 100 + 0.5)
    let rest = hundredths % 100
    return padded("\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)", 6)
}

private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}
