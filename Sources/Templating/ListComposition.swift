import BlockModel
import MinutesModel
import Provenance

// Parts that are numbered items or paragraphs of the source.
extension Composer {
    mutating func appendAgenda(_ part: ListPart) {
        appendItems(minutes.agenda.compactMap { item in source.prose(item).map { [$0] } }, part)
    }

    mutating func appendResolutions(_ part: ListPart) {
        appendItems(
            minutes.resolutions.compactMap { resolution in
                guard let text = source.prose(resolution.text) else { return nil }
                let verb = source.prose(resolution.verb).flatMap { text.text.hasPrefix($0.text) ? nil : $0 }
                let item = part.item.filled { field in
                    switch field {
                    case .verb: verb.map { [$0] }
                    case .text: [text]
                    default: nil
                    }
                }
                let votes = source.prose(resolution.votes).flatMap { votes in
                    text.text.holds(votes.text) ? nil : part.votes?.filled { _ in [votes] }
                }
                return (item ?? [text]) + (votes ?? [])
            }, part)
    }

    private mutating func appendItems(_ items: [[Fragment]], _ part: ListPart) {
        appendItems(items, heading: part.heading, label: part.label, style: part.style, end: part.end)
    }

    mutating func appendAppointments(_ part: AppointmentsPart) {
        let items = minutes.appointments.compactMap { appointment -> [Fragment]? in
            let wordings =
                switch appointment.action {
                case .appoint: part.appoint
                case .remove: part.remove
                case .elect: part.elect
                }
            let (person, post) = (source.name(appointment.person), source.prose(appointment.post))
            return wordings.lazy.compactMap { wording in
                wording.filled { field in
                    switch field {
                    case .person: person.map { [$0] }
                    case .post: post.map { [$0] }
                    default: nil
                    }
                }
            }.first
        }
        appendItems(items, heading: part.heading, label: part.label, style: part.style, end: part.end)
    }

    private mutating func appendItems(
        _ items: [[Fragment]], heading: Wording?, label: Wording, style: TemplateStyle, end: String
    ) {
        guard !items.isEmpty else { return }
        appendHeading(heading)
        for (index, item) in items.enumerated() {
            let number = label.filled { _ in [.words(String(index + 1))] } ?? []
            let mark = item.text.endsWithMark || end.isEmpty ? [] : [Fragment.words(end)]
            append([.words(number.text)] + item + mark, style, role: .listItem)
        }
    }

    mutating func appendProse(_ texts: [PlacedText], _ part: ProsePart) {
        let paragraphs = paragraphs(of: texts)
        guard !paragraphs.isEmpty else { return }
        appendHeading(part.heading)
        for words in paragraphs { append(words, part.style) }
    }

    mutating func appendStatements(_ part: StatementsPart) {
        let items = minutes.statements.compactMap { statement -> [Fragment]? in
            guard let text = source.prose(statement.text) else { return nil }
            guard let verb = source.prose(statement.verb), !text.text.hasPrefix(verb.text) else { return [text] }
            guard text.text.first?.isPunctuation != true || text.text.hasPrefix("“") || text.text.hasPrefix("《") else {
                return [verb, text]
            }
            return part.item.filled { $0 == .verb ? [verb] : [text] }
        }
        guard !items.isEmpty else { return }
        appendHeading(part.heading)
        for item in items { append(item, part.style) }
    }

    /// Heading, lead, points with their heading sentence run in, closing. Every word of the speech, in its order.
    mutating func append(_ speech: Speech, _ part: SpeechesPart) {
        let speaker = source.name(speech.speaker)
        let heading = part.heading.filled { _ in speaker.map { [$0] } }
        let lead = paragraphs(of: speech.lead)
        let closing = paragraphs(of: speech.closing)
        guard !lead.isEmpty || !speech.points.isEmpty || !closing.isEmpty else { return }
        if let heading { appendHeading(heading) }
        for words in lead { append(words, part.style) }
        for point in speech.points { append(point, part) }
        for words in closing { append(words, part.style) }
    }

    private mutating func append(_ point: Speech.Point, _ part: SpeechesPart) {
        var body = paragraphs(of: point.body)
        var inlines: [Inline] = []
        if let heading = source.prose(point.heading) {
            inlines = [heading].styled(part.pointStyle.text, headingLevel: sectionLevel + 1)
            // A heading that stood on a line of its own, without a mark, does not run into the next sentence.
            let runsOn = heading.text.endsWithMark || point.body.first.map { point.heading.touches($0) } == true
            if runsOn, !body.isEmpty { inlines += body.removeFirst().styled(part.style.text) }
        }
        if !inlines.isEmpty { append(inlines, part.style) }
        for words in body { append(words, part.style) }
    }

    /// One paragraph for texts that touch in the source, since a paragraph's sentences may come one by one.
    func paragraphs(of texts: [PlacedText]) -> [[Fragment]] {
        var result: [[Fragment]] = []
        var previous: PlacedText?
        for text in texts {
            guard let fragment = source.prose(text) else { continue }
            if let previous, previous.touches(text), !result.isEmpty {
                result[result.count - 1].append(fragment)
            } else {
                result.append([fragment])
            }
            previous = text
        }
        return result
    }
}

extension PlacedText {
    /// The other's bytes follow at once; a new paragraph is at least a line break away.
    fileprivate func touches(_ other: PlacedText) -> Bool {
        guard let end = origin.ranges.last?.upperBound, let start = other.origin.ranges.first?.lowerBound else {
            return false
        }
        return end == start
    }
}

extension String {
    /// With a mark that closes a sentence or a clause.
    var endsWithMark: Bool {
        guard let last = unicodeScalars.last(where: { !"”’）》\"')".unicodeScalars.contains($0) }) else { return false }
        return "。！？；：，、….!?;:,".unicodeScalars.contains(last)
    }
}
