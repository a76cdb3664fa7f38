/// Numbers that are the same on every machine (SplitMix64).
struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Int(mixed % UInt64(sides))
    }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[roll(list.count)] }
}

/// Characters that texts are made of, a script or a kind of mark each.
struct Alphabet {
    var name: String
    var scalars: [Unicode.Scalar]

    init(_ name: String, _ characters: String) {
        self.name = name
        scalars = Array(characters.unicodeScalars)
    }

    /// Alphabets that the faces of an office's folder draw.
    static let drawn = [
        Alphabet("Han", "会议决定通过了关于市人民政府工作报告的决议一二三四五六七八九十年月日人名"),
        Alphabet("marks", "，。、；：！？“”‘’《》〈〉「」『』【】〔〕（）——……·—～／％￥々〇"),
        Alphabet("digits", "0123456789.,:%/-"),
        Alphabet("Latin", "abcdefgXYZ.,;:!?'\"()[]{}-/&@#$%+=_"),
        Alphabet("blanks", " \u{A0}\u{3000}"),
        Alphabet("Greek and Cyrillic", "αβγΩДжя"),
        Alphabet("kana", "あいうえおっアイウエオッー"),
        Alphabet("symbols", "①②③℃№※○●△□★→"),
    ]

    /// Those a face may lack, or that line breaking alone must bear.
    static let any =
        drawn + [
            Alphabet(
                "joiners", "\u{301}\u{308}\u{200D}\u{200B}\u{2060}\u{AD}\u{FE0E}\u{FE0F}\u{FE00}\u{E0100}\u{20E3}"),
            Alphabet("controls", "\t\n\r\u{B}\u{C}\u{85}\u{2028}\u{2029}\u{FEFF}\u{202A}\u{202E}\u{2066}\u{2069}"),
            Alphabet("right to left", "شىنجاڭئۇيغۇرאבגד،؟٣٤"),
            Alphabet("Tibetan", "བོད་ཡིག།༎྄ཱིུ"),
            Alphabet("Mongolian", "ᠮᠣᠩᠭᠣᠯ\u{180B}\u{180E}᠃"),
            Alphabet("Hangul", "한국어회의각힣각"),
            Alphabet("Indic and Thai", "नमस्तेกขคเำ်ကက္ကၤ"),
            Alphabet("emoji", "👩🚀👍🏽🇨🇳⛽©️#️⃣"),
            Alphabet("rare Han", "𠀀𠮷𬀩㐱𪚥鿿豈"),
        ]
}

extension Dice {
    /// Runs of a few characters of one alphabet each, up to `limit` scalars.
    ///
    /// - Parameter wild: now and then any scalar of Unicode at all.
    mutating func text(of alphabets: [Alphabet], limit: Int, wild: Bool) -> String {
        var view = String.UnicodeScalarView()
        let count = roll(limit + 1)
        while view.count < count {
            if wild, roll(24) == 0 {
                if let any = Unicode.Scalar(UInt32(roll(0x110000))) { view.append(any) }
                continue
            }
            // Chinese text is what lines are mostly made of.
            let alphabet = roll(3) == 0 ? pick(alphabets) : alphabets[roll(2)]
            for _ in 0...roll(6) { view.append(pick(alphabet.scalars)) }
        }
        return String(view)
    }
}
