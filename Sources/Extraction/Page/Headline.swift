import Intake
import MinutesModel

/// Marks the lines of the headline: the title, and with it the kicker and the sub-headlines.
func findHeadline(_ article: inout Article) {
    guard let title = titleIndex(article) else { return }
    article.paragraphs[title].part = .headline
    article.paragraphs[title].isTitle = true
    let source = article.source
    for index in headRange(article) where article.paragraphs[index].part == .open {
        let near = index > title || index + 1 == title
        guard near else { continue }
        let span = article.paragraphs[index].span
        if source.isSubheadline(span) || source.isKicker(span) { article.paragraphs[index].part = .headline }
    }
    markLinesBelow(title, &article)
}

/// Lines right below the headline, before the first sentence, are sub-headlines too, or repeat it.
private func markLinesBelow(_ title: Int, _ article: inout Article) {
    let source = article.source
    let end = headRange(article).upperBound
    guard end < article.paragraphs.count else { return }
    var count = 0
    for index in article.paragraphs.indices where index > title && index < end && count < 8 {
        let paragraph = article.paragraphs[index]
        if paragraph.part == .details || paragraph.part == .headline { continue }
        guard paragraph.part == .open, source.isLineOfHeadline(paragraph.span) || source.isNote(paragraph.span) else {
            return
        }
        article.paragraphs[index].part = .headline
        count += 1
    }
}

/// The lines before the first paragraph with a sentence in it.
private func headRange(_ article: Article) -> Range<Int> {
    let source = article.source
    let end = article.paragraphs.firstIndex { paragraph in
        paragraph.part == .open && source.isProse(paragraph.span)
    }
    return 0..<(end ?? min(article.paragraphs.count, 12))
}

/// The line of the head that looks most like a headline; the first of equal ones, nil when none does.
private func titleIndex(_ article: Article) -> Int? {
    let source = article.source
    let head = headRange(article)
    var keys: Set<String> = []
    if let first = article.paragraphs.first { keys.insert(source.key(source.pageTitle(first.span))) }
    var best: (index: Int, weight: Int)?
    for index in head where article.paragraphs[index].part == .open {
        let span = article.paragraphs[index].span
        guard (5...90).contains(span.count), !source.isSubheadline(span), !source.isPath(span) else { continue }
        if let last = span.last, isColon(source.scalars[last]) { continue }
        if source.isLabelled(span) || source.first("://", in: span) != nil || source.isNote(span) { continue }
        var weight = 0
        if meetingNouns.occurs(source, in: span) { weight += 3 }
        if eventVerbs.suffix(source, of: span) != nil { weight += 2 }
        if index + 1 < article.paragraphs.count, article.paragraphs[index + 1].part == .details { weight += 2 }
        if index > 0, keys.contains(source.key(span)) { weight += 8 }
        if index == head.lowerBound { weight += 1 }
        if source.starts(span, with: "#") || article.paragraphs[index].isHeading { weight += 8 }
        if source.isKicker(span) { weight -= 2 }
        if weight > (best?.weight ?? 0) { best = (index, weight) }
    }
    return best?.index
}

extension SourceText {
    /// 下次会议主持人：林静: a label and a colon, no headline.
    fileprivate func isLabelled(_ line: Span) -> Bool {
        guard let colon = line.first(where: { isColon(scalars[$0]) }) else { return false }
        let label = trimmed(line.lowerBound..<colon)
        return label.count <= 24
            && (2...6).contains { length in
                length <= label.count && factLabels.contains(key(label.upperBound - length..<label.upperBound))
            } || detailLabels.suffix(self, of: label) != nil
    }

    /// 标题-栏目-站名: the words before the names of column and site, in the title line of a web page.
    func pageTitle(_ line: Span) -> Span {
        for index in line.dropFirst() where scalars[index] == "-" || scalars[index] == "_" || scalars[index] == "|" {
            let title = trimmed(line.lowerBound..<index)
            if title.count >= 5 { return title }
        }
        return line
    }

    /// The words of the headline: without the marks of a Markdown heading and without the names of column and site.
    func headlineWords(_ line: Span) -> Span {
        var line = line
        while !line.isEmpty, scalars[line.lowerBound] == "#" { line = line.lowerBound + 1..<line.upperBound }
        return pageTitle(trimmed(line))
    }

