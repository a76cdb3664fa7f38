/// The date that files say they were made at: given by the caller, never asked of a clock.
public struct ExportDate: Sendable, Hashable {
    public let year, month, day, hour, minute, second: Int

    /// `2031-03-15` or `2031-03-15T09:30:00Z`, UTC; nil for anything else and for days the calendar does not have.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10 || bytes.count == 20 else { return nil }
        let pattern = Array("0000-00-00T00:00:00Z".utf8)
        for (byte, wanted) in zip(bytes, pattern) {
            let isDigit = (0x30...0x39).contains(byte)
            guard wanted == 0x30 ? isDigit : byte == wanted else { return nil }
        }
        func number(_ start: Int, _ count: Int) -> Int {
            guard bytes.count >= start + count else { return 0 }
            return bytes[start..<start + count].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        self.init(
            year: number(0, 4), month: number(5, 2), day: number(8, 2), hour: number(11, 2), minute: number(14, 2),
            second: number(17, 2))
    }

    /// Seconds since 1970-01-01T00:00:00Z (`SOURCE_DATE_EPOCH` of reproducible-builds.org), 0 up to the year 9999.
    public init?(secondsSince1970 seconds: Int) {
        guard (0..<253_402_300_800).contains(seconds) else { return nil }
        var days = seconds / 86_400
        var year = 1970
        while days >= Self.days(in: year) {
            days -= Self.days(in: year)
            year += 1
        }
        var month = 1
        while days >= Self.days(in: month, of: year) {
            days -= Self.days(in: month, of: year)
            month += 1
        }
        let rest = seconds % 86_400
        self.init(
            year: year, month: month, day: days + 1, hour: rest / 3_600, minute: rest / 60 % 60, second: rest % 60)
    }

    private init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    private static func days(in year: Int) -> Int { isLeap(year) ? 366 : 365 }
    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
    private static func days(in month: Int, of year: Int) -> Int {
        [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// `2031-03-15`
    public var calendarDay: String { "\(padded(year, 4))-\(padded(month))-\(padded(day))" }
    /// `2031-03-15T09:30:00Z`
    public var text: String { "\(calendarDay)T\(padded(hour)):\(padded(minute)):\(padded(second))Z" }

    private func padded(_ value: Int, _ width: Int = 2) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
