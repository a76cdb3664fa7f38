import BlockModel
import PaperUnits
import Provenance

/// Minutes of an invented county: six pages of body text with headings, run-in headings and a list of names, on the page
/// of GB/T 9704.
enum SampleDocument {
    static let em = Length.mm(156).scaled(by: 1, over: 28)

    static let document = Document(
        title: "临溪县文化建设工作会议纪要", language: "zh-CN",
        page: PageStyle(
            size: .a4, top: .mm(37), left: .mm(28), typeArea: Size(width: .mm(156), height: .mm(225)), em: em,
            linePitch: (Length.mm(225) - em).scaled(by: 1, over: 21), linesPerPage: 22,
            pageNumber: PageNumberStyle(
                text: TextStyle(role: .songti, size: .pt(14)), dash: "—", gap: .pt(3.5), below: .mm(7), inset: .pt(14),
                side: .outer)),
        blocks: [title, names] + sections.flatMap(blocks))

    private static let title = Block.paragraph(
        Paragraph(
            [inline("临溪县文化建设工作会议纪要", .xiaobiaosong, size: .pt(22))],
            style: ParagraphStyle(alignment: .centre, linePitch: .pt(33), balanced: true), role: .heading(level: 1)))

    private static let names = Block.nameList(
        NameList(
            label: inline("出席：", .heiti),
            grid: NameGrid(
                names: "沈青禾 陆远 许明舟 顾南 唐素云 白川 何其芳 江一苇 欧阳澄 程砚 苏木 高长林".split(separator: " ")
                    .map { inline(String($0)) },
                cells: 3, pitch: 4 * em),
            groups: [], indent: 2 * em, before: .lines(1)))

    private static func blocks(of section: Section) -> [Block] {
        let heading = Block.paragraph(
            Paragraph(
                [inline(section.heading, .heiti)], style: ParagraphStyle(firstIndent: 2 * em, keepWithNext: true),
                role: .heading(level: 2)))
        return [heading]
            + section.points.map { point in
                var runIn = inline(point.opening, .kaiti)
                runIn.headingLevel = 3
                let inlines = (point.opening.isEmpty ? [] : [runIn]) + [inline(point.text)]
                return .paragraph(Paragraph(inlines, style: ParagraphStyle(firstIndent: 2 * em)))
            }
    }

    private static func inline(_ text: String, _ role: FaceRole = .fangsong, size: Length = em) -> Inline {
        Inline(text, style: TextStyle(role: role, size: size), origin: .template)
    }
}

struct Section {
    var heading: String
    var points: [(opening: String, text: String)]
}

