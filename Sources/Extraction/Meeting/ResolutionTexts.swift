import Intake
import MinutesModel
import Provenance

/// A resolution whose text the article prints: title, 题注 and the paragraphs behind them.
struct ResolutionText {
    /// One line, or two: the meeting above 关于….
    var title: [Span]
    /// With its parentheses, over one line or two; empty where the source has none.
    var adoption: [Span]
    var paragraphs: [Span]
    /// It is all the record has: its sentences tell of the meeting as well.
    var isWholeRecord: Bool
}

/// Finds texts of resolutions by their 题注, （2031年1月20日…会议通过） below a title that ends with 决议 or 决定; without a 题注 a
/// title in 《》 or with 关于 does, where sentences of the article stand before it and name its matter.
///
/// Their paragraphs are no sentences of the report any more, but for a record that is nothing else.
func findResolutionTexts(_ article: inout Article) {
    let source = article.source
    var index = 0
    var hasProse = false
    while index < article.paragraphs.count {
        guard let found = article.resolutionHead(at: index, below: hasProse) else {
            let paragraph = article.paragraphs[index]
            hasProse = hasProse || paragraph.isFree && source.isProse(paragraph.span)
            index += 1
            continue
        }
        var text = found.text
        text.isWholeRecord = !hasProse
        var last = found.next
        while last < article.paragraphs.count, article.continuesResolution(at: last) {
            text.paragraphs.append(article.paragraphs[last].span)
            last += 1
        }
        guard !text.paragraphs.isEmpty else {
            index += 1
            continue
        }
        let marked = text.isWholeRecord ? index + text.title.count..<found.next : index..<last
        for place in marked { article.paragraphs[place].part = .resolution }
        article.resolutionTexts.append(text)
        index = last
    }
}

/// Gives each text to the resolution the report names, else to one of its own, with the verb of its 题注.
func readResolutionTexts(_ article: inout Article, into minutes: inout Minutes) {
    let source = article.source
    for text in article.resolutionTexts {
        let title = source.placed(text.title, "resolution-text.title")
        let paragraphs = text.paragraphs.map { source.placed($0, "resolution-text.paragraph") }
        let adoption = text.adoption.isEmpty ? nil : source.placed(text.adoption, "resolution-text.adoption")
        let key = withoutBrackets(withoutBlanks(title.value))
        let match = minutes.resolutions.firstIndex { resolution in
            let name = withoutBrackets(withoutBlanks(resolution.text.value))
            return resolution.paragraphs.isEmpty && name.count > 2 && (key.contains(name) || name.contains(key))
        }
        if let match {
            minutes.resolutions[match].title = title
            minutes.resolutions[match].adoption = adoption
            minutes.resolutions[match].paragraphs = paragraphs
        } else if let verb = text.adoption.last.flatMap({ source.last("通过", in: $0) }) {
            minutes.resolutions.append(
                Resolution(
                    verb: source.placed(verb, "resolution-text.verb"), text: title, paragraphs: paragraphs,
                    title: title, adoption: adoption))
        } else {
            minutes.annexes.append(Annex(title: title, paragraphs: paragraphs))
        }
        guard text.isWholeRecord, let first = text.paragraphs.first, let last = text.paragraphs.last else { continue }
        for index in article.paragraphs.indices
        where article.paragraphs[index].part == .body
            && (first.lowerBound..<last.upperBound).contains(article.paragraphs[index].span.lowerBound)
        {
            article.paragraphs[index].part = .resolution
        }
    }
}

private func withoutBrackets(_ title: String) -> String {
    title.hasPrefix("《") && title.hasSuffix("》") ? String(title.dropFirst().dropLast()) : title
}

extension Paragraph {
    /// Words of the article about which nothing is known yet.
    fileprivate var isFree: Bool { part == .open && (field == nil || field == .content) }
}

extension Article {
    fileprivate func resolutionHead(at index: Int, below hasProse: Bool) -> (text: ResolutionText, next: Int)? {
        guard isTitleLine(index) || paragraphs[index].isFree && source.isMeetingLine(paragraphs[index].span) else {
            return nil
        }
        // A title in two lines ends with its second.
        var title = [paragraphs[index].span]
        var next = index + 1
        if !source.endsLikeResolution(title[0]) {
            guard next < paragraphs.count, isTitleLine(next), source.endsLikeResolution(paragraphs[next].span),
                source.starts(paragraphs[next].span, with: "关于")
            else { return nil }
            title.append(paragraphs[next].span)
            next += 1
        }
        if let adoption = adoption(at: next) {
            return (
                ResolutionText(title: title, adoption: adoption, paragraphs: [], isWholeRecord: false),
                next + adoption.count
            )
        }
        let isTitle = source.starts(title[0], with: "《") || title.contains { source.contains("关于", in: $0) }
        guard hasProse, isTitle, isNamedBefore(title, index), next < paragraphs.count, paragraphs[next].isFree,
            source.isProse(paragraphs[next].span)
        else { return nil }
        return (ResolutionText(title: title, adoption: [], paragraphs: [], isWholeRecord: false), next)
    }

