package import PaperUnits

/// One rule of GB/T 9704-2012 that can be looked for on laid-out pages.
package struct Rule: Sendable {
    /// `GB-7.2.7-a`: clause and letter, as in docs/conformance/gbt9704.md.
    package var id: String
    /// What the rule asks, in the field's words.
    package var title: String
    let judge: @Sendable (PageReading) -> Verdict

    init(_ id: String, _ title: String, _ judge: @escaping @Sendable (PageReading) -> Verdict) {
        self.id = id
        self.title = title
        self.judge = judge
    }
}

package enum Verdict: Sendable, Hashable {
    /// What was measured and what the rule wants.
    case passed(measured: String, wanted: String)
    /// The first places where it is broken, and how many there are.
    case failed([Finding], count: Int)
    /// The reason: what the pages do not have, or what no file can hold.
    case notApplicable(String)
}

/// A place where a rule is broken.
package struct Finding: Sendable, Hashable {
    package var place: Place
    package var measured: String
    package var wanted: String
}

package struct Place: Sendable, Hashable {
    /// Counted from 1.
    package var page: Int
    /// From the page's left and top edge.
    package var x: Length
    package var y: Length
    /// The words that stand there, shortened.
    package var text: String
}

package struct RuleOutcome: Sendable {
    package var rule: Rule
    package var verdict: Verdict

    package var isBroken: Bool {
        if case .failed = verdict { true } else { false }
    }
}

/// Collects what one rule measures and makes its verdict.
struct Measuring {
    private let wanted: String
    private var findings: [Finding] = []
    private var failures = 0
    private var least: Length?
    private var most: Length?
    private var words: [String] = []

    /// - Parameter wanted: for people, `39.143 mm`.
    init(_ wanted: String) { self.wanted = wanted }

    mutating func length(_ value: Length, is millimetres: Double, within tolerance: Double, at place: Place) {
        length(value, in: millimetres - tolerance...millimetres + tolerance, at: place)
    }

    mutating func length(_ value: Length, in range: ClosedRange<Double>, at place: Place) {
        guard range.contains(value.millimetres) else { return fail(value.spelt, at: place) }
        least = min(least ?? value, value)
        most = max(most ?? value, value)
    }

    /// - Parameter measured: what was found there.
    mutating func note(_ measured: String, _ isRight: Bool, at place: Place) {
        guard isRight else { return fail(measured, at: place) }
        if !words.contains(measured), words.count < 4 { words.append(measured) }
    }

    private mutating func fail(_ measured: String, at place: Place) {
        failures += 1
        if findings.count < 8 { findings.append(Finding(place: place, measured: measured, wanted: wanted)) }
    }

    /// - Parameter reason: why the rule does not apply where nothing was measured.
    func verdict(orElse reason: String) -> Verdict {
        if failures > 0 { return .failed(findings, count: failures) }
        var measured = words
        if let least, let most { measured.append(least == most ? least.spelt : "\(least.spelt) … \(most.spelt)") }
        return measured.isEmpty
            ? .notApplicable(reason) : .passed(measured: measured.joined(separator: ", "), wanted: wanted)
    }
}

extension Length {
    /// `39.143 mm`, from the integer.
    package var spelt: String {
        let scaled = (emu.magnitude * 1_000 + 18_000) / 36_000
        let (whole, rest) = scaled.quotientAndRemainder(dividingBy: 1_000)
        return (emu < 0 && scaled != 0 ? "-" : "") + "\(whole).\(String(rest + 1_000).dropFirst()) mm"
    }

    /// `15.79 pt`
    var speltInPoints: String {
        let scaled = (emu.magnitude * 100 + 6_350) / 12_700
        let (whole, rest) = scaled.quotientAndRemainder(dividingBy: 100)
        return "\(whole).\(String(rest + 100).dropFirst()) pt"
    }
}
