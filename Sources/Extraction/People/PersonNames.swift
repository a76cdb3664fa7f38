extension SourceText {
    /// Whether the span is a person's name and nothing else: 林静, 林 静, 欧阳明, 阿依江·托合提.
    func isName(_ span: Span) -> Bool {
        guard span.count <= 24, mayBeName(span) else { return false }
        let letters = scalars[span].filter { !isBlank($0) }
        if let dot = letters.firstIndex(where: isNameDot) {
            let parts = letters.split(whereSeparator: isNameDot)
            return dot > 0 && parts.count >= 2 && letters.count >= 4 && !isNameDot(letters[letters.count - 1])
                && parts.allSatisfy { $0.count <= 8 && $0.allSatisfy(isHan) }
        }
        guard (2...6).contains(letters.count), letters.allSatisfy(isHan) else { return false }
        if letters.count >= 3, minorityNameStarts.match(self, at: span.lowerBound, within: span) != nil,
            letters.enumerated().allSatisfy({ index, letter in
                !neverInGivenNames.contains(letter) || index < letters.count - 1 && givenNameMiddles.contains(letter)
            }), titleWords.suffix(self, of: span) == nil
        {
            return true
        }
        guard letters.count <= 4 else { return false }
        let given: ArraySlice<Unicode.Scalar>
        if letters.count >= 3, compoundSurnames.match(self, at: span.lowerBound, within: span) != nil {
            given = letters[2...]
        } else {
            guard letters.count <= 3, surnames.contains(letters[0]) else { return false }
            given = letters[1...]
        }
        if given.count == 2, letters.count == 3, surnamesThatAreWords.contains(letters[0]), isWordLikeName(span) {
            return false
        }
        return isGivenName(given) && !titleWords.equals(self, span)
            && !wordsLikeNames.equals(self, span)
            && !honorifics.equals(self, span)
    }

    /// Whether the first letter begins names and the rest are letters: most spans fail here, at little cost.
    private func mayBeName(_ span: Span) -> Bool {
        var letters = 0
        var first: Unicode.Scalar?
        for index in span where !isBlank(scalars[index]) {
            let scalar = scalars[index]
            if isNameDot(scalar) { return letters > 0 }
            guard isHan(scalar) else { return false }
            first = first ?? scalar
            letters += 1
        }
        guard (2...6).contains(letters), let first else { return false }
        return surnames.contains(first) || compoundSurnames.match(self, at: span.lowerBound, within: span) != nil
            || minorityNameStarts.match(self, at: span.lowerBound, within: span) != nil
    }

    /// No character that ends words of office and place, but for the first of two that given names have nevertheless:
    /// 李长春.
    private func isGivenName(_ given: ArraySlice<Unicode.Scalar>) -> Bool {
        given.enumerated().allSatisfy { index, letter in
            !neverInGivenNames.contains(letter) || given.count == 2 && index == 0 && givenNameMiddles.contains(letter)
        }
    }

    /// 向全体: what follows the first character is a word of its own.
    private func isWordLikeName(_ span: Span) -> Bool {
        let second = skipBlanks(span.lowerBound + 1, within: span)
        let word = second..<span.upperBound
        return wordsLikeNames.equals(self, word) || titleWords.equals(self, word) || groupEndings.equals(self, word)
    }

    /// The name in one entry of a list: 林静, 执行主席高原, 林静同志, 市委书记林静.
    func nameInEntry(_ entry: Span) -> Span? {
        let entry = trimmed(entry)
        guard !entry.isEmpty, entry.count <= 80 else { return nil }
        if isName(entry) || isLinkedName(entry) { return entry }
        if let note = noteStart(entry) { return nameInEntry(entry.lowerBound..<note) }
        if let origin = originEnd(entry) { return nameInEntry(origin..<entry.upperBound) }
        if let name = nameAfterTitle(entry) { return name }
        let honorific = honorifics.suffix(self, of: entry)
        let title = titleWords.suffix(self, of: entry)
        let longest = (honorific?.count ?? 0) >= (title?.count ?? 0) ? honorific : title
        guard let suffix = longest else { return nil }
        let rest = trimmed(entry.lowerBound..<suffix.lowerBound)
        return isName(rest) ? rest : nameAfterTitle(rest) ?? nameAfterBody(rest)
    }

    /// A name whose family name is in no table, believed among other names only: the whole entry, or after an office.
    func rareNameInEntry(_ entry: Span) -> Span? {
        if isShortWord(entry) { return entry }
        for length in [3, 2] where length < entry.count {
            let name = entry.upperBound - length..<entry.upperBound
            let before = trimmed(entry.lowerBound..<name.lowerBound)
            if isShortWord(name), titleWords.suffix(self, of: before) != nil { return name }
        }
        return nil
    }

    /// Two or three Han characters that are no office and end no word for a group.
    private func isShortWord(_ span: Span) -> Bool {
        let letters = scalars[span].filter { !isBlank($0) }
        return (2...3).contains(letters.count) && letters.allSatisfy(isHan)
            && letters.enumerated().allSatisfy { index, letter in
                !neverInGivenNames.contains(letter) || index == 2 && givenNameEnds.contains(letter)
            }
            && !wordsLikeNames.equals(self, span) && titleWords.suffix(self, of: span) == nil
            && groupEndings.suffix(self, of: span) == nil
    }

    /// 林静（女，回族）: where the parenthesis opens that ends the entry.
    private func noteStart(_ entry: Span) -> Int? {
        guard let last = entry.last, scalars[last] == "）" || scalars[last] == ")" else { return nil }
        return entry.first { scalars[$0] == "（" || scalars[$0] == "(" }.flatMap { $0 > entry.lowerBound ? $0 : nil }
    }

    /// [jane-doe](https://code.example/jane-doe): Latin letters that link to a page of the same name.
    func isLinkedName(_ span: Span) -> Bool {
        guard (2...40).contains(span.count), scalars[span].allSatisfy({ $0.isASCII && !isBlank($0) }) else {
            return false
        }
        return linkTarget(of: span).map { $0.lowercased().hasSuffix("/" + string(span).lowercased()) } ?? false
    }

    /// 来自青安大学的林静: where the words end that say where somebody comes from.
    private func originEnd(_ entry: Span) -> Int? {
        guard origins.match(self, at: entry.lowerBound, within: entry) != nil, let end = last("的", in: entry),
            end.upperBound < entry.upperBound
        else { return nil }
        return end.upperBound
    }

    /// The name at the end, when the words before it end with an office.
    private func nameAfterTitle(_ entry: Span) -> Span? {
        if let last = entry.last, scalars[last].isASCII { return latinNameAfterTitle(entry) }
        // Three characters are the commonest; a name with a dot is taken as long as titles allow.
        let hasDot = scalars[entry].contains(where: isNameDot)
        let lengths = hasDot ? Array(4...20) : [3, 2, 4, 5, 6]
        for length in lengths where length < entry.count {
            let name = entry.upperBound - length..<entry.upperBound
            guard !isBlank(scalars[name.lowerBound]), isName(name) else { continue }
            let before = trimmed(entry.lowerBound..<name.lowerBound)
            if titleWords.suffix(self, of: before) != nil, !beginsInTitle(name, of: entry) { return name }
        }
        return nil
    }

    /// 师林静 in 会计师林静: the first character ends a longer title, and a name is left without it.
    private func beginsInTitle(_ name: Span, of entry: Span) -> Bool {
        let rest = name.lowerBound + 1..<name.upperBound
        guard let title = titleWords.suffix(self, of: entry.lowerBound..<rest.lowerBound), title.count > 1 else {
            return false
        }
        return isName(rest)
    }

    /// 理事Linda Wu: words in Latin letters, each with a capital and small letters, or one that links to a profile.
    private func latinNameAfterTitle(_ entry: Span) -> Span? {
        var start = entry.upperBound
        while start > entry.lowerBound, scalars[start - 1].isASCII { start -= 1 }
        let words = split(start..<entry.upperBound, at: isBlank).filter { !$0.isEmpty }
        guard let first = words.first, titleWords.suffix(self, of: trimmed(entry.lowerBound..<start)) != nil else {
            return nil
        }
        let name = first.lowerBound..<entry.upperBound
        let isNamed =
            words.count <= 3
            && words.allSatisfy { word in
                scalars[word.lowerBound].properties.isUppercase
                    && scalars[word].dropFirst().allSatisfy { $0.properties.isLowercase || $0 == "." || $0 == "-" }
            } && name.count >= 3
        return isNamed || isLinkedName(name) ? name : nil
    }

    /// 我校林静, 市教育局林静, 听取林静 before 校长: a name behind a body or a word that takes a person.
    func nameAfterBody(_ entry: Span) -> Span? {
        for length in [3, 2, 4] where length < entry.count {
            let name = entry.upperBound - length..<entry.upperBound
            guard !isBlank(scalars[name.lowerBound]), isName(name) else { continue }
            if nameLeads.suffix(self, of: trimmed(entry.lowerBound..<name.lowerBound)) != nil { return name }
        }
        return nil
    }

    /// Who does what a clause tells, where that is a person: 市委书记林静出席会议 gives 林静.
    func subject(of clause: Span) -> Span? { subjects(of: clause).last }

    /// The people who do what a clause tells: 副主席林静、高原分别发言 gives both.
    func subjects(of clause: Span) -> [Span] {
        let clause = trimmed(clause)
        let reach = clause.lowerBound..<min(clause.upperBound, clause.lowerBound + 160)
        var ends = predicateStarts.all(self, in: reach).map(\.lowerBound).filter { $0 > clause.lowerBound }
        if clause.count <= 60 { ends.append(clause.upperBound) }
        for end in ends.prefix(24) {
            var names = subjectNames(clause.lowerBound..<end)
            if let last = names.last, isNameGoingOn(last, at: end, in: reach) {
                names[names.count - 1] = last.lowerBound..<end + 1
            }
            if !names.isEmpty { return names }
            // 念国忠同志代表…: called so, three characters are a name whatever the family name.
            let word = trimmed(clause.lowerBound..<end)
            if word.count == 3, comrades.match(self, at: end, within: reach) != nil, isShortWord(word) { return [word] }
        }
        return []
    }

    /// 郑可 before 为作主题发言: the word after the name is its last character, as a deed follows it.
    private func isNameGoingOn(_ name: Span, at end: Int, in reach: Span) -> Bool {
        name.upperBound == end && name.count == 2 && end < reach.upperBound && givenNameEnds.contains(scalars[end])
            && (end + 1 == reach.upperBound || deedsAfterNames.match(self, at: end + 1, within: reach) != nil)
    }

    /// The names of a list that ends with one.
    private func subjectNames(_ candidate: Span) -> [Span] {
        let entries = split(candidate, at: isListComma)
        let isList = entries.count > 1 && entries.contains { nameInEntry($0) != nil }
        guard let last = entries.last,
            let name = nameInEntry(withoutDate(last)) ?? (isList ? rareNameInEntry(withoutDate(last)) : nil)
        else { return entries.last.flatMap(pair) ?? [] }
        return entries.dropLast().flatMap { entry in
            pair(entry) ?? (nameInEntry(entry) ?? (isShortWord(trimmed(entry)) ? trimmed(entry) : nil)).map { [$0] }
                ?? []
        } + (pair(last) ?? [name])
    }

    /// 书记林静和主席高原: two names in one entry.
    func pair(_ entry: Span) -> [Span]? {
        for joint in pairJoints.all(self, in: entry) where !isInOffice(joint, entry) {
            if let first = nameInEntry(entry.lowerBound..<joint.lowerBound),
                let second = nameInEntry(joint.upperBound..<entry.upperBound)
            {
                return [first, second]
            }
        }
        return nil
    }

    /// Without a date at its end: 理事长林静1月5日 is the subject 理事长林静.
    private func withoutDate(_ span: Span) -> Span {
        var end = span.upperBound
        while end > span.lowerBound, isDateLetter(scalars[end - 1]) { end -= 1 }
        // 关山月 ends with no date.
        let isDate = (end..<span.upperBound).contains { digit(scalars[$0]) != nil }
        return isDate ? span.lowerBound..<end : span
    }

    private func isDateLetter(_ scalar: Unicode.Scalar) -> Bool {
        if digit(scalar) != nil || isBlank(scalar) { return true }
        switch scalar {
        case "年", "月", "日", "上", "下", "午": return true
        default: return false
        }
    }
}

private let comrades = knowledge.table("comrades")
private let deedsAfterNames = knowledge.table("deeds-after-names")
private let origins = knowledge.table("origins")
private let pairJoints = knowledge.table("joints")
private let nameLeads = knowledge.table("own-bodies", "body-nouns", "legal-bodies", "name-leads")
