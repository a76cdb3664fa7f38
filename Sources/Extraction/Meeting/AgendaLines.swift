import MinutesModel
import Provenance

/// Reads the matters that notes of a meeting list line by line: under a label (议题：), or as numbered headings.
func readAgendaLines(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    let isNotes = article.paragraphs.contains { $0.part == .facts }
    var isList = false
    for paragraph in article.paragraphs where isNote(paragraph) {
        let span = paragraph.span
        if let matter = source.numberedMatter(span) {
            minutes.agenda.append(source.placed(matter, "agenda.numbered-heading"))
            continue
        }
        if let presenter = source.presenter(span) {
            if !minutes.speakers.contains(where: { $0.value == source.string(presenter) }) {
                minutes.speakers.append(source.placed(presenter, "speaker.presenter-line"))
            }
            continue
        }
        if source.opensAgendaList(span) {
            isList = true
            continue
        }
        let heading = isNotes && source.starts(span, with: "##")
        guard isList || heading, let line = source.numberedLine(heading ? source.withoutHeadingMarks(span) : span)
        else {
            isList = false
            continue
        }
        let item = source.agendaItem(line)
        guard item.matter.count >= 3 else { continue }
        minutes.agenda.append(source.placed(item.matter, "agenda.line"))
        if let speaker = item.speaker, !minutes.speakers.contains(where: { $0.value == source.string(speaker) }) {
            minutes.speakers.append(source.placed(speaker, "speaker.agenda-line"))
        }
    }
}

/// Reads bills that stand line by line behind 审议通过了以下议案：, with the result of the vote below each.
func readBills(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    var verb: Span?
    var named: Span?
    for paragraph in article.paragraphs where isNote(paragraph) {
        let span = paragraph.span
        if let bill = source.namedBill(span) {
            named = bill
        } else if let bill = named, let result = source.resultOfBill(span) {
            minutes.resolutions.append(
                Resolution(
                    verb: source.placed(result, "resolutions.result"),
                    text: source.placed(bill, "resolutions.named-bill")))
            named = nil
        } else if let opening = source.opensBills(span) {
            verb = opening
        } else if let found = verb, let line = source.numberedLine(span), source.isBill(line) {
            minutes.resolutions.removeAll { resolution in
                billWords.occurs(source, in: source.span(resolution.text.origin)) && resolution.text.value.count <= 8
            }
            minutes.resolutions.append(
                Resolution(
                    verb: source.placed(found, "resolutions.verb"),
                    text: source.placed(source.withoutFinalMarks(line), "resolutions.bill")))
        } else if voteLabels.match(source, at: span.lowerBound, within: span) != nil {
            addVotes(span, source, to: &minutes)
        }
    }
    // 审议通过如下议案 says nothing where the bills could be read.
    if minutes.resolutions.count > 1 {
        minutes.resolutions.removeAll { billWords.equals(source, source.span($0.text.origin)) }
    }
}

/// A line that tells a vote belongs to the resolution above it.
private func addVotes(_ line: Span, _ source: SourceText, to minutes: inout Minutes) {
    let above = minutes.resolutions.indices.filter { index in
        source.span(minutes.resolutions[index].text.origin).upperBound <= line.lowerBound
    }
    guard
        let last = above.max(by: { first, second in
            source.span(minutes.resolutions[first].text.origin).lowerBound
                < source.span(minutes.resolutions[second].text.origin).lowerBound
        }), minutes.resolutions[last].votes == nil
    else { return }
    minutes.resolutions[last].votes = source.placed(line, "resolutions.vote-line")
}

private func isNote(_ paragraph: Paragraph) -> Bool {
    paragraph.part == .body || paragraph.part == .facts || paragraph.part == .open
}

/// Reads the conclusions that notes list under a label (会议结论：), each line one; the label is their verb.
func readConclusions(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    var verb: Span?
    for paragraph in article.paragraphs where isNote(paragraph) {
        if let conclusion = source.conclusionLine(paragraph.span) {
            minutes.resolutions.append(
                Resolution(
                    verb: source.placed(conclusion.label, "resolutions.label"),
                    text: source.placed(source.withoutFinalMarks(conclusion.text), "resolutions.line")))
        } else if let label = source.opensConclusions(paragraph.span) {
            verb = label
        } else if let label = verb, let line = source.bulletLine(paragraph.span) {
            minutes.resolutions.append(
                Resolution(
                    verb: source.placed(label, "resolutions.label"),
                    text: source.placed(source.withoutFinalMarks(line), "resolutions.line")))
        } else {
            verb = nil
        }
    }
}

