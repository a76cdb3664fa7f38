/// One outline of a `CFF ` table as it stands alone: subroutines in place of their calls, without hints and width.
///
/// Type 2 CharStrings (Adobe Technical Note 5177). Hints go because page descriptions are printed and read at sizes where
/// they change nothing (docs/decisions/0026); operands and path operators are kept byte for byte.
struct PlainCharString {
    private struct Operand {
        /// Where its bytes begin in `bytes`.
        var start: Int
        var value: Int
        var isWhole: Bool
    }

    private(set) var bytes: [UInt8] = []
    /// The advance less `nominalWidthX`; nil where it is `defaultWidthX`.
    private(set) var width: Int?
    private var operands: [Operand] = []
    private var stems = 0
    private var isWidthKnown = false
    private var isFinished = false

    private static let deepestCall = 10

    /// - Returns: false for an outline that leaves the table, is put together from others or computes its operands.
    mutating func read(
        _ range: Range<Int>, of table: Span<UInt8>, local: CompactFontIndex?, global: CompactFontIndex
    ) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        operands.removeAll(keepingCapacity: true)
        width = nil
        stems = 0
        isWidthKnown = false
        isFinished = false
        return run(range, table, local, global, depth: 0) && isFinished
    }

    private mutating func run(
        _ range: Range<Int>, _ table: Span<UInt8>, _ local: CompactFontIndex?, _ global: CompactFontIndex, depth: Int
    ) -> Bool {
        guard depth <= Self.deepestCall else { return false }
        var place = range.lowerBound
        while place < range.upperBound, !isFinished {
            let lead = table[place]
            if lead >= 32 || lead == 28 {
                guard let length = pushOperand(at: place, end: range.upperBound, table) else { return false }
                place += length
                continue
            }
            place += 1
            switch lead {
            case 1, 3, 18, 23:  // stems
                takeStems()
            case 19, 20:  // hint masks, whose bytes follow; stems before the first may lack their operator
                takeStems()
                place += (stems + 7) / 8
            case 21: move(lead, operandCount: 2)
            case 4, 22: move(lead, operandCount: 1)
            case 5...8, 24...27, 30, 31: keep(lead)
            case 12:
                // The four kinds of flex; all others compute.
                guard place < range.upperBound, (34...37).contains(table[place]) else { return false }
                bytes.append(12)
                keep(table[place])
                place += 1
            case 10, 29:
                guard let index = lead == 10 ? local : global, let number = operands.popLast(), number.isWhole
                else { return false }
                bytes.removeSubrange(number.start...)
                let bias = index.count < 1240 ? 107 : index.count < 33_900 ? 1131 : 32_768
                guard let called = index.entry(number.value + bias, table),
                    run(called, table, local, global, depth: depth + 1)
                else { return false }
            case 11: return true
            case 14:
                takeWidth(beyond: 0)
                guard operands.isEmpty else { return false }  // an accented letter made of two others
                keep(lead)
                isFinished = true
            default: return false
            }
        }
        return true
    }

    /// - Returns: the length of the operand.
    private mutating func pushOperand(at place: Int, end: Int, _ table: Span<UInt8>) -> Int? {
        let lead = Int(table[place])
        let length = lead == 28 ? 3 : lead < 247 ? 1 : lead < 255 ? 2 : 5
        guard place + length <= end, operands.count < 48 else { return nil }
        var operand = Operand(start: bytes.count, value: 0, isWhole: true)
        switch lead {
        case 28:
            operand.value = Int(Int16(truncatingIfNeeded: Int(table[place + 1]) << 8 | Int(table[place + 2])))
        case ..<247: operand.value = lead - 139
        case ..<251: operand.value = (lead - 247) * 256 + Int(table[place + 1]) + 108
        case ..<255: operand.value = -(lead - 251) * 256 - Int(table[place + 1]) - 108
        default:
            operand.value = Int(Int16(truncatingIfNeeded: Int(table[place + 1]) << 8 | Int(table[place + 2])))
            operand.isWhole = table[place + 3] == 0 && table[place + 4] == 0
        }
        operands.append(operand)
        for offset in place..<place + length { bytes.append(table[offset]) }
        return length
    }

    private mutating func keep(_ operation: UInt8) {
        bytes.append(operation)
        operands.removeAll(keepingCapacity: true)
    }

    private mutating func move(_ operation: UInt8, operandCount: Int) {
        takeWidth(beyond: operandCount)
        keep(operation)
    }

    private mutating func takeStems() {
        takeWidth(beyond: operands.count & ~1)
        stems += operands.count / 2
        if let first = operands.first { bytes.removeSubrange(first.start...) }
        operands.removeAll(keepingCapacity: true)
    }

    /// The first operator that clears the stack has the width before its operands, if there is one.
    private mutating func takeWidth(beyond count: Int) {
        guard !isWidthKnown else { return }
        isWidthKnown = true
        guard operands.count == count + 1, let first = operands.first else { return }
        width = first.value
        let length = operands.count > 1 ? operands[1].start - first.start : bytes.count - first.start
        bytes.removeSubrange(first.start..<first.start + length)
        operands.removeFirst()
        for index in operands.indices { operands[index].start -= length }
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
