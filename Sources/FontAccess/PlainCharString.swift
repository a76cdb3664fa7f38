/// One outline of a `CFF ` table as it stands alone: subroutines in place of their calls, without hints and width.
///
/// Type 2 CharStrings (Adobe Technical Note 5177). Hints go because page descriptions are printed and read at sizes where
/// they change nothing (docs/decisions/0026); operands and path operators are kept byte for byte.
struct PlainCharString {
    /// What an outline may have at most (Technical Note 5176, Appendix B).
    private static let most = 65_535

    private var buffer = [UInt8](repeating: 0, count: 4_096)
    private var length = 0
    /// The advance less `nominalWidthX`; nil where it is `defaultWidthX`.
    private(set) var width: Int?

    var bytes: ArraySlice<UInt8> { buffer[..<length] }

    /// - Returns: false for an outline that leaves the table, is put together from others or computes its operands.
    mutating func read(
        _ range: Range<Int>, of table: Span<UInt8>, local: CompactFontIndex?, global: CompactFontIndex
    ) -> Bool {
        while true {
            let (isWhole, pass) = unsafe buffer.withUnsafeMutableBufferPointer { buffer in
                var pass = unsafe Pass(into: buffer)
                let isWhole = pass.run(range, table, local, global, depth: 0) && pass.isFinished
                return (isWhole, (pass.end, pass.width, pass.isOutOfRoom))
            }
            (length, width) = isWhole ? (pass.0, pass.1) : (0, nil)
            guard !isWhole, pass.2, buffer.count < Self.most else { return isWhole }
            buffer = [UInt8](repeating: 0, count: min(4 * buffer.count, Self.most))
        }
    }
}

/// One run through an outline and what it calls, into a buffer that may prove too small.
///
/// Hundreds of outlines are read for a document, each a few hundred bytes, so operands stay where they are written: only
/// their places are noted, and their values are read where an operator asks.
@safe private struct Pass {
    private static let deepestCall = 10
    private static let mostOperands = 48

    private let out: UnsafeMutableBufferPointer<UInt8>
    private(set) var end = 0
    private(set) var width: Int?
    private(set) var isFinished = false
    private(set) var isOutOfRoom = false
    /// Where the operands on the stack begin in `out`.
    private var starts = InlineArray<48, Int32>(repeating: 0)
    private var count = 0
    private var stems = 0
    private var isWidthKnown = false

    init(into out: UnsafeMutableBufferPointer<UInt8>) { unsafe self.out = unsafe out }

    mutating func run(
        _ range: Range<Int>, _ table: Span<UInt8>, _ local: CompactFontIndex?, _ global: CompactFontIndex, depth: Int
    ) -> Bool {
        guard depth <= Self.deepestCall else { return false }
        var place = range.lowerBound
        while place < range.upperBound, !isFinished {
            let lead = table[place]
            if lead >= 32 || lead == 28 {
                let length = lead == 28 ? 3 : lead < 247 ? 1 : lead < 255 ? 2 : 5
                guard place + length <= range.upperBound, count < Self.mostOperands, hasRoom(length) else {
                    return false
                }
                starts[count] = Int32(truncatingIfNeeded: end)
                count += 1
                for offset in 0..<length { unsafe out[end + offset] = table[place + offset] }
                end += length
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
            case 21:
                takeWidth(beyond: 2)
                guard keep(lead) else { return false }
            case 4, 22:
                takeWidth(beyond: 1)
                guard keep(lead) else { return false }
            case 5...8, 24...27, 30, 31:
                guard keep(lead) else { return false }
            case 12:
                // The four kinds of flex; all others compute.
                guard place < range.upperBound, (34...37).contains(table[place]), keep(12), keep(table[place])
                else { return false }
                place += 1
            case 10, 29:
                guard let index = lead == 10 ? local : global, let number = popNumber() else { return false }
                let bias = index.count < 1240 ? 107 : index.count < 33_900 ? 1131 : 32_768
                guard let called = index.entry(number + bias, table),
                    run(called, table, local, global, depth: depth + 1)
                else { return false }
            case 11: return true
            case 14:
                takeWidth(beyond: 0)
                guard count == 0, keep(lead) else { return false }  // operands: an accented letter made of two others
                isFinished = true
            default: return false
            }
        }
        return true
    }

    private mutating func hasRoom(_ length: Int) -> Bool {
        isOutOfRoom = unsafe end + length > out.count
        return !isOutOfRoom
    }

    /// The operand that begins at a place of `out`, and whether it has no fraction.
    private func operand(at place: Int) -> (value: Int, isWhole: Bool) {
        func byte(_ offset: Int) -> Int { unsafe Int(out[place + offset]) }
        let lead = byte(0)
        func word() -> Int { Int(Int16(truncatingIfNeeded: byte(1) << 8 | byte(2))) }
        return switch lead {
        case 28: (word(), true)
        case ..<247: (lead - 139, true)
        case ..<251: ((lead - 247) * 256 + byte(1) + 108, true)
        case ..<255: (-(lead - 251) * 256 - byte(1) - 108, true)
        default: (word(), byte(3) == 0 && byte(4) == 0)
        }
    }

    /// Takes the last operand off the stack; nil where there is none or it has a fraction.
    private mutating func popNumber() -> Int? {
        guard count > 0 else { return nil }
        count -= 1
        end = Int(starts[count])
        let operand = operand(at: end)
        return operand.isWhole ? operand.value : nil
    }

    private mutating func keep(_ operation: UInt8) -> Bool {
        guard hasRoom(1) else { return false }
        unsafe out[end] = operation
        end += 1
        count = 0
        return true
    }

    private mutating func takeStems() {
        takeWidth(beyond: count & ~1)
        stems += count / 2
        if count > 0 { end = Int(starts[0]) }
        count = 0
    }

    /// The first operator that clears the stack has the width before its operands, if there is one.
    private mutating func takeWidth(beyond expected: Int) {
        guard !isWidthKnown else { return }
        isWidthKnown = true
        guard count == expected + 1 else { return }
        let first = Int(starts[0])
        width = operand(at: first).value
        let next = count > 1 ? Int(starts[1]) : end
        for place in next..<end { unsafe out[place - (next - first)] = out[place] }
        end -= next - first
        for index in 1..<count { starts[index - 1] = starts[index] - Int32(next - first) }
        count -= 1
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
