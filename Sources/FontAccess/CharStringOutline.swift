extension Outline {
    /// The outline of a CharString that stands alone (`PlainCharString`), in font units.
    ///
    /// - Returns: nil for one with fractions, or whose operators lack operands: FreeType knows what to do with it.
    init?(_ charString: [UInt8]) {
        self.init()
        reserve(bytes: charString.count)
        var reader = CharStringReader()
        guard reader.read(charString, into: &self) else { return nil }
    }
}

/// Follows the path operators of Type 2 CharStrings (Adobe Technical Note 5177, 4.1); there are no others in a plain one.
private struct CharStringReader {
    private var x: Int32 = 0
    private var y: Int32 = 0
    private var count = 0
    /// As many operands as there may be (appendix B).
    private var operands = InlineArray<48, Int32>(repeating: 0)

    mutating func read(_ bytes: [UInt8], into outline: inout Outline) -> Bool {
        var place = 0
        while place < bytes.count {
            let lead = bytes[place]
            if lead >= 32 || lead == 28 {
                let length = lead == 28 ? 3 : lead < 247 ? 1 : lead < 255 ? 2 : 5
                guard count < 48, place + length <= bytes.count else { return false }
                switch lead {
                case 28:
                    operands[count] = Int32(
                        Int16(truncatingIfNeeded: Int(bytes[place + 1]) << 8 | Int(bytes[place + 2])))
                case ..<247: operands[count] = Int32(lead) - 139
                case ..<251: operands[count] = (Int32(lead) - 247) * 256 + Int32(bytes[place + 1]) + 108
                case ..<255: operands[count] = -(Int32(lead) - 251) * 256 - Int32(bytes[place + 1]) - 108
                default:
                    guard bytes[place + 3] == 0, bytes[place + 4] == 0 else { return false }
                    operands[count] = Int32(
                        Int16(truncatingIfNeeded: Int(bytes[place + 1]) << 8 | Int(bytes[place + 2])))
                }
                count += 1
                place += length
                continue
            }
            place += 1
            guard lead != 14 else { return count == 0 }
            var flex: UInt8 = 0
            if lead == 12 {
                guard place < bytes.count else { return false }
                flex = bytes[place]
                place += 1
            }
            guard follow(lead, flex, &outline) else { return false }
            count = 0
        }
        return false
    }

    private mutating func follow(_ operation: UInt8, _ flex: UInt8, _ outline: inout Outline) -> Bool {
        switch operation {
        case 21:
            guard count == 2 else { return false }
            move(operands[0], operands[1], &outline)
        case 22:
            guard count == 1 else { return false }
            move(operands[0], 0, &outline)
        case 4:
            guard count == 1 else { return false }
            move(0, operands[0], &outline)
        case 5:
            guard count >= 2, count % 2 == 0 else { return false }
            lines(0, count, &outline)
        case 6, 7:
            guard count >= 1 else { return false }
            for index in 0..<count {
                let isHorizontal = (index % 2 == 0) == (operation == 6)
                line(isHorizontal ? operands[index] : 0, isHorizontal ? 0 : operands[index], &outline)
            }
        case 8:
            guard count >= 6, count % 6 == 0 else { return false }
            curves(0, count, &outline)
        case 24:
            guard count >= 8, count % 6 == 2 else { return false }
            curves(0, count - 2, &outline)
            lines(count - 2, count, &outline)
        case 25:
            guard count >= 8, count % 2 == 0 else { return false }
            lines(0, count - 6, &outline)
            curves(count - 6, count, &outline)
        case 26, 27: return parallelCurves(isVertical: operation == 26, &outline)
        case 30, 31: return turningCurves(startsVertical: operation == 30, &outline)
        case 12: return flexes(flex, &outline)
        default: return false
        }
        return true
    }

    private mutating func move(_ dx: Int32, _ dy: Int32, _ outline: inout Outline) {
        x &+= dx
        y &+= dy
        outline.move(x: x, y: y)
    }

