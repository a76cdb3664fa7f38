import Intake
import Provenance

func readText(_ bytes: [UInt8], limit: Int = 4 << 20) throws(IntakeError) -> ArticleRecord {
    try readRecord(bytes, format: .text, fileStem: "青安 2031", limits: IntakeLimits(recordBytes: limit))
}

func readJSONText(_ text: String, fields: FieldMapping = .standard) throws(IntakeError) -> ArticleRecord {
    try readRecord(Array(text.utf8), format: .json, fileStem: "文件", fields: fields)
}

func readPage(_ page: String) throws(IntakeError) -> ArticleRecord {
    try readRecord(Array(page.utf8), format: .html, fileStem: "page")
}

func readMarkdownText(_ text: String) throws(IntakeError) -> ArticleRecord {
    try readRecord(Array(text.utf8), format: .markdown, fileStem: "notes")
}

func words(_ record: ArticleRecord, _ range: ByteRange) -> String {
    String(decoding: Array(record.text.utf8)[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF8.self)
}

extension ArticleRecord {
    /// The lines of some kinds, without those of white space.
    func lines(_ kinds: [Line.Kind]) -> [String] {
        lines.filter { kinds.contains($0.kind) }.map { words(self, $0.range) }
    }

    /// What of the file the words of the text were made from: the first place they stand at.
    func source(of words: String, in file: [UInt8]) -> [UInt8]? {
        let text = Array(text.utf8)
        let wanted = Array(words.utf8)
        guard wanted.count <= text.count,
            let start = (0...text.count - wanted.count).first(where: { text[$0...].starts(with: wanted) })
        else { return nil }
        return fileRanges(of: UInt32(start)..<UInt32(start + wanted.count)).flatMap { file[$0] }
    }
}