/// Reads matters a sentence counts up: 四项议题：一是《…》，二是《…》.
func readCountedMatters(_ sentences: [Span], _ source: SourceText, into minutes: inout Minutes) {
    for sentence in sentences where agendaWords.occurs(source, in: sentence) {
        let pieces = source.split(sentence) { isComma($0) || isSemicolon($0) || isColon($0) || isSentenceEnd($0) }
        for piece in pieces.map(source.trimmed) {
            guard let mark = source.pointMark(piece), mark.style == .be else { continue }
            let matter = source.trimmed(piece.lowerBound + 2..<piece.upperBound)
            if matter.count >= 4, source.scalars[matter].contains("《") {
                minutes.agenda.append(source.placed(matter, "agenda.counted"))
            }
        }
    }
}

extension SourceText {
    /// ### 议题一：预算: a heading of one matter.
    fileprivate func numberedMatter(_ line: Span) -> Span? {
        let words = withoutHeadingMarks(line)
        guard words.count <= 60, let label = agendaWords.match(self, at: words.lowerBound, within: words) else {
            return nil
        }
        let start = skipBlanks(label.upperBound, within: words)
        guard let number = number(at: start, within: words) ?? chineseNumber(at: start, within: words),
            number.span.upperBound < words.upperBound,
            isColon(scalars[number.span.upperBound]) || isListComma(scalars[number.span.upperBound])
                || isBlank(scalars[number.span.upperBound])
        else { return nil }
        let matter = trimmed(number.span.upperBound + 1..<words.upperBound)
        return matter.count >= 3 ? matter : nil
    }

    /// 汇报人：林静
    fileprivate func presenter(_ line: Span) -> Span? {
        guard let label = presenterLabels.match(self, at: line.lowerBound, within: line),
            label.upperBound < line.upperBound,
            isColon(scalars[label.upperBound])
        else { return nil }
        return labelledNames(in: label.upperBound + 1..<line.upperBound).first
    }

    /// 结论：同意项目毕业。
    func conclusionLine(_ line: Span) -> (label: Span, text: Span)? {
        guard let label = conclusionWords.match(self, at: line.lowerBound, within: line),
            label.upperBound < line.upperBound,
            isColon(scalars[label.upperBound])
        else { return nil }
        let text = trimmed(label.upperBound + 1..<line.upperBound)
        // 会议决定：原则同意…: a sentence like others.
        if has("会议决定", at: label.lowerBound, within: label), opensDeed(text) { return nil }
        return text.count >= 4 ? (label, text) : nil
    }

    /// 议题：, ## 会议议程
    fileprivate func opensAgendaList(_ line: Span) -> Bool {
        guard line.count <= 24, agendaWords.occurs(self, in: line), let last = line.last else { return false }
        return isColon(scalars[last]) || starts(line, with: "#")
    }

    /// 1、议案名称：《…》
    fileprivate func namedBill(_ line: Span) -> Span? {
        labelled(line, billLabels).flatMap { $0.count >= 4 ? withoutFinalMarks($0) : nil }
    }

    /// 审议结果：通过
    fileprivate func resultOfBill(_ line: Span) -> Span? {
        labelled(line, resultLabels).flatMap { value in resolutionVerbs.match(self, at: value.lowerBound, within: value)
        }
    }

    /// What stands behind a label and a colon, the label near the beginning of the line.
    private func labelled(_ line: Span, _ labels: PhraseTable) -> Span? {
        let head = line.lowerBound..<min(line.upperBound, line.lowerBound + 16)
        guard let label = labels.first(self, in: head), label.upperBound < line.upperBound,
            isColon(scalars[label.upperBound])
        else { return nil }
        return trimmed(label.upperBound + 1..<line.upperBound)
    }

    /// 会议审议通过了以下议案：
    fileprivate func opensBills(_ line: Span) -> Span? {
        guard line.count <= 60, let last = line.last, isColon(scalars[last]), billWords.occurs(self, in: line) else {
            return nil
        }
        return resolutionVerbs.all(self, in: line).last
    }

