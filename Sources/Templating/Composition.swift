package import BlockModel
package import MinutesModel
import PaperUnits
import Provenance

/// Lays the minutes out as blocks: which words stand where, in which style. Never fails; what the minutes do not
/// have is left out.
///
/// Every inline carries its origin: words of the source keep their byte ranges through normalisation.
///
/// - Parameter strokes: for templates that order names by strokes; without it they keep the source's order.
package func compose(_ minutes: Minutes, with template: Template, strokes: StrokeOrder? = nil) -> Document {
    var composer = Composer(minutes, template, strokes)
    for item in composer.items { composer.append(item.part) }
    return Document(
        title: composer.title?.text ?? composer.masthead?.text ?? composer.fields.first(of: [Wording([.field(.title)])]
        )?.text
            ?? minutes.id, language: template.language,
        lines: template.lines, page: template.page, blocks: composer.blocks)
}

/// Documents for one of a kind each, where the template asks for them: titled by their own words, nothing of the others in
/// them.
package func composeSeparately(
    _ minutes: Minutes, with template: Template, strokes: StrokeOrder? = nil
) -> [Document] {
    guard template.separateDocuments == .resolutionTexts else { return [] }
    return minutes.resolutions.filter { !$0.paragraphs.isEmpty }.map { resolution in
        var own = minutes
        own.resolutions = [resolution]
        var document = compose(own, with: template, strokes: strokes)
        let source = SourceText(template.normalisation)
        if let title = source.prose(resolution.title ?? resolution.text)?.text { document.title = title }
        return document
    }
}

/// The document as far as it is composed.
struct Composer {
    let minutes: Minutes
    let template: Template
    let source: SourceText
    let strokes: StrokeOrder?
    let fields: MinutesFields
    /// The parts whose conditions hold.
    let items: [TemplateItem]
    /// Of the whole template, for the words of one may stand in those of another.
    let nameLists: [NameListPart]
    /// What masthead and title will say, known before the first block since headings count from them.
    let masthead: [Fragment]?
    let title: [Fragment]?
    private(set) var blocks: [Block] = []
    /// Replaces the next block's own blank above.
    private var nextBefore: Blank?
    private var headingCount = 0
    private var hasNameList = false

    init(_ minutes: Minutes, _ template: Template, _ strokes: StrokeOrder?) {
        self.strokes = strokes
        self.minutes = minutes
        self.template = template
        source = SourceText(template.normalisation)
        nameLists = template.items.compactMap { if case .nameList(let list) = $0.part { list } else { nil } }
        let fields = MinutesFields(minutes: minutes, source: source, settings: template.settings)
        self.fields = fields
        items = template.items.filter { item in
            (item.when.isEmpty || item.when.contains(where: fields.has)) && !item.unless.contains(where: fields.has)
        }
        masthead =
            items.lazy.compactMap { item in
                if case .masthead(let part) = item.part { part.words(fields) } else { nil }
            }.first
        let title = items.lazy.compactMap { item in
            if case .title(let part) = item.part { fields.first(of: part.wordings) } else { nil }
        }.first
        self.title = title?.text == masthead?.text ? nil : title
    }

    /// Level of a part's heading: below the title, or the highest where there is none.
    var sectionLevel: Int { title == nil && masthead == nil ? 1 : 2 }

