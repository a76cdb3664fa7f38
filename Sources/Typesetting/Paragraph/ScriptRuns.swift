import FontAccess
import LineRules

/// The script of each character of a text, in order (UAX #24): a common or inherited one takes that of the text before it,
/// a closing bracket that of its opening one. Full-width marks are Han whatever stands before them.
struct ScriptRuns {
    private var last = Script.common
    /// Closing brackets that are awaited, with the script of their opening ones; deeper nesting is not followed.
    private var brackets: [(closing: UInt32, script: Script)] = []
    private static let deepest = 16

    /// - Parameter index: greater than at the last call.
    mutating func script(at index: Int, _ scalars: ContiguousArray<UInt32>) -> Script {
        let scalar = scalars[index]
        let own = Script(of: scalar)
        if own.isOwn {
            last = own
            return own
        }
        if scalar >= 0x2E80, LineClass.isWide(scalar) {
            last = .han
            return .han
        }
        if let closing = Self.closing(scalar) {
            if brackets.count < Self.deepest { brackets.append((closing, last)) }
        } else if let match = brackets.lastIndex(where: { $0.closing == scalar }) {
            if brackets[match].script.isOwn { last = brackets[match].script }
            brackets.removeSubrange(match...)
        }
        return last
    }

    private static func closing(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x28: 0x29
        case 0x5B: 0x5D
        case 0x7B: 0x7D
        case 0xAB: 0xBB
        case 0x2039: 0x203A
        default: nil
        }
    }
}

extension Script {
    /// Written in words that look odd when their letters come from several faces.
    var formsWords: Bool { !isIdeographic && isOwn }

    /// The blanks between its words belong to its own face.
    var keepsBlanks: Bool { formsWords && self != .latin && self != .greek && self != .cyrillic }
}
