import MinutesModel

/// How many must be there for a meeting to be held: two thirds in a congress, more than half in a committee
/// (names-and-lists.md 6.1); nil where no law says.
func quorum(of kind: MeetingKind?, expected: Int) -> Int? {
    switch kind?.kind {
    case "people_congress", "party_congress", "staff_union_student_congress": (expected * 2 + 2) / 3
    case "npc_standing_committee", "company_board": expected / 2 + 1
    default: nil
    }
}

/// `86.2%`, rounded half up to a tenth; whole numbers without a point.
func percentage(_ part: Int, of whole: Int) -> String {
    let tenths = (part * 2_000 + whole) / (2 * whole)
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
}
