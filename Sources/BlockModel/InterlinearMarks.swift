/// 行间标号 below characters: 着重号, 专名号, 书名号甲式 (GB/T 15834-2011 5.1.8; CLREQ 3.1.8).
///
/// They change neither the lines nor their distance.
package struct InterlinearMarks: Sendable, Hashable {
    package enum Line: String, Sendable, Hashable, CaseIterable {
        /// 专名号
        case straight
        /// 书名号甲式
        case wavy
    }

    /// 着重号, one under each character that is neither mark nor blank.
    package var dots: Bool
    /// As long as the inline it belongs to; the dots stand below it.
    package var line: Line?

    package init(dots: Bool = false, line: Line? = nil) {
        self.dots = dots
        self.line = line
    }

    package static let none = InterlinearMarks()
}
