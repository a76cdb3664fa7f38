package import Intake
package import MinutesModel
import Provenance

/// Reads the minutes out of an article about a meeting.
///
/// Every value is words of `record.text` with their byte ranges and the name of the rule that recognised them, or is
/// marked as derived. Every character of the text that is no blank stands in the ranges of some value; what no field
/// has a place for is in `remainder`. Never fails: an article without a meeting gives minutes that say so in
/// `diagnostics`. Time is linear in the text. `record` of the result is left to the caller, who knows the file.
package func extractMinutes(from record: ArticleRecord) -> Minutes {
    var minutes = Minutes(id: record.id)
    var article = Article(record)
    findPageParts(&article)
    readHeadline(article, into: &minutes)
    readDeclaredFields(article, into: &minutes)
    readDetails(article, into: &minutes)
    readFacts(article, into: &minutes)
    readAgencyLead(article, into: &minutes)
    readBylines(article, into: &minutes)
    readCaptions(article, into: &minutes)
    readPhotographs(article, record, into: &minutes)
    cutParagraphs(&article)
    readSpeeches(&article, into: &minutes)
    readStatements(&article, into: &minutes)
    readUnitLists(article, into: &minutes)
    readMeeting(article, into: &minutes)
    readResolutionTexts(&article, into: &minutes)
    readHeadlinePeople(article, into: &minutes)
    readKind(article, into: &minutes)
    minutes.boilerplateLines = article.paragraphs.filter { $0.part == .boilerplate }
        .map { article.source.placedWithLinks($0.span, "boilerplate.line") }
    accountForRest(article, into: &minutes)
    minutes.diagnostics = record.diagnostics + diagnose(minutes, article)
    return minutes
}

/// What the sentences outside speeches and statements tell.
private func readMeeting(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    let sentences = article.meetingSentences() + article.sentencesInFacts()
    let opening = findOpening(sentences, source)
    readMeetingName(opening, article, into: &minutes)
    readMeetingDate(opening ?? sentences.first, article, into: &minutes)
    let openings = speechOpenings(article)
    readAttendance(sentences + openings, source, into: &minutes)
    readCounts(sentences + article.facts(), source, into: &minutes)
    readResolutions(sentences, source, into: &minutes)
    readReportsGiven(article.sentences(.speech), source, into: &minutes)
    readCountedMatters(sentences + article.sentences(.speech), source, into: &minutes)
    readBills(article, into: &minutes)
    readConclusions(article, into: &minutes)
    readAgendaLines(article, into: &minutes)
    readTopic(opening, article, into: &minutes)
    readAppointments(sentences, source, into: &minutes)
    readChair(sentences + openings, source, into: &minutes)
    readSpeakers(sentences + article.sentences(.speech), source, into: &minutes)
}

/// The first sentences of speeches: they may say that the speaker chaired or attended.
private func speechOpenings(_ article: Article) -> [Span] {
    article.paragraphs.filter { $0.part == .speech }.compactMap { article.source.sentences($0.span).first }
}

private func readCaptions(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    var keys = Set(minutes.photographers.map(\.value))
    for paragraph in article.paragraphs where paragraph.part == .caption {
        minutes.captions.append(source.placed(paragraph.span, "caption.credit"))
        for name in source.caption(paragraph.span)?.photographers ?? [] where keys.insert(source.string(name)).inserted
        {
            minutes.photographers.append(source.placed(name, "photographer.caption"))
        }
    }
}

/// Fields a JSON record declares about the article.
private func readDeclaredFields(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    for paragraph in article.paragraphs {
        switch paragraph.field {
        case .publicationTime: minutes.publicationTime = source.placed(paragraph.span, "publication.declared")
        case .publisher: minutes.source = source.placed(paragraph.span, "source.declared")
        case .organisation: minutes.organisation = source.placed(paragraph.span, "organisation.declared")
        case .author:
            minutes.reporters += source.names(in: paragraph.span).map { source.placed($0, "reporter.declared") }
        default: continue
        }
    }
}
