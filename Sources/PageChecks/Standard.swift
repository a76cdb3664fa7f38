import PaperUnits

/// Lengths of GB/T 9704-2012 in millimetres, from the top left corner of the page (docs/conformance/gbt9704.md).
enum Standard {
    static let width = 156.0
    static let height = 225.0
    static let top = 37.0
    static let bottom = 262.0
    /// 3号: 28 of them are the width of the type area.
    static let em = width / 28
    /// From the top of a line to the top of the next: 22 lines fill the type area.
    static let pitch = (height - em) / 21
    /// 4号, 14 pt.
    static let small = 14 * 25.4 / 72
    /// Bottom of an em box to the top of the next with `lines` empty between them.
    static func blank(_ lines: Int) -> Double { em * 7 / 8 + Double(lines) * pitch }

    /// Points that pass for a size of 号.
    static let third = 15.5...16.1
    static let second = 20.9...22.1
    static let fourth = 13.7...14.1
    /// 字 beside 4号 text: of 4号 or of 3号.
    static let smallIndent = 4.85...5.65
}

/// Which edge of the page is bound (GB-5.2.1-f).
enum Binding: String {
    /// 28 mm at the left of every page.
    case left = "a"
    /// 28 mm at the bound edge, which is the right one of even pages.
    case mirrored = "b"
    /// 27 mm at both sides.
    case both = "c"

    /// Left edge of the type area.
    func left(isOdd: Bool) -> Double {
        switch self {
        case .left: 28
        case .mirrored: isOdd ? 28 : 26
        case .both: 27
        }
    }
}

enum Role: String, CaseIterable {
    case fangsong, kaiti, heiti, songti, xiaobiaosong

    /// As the standard calls it.
    var name: String {
        switch self {
        case .fangsong: "仿宋"
        case .kaiti: "楷体"
        case .heiti: "黑体"
        case .songti: "宋体"
        case .xiaobiaosong: "小标宋"
        }
    }
}
