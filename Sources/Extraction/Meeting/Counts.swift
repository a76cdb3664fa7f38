import MinutesModel
import Provenance

/// Reads how many were due, came and were absent, and whether the source states a quorum.
func readCounts(_ sentences: [Span], _ source: SourceText, into minutes: inout Minutes) {
    for sentence in sentences {
        // 在任董事9人，出席8人 counts an organ, not the meeting.
        let isOrgan = organCounts.occurs(source, in: sentence)
        for word in countWords.all(source, in: sentence) where !isOrgan {
            guard let number = source.countOfPeople(after: word, in: sentence) else { continue }
            let placed = { (rule: String) in
                Placed(number.value, .source(source.ranges(number.span), rule: rule))
            }
            if expectedWords.equals(source, word) {
                minutes.counts.expected = minutes.counts.expected ?? placed("counts.expected")
            } else if presentWords.equals(source, word) {
                minutes.counts.present = minutes.counts.present ?? placed("counts.present")
            } else if absentWords.equals(source, word) {
                minutes.counts.absent = minutes.counts.absent ?? placed("counts.absent")
            } else if observerWords.equals(source, word) {
                minutes.counts.observers = minutes.counts.observers ?? placed("counts.observers")
            } else if alternateWords.equals(source, word) {
                minutes.counts.alternates = minutes.counts.alternates ?? placed("counts.alternates")
            }
        }
        if minutes.counts.present == nil, let number = source.attendingNumber(in: sentence) {
            minutes.counts.present = Placed(
                number.value, .source(source.ranges(number.span), rule: "counts.before-verb"))
        }
        if minutes.counts.quorumStated == nil, let words = quorumWords.first(source, in: sentence) {
            minutes.counts.quorumStated = Placed(true, .source(source.ranges(words), rule: "counts.quorum"))
        }
    }
}

/// The count that cannot stand beside the others: more came than were due, or due is not present and absent together.
func doubtfulCount(_ counts: Counts) -> Placed<Int>? {
    guard let expected = counts.expected, let present = counts.present else { return nil }
    if present.value > expected.value { return present }
    if let absent = counts.absent, present.value + absent.value != expected.value { return absent }
    return nil
}

extension SourceText {
    /// 29名委员出席会议: a number of people, what they are, and that they came.
    fileprivate func attendingNumber(in sentence: Span) -> (value: Int, span: Span)? {
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            guard let number = number(at: index, within: sentence) else {
                index += 1
                continue
            }
            index = number.span.upperBound
            let unit = skipBlanks(number.span.upperBound, within: sentence)
            guard unit < sentence.upperBound, "名位人".unicodeScalars.contains(scalars[unit]), !isRough(number.span) else {
                continue
            }
            let reach = unit + 1..<min(sentence.upperBound, unit + 16)
            let stop = reach.first { isComma(scalars[$0]) || isListComma(scalars[$0]) || isSentenceEnd(scalars[$0]) }
            let words = reach.lowerBound..<(stop ?? reach.upperBound)
            guard let verb = attendingNumberVerbs.first(self, in: words),
                notAttending.suffix(self, of: words.lowerBound..<verb.lowerBound) == nil
            else { continue }
            return number
        }
        return nil
    }

    /// 正式代表、列席代表共120人 counts them all.
    private func isListed(_ word: Span, in sentence: Span) -> Bool {
        word.lowerBound > sentence.lowerBound
            && (isListComma(scalars[word.lowerBound - 1])
                || "和及与".unicodeScalars.contains(scalars[word.lowerBound - 1]))
    }

    /// 近300人: no count.
    private func isRough(_ number: Span) -> Bool {
        number.lowerBound > 0 && "近约超逾过".unicodeScalars.contains(scalars[number.lowerBound - 1])
    }

    /// 应出席代表349人: digits within a few characters after the word, with 人 or 名 behind them.
    fileprivate func countOfPeople(after word: Span, in sentence: Span) -> (value: Int, span: Span)? {
        let reach = word.upperBound..<min(sentence.upperBound, word.upperBound + 16)
        for index in reach {
            if isComma(scalars[index]) || isListComma(scalars[index]) || isSentenceEnd(scalars[index]) { return nil }
            if observerWords.equals(self, word),
                isListed(word, in: sentence) || isListComma(scalars[index]) || scalars[index] == "和"
            {
                return nil
            }
            guard let number = number(at: index, within: sentence) else { continue }
            let unit = skipBlanks(number.span.upperBound, within: sentence)
            guard unit < sentence.upperBound, "人名位".unicodeScalars.contains(scalars[unit]), !isRough(number.span) else {
                return nil
            }
            return number
        }
        return nil
    }
}

private let attendingNumberVerbs = knowledge.table("attending-number-verbs")
private let organCounts = knowledge.table("organ-counts")
