import MinutesModel
import Provenance

/// Gives every sentence no list carries its place among the proceedings, and lists the rest with the reason.
///
/// Afterwards every character that is no blank stands in the ranges of some value.
func accountForRest(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    let coverage = Coverage(minutes, source)
    func leave(_ span: Span, _ reason: String) {
        minutes.remainder.append(Remainder(text: source.placed(span, "remainder"), reason: reason))
    }
    for markup in source.markup where !markup.text.unicodeScalars.allSatisfy(isBlank) {
        let text = PlacedText(markup.text, .source([markup.range], rule: "remainder.markup"))
        minutes.remainder.append(Remainder(text: text, reason: "markup"))
    }
    for paragraph in article.paragraphs {
        guard paragraph.part == .body else {
            for gap in coverage.gaps(in: paragraph.span) { leave(gap, source.reason(gap, paragraph, coverage)) }
            continue
        }
        for sentence in source.sentences(paragraph.span).map(source.trimmed) where !sentence.isEmpty {
            if let reason = coverage.carryingReason(sentence) {
                leave(sentence, reason)
            } else if source.tellsOfMeeting(sentence) || paragraph.isQuotation {
                minutes.proceedings.append(source.placed(sentence, "proceedings.sentence"))
            } else if !coverage.gaps(in: sentence).isEmpty {
                leave(sentence, "not-understood")
            }
        }
    }
}

extension SourceText {
    fileprivate func tellsOfMeeting(_ sentence: Span) -> Bool {
        meetingNouns.occurs(self, in: sentence)
            && sentence.contains { isSentenceEnd(scalars[$0]) }
    }

    fileprivate func reason(_ gap: Span, _ paragraph: Paragraph, _ coverage: Coverage) -> String {
        if gap.allSatisfy({ !scalars[$0].properties.isAlphabetic && digit(scalars[$0]) == nil }) { return "mark" }
        switch paragraph.part {
        case .details, .roll: return "label"
        case .headline: return paragraph.isTitle ? "navigation" : "duplicate-of-heading"
        case .facts:
            let value = fact(paragraph.span)?.value.lowerBound ?? paragraph.span.lowerBound
            if gap.lowerBound < value { return "label" }
            return coverage.carryingReason(paragraph.span) ?? "not-understood"
        default: return "not-understood"
        }
    }
}
