import MinutesModel

/// Who spoke: those with a speech, then those the sentences say have given an address or a report.
func readSpeakers(_ sentences: [Span], _ source: SourceText, into minutes: inout Minutes) {
    var keys: Set<String> = []
    for speech in minutes.speeches where keys.insert(withoutBlanks(speech.speaker.value)).inserted {
        minutes.speakers.append(speech.speaker)
    }
    for sentence in sentences {
        for clause in source.split(sentence, at: { isComma($0) || isSemicolon($0) || isSentenceEnd($0) }) {
            guard let verb = source.addressVerb(in: clause),
                let name = source.subject(of: clause.lowerBound..<verb.lowerBound)
            else { continue }
            if keys.insert(source.key(name)).inserted {
                minutes.speakers.append(source.placed(name, "speaker.address"))
            }
        }
    }
}

private func withoutBlanks(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text.unicodeScalars.lazy.filter { !isBlank($0) })
    return String(view)
}

extension SourceText {
    /// 讲话, 致辞 …, or 作…报告 with words between.
    fileprivate func addressVerb(in clause: Span) -> Span? {
        if let verb = addressVerbs.first(self, in: clause) { return verb }
        for opening in givers.all(self, in: clause) where reportEndings.suffix(self, of: clause) != nil {
            return opening
        }
        return nil
    }
}

private let givers = knowledge.table("givers")
private let reportEndings = knowledge.table("report-endings")
