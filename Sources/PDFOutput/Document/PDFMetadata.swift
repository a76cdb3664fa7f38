/// What the file says about itself; title and language come from the document.
package struct PDFMetadata: Sendable, Hashable {
    /// The part of ISO 19005 the file declares, always at level A.
    package enum ArchivePart: Int, Sendable, Hashable { case a2 = 2, a3 = 3 }

    package var part: ArchivePart = .a2
    package var author: String?
    package var subject: String?
    package var keywords: String?
    /// The record's permanent name (dc:identifier).
    package var identifier: String?
    /// What the pages were made from, as `urn:sha256:` and the digest of its bytes (dc:source).
    package var source: String?
    /// The program that made the pages.
    package var creator: String
    /// The program that wrote the file.
    package var producer: String
    /// Creation and modification time; nil leaves both out, since the clock is never asked.
    package var date: PDFDate?

    package init(creator: String, producer: String) {
        self.creator = creator
        self.producer = producer
    }
}

/// A moment of the proleptic Gregorian calendar with its offset from UTC.
package struct PDFDate: Sendable, Hashable {
    package let year, month, day, hour, minute, second, offsetMinutes: Int

    /// Nil for a moment the calendar does not have, a year outside 1...9999 or an offset beyond 14 hours.
    package init?(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, offsetMinutes: Int = 0
    ) {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...9999).contains(year), (1...12).contains(month), (1...lengths[month - 1]).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            (-840...840).contains(offsetMinutes)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.offsetMinutes = offsetMinutes
    }

    /// `2024-03-15T09:30:00+08:00`, as XMP writes it.
    var iso8601: String {
        "\(padded(year, 4))-\(padded(month))-\(padded(day))T\(padded(hour)):\(padded(minute)):\(padded(second))"
            + sign + "\(padded(abs(offsetMinutes) / 60)):\(padded(abs(offsetMinutes) % 60))"
    }

    /// `D:20240315093000+08'00'` (ISO 32000-1 7.9.4).
    var infoString: String {
        "D:\(padded(year, 4))\(padded(month))\(padded(day))\(padded(hour))\(padded(minute))\(padded(second))"
            + sign + "\(padded(abs(offsetMinutes) / 60))'\(padded(abs(offsetMinutes) % 60))'"
    }

    private var sign: String { offsetMinutes < 0 ? "-" : "+" }

    private func padded(_ value: Int, _ width: Int = 2) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
