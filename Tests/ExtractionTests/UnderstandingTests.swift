import Extraction
import Intake
import MinutesModel
import Provenance
import Testing

private func extract(_ text: String) throws -> Minutes { extractMinutes(from: try readText(text)) }
private func values(_ texts: [PlacedText]) -> [String] { texts.map(\.value) }
private func codes(_ minutes: Minutes) -> [String] { minutes.diagnostics.map(\.code.rawValue) }

@Suite("What a report says of its meeting")
struct MeetingUnderstandingTests {
    @Test(
        "the body that met is told from the name of the meeting",
        arguments: [
            ("青安县第九届人民代表大会第三次会议召开。", "青安县第九届人民代表大会"),
            ("第九届青安县人大常委会第三次会议召开。", "第九届青安县人大常委会"),
            ("政协第九届青安县委员会第三次主席会议召开。", "政协第九届青安县委员会"),
            ("青安协会第四届理事会第二次会议召开。", "青安协会"), ("青安协会理事会2031年年会举行。", "青安协会理事会"),
            ("市长林静主持召开市政府第十二次常务会议。", "市政府"), ("青安县总工会召开座谈会。", "青安县总工会"),
            ("我校第三届教职工代表大会第二次会议召开。", "我校"),
            ("青安股份有限公司（以下简称“公司”）第三届董事会第四次会议在公司召开。", "青安股份有限公司"),
            ("中共青安县第九届委员会召开第一次全体会议。", "中共青安县第九届委员会"),
        ])
    func organisation(sentence: String, body: String) throws {
        #expect(try extract("5月6日，" + sentence).organisation?.value == body)
    }

    @Test(
        "the name of the meeting is told from subject, object or both",
        arguments: [
            ("青安县第九届人民代表大会第三次会议5日上午在县礼堂开幕。", "青安县第九届人民代表大会第三次会议"),
            ("县长林静主持召开县政府常务会议，研究防汛工作。", "县政府常务会议"),
            ("市政府第十二次常务会议召开。", "市政府第十二次常务会议"), ("中共青安县第九届委员会在县礼堂召开第一次全体会议。", "中共青安县第九届委员会第一次全体会议"),
            ("青安县第二次水利会议，于5月6日在县城举行。", "青安县第二次水利会议"),
        ])
    func session(sentence: String, session: String) throws {
        #expect(try extract(sentence).session?.value == session)
    }

    @Test("a name that stands in two places has both ranges")
    func composedName() throws {
        let text = "中共青安县第九届委员会在县礼堂召开第一次全体会议。"
        #expect(try extract(text).session?.origin.ranges.count == 2)
    }

    @Test(
        "a day without month or year takes them from publication time or the page's address",
        arguments: [
            ("时间:2031-05-07\n青安县第二次会议6日召开。", "2031-05-06", "month and year of publication_time"),
            ("时间:2031-05-07\n青安县第二次会议30日召开。", "2031-04-30", "month and year of publication_time, the month before"),
            ("时间:2031-01-02\n青安县第二次会议30日召开。", "2030-12-30", "month and year of publication_time, the month before"),
            (
                "青安县第二次会议5月6日召开。\n[原文](https://news.example/2031/05/07/a.html)", "2031-05-06",
                "year of the page's address"
            ),
            (
                "青安县第二次会议6日召开。\n[原文](https://news.example/20310507/a.html)", "2031-05-06",
                "month and year of the page's address"
            ),
        ])
    func derivedDate(text: String, iso: String, derivation: String) throws {
        let date = try extract("会议召开\n" + text).meetingDate
        #expect(date?.iso == iso)
        #expect(date?.derivation == derivation)
        #expect(date?.inferred == true)
    }

    @Test("a date in Chinese figures")
    func chineseFigures() throws {
        let date = try extract("青安县第二次会议于二○三一年三月二十九日召开。").meetingDate
        #expect(date?.iso == "2031-03-29")
        #expect(date?.text == "二○三一年三月二十九日")
        #expect(date?.inferred == false)
    }

    @Test(
        "the medium is told from the lead of the report",
        arguments: [
            ("青安网消息（晚间播报）：青安县第二次会议6日召开。", "青安网"), ("青安通讯社县城5月6日电 青安县第二次会议召开。", "青安通讯社"),
            ("青安新闻网讯（记者 林静）5月6日，青安县第二次会议召开。", "青安新闻网"),
        ])
    func lead(sentence: String, medium: String) throws {
        let minutes = try extract(sentence)
        #expect(minutes.source?.value == medium)
        #expect(minutes.session?.value == "青安县第二次会议")
    }

