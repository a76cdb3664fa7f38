import MinutesModel

/// Who chaired: the subject of 主持, or the person after 由 in 由…主持.
func readChair(_ sentences: [Span], _ source: SourceText, into minutes: inout Minutes) {
    var keys = Set(minutes.chair.map(\.value))
    for sentence in sentences {
        for clause in source.split(sentence, at: { isComma($0) || isSemicolon($0) || isSentenceEnd($0) || isColon($0) })
        {
            guard let verb = source.first(presiding, in: clause), !source.isChairLabel(verb, in: clause) else {
                continue
            }
            let before = source.withoutCallingVerbs(source.trimmed(clause.lowerBound..<verb.lowerBound))
            let names: [Span]
            let rule: String
            if let agent = source.last(byWhom, in: before) {
                names = source.agents(agent.upperBound..<before.upperBound)
                rule = "chair.you-zhuchi"
            } else {
                names = source.subject(of: before).map { [$0] } ?? []
                rule = "chair.zhuchi"
            }
            for name in names where keys.insert(source.key(name)).inserted {
                minutes.chair.append(source.placed(name, rule))
            }
        }
    }
}

extension SourceText {
    /// 由副会长林静、秘书长高原主持: one, or several.
    fileprivate func agents(_ people: Span) -> [Span] {
        if people.contains(where: { isListComma(scalars[$0]) }) { return self.people(in: people).names }
        if let name = nameInEntry(people) { return pair(people) ?? [name] }
        return rareNameInEntry(people).flatMap { $0 == people ? nil : [$0] } ?? []
    }

    /// 由董事长林静召集并主持: without what the chair did besides.
    fileprivate func withoutCallingVerbs(_ words: Span) -> Span {
        var words = words
        while let verb = callingVerbs.suffix(self, of: words) { words = trimmed(words.lowerBound..<verb.lowerBound) }
        return words
    }

    /// 主持人, 主持下, 主持词: no act of chairing.
    fileprivate func isChairLabel(_ verb: Span, in clause: Span) -> Bool {
        let next = verb.upperBound
        return next < clause.upperBound && "人下词".unicodeScalars.contains(scalars[next])
    }
}

private let presiding: Phrase = "主持"
private let byWhom: Phrase = "由"
private let callingVerbs = knowledge.table("calling-verbs")
