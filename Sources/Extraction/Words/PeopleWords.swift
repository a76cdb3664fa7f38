/// What may stand directly before a name: offices and ways to call a group of people.
let titleWords = PhraseTable(
    "书记 副书记 主席 副主席 主任 副主任 市长 副市长 县长 副县长 区长 副区长 省长 副省长 州长 副州长 镇长 乡长 局长 副局长 厅长 副厅长 部长 副部长 处长 科长",
    "院长 副院长 检察长 副检察长 校长 副校长 所长 副所长 会长 副会长 理事长 副理事长 秘书长 副秘书长 董事长 副董事长 总经理 副总经理 经理 总裁 副总裁 监事长 行长",
    "总理 副总理 国务委员 委员长 副委员长 委员 常委 常务委员 组长 副组长 团长 副团长 队长 班长 主编 总编辑 社长 台长 馆长 站长 厂长 矿长 村长 召集人 负责人 发言人",
    "执行主席 常务主席 总书记 领导 领导同志 同志 代表 成员 教授 研究员 工程师 院士 博士 老师 教师 学生 先生 女士 董事 监事 独立董事 理事 监事会主席 总监 专员 记者 通讯员",
    "调研员 巡视员 司令员 政委 政治委员 参谋长 助理 顾问 律师 会计师 村民 职工 嘉宾 家长 名誉会长 总干事 干事 首席 监票人 计票人 总监票人 书记员 法官 检察官 人")

/// What may stand directly after a name.
let honorifics = PhraseTable(
    "同志 先生 女士 教授 老师 书记 副书记 主席 主任 市长 县长 区长 省长 局长 部长 院长 校长 副校长 会长 理事长 秘书长 董事长 总经理 总理 委员长 院士 博士 等 等同志 等领导 同学")

/// Where the subject of a clause ends: words that open what the subject does.
let predicateStarts = PhraseTable(
    "在 代表 出席 主持 作 做 就 向 对 受 以 还 首先 最后 充分 并 同时 进一步 随后 再次 着重 特别 明确 分别 强调 指出 要求 说 表示 希望 提出 讲话 致辞 发言 介绍 宣读 宣布 传达 通报",
    "汇报 报告 讲 指 号召 认为 回顾 总结 围绕 结合 从 为 参加 同志 先生 女士 传达 寄语 呼吁")

/// Words of speaking that open reported speech, or tell that somebody spoke.
let speechVerbs = PhraseTable("强调 指出 要求 说 表示 希望 提出 认为 号召 讲 寄语 呼吁")

/// Somebody spoke, reported or explained, whatever he said.
let addressVerbs = PhraseTable(
    "讲话 致辞 致词 发言 作报告 作了报告 作工作报告 作了工作报告 作说明 作了说明 作汇报 作了汇报 作总结讲话 作动员讲话 致开幕词 致闭幕词 致开幕辞 致闭幕辞")

/// He and she as the subject of reported speech.
let speakingPronouns = PhraseTable("他说 她说 他指出 她指出 他强调 她强调 他表示 她表示 他要求 她要求 他希望 她希望")

/// The last words of a group of people without names.
let groupEndings = PhraseTable(
    "成员 代表 负责人 负责同志 人员 领导 领导同志 同志 委员 主席 主任 院长 副院长 检察长 副检察长 两长 干部 职工 教师 学生 师生 家长 嘉宾 专家 组成人员 班子 等 主要负责人 副秘书长 秘书长 书记 群众 党员"
)
