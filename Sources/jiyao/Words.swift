import MinutesExport

/// The words of progress and sums, in the language of the messages.
enum Words {
    private static func word(_ english: String, _ chinese: String) -> String {
        MessageLanguage.ofEnvironment == .chinese ? chinese : english
    }

    static var records: String { word("records", "件") }
    static var pages: String { word("pages", "页") }
    static var exported: String { word("exported", "已导出") }
    static var unchanged: String { word("unchanged", "未变") }
    static var planned: String { word("to be exported", "待导出") }
    static var failed: String { word("failed", "失败") }
    static var left: String { word("left", "剩余") }
    static var interrupted: String {
        word("finishing what was begun; once more stops at once", "正在完成已开始的记录；再按一次立即停止")
    }
}
