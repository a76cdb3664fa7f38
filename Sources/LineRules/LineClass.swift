/// What a character is to Chinese line layout (CLREQ 3.1; GB/T 15834-2011 5.1).
///
/// Values follow mainland horizontal setting. Wide letters and symbols of other East Asian scripts count as `han`:
/// a line may break on either side of them.
public enum LineClass: UInt8, Sendable, Hashable {
    case han
    /// 句内点号 、，；：
    case mid
    /// 句末点号 。？！．
    case end
    /// 开始夹注符号 “（《
    case open
    /// 结束夹注符号 ”）》
    case close
    /// 破折号, one half of `——`, or U+2E3A.
    case dash
    /// 省略号, one half of `……`.
    case ellipsis
    /// 连接号 – — ～
    case connector
    /// 间隔号 ·
    case dot
    /// 分隔号 /
    case solidus
    /// Letters, digits and marks of other scripts.
    case western
    /// ASCII brackets that open, and currency signs: no line ends with them.
    case westernOpen
    /// ASCII stops and closing brackets, % ‰ ℃ °: no line starts with them.
    case westernClose
    /// U+0020 and U+00A0.
    case space
    /// U+3000, one blank em.
    case wideSpace
    /// 々 and wide ％: one em, no line starts with them.
    case hanPostfix

    /// The class of a scalar that stands alone; `classify` settles pairs of dashes and dots.
    package static func of(_ scalar: UInt32) -> LineClass {
        // Most of Chinese text.
        if scalar &- 0x4E00 < 0x5200 { return .han }
        switch scalar {
        case 0x20, 0xA0, 0x09: return .space
        case 0x3000: return .wideSpace
        case 0x3001, 0xFF0C, 0xFF1B, 0xFF1A, 0xFE50, 0xFE51, 0xFE54, 0xFE55: return .mid
        case 0x3002, 0xFF1F, 0xFF01, 0xFF0E, 0xFF61, 0x203C, 0x2047, 0x2048, 0x2049: return .end
        case 0x2018, 0x201C, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x3018, 0x301A, 0x301D, 0xFF08,
            0xFF3B, 0xFF5B, 0xFF5F:
            return .open
        case 0x2019, 0x201D, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x3019, 0x301B, 0x301E, 0x301F,
            0xFF09, 0xFF3D, 0xFF5D, 0xFF60:
            return .close
        case 0x2E3A: return .dash
        case 0x2026, 0x22EF: return .ellipsis
        case 0x2013, 0x2014, 0x2015, 0xFF5E, 0x301C: return .connector
        case 0xB7, 0x30FB, 0x2027: return .dot
        case 0x2F, 0xFF0F: return .solidus
        case 0x3005, 0x303B, 0xFF05: return .hanPostfix
        case 0x28, 0x5B, 0x7B, 0x24, 0xA5, 0xFFE5, 0xA3, 0x20AC, 0x2116: return .westernOpen
        case 0x29, 0x5D, 0x7D, 0x21, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x25, 0x2030, 0x2103, 0xB0: return .westernClose
        default: return isWide(scalar) ? .han : .western
        }
    }

    /// East Asian Wide and Fullwidth by Unicode's data, and the enclosed, geometric and arrow symbols of ambiguous width
    /// that Chinese text sets in a full em.
    package static func isWide(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x4E00...0x9FFF: return true
        case 0..<0x1100: return false
        case 0x2460...0x24FF, 0x25A0...0x25FF, 0x2605...0x2606, 0x2150...0x218F, 0x2190...0x2199, 0x203B: return true
        default: return LineBreakTable.shared[scalar].traits.contains(.wide)
        }
    }

    /// Ideographs (URO and Extensions A–I, compatibility ideographs, 〇, 々).
    package static func isIdeograph(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: return true
        default: return false
        }
    }

    /// ① and its like.
    package static func isCircled(_ scalar: UInt32) -> Bool { (0x2460...0x24FF).contains(scalar) }

    package static func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }

    /// Letters of scripts that are not set in the em box, and ASCII digits: what takes a space beside Han (CLREQ 3.2.2).
    package static func isLetterOrDigit(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F,
            0x370...0x3FF, 0x400...0x52F, 0x1E00...0x1FFF:
            return true
        case 0x0530..<0x2000, 0xA4D0..<0xA500, 0xA800..<0xAC00, 0x10000..<0x1F000:
            switch LineBreakTable.shared[scalar].lineBreak {
            case .al, .hl, .nu: return !isWide(scalar)
            default: return false
            }
        default: return false
        }
    }

    /// The classes of a text's scalars, with `——` and `……` told apart from a single — and a lone ….
    ///
    /// Pairs of U+2014 are taken from the left (`———` is 破折号 and 一字线); U+2019 between Latin letters is an
    /// apostrophe, and quotation marks inside a Latin phrase are Latin; `.` and `,` between digits belong to the number.
    package static func classify(_ text: ContiguousArray<UInt32>) -> ContiguousArray<LineClass> {
        var classes = ContiguousArray(filledWith: LineClass.han, count: text.count)
        var quotes: [Int] = []
        let span = text.span
        for at in span.indices {
            let scalar = span[at]
            // An ideograph is one whatever stands beside it.
            if scalar &- 0x4E00 < 0x5200 { continue }
            var found = of(scalar)
            if scalar >= 0x3000 {
                classes[at] = found
                continue
            }
            let before = at > 0 ? text[at - 1] : 0
            let after = at + 1 < text.count ? text[at + 1] : 0
            switch scalar {
            case 0x2014:
                if before == 0x2014, at > 0, classes[at - 1] == .connector {
                    classes[at - 1] = .dash
                    found = .dash
                }
            case 0x2019 where isLetterOrDigit(before) && isLetterOrDigit(after): found = .western
            case 0x2018, 0x2019, 0x201C, 0x201D: quotes.append(at)
            // A mark on a blank makes a character of it.
            case 0x20, 0xA0, 0x09:
                if after >= 0x300, LineBreakTable.shared[after].traits.contains(.joinsCluster) { found = .western }
            case 0x2F where isWesternContext(before) && isWesternContext(after): found = .western
            case 0x2E, 0x2C, 0x3A:
                if isDigit(before), isDigit(after) { found = .western }
                // Addresses: no break inside `example.org/a`.
                if isLetterOrDigit(before), isLetterOrDigit(after) { found = .western }
            default: break
            }
            classes[at] = found
        }
        if !quotes.isEmpty { settleQuotes(quotes, text, &classes) }
        return classes
    }

    /// A solidus beside this scalar is no 分隔号: part of an address or a Latin word, or at the text's end (0).
    private static func isWesternContext(_ scalar: UInt32) -> Bool {
        if scalar == 0 || scalar == 0x2F { return true }
        switch of(scalar) {
        case .western, .westernOpen, .westernClose, .space: return true
        default: return false
        }
    }

    /// Positions of the first halves of 破折号 and 省略号 pairs (`——`, `……`, `⋯⋯`): nothing may come between the halves.
    package static func firstHalves(
        _ scalars: ContiguousArray<UInt32>, _ classes: ContiguousArray<LineClass>
    ) -> [Int] {
        var result: [Int] = []
        var index = 0
        while index + 1 < classes.count {
            let pairs = (classes[index] == .dash && scalars[index] == 0x2014) || classes[index] == .ellipsis
            if pairs, classes[index + 1] == classes[index] {
                result.append(index)
                index += 1
            }
            index += 1
        }
        return result
    }
}
