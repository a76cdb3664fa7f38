package import Provenance

/// What was read of one record, before anybody asked what it means.
package struct ArticleRecord: Sendable, Hashable {
    /// Safe as a folder name (`safeFolderName`): the record's own id, else the input's file stem.
    package var id: String
    package var format: RecordFormat
    /// The text all byte ranges count UTF-8 bytes of.
    ///
    /// Of a text or Markdown file: its text in UTF-8, without a byte order mark and in normal form C. Of an HTML page:
    /// the lines of the article, then those of the page's frame. Of a JSON record: the values of its fields in the order
    /// of `FieldName.allCases`, one blank line between values and between paragraphs. `docs/normalisation.md` says more.
    package var text: String
    /// Every line of the text, blank ones included, in order and without its line end. Lines that the edge of a page
    /// broke are one.
    package var lines: [Line]
    /// What the record declares about itself; empty for text files.
    package var fields: [DeclaredField]
    /// Stretches of the text that are no words, in order: marks of Markdown, line ends inside words.
    package var markup: [ByteRange]
    /// In the order in which the record names them.
    package var pictures: [RecordPicture]
    package var diagnostics: [Diagnostic]
    package var encoding: TextEncoding
    /// The file's text in UTF-8 that `origins` lead to: what lines and columns of messages count in.
    package var source: [UInt8]
    /// From the record's text to `source`.
    package var origins: TextOrigins
    /// From `source` to the file's bytes.
    package var fileOrigins: TextOrigins

    init(
        id: String, format: RecordFormat, text: String, lines: [Line], fields: [DeclaredField], markup: [ByteRange],
        pictures: [RecordPicture], diagnostics: [Diagnostic], source: DecodedText, origins: TextOrigins
    ) {
        self.id = id
        self.format = format
        self.text = text
        self.lines = lines
        self.fields = fields
        self.markup = markup
        self.pictures = pictures
        self.diagnostics = diagnostics
        encoding = source.encoding
        self.source = source.bytes
        self.origins = origins
        fileOrigins = source.origins
    }
}

package enum RecordFormat: String, Sendable, Hashable, CaseIterable {
    case text, markdown, html, json
}

/// A line of a record's text.
package struct Line: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// White space only.
        case blank
        /// Words whose part in the article nobody declared.
        case text
        /// Words that the page or the Markdown file marks as its headline.
        case heading
        /// Words that the page ties to a picture.
        case caption
        /// Navigation, lists of links, the foot of the page: no part of the article.
        case frame
        /// A value, or a paragraph of a value, of a JSON field; or of what a page says about itself.
        case field(FieldName)
    }

    package var range: ByteRange
    package var kind: Kind

    package init(range: ByteRange, kind: Kind) {
        self.range = range
        self.kind = kind
    }
}

/// The fields a JSON record may declare, in the order in which they make up the record's text.
package enum FieldName: String, Sendable, Hashable, CaseIterable {
    case kicker, title, subtitle
    case publicationTime = "publication_time"
    case publisher, organisation, author, url, content

    /// The keys that are read as this field; the first one present in the record counts.
    package var keys: [String] {
        switch self {
        case .kicker: ["kicker", "引题"]
        case .title: ["title", "headline", "标题"]
        case .subtitle: ["subtitle", "subheadline", "subheadlines", "副题"]
        case .publicationTime: ["publication_time", "publish_time", "pub_time", "time", "date", "发布时间"]
        case .publisher: ["publisher", "source", "来源"]
        case .organisation: ["organisation", "organization", "单位"]
        case .author: ["author", "authors", "reporter", "作者"]
        case .url: ["url", "source_url", "link"]
        case .content: ["content", "text", "body", "正文"]
        }
    }
}

package struct DeclaredField: Sendable, Hashable {
    package var name: FieldName
    /// Where the value stands in the record's text: one range, or one a paragraph where an array was given.
    package var ranges: [ByteRange]

    package init(name: FieldName, ranges: [ByteRange]) {
        self.name = name
        self.ranges = ranges
    }
}

extension ArticleRecord {
    /// The ranges of a declared field, empty where the record does not have it.
    package func ranges(of name: FieldName) -> [ByteRange] { fields.first { $0.name == name }?.ranges ?? [] }

    /// The bytes of the file that a stretch of the record's text was made from.
    package func fileRanges(of range: ByteRange) -> [Range<Int>] {
        origins.source(of: Int(range.lowerBound)..<Int(range.upperBound)).flatMap { fileOrigins.source(of: $0) }
    }
}