    /// （2031年5月6日青安市第九届人民代表大会第三次会议通过）: a line in brackets.
    fileprivate func isNote(_ line: Span) -> Bool {
        guard let first = line.first, let last = line.last, line.count >= 8 else { return false }
        return (scalars[first] == "（" || scalars[first] == "(") && (scalars[last] == "）" || scalars[last] == ")")
            && meetingNouns.occurs(self, in: line)
    }

    /// A line of words that is neither a list entry, a label, a bracket nor a path.
    fileprivate func isLineOfHeadline(_ line: Span) -> Bool {
        guard (8...200).contains(line.count), let first = line.first, let last = line.last, !isPath(line) else {
            return false
        }
        return !"#*-（([【|>0123456789".unicodeScalars.contains(scalars[first]) && !isColon(scalars[last])
            && !isLabelled(line) && pointMark(line) == nil && !isPageLine(line)
            && line.filter { isComma(scalars[$0]) }.count <= 1
            && line.filter { isHan(scalars[$0]) }.count * 2 > line.count
    }

    /// 林静讲话 高原出席 陶然主持: what people did, clause by clause; or a line led by a dash.
    func isSubheadline(_ line: Span) -> Bool {
        if starts(line, with: "——") { return true }
        guard line.count <= 80, !line.contains(where: { isSentenceEnd(scalars[$0]) }) else { return false }
        let clauses = split(line, at: isBlank).filter { !$0.isEmpty }
        if eventVerbs.occurs(self, in: line) && meetingNouns.occurs(self, in: line) { return false }
        return clauses.allSatisfy { deedsOfPeople.suffix(self, of: $0) != nil && $0.count > 2 }
    }

    /// Two clauses of equal length, or three, parted by a blank.
    func isKicker(_ line: Span) -> Bool {
        let clauses = split(line, at: isBlank).filter { !$0.isEmpty }
        guard (2...4).contains(clauses.count), let length = clauses.first?.count, (4...14).contains(length) else {
            return false
        }
        return clauses.allSatisfy { $0.count == length && $0.allSatisfy { isHan(scalars[$0]) } }
    }
}

private let deedsOfPeople = knowledge.table("deeds-of-people")

/// Reads title, kicker and sub-headlines from the lines of the headline.
func readHeadline(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    let lines = article.paragraphs.filter { $0.part == .headline }
    defer { if minutes.title == nil { readTitleLabel(article, into: &minutes) } }
    guard lines.first?.field == nil else { return readDeclaredHeadline(lines, source, into: &minutes) }
    for line in lines {
        if line.isTitle {
            minutes.title = source.placed(source.headlineWords(line.span), "title.headline")
        } else if minutes.title.map({ source.key(line.span).hasSuffix(withoutBlanks($0.value)) }) == true {
            continue
        } else if source.isSubheadline(line.span) {
            minutes.subheadlines.append(source.placed(line.span, "subheadline.deeds"))
        } else if source.isKicker(line.span), minutes.kicker == nil {
            minutes.kicker = source.placed(line.span, "kicker.clauses")
        } else {
            minutes.subheadlines.append(source.placed(line.span, "subheadline.below"))
        }
    }
}

/// 会议主题：青安社区例会: the label's value stands for a headline where there is none.
private func readTitleLabel(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    for paragraph in article.paragraphs where paragraph.part == .facts {
        guard let fact = source.fact(paragraph.span), topicLabels.contains(fact.kind),
            meetingNouns.occurs(source, in: fact.value)
        else { continue }
        minutes.title = source.placed(fact.value, "title.labelled")
        return
    }
}

private func readDeclaredHeadline(_ lines: [Paragraph], _ source: SourceText, into minutes: inout Minutes) {
    for line in lines {
        switch line.field {
        case .title where minutes.title == nil: minutes.title = source.placed(line.span, "title.declared")
        case .kicker where minutes.kicker == nil: minutes.kicker = source.placed(line.span, "kicker.declared")
        default: minutes.subheadlines.append(source.placed(line.span, "subheadline.declared"))
        }
    }
}
