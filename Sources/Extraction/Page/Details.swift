import MinutesModel

/// `label: value` on a line about the article.
struct Detail {
    var label: Span
    /// Up to the next label or a wide gap; may be empty.
    var value: Span
}

extension SourceText {
    /// The labelled values of a line; empty when the line does not start with one, or is a paragraph.
    func details(_ line: Span) -> [Detail] {
        guard line.count <= 200 else { return [] }
        var labels: [(label: Span, start: Int)] = []
        for label in detailLabels.all(self, in: line) {
            let colon = skipBlanks(label.upperBound, within: line)
            guard colon < line.upperBound, isColon(scalars[colon]) else { continue }
            labels.append((label, colon + 1))
        }
        guard let first = labels.first else { return [] }
        let before = trimmed(line.lowerBound..<first.label.lowerBound)
        guard before.count <= 2 else { return [] }
        return labels.indices.map { index in
            let end = index + 1 < labels.count ? labels[index + 1].label.lowerBound : line.upperBound
            return Detail(label: labels[index].label, value: withoutClosing(trimmed(labels[index].start..<end)))
        }
    }

    /// （摄影：林静）: without a bracket that opens before the label.
    private func withoutClosing(_ value: Span) -> Span {
        guard let last = value.last, scalars[last] == "）" || scalars[last] == ")",
            !value.contains(where: { scalars[$0] == "（" || scalars[$0] == "(" })
        else { return value }
        return trimmed(value.lowerBound..<last)
    }

    /// The whole line is a date, with or without a time of day: 2031-05-06 09:24:00.
    func isTimeLine(_ line: Span) -> Bool {
        guard line.count <= 32, let date = dates(in: line).first, date.year != nil,
            date.span.lowerBound == line.lowerBound
        else { return false }
        return (date.span.upperBound..<line.upperBound).allSatisfy {
            digit(scalars[$0]) != nil || isColon(scalars[$0]) || isBlank(scalars[$0]) || scalars[$0] == "."
        }
    }

    func skipBlanks(_ index: Int, within span: Span) -> Int {
        var index = index
        while index < span.upperBound, isBlank(scalars[index]) { index += 1 }
        return index
    }
}

/// Reads the lines about the article: time, source, editors, reporters.
func readDetails(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    readPageHeader(article, into: &minutes)
    for paragraph in article.paragraphs where paragraph.part == .details {
        if source.isTimeLine(paragraph.span) {
            minutes.publicationTime = minutes.publicationTime ?? source.placed(paragraph.span, "publication.time-line")
            continue
        }
        for detail in source.details(paragraph.span) where !detail.value.isEmpty {
            readDetail(detail, source, into: &minutes)
        }
    }
}

/// The time in the lines that programs which save a page put before it: `Published Time: Thu, 04 Sep 2031 13:08:26 GMT`.
private func readPageHeader(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    let label: Phrase = "Published Time:"
    for paragraph in article.paragraphs.prefix(8) where source.starts(paragraph.span, with: label) {
        let value = source.trimmed(paragraph.span.lowerBound + label.scalars.count..<paragraph.span.upperBound)
        if !value.isEmpty { minutes.publicationTime = source.placed(value, "publication.page-header") }
    }
}

private func readDetail(_ detail: Detail, _ source: SourceText, into minutes: inout Minutes) {
    if timeLabels.equals(source, detail.label) {
        guard let date = source.dates(in: detail.value).first, date.year != nil, minutes.publicationTime == nil else {
            return
        }
        let time = source.timeSpan(from: date.span, within: detail.value)
        minutes.publicationTime = source.placed(time, "publication.labelled")
    } else if sourceLabels.equals(source, detail.label) {
        guard minutes.source == nil else { return }
        // A wide gap ends the name; one blank may stand inside it.
        var end = detail.value.lowerBound
        while end < detail.value.upperBound, !isWideGap(source, at: end, within: detail.value) { end += 1 }
        minutes.source = source.placed(detail.value.lowerBound..<end, "source.labelled")
    } else if editorLabels.equals(source, detail.label) {
        minutes.editors += source.labelledNames(in: detail.value).map { source.placed($0, "editor.labelled") }
    } else if reporterLabels.equals(source, detail.label) {
        minutes.reporters += source.labelledNames(in: detail.value).map { source.placed($0, "reporter.labelled") }
    } else if photographerLabels.equals(source, detail.label) {
        minutes.photographers += source.labelledNames(in: detail.value).map {
            source.placed($0, "photographer.labelled")
        }
    }
}

private func isWideGap(_ source: SourceText, at index: Int, within span: Span) -> Bool {
    isBlank(source.scalars[index]) && index + 1 < span.upperBound && isBlank(source.scalars[index + 1])
}