    @Test(
        "the kind of meeting comes with the words that tell it",
        arguments: [
            ("青安县第九届人大常委会第二次会议召开。", "npc_standing_committee", "人大常委会"),
            ("青安县第九届人民代表大会第二次会议召开。", "people_congress", "人民代表大会"),
            ("政协青安县第九届委员会第二次会议召开。", "cppcc", "政协"), ("清河小区业主大会第一次会议召开。", "residents_assembly", "业主大会"),
            ("青安公司董事会第一次会议召开。", "company_board", "董事会"), ("青安协会第二次会员大会召开。", "association", "协会"),
            ("市政府第十二次常务会议召开。", "government_executive", "常务会议"), ("青安大学学术委员会第二次会议召开。", "academic_committee", "学术委员会"),
        ])
    func kind(sentence: String, kind: String, evidence: String) throws {
        let found = try extract(sentence).kind
        #expect(found?.kind == kind)
        #expect(found?.evidence?.value == evidence)
    }
}

@Suite("Who was there and what they did")
struct PeopleUnderstandingTests {
    @Test(
        "who spoke, in all its wordings",
        arguments: [
            ("副主席林静、高原、方宁分别作了发言。", ["林静", "高原", "方宁"]), ("会长林静到会祝贺并讲话。", ["林静"]),
            ("书记林静和主席高原分别作工作报告。", ["林静", "高原"]), ("首先由林静校长致辞。", ["林静"]),
            ("市教育局林静副局长作了发言。", ["林静"]), ("主席林静，会长高原作为代表，在会上作交流发言。", ["林静", "高原"]),
            ("会议听取了副会长林静代表理事会作的财务工作报告。", ["林静"]), ("会议学习了领导讲话精神。", []),
            ("大会将由林静讲话。", []),
        ])
    func speakers(sentence: String, names: [String]) throws {
        #expect(values(try extract("青安县第二次会议召开。" + sentence).speakers) == names)
    }

    @Test(
        "who spoke without a name is not the person before", arguments: ["林静主持会议，县领导讲话。", "林静主持会议，与会者发言。"])
    func unnamedSpeaker(sentence: String) throws {
        #expect(try extract("青安县第二次会议召开。" + sentence).speakers.isEmpty)
    }

    @Test("one sentence may tell of several roles, and one list may have two")
    func severalRoles() throws {
        let two = try extract("局长林静，处长高原出席，各校校长参加座谈。").attendees
        #expect(two.map(\.role.value) == ["出席", "参加"])
        #expect(two.map { values($0.names) } == [["林静", "高原"], []])
        #expect(two.map { values($0.groups) } == [[], ["各校校长"]])
        let both = try extract("市长林静、区长高原列席会议并在主席台就座。").attendees
        #expect(both.map(\.role.value) == ["列席", "主席台就座"])
        #expect(both.allSatisfy { values($0.names) == ["林静", "高原"] })
    }

    @Test("names of other forms stand in lists like any other", arguments: ["洛桑扎西", "欧阳朔", "阿依江·托合提", "咸宁"])
    func otherNames(name: String) throws {
        #expect(try values(extract("林静、\(name)、高原出席会议。").attendees[0].names) == ["林静", name, "高原"])
    }

    @Test("names run together in a sub-headline are parted where the text itself says nothing")
    func runTogether() throws {
        let minutes = try extract("青安县第二次会议召开\n林静宜讲话 高嵩方宁陆知远出席 尹川主持\n会议是5月6日的大事。")
        #expect(values(minutes.chair) == ["尹川"])
        #expect(values(minutes.speakers) == ["林静宜"])
        #expect(minutes.attendees.map { values($0.names) } == [["高嵩", "方宁", "陆知远"]])
        // 高嵩、贺兰心 or 高嵩贺、兰心: nothing is guessed.
        #expect(try extract("青安县第二次会议召开\n高嵩贺兰心出席\n会议是5月6日的大事。").attendees.isEmpty)
    }

    @Test("a number of people who came is a count, and no group")
    func numbers() throws {
        let minutes = try extract("29名委员出席会议。")
        #expect(minutes.counts.present?.value == 29)
        #expect(minutes.attendees.isEmpty)
    }

