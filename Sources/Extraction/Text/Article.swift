import Intake
import Provenance

/// The record cut into paragraphs and sentences, each paragraph with its part in the page.
struct Article {
    let source: SourceText
    /// Lines that hold more than white space, in order.
    var paragraphs: [Paragraph]
    var resolutionTexts: [ResolutionText] = []
    var unitLists: [UnitList] = []

    init(_ record: ArticleRecord) {
        source = SourceText(record.text, without: record.markup)
        paragraphs = []
        for line in record.lines where line.kind != .blank {
            var paragraph = Paragraph(span: 0..<0)
            switch line.kind {
            case .field(let name): paragraph.field = name
            case .heading: paragraph.isHeading = true
            case .frame: paragraph.part = .boilerplate
            case .caption: paragraph.part = .caption
            case .text, .blank: break
            }
            for piece in source.pieces(source.span(line.range)) {
                paragraph.span = source.trimmed(piece)
                if !paragraph.span.isEmpty { paragraphs.append(paragraph) }
            }
        }
    }

    /// Sentences of the paragraphs of one part, in order.
    func sentences(_ part: Paragraph.Part) -> [Span] {
        paragraphs.filter { $0.part == part }.flatMap { source.sentences($0.span) }
    }
}

extension Article {
    /// Sentences of the body that tell of the meeting: without what a paragraph tells of afterwards (闭幕会后，…).
    func meetingSentences() -> [Span] {
        paragraphs.filter { $0.part == .body }.flatMap { paragraph in
            source.sentences(paragraph.span).prefix { !source.isAfterwards($0) }
        }
    }

    /// Sentences that stand as the value of a labelled line: 参会人：本次会议共有35名成员参会，由林静主持。
    func sentencesInFacts() -> [Span] {
        paragraphs.filter { $0.part == .facts }.compactMap { source.fact($0.span)?.value }
            .filter { value in source.isSentence(value) }.flatMap { source.sentences($0) }
    }

    /// Labelled lines, as they may count people: 应到：35人.
    func facts() -> [Span] { paragraphs.filter { $0.part == .facts }.map(\.span) }
}

struct Paragraph {
    enum Part {
        /// Not looked at yet, or a line no rule knows.
        case open
        case headline, details, facts, caption, boilerplate, speech, statement, body
        /// The text of a resolution, a list of people by unit.
        case resolution, roll
    }

    /// Without white space at its ends.
    var span: Span
    /// The field of a JSON record it comes from, or of what a page declares.
    var field: FieldName?
    var part = Part.open
    /// Words of somebody who is quoted before a statement of the meeting, not a speech held there.
    var isQuotation = false
    /// The line of the headline that names the article.
    var isTitle = false
    /// The page, or the Markdown file, marks it as its headline.
    var isHeading = false
}

extension SourceText {
    /// The sentences of a paragraph, without gaps: each with its final mark, closing marks and blanks after it.
    ///
    /// - Parameter limit: the text behind so many sentences is not read.
    func sentences(_ span: Span, atMost limit: Int = .max) -> [Span] {
        let scalars = scalars.span
        var sentences: [Span] = []
        var start = span.lowerBound
        var index = start
        while index < span.upperBound, sentences.count < limit {
            defer { index += 1 }
            guard isSentenceEnd(scalars[index]) else { continue }
            while index + 1 < span.upperBound,
                isSentenceEnd(scalars[index + 1]) || isClosing(scalars[index + 1]) || isBlank(scalars[index + 1])
            { index += 1 }
            sentences.append(start..<index + 1)
            start = index + 1
        }
        if start < span.upperBound, sentences.count < limit { sentences.append(start..<span.upperBound) }
        return sentences
    }

    /// 闭幕会后，…: what follows is no part of the meeting.
    func isAfterwards(_ sentence: Span) -> Bool {
        let start = skipBlanks(sentence.lowerBound, within: sentence)
        return start < sentence.upperBound && afterwards.match(self, at: start, within: sentence) != nil
    }

    /// A paragraph of running text: it has a sentence's end, or opens a list with a sentence (…召开会议，研究了以下事项：).
    func isProse(_ span: Span) -> Bool {
        if span.contains(where: { scalars[$0] == "。" }) { return true }
        guard span.count >= 24, let last = span.last, isColon(scalars[last]) || isSemicolon(scalars[last]) else {
            return false
        }
        return span.contains { isComma(scalars[$0]) }
    }

    /// A value that is told in a sentence, not listed.
    func isSentence(_ value: Span) -> Bool {
        value.contains { isSentenceEnd(scalars[$0]) } && value.contains { isComma(scalars[$0]) || scalars[$0] == "由" }
    }

    /// The clauses of a sentence between commas, semicolons and colons.
    func clauses(_ sentence: Span) -> [Span] {
        split(sentence) { isComma($0) || isSemicolon($0) || isColon($0) || isSentenceEnd($0) }
            .map(trimmed).filter { !$0.isEmpty }
    }
}

private let afterwards = knowledge.table("afterwards")
