import Intake
import MinutesModel
import Provenance

/// The people of one unit: 市财政局：张敏、李建国.
struct UnitEntry {
    var unit: Span
    var people: PeopleList
}

/// A list by unit below a line that says in which role they were there: 出席人员名单： …
struct UnitList {
    var role: Span
    var entries: [UnitEntry]
}

/// Finds lists by unit: a line with a role, then two or more lines of a unit and its people each.
func findUnitLists(_ article: inout Article) {
    let source = article.source
    var index = 0
    while index + 2 < article.paragraphs.count {
        guard article.paragraphs[index].part == .open || article.paragraphs[index].part == .body,
            article.paragraphs[index].field ?? .content == .content,
            let role = source.listRole(article.paragraphs[index].span)
        else {
            index += 1
            continue
        }
        var entries: [UnitEntry] = []
        var next = index + 1
        while next < article.paragraphs.count, let (entry, count) = article.unitEntry(at: next) {
            entries.append(entry)
            next += count
        }
        guard entries.count >= 2 else {
            index += 1
            continue
        }
        for place in index..<next { article.paragraphs[place].part = .roll }
        article.unitLists.append(UnitList(role: role, entries: entries))
        index = next
    }
}

func readUnitLists(_ article: Article, into minutes: inout Minutes) {
    for list in article.unitLists {
        minutes.attendees += list.entries.map { article.source.group(of: $0, role: list.role) }
    }
}

extension Article {
    /// 市财政局：张敏、李建国 on one line, or 第一代表团（12人） above a line of names.
    fileprivate func unitEntry(at index: Int) -> (UnitEntry, lines: Int)? {
        let span = paragraphs[index].span
        guard paragraphs[index].field ?? .content == .content, source.listRole(span) == nil else { return nil }
        if let entry = source.unitEntry(span) { return (entry, 1) }
        guard let unit = source.unit(span), index + 1 < paragraphs.count,
            let people = source.onlyPeople(paragraphs[index + 1].span)
        else { return nil }
        return (UnitEntry(unit: unit, people: people), 2)
    }
}

extension SourceText {
    func group(of entry: UnitEntry, role: Span) -> AttendeeGroup {
        AttendeeGroup(
            role: placed(role, "attendees.role"), unit: placed(entry.unit, "attendees.unit"),
            names: entry.people.names.map { placed($0, "attendees.list") },
            groups: entry.people.groups.map { placed($0, "attendees.group") })
    }

    /// 市财政局：张敏、李建国；市水务局：王珍: two units or more, each with its people, and nothing else.
    func unitEntries(in value: Span) -> [UnitEntry]? {
        let parts = split(value, at: isSemicolon).map(trimmed).filter { !$0.isEmpty }
        guard parts.count >= 2 else { return nil }
        let entries = parts.compactMap { unitEntry(withoutFinalMarks($0)) }
        return entries.count == parts.count ? entries : nil
    }

    fileprivate func unitEntry(_ line: Span) -> UnitEntry? {
        guard let colon = line.first(where: { isColon(scalars[$0]) }), let unit = unit(line.lowerBound..<colon),
            let people = onlyPeople(colon + 1..<line.upperBound)
        else { return nil }
        return UnitEntry(unit: unit, people: people)
    }

    /// Words that end like a unit, without a number of people behind them: 第一代表团（12人）.
    fileprivate func unit(_ span: Span) -> Span? {
        var words = trimmed(span)
        if let last = words.last, scalars[last] == "）" || scalars[last] == ")",
            let open = words.last(where: { scalars[$0] == "（" || scalars[$0] == "(" }),
            number(at: open + 1, within: words) != nil || chineseNumber(at: open + 1, within: words) != nil
        {
            words = trimmed(words.lowerBound..<open)
        }
        let isPlain = !words.contains { isListComma(scalars[$0]) || isComma(scalars[$0]) || isSentenceEnd(scalars[$0]) }
        guard (2...30).contains(words.count), isPlain, unitEndings.suffix(self, of: words) != nil, !isName(words) else {
            return nil
        }
        return words
    }

    /// Names and nothing else, with 、 or blanks between them.
    fileprivate func onlyPeople(_ span: Span) -> PeopleList? {
        let value = withoutFinalMarks(span)
        guard !value.isEmpty, value.count <= 3_000 else { return nil }
        let padded = paddedNames(in: value)
        if !padded.isEmpty { return PeopleList(names: padded) }
        // 王　珍、李建国: with marks between the names a blank is part of one.
        let hasMarks = value.contains { isListComma(scalars[$0]) || isComma(scalars[$0]) }
        let entries = split(value) { isListComma($0) || isComma($0) || !hasMarks && isBlank($0) }.map(trimmed)
            .filter { !$0.isEmpty }
        let words = entries.map { entry in
            entry.first { scalars[$0] == "（" || scalars[$0] == "(" }.map { entry.lowerBound..<$0 } ?? entry
        }
        // Names that no table has count beside others.
        let namesSomebody = words.contains(where: isName)
        let names = words.compactMap { words -> Span? in
            isName(words) ? words : nameInEntry(words) ?? (namesSomebody && isPlainName(words) ? words : nil)
        }
        return names.count == entries.count && !names.isEmpty ? PeopleList(names: names) : nil
    }

    /// Two to four Han characters that end like no office.
    private func isPlainName(_ words: Span) -> Bool {
        (2...4).contains(words.count) && words.allSatisfy { isHan(scalars[$0]) }
            && titleWords.suffix(self, of: words) == nil
    }

    /// 出席人员名单：, 列席（按单位）, 各代表团出席代表名单如下: the word for the role.
    fileprivate func listRole(_ line: Span) -> Span? {
        guard line.count <= 40, !line.contains(where: { isSentenceEnd(scalars[$0]) }) else { return nil }
        guard let last = line.last, isColon(scalars[last]) || unitListEndings.suffix(self, of: line) != nil else {
            return nil
        }
        return attendanceVerbs.all(self, in: line).first { !line.isEmpty && $0.count == 2 }
    }
}

private let unitEndings = knowledge.table("unit-endings")
private let unitListEndings = knowledge.table("unit-list-endings")
