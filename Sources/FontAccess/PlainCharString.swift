/// One outline of a `CFF ` table as it stands alone: subroutines in place of their calls, without hints and width.
///
/// Type 2 CharStrings (Adobe Technical Note 5177). Hints go because page descriptions are printed and read at sizes where
/// they change nothing (docs/decisions/0026); operands and path operators are kept byte for byte.
///
/// Cost: each byte is looked at once; what lies between dropped operators is copied in one stretch.
struct PlainCharString {
    private(set) var bytes: [UInt8] = []
    /// The advance less `nominalWidthX`; nil where it is `defaultWidthX`.
    private(set) var width: Int?
    /// Operands that no operator has taken yet, and where the first of those in `bytes` begins.
    private var operandCount = 0
    private var stackStart = 0
    /// Where the last operand begins in `bytes`; nil where only reading all of them would tell.
    private var lastStart: Int?
    private var stems = 0
    private var isWidthKnown = false
    private var isFinished = false

    private static let deepestCall = 10
    private static let mostOperands = 48

    /// - Returns: false for an outline that leaves the table, is put together from others or computes its operands.
    mutating func read(
        _ range: Range<Int>, of table: Span<UInt8>, local: CompactFontIndex?, global: CompactFontIndex
    ) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        width = nil
        operandCount = 0
        stackStart = 0
        lastStart = nil
        stems = 0
        isWidthKnown = false
        isFinished = false
        return run(range, table, local, global, depth: 0) && isFinished
    }

    /// What was read and not copied yet: from `start` through the last path operator, then operands.
    private struct Stretch {
        var start: Int
        var operatorEnd: Int?
        var lastOperand: Int?
    }

    private mutating func run(
        _ range: Range<Int>, _ table: Span<UInt8>, _ local: CompactFontIndex?, _ global: CompactFontIndex, depth: Int
    ) -> Bool {
        guard depth <= Self.deepestCall, range.lowerBound >= 0, range.upperBound <= table.count else { return false }
        var stretch = Stretch(start: range.lowerBound)
        var place = range.lowerBound
        while place < range.upperBound, !isFinished {
            var lead = table[place]
            if lead >= 32 || lead == 28 {
                // Two bytes of three are operands: these lines are what the copy of a face costs.
                var last: Int
                var count = operandCount
                repeat {
                    last = place
                    // Additions, since no processor guesses how long the next operand is.
                    place &+= lead == 28 ? 3 : 1 &+ (lead >= 247 ? 1 : 0) &+ (lead == 255 ? 3 : 0)
                    count &+= 1
                    if place >= range.upperBound { break }
                    lead = table[place]
                } while lead >= 32 || lead == 28
                guard place <= range.upperBound, count <= Self.mostOperands else { return false }
                stretch.lastOperand = last
                operandCount = count
                continue
            }
            switch lead {
            case 5...8, 24...27, 30, 31: break
            case 4, 21, 22:
                if !isWidthKnown {
                    copy(&stretch, upTo: place, table)
                    takeWidth(beyond: lead == 21 ? 2 : 1)
                }
            case 12:
                // The four kinds of flex; all others compute.
                place += 1
                guard place < range.upperBound, (34...37).contains(table[place]) else { return false }
            case 1, 3, 18, 23, 19, 20:  // stems; before the first hint mask they may lack their operator
                copy(&stretch, upTo: place, table)
                takeStems()
                place += lead == 19 || lead == 20 ? 1 + (stems + 7) / 8 : 1  // the mask's bytes follow
                stretch.start = place
                continue
            case 10, 29:
                copy(&stretch, upTo: place, table)
                guard let index = lead == 10 ? local : global, let number = takeNumber() else { return false }
                let bias = index.count < 1240 ? 107 : index.count < 33_900 ? 1131 : 32_768
                guard let called = index.entry(number + bias, table),
                    run(called, table, local, global, depth: depth + 1)
                else { return false }
                place += 1
                stretch.start = place
                continue
            case 11:
                copy(&stretch, upTo: place, table)
                return true
            case 14:
                copy(&stretch, upTo: place, table)
                takeWidth(beyond: 0)
                guard operandCount == 0 else { return false }  // an accented letter made of two others
                bytes.append(lead)
                isFinished = true
                return true
            default: return false
            }
            place += 1
            stretch.operatorEnd = place
            stretch.lastOperand = nil
            operandCount = 0
        }
        if !isFinished { copy(&stretch, upTo: place, table) }
        return true
    }

    private mutating func copy(_ stretch: inout Stretch, upTo end: Int, _ table: Span<UInt8>) {
        guard end <= table.count, stretch.start < end else { return }
        if let operatorEnd = stretch.operatorEnd { stackStart = bytes.count + operatorEnd - stretch.start }
        unsafe table.extracting(stretch.start..<end).withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        if let last = stretch.lastOperand {
            lastStart = bytes.count - (end - last)
        } else if stretch.operatorEnd != nil {
            lastStart = nil
        }
        stretch = Stretch(start: end)
    }

    /// The operand that begins at a place of `bytes`, and its length; of a number with a fraction its whole part.
    private func operand(at place: Int) -> (value: Int, length: Int, isWhole: Bool) {
        let lead = Int(bytes[place])
        func byte(_ offset: Int) -> Int { Int(bytes[place + offset]) }
        return switch lead {
        case 28: (Int(Int16(truncatingIfNeeded: byte(1) << 8 | byte(2))), 3, true)
        case ..<247: (lead - 139, 1, true)
        case ..<251: ((lead - 247) * 256 + byte(1) + 108, 2, true)
        case ..<255: (-(lead - 251) * 256 - byte(1) - 108, 2, true)
        default: (Int(Int16(truncatingIfNeeded: byte(1) << 8 | byte(2))), 5, byte(3) == 0 && byte(4) == 0)
        }
    }

    /// Takes the last operand off; nil where there is none, it is no whole number, or nobody knows where it begins.
    private mutating func takeNumber() -> Int? {
        guard operandCount > 0, let start = lastStart, start >= stackStart else { return nil }
        let number = operand(at: start)
        bytes.removeSubrange(start...)
        operandCount -= 1
        lastStart = nil
        return number.isWhole ? number.value : nil
    }

    private mutating func takeStems() {
        takeWidth(beyond: operandCount & ~1)
        stems += operandCount / 2
        bytes.removeSubrange(stackStart...)
        operandCount = 0
        lastStart = nil
    }

    /// The first operator that clears the stack has the width before its operands, if there is one.
    private mutating func takeWidth(beyond count: Int) {
        guard !isWidthKnown else { return }
        isWidthKnown = true
        guard operandCount == count + 1 else { return }
        let first = operand(at: stackStart)
        width = first.value
        bytes.removeSubrange(stackStart..<stackStart + first.length)
        operandCount -= 1
        lastStart = nil
    }
}

/// A whole number as CharStrings write it; -32,768...32,767.
func charStringNumber(_ value: Int) -> [UInt8] {
    switch value {
    case -107...107: [UInt8(value + 139)]
    case 108...1131: [UInt8((value - 108) >> 8 + 247), UInt8((value - 108) & 0xFF)]
    case -1131 ... -108: [UInt8((-value - 108) >> 8 + 251), UInt8((-value - 108) & 0xFF)]
    default: [28, UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }
}
