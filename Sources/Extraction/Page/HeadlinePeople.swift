import Intake
import MinutesModel

/// Reads from the headline who chaired, spoke and attended, where the text itself does not say.
///
/// 林静讲话 高原陆知远出席 方宁主持: names stand together and are parted by what begins a name.
func readHeadlinePeople(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    if minutes.chair.isEmpty {
        minutes.chair = headlineChairs(article).map { source.placed($0, "chair.headline") }
    }
    for clause in headlineClauses(article) {
        if minutes.speakers.isEmpty, let verb = headlineSpeeches.suffix(source, of: clause) {
            let names = source.runTogether(clause.lowerBound..<verb.lowerBound)
            minutes.speakers = names.map { source.placed($0, "speaker.headline") }
        }
        if minutes.attendees.isEmpty, let verb = headlineAttendance.suffix(source, of: clause) {
            let names = source.runTogether(clause.lowerBound..<verb.lowerBound)
            guard !names.isEmpty else { continue }
            minutes.attendees = [
                AttendeeGroup(
                    role: source.placed(verb, "attendees.headline"),
                    names: names.map { source.placed($0, "attendees.headline") })
            ]
        }
    }
}

/// Who chaired according to the headline: 林静主持, 林静主持召开….
func headlineChairs(_ article: Article) -> [Span] {
    let source = article.source
    for clause in headlineClauses(article) {
        guard let verb = source.first("主持", in: clause), verb.lowerBound > clause.lowerBound else { continue }
        let names = source.runTogether(clause.lowerBound..<verb.lowerBound)
        if !names.isEmpty { return names }
    }
    return []
}

private func headlineClauses(_ article: Article) -> [Span] {
    article.paragraphs.filter { $0.part == .headline && $0.field == nil || $0.field == .title || $0.field == .subtitle }
        .flatMap { article.source.split($0.span) { isBlank($0) || isComma($0) } }.filter { (3...60).contains($0.count) }
}

extension SourceText {
    /// Names without marks between them: 高原陆知远 gives 高原 and 陆知远. Nothing where the words do not divide into names,
    /// or do so in more than one way that is equally likely.
    func runTogether(_ span: Span) -> [Span] {
        if let name = nameInEntry(span), name.count <= 3 || name.contains(where: { isNameDot(scalars[$0]) }) {
            return [name]
        }
        guard span.count <= 40, !span.contains(where: { isListComma(scalars[$0]) }) else {
            return people(in: span).names
        }
        // The cheapest division from each place to the end: names of three characters before names of two.
        var best: [(cost: Int, length: Int, isUnique: Bool)?] = Array(repeating: nil, count: span.count + 1)
        best[span.count] = (0, 0, true)
        for start in stride(from: span.count - 1, through: 0, by: -1) {
            for length in [2, 3, 4] where start + length <= span.count {
                guard let rest = best[start + length] else { continue }
                let name = span.lowerBound + start..<span.lowerBound + start + length
                guard isName(name) else { continue }
                let cost = rest.cost + (length == 3 ? 10 : 11)
                if let now = best[start], now.cost < cost { continue }
                let isTie = best[start]?.cost == cost
                best[start] = (cost, length, rest.isUnique && !isTie)
            }
        }
        guard let whole = best[0], whole.isUnique else { return [] }
        var names: [Span] = []
        var start = 0
        while start < span.count, let step = best[start], step.length > 0 {
            names.append(span.lowerBound + start..<span.lowerBound + start + step.length)
            start += step.length
        }
        return names
    }
}

private let headlineSpeeches = knowledge.table("headline-speeches")
private let headlineAttendance = knowledge.table("headline-attendance")
