import BlockModel
import LineRules
import MinutesModel
import PaperUnits
import YAMLTree

extension Template {
    /// The template as YAML with every default filled in and every length in millimetres.
    ///
    /// Reading it again gives an equal template.
    package var resolvedDescription: String {
        let root = Node(pairs: [
            ("description", description.node), ("language", language.node),
            ("separate-documents", separateDocuments?.rawValue.node),
            (
                "normalise",
                Node(pairs: [
                    ("chinese-punctuation", normalisation.chinesePunctuation.node),
                    ("blanks", normalisation.blanks.node),
                ])
            ),
            ("line-rules", lines.node), ("page", pageNode),
            (
                "settings",
                settings.isEmpty ? nil : Node(pairs: DocumentFact.allCases.map { ($0.rawValue, settings[$0]?.node) })
            ),
            ("colours", Node(pairs: colours.filter { $0.name != "black" }.map { ($0.name, $0.colour.node) })),
            ("faces", Node(pairs: faces.map { ($0.name, $0.role.rawValue.node) })),
            ("styles", Node(pairs: styles.map { ($0.name, node(of: $0)) })),
            ("headings", headings.map(node(of:))), ("page-number", page.pageNumber.map(node(of:))),
            ("parts", Node(items.map(\.node))),
        ])
        return root.yaml
    }

    private var pageNode: Node {
        let characters = (page.typeArea.width.emu + page.em.emu / 2) / max(1, page.em.emu)
        let isFull = page.typeArea.width.scaled(by: 1, over: max(1, characters)) == page.em
        let isFilled =
            (page.typeArea.height - page.em).scaled(by: 1, over: Int64(max(1, page.linesPerPage - 1))) == page.linePitch
        return Node(pairs: [
            ("size", page.size.node), ("top", page.top.node), ("left", page.left.node),
            ("type-area", page.typeArea.node),
            isFull ? ("characters-per-line", Int(characters).node) : ("body-size", page.em.node),
            isFilled ? ("lines-per-page", page.linesPerPage.node) : ("line-pitch", page.linePitch.node),
            ("least-lines", page.leastLines.node),
            ("mirrored", page.isMirrored.node), ("inks", page.usesInks.node),
        ])
    }

    private func node(of style: TemplateStyle) -> Node {
        let (text, paragraph) = (style.text, style.paragraph)
        let blank: (String, Node?) =
            if case .inkFromTop(let depth) = paragraph.before {
                ("ink-below-top", depth.node)
            } else {
                ("blank-above", paragraph.before.node)
            }
        return Node(pairs: [
            ("face", faces.first { $0.role == text.role }?.name.node), ("size", text.size.node),
            ("colour", text.colour.node), ("marks-below", text.marks.node),
            ("align", paragraph.alignment.rawValue.node),
            ("first-indent", paragraph.firstIndent.node), ("left-indent", paragraph.leftIndent.node),
            ("right-indent", paragraph.rightIndent.node), blank,
            ("line-pitch", paragraph.linePitch?.node ?? "grid".node),
            ("keep-with-next", paragraph.keepWithNext.node),
            ("keep-with-previous", paragraph.keepWithPrevious.node), ("keep-together", paragraph.keepTogether.node),
            ("starts-page", paragraph.startsPage.node), ("balanced", paragraph.balanced.node),
            ("fit", paragraph.fitSizes.isEmpty ? nil : Node(paragraph.fitSizes.map(\.node))),
            ("fit-margin", paragraph.fitMargin.node),
        ])
    }

    private func node(of headings: HeadingOptions) -> Node {
        Node(pairs: [
            ("style", headings.style.name.node), ("numerals", headings.numerals.rawValue.node),
            ("numbering", headings.numbering?.spelling.node),
        ])
    }

    private func node(of number: PageNumberStyle) -> Node {
        Node(pairs: [
            ("style", styles.first { $0.text == number.text }?.name.node), ("dash", number.dash.node),
            ("gap", number.gap.node), ("below", number.below.node), ("inset", number.inset.node),
            ("side", number.side.rawValue.node), ("skip-first", number.skipsFirst.node),
        ])
    }
}

