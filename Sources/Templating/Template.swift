package import BlockModel
package import LineRules
package import MinutesModel
package import PaperUnits

/// A document kind as data: page, faces, styles, and the parts in order. Read once a process.
///
/// The schema is described in docs/templates.md; lengths are resolved, style names are replaced by the styles.
package struct Template: Sendable, Hashable {
    package var name: String
    /// One line for `templates list`.
    package var description: String
    /// BCP 47.
    package var language: String
    package var normalisation: Normalisation
    /// What the office says of its documents where a record does not.
    package var settings: [DocumentFact: String]
    package var lines: LineStyle
    package var page: PageStyle
    package var colours: [TemplateColour]
    package var faces: [TemplateFace]
    package var styles: [TemplateStyle]
    package var headings: HeadingOptions?
    /// What also has a document of its own for each of its kind, beside the one of all.
    package var separateDocuments: Separation?
    package var items: [TemplateItem]
    package var parts: [TemplatePart] { items.map(\.part) }

    /// Some list of names is in the order of strokes.
    package var ordersByStrokes: Bool {
        parts.contains { part in
            switch part {
            case .nameList(let part): part.names.order != .source
            case .attendanceTable(let part): part.names.order != .source
            case .register(let part): part.order != .source
            default: false
            }
        }
    }
}

package enum Separation: String, Sendable, Hashable, CaseIterable {
    /// 决议 whose own text the minutes have.
    case resolutionTexts = "resolution_texts"
}

/// A colour by its name: `screen` in sRGB, `print` the inks of a press.
package struct TemplateColour: Sendable, Hashable {
    package var name: String
    package var colour: Colour
}

/// A part under the name by which an extending template takes it over.
package struct TemplateItem: Sendable, Hashable {
    package var name: String
    /// Printed only where one of these has something; always without any.
    package var when: [PartCondition]
    /// Not printed where one of these has something.
    package var unless: [PartCondition]
    package var part: TemplatePart
}

/// Something of the minutes that may be there or not.
package enum PartCondition: Sendable, Hashable {
    package enum Content: String, Sendable, Hashable, CaseIterable {
        case attendees, agenda, resolutions, votes, appointments, proceedings, speeches, statements, annexes,
            photographs
        /// Resolutions whose own text the source has.
        case resolutionTexts = "resolution_texts"
        /// The source says so, or the counts and the rule of that kind of body do.
        case quorumMet = "quorum_met"
    }
    case content(Content)
    case field(WordingField)

    package init?(spelling: String) {
        if let content = Content(rawValue: spelling) {
            self = .content(content)
        } else if let field = WordingField(rawValue: spelling), WordingField.ofMinutes.contains(field) {
            self = .field(field)
        } else {
            return nil
        }
    }

    package var spelling: String {
        switch self {
        case .content(let content): content.rawValue
        case .field(let field): field.rawValue
        }
    }

    static var spellings: [String] { Content.allCases.map(\.rawValue) + WordingField.ofMinutes.map(\.rawValue) }
}

/// A template's own name for a role of the font index: 仿宋 → `fangsong`.
package struct TemplateFace: Sendable, Hashable {
    package var name: String
    package var role: FaceRole
}

package struct TemplateStyle: Sendable, Hashable {
    package var name: String
    package var text: TextStyle
    package var paragraph: ParagraphStyle
}

/// First-level headings of parts; numbers count the headings printed.
package struct HeadingOptions: Sendable, Hashable {
    package enum Numerals: String, Sendable, Hashable, CaseIterable { case chinese, arabic }
    package var style: TemplateStyle
    package var numerals: Numerals
    /// `{number}、`; nil where headings have no numbers.
    package var numbering: Wording?
}

/// What a template may do to the words of the source (docs/normalisation.md).
package struct Normalisation: Sendable, Hashable {
    /// Half-width marks to full-width ones in Chinese context, full-width digits and letters to half-width ones.
    package var chinesePunctuation: Bool
    /// Stray blanks and line breaks out.
    package var blanks: Bool

    package init(chinesePunctuation: Bool, blanks: Bool) {
        self.chinesePunctuation = chinesePunctuation
        self.blanks = blanks
    }
}

/// A built-in kind of part with the template's options. A part of which the minutes have nothing is left out.
package enum TemplatePart: Sendable, Hashable {
    case masthead(MastheadPart)
    case headLine(HeadLinePart)
    case rule(RulePart)
    case title(WordsPart)
    case text(WordsPart)
    case factsTable(FactsTablePart)
    case attendanceTable(AttendanceTablePart)
    case proceedings(ProsePart)
    case agenda(ListPart)
    case resolutions(ListPart)
    case appointments(AppointmentsPart)
    case speeches(SpeechesPart)
    case statements(StatementsPart)
    case nameList(NameListPart)
    case imprint(ImprintPart)
    case facts(FactsPart)
    case summaryTable(SummaryTablePart)
    case voteTable(VoteTablePart)
    case appointmentsTable(AppointmentsTablePart)
    case register(RegisterPart)
    case resolutionTexts(ResolutionTextsPart)
    case signature(SignaturePart)
    case annexNote(AnnexNotePart)
    case annexes(AnnexesPart)
    case photographs(PhotographsPart)
}

/// 纪要标志: the first wording whose fields exist and which is no longer than `maxCharacters`.
package struct MastheadPart: Sendable, Hashable {
    package var wordings: [Wording]
    /// Counted as Unicode scalars; the last wording is taken whatever its length.
    package var maxCharacters: Int
    package var style: TemplateStyle
}

/// Organ left, date right, on one line.
package struct HeadLinePart: Sendable, Hashable {
    package var left: [Wording]
    package var right: [Wording]
    package var style: TemplateStyle
    /// Of the fields at the right (签发人 in 楷体); nil as the words.
    package var fieldStyle: TemplateStyle?
}