    fileprivate func isBill(_ line: Span) -> Bool {
        guard let first = line.first else { return false }
        return scalars[first] == "《" || has("关于", at: first, within: line)
    }

    /// The source's words from the first to the last byte of an origin.
    fileprivate func span(_ origin: Origin) -> Span {
        guard let first = origin.ranges.first, let last = origin.ranges.last else { return 0..<0 }
        return span(first.lowerBound..<last.upperBound)
    }

    /// 会议结论：, 议定事项：
    fileprivate func opensConclusions(_ line: Span) -> Span? {
        guard line.count <= 16, let word = conclusionWords.first(self, in: line), let last = line.last else {
            return nil
        }
        // 现将议定事项纪要如下： opens the whole record.
        if contains("纪要如下", in: line) || word.lowerBound - withoutHeadingMarks(line).lowerBound > 4 { return nil }
        return isColon(scalars[last]) || starts(line, with: "#") || word.upperBound == line.upperBound ? word : nil
    }

    /// * …, - …, 1. …
    fileprivate func bulletLine(_ line: Span) -> Span? {
        if let numbered = numberedLine(line) { return numbered }
        guard let first = line.first, scalars[first] == "*" || scalars[first] == "-" || scalars[first] == "•",
            line.count > 3
        else { return nil }
        return trimmed(first + 1..<line.upperBound)
    }

    fileprivate func withoutHeadingMarks(_ line: Span) -> Span {
        var line = line
        while let first = line.first, scalars[first] == "#" || isBlank(scalars[first]) {
            line = first + 1..<line.upperBound
        }
        return line
    }

    /// 1、…, 2. …, （3）…: what follows the number.
    fileprivate func numberedLine(_ line: Span) -> Span? {
        var start = line.lowerBound
        if start < line.upperBound, scalars[start] == "-" || scalars[start] == "*" || scalars[start] == "·" {
            start = skipBlanks(start + 1, within: line)
        }
        let isBracketed = start < line.upperBound && (scalars[start] == "（" || scalars[start] == "(")
        if isBracketed { start += 1 }
        guard let number = number(at: start, within: line) ?? chineseNumber(at: start, within: line),
            number.span.upperBound < line.upperBound, number.span.count <= 3
        else { return nil }
        let mark = scalars[number.span.upperBound]
        guard isListComma(mark) || isClosing(mark) || mark == "." || mark == "．" || isColon(mark) else { return nil }
        return trimmed(number.span.upperBound + 1..<line.upperBound)
    }

    /// Without dashes and blanks at the end.
    private func withoutDash(_ words: Span) -> Span {
        var end = words.upperBound
        while end > words.lowerBound, "–—-―（( ".unicodeScalars.contains(scalars[end - 1]) { end -= 1 }
        return trimmed(words.lowerBound..<end)
    }

    /// 修订章程 汇报人：林静 gives the matter and who presents it; so does 修订章程：林静.
    fileprivate func agendaItem(_ line: Span) -> (matter: Span, speaker: Span?) {
        if let label = presenterLabels.first(self, in: line) {
            let value = label.upperBound..<line.upperBound
            let start = value.first { !isColon(scalars[$0]) && !isBlank(scalars[$0]) } ?? value.upperBound
            let names = names(in: start..<value.upperBound)
            return (withoutDash(line.lowerBound..<label.lowerBound), names.first)
        }
        if let dash = line.last(where: { "–—-―".unicodeScalars.contains(scalars[$0]) }), dash > line.lowerBound,
            let name = nameInEntry(trimmed(dash + 1..<line.upperBound))
        {
            return (withoutDash(line.lowerBound..<dash), name)
        }
        guard let colon = line.last(where: { isColon(scalars[$0]) }) else { return (line, nil) }
        let after = trimmed(colon + 1..<line.upperBound)
        if let name = nameInEntry(after) { return (trimmed(line.lowerBound..<colon), name) }
        return after.count >= 4 ? (after, nil) : (line, nil)
    }
}

private let agendaWords = knowledge.table("agenda-words")
private let billLabels = knowledge.table("bill-labels")
private let resultLabels = knowledge.table("result-labels")
private let billWords = knowledge.table("bill-words")
private let voteLabels = knowledge.table("vote-labels")
private let conclusionWords = knowledge.table("conclusion-words")
private let presenterLabels = knowledge.table("presenter-labels")
