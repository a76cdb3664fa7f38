/// 一, 十, 二十一, 一百零三: the numerals of first-level headings (GB/T 9704 7.3.3).
///
/// - Parameter number: 1...9999; others give the digits.
func chineseNumeral(_ number: Int) -> String {
    guard (1...9_999).contains(number) else { return String(number) }
    let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    var text = ""
    var needsZero = false
    for (value, unit) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / value % 10
        if digit == 0 {
            needsZero = !text.isEmpty
            continue
        }
        if needsZero { text += "零" }
        needsZero = false
        // 十二, but 一百一十二.
        text += digit == 1 && value == 10 && text.isEmpty ? unit : digits[digit] + unit
    }
    return text
}
