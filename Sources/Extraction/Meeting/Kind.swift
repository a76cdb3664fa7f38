import MinutesModel
import Provenance

/// Recognises the kind of meeting by the words of its name, else of the headline, else of the body that met.
///
/// 青安县第九届人大常委会第二次会议 is a meeting of a standing committee; the evidence is 人大常委会.
func readKind(_ article: Article, into minutes: inout Minutes) {
    let source = article.source
    for text in [minutes.session, minutes.organisation, minutes.title].compactMap({ $0 }) {
        guard let found = meetingKind(text, source) else { continue }
        minutes.kind = found
        // The most general kind gives way to a better one further on.
        if found.kind != kinds.last?.name { return }
    }
}

private func meetingKind(_ text: PlacedText, _ source: SourceText) -> MeetingKind? {
    let spans = text.origin.ranges.map(source.span)
    for kind in kinds {
        for span in spans {
            if let words = source.first(of: kind.words, in: span) {
                return MeetingKind(kind: kind.name, evidence: source.placed(words, "kind.word"))
            }
        }
    }
    return nil
}

/// The words of a kind in their order: the first one that occurs is the evidence.
private let kinds = knowledge.words("kinds").map { kind in
    (name: kind, words: knowledge.list([kind]))
}