    private func isTitleLine(_ index: Int) -> Bool {
        let paragraph = paragraphs[index]
        guard paragraph.isFree || paragraph.field == .title, paragraph.span.count <= 100 else { return false }
        let isSentence = paragraph.span.contains { isSentenceEnd(source.scalars[$0]) || isColon(source.scalars[$0]) }
        return !isSentence && (source.endsLikeResolution(paragraph.span) || source.isMeetingLine(paragraph.span))
            && actVerbs.match(source, at: paragraph.span.lowerBound, within: paragraph.span) == nil
    }

    /// （2031年1月20日庆安县第十届人民代表大会 / 第四次会议通过）
    private func adoption(at index: Int) -> [Span]? {
        guard index < paragraphs.count, paragraphs[index].isFree else { return nil }
        let first = paragraphs[index].span
        if source.isAdoption([first]) { return [first] }
        guard index + 1 < paragraphs.count, paragraphs[index + 1].isFree else { return nil }
        let both = [first, paragraphs[index + 1].span]
        return source.isAdoption(both) ? both : nil
    }

    /// Some sentence before it says 关于….
    private func isNamedBefore(_ title: [Span], _ index: Int) -> Bool {
        let key = withoutBrackets(withoutBlanks(title.map { source.string($0) }.joined()))
        let start = key.firstRange(of: "关于")?.lowerBound ?? key.startIndex
        let matter = key[start...]
        // Titles that stand further down than this are none of a report.
        return paragraphs[..<index].suffix(400).contains { withoutBlanks(source.string($0.span)).contains(matter) }
    }

    /// A paragraph of running text, or a numbered heading, and nothing of the page or of another resolution.
    fileprivate func continuesResolution(at index: Int) -> Bool {
        let paragraph = paragraphs[index]
        guard paragraph.isFree, resolutionHead(at: index, below: true) == nil, !source.isPageLine(paragraph.span),
            source.details(paragraph.span).isEmpty, source.caption(paragraph.span) == nil,
            !source.isTimeLine(paragraph.span)
        else { return false }
        let ends = paragraph.span.last.map { isSentenceEnd(source.scalars[$0]) || isColon(source.scalars[$0]) } ?? false
        return ends || source.isProse(paragraph.span) || source.pointMark(paragraph.span) != nil
    }
}

extension SourceText {
    fileprivate func endsLikeResolution(_ line: Span) -> Bool {
        var line = line
        if let last = line.last, scalars[last] == "》" { line = line.lowerBound..<last }
        return line.count >= 6 && (ends(line, with: "决议") || ends(line, with: "决定"))
    }

    /// 庆安县第十届人民代表大会第四次会议, on a line of its own.
    fileprivate func isMeetingLine(_ line: Span) -> Bool {
        (6...50).contains(line.count) && meetingNouns.suffix(self, of: line) != nil
            && !line.contains { isSentenceEnd(scalars[$0]) || isComma(scalars[$0]) || isColon(scalars[$0]) }
    }

    fileprivate func isAdoption(_ lines: [Span]) -> Bool {
        guard let first = lines.first?.first, let last = lines.last?.last,
            scalars[first] == "（" || scalars[first] == "(",
            scalars[last] == "）" || scalars[last] == ")", lines.allSatisfy({ $0.count <= 100 })
        else { return false }
        let words = withoutBlanks(lines.map { string($0) }.joined()).dropFirst().dropLast()
        return words.hasSuffix("通过") && words.firstMatch(of: /^[0-9０-９〇○一二三四五六七八九]{4}年[0-9０-９十一二三四五六七八九]{1,3}月/) != nil
    }

    /// Words over several lines.
    fileprivate func placed(_ spans: [Span], _ rule: String) -> PlacedText {
        PlacedText(spans.map { string($0) }.joined(), .source(spans.flatMap { ranges($0) }, rule: rule))
    }
}