    mutating func append(_ part: TemplatePart) {
        switch part {
        case .masthead(let part):
            guard let masthead else { return }
            append(masthead, part.style, role: title == nil ? .heading(level: 1) : .body)
        case .headLine(let part): appendHeadLine(part)
        case .rule(let part):
            // A rule belongs to the words above it.
            guard !blocks.isEmpty else { return }
            blocks.append(.rule(Rule(thickness: part.thickness, colour: part.colour, above: part.above)))
            nextBefore = part.below.map(Blank.length)
        case .title(let part):
            guard let title else { return }
            append(title, part.style, role: .heading(level: 1))
            nextBefore = part.below
        case .text(let part):
            guard let words = fields.first(of: part.wordings) else { return }
            append(words, part.style)
            nextBefore = part.below
        case .factsTable(let part): appendTable(factsTable(part), heading: part.heading)
        case .attendanceTable(let part): appendTable(attendanceTable(part), heading: part.heading)
        case .proceedings(let part): appendProse(minutes.proceedings, part)
        case .agenda(let part): appendAgenda(part)
        case .resolutions(let part): appendResolutions(part)
        case .appointments(let part): appendAppointments(part)
        case .speeches(let part): for speech in minutes.speeches { append(speech, part) }
        case .statements(let part): appendStatements(part)
        case .nameList(let part): appendNameList(part)
        case .imprint(let part):
            if let imprint = imprint(part) { blocks.append(.imprint(imprint)) }
        case .facts(let part): append(part)
        case .summaryTable(let part): appendTable(summaryTable(part), heading: part.heading)
        case .voteTable(let part): appendTable(voteTable(part), heading: part.heading)
        case .appointmentsTable(let part): appendTable(appointmentsTable(part), heading: part.heading)
        case .register(let part): appendTable(register(part), heading: part.heading)
        case .resolutionTexts(let part): append(part)
        case .signature(let part): append(part)
        case .annexNote(let part): append(part)
        case .annexes(let part): append(part)
        case .photographs(let part): append(part)
        }
    }
}

// Building blocks of all parts.
extension Composer {
    mutating func append(_ block: Block) { blocks.append(block) }

    mutating func before(_ own: Blank) -> Blank {
        defer { nextBefore = nil }
        return nextBefore ?? own
    }

    mutating func append(_ words: [Fragment], _ style: TemplateStyle, role: BlockRole = .body) {
        append(words.styled(style.text), style, role: role)
    }

    mutating func append(
        _ inlines: [Inline], _ style: TemplateStyle, role: BlockRole = .body, lead: [Inline] = [],
        trailing: [Inline] = []
    ) {
        var paragraphStyle = style.paragraph
        paragraphStyle.before = before(paragraphStyle.before)
        blocks.append(
            .paragraph(Paragraph(lead: lead, inlines, style: paragraphStyle, role: role, trailing: trailing)))
    }

    /// A first-level heading with the next number.
    mutating func appendHeading(_ words: [Fragment]) {
        guard let options = template.headings else { return }
        headingCount += 1
        let number = options.numerals == .chinese ? chineseNumeral(headingCount) : String(headingCount)
        let label = options.numbering?.filled { _ in [.words(number)] }?.text
        append(
            (label.map { [Fragment.words($0)] } ?? []) + words, options.style, role: .heading(level: sectionLevel))
    }

    mutating func appendHeading(_ wording: Wording?) {
        guard let words = wording.flatMap({ fields.first(of: [$0]) }) else { return }
        appendHeading(words)
    }

    private mutating func appendTable(_ table: Table?, heading: Wording?) {
        guard var table else { return }
        appendHeading(heading)
        table.before = before(table.before)
        blocks.append(.table(table))
    }

    private mutating func appendHeadLine(_ part: HeadLinePart) {
        let left = fields.first(of: part.left) ?? []
        let right = fields.first(of: part.right) ?? []
        guard !left.isEmpty || !right.isEmpty else { return }
        let trailing = right.map { fragment in
            let style = fragment.isField ? part.fieldStyle ?? part.style : part.style
            return Inline(fragment.text, style: style.text, origin: fragment.origin)
        }
        append(left.styled(part.style.text), part.style, trailing: trailing)
    }

    private mutating func appendNameList(_ part: NameListPart) {
        guard var list = nameList(part) else { return }
        if hasNameList { list.before = .lines(0) }
        list.before = before(list.before)
        hasNameList = true
        blocks.append(.nameList(list))
    }
}

extension MastheadPart {
    fileprivate func words(_ fields: MinutesFields) -> [Fragment]? {
        let candidates = wordings.compactMap { fields.first(of: [$0]) }
        return candidates.first { $0.text.unicodeScalars.count <= maxCharacters } ?? candidates.last
    }
}
