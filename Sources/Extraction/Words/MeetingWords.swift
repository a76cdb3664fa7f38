/// Nouns for a meeting.
let meetingNouns = PhraseTable(
    "会议 大会 全会 例会 座谈会 研讨会 年会 报告会 动员会 推进会 部署会 表彰会 预备会 开幕会 闭幕会 董事会 监事会 理事会 代表会 常务会 教代会 党代会 人代会 职代会 纪要 论坛 研讨 民主生活会 集体学习")

/// What a meeting as the subject does: it takes place.
let eventVerbs = PhraseTable(
    "举行 召开 开幕 闭幕 胜利闭幕 隆重开幕 隆重召开 顺利召开 隆重举行 圆满结束 胜利召开 成功召开 落幕 开会")

/// Subjects that speak for the meeting as a whole.
let meetingSubjects = PhraseTable("会议 大会 全会")

/// Verbs of statements of the meeting as a whole.
let statementVerbs = PhraseTable("指出 强调 要求 认为 号召 明确 提出 充分肯定 高度评价 一致认为 希望 呼吁")

private let resolutionVerbList =
    "表决通过 审议通过 审议并通过 审议表决通过 讨论通过 讨论并通过 听取并通过 一致通过 投票通过 举手表决通过 票决通过 投票表决通过 审查批准 通过 宣布 批准 原则同意 原则通过 选举产生"

/// Verbs whose object was adopted, decided or announced.
let resolutionVerbs = PhraseTable(resolutionVerbList)

/// These, and the verbs whose object was heard or considered.
let actVerbs = PhraseTable(
    resolutionVerbList, "听取和审议 听取并审议 听取 审议 审查 研究 讨论 传达学习 传达 学习 审阅 审议讨论 研究审议 研究部署")

/// A clause with one of them tells of something else than this meeting's acts.
let notYetWords = PhraseTable("将 提请 拟 建议 准备 未 下次 提交")

/// The ends of things a meeting announces.
let announcedEndings = PhraseTable("结果 名单 决定 通知 命令 当选名单 事项")

/// Connecting words at the start of a sentence that belong to no list.
let connectors = PhraseTable("会上 会前 会后 随后 当天 期间 大会期间 会议期间 其间 同时 此外 最后 会议 大会")