    private mutating func line(_ dx: Int32, _ dy: Int32, _ outline: inout Outline) {
        x &+= dx
        y &+= dy
        outline.line(x: x, y: y)
    }

    private mutating func curve(
        _ ax: Int32, _ ay: Int32, _ bx: Int32, _ by: Int32, _ cx: Int32, _ cy: Int32, _ outline: inout Outline
    ) {
        let (x1, y1) = (x &+ ax, y &+ ay)
        let (x2, y2) = (x1 &+ bx, y1 &+ by)
        (x, y) = (x2 &+ cx, y2 &+ cy)
        outline.cubic(x1: x1, y1: y1, x2: x2, y2: y2, x: x, y: y)
    }

    private mutating func lines(_ start: Int, _ end: Int, _ outline: inout Outline) {
        for index in stride(from: start, to: end, by: 2) { line(operands[index], operands[index + 1], &outline) }
    }

    private mutating func curves(_ start: Int, _ end: Int, _ outline: inout Outline) {
        for index in stride(from: start, to: end, by: 6) {
            curve(
                operands[index], operands[index + 1], operands[index + 2], operands[index + 3], operands[index + 4],
                operands[index + 5], &outline)
        }
    }

    /// `vvcurveto` and `hhcurveto`: both ends in one direction; the first may begin a little aside.
    private mutating func parallelCurves(isVertical: Bool, _ outline: inout Outline) -> Bool {
        guard count >= 4, count % 4 <= 1 else { return false }
        var aside = count % 4 == 1 ? operands[0] : 0
        for index in stride(from: count % 4, to: count, by: 4) {
            let (a, bx, by, c) = (operands[index], operands[index + 1], operands[index + 2], operands[index + 3])
            if isVertical { curve(aside, a, bx, by, 0, c, &outline) } else { curve(a, aside, bx, by, c, 0, &outline) }
            aside = 0
        }
        return true
    }

    /// `vhcurveto` and `hvcurveto`: begin and end take turns in direction; the last may end a little aside.
    private mutating func turningCurves(startsVertical: Bool, _ outline: inout Outline) -> Bool {
        guard count >= 4, count % 4 <= 1 else { return false }
        let whole = count - count % 4
        var isVertical = startsVertical
        for index in stride(from: 0, to: whole, by: 4) {
            let (a, bx, by, c) = (operands[index], operands[index + 1], operands[index + 2], operands[index + 3])
            let aside = index + 4 == whole && count > whole ? operands[whole] : 0
            if isVertical { curve(0, a, bx, by, c, aside, &outline) } else { curve(a, 0, bx, by, aside, c, &outline) }
            isVertical.toggle()
        }
        return true
    }

    private mutating func flexes(_ kind: UInt8, _ outline: inout Outline) -> Bool {
        let o = operands
        switch (kind, count) {
        case (35, 13):  // flex; its depth says when a line would do
            curves(0, 12, &outline)
        case (34, 7):  // hflex
            curve(o[0], 0, o[1], o[2], o[3], 0, &outline)
            curve(o[4], 0, o[5], -o[2], o[6], 0, &outline)
        case (36, 9):  // hflex1
            curve(o[0], o[1], o[2], o[3], o[4], 0, &outline)
            curve(o[5], 0, o[6], o[7], o[8], -(o[1] &+ o[3] &+ o[7]), &outline)
        case (37, 11):  // flex1: back to where it began in the direction it went less far
            let dx = o[0] &+ o[2] &+ o[4] &+ o[6] &+ o[8]
            let dy = o[1] &+ o[3] &+ o[5] &+ o[7] &+ o[9]
            curve(o[0], o[1], o[2], o[3], o[4], o[5], &outline)
            let isHorizontal = dx.magnitude > dy.magnitude
            curve(o[6], o[7], o[8], o[9], isHorizontal ? o[10] : -dx, isHorizontal ? -dy : o[10], &outline)
        default: return false
        }
        return true
    }
}
