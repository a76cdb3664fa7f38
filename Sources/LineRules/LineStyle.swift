/// How a document's lines are set: what CLREQ leaves to the house or to the region.
///
/// Widths in thousandths of an em of the text they stand in. The default is the mainland's for official documents.
package struct LineStyle: Sendable, Hashable {
    package var breaks: BreakRules
    /// A paragraph's last line holds at least two characters (孤字不成行, CLREQ 3.4.4).
    package var avoidsOrphans: Bool
    /// 标点宽度调整: adjacent marks share their blanks, and lines may be squeezed at marks (CLREQ 3.1.6).
    package var compressesMarks: Bool
    /// A mark at the end of a line takes half an em (GB/T 15834-2011 5.1.10).
    package var halvesLineEndMarks: Bool
    /// An opening bracket at the start of a line loses its left blank (CLREQ 3.1.6.3).
    package var halvesLineStartBrackets: Bool
    /// 中西间距 at natural width, 0...500; it may shrink to 125 and grow to 500 (CLREQ 3.2.2).
    /// With 0 the place is a gap like any other.
    package var hanLatinSpace: Int
    package var hanging: HangingMarks
    /// 纵横对齐: characters stay in the cells of the line's grid (CLREQ 3.2.5).
    package var keepsCells: Bool
    package var region: TypesettingRegion

    package init(
        breaks: BreakRules = BreakRules(), avoidsOrphans: Bool = true, compressesMarks: Bool = true,
        halvesLineEndMarks: Bool = true, halvesLineStartBrackets: Bool = true, hanLatinSpace: Int = 250,
        hanging: HangingMarks = .none, keepsCells: Bool = false, region: TypesettingRegion = .mainland
    ) {
        self.breaks = breaks
        self.avoidsOrphans = avoidsOrphans
        self.compressesMarks = compressesMarks
        self.halvesLineEndMarks = halvesLineEndMarks
        self.halvesLineStartBrackets = halvesLineStartBrackets
        self.hanLatinSpace = hanLatinSpace
        self.hanging = hanging
        self.keepsCells = keepsCells
        self.region = region
    }

    /// What is usual in a region (`clreq.md` 15).
    package init(usualIn region: TypesettingRegion) {
        self.init(
            breaks: BreakRules(level: region == .mainland ? .gb : .basic), compressesMarks: region != .taiwan,
            halvesLineEndMarks: region != .taiwan, halvesLineStartBrackets: region != .taiwan, region: region)
    }
}

/// Whose conventions a text follows; chosen by region and not by script (CLREQ 1.1).
package enum TypesettingRegion: String, Sendable, Hashable, CaseIterable {
    case mainland, taiwan, hongKong

    /// By a BCP 47 tag: its region decides, else its script; `zh-Hant` alone is Taiwan's, and `zh-Hans` is the
    /// mainland's whatever the region, since the others' faces do not draw it.
    package init(language: String) {
        let subtags = language.lowercased().split(separator: "-").dropFirst()
        if subtags.contains("hans") || subtags.contains("cn") {
            self = .mainland
        } else if subtags.contains("hk") || subtags.contains("mo") {
            self = .hongKong
        } else if subtags.contains("tw") || subtags.contains("hant") {
            self = .taiwan
        } else {
            self = .mainland
        }
    }

    /// The language whose glyph forms the region reads, as font indices write it.
    package var languageOfForms: String {
        switch self {
        case .mainland: "zh-Hans-CN"
        case .taiwan: "zh-Hant-TW"
        case .hongKong: "zh-Hant-HK"
        }
    }

    /// 点号 stand in the middle of their em, not at its lower left.
    package var centresStops: Bool { self != .mainland }
}

/// 行尾点号悬挂: which marks may stand outside the measure at a line end (CLREQ 3.1.7).
package enum HangingMarks: String, Sendable, Hashable, CaseIterable {
    case none
    /// 、 ， 。
    case pausesAndStops = "pauses-and-stops"
    /// All 点号.
    case all

    package func contains(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3001, 0xFF0C, 0x3002: self != .none
        case 0xFF1B, 0xFF1A, 0xFF01, 0xFF1F, 0xFF0E: self == .all
        default: false
        }
    }
}
