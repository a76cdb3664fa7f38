import MinutesModel
import Provenance

/// A source written word by word, so that every value knows its bytes.
struct FixtureSource {
    private(set) var text = ""

    /// Appends the words and says where they stand.
    mutating func words(_ words: String, rule: String = "fixture") -> PlacedText {
        let start = UInt32(text.utf8.count)
        text += words
        return PlacedText(words, .source([start..<UInt32(text.utf8.count)], rule: rule))
    }

    mutating func count(_ value: Int) -> Placed<Int> {
        let placed = words(String(value))
        return Placed(value, placed.origin)
    }

    mutating func skip(_ words: String) { text += words }

    mutating func paragraph() { text += "\n" }
}

/// Minutes of an invented congress, with everything the template can print.
struct Fixture {
    var minutes = Minutes(id: "yunxi")
    private(set) var source = FixtureSource()

    static let full: Fixture = {
        var fixture = Fixture()
        fixture.fillHead()
        fixture.fillAttendance()
        fixture.fillDecisions()
        fixture.fillSpeeches()
        return fixture
    }()

    var text: String { source.text }

    private mutating func fillHead() {
        minutes.title = source.words("云溪市三届人大二次会议闭幕")
        source.paragraph()
        minutes.publicationTime = source.words("2024-03-16 20:15:00")
        minutes.subheadlines = [source.words("白桦讲话 江远主持")]
        source.paragraph()
        let date = source.words("3月15日")
        minutes.meetingDate = MeetingDate(
            iso: "2024-03-15", text: date.value, inferred: true, derivation: "year from publication time",
            origin: date.origin)
        source.skip(",")
        let session = source.words("云溪市第三届人民代表大会第二次会议")
        minutes.session = session
        minutes.organisation = PlacedText("云溪市第三届人民代表大会", session.origin)
        minutes.sitting = source.words("第三次全体会议")
        minutes.place = source.words("云溪市会展中心")
        source.paragraph()
        minutes.chair = [source.words("江 远")]
        let first = source.words("白桦")
        minutes.speakers = [first, minutes.chair[0]]
        minutes.counts.expected = source.count(120)
        minutes.counts.present = source.count(114)
        minutes.counts.absent = Placed(6, .derived("expected - present"))
        minutes.counts.quorumStated = Placed(true, source.words("符合法定人数").origin)
        minutes.proceedings = [source.words("大会在国歌声中开幕。")]
        source.paragraph()
        minutes.proceedings.append(source.words("会期3.5天,于10:30闭幕(第二次会议)。"))
        minutes.proceedings.append(source.words("大会胜利闭幕."))
        source.paragraph()
    }

    private mutating func fillAttendance() {
        minutes.attendees = [
            AttendeeGroup(role: source.words("出席"), names: ["白桦", "江　远"].map { source.words($0) }),
            AttendeeGroup(
                role: source.words("主席台就座"),
                names: ["沈青禾", "欧阳长风", "白桦", "买尔丹·阿不都拉"].map { source.words($0) },
                groups: [source.words("大会主席团成员"), source.words("市政府、市政协领导,市法检两长等")]),
            AttendeeGroup(role: source.words("请假"), names: [source.words("柳 叶")]),
            AttendeeGroup(role: source.words("未出席"), names: [source.words("石磊")]),
            AttendeeGroup(role: source.words("列席"), groups: [source.words("市直各部门负责人")]),
        ]
        source.paragraph()
    }

    private mutating func fillDecisions() {
        minutes.agenda = [source.words("听取市人民政府工作报告"), source.words("选举;")]
        let verb = source.words("表决通过")
        minutes.resolutions = [
            Resolution(verb: source.words("宣布了"), text: source.words("2024年民生实事项目票决结果")),
            Resolution(
                verb: verb, text: source.words("关于市人民政府工作报告的决议"),
                votes: source.words("赞成110票,反对1票")),
            Resolution(verb: verb, text: source.words("关于市中级人民法院工作报告的决议")),
        ]
        minutes.appointments = [
            Appointment(action: .elect, person: source.words("苏 晴"), post: source.words("云溪市副市长")),
            Appointment(action: .remove, person: source.words("石磊"), post: nil),
        ]
        source.paragraph()
    }

    private mutating func fillSpeeches() {
        var speech = Speech(speaker: minutes.speakers[0])
        speech.lead = [source.words("白桦向大会的圆满成功表示祝贺。"), source.words("他说,过去一年成绩突出。")]
        source.paragraph()
        speech.lead.append(source.words("白桦强调两点意见。"))
        speech.points = [
            Speech.Point(
                heading: source.words("一要把牢方向,守住底线。"),
                body: [source.words("要学深悟透\"四个机关\"要求,"), source.words("见诸行动。")]),
            Speech.Point(heading: source.words("二要真抓实干。"), body: []),
        ]
        source.paragraph()
        speech.closing = [source.words("白桦要求,各级各部门要抓好落实!")]
        source.paragraph()
        let second = Speech(
            speaker: minutes.chair[0], lead: [source.words("江远说,要落实好会议精神。")],
            points: [
                Speech.Point(heading: source.words("一要深学"), body: []),
                Speech.Point(heading: source.words("二要细悟。"), body: [source.words("不断提高能力。")]),
            ])
        minutes.speeches = [speech, second]
        source.paragraph()
        minutes.statements = [
            Statement(verb: source.words("会议指出"), text: source.words(",全市上下要同心协力。")),
            Statement(verb: source.words("会议强调"), text: source.words("要久久为功。")),
            Statement(verb: source.words("会议要求"), text: source.words("会议要求各县区抓紧传达。")),
        ]
        source.paragraph()
        minutes.captions = [source.words("大会现场。丁一摄")]
        minutes.source = source.words("云溪日报")
        minutes.boilerplateLines = [source.words("版权所有")]
        minutes.remainder = [Remainder(text: source.words("无关"), reason: "not-understood")]
    }
}