package struct RulePart: Sendable, Hashable {
    package var thickness: Length
    package var colour: Colour
    /// Em box above to the rule's upper edge.
    package var above: Length
    /// Rule to the em box of the next block, in place of that block's own blank above; nil keeps the block's own.
    package var below: Length?
}

/// One paragraph: the first wording whose fields exist.
package struct WordsPart: Sendable, Hashable {
    package var wordings: [Wording]
    package var style: TemplateStyle
    /// In place of the next block's own blank above; nil keeps that.
    package var below: Blank?
}

/// Paragraphs of the source under a heading.
package struct ProsePart: Sendable, Hashable {
    package var heading: Wording?
    package var style: TemplateStyle
}

/// Geometry and styles common to ruled tables.
package struct TableOptions: Sendable, Hashable {
    package var labelStyle: TemplateStyle
    package var valueStyle: TemplateStyle
    /// Width of a column of labels; nil leaves it to the labels.
    package var labelWidth: Length?
    package var labelAlignment: Alignment
    package var vertical: TableCell.VerticalAlignment
    /// Pages may break inside a row.
    package var splitsRows: Bool
    package var turning: TableTurning
    package var title: TableTitleOptions?
    package var before: Blank
    package var frame: Length
    package var innerRule: Length
    package var padding: Size
    package var linePitch: Length
}

/// 表1　出席情况 above a table, 续表 above its parts on later pages.
package struct TableTitleOptions: Sendable, Hashable {
    package var number: Wording?
    package var words: Wording
    package var continued: String
    package var style: TemplateStyle
    package var below: Length
}

/// Label and value, side by side in one or two pairs.
package struct FactsTablePart: Sendable, Hashable {
    package struct Row: Sendable, Hashable {
        package enum Condition: String, Sendable, Hashable, CaseIterable {
            /// The source says that a quorum was present.
            case quorumStated = "quorum-stated"
            /// The source says so, or the counts and the rule of that kind of body do.
            case quorumMet = "quorum-met"
        }
        package var label: String
        package var wordings: [Wording]
        package var condition: Condition?
        /// Takes the table's whole width.
        package var wide: Bool
        /// Left empty to be written in by hand where the minutes have no value.
        package var isFilledIn: Bool
    }
    package var heading: Wording?
    /// 2 or 4.
    package var columns: Int
    package var table: TableOptions
    package var rows: [Row]
    /// Between the names of a field that has several.
    package var separator: String
    /// After a count the program derived; nil leaves derived counts out.
    package var derivedMark: String?
}

/// How names are set in columns.
package struct NameColumns: Sendable, Hashable {
    package var style: TemplateStyle
    package var cells: Int
    package var pitch: Length
    package var order: StrokeOrder.Mode
    /// Between unnamed groups.
    package var separator: String
}

/// Role | names, one row a role; long lists go on in further rows.
package struct AttendanceTablePart: Sendable, Hashable {
    package var heading: Wording?
    package var roleHead: String
    package var namesHead: String
    package var table: TableOptions
    /// Head of the column of units, which is there where the minutes have lists by unit.
    package var unitHead: String
    package var names: NameColumns
    /// A role with more lines of names goes on in a further row; nil sets each role in one row, which pages may break
    /// inside.
    package var linesPerRow: Int?
}

/// Numbered items.
package struct ListPart: Sendable, Hashable {
    package var heading: Wording?
    package var style: TemplateStyle
    package var label: Wording
    package var item: Wording
    /// Appended where the item has votes.
    package var votes: Wording?
    /// Appended to an item whose words do not end with a mark.
    package var end: String
}

package struct AppointmentsPart: Sendable, Hashable {
    package var heading: Wording?
    package var style: TemplateStyle
    package var label: Wording
    /// By action, each the first wording whose fields exist.
    package var appoint: [Wording]
    package var remove: [Wording]
    package var elect: [Wording]
    package var end: String
}

package struct SpeechesPart: Sendable, Hashable {
    package var heading: Wording
    package var style: TemplateStyle
    /// Of the heading sentence of a point, in the line of its paragraph.
    package var pointStyle: TemplateStyle
}

/// 会议指出, 会议强调 …, a paragraph each.
package struct StatementsPart: Sendable, Hashable {
    package var heading: Wording?
    package var style: TemplateStyle
    /// Of a statement whose text does not itself begin with the verb or a mark.
    package var item: Wording
}

/// 出席：, 请假：, 列席： (GB/T 9704 10.3).
package struct NameListPart: Sendable, Hashable {
    package var label: String
    package var labelStyle: TemplateStyle
    package var names: NameColumns
    /// Words that a group's role contains; of all the lists' words the longest one decides where a group goes.
    package var roles: [String]
    package var indent: Length
    /// Of the column of units; nil as the longest needs, but at most half of the room for names.
    package var unitWidth: Length?
    /// Above the first list of the document that is printed; further ones follow on the next line.
    package var before: Blank
}

/// 版记 at the foot of the last page (GB/T 9704 7.4). An entry whose wordings cannot be filled is left out, the whole where
/// all are.
package struct ImprintPart: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        /// With its colon, `抄送：`.
        package var label: String
        /// Empty where the template has none.
        package var wordings: [Wording]
    }
    /// 主送 and 抄送, one above the other without a rule between them.
    package var sendTo: Entry
    package var copyTo: Entry
    /// Appended to an entry that does not end with a mark.
    package var end: String
    /// 印发机关 and 印发日期, on one line.
    package var issuer: [Wording]
    package var issued: [Wording]
    package var style: TemplateStyle
    package var outerRule: Length
    package var innerRule: Length
    package var colour: Colour
    package var padding: Length
    package var onEvenPage: Bool
}