extension InterlinearMarks {
    fileprivate var node: Node {
        let words = (dots ? ["dots"] : []) + (line.map { [$0.rawValue] } ?? [])
        return words.isEmpty ? "none".node : Node(words.map(\.node), isFlow: true)
    }
}

extension LineStyle {
    fileprivate var node: Node {
        let space = String(1_000 + hanLatinSpace).dropFirst()
        return Node(pairs: [
            ("prohibition", breaks.level.rawValue.node), ("unit-glue", breaks.unitGlue.rawValue.node),
            ("avoid-orphans", avoidsOrphans.node), ("compress-marks", compressesMarks.node),
            ("half-marks-at-line-end", halvesLineEndMarks.node),
            ("half-brackets-at-line-start", halvesLineStartBrackets.node),
            ("han-latin-space", "0.\(space)字".node), ("hanging-marks", hanging.rawValue.node),
            ("keep-cells", keepsCells.node),
        ])
    }
}

extension Colour {
    fileprivate var node: Node {
        guard let inks else { return spelling.node }
        let values = [inks.cyan, inks.magenta, inks.yellow, inks.black].map { Int($0).node }
        return Node(pairs: [("screen", spelling.node), ("print", Node(values, isFlow: true))])
    }
}

extension TemplateItem {
    fileprivate var node: Node {
        let kind = part.kind.rawValue
        return Node(
            pairs: [
                ("kind", kind.node), ("name", name == kind ? nil : name.node),
                ("when", when.isEmpty ? nil : Node(when.map(\.spelling.node), isFlow: true)),
                ("unless", unless.isEmpty ? nil : Node(unless.map(\.spelling.node), isFlow: true)),
            ] + part.pairs)
    }
}

extension TemplatePart {
    package var kind: Kind {
        switch self {
        case .masthead: .masthead
        case .headLine: .headLine
        case .rule: .rule
        case .title: .title
        case .text: .text
        case .factsTable: .factsTable
        case .attendanceTable: .attendanceTable
        case .proceedings: .proceedings
        case .agenda: .agenda
        case .resolutions: .resolutions
        case .appointments: .appointments
        case .speeches: .speeches
        case .statements: .statements
        case .nameList: .nameList
        case .imprint: .imprint
        case .facts: .facts
        case .summaryTable: .summaryTable
        case .voteTable: .voteTable
        case .appointmentsTable: .appointmentsTable
        case .register: .register
        case .resolutionTexts: .resolutionTexts
        case .signature: .signature
        case .annexNote: .annexNote
        case .annexes: .annexes
        case .photographs: .photographs
        }
    }

