import LineRules

extension PreparedText {
    /// How much of a line's last mark stands outside the measure (行尾点号悬挂, CLREQ 3.1.7): all that is left of it at a
    /// line end where the line would not fit with it, else nothing. A mark beside another one does not hang, and none does in Taiwan and Hong Kong.
    func outside(_ line: Range<Int>, _ widths: WidthTable, room: Int64, _ hanging: HangingMarks) -> Int64 {
        guard hanging != .none, style.region == .mainland, line.count > 1 else { return 0 }
        let last = atoms[line.upperBound - 1]
        guard hanging.contains(last.scalar), !atoms[line.upperBound - 2].lineClass.isFullWidthMark,
            widths.width(line, atoms) > room
        else { return 0 }
        return last.advance - last.endTrim
    }
}

extension LineClass {
    fileprivate var isFullWidthMark: Bool {
        switch self {
        case .open, .close, .mid, .end, .dash, .ellipsis: true
        default: false
        }
    }
}
