/// What the file says about itself; title and language come from the document.
package struct PDFMetadata: Sendable, Hashable {
    /// The part of ISO 19005 the file declares, always at level A.
    package enum ArchivePart: Int, Sendable, Hashable { case a2 = 2, a3 = 3 }

    package var part: ArchivePart = .a2
    package var author: String?
    package var subject: String?
    package var keywords: String?
    /// 文种, `纪要` (dc:type).
    package var kind: String?
    /// Names of those the document tells of, in its order (dc:contributor).
    package var people: [String] = []
    /// The record's permanent name (dc:identifier).
    package var identifier: String?
    /// What the pages were made from, as `urn:sha256:` and the digest of its bytes (dc:source).
    package var source: String?
    /// The program that made the pages.
    package var creator: String
    /// The program that wrote the file.
    package var producer: String
    /// 成文日期, which is not the time the file was made (dc:date).
    package var documentDate: PDFDate?
    /// What a records office asks of a document beyond what XMP has a property for.
    package var record = RecordMetadata()
    /// Creation and modification time; nil leaves both out, since the clock is never asked.
    package var date: PDFDate?

    package init(creator: String, producer: String) {
        self.creator = creator
        self.producer = producer
    }
}

/// Elements of DA/T 46 and what leads back to the source, written as `rec:` properties; nil ones are left out.
package struct RecordMetadata: Sendable, Hashable {
    /// M31 文件编号, `清政发〔2031〕3号`
    package var documentNumber: String?
    /// M38 密级
    package var securityClass: String?
    /// M35 紧急程度
    package var urgency: String?
    /// M36 主送, M37 抄送
    package var recipients: String?
    package var copies: String?
    /// `2024-03-29`
    package var meetingDate: String?
    /// Name of the template.
    package var template: String?
    /// What was read: file name, format, SHA-256 of its bytes, and the UTF-8 length of its text, which ranges count in.
    package var sourceName: String?
    package var sourceFormat: String?
    package var sourceSHA256: String?
    package var sourceTextBytes: Int?

    package init() {}
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

    /// `2024-03-15`
    var isoDay: String { "\(padded(year, 4))-\(padded(month))-\(padded(day))" }

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