    fileprivate var pairs: [(String, Node?)] {
        switch self {
        case .masthead(let part):
            [
                ("wording", part.wordings.node), ("max-characters", part.maxCharacters.node),
                ("style", part.style.name.node),
            ]
        case .headLine(let part):
            [
                ("left", part.left.node), ("right", part.right.node), ("style", part.style.name.node),
                ("right-field-style", part.fieldStyle?.name.node),
            ]
        case .rule(let part):
            [
                ("thickness", part.thickness.node), ("colour", part.colour.node),
                ("above", part.above.node), ("below", part.below?.node),
            ]
        case .title(let part), .text(let part):
            [
                ("wording", part.wordings.node), ("style", part.style.name.node),
                ("blank-below", part.below?.node),
            ]
        case .factsTable(let part): part.pairs
        case .attendanceTable(let part): part.pairs
        case .proceedings(let part): [("heading", part.heading?.spelling.node), ("style", part.style.name.node)]
        case .agenda(let part), .resolutions(let part): part.pairs
        case .appointments(let part):
            [
                ("heading", part.heading?.spelling.node), ("style", part.style.name.node),
                ("label", part.label.spelling.node), ("appoint", part.appoint.node), ("remove", part.remove.node),
                ("elect", part.elect.node), ("end", part.end.node),
            ]
        case .speeches(let part):
            [
                ("heading", part.heading.spelling.node), ("style", part.style.name.node),
                ("point-style", part.pointStyle.name.node),
            ]
        case .statements(let part):
            [
                ("heading", part.heading?.spelling.node), ("style", part.style.name.node),
                ("item", part.item.spelling.node),
            ]
        case .nameList(let part):
            [
                ("label", part.label.node), ("roles", Node(part.roles.map(\.node))),
                ("label-style", part.labelStyle.name.node), ("style", part.names.style.name.node),
                ("indent", part.indent.node), ("unit-width", part.unitWidth?.node),
                ("blank-above", part.before.node),
            ] + part.names.pairs
        case .imprint(let part): part.pairs
        case .facts(let part):
            [
                ("heading", part.heading?.spelling.node), ("label-style", part.labelStyle.name.node),
                ("style", part.style.name.node), ("separator", part.separator.node),
                ("derived-mark", part.derivedMark?.node), ("rows", Node(part.rows.map(\.node))),
            ]
        case .summaryTable(let part):
            [("heading", part.heading?.spelling.node)] + part.table.pairs + [
                ("separator", part.separator.node), ("derived-mark", part.derivedMark?.node),
                ("columns", Node(part.columns.map(\.node))),
            ]
        case .voteTable(let part):
            [("heading", part.heading?.spelling.node)] + part.table.pairs + [
                ("number-head", part.numberHead.node), ("item-head", part.itemHead.node),
                ("counts", Node(part.counts.map(\.node), isFlow: true)),
            ]
        case .appointmentsTable(let part):
            [("heading", part.heading?.spelling.node)] + part.table.pairs + [
                ("number-head", part.numberHead.node), ("person-head", part.personHead.node),
                ("post-head", part.postHead.node), ("action-head", part.actionHead.node),
                ("appoint", part.appoint.node), ("remove", part.remove.node), ("elect", part.elect.node),
            ]
        case .register(let part):
            [("heading", part.heading?.spelling.node)] + part.table.pairs + [
                ("roles", part.roles.isEmpty ? nil : Node(part.roles.map(\.node), isFlow: true)),
                ("groups", part.hasGroups.node), ("order", part.order.rawValue.node),
                ("number-head", part.numberHead.node),
                ("name-head", part.nameHead.node),
                ("role-head", part.roleHead.node),
                ("blank-heads", Node(part.blankHeads.map(\.node), isFlow: true)),
                ("blank-width", part.blankWidth.node), ("name-cells", part.nameCells.node),
            ]
        case .resolutionTexts(let part):
            [
                ("title", part.title.node), ("title-style", part.titleStyle.name.node),
                ("adoption", part.adoption.node), ("adoption-style", part.adoptionStyle.name.node),
                ("style", part.style.name.node),
            ]
        case .signature(let part):
            [
                ("names", part.names.node), ("date", part.date.node), ("style", part.style.name.node),
                ("inset", part.inset.node), ("offset", part.offset.node), ("blank-above", part.before.node),
            ]
        case .annexNote(let part): [("label", part.label.node), ("style", part.style.name.node)]
        case .annexes(let part):
            [
                ("mark", part.mark.node), ("mark-style", part.markStyle.name.node),
                ("title-style", part.titleStyle.name.node), ("style", part.style.name.node),
            ]
        case .photographs(let part):
            [
                ("heading", part.heading?.spelling.node), ("columns", part.columns.node), ("gap", part.gap.node),
                ("width", part.maximum.width.node), ("height", part.maximum.height.node),
                ("least-resolution", part.leastResolution.node), ("caption", part.caption.node),
                ("caption-style", part.captionStyle.name.node), ("alternate", part.alternate.node),
                ("blank-above", part.before.node),
            ]
        }
    }
}