    @Test("somebody quoted before a statement of the meeting held no speech there")
    func quotation() throws {
        let minutes = try extract("青安县第二次会议召开。\n省委书记林静强调，要改进作风。会议要求，抓好落实。")
        #expect(minutes.speakers.isEmpty)
        #expect(values(minutes.statements.map(\.verb)) == ["会议要求"])
    }
}

@Suite("What was considered, adopted and decided")
struct ActUnderstandingTests {
    @Test(
        "lists of documents are parted, one document on several things is not",
        arguments: [
            ("会议审议通过了《甲办法》《乙办法》。", ["《甲办法》", "《乙办法》"]),
            ("大会审议并通过了上届工作报告、大会选举方案、监票人与计票人名单。", ["上届工作报告", "大会选举方案", "监票人与计票人名单"]),
            ("会议通过了关于计划、预算报告的决议。", ["关于计划、预算报告的决议"]),
            ("会议通过了大会选举办法，监票人名单，候选人建议名单。", ["大会选举办法", "监票人名单", "候选人建议名单"]),
            ("会议决定将《甲条例》《乙条例》提请大会审议。", ["将《甲条例》《乙条例》提请大会审议"]),
            ("会议研究审议并原则同意《工作报告（送审稿）》，责成办公室修改。", ["《工作报告（送审稿）》"]),
            ("会议审议通过了常务会提出的《机构改革方案》。", ["《机构改革方案》"]), ("林静指出，会议决定重要。", []),
        ])
    func resolutions(sentence: String, texts: [String]) throws {
        #expect(values(try extract(sentence).resolutions.map(\.text)) == texts)
    }

    @Test(
        "what was heard and considered",
        arguments: [
            ("会议听取了副会长林静作的关于2030年财务情况的报告。", ["关于2030年财务情况的报告"]),
            ("会议审议了理事会关于甲的草案、关于乙的草案的汇报。", ["理事会关于甲的草案、关于乙的草案的汇报"]),
            ("校长林静作《学校工作报告》，主席高原作《工会工作报告》。", ["《学校工作报告》", "《工会工作报告》"]),
            ("林静对两项议题进行了说明：一是《甲规划》，二是《乙章程》。", ["《甲规划》", "《乙章程》"]),
            ("根据安排，大会将审议通过预算报告。", ["预算报告"]), ("会议建议，下次会议审议预算报告。", []), ("会议听取了代表们的心声。", []),
        ])
    func agenda(sentence: String, texts: [String]) throws {
        #expect(values(try extract(sentence).agenda) == texts)
    }

    @Test("matters and conclusions that notes list line by line")
    func lines() throws {
        let minutes = try extract(
            "地点：三楼会议室\n主持人：林静\n议题：\n1、修订章程 汇报人：高原\n2、年度预算：方宁\n会议结论：\n* 章程再议一次\n* 预算照办\n")
        #expect(values(minutes.agenda) == ["修订章程", "年度预算"])
        #expect(values(minutes.speakers) == ["高原", "方宁"])
        #expect(values(minutes.resolutions.map(\.verb)) == ["会议结论", "会议结论"])
        #expect(values(minutes.resolutions.map(\.text)) == ["章程再议一次", "预算照办"])
    }

    @Test("bills behind a colon are resolutions, each with its vote")
    func bills() throws {
        let minutes = try extract(
            "青安公司股东大会5月6日召开。\n会议审议通过了以下议案：\n1、《甲报告》\n表决结果：同意9票，反对0票。\n2、《乙方案》\n表决结果：同意8票，反对1票。")
        #expect(values(minutes.resolutions.map(\.text)) == ["《甲报告》", "《乙方案》"])
        #expect(minutes.resolutions.compactMap(\.votes?.value) == ["表决结果：同意9票，反对0票。", "表决结果：同意8票，反对1票。"])
    }

