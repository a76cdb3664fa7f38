/// Verbs that say in which role people were there.
let attendanceVerbs = PhraseTable("就座 就坐 列席 旁听 出席 参加 请假 缺席")

/// Verbs whose subject attends by doing it: not a list of names, but evidence.
let notAttendance = PhraseTable("应出席 实出席 应参加 实参加 出席人数 列席人数 缺席人数 参加人数")

/// Things that are attended.
let attendedThings = PhraseTable("会议 大会 全会 座谈会 活动 开幕式 闭幕式 开幕会 闭幕会 论坛 仪式 例会 动员会 推进会 研讨会 了")

/// A clause with one of them belongs to no list of people before the verb.
let clauseVerbs = PhraseTable("应到 应出席 实到 实出席 主持 召开 举行 开幕 闭幕 讲话 通过 听取 审议 宣布 作了 致辞 符合 达到")

/// What before 参加 or 出席 says that somebody should, or how one does, not that one did.
let notAttending = PhraseTable("要 应 将 须 可 请 拟 未 积极 踊跃 主动 邀请 组织 欢迎 得以 能够 能")

/// Verbs and adverbs between a list of people and 出席.
let attendanceAdverbs = PhraseTable("共同 一同 一起 分别 应邀 受邀 也 均 都 等 还 因事 因病 因公 因故")

/// What introduces a count of people, and which count it is.
private let expectedList = "应出席 应到 应到会 应参加 应参会 应有 现有 应出席会议 应到代表"
private let presentList = "实出席 实到 实到会 实参加 实参会 出席 到会 实有 出席会议 参加会议"
private let absentList = "缺席 请假 缺席会议 因事因病请假"
private let observerList = "列席 列席会议"
private let alternateList = "候补委员 候补中央委员 候补代表"
let expectedWords = PhraseTable(expectedList)
let presentWords = PhraseTable(presentList)
let absentWords = PhraseTable(absentList)
let observerWords = PhraseTable(observerList)
let alternateWords = PhraseTable(alternateList)
let countWords = PhraseTable(expectedList, presentList, absentList, observerList, alternateList)
let quorumWords = PhraseTable("符合法定人数 达到法定人数 符合法定要求 符合规定人数 已达法定人数 超过法定人数")
