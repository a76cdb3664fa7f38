// Units of running text that UAX #14 does not know (`clreq.md` 5).
extension BreakRules {
    /// An ordinal label and the first character after it: 一、会, （一）会, 1.会, ①会 (U-j).
    ///
    /// A label stands where a sentence or an item begins; elsewhere 一、二 is an enumeration.
    func keepLabels(_ scalars: ContiguousArray<UInt32>, _ result: inout ContiguousArray<BreakOpportunity>) {
        for index in scalars.indices.dropLast() {
            if scalars[index] &- 0x4E00 < 0x5200 { continue }
            guard result[index] == .allowed else { continue }
            let start: Int
            switch scalars[index] {
            case 0x3001, 0x2E, 0xFF0E: start = numeralStart(scalars, before: index)
            case 0xFF09:
                let numeral = numeralStart(scalars, before: index)
                guard numeral < index, numeral > 0, scalars[numeral - 1] == 0xFF08 else { continue }
                start = numeral - 1
            case 0x2460...0x24FF: start = index
            default: continue
            }
            guard start < index || LineClass.isCircled(scalars[index]) else { continue }
            if start == 0 || Self.endsItem(scalars[start - 1]) { result[index] = .lastResort }
        }
    }

    /// Whether `keepLabels` has to look at a text with this scalar.
    func mayEndLabel(_ scalar: UInt32) -> Bool {
        scalar == 0x3001 || scalar == 0x2E || scalar == 0xFF0E || scalar == 0xFF09 || LineClass.isCircled(scalar)
    }

    /// First of the numerals that end before an index; the index itself where there are none.
    private func numeralStart(_ scalars: ContiguousArray<UInt32>, before index: Int) -> Int {
        var start = index
        while start > 0, LineClass.isDigit(scalars[start - 1]) || Self.isChineseNumeral(scalars[start - 1]) {
            start -= 1
        }
        return start
    }

    private static func isChineseNumeral(_ scalar: UInt32) -> Bool {
        switch scalar {
        // 一二三四五六七八九十百
        case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E: true
        default: false
        }
    }

    /// What stands before a label inside a paragraph: 。；：！？ or a blank em.
    private static func endsItem(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3002, 0xFF1B, 0xFF1A, 0xFF01, 0xFF1F, 0x3000: true
        default: false
        }
    }

    /// 注释符号 stay with the character before them (U-k): superscript figures always, [1] after an ideograph or a closing
    /// mark, ① there too where a mark or the end of the text follows; before words it is a label.
    func keepNoteMarks(
        _ scalars: ContiguousArray<UInt32>, _ classes: ContiguousArray<LineClass>,
        _ result: inout ContiguousArray<BreakOpportunity>
    ) {
        for index in scalars.indices.dropFirst() where result[index - 1] == .allowed {
            let before = classes[index - 1]
            let isNote: Bool
            switch scalars[index] {
            case 0xB2, 0xB3, 0xB9, 0x2070, 0x2074...0x2079: isNote = true
            case 0x2460...0x24FF:
                isNote =
                    (before == .han || before == .close)
                    && (index + 1 == scalars.count || Self.followsNote(classes[index + 1]))
            case 0x5B: isNote = (before == .han || before == .close) && isBracketedNumber(scalars, at: index)
            default: continue
            }
            if isNote { result[index - 1] = .forbidden }
        }
    }

    /// Whether `keepNoteMarks` has to look at a text with this scalar.
    func mayBeNoteMark(_ scalar: UInt32) -> Bool {
        scalar == 0x5B || (0xB2...0xB9).contains(scalar) || (0x2070...0x24FF).contains(scalar)
    }

    private static func followsNote(_ lineClass: LineClass) -> Bool {
        switch lineClass {
        case .mid, .end, .close: true
        default: false
        }
    }

    /// [1], of at most three figures.
    private func isBracketedNumber(_ scalars: ContiguousArray<UInt32>, at open: Int) -> Bool {
        var index = open + 1
        while index < scalars.count, index <= open + 3, LineClass.isDigit(scalars[index]) { index += 1 }
        return index > open + 1 && index < scalars.count && scalars[index] == 0x5D
    }

    /// Two ellipses together take four em and a line of their own (GB/T 15834-2011 5.1.5; U-c).
    func isolateDoubleEllipses(
        _ scalars: ContiguousArray<UInt32>, _ classes: ContiguousArray<LineClass>,
        _ result: inout ContiguousArray<BreakOpportunity>
    ) {
        guard level != .none else { return }
        var index = 0
        while index < classes.count {
            guard classes[index] == .ellipsis else {
                index += 1
                continue
            }
            let start = index
            while index < classes.count, classes[index] == .ellipsis { index += 1 }
            guard index - start == 4 else { continue }
            // What may not be parted from the dots stands on their line: an opening mark before, 。 or ” after.
            var first = start
            while first > 0, !result[first - 1].mayEndLine { first -= 1 }
            while index < classes.count, !result[index - 1].mayEndLine { index += 1 }
            if first > 0 { result[first - 1] = .required }
            if index < classes.count { result[index - 1] = .required }
            result[start + 1] = .lastResort
        }
    }
}
