import MinutesModel

/// Reads who was elected, appointed or removed: 选举…为…, 任命…为…, 免去…的…职务.
func readAppointments(_ sentences: [Span], _ source: SourceText, into minutes: inout Minutes) {
    for sentence in sentences {
        for clause in source.split(sentence, at: { isComma($0) || isSemicolon($0) || isSentenceEnd($0) }) {
            minutes.appointments += source.appointments(in: clause)
        }
    }
}

extension SourceText {
    fileprivate func appointments(in clause: Span) -> [Appointment] {
        guard let verb = appointmentVerbs.first(self, in: clause),
            !notYetWords.occurs(self, in: clause.lowerBound..<verb.lowerBound)
        else { return [] }
        let isRemoval = starts(verb, with: "免去")
        let rest = verb.upperBound..<clause.upperBound
        guard let joint = first(isRemoval ? "的" : "为", in: rest) else { return [] }
        var post = trimmed(joint.upperBound..<rest.upperBound)
        if isRemoval, ends(post, with: "职务") { post = trimmed(post.lowerBound..<post.upperBound - 2) }
        guard !post.isEmpty, post.count <= 60 else { return [] }
        let action: Appointment.Action =
            isRemoval ? .remove : starts(verb, with: "选") || starts(verb, with: "推") ? .elect : .appoint
        return people(in: rest.lowerBound..<joint.lowerBound).names.map {
            Appointment(
                action: action, person: placed($0, "appointments.person"), post: placed(post, "appointments.post"))
        }
    }
}

private let appointmentVerbs = knowledge.table("appointment-verbs")
