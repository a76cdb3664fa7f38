import Extraction
import Intake
import MinutesModel
import Provenance
import Testing

private func extract(_ text: String) throws -> Minutes { extractMinutes(from: try readText(text)) }
private func values(_ texts: [PlacedText]) -> [String] { texts.map(\.value) }

@Suite("Rules of extraction")
struct RuleTests {
    @Test(
        "a year that is not printed comes from the publication time, or from the year before",
        arguments: [
            ("2031-03-30", "3月29日", "2031-03-29", true), ("2031-03-30", "3月30日", "2031-03-30", true),
            ("2031-01-02", "12月30日", "2030-12-30", true), ("2031-01-02", "2030年12月30日", "2030-12-30", false),
        ])
    func year(published: String, printed: String, iso: String, inferred: Bool) throws {
        let date = try extract("会议召开\n时间:\(published)\n\(printed),青安市第二次会议召开。").meetingDate
        #expect(date?.iso == iso)
        #expect(date?.text == printed)
        #expect(date?.inferred == inferred)
    }

    @Test("blanks a page put into a date do not hide its year")
    func spacedDate() throws {
        let date = try extract("203 1 年 1 月 7 日， 青安县第二次会议召开。").meetingDate
        #expect(date?.iso == "2031-01-07")
        #expect(date?.text == "203 1 年 1 月 7 日")
        #expect(date?.inferred == false)
    }

    @Test("without a publication time the year stays open, and a diagnostic says so")
    func unknownYear() throws {
        let minutes = try extract("会议召开\n3月29日,青安市第二次会议召开。")
        #expect(minutes.meetingDate?.iso == "XXXX-03-29")
        #expect(minutes.diagnostics.map(\.code.rawValue).contains("extract.year-unknown"))
    }

    @Test("a meeting of several days has an end")
    func days() throws {
        let date = try extract("5月30日至6月1日,青安市第二次会议召开。\n").meetingDate
        #expect(date?.iso == "XXXX-05-30")
        #expect(date?.isoEnd == "XXXX-06-01")
    }

    @Test(
        "who chaired",
        arguments: [
            ("市委副书记林静主持会议。", ["林静"]), ("会议由董事长高原主持。", ["高原"]), ("会议由高原同志主持。", ["高原"]),
            ("理事长林静5月6日主持召开常务会议。", ["林静"]), ("会议主持人讲解了议程。", []), ("大会由执行主席欧阳朔主持。", ["欧阳朔"]),
            ("会议由主席团主持。", []),
        ])
    func chair(sentence: String, names: [String]) throws {
        #expect(values(try extract(sentence).chair) == names)
    }

    @Test(
        "lists of people: offices go, names stay, groups are kept apart",
        arguments: [
            ("市领导林静、高原出席会议。", "出席", ["林静", "高原"], []),
            ("林静、欧阳朔、阿依江·托合提列席会议。", "列席", ["林静", "欧阳朔", "阿依江·托合提"], []),
            ("常务主席、执行主席林静、高原在主席台就座。", "主席台就座", ["林静", "高原"], []),
            ("林静、高原和主席团成员在主席台就座。", "主席台就座", ["林静", "高原"], ["主席团成员"]),
            ("林 静、高原、南宫翎参加会议。", "参加", ["林 静", "高原", "南宫翎"], []),
            ("区发展和改革局局长高原、县住房和城乡建设局副局长林静列席会议。", "列席", ["高原", "林静"], []),
            ("各区负责人,有关部门负责人列席会议。", "列席", [], ["各区负责人", "有关部门负责人"]),
            ("在主席台就座的还有市政府领导。", "主席台就座", [], ["市政府领导"]),
            ("出席会议的有:林静、高原。", "出席", ["林静", "高原"], []),
            ("林静因事请假。", "请假", ["林静"], []),
            ("林静主持会议,高原、陆知远出席会议。", "出席", ["高原", "陆知远"], []),
        ])
    func lists(sentence: String, role: String, names: [String], groups: [String]) throws {
        let attendees = try extract(sentence).attendees
        #expect(attendees.map(\.role.value) == [role])
        #expect(attendees.first.map { values($0.names) } == names)
        #expect(attendees.first.map { values($0.groups) } == groups)
    }

    @Test("counts are read with their words, and a count is no list of people")
    func counts() throws {
        let minutes = try extract("会议应到代表190人，实到187人，缺席3人，列席20人，符合法定人数。")
        #expect(minutes.counts.expected?.value == 190)
        #expect(minutes.counts.present?.value == 187)
        #expect(minutes.counts.absent?.value == 3)
        #expect(minutes.counts.observers?.value == 20)
        #expect(minutes.counts.quorumStated?.value == true)
        #expect(minutes.attendees.isEmpty)
    }