extension ImprintPart {
    fileprivate var pairs: [(String, Node?)] {
        [
            ("send-to", sendTo.wordings.node), ("send-to-label", sendTo.label.node),
            ("copy-to", copyTo.wordings.node), ("copy-to-label", copyTo.label.node),
            ("end", end.node), ("issuer", issuer.node), ("issued", issued.node), ("style", style.name.node),
            ("outer-rule", outerRule.node), ("inner-rule", innerRule.node), ("colour", colour.node),
            ("padding", padding.node), ("even-page", onEvenPage.node),
        ]
    }
}

extension TableTitleOptions {
    fileprivate var node: Node {
        Node(pairs: [
            ("number", number?.spelling.node), ("words", words.spelling.node), ("continued", continued.node),
            ("style", style.name.node), ("below", below.node),
        ])
    }
}

extension FactsTablePart {
    fileprivate var pairs: [(String, Node?)] {
        [("heading", heading?.spelling.node), ("columns", columns.node)] + table.pairs + [
            ("separator", separator.node), ("derived-mark", derivedMark?.node),
            (
                "rows",
                Node(rows.map(\.node))
            ),
        ]
    }
}

extension FactsTablePart.Row {
    fileprivate var node: Node {
        Node(pairs: [
            ("label", label.node), ("value", wordings.isEmpty ? nil : wordings.node),
            ("when", condition?.rawValue.node), ("wide", wide.node), ("fill-in", isFilledIn.node),
        ])
    }
}

extension AttendanceTablePart {
    fileprivate var pairs: [(String, Node?)] {
        [
            ("heading", heading?.spelling.node), ("role-head", roleHead.node), ("unit-head", unitHead.node),
            ("names-head", namesHead.node),
        ] + table.pairs + names.pairs + [("lines-per-row", linesPerRow?.node)]
    }
}

extension ListPart {
    fileprivate var pairs: [(String, Node?)] {
        [
            ("heading", heading?.spelling.node), ("style", style.name.node), ("label", label.spelling.node),
            ("item", item.spelling.node), ("votes", votes?.spelling.node), ("end", end.node),
        ]
    }
}

extension TableOptions {
    fileprivate var pairs: [(String, Node?)] {
        [
            ("label-style", labelStyle.name.node), ("value-style", valueStyle.name.node),
            ("label-width", labelWidth?.node ?? "auto".node), ("label-align", labelAlignment.rawValue.node),
            ("vertical-align", vertical.rawValue.node), ("split-rows", splitsRows.node),
            ("turn", turning.rawValue.node), ("title", title?.node),
            ("blank-above", before.node), ("frame", frame.node), ("inner-rule", innerRule.node),
            ("padding-side", padding.width.node), ("padding-top", padding.height.node),
            ("line-pitch", linePitch.node),
        ]
    }
}

extension NameColumns {
    fileprivate var pairs: [(String, Node?)] {
        [
            ("name-cells", cells.node), ("name-pitch", pitch.node), ("order", order.rawValue.node),
            ("separator", separator.node),
        ]
    }
}

// Values as YAML.

extension Node {
    fileprivate init(pairs: [(String, Node?)]) {
        self.init(pairs.compactMap { key, value in value.map { (key.node, $0) } })
    }
}

extension String {
    // Double quotes keep words that look like numbers or flags what they are to other readers of YAML.
    fileprivate var node: Node {
        let isPlain =
            !isEmpty && unicodeScalars.allSatisfy { $0.isIdeograph || $0.properties.isAlphabetic || $0 == "-" }
        return Node(self, isPlain: isPlain)
    }
}

extension Int {
    fileprivate var node: Node { Node(String(self)) }
}

extension Bool {
    fileprivate var node: Node { Node(self ? "yes" : "no") }
}

extension Length {
    fileprivate var node: Node { Node(spelling) }
}

extension Size {
    fileprivate var node: Node { Node([width.node, height.node], isFlow: true) }
}

extension Blank {
    fileprivate var node: Node {
        switch self {
        case .lines(let count): Node("\(count)行")
        case .length(let length), .inkFromTop(let length): length.node
        case .none: Node("none")
        }
    }
}

extension [Wording] {
    fileprivate var node: Node { Node(map(\.spelling.node), isFlow: true) }
}