    @Test(
        "elections, appointments and removals in chains",
        arguments: [
            ("大会选举林静为会长，高原、方宁为副会长。", ["elect 林静 会长", "elect 高原 副会长", "elect 方宁 副会长"]),
            ("林静、高原同志（以姓氏笔画为序）当选为委员，方宁同志当选为书记。", ["elect 林静 委员", "elect 高原 委员", "elect 方宁 书记"]),
            ("选举产生林静、高原等2位同志为委员，方宁同志为监事。", ["elect 林静 委员", "elect 高原 委员", "elect 方宁 监事"]),
            (
                "会议决定聘任林静同志为处长，免去其副处长职务；解聘高原同志科长职务。",
                ["appoint 林静 处长", "remove 林静 副处长", "remove 高原 科长"]
            ),
            ("会议决定任命林静为局长；免去高原的局长职务，方宁的处长职务。", ["appoint 林静 局长", "remove 高原 局长", "remove 方宁 处长"]),
            ("会议决定接受林静辞去副县长职务的请求。", ["remove 林静 副县长"]),
            ("会议通过由林静同志担任主任，高原同志担任副主任。", ["appoint 林静 主任", "appoint 高原 副主任"]),
            ("会议通过了由2人组成的主席团成员名单：林静、高原。", ["elect 林静 主席团成员", "elect 高原 主席团成员"]),
            ("选举产生了主席团成员：林静、高原。", ["elect 林静 主席团成员", "elect 高原 主席团成员"]),
            ("大会将选举林静为会长。", []),
        ])
    func appointments(sentence: String, expected: [String]) throws {
        let found = try extract(sentence).appointments
        #expect(found.map { "\($0.action) \($0.person.value) \($0.post?.value ?? "")" } == expected)
    }
}

@Suite("Markup in a text")
struct MarkupTests {
    @Test("tags are skipped, block tags end paragraphs, and every value keeps its bytes")
    func tags() throws {
        let text = "### 青安县第二次会议召开\n<p><strong>青安网消息</strong>（播报）：青安县第二次会议<b>5月</b>6日在县礼堂召开。</p><p>林静&nbsp;主持会议。</p>"
        let minutes = try extract(text)
        #expect(minutes.place?.value == "县礼堂")
        #expect(values(minutes.chair) == ["林静"])
        #expect(minutes.meetingDate?.text == "5月6日")
        #expect(minutes.meetingDate?.origin.ranges.count == 2)
        #expect(minutes.remainder.contains { $0.reason == "markup" })
        expectComplete(try readText(text), "tags")
    }

    @Test("angle brackets that are no tags stay text", arguments: ["《实施<河道法>办法》", "《a < b》", "《<unknown>》"])
    func noTags(title: String) throws {
        #expect(values(try extract("会议通过了\(title)。").resolutions.map(\.text)) == [title])
    }

    @Test("the words of a Markdown link stay, its address does not")
    func links() throws {
        let text = "会议由主席林静（[linjing](https://people.example/linjing)）主持。"
        #expect(values(try extract(text).chair) == ["林静"])
        expectComplete(try readText(text), "links")
    }
}

@Suite("Contradictions are told at both places")
struct ContradictionTests {
    @Test("headline and text name different people in the chair")
    func chairs() throws {
        let minutes = try extract("林静主持召开青安县政府常务会议\n5月6日，县长高原主持召开青安县政府常务会议。")
        #expect(codes(minutes).filter { $0 == "extract.chair-conflict" }.count == 2)
        #expect(try !codes(extract("林静主持召开青安县政府常务会议\n5月6日，县长林静主持召开青安县政府常务会议。")).contains("extract.chair-conflict"))
    }

    @Test(
        "a quorum the law's rule contradicts",
        arguments: [
            ("青安县第九届人民代表大会第二次会议召开。应到代表349人，实到232人，符合法定人数。", true),
            ("青安县第九届人民代表大会第二次会议召开。应到代表349人，实到233人，符合法定人数。", false),
            ("青安县第九届人大常委会第二次会议召开。应到61人，实到31人，符合法定人数。", false),
            ("青安县第九届人大常委会第二次会议召开。应到61人，实到30人，符合法定人数。", true),
            ("青安协会座谈会召开。应到61人，实到3人，符合法定人数。", false),
        ])
    func quorum(text: String, isContradicted: Bool) throws {
        #expect(try codes(extract(text)).contains("extract.quorum-contradicted") == isContradicted)
    }

    @Test("more votes than people, and a name spelt in two ways")
    func votesAndNames() throws {
        let votes = try extract("应到9人，实到8人。会议以赞成8票、反对1票，通过了《甲办法》。")
        #expect(codes(votes).contains("extract.votes-exceed-present"))
        let names = try extract("会议由林静宜主持。林静怡、高原出席会议。")
        #expect(codes(names).filter { $0 == "extract.name-spelt-twice" }.count == 2)
    }
}