    @Test(
        "counts that do not agree are reported",
        arguments: [
            ("应到9人,实到8人,缺席1人。", false), ("应到9人,实到8人,缺席2人。", true), ("应到9人,实到10人。", true),
        ])
    func disagreement(counts: String, reported: Bool) throws {
        let codes = try extract("会议" + counts).diagnostics.map(\.code.rawValue)
        #expect(codes.contains("extract.counts-disagree") == reported)
    }

    @Test("what is yet to be adopted is no resolution; what was heard is agenda")
    func acts() throws {
        #expect(try extract("大会将表决通过关于预算的决议。").resolutions.isEmpty)
        let minutes = try extract("会议听取了关于预算的报告,以赞成30票、反对1票、弃权2票,表决通过了《预算办法》。")
        #expect(values(minutes.agenda) == ["关于预算的报告"])
        #expect(values(minutes.resolutions.map(\.text)) == ["《预算办法》"])
        #expect(minutes.resolutions.first?.votes?.value == "赞成30票、反对1票、弃权2票")
    }

    @Test("elections and removals name person and post")
    func appointments() throws {
        let appointments = try extract("会议选举林静、高原为副理事长,免去陆知远的秘书长职务。").appointments
        #expect(appointments.map(\.action) == [.elect, .elect, .remove])
        #expect(values(appointments.map(\.person)) == ["林静", "高原", "陆知远"])
        #expect(appointments.compactMap(\.post?.value) == ["副理事长", "副理事长", "秘书长"])
    }

    @Test(
        "numbered points start at sentence starts, in order, two at least",
        arguments: [
            ("林静强调,要实干。一要学习。要细。二要落实。", ["一要学习。", "二要落实。"]),
            ("林静指出,一是学习；二是落实；三是总结。", []),
            ("林静指出:一是学习；二是落实；三是总结。", ["一是学习；", "二是落实；", "三是总结。"]),
            ("林静强调三点意见。第一,学习。第二,落实。", ["第一,学习。", "第二,落实。"]),
            ("林静要求,首先,学习。", []), ("林静强调两点意见。首先,学习。其次,落实。", ["首先,学习。", "其次,落实。"]),
            ("林静强调,要学习。一要学习。要落实。", []), ("林静强调,要实干。一要学。一是读。二是记。二要做。", ["一要学。", "二要做。"]),
        ])
    func points(paragraph: String, headings: [String]) throws {
        let speech = try #require(try extract(paragraph).speeches.first)
        #expect(speech.speaker.value == "林静")
        #expect(speech.points.map(\.heading.value) == headings)
    }

    @Test("paragraphs of one speaker are one speech, a caption between them does not part it")
    func oneSpeech() throws {
        let minutes = try extract("林静强调,要学。\n林静讲话。高原摄\n林静要求,要做。\n陆知远说,要快。\n林静指出,完了。")
        #expect(values(minutes.speeches.map(\.speaker)) == ["林静", "陆知远", "林静"])
        #expect(values(minutes.speeches[0].lead) == ["林静强调,要学。", "林静要求,要做。"])
        #expect(values(minutes.captions) == ["林静讲话。高原摄"])
    }

    @Test("lines of notes tell time, place, chair, recorder and who was there")
    func facts() throws {
        let minutes = try extract(
            "工会例会记录\n时间：2031年5月6日\n地点：三楼会议室\n主持人：林静\n记录人：高原\n出席：林静 陆知远 欧阳朔\n列席：各科负责人\n会议通过了《经费办法》。")
        #expect(minutes.title?.value == "工会例会记录")
        #expect(minutes.meetingDate?.iso == "2031-05-06")
        #expect(minutes.publicationTime == nil)
        #expect(minutes.place?.value == "三楼会议室")
        #expect(values(minutes.chair) == ["林静"])
        #expect(minutes.recorder?.value == "高原")
        #expect(minutes.attendees.map(\.role.value) == ["出席", "列席"])
        #expect(minutes.attendees.map { values($0.names) } == [["林静", "陆知远", "欧阳朔"], []])
        #expect(minutes.attendees.last.map { values($0.groups) } == ["各科负责人"])
        #expect(values(minutes.resolutions.map(\.text)) == ["《经费办法》"])
        #expect(minutes.remainder.allSatisfy { $0.reason != "not-understood" })
    }

    @Test("an article that is no report of a meeting gives its title, the rest, and a diagnostic")
    func noMeeting() throws {
        let minutes = try extract("青安河边的春天\n\n柳树绿了。孩子们在河边放风筝。\n")
        #expect(minutes.title?.value == "青安河边的春天")
        #expect(minutes.remainder.map(\.text.value) == ["柳树绿了。", "孩子们在河边放风筝。"])
        #expect(minutes.diagnostics.map(\.code.rawValue).contains("extract.no-meeting"))
    }

    @Test("a record without a headline has no title")
    func noTitle() throws {
        let minutes = try extract("柳树绿了。")
        #expect(minutes.title == nil)
        #expect(minutes.diagnostics.map(\.code.rawValue).contains("extract.no-title"))
    }
}