extension SampleDocument {
    static let sections = [
        Section(
            heading: "一、会议概况",
            points: [
                (
                    "",
                    "2031年3月18日上午，临溪县文化建设工作会议在县城东湖会堂召开。会议应到代表128人，实到121人，符合规定人数。会议由县文化发展委员会主任沈青禾主持，副主任陆远、秘书长许明舟以及各乡镇、街道和县直有关单位的负责人参加了会议。会议听取并讨论了《临溪县文化建设2030年度工作报告》，审议通过了《临溪县公共文化服务三年行动方案（2031—2033年）》，对下一阶段的重点任务作了部署。"
                ),
                (
                    "",
                    "会议认为，过去一年，全县上下坚持“守正创新、便民利民”的工作思路，新建和改造基层文化站36个，开办周末课堂412场，服务群众约9.6万人次；县图书馆藏书由27.4万册增加到31.2万册，线上阅读平台“溪上书屋”注册读者突破5.8万人，较上年增长23.5%。同时也要看到，城乡之间、镇街之间的发展还不够均衡，专业队伍的力量还比较薄弱，一些设施“建而未用、用而不足”的问题仍然存在，需要在今后的工作中认真加以解决。"
                ),
            ]),
        Section(
            heading: "二、关于公共文化服务",
            points: [
                (
                    "（一）补齐设施短板。",
                    "要按照“缺什么、补什么”的原则，对全县14个乡镇、3个街道的文化设施作一次全面摸底，在6月30日前形成台账。对建筑面积不足300平方米的文化站，由县财政安排专项资金1850万元分两批改造；对位置偏远、使用率低的场所，可以与学校、卫生院、便民服务中心合并设置，避免重复建设。新建项目一律执行《公共文化设施设计导则》，室内照度、疏散通道、无障碍坡道等指标须经第三方检测合格后方可开放。"
                ),
                (
                    "（二）提高服务质量。",
                    "各文化站每周开放时间不得少于42小时，节假日照常开放，并在门前公示开放时间、服务项目和监督电话。要推行“点单式”服务：群众通过手机提出需求，站点在3个工作日内答复，县文化馆每季度汇总一次并向社会公布结果。演出、展览、讲座的安排要向农忙之外的时段倾斜，让更多的人“看得到、听得懂、用得上”。对老年人、残疾人和外来务工人员，应当保留电话预约、现场登记等传统方式，不能把一切都搬到网上了事。"
                ),
                (
                    "（三）办好群众活动。",
                    "继续办好“溪畔之夜”广场演出、“百村读书会”和“老手艺进课堂”三个品牌活动，全年安排不少于260场。活动经费实行包干使用、据实报销，任何单位不得摊派，也不得以活动名义收取费用。有的代表提出，可否把各村自办的灯会、社火、龙舟赛纳入统一的日程表，以便游客查询；会议同意这一意见，由县旅游服务中心牵头，在5月中旬前拿出办法。"
                ),
            ]),
        Section(
            heading: "三、关于文物和非物质文化遗产保护",
            points: [
                (
                    "（一）摸清家底。",
                    "县境内现有登记在册的不可移动文物217处，其中省级8处、县级53处，其余156处尚未核定等级。会议要求，用两年时间完成全部点位的测绘、拍摄和建档，统一采用CGCS2000坐标系，图纸比例不小于1∶200，影像分辨率不低于6000×4000像素。档案一式三份：县文物管理所、县档案馆各存一份，另一份以PDF/A格式上传到省级平台。"
                ),
                (
                    "（二）严格保护。",
                    "凡涉及文物保护单位的建设工程，必须先考古、后出让，先论证、后施工。对白石渡口的古码头、云台山的摩崖石刻、旧城南门的城墙遗址等重点部位，要装设雨量、位移、温湿度监测设备，数据每10分钟回传一次；一旦位移超过2毫米或者相对湿度连续24小时高于85%，值班人员应当立即到场查看，并在当日18时以前书面报告。"
                ),
                (
                    "（三）活态传承。",
                    "支持竹编、麻纸、木活字印刷等项目的代表性传承人带徒授艺，每人每年补助2.4万元；徒弟学满三年、经考核合格的，一次性奖励1万元。鼓励职业学校开设相关课程，由传承人担任兼职教师，课时费按照中级职称标准执行。会上，木活字印刷传承人顾南谈到：“一个字盘有三千多个字，年轻人愿意坐下来认、坐下来刻，这门手艺就断不了。”与会人员对此深有感触——保护不是锁进柜子，而是让它重新回到日常生活里去。"
                ),
            ]),
        Section(
            heading: "四、关于数字化建设",
            points: [
                (
                    "（一）统一平台。",
                    "由县数据管理中心负责，把图书馆、文化馆、博物馆、档案馆的查询系统合并为一个入口，域名使用wenhua.linxi.example，支持IPv6访问。接口规范参照OpenAPI 3.1编写，身份认证采用OAuth 2.0，数据交换以JSON为主、CSV为辅。各单位原有的Windows Server 2012主机到年底前全部下线，迁移期间的停机时间每次不得超过4小时，并须提前5日公告。"
                ),
                (
                    "（二）保证安全。",
                    "平台按照网络安全等级保护三级的要求建设，每半年开展一次渗透测试，每季度进行一次恢复演练。读者的姓名、证件号码、借阅记录属于个人信息，非经本人同意或者法律另有规定，不得向第三方提供。备份执行“3-2-1”规则：至少三份副本，两种介质，一份异地保存。对违反规定造成信息泄露的，依法依规追究直接责任人和主管人员的责任……会议强调，这条底线任何时候都不能突破。"
                ),
            ]),
        Section(
            heading: "五、关于队伍和经费",
            points: [
                (
                    "（一）充实队伍。",
                    "乡镇文化站至少配备专职人员2名，常住人口5万以上的乡镇不少于3名；村（社区）文化管理员由村民委员会推荐、乡镇聘任，每月补贴不低于600元。今年面向社会公开招聘专业人员45名，其中音乐、舞蹈、美术类20名，图书情报类12名，文物修复类8名，信息技术类5名。招聘的条件、程序和结果一律公开，接受监督。"
                ),
                (
                    "（二）管好经费。",
                    "2031年度全县文化建设预算安排7320万元，比上年增加640万元，增长9.6%。其中：设施改造1850万元，文物保护1420万元，群众活动980万元，数字化建设1260万元，人员和日常运转1810万元。县财政局、县审计局要对专项资金实行全过程跟踪，做到专款专用、账目清楚；项目完成后三个月内组织绩效评价，评价结果作为下一年度安排预算的重要依据。"
                ),
                (
                    "（三）社会参与。",
                    "鼓励企业、社会组织和个人以捐赠、冠名、志愿服务等方式支持文化事业。捐赠的款物应当开具票据、登记造册，并在县政府网站“公示公告”栏目按月公布。对连续三年参加志愿服务、每年不少于60小时的，由县文化发展委员会颁发证书。陆远在讨论时说，文化工作归根到底是人的工作：有人来、有人教、有人记，才算真正扎下了根。"
                ),
            ]),
        Section(
            heading: "六、其他事项",
            points: [
                (
                    "",
                    "会议还讨论了第九届“临溪书香节”的筹备情况。书香节定于4月23日至5月3日举行，主会场设在东湖公园，分会场设在白石镇、云台镇和青浦街道。活动期间安排名家讲座6场、新书发布12场、旧书集市11天，预计接待读者15万人次。交通、公安、城管、卫生等部门要提前研究制定方案，重点做好人流高峰时段（每日10:00—11:30、14:30—16:30、19:00—20:30）的疏导，确保安全有序。"
                ),
                (
                    "",
                    "会议要求，各单位要在4月10日以前将贯彻落实情况书面报送县文化发展委员会办公室（联系人：程砚；电话：0000-1234567），由办公室汇总后印发通报。对行动迟缓、推诿扯皮、弄虚作假的，要严肃批评并限期整改；对工作扎实、成效明显、群众满意的，要及时总结经验，在全县推广。会议决定，下一次全体会议于2031年9月中旬召开，具体时间和议题另行通知。"
                ),
            ]),
    ]
}
