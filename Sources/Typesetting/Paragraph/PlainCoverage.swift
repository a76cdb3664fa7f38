import FontAccess

/// Which of the characters that most Chinese text is made of a face draws, asked once for each.
struct PlainCoverage {
    let face: Typeface
    /// 0 not asked yet, 1 drawn, 2 not.
    private var answers: ContiguousArray<UInt8>

    init(of face: Typeface) {
        self.face = face
        answers = ContiguousArray(repeating: 0, count: 0x7100)
    }

    /// Ideographs and full-width marks that are characters by themselves and of Han script, whatever stands beside them.
    static func contains(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x4E00...0x9FFF, 0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301B, 0xFF01, 0xFF08, 0xFF09, 0xFF0C,
            0xFF1A, 0xFF1B, 0xFF1F:
            true
        default: false
        }
    }

    /// - Parameter scalar: one that the coverage contains.
    mutating func draws(_ scalar: UInt32) -> Bool {
        let index = Int(scalar < 0xA000 ? scalar - 0x3000 : scalar - 0xFF00 + 0x7000)
        if answers[index] == 0 { answers[index] = face.glyph(for: scalar) != nil ? 1 : 2 }
        return answers[index] == 1
    }
}
