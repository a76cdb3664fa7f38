import MinutesModel

/// Reads what was adopted, decided and announced, and what was heard and considered.
func readResolutions(_ sentences: [Span], _ source: SourceText, into minutes: inout Minutes) {
    for sentence in sentences {
        let before = minutes.resolutions.count
        for act in source.acts(in: sentence) {
            let items = source.items(in: act.object)
            if act.isResolution {
                minutes.resolutions += items.map {
                    Resolution(
                        verb: source.placed(act.verb, "resolutions.verb"), text: source.placed($0, "resolutions.item"))
                }
            } else {
                minutes.agenda += items.map { source.placed($0, "agenda.item") }
            }
        }
        // Votes told of with several resolutions do not say which of them they belong to.
        if minutes.resolutions.count == before + 1, let votes = source.votes(in: sentence) {
            minutes.resolutions[before].votes = source.placed(votes, "resolutions.votes")
        }
    }
}

/// A verb of the meeting with what it is about.
private struct Act {
    var verb: Span
    var object: Span
    var isResolution: Bool
}

extension SourceText {
    fileprivate func acts(in sentence: Span) -> [Act] {
        var acts: [Act] = []
        var objectEnd = sentence.lowerBound
        // 大会将听取…，表决…: what follows 将 is yet to come, to the end of the sentence.
        let announced = announcements.first(self, in: sentence)?.lowerBound ?? sentence.upperBound
        for verb in actVerbs.all(self, in: sentence) where verb.lowerBound < announced {
            guard verb.lowerBound >= objectEnd, isAct(verb, in: sentence) else { continue }
            let object = object(of: verb, in: sentence)
            objectEnd = object.upperBound
            guard object.count >= 3 else { continue }
            let isResolution = resolutionVerbs.equals(self, verb)
            if starts(verb, with: "宣布"), announcedEndings.suffix(self, of: object) == nil { continue }
            acts.append(Act(verb: verb, object: object, isResolution: isResolution))
        }
        return acts
    }

    /// The verb opens its clause, or the meeting is its subject; and nothing says that it is yet to come.
    private func isAct(_ verb: Span, in sentence: Span) -> Bool {
        var start = verb.lowerBound
        while start > sentence.lowerBound, verb.lowerBound - start < 24, !isComma(scalars[start - 1]),
            !isSemicolon(scalars[start - 1]), !isColon(scalars[start - 1])
        { start -= 1 }
        let before = trimmed(start..<verb.lowerBound)
        if notYetWords.occurs(self, in: before) { return false }
        let next = verb.upperBound
        guard next < sentence.upperBound else { return false }
        let opensObject = scalars[next] == "了" || scalars[next] == "《" || has("关于", at: next, within: sentence)
        if opensObject { return before.count <= 16 }
        return before.isEmpty || meetingSubjects.suffix(self, of: before) != nil || ends(before, with: "主持")
            || actAdverbs.suffix(self, of: before) != nil && before.count <= 8
    }

    /// Up to the end of the sentence, or to a comma that no further document of the same verb follows.
    private func object(of verb: Span, in sentence: Span) -> Span {
        var start = skipBlanks(verb.upperBound, within: sentence)
        if start < sentence.upperBound, scalars[start] == "了" { start += 1 }
        var end = start
        while end < sentence.upperBound {
            let scalar = scalars[end]
            if isSentenceEnd(scalar) || isSemicolon(scalar) || isColon(scalar) { break }
            if isComma(scalar) {
                let next = skipBlanks(end + 1, within: sentence)
                let continues = has("关于", at: next, within: sentence) || has("《", at: next, within: sentence)
                if !continues { break }
            }
            end += 1
        }
        return trimmed(start..<end)
    }

    /// Parts a list where 、, a comma or 和 stands before 关于 or 《, and between 》 and 《.
    fileprivate func items(in object: Span) -> [Span] {
        let opening: Phrase = has("《", at: object.lowerBound, within: object) ? "《" : "关于"
        guard starts(object, with: opening) else { return [object] }
        var items: [Span] = []
        var start = object.lowerBound
        var index = start
        while index < object.upperBound {
            if let joint = itemJoint(at: index, in: object), has(opening, at: joint.upperBound, within: object) {
                items.append(trimmed(start..<index))
                start = joint.upperBound
                index = start
            } else if index > start, scalars[index] == "《", scalars[index - 1] == "》" {
                items.append(start..<index)
                start = index
            }
            index += 1
        }
        items.append(trimmed(start..<object.upperBound))
        return items.filter { !$0.isEmpty }
    }

    private func itemJoint(at index: Int, in span: Span) -> Span? {
        if isListComma(scalars[index]) || isComma(scalars[index]) { return index..<index + 1 }
        return itemJoints.match(self, at: index, within: span)
    }

    /// 赞成320票、反对3票、弃权2票
    fileprivate func votes(in sentence: Span) -> Span? {
        guard let start = voteWords.first(self, in: sentence) else { return nil }
        var end: Int?
        var index = start.upperBound
        while index < sentence.upperBound, index - (end ?? index) < 12 {
            if scalars[index] == "票", index > start.upperBound, digit(scalars[index - 1]) != nil { end = index + 1 }
            if isSentenceEnd(scalars[index]) { break }
            index += 1
        }
        return end.map { start.lowerBound..<$0 }
    }
}

private let actAdverbs = knowledge.table("act-adverbs")
private let announcements = knowledge.table("announcements")
private let itemJoints = knowledge.table("item-joints")
private let voteWords = knowledge.table("vote-words")
