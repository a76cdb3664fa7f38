/// One outline of a `CFF ` table as it stands alone: subroutines in place of their calls, without hints and width.
///
/// Type 2 CharStrings (Adobe Technical Note 5177). Hints go because page descriptions are printed and read at sizes where
/// they change nothing (docs/decisions/0026); operands and path operators are kept byte for byte.
///
/// Cost: each operand and operator is looked at once, some 4 ns; what lies between dropped operators is copied in one stretch.
struct PlainCharString {
    private(set) var bytes: [UInt8] = []
    /// The advance less `nominalWidthX`; nil where it is `defaultWidthX`.
    private(set) var width: Int?
    /// Where operands that no operator has taken yet begin in `bytes`.
    private var stackStart = 0
    private var stems = 0
    private var isWidthKnown = false
    private var isFinished = false

    private static let deepestCall = 10
    private static let mostOperands = 48

    /// - Parameters:
    ///   - outline: the CharString.
    ///   - table: the table with the subroutines it may call.
    /// - Returns: false for an outline that leaves the table, is put together from others or computes its operands.
    mutating func read(
        _ outline: Span<UInt8>, of table: Span<UInt8>, local: CompactFontIndex?, global: CompactFontIndex
    ) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        width = nil
        stackStart = 0
        stems = 0
        isWidthKnown = false
        isFinished = false
        return run(outline, table, local, global, depth: 0) && isFinished
    }

    /// What was read and not copied yet: from `start` through the last path operator, then operands.
    private struct Stretch {
        var start: Int
        var operatorEnd: Int?
    }

    /// What a byte that begins an operand or operator is.
    private enum Step {
        static let length: UInt8 = 7
        /// Clears the stack and draws.
        static let path: UInt8 = 8
        /// As `path`, and may be the first operator, with the width before its operands.
        static let move: UInt8 = 16
        /// All other operators.
        static let other: UInt8 = 32
    }

    private static let steps: [UInt8] = (0...255).map { lead in
        switch lead {
        case 5...8, 24...27, 30, 31: Step.path | 1
        case 4, 21, 22: Step.path | Step.move | 1
        case 28: 3
        case ..<32: Step.other | 1
        case ..<247: 1
        case ..<255: 2
        default: 5
        }
    }

    private mutating func run(
        _ code: Span<UInt8>, _ table: Span<UInt8>, _ local: CompactFontIndex?, _ global: CompactFontIndex, depth: Int
    ) -> Bool {
        guard depth <= Self.deepestCall else { return false }
        let steps = Self.steps.span
        var stretch = Stretch(start: 0)
        var place = 0
        while true {
            // These lines are what the first copy of a face costs: no processor guesses what the next byte is, so nothing but the
            // end of the loop hangs on it.
            let halt = isWidthKnown ? Step.other : Step.other | Step.move
            var operatorEnd = -1
            while place < code.count {
                let step = unsafe steps[unchecked: Int(code[unchecked: place])]
                if step & halt != 0 { break }
                place &+= Int(step & Step.length)
                operatorEnd = step & Step.path != 0 ? place : operatorEnd
            }
            if operatorEnd >= 0 { stretch.operatorEnd = operatorEnd }
            guard place <= code.count else { return false }
            guard place < code.count else { break }
            let lead = code[place]
            switch lead {
            case 4, 21, 22:
                copy(&stretch, upTo: place, code)
                guard takeWidth(beyond: lead == 21 ? 2 : 1) else { return false }
            case 12:
                // The four kinds of flex; all others compute.
                guard place + 1 < code.count, (34...37).contains(code[place + 1]) else { return false }
                place += 2
                stretch.operatorEnd = place
            case 1, 3, 18, 23, 19, 20:  // stems; before the first hint mask they may lack their operator
                copy(&stretch, upTo: place, code)
                guard takeStems() else { return false }
                place += lead == 19 || lead == 20 ? 1 + (stems + 7) / 8 : 1  // the mask's bytes follow
                stretch.start = place
            case 10, 29:
                copy(&stretch, upTo: place, code)
                guard let index = lead == 10 ? local : global, let number = takeNumber() else { return false }
                let bias = index.count < 1240 ? 107 : index.count < 33_900 ? 1131 : 32_768
                guard let called = index.entry(number + bias, table),
                    run(table.extracting(called), table, local, global, depth: depth + 1)
                else { return false }
                if isFinished { return true }
                place += 1
                stretch.start = place
            case 11:
                copy(&stretch, upTo: place, code)
                return true
            case 14:
                copy(&stretch, upTo: place, code)
                guard takeWidth(beyond: 0), bytes.count == stackStart else {
                    return false  // an accented letter made of two others
                }
                bytes.append(lead)
                isFinished = true
                return true
            default: return false
            }
        }
        copy(&stretch, upTo: place, code)
        return true
    }

    private mutating func copy(_ stretch: inout Stretch, upTo end: Int, _ code: Span<UInt8>) {
        guard end <= code.count, stretch.start < end else { return }
        if let operatorEnd = stretch.operatorEnd { stackStart = bytes.count + operatorEnd - stretch.start }
        unsafe code.extracting(stretch.start..<end).withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        stretch = Stretch(start: end)
    }

    /// How many operands no operator has taken yet, and where the last begins; nil where these are too many.
    private func operands() -> (count: Int, lastStart: Int)? {
        var count = 0
        var lastStart = stackStart
        var place = stackStart
        while place < bytes.count {
            lastStart = place
            place += Int(Self.steps[Int(bytes[place])] & Step.length)
            count += 1
        }
        return count <= Self.mostOperands ? (count, lastStart) : nil
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

    /// Takes the last operand off; nil where there is none or it is no whole number.
    private mutating func takeNumber() -> Int? {
        guard let (count, start) = operands(), count > 0 else { return nil }
        let number = operand(at: start)
        bytes.removeSubrange(start...)
        return number.isWhole ? number.value : nil
    }

    /// - Returns: false where there are too many operands.
    private mutating func takeStems() -> Bool {
        guard let before = operands()?.count, takeWidth(beyond: before & ~1) else { return false }
        stems += before / 2
        bytes.removeSubrange(stackStart...)
        return true
    }

    /// The first operator that clears the stack has the width before its operands, if there is one.
    /// - Returns: false where there are too many operands.
    private mutating func takeWidth(beyond count: Int) -> Bool {
        guard !isWidthKnown else { return true }
        guard let present = operands()?.count else { return false }
        isWidthKnown = true
        guard present == count + 1 else { return true }
        let first = operand(at: stackStart)
        width = first.value
        bytes.removeSubrange(stackStart..<stackStart + first.length)
        return true
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
