import MinutesModel
import Provenance

/// Adds the matters of headings that the text below them does not name again.
func readMatterHeadings(_ headings: [Span], _ source: SourceText, into minutes: inout Minutes) {
    guard !headings.isEmpty else { return }
    let told = (minutes.agenda + minutes.resolutions.map(\.text)).prefix(400).map { pairs($0.value) }
    for heading in headings.prefix(200) {
        let words = pairs(source.string(heading))
        let isTold = told.contains { 5 * words.intersection($0).count >= 3 * words.count }
        if !isTold { minutes.agenda.append(source.placed(heading, "agenda.heading")) }
    }
    minutes.agenda.sort {
        ($0.origin.ranges.first?.lowerBound ?? 0) < ($1.origin.ranges.first?.lowerBound ?? 0)
    }
}

/// The pairs of neighbouring characters of a text without its blanks: two texts of one matter share most of them.
private func pairs(_ text: String) -> Set<UInt64> {
    let letters = withoutBlanks(text).unicodeScalars.map { UInt64($0.value) }
    return Set(zip(letters, letters.dropFirst()).map { $0 << 32 | $1 })
}

extension SourceText {
    /// 一、审议《…办法》 on a line of its own.
    func isMatterHeading(_ line: Span) -> Bool {
        guard line.count <= 160, !line.contains(where: { isSentenceEnd(scalars[$0]) }), let mark = pointMark(line)
        else {
            return false
        }
        return mark.style == .pause || mark.style == .parenthesis
    }
}
