/// Words of a page's frame: a line with one of them is no part of the article.
let pageWords = PhraseTable(
    "版权所有 版权声明 Copyright copyright COPYRIGHT ICP备 公网安备 网站标识码 举报热线 投稿邮箱 投稿信箱 新闻热线 联系我们 关于我们 法律声明 网站地图 网站维护 设为首页 加入收藏",
    "上一篇 下一篇 打印本页 关闭窗口 相关链接 关联稿件 相关新闻 主办单位 主办： 承办单位 技术支持 友情链接 未经授权 当前位置 您的位置 当前的位置 扫一扫 分享到 分享： 返回顶部 返回首页 本网站",
    "邮编： 邮政编码 查看原文 点击排行 往期推送 登录|注册 更多>> 更多... 经营许可证 许可证号")

/// Labels of the lines that tell about the article; what follows the colon is the value.
let timeLabels = PhraseTable("时间 发布时间 发稿时间 发表时间 更新时间 发布日期 日期 录入时间")
let sourceLabels = PhraseTable("来源 文章来源 稿件来源 信息来源 新闻来源")
let editorLabels = PhraseTable("编辑 责任编辑 责编 本期编辑 网络编辑 编审")
let reporterLabels = PhraseTable("作者 记者 文 文字 供稿 撰稿 通讯员 实习生 见习记者 实习记者")
let photographerLabels = PhraseTable("摄影 图片 图 摄")

/// Labels of the lines that tell about the meeting.
private let placeLabelList = "地点 会议地点"
private let dateLabelList = "会议时间 会议日期 时间 日期"
private let chairLabelList = "主持 主持人 会议主持 会议主持人"
private let recorderLabelList = "记录 记录人 会议记录人 记录员"
let placeLabels = PhraseTable(placeLabelList)
let dateLabels = PhraseTable(dateLabelList)
let chairLabels = PhraseTable(chairLabelList)
let recorderLabels = PhraseTable(recorderLabelList)
let factLabels = PhraseTable(
    placeLabelList, dateLabelList, chairLabelList, recorderLabelList,
    "出席 出席人员 出席人 参会人员 参会人 参加人员 参加 列席 列席人员 缺席 缺席人员 请假 请假人员")

let detailLabels = PhraseTable(
    "时间 发布时间 发稿时间 发表时间 更新时间 发布日期 日期 录入时间 来源 文章来源 稿件来源 信息来源 新闻来源 编辑 责任编辑 责编 本期编辑 网络编辑 编审 作者 记者 供稿 撰稿",
    "点击率 点击数 点击 浏览次数 浏览量 阅读量 阅读次数 访问量 摄影 审核 校对 终审 初审 复审 字号 字体")
