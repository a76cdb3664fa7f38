/// Records of meetings, each unlike the others in names, numbers, order and length: the same for the same seed.
struct RecordGenerator: Sequence, IteratorProtocol {
    private var random: SplitMix
    private var number = 0
    private let count: Int

    init(count: Int, seed: UInt64) {
        self.count = count
        random = SplitMix(state: seed)
    }

    /// One record as a line of JSON without its newline.
    mutating func next() -> String? {
        guard number < count else { return nil }
        number += 1
        return record(number)
    }

    private mutating func record(_ number: Int) -> String {
        let place = pick(WordLists.places)
        let body = place + pick(WordLists.bodies)
        let topic = pick(WordLists.topics)
        let session = 1 + random.below(60)
        let month = 1 + random.below(12)
        let day = 1 + random.below(28)
        let year = 2016 + random.below(10)
        let title = "\(body)第\(session)次会议专题研究\(topic)工作"
        let (chair, speaker) = (name(), name())
        let expected = 30 + random.below(40)
        let absent = random.below(6)
        var paragraphs = [
            "\(year)年\(month)月\(day)日，\(body)第\(session)次会议在\(place)召开。会议由\(pick(WordLists.offices))\(chair)主持，"
                + "\(pick(WordLists.offices))\(speaker)讲话。会议应到\(expected)人，实到\(expected - absent)人，符合规定人数。",
            "出席会议的有：" + names(12 + random.below(22)).joined(separator: "、") + "。",
            "列席会议的有："
                + (0..<4 + random.below(5)).map { _ in
                    "\(place)\(pick(WordLists.organs))\(pick(WordLists.offices))\(name())"
                }
                .joined(separator: "、") + "。",
        ]
        for verb in ["会议听取了", "会议审议通过了", "会议同意", "会议决定", "会议原则通过", "会议讨论了"].prefix(3 + random.below(4)) {
            let subject = pick(WordLists.topics)
            paragraphs.append(
                "\(verb)《\(place)\(subject)\(pick(["实施方案", "管理办法", "工作报告", "专项规划"]))》。" + sentence(subject))
        }
        for opening in ["会议指出", "会议强调", "会议认为", "会议要求"].prefix(2 + random.below(3)) {
            let subject = pick(WordLists.topics)
            paragraphs.append("\(opening)，" + (0..<4 + random.below(6)).map { _ in sentence(subject) }.joined())
        }
        paragraphs.append("\(speaker)在讲话中强调，" + (0..<5 + random.below(6)).map { _ in sentence(topic) }.joined())
        let content = paragraphs.map { escaping($0) }.joined(separator: #"\n"#)
        let id = "record-" + String(repeating: "0", count: 7 - String(number).count) + String(number)
        return #"{"id":"\#(id)","title":"\#(title)","publisher":"\#(place)办公室","content":"\#(content)"}"#
    }

    private mutating func sentence(_ topic: String) -> String {
        switch random.below(4) {
        case 0:
            "\(pick(WordLists.reasons))，要\(pick(WordLists.manners))\(pick(WordLists.verbs))\(topic)\(pick(WordLists.objects))，\(pick(WordLists.results))。"
        case 1:
            "今年已完成\(topic)项目\(1 + random.below(90))个，投入资金\(1 + random.below(9_000)).\(random.below(10))万元，"
                + "涉及\(pick(WordLists.places))等\(2 + random.below(9))个地方，\(pick(WordLists.manners))\(pick(WordLists.verbs))\(pick(WordLists.objects))。"
        case 2:
            "\(pick(WordLists.organs))要会同\(pick(WordLists.organs))\(pick(WordLists.verbs))“\(rareWord())”\(pick(WordLists.objects))，"
                + "于\(1 + random.below(12))月底前\(pick(WordLists.results))。"
        default:
            "要\(pick(WordLists.verbs))\(pick(WordLists.objects))、\(pick(WordLists.verbs))\(pick(WordLists.objects))，\(pick(WordLists.reasons))，"
                + "\(pick(WordLists.manners))\(pick(WordLists.verbs))\(topic)，\(pick(WordLists.results))。"
        }
    }

    private mutating func name() -> String {
        let surname = String(WordLists.surnames[random.below(WordLists.surnames.count)])
        return (0...random.below(2)).reduce(surname) { name, _ in
            name + String(WordLists.given[random.below(WordLists.given.count)])
        }
    }

    private mutating func names(_ count: Int) -> [String] { (0..<count).map { _ in name() } }

    private mutating func rareWord() -> String {
        String((0..<2 + random.below(3)).map { _ in WordLists.rare[random.below(WordLists.rare.count)] })
    }

    private mutating func pick(_ words: [String]) -> String { words[random.below(words.count)] }
}

private func escaping(_ text: String) -> String { text.replacing("\"", with: "\\\"") }

/// SplitMix64: a sequence that its seed decides, in every process and on every machine.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// 0..<bound
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
