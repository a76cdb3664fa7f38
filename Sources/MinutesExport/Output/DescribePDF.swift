package import MinutesModel
package import PDFOutput

extension PDFMetadata {
    /// What a PDF says about itself and the record it was made from (DA/T 46; docs/provenance.md).
    ///
    /// Nothing is supposed: what the minutes do not have is left out.
    /// - Parameters:
    ///   - title: as printed; its last words name the kind of document.
    ///   - name: of the record's folder.
    ///   - sourceSHA256: of the input, for minutes that name no record.
    package init(
        describing minutes: Minutes, title: String, name: String, template: String, sourceSHA256: String
    ) {
        let program = "Jiyao \(jiyaoVersion)"
        self.init(creator: program, producer: program)
        author = minutes.document[.organ]?.value ?? minutes.organisation?.value
        subject = minutes.session?.value ?? minutes.sitting?.value
        kind = Self.kinds.first(where: title.hasSuffix)
        let people = minutes.chair + minutes.speakers + minutes.attendees.flatMap(\.names)
        var seen: Set<String> = []
        self.people = people.map(\.value).filter { seen.insert($0).inserted }
        identifier = name
        source = "urn:sha256:\(minutes.record?.sha256 ?? sourceSHA256)"
        documentDate = minutes.document[.signedOn].flatMap { PDFDate(day: $0.value) }
        record.documentNumber = minutes.document[.documentNumber]?.value
        record.urgency = minutes.document[.urgency]?.value
        record.recipients = minutes.document[.sentTo]?.value
        record.copies = minutes.document[.copiedTo]?.value
        record.securityClass = minutes.document[.secrecy]?.value
        record.meetingDate = minutes.meetingDate?.iso
        record.template = template
        record.sourceName = minutes.record?.name
        record.sourceFormat = minutes.record?.format
        record.sourceSHA256 = minutes.record?.sha256 ?? sourceSHA256
        record.sourceTextBytes = minutes.record?.textBytes
    }

    /// 文种 that the titles of shipped templates end with, longer words first.
    private static let kinds = ["会议记录", "签到册", "纪要", "决议", "决定"]
}

extension PDFDate {
    /// `2024年3月30日` or `2024-03-30`; nil for any other wording.
    init?(day text: String) {
        let numbers = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
        let marks = text.filter { !($0.isASCII && $0.isNumber) }
        guard numbers.count == 3, marks == "年月日" || marks == "--" else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }
}
