import Foundation
import MinutesExport
import TestKit
import Testing

/// `jiyao inspect lines`: the cases of browsers, Unicode, ICU, HarfBuzz and Typst, and what the command makes of bad ones.
@Suite("Line cases")
struct LineCaseTests {
    /// Share of a group's cases that must pass, where it is not all of them: `docs/conformance/linebreak-cases.md` has
    /// the reasons.
    static let floors = ["typst-reference-lines": 0.5]

    @Test("the shared cases pass, each group at its rate", .enabled(if: Places.hasShared && Places.hasFonts))
    func sharedCases() throws {
        let file = try #require(Places.shared).appending(path: "linebreak-cases/cases.jsonl").path
        let cases = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(object)
        var answers: [String: [String: Any]] = [:]
        try inspectLines(of: file, fonts: Places.fonts.path) { outcome throws(ExportError) in
            guard case .answer(let line) = outcome else { return }
            let answer = (try? object(line[...])) ?? [:]
            answers[answer["id"] as? String ?? ""] = answer
        }
        #expect(answers.count == cases.count)
        var results: [String: (passed: Int, count: Int, failures: [String])] = [:]
        for one in cases where one["disputed"] == nil {
            let id = one["id"] as? String ?? ""
            let group = one["group"] as? String ?? ""
            let comparison = Comparison(one["expect"] as? [String: Any] ?? [:], answers[id] ?? [:])
            results[group, default: (0, 0, [])].count += 1
            if comparison.holds {
                results[group]?.passed += 1
            } else {
                results[group]?.failures.append(id)
            }
        }
        for (group, result) in results.sorted(by: { $0.key < $1.key }) {
            let rate = Double(result.passed) / Double(result.count)
            #expect(rate >= Self.floors[group] ?? 1, "\(group): \(result.failures.joined(separator: ", "))")
        }
        let passed = results.values.map(\.passed).reduce(0, +)
        #expect(Double(passed) >= 0.98 * Double(results.values.map(\.count).reduce(0, +)))
    }

    @Test("a bad case is refused with its line, and the cases after it are answered")
    func badCases() throws {
        let lines = [
            #"{"id":"a","text":"会议"}"#, "{", #"{"id":"b"}"#, "", #"{"id":"c","text":"会","width_em":"9"}"#, "[]",
            #"{"id":"d","text":"会\ud800"}"#, #"{"id":"e","text":"会","level":"unheard-of"}"#,
        ]
        let outcomes = try answers(to: lines)
        let refused = outcomes.compactMap { if case .refused(let message) = $0 { message } else { nil } }
        #expect(refused.map(\.line) == [2, 3, 5, 6, 7])
        #expect(
            refused.map(\.code) == [
                "json.unexpected-end", "inspect.bad-case", "inspect.bad-case", "inspect.bad-case",
                "json.lone-surrogate",
            ])
        #expect(outcomes.last == .answer(Array("{\"id\":\"e\"}\n".utf8)))
        #expect(
            outcomes.first
                == .answer(
                    Array(#"{"id":"a","breaks":[1,2],"advances_em":[1,1],"gap_after":[]}"#.utf8) + [0x0A]))
    }

    @Test("lines, advances and gaps of the engine's own level")
    func ownLevel() throws {
        let outcome = try answers(to: [#"{"id":"J-1","text":"于2024年召开会议共有三百人。","width_em":9}"#])
        guard case .answer(let line) = outcome.first else { return #expect(outcome.isEmpty) }
        let answer = try object(line[...])
        #expect(answer["lines"] as? [String] == ["于2024年召开会议", "共有三百人。"])
        #expect(answer["gap_after"] as? [Int] == [0, 4])
        #expect((answer["advances_em"] as? [Double])?.prefix(3) == [1.5, 0.5, 0.5])
    }

    @Test("a line longer than the limit is refused and the next one answered")
    func longLine() throws {
        var limits = Limits()
        limits.recordBytes = 100
        let outcomes = try answers(
            to: [#"{"id":"a","text":"\#(String(repeating: "会", count: 90_000))"}"#, #"{"id":"b","text":"会"}"#],
            limits: limits)
        guard case .refused(let message) = outcomes.first else { return #expect(outcomes.isEmpty) }
        #expect(message.code == "inspect.line-too-long" && message.line == 1)
        #expect(outcomes.count == 2)
    }

    private func answers(to lines: [String], limits: Limits = Limits()) throws -> [LineCaseOutcome] {
        var outcomes: [LineCaseOutcome] = []
        try withFile(Array(lines.joined(separator: "\n").utf8), named: "cases.jsonl") { path in
            try inspectLines(of: path, fonts: Places.fonts.path, limits: limits) { outcome throws(ExportError) in
                outcomes.append(outcome)
            }
        }
        return outcomes
    }
}

private func object(_ line: ArraySlice<UInt8>) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
}

private func object(_ line: Substring) throws -> [String: Any] { try object(Array(line.utf8)[...]) }

/// What `linebreak-cases/check.py` compares, with its tolerance of 0.02 em.
private struct Comparison {
    private(set) var compared = 0
    private(set) var failed = 0

    var holds: Bool { compared > 0 && failed == 0 }

    init(_ expected: [String: Any], _ answer: [String: Any]) {
        if let want = expected["lines"] as? [String], let got = answer["lines"] as? [String] {
            note(want.map(Self.trimmed) == got.map(Self.trimmed))
        }
        if let got = answer["breaks"] as? [Int] {
            if let want = expected["breaks"] as? [Int] { note(want == got) }
            for (place, want) in expected["break_at"] as? [String: Bool] ?? [:] {
                note(Int(place).map(got.contains) == want)
            }
        }
        if let got = answer["advances_em"] as? [Double] { compareAdvances(expected, got) }
        if let want = expected["gap_after"] as? [Int], let got = answer["gap_after"] as? [Int] { note(want == got) }
        if let want = expected["joined"] as? String, let got = answer["joined"] as? String { note(want == got) }
        if let want = expected["glyphs"] as? [[Int]], let got = answer["glyphs"] as? [[Int]] { note(want == got) }
    }

    private mutating func compareAdvances(_ expected: [String: Any], _ got: [Double]) {
        if let want = expected["advances_em"] as? [Any] {
            // null: not stated
            let near = zip(want, got).allSatisfy { want, got in
                (want as? Double).map { abs($0 - got) <= 0.02 } ?? true
            }
            note(want.count == got.count && near)
        }
        if let stated = expected["width_of"] as? [Any], stated.count == 3, let from = stated[0] as? Int,
            let to = stated[1] as? Int, let widths = stated[2] as? [Double]
        {
            let width = got[from..<to].reduce(0, +)
            note(widths.contains { abs($0 - width) <= 0.02 })
        }
        for (place, want) in expected["advance_at"] as? [String: Double] ?? [:] {
            note(Int(place).map { abs(got[$0] - want) <= 0.02 } ?? false)
        }
    }

    private mutating func note(_ holds: Bool) {
        compared += 1
        if !holds { failed += 1 }
    }

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { " \n\r\u{2028}".contains($0) }.reversed())
    }
}
