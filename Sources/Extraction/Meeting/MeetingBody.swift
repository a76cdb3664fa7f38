/// A numbered term, meeting or year in a name: 第九届, 三次, 2031年.
struct NameOrdinal {
    enum Measure { case term, time, year }
    var measure: Measure
    var span: Span
}

extension SourceText {
    /// The body that met, out of the name of its meeting.
    ///
    /// 青安县第九届人民代表大会第三次会议 gives 青安县第九届人民代表大会; 青安协会第四届理事会第二次会议 gives 青安协会;
    /// 国务院常务会议 gives 国务院; a name without a body gives nothing.
    func meetingBody(of session: Span) -> Span? {
        if let own = ownBodies.match(self, at: session.lowerBound, within: session) { return own }
        // 第二届论坛暨青安协会会员大会: the first part names nobody.
        if let joint = first("暨", in: session), joint.lowerBound > session.lowerBound,
            joint.upperBound < session.upperBound,
            ordinal(in: session)?.span.lowerBound == session.lowerBound
        {
            return meetingBody(of: joint.upperBound..<session.upperBound)
        }
        guard let first = ordinal(in: session) else { return body(startingOf: session) }
        let before = trimmed(session.lowerBound..<first.span.lowerBound)
        if let congress = numberedCongress(in: session, after: first, before: before) { return congress }
        if !before.isEmpty, first.measure != .term { return body(startingOf: before) ?? plainBody(before) }
        if !before.isEmpty, legalBodies.suffix(self, of: before) != nil, companies.suffix(self, of: before) == nil,
            partyNames.match(self, at: before.lowerBound, within: before) == nil
        {
            return before
        }
        guard first.measure == .term else { return nil }
        // 第九届…: the body's own name goes on behind the term.
        let rest = first.span.upperBound..<session.upperBound
        let end = ordinal(in: rest)?.span.lowerBound ?? session.upperBound
        let part = trimmed(first.span.upperBound..<end)
        guard let noun = part.isEmpty ? nil : lastBody(in: part) else { return before.isEmpty ? nil : before }
        return session.lowerBound..<noun.upperBound
    }

    /// 中共青安大学第六次代表大会, 青安市第三次妇女代表大会: a congress numbered by its time is a body of its own, but for
    /// one of a body before the law (青安协会第三次会员代表大会).
    private func numberedCongress(in session: Span, after number: NameOrdinal, before: Span) -> Span? {
        guard number.measure == .time, !before.isEmpty else { return nil }
        let isParty = partyNames.match(self, at: before.lowerBound, within: before) != nil
        guard isParty || legalBodies.suffix(self, of: before) == nil else { return nil }
        let reach = number.span.upperBound..<min(session.upperBound, number.span.upperBound + 10)
        return first("代表大会", in: reach).map { session.lowerBound..<$0.upperBound }
    }

    /// 我校 and the like at the start.
    func ownBody(at span: Span) -> Span? { ownBodies.match(self, at: span.lowerBound, within: span) }

    /// The longest part from the start that ends with a noun for a body.
    private func body(startingOf span: Span) -> Span? {
        let reach = span.first { nameBreaks.contains(scalars[$0]) } ?? span.upperBound
        let part = trimmed(span.lowerBound..<reach)
        return lastBody(in: part).map { part.lowerBound..<$0.upperBound }
    }

    /// The last noun for a body: 县委 but not in 县委员会, 教育局 but not in 局长.
    private func lastBody(in part: Span) -> Span? {
        var last: Span?
        var index = part.lowerBound
        while index < part.upperBound {
            guard let noun = bodyNouns.match(self, at: index, within: part), !goesOnAsWord(noun, in: part) else {
                index += 1
                continue
            }
            let isMeeting = noun.upperBound == part.upperBound && meetingOnly.equals(self, noun)
            if !isMeeting || noun.lowerBound > part.lowerBound { last = noun }
            index = noun.upperBound
        }
        return last
    }

    private func goesOnAsWord(_ noun: Span, in part: Span) -> Bool {
        noun.upperBound < part.upperBound && "员长门分署队级".unicodeScalars.contains(scalars[noun.upperBound])
    }

    /// A name without a noun for a body, written with foreign letters.
    private func plainBody(_ span: Span) -> Span? {
        span.contains { scalars[$0].isASCII && scalars[$0].properties.isAlphabetic } ? span : nil
    }

    /// The body whose name the words end with: 5月6日下午，青安市总工会.
    func body(endingOf span: Span) -> Span? {
        guard let noun = bodyNouns.suffix(self, of: span), (2...40).contains(span.count),
            noun.lowerBound > span.lowerBound || noun.count > 1
        else { return nil }
        return span
    }

    /// The first ordinal with its measure word.
    func ordinal(in span: Span) -> NameOrdinal? {
        for index in span {
            let measure: NameOrdinal.Measure
            switch scalars[index] {
            case "届": measure = .term
            case "次", "期", "轮": measure = .time
            case "年": measure = .year
            default: continue
            }
            var start = index
            while start > span.lowerBound, isNumeral(scalars[start - 1]) { start -= 1 }
            let digits = scalars[start..<index].filter { !isBlank($0) }
            guard !digits.isEmpty, measure != .year || digits.count == 4 else { continue }
            while isBlank(scalars[start]) { start += 1 }
            var mark = start
            while mark > span.lowerBound, isBlank(scalars[mark - 1]) { mark -= 1 }
            if mark > span.lowerBound, scalars[mark - 1] == "第" { start = mark - 1 }
            return NameOrdinal(measure: measure, span: start..<index + 1)
        }
        return nil
    }

    private func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
        digit(scalar) != nil || "一二三四五六七八九十百〇零首 ".unicodeScalars.contains(scalar)
    }
}

private let ownBodies = knowledge.table("own-bodies")
let bodyNouns = knowledge.table("body-nouns", "legal-bodies")
let legalBodies = knowledge.table("legal-bodies")
let companies = knowledge.table("companies")
private let partyNames = knowledge.table("party-names")
private let meetingOnly = knowledge.table("meeting-only")
private let nameBreaks: Set<Unicode.Scalar> = ["“", "（", "(", "《", "暨", "—", "\""]
