extension SourceText {
    /// A run of digits from an index on, at most nine.
    func number(at index: Int, within span: Span) -> (value: Int, span: Span)? {
        var value = 0
        var end = index
        while end < span.upperBound, end - index < 9, let next = digit(scalars[end]) {
            value = value * 10 + next
            end += 1
        }
        return end > index ? (value, index..<end) : nil
    }

    /// A Chinese numeral from one to ninety-nine: 三, 十, 十二, 二十一.
    func chineseNumber(at index: Int, within span: Span) -> (value: Int, span: Span)? {
        var end = index
        var tens = 0
        var ones = 0
        while end < span.upperBound, end - index < 3 {
            if scalars[end] == "十" {
                guard tens == 0 else { break }
                tens = max(ones, 1)
                ones = 0
            } else if let next = chineseDigit(scalars[end]), ones == 0 {
                ones = next
            } else {
                break
            }
            end += 1
        }
        return end > index ? (tens * 10 + ones, index..<end) : nil
    }
}

/// 一 to 九.
func chineseDigit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "一": 1
    case "二": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
}
