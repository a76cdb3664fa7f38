import MinutesModel

/// The people of one list, in the order of the source.
struct PeopleList {
    var names: [Span] = []
    var groups: [Span] = []
}

extension SourceText {
    /// Reads a list of people: names with or without offices before them, and groups without names.
    ///
    /// Where nobody is named, commas part the groups and 、 stands inside them, unless there is no comma.
    func people(in span: Span) -> PeopleList {
        var list = PeopleList()
        let runs = split(span, at: { isComma($0) || isSemicolon($0) || isColon($0) }).map(trimmed)
        let namesSomebody = runs.contains { run in split(run, at: isListComma).contains { nameInEntry($0) != nil } }
        for run in runs { readRun(run, amongNames: namesSomebody, into: &list) }
        if list.names.isEmpty { list.groups = groupsOnly(span) } else { list.groups = joined(list.groups) }
        return list
    }

    /// Groups that follow the names with nothing but commas between them are one list of people without names.
    private func joined(_ groups: [Span]) -> [Span] {
        var joined: [Span] = []
        for group in groups {
            if let last = joined.last, last.upperBound < group.lowerBound, group.lowerBound - last.upperBound <= 2,
                isComma(scalars[last.upperBound])
            {
                joined[joined.count - 1] = last.lowerBound..<group.upperBound
            } else {
                joined.append(group)
            }
        }
        return joined
    }

    /// One stretch between commas. An entry that is an office only belongs to the next entry that names somebody.
    private func readRun(_ run: Span, amongNames: Bool, into list: inout PeopleList) {
        guard !run.isEmpty, !connectors.equals(self, run) else { return }
        var waiting: Span?
        func closeGroup() {
            if let waiting { list.groups.append(waiting) }
            waiting = nil
        }
        let entries = split(run, at: isListComma).map(trimmed).filter { !$0.isEmpty }
        let namesSomebody = entries.contains { nameInEntry($0) != nil }
        func rareName(_ entry: Span) -> Span? {
            guard namesSomebody || amongNames, let name = rareNameInEntry(entry) else { return nil }
            return namesSomebody || name.count < entry.count ? name : nil
        }
        for entry in entries.map(withoutKind) {
            if let pair = pair(entry) {
                closeGroup()
                waiting = nil
                list.names += pair
            } else if let name = nameInEntry(entry) ?? rareName(entry) {
                let offices =
                    name != entry && waiting.map { endsWithTitle($0) || bodyNouns.suffix(self, of: $0) != nil } == true
                if !offices { closeGroup() }
                waiting = nil
                list.names.append(name)
            } else if let glued = nameAndGroup(entry) {
                closeGroup()
                list.names.append(contentsOf: glued.names)
                list.groups.append(contentsOf: glued.groups)
            } else {
                waiting = waiting.map { $0.lowerBound..<entry.upperBound } ?? entry
            }
        }
        closeGroup()
    }

    /// 林静等副主席: without what the people named are, unless others are told of besides.
    private func withoutKind(_ entry: Span) -> Span {
        var entry = entry
        while let opening = entryOpenings.match(self, at: entry.lowerBound, within: entry), opening != entry {
            entry = trimmed(opening.upperBound..<entry.upperBound)
        }
        // 林静作为团长
        if let mark = first(asWhat, in: entry), nameInEntry(entry.lowerBound..<mark.lowerBound) != nil {
            return entry.lowerBound..<mark.lowerBound
        }
        guard let mark = last(amongOthers, in: entry), mark.lowerBound > entry.lowerBound + 1,
            entry.upperBound - mark.upperBound <= 10, joints.first(self, in: mark.upperBound..<entry.upperBound) == nil
        else { return entry }
        let words = entry.lowerBound..<mark.lowerBound
        let kind = mark.upperBound..<entry.upperBound
        let isKind =
            kind.isEmpty || titleWords.suffix(self, of: kind) != nil || groupEndings.suffix(self, of: kind) != nil
        return isKind && (nameInEntry(words) != nil || rareNameInEntry(words) != nil) ? words : entry
    }

    private func endsWithTitle(_ span: Span) -> Bool { titleWords.suffix(self, of: span) != nil }

    /// 路遥和大会主席团成员: a name, or two, glued to a group by 和.
    private func nameAndGroup(_ entry: Span) -> PeopleList? {
        for joint in joints.all(self, in: entry.lowerBound..<min(entry.upperBound, entry.lowerBound + 60))
        where !isInOffice(joint, entry) {
            let group = trimmed(joint.upperBound..<entry.upperBound)
            guard let name = nameInEntry(entry.lowerBound..<joint.lowerBound), !group.isEmpty else { continue }
            if let second = nameInEntry(group) { return PeopleList(names: [name, second]) }
            return PeopleList(names: [name], groups: [group])
        }
        return nil
    }

    /// The 和 of 发展和改革局 parts nobody.
    func isInOffice(_ joint: Span, _ entry: Span) -> Bool {
        joinedOffices.all(self, in: entry).contains { $0.contains(joint.lowerBound) }
    }

    private func groupsOnly(_ span: Span) -> [Span] {
        let whole = trimmed(span)
        // A final 等 belongs to the whole list, so the list stays one group.
        if let last = whole.last, scalars[last] == "等" { return [whole] }
        let groups = split(whole) { isComma($0) || isSemicolon($0) }.map(trimmed)
        return groups.filter { !$0.isEmpty && !connectors.equals(self, $0) }
    }
}

private let asWhat: Phrase = "作为"
private let amongOthers: Phrase = "等"
private let joints = knowledge.table("joints")
private let joinedOffices = knowledge.table("joined-offices")
private let entryOpenings = knowledge.table("entry-openings")
