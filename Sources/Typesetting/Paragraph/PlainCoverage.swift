import FontAccess

/// Which of the plain characters that most Chinese text is made of a face draws, asked once for each.
struct PlainCoverage {
    let face: Typeface
    /// 0 not asked yet, 1 drawn, 2 not.
    private var answers: ContiguousArray<UInt8>

    init(of face: Typeface) {
        self.face = face
        answers = ContiguousArray(repeating: 0, count: 0x7300)
    }

    /// Ideographs and full-width marks that are characters by themselves and of Han script, whatever stands beside them.
    static func isHan(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x4E00...0x9FFF, 0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301B, 0xFF01, 0xFF08, 0xFF09, 0xFF0C,
            0xFF1A, 0xFF1B, 0xFF1F:
            true
        default: false
        }
    }

    /// Digits and marks that are characters by themselves and of the script before them. Brackets are not among them:
    /// they take the script of their partners.
    static func isCommon(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20...0x27, 0x2A...0x40, 0xB7, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026: true
        default: false
        }
    }

    /// - Parameter scalar: a plain one, Han or common.
    mutating func draws(_ scalar: UInt32) -> Bool {
        let index = Int(Self.place(of: scalar))
        if answers[index] == 0 { answers[index] = face.glyph(for: scalar) != nil ? 1 : 2 }
        return answers[index] == 1
    }

    private static func place(of scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0..<0x100: scalar
        case 0x2000..<0x2100: scalar - 0x2000 + 0x100
        case 0x3000..<0xA000: scalar - 0x3000 + 0x200
        default: scalar - 0xFF00 + 0x7200
        }
    }
}
