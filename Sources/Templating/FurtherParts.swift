package import BlockModel
package import PaperUnits

// Parts beyond those of 纪要 proper.

/// 时间：…, 地点：…, a line each, turn-over lines under the value (会议记录).
package struct FactsPart: Sendable, Hashable {
    package var heading: Wording?
    package var labelStyle: TemplateStyle
    package var style: TemplateStyle
    package var rows: [FactsTablePart.Row]
    package var separator: String
    package var derivedMark: String?
}

/// 应出席 | 实出席 | 缺席 | 出席率: one row of values below one of labels; what has no value has no column.
package struct SummaryTablePart: Sendable, Hashable {
    package var heading: Wording?
    package var table: TableOptions
    package var columns: [FactsTablePart.Row]
    package var separator: String
    package var derivedMark: String?
}

/// 序号 | 事项 | 赞成 | 反对 | 弃权, of resolutions whose votes the source tells; figures under one another.
package struct VoteTablePart: Sendable, Hashable {
    package var heading: Wording?
    package var table: TableOptions
    package var numberHead: String
    package var itemHead: String
    /// Each with the word of the source that stands before its figure, 赞成.
    package var counts: [String]
}

/// 序号 | 姓名 | 职务 | 任免
package struct AppointmentsTablePart: Sendable, Hashable {
    package var heading: Wording?
    package var table: TableOptions
    package var numberHead: String
    package var personHead: String
    package var postHead: String
    package var actionHead: String
    package var appoint: String
    package var remove: String
    package var elect: String
}

/// 签到册: 序号 | 姓名 | 身份 | columns left empty to be written in.
package struct RegisterPart: Sendable, Hashable {
    package var heading: Wording?
    package var table: TableOptions
    /// Words one of which a group's role contains; all groups where there are none.
    package var roles: [String]
    /// Whether groups without names have a row.
    package var hasGroups: Bool
    package var order: StrokeOrder.Mode
    package var numberHead: String
    package var nameHead: String
    package var roleHead: String
    package var blankHeads: [String]
    /// Width of an empty column.
    package var blankWidth: Length
    package var nameCells: Int
}

/// 决议, one after another, each from the top of a page: title, 题注, text. Those whose text the source does not have are not
/// printed.
package struct ResolutionTextsPart: Sendable, Hashable {
    package var title: [Wording]
    package var titleStyle: TemplateStyle
    /// 题注; without one the title stands alone.
    package var adoption: [Wording]
    package var adoptionStyle: TemplateStyle
    package var style: TemplateStyle
}

/// 署名 and 成文日期 (GB/T 9704 7.3.5.2).
package struct SignaturePart: Sendable, Hashable {
    /// Every one that can be filled, main organ first.
    package var names: [Wording]
    package var date: [Wording]
    package var style: TemplateStyle
    package var inset: Length
    package var offset: Length
    package var before: Blank
}

/// 附件说明 (7.3.4).
package struct AnnexNotePart: Sendable, Hashable {
    /// With its colon, `附件：`.
    package var label: String
    package var style: TemplateStyle
}

/// 附件, each from the top of a page (7.3.7).
package struct AnnexesPart: Sendable, Hashable {
    /// `附件`; with several its number follows.
    package var mark: String
    package var markStyle: TemplateStyle
    package var titleStyle: TemplateStyle
    package var style: TemplateStyle
}

/// 照片 that the record brings, in rows of one or more, each with its caption.
package struct PhotographsPart: Sendable, Hashable {
    package var heading: Wording?
    package var columns: Int
    package var gap: Length
    /// A picture fills its column up to this.
    package var maximum: Size
    /// Pixels an inch; coarser pictures are printed smaller.
    package var leastResolution: Int
    /// Each that can be filled with the caption and the number; none where a photograph has no caption.
    package var caption: [Wording]
    package var captionStyle: TemplateStyle
    /// In place of a picture's own words for those who do not see it.
    package var alternate: String
    package var before: Blank
}
