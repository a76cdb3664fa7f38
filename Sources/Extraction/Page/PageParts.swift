import Intake

/// Says of every paragraph which part of the page it is: frame, headline, details, captions, body.
///
/// A page runs: navigation, headline lines with details among them, body, then details and frame again.
func findPageParts(_ article: inout Article) {
    let source = article.source
    findResolutionTexts(&article)
    findUnitLists(&article)
    for index in article.paragraphs.indices where article.paragraphs[index].part == .open {
        let span = article.paragraphs[index].span
        if let field = article.paragraphs[index].field {
            article.paragraphs[index].part = declaredPart(field)
            article.paragraphs[index].isTitle = field == .title
        } else if source.isPageLine(span) {
            article.paragraphs[index].part = .boilerplate
        } else if source.isTimeLine(span) || !source.details(span).isEmpty {
            article.paragraphs[index].part = .details
        }
        if article.paragraphs[index].part == .open || article.paragraphs[index].field == .content,
            source.caption(span) != nil
        {
            article.paragraphs[index].part = .caption
        }
    }
    findFacts(&article)
    // A page may declare its time and source only: the rest is a page all the same.
    guard !article.paragraphs.contains(where: { $0.field == .title || $0.field == .content }) else { return }
    findHeadline(&article)
    findFrame(&article)
}

/// Lines about the meeting count as such where one of them names place, chair or attendance; a lone 时间 does not tell
/// whose time it is, and is left to the lines about the article.
private func findFacts(_ article: inout Article) {
    let source = article.source
    let candidates = article.paragraphs.indices.filter { index in
        let part = article.paragraphs[index].part
        return (part == .open || part == .details || part == .body)
            && (article.paragraphs[index].field ?? .content) == .content
            && source.fact(article.paragraphs[index].span) != nil
    }
    let isRecord = candidates.contains { index in
        source.fact(article.paragraphs[index].span).map { !dateLabels.contains($0.kind) } ?? false
    }
    guard isRecord else { return }
    for index in candidates { article.paragraphs[index].part = .facts }
}

private func declaredPart(_ field: FieldName) -> Paragraph.Part {
    switch field {
    case .content: .body
    case .title, .kicker, .subtitle: .headline
    case .publicationTime, .publisher, .organisation, .author, .url: .details
    }
}

/// Everything from the first paragraph with a sentence to the last one is body, unless known as something else.
/// What stands before the headline, and what follows the first line of the frame after the body, is frame.
private func findFrame(_ article: inout Article) {
    let source = article.source
    let isText = { (paragraph: Paragraph) in
        paragraph.part == .open && source.isProse(paragraph.span)
    }
    let headlines = article.paragraphs.indices.filter { article.paragraphs[$0].part == .headline }
    let afterHeadline = headlines.last.map { $0 + 1 } ?? 0
    let firstText = article.paragraphs.firstIndex(where: isText)
    let lastText = article.paragraphs.lastIndex(where: isText)
    var bodyStart = max(afterHeadline, firstText ?? afterHeadline)
    if let firstText, firstText < afterHeadline { bodyStart = firstText }
    var inFrame = false
    for index in article.paragraphs.indices {
        let part = article.paragraphs[index].part
        if index > (lastText ?? -1), index >= bodyStart, part == .boilerplate || part == .details { inFrame = true }
        guard part == .open else { continue }
        let span = article.paragraphs[index].span
        if index < bodyStart {
            let beforeHeadline = index < (headlines.first ?? 0)
            if beforeHeadline || source.isPath(span) { article.paragraphs[index].part = .boilerplate }
        } else {
            article.paragraphs[index].part = inFrame ? .boilerplate : .body
        }
    }
}
