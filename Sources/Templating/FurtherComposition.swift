import BlockModel
import MinutesModel
import PaperUnits
import Provenance

// Parts beyond those of 纪要 proper, but for the tables.
extension Composer {
    mutating func append(_ part: FactsPart) {
        let fields = fields.separated(by: part.separator)
        let rows = part.rows.compactMap { row in
            value(of: row, fields, mark: part.derivedMark).map { (row.label, $0) }
        }
        guard !rows.isEmpty else { return }
        appendHeading(part.heading)
        for (label, value) in rows {
            append(
                value.styled(part.style.text), part.style,
                lead: [Fragment.words(label)].styled(part.labelStyle.text))
        }
    }

    mutating func append(_ part: ResolutionTextsPart) {
        for resolution in minutes.resolutions {
            let body = paragraphs(of: resolution.paragraphs)
            guard !body.isEmpty else { continue }
            let (fields, source) = (fields, source)
            let name = source.prose(resolution.text).map { $0.unbracketed }
            func words(_ wordings: [Wording]) -> [Fragment]? {
                wordings.lazy.compactMap { wording in
                    wording.filled { field in
                        switch field {
                        case .resolution: name.map { [$0] }
                        case .resolutionTitle: source.prose(resolution.title).map { [$0.unbracketed] }
                        case .adoption: source.prose(resolution.adoption).map { [$0] }
                        default: fields.value(field)
                        }
                    }
                }.first
            }
            if let title = words(part.title) { append(title, part.titleStyle, role: .heading(level: sectionLevel)) }
            if let adoption = words(part.adoption) {
                let measure = template.page.typeArea.width.emu * 4 / max(1, part.adoptionStyle.text.size.emu)
                let lines = adoption.quarterEms > measure ? adoption.brokenByMeeting : [adoption]
                for (number, line) in lines.enumerated() {
                    var style = part.adoptionStyle
                    if number > 0 { style.paragraph.before = .lines(0) }
                    append(line, style)
                }
            }
            for words in body { append(words, part.style) }
        }
    }

    mutating func append(_ part: SignaturePart) {
        let names = part.names.compactMap { fields.first(of: [$0])?.styled(part.style.text) }
        guard !names.isEmpty else { return }
        let date = fields.first(of: part.date) ?? []
        append(
            .signature(
                Signature(
                    names: names, date: date.styled(part.style.text), inset: part.inset, offset: part.offset,
                    before: before(part.before))))
    }

    mutating func append(_ part: AnnexNotePart) {
        let titles = minutes.annexes.compactMap { source.prose($0.title) }
        let text = part.style.text
        let label = [Fragment.words(part.label)].styled(text)
        for (index, title) in titles.enumerated() {
            let number = titles.count > 1 ? [Fragment.words("\(index + 1).")].styled(text) : []
            var style = part.style
            if index > 0 {
                style.paragraph.before = .lines(0)
                style.paragraph.firstIndent += part.label.approximateEms * text.size
            }
            append([title].styled(text), style, lead: (index == 0 ? label : []) + number)
        }
    }

    mutating func append(_ part: AnnexesPart) {
        let annexes = minutes.annexes.filter { source.prose($0.title) != nil && !$0.paragraphs.isEmpty }
        // The number is the annex's own, though another may have no text.
        for (index, annex) in minutes.annexes.enumerated() where annexes.contains(annex) {
            guard let title = source.prose(annex.title) else { continue }
            var mark = part.markStyle
            mark.paragraph.startsPage = true
            append([.words(part.mark + (minutes.annexes.count > 1 ? String(index + 1) : ""))], mark)
            append([title], part.titleStyle, role: .heading(level: sectionLevel))
            for words in paragraphs(of: annex.paragraphs) { append(words, part.style) }
        }
    }
}

extension [Fragment] {
    /// Natural width in quarters of an em, Han–Latin spaces included.
    fileprivate var quarterEms: Int64 {
        var width: Int64 = 0
        var wasHan: Bool?
        for scalar in text.unicodeScalars {
            let isHan = scalar.isIdeograph
            width += scalar.value < 0x2000 ? 2 : 4
            if let wasHan, wasHan != isHan, scalar.isASCIIDigit || wasHan == false && isHan { width += 1 }
            wasHan = isHan
        }
        return width
    }

    /// In two lines, the second from 第四次会议 on, the last such words: a 题注 turns over between groups of words (NR-1).
    fileprivate var brokenByMeeting: [[Fragment]] {
        for index in indices.reversed() {
            let matches = self[index].text.matches(of: /第[〇一二三四五六七八九十百0-9]+次/)
            guard let place = matches.last?.range.lowerBound else { continue }
            let text = self[index].text
            var (before, after) = (self[index], self[index])
            before.text = String(text[..<place])
            after.text = String(text[place...])
            return [
                Array(self[..<index]) + (before.text.isEmpty ? [] : [before]), [after] + self[(index + 1)...],
            ].filter { !$0.isEmpty }
        }
        return [self]
    }
}

extension Fragment {
    /// Without the 《》 around it as a whole.
    fileprivate var unbracketed: Fragment {
        guard text.hasPrefix("《"), text.hasSuffix("》"), !text.dropFirst().contains("《"), text.count > 2 else {
            return self
        }
        var inner = self
        inner.text = String(text.dropFirst().dropLast())
        return inner
    }
}
