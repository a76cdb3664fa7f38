extension SourceText {
    /// 会长林静作工作报告: what was reported on, where the sentence says nothing else of the meeting.
    func reportGiven(in sentence: Span) -> [MeetingAct] {
        var reports: [MeetingAct] = []
        for clause in clausesOutsideMarks(sentence) {
            let verbs = givenVerbs.all(self, in: clause).filter {
                isGiving($0, in: clause) && !isInMarks($0, in: clause)
            }
            for (index, verb) in verbs.prefix(6).enumerated() {
                // 作工作报告并作财务报告 gives two.
                let next = index + 1 < verbs.count ? verbs[index + 1].lowerBound : clause.upperBound
                let goesOn = next > verb.upperBound && next < clause.upperBound && scalars[next - 1] == "并"
                let object = trimmed(verb.upperBound..<(goesOn ? next - 1 : clause.upperBound))
                let named = scalars[object].contains("《") && documentEnd(object)
                let isReport = object.count >= 4 && (named || givenReports.suffix(self, of: object) != nil)
                if isReport, !notYetWords.occurs(self, in: clause.lowerBound..<verb.lowerBound) {
                    reports.append(MeetingAct(verb: verb, object: object, isResolution: false))
                }
                if !goesOn { break }
            }
        }
        return reports
    }

    /// 作 in 工作 gives nothing.
    func isGiving(_ verb: Span, in clause: Span) -> Bool {
        guard scalars[verb.lowerBound] == "作" || scalars[verb.lowerBound] == "做", verb.lowerBound > clause.lowerBound
        else { return true }
        // 作风, 作用, 作为
        let next = verb.lowerBound + 1
        if next < clause.upperBound, "风用为品业者家物曲案息坊战".unicodeScalars.contains(scalars[next]) { return false }
        return !"工合操著写创运协制当看叫动".unicodeScalars.contains(scalars[verb.lowerBound - 1])
    }
}

private let givenVerbs = knowledge.table("given-verbs")
private let givenReports = knowledge.table("given-reports")
