/// A half-open range of UTF-8 byte offsets into a record's text (`ArticleRecord.text`).
package typealias ByteRange = Range<UInt32>

/// Where a string or number comes from. Nothing is printed without one.
package enum Origin: Sendable, Hashable {
    /// Words of the source, in order; `rule` names the rule that recognised them (`chair.zhuchi`).
    case source([ByteRange], rule: String)
    /// Computed by a named rule (`expected - present`), not stated by the source.
    case derived(String)
    /// Written by a person in an edited `minutes.json`.
    case written
    /// A fixed word of the template.
    case template

    /// The bytes of the source that carry the value; empty for all but `.source`.
    package var ranges: [ByteRange] {
        if case .source(let ranges, _) = self { return ranges }
        return []
    }
}
