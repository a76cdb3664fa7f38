import BlockModel
import FontAccess
import Glibc
import LineRules
import PagedModel
import Typesetting

/// `layout-benchmark FONTS [ROUNDS [STAGE]]`: what layout costs beside HarfBuzz's own shaping, on one thread with warm faces.
///
/// With the number of a stage, from 0, only that one runs, for a profiler.
@main
enum LayoutBenchmark {
    static func main() throws {
        guard CommandLine.arguments.count > 1 else {
            print("usage: layout-benchmark FONTS [ROUNDS]")
            exit(2)
        }
        let library = try FontLibrary(folder: CommandLine.arguments[1])
        let rounds = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 200 : 200
        let document = SampleDocument.document
        let texts = document.blocks.flatMap(\.paragraphs).map { $0.map(\.text).joined() }
        let scalars = texts.map { ContiguousArray($0.unicodeScalars.map(\.value)) }
        let characters = scalars.reduce(0) { $0 + $1.count }
        let pages = try typeset(document, library: library).pages.count
        let harfBuzz = try HarfBuzzAlone(document, library: library)
        let rules = BreakRules()

        var stages = [
            Stage("HarfBuzz alone, whole paragraphs") { harfBuzz.shapeAll() },
            Stage("all of layout, with shaping") { _ = try? typeset(document, library: library) },
            Stage("of it: classes and break opportunities") {
                for text in scalars { _ = rules.opportunities(text, classes: LineClass.classify(text)) }
            },
            Stage("of it: classes, spacing, choice and setting of lines") {
                for text in texts { _ = modelLines(text, measure: 28_000, firstIndent: 2_000) }
            },
        ]
        if CommandLine.arguments.count > 3, let only = Int(CommandLine.arguments[3]), stages.indices.contains(only) {
            for _ in 0..<rounds { stages[only].run(counting: false) }
            return
        }
        // Interleaved, so that what disturbs the machine disturbs all alike.
        for round in 0..<rounds + 5 {
            for index in stages.indices { stages[index].run(counting: round >= 5) }
        }

        print("\(pages) pages, \(characters) characters, \(rounds) rounds; user CPU µs per 1,000 characters")
        print("   median  minimum")
        for stage in stages {
            let (median, minimum) = stage.figures(per: characters)
            print("\(padded(median)) \(padded(minimum))  \(stage.name)")
        }
        let shaping = stages[0].figures(per: characters)
        let layout = stages[1].figures(per: characters)
        print(
            "layout / HarfBuzz: \(ratio(layout.median, shaping.median)) (minimum \(ratio(layout.minimum, shaping.minimum)))"
        )
        print(
            "layout without shaping / HarfBuzz: \(ratio(layout.median - shaping.median, shaping.median))"
                + " (minimum \(ratio(layout.minimum - shaping.minimum, shaping.minimum)))")
    }
}

/// One thing that is timed, and its times.
private struct Stage {
    let name: String
    private let work: () -> Void
    private var nanoseconds: [Int] = []

    init(_ name: String, _ work: @escaping () -> Void) {
        self.name = name
        self.work = work
    }

    mutating func run(counting: Bool) {
        // Often enough for the clock's grain.
        let repetitions = 4
        let start = threadTime()
        for _ in 0..<repetitions { work() }
        if counting { nanoseconds.append((threadTime() - start) / repetitions) }
    }

    /// In tenths of a microsecond for 1,000 characters.
    func figures(per characters: Int) -> (median: Int, minimum: Int) {
        let sorted = nanoseconds.sorted()
        guard let minimum = sorted.first else { return (0, 0) }
        return (sorted[sorted.count / 2] * 10 / characters, minimum * 10 / characters)
    }
}

/// CPU time of this thread in nanoseconds.
private func threadTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
}

private func padded(_ tenths: Int) -> String {
    let text = "\(tenths / 10).\(tenths % 10)"
    return String(repeating: " ", count: max(0, 8 - text.count)) + text
}

private func ratio(_ a: Int, _ b: Int) -> String {
    let hundredths = a * 100 / max(1, b)
    let cents = abs(hundredths % 100)
    return "\(hundredths / 100).\(cents < 10 ? "0" : "")\(cents)"
}
